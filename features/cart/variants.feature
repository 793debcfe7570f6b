Feature: Sizes and colours
  A shirt is bought in one size and one colour, and that is the one which must arrive.

  Scenario: The chosen variant is the one in the cart
    Given I am in the shop
    When I open "Linen Shirt"
    And I choose size "M" and colour "navy"
    And I add it to my cart
    Then my cart contains:
      | product     | variant  | quantity | price  |
      | Linen Shirt | M / navy | 1        | $59.00 |

  Scenario: Two variants are two lines
    Given I am in the shop
    When I add "Linen Shirt" in size "S" and colour "white" to my cart
    And I add "Linen Shirt" in size "L" and colour "sand" to my cart
    Then my cart contains:
      | product     | variant   | quantity |
      | Linen Shirt | S / white | 1        |
      | Linen Shirt | L / sand  | 1        |
    And the sub-total is $118.00
