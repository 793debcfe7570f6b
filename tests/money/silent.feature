Feature: Journeys that say nothing of money

  Scenario: Nobody asks what it costs
    Given I am in the shop
    And my cart contains 2 of "Red Scarf"
    When I look at my cart
    And I check out as a guest
    Then my order is confirmed

  Scenario: One piece of a short name
    Given I am in the shop
    When I add "Blue Mug" to my cart
    And I check out as a guest
    Then my order is confirmed

  @no-money-check
  Scenario: Money is left alone
    Given I am in the shop
    And my cart contains 2 of "Red Scarf"
    When I check out as a guest
    Then my order is confirmed
