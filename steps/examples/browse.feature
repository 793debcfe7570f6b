@allow:no-given @allow:no-then
Feature: Examples: finding products

  Background:
    Given I am in the shop

  @passes
  Scenario: The search is there
    When I search for "lantern"

  @fails
  Scenario: A page without a search
    When I open the page "/samples/kept"
    And I search for "lantern"

  @passes
  Scenario: A category of the shop
    When I browse "Kitchen"

  @fails
  Scenario: A category that the shop does not have
    When I browse "Spaceships"

  @passes
  Scenario: An order that the shop offers
    When I browse "Kitchen"
    And I sort the products by "price"

  @fails
  Scenario: An order that the shop does not offer
    When I browse "Kitchen"
    And I sort the products by "weight"

  @passes
  Scenario: A product that is found
    When I search for "lantern"
    Then I find "Paper Lantern"

  @fails
  Scenario: A product that is not found
    When I search for "lantern"
    Then I find "Blue Mug"

  @passes
  Scenario: A product that should not be found, and is not
    When I search for "lantern"
    Then I do not find "Blue Mug"

  @fails
  Scenario: A product that should not be found, and is
    When I search for "lantern"
    Then I do not find "Paper Lantern"

  @passes
  Scenario: Words that no product has
    When I search for "zeppelin"
    Then nothing is found

  @fails
  Scenario: Words that some products have
    When I search for "lantern"
    Then nothing is found

  @passes
  Scenario: Every product found has the word
    When I search for "lantern"
    Then I find only products with "lantern" in their names

  @fails
  Scenario: A product found does not have the word
    When I search for "lantern"
    Then I find only products with "paper" in their names

  @passes
  Scenario: From cheap to dear
    When I browse "Kitchen"
    And I sort the products by "price"
    Then the products are sorted by price

  @fails
  Scenario: Sorted otherwise than by price
    When I browse "Kitchen"
    And I sort the products by "name"
    Then the products are sorted by price

  @passes
  Scenario: From A to Z
    When I browse "Kitchen"
    And I sort the products by "name"
    Then the products are sorted by name

  @fails
  Scenario: Sorted otherwise than by name
    When I browse "Kitchen"
    And I sort the products by "price"
    Then the products are sorted by name

  @passes
  Scenario: A colour that the shop filters by
    When I browse "Clothing"
    And I filter by "Colour" "navy"

  @fails
  Scenario: A colour that the shop does not filter by
    When I browse "Clothing"
    And I filter by "Colour" "plaid"

  @passes
  Scenario: A range of prices
    When I browse "Kitchen"
    And I filter the prices from $10.00 to $20.00

  @fails
  Scenario: A page without fields for a range of prices
    When I open the page "/samples/kept"
    And I filter the prices from $10.00 to $20.00

  @passes
  Scenario: Every price is in the range
    When I browse "Kitchen"
    And I filter the prices from $10.00 to $20.00
    Then all products cost between $10.00 and $20.00

  @fails
  Scenario: A price is not in the range
    When I browse "Kitchen"
    Then all products cost between $10.00 and $20.00
