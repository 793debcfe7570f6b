Feature: Customers with an account
  Who has an account is known, and finds their orders again.

  Background:
    Given I am in the shop
    And I have an account

  Scenario: A registered customer buys and finds the order again
    Given my cart contains "Night Notebook"
    When I check out as a customer
    Then my order is confirmed
    And I am given an order number
    And my order is in my order history
    And my order history shows 1 order

  Scenario: A customer logs out and in again
    When I log out
    Then I am logged out
    When I log in
    Then I am logged in
