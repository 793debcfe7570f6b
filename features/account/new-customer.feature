Feature: Customers whom the shop has never seen
  Name, address, telephone and email are made up from the seed that the run tells.

  Scenario: A new customer registers, buys and finds the order
    Given I am a new customer
    And I am in the shop
    When I register
    And I add "Night Notebook" to my cart
    And I check out as a customer
    Then my order is confirmed
    And my order is in my order history

  Scenario Outline: A guest from <country> has the order sent home
    Given I am a new customer from "<country>"
    And I am in the shop
    When I add "Blue Mug" to my cart
    And I check out as a guest
    Then my order is confirmed

    Examples:
      | country        |
      | Germany        |
      | United Kingdom |
