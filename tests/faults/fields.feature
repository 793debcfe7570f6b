Feature: Fields
  What a screen reader cannot name, its user cannot fill in.

  Scenario: Every field of the checkout has a name
    Given I am in the shop
    And my cart contains "Blue Mug"
    When I go to the checkout
    And I fill in my address
    And I choose "Standard" shipping
    Then every field has a name
