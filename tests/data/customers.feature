Feature: Customers that are made up or named

  Scenario: somebody new
    Given I am a new customer
    And I am in the shop
    When I add "Blue Mug" to my cart
    And I check out as a guest
    Then my order is confirmed

  Scenario: somebody of the settings
    Given I am the customer "German business"
    And I am in the shop
    When I add "an in-stock product" to my cart
    Then my cart contains:
      | product             | quantity |
      | an in-stock product | 1        |
    When I check out as a guest
    Then my order is confirmed

  Scenario: somebody with an account
    Given I am in the shop
    When I log in as "Ada"
    Then I am logged in

  Scenario: somebody with a wrong password
    Given I am in the shop
    When I log in as "Eve"
    Then I am logged in

  Scenario: somebody with a second factor
    Given I am in the shop
    When I log in as "Grace"
    And I enter the one-time code of "Grace"
    Then I am logged in

  Scenario: somebody with another authenticator
    Given I am in the shop
    When I log in as "Grace"
    And I enter the one-time code of "Mallory"

  Scenario: somebody of whom no code is wanted
    Given I am in the shop
    When I log in as "Ada"
    And I enter the one-time code of "Grace"
