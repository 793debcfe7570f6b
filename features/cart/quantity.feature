Feature: How many pieces
  The cart holds as many pieces as the customer said last.

  Background:
    Given I am in the shop

  Scenario: Several pieces at once
    When I add 3 of "Wool Socks" to my cart
    Then my cart contains:
      | product    | quantity | price  | total  |
      | Wool Socks | 3        | $14.50 | $43.50 |
    And the sub-total is $43.50

  Scenario: The quantity is changed in the cart
    Given my cart contains "Blue Mug"
    When I change the quantity of "Blue Mug" to 4
    Then my cart contains 4 of "Blue Mug"
    And the sub-total is $50.00

  Scenario: The same product twice makes one line of two pieces
    When I add "Honey Candle" to my cart
    And I add "Honey Candle" to my cart
    Then my cart contains:
      | product      | quantity |
      | Honey Candle | 2        |
