@allow:no-given @allow:no-then
Feature: Examples: the wish list

  Background:
    Given I am in the shop

  @passes
  Scenario: A product onto the wish list
    When I add "Blue Mug" to my wish list

  @fails
  Scenario: A product that the shop does not have, onto the wish list
    When I add "Glass Slipper" to my wish list

  @passes
  Scenario: Off the wish list
    Given my wish list contains "Blue Mug"
    When I remove "Blue Mug" from my wish list

  @fails
  Scenario: Off the wish list with what is not on it
    Given my wish list contains "Blue Mug"
    When I remove "Red Scarf" from my wish list

  @passes
  Scenario: From the wish list to the cart
    Given my wish list contains "Blue Mug"
    When I move "Blue Mug" from my wish list to my cart

  @fails
  Scenario: From the wish list to the cart with what is sold out
    Given my wish list contains "Brass Lantern"
    When I move "Brass Lantern" from my wish list to my cart

  @passes
  Scenario: The wish list is shown
    When I look at my wish list

  @fails
  Scenario: A page without a wish list
    When I open the page "/samples/kept"
    And I look at my wish list

  @passes
  Scenario: A product that is on the wish list
    When I add "Red Scarf" to my wish list
    Then my wish list contains "Red Scarf"

  @fails
  Scenario: A product that is not on the wish list
    When I add "Blue Mug" to my wish list
    Then my wish list contains "Red Scarf"

  @passes
  Scenario: The wishes, all of them
    When I add "Red Scarf" to my wish list
    And I add "Garden Kettle" to my wish list
    Then my wish list contains:
      | product       | price  |
      | Red Scarf     | $29.99 |
      | Garden Kettle | $29.99 |

  @fails
  Scenario: A wish list with a line more than the table
    Given my wish list contains:
      | product   |
      | Red Scarf |
      | Blue Mug  |
    Then my wish list contains:
      | product   | price  |
      | Red Scarf | $29.99 |

  @passes
  Scenario: A product that nobody wishes for
    Given my wish list contains "Red Scarf"
    Then my wish list does not contain "Blue Mug"

  @fails
  Scenario: A product that is still on the wish list
    Given my wish list contains "Blue Mug"
    Then my wish list does not contain "Blue Mug"

  @passes
  Scenario: Nothing on the wish list
    Then my wish list is empty

  @fails
  Scenario: Something on the wish list
    Given my wish list contains "Blue Mug"
    Then my wish list is empty
