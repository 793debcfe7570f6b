Feature: The wish list
  What a customer would like to have some day is kept until they buy it or change their mind.

  Background:
    Given I am in the shop

  Scenario: A wish is kept, another one given up
    When I add "Blue Mug" to my wish list
    And I add "Red Scarf" to my wish list
    Then my wish list contains:
      | product   | price  |
      | Blue Mug  | $12.50 |
      | Red Scarf | $29.99 |
    When I remove "Blue Mug" from my wish list
    Then my wish list contains "Red Scarf"
    And my wish list does not contain "Blue Mug"

  Scenario: A wish comes true
    Given my wish list contains "Red Scarf"
    When I move "Red Scarf" from my wish list to my cart
    Then my wish list is empty
    And my cart contains:
      | product   | quantity | price  |
      | Red Scarf | 1        | $29.99 |

  Scenario: What is wished for is bought, and stays a wish
    Given my wish list contains "Blue Mug"
    And I look at my wish list
    When I add "Blue Mug" to my cart
    Then my cart contains 1 of "Blue Mug"
    And my wish list contains "Blue Mug"
