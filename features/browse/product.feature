Feature: Looking at a product
  What a customer reads on a product's page is what they decide by.

  Background:
    Given I am in the shop

  @smoke
  Scenario: A product shows its picture and its price
    When I open "Blue Mug"
    Then "Blue Mug" costs $12.50
    And all pictures load

  Scenario: A product on sale shows both prices, and the lower one counts
    When I open "Garden Kettle"
    Then "Garden Kettle" is on sale for $29.99 instead of $39.99
    When I add "Garden Kettle" to my cart
    Then my cart contains:
      | product       | quantity | price  |
      | Garden Kettle | 1        | $29.99 |

  Scenario: What is sold out cannot be bought
    When I open "Brass Lantern"
    Then "Brass Lantern" is sold out
    And "Brass Lantern" cannot be added to my cart
