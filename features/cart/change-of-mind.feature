@critical
Feature: A change of mind
  The cart holds what was decided last, and nothing else.

  Background:
    Given I am in the shop

  Scenario: An item is added, removed, and another one bought instead
    When I add "Blue Mug" to my cart
    And I take "Red Scarf" instead of "Blue Mug"
    Then my cart contains:
      | product   | quantity | price  |
      | Red Scarf | 1        | $29.99 |
    And my cart does not contain "Blue Mug"
    When I buy what is in my cart
    Then my order contains:
      | product   | quantity |
      | Red Scarf | 1        |

  Scenario: Of two items one stays
    Given my cart contains:
      | product   |
      | Blue Mug  |
      | Oak Board |
    When I remove "Blue Mug" from my cart
    Then my cart contains:
      | product   | quantity | price  |
      | Oak Board | 1        | $24.00 |
    And the total is $24.00
