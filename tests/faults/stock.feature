Feature: Stock
  What was bought is no longer there.

  Scenario: The stock goes down by what is bought
    Given I am in the shop
    And I note the stock of "Red Scarf"
    When I add 2 of "Red Scarf" to my cart
    And I check out as a guest
    Then my order is confirmed
    And the stock of "Red Scarf" went down by 2

  Scenario: One order for a guest
    Given I am a new customer
    And I am in the shop
    When I add "Red Scarf" to my cart
    And I check out as a guest
    Then my order is confirmed
    And exactly one order was placed
