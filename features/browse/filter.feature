Feature: Filters
  A customer narrows a list down to what suits them.

  Background:
    Given I am in the shop

  Scenario: A list is narrowed by colour
    When I browse "Clothing"
    And I filter by "Colour" "navy"
    Then I find "Linen Shirt"
    And I do not find "Rain Cape"

  Scenario: A list is narrowed by size
    When I browse "Clothing"
    And I filter by "Size" "L"
    Then I find "Linen Shirt"
    And I do not find "Rain Cape"

  Scenario: A list is narrowed by price
    When I browse "Kitchen"
    And I filter the prices from $10.00 to $20.00
    Then all products cost between $10.00 and $20.00
