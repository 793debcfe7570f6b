Feature: Finding a product
  Customers come with a word in mind, or they look around.

  Background:
    Given I am in the shop

  @smoke
  Scenario: A search finds what has the word in its name
    When I search for "lantern"
    Then I find "Paper Lantern"
    And I find only products with "lantern" in their names

  Scenario: A search for what nobody sells says so
    When I search for "submarine"
    Then nothing is found

  Scenario: A category can be sorted by price and by name
    When I browse "Kitchen"
    Then I find "Blue Mug"
    And I do not find "Red Scarf"
    When I sort the products by "price"
    Then the products are sorted by price
    When I sort the products by "name"
    Then the products are sorted by name
