@allow:no-given @allow:no-then
Feature: Examples: the cart

  Background:
    Given I am in the shop

  @passes
  Scenario: A product into the cart
    When I add "Blue Mug" to my cart

  @fails
  Scenario: A product that is sold out, into the cart
    When I add "Brass Lantern" to my cart

  @passes
  Scenario: Several pieces into the cart
    When I add 2 of "Red Scarf" to my cart

  @fails
  Scenario: Several pieces of a product that is sold out
    When I add 2 of "Brass Lantern" to my cart

  @passes
  Scenario: A variant into the cart
    When I add "Linen Shirt" in size "M" and colour "navy" to my cart

  @fails
  Scenario: A variant that there is not
    When I add "Linen Shirt" in size "XXL" and colour "navy" to my cart

  @passes
  Scenario: Another quantity of what is in the cart
    Given my cart contains "Blue Mug"
    When I change the quantity of "Blue Mug" to 3

  @fails
  Scenario: Another quantity of what is not in the cart
    Given my cart contains "Blue Mug"
    When I change the quantity of "Red Scarf" to 3

  @passes
  Scenario: Out of the cart
    Given my cart contains "Blue Mug"
    When I remove "Blue Mug" from my cart

  @fails
  Scenario: Out of the cart with what is not in it
    Given my cart contains "Blue Mug"
    When I remove "Red Scarf" from my cart

  @passes
  Scenario: The cart is shown
    When I look at my cart

  @fails
  Scenario: A page without a cart
    When I open the page "/samples/kept"
    And I look at my cart

  @passes
  Scenario: A product that is in the cart
    When I add "Red Scarf" to my cart
    Then my cart contains "Red Scarf"

  @fails
  Scenario: A product that is not in the cart
    When I add "Blue Mug" to my cart
    Then my cart contains "Red Scarf"

  @passes
  Scenario: As many pieces as are in the cart
    When I add 2 of "Red Scarf" to my cart
    Then my cart contains 2 of "Red Scarf"

  @fails
  Scenario: More pieces than are in the cart
    When I add "Red Scarf" to my cart
    Then my cart contains 2 of "Red Scarf"

  @passes
  Scenario: The lines of the cart, all of them
    When I add 2 of "Red Scarf" to my cart
    Then my cart contains:
      | product   | quantity | price  |
      | Red Scarf | 2        | $29.99 |

  @fails
  Scenario: A cart with a line more than the table
    When I add 2 of "Red Scarf" to my cart
    And I add "Blue Mug" to my cart
    Then my cart contains:
      | product   | quantity | price  |
      | Red Scarf | 2        | $29.99 |

  @passes
  Scenario: A product that was taken out
    Given my cart contains "Red Scarf"
    Then my cart does not contain "Blue Mug"

  @fails
  Scenario: A product that is still in the cart
    Given my cart contains "Blue Mug"
    Then my cart does not contain "Blue Mug"

  @passes
  Scenario: Nothing in the cart
    Then my cart is empty

  @fails
  Scenario: Something in the cart
    Given my cart contains "Blue Mug"
    Then my cart is empty
