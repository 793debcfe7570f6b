@allow:no-given @allow:no-then
Feature: Examples: one product

  Background:
    Given I am in the shop

  @passes
  Scenario: A product of the shop
    When I open "Blue Mug"

  @fails
  Scenario: A product that the shop does not sell
    When I open "Moon Rock"

  @passes
  Scenario: The right price
    Then "Blue Mug" costs $12.50

  @fails
  Scenario: Another price
    Then "Blue Mug" costs $12.60

  @passes
  Scenario: Both prices of a sale
    Then "Garden Kettle" is on sale for $29.99 instead of $39.99

  @fails
  Scenario: A product that is not on sale
    Then "Blue Mug" is on sale for $12.50 instead of $15.00

  @passes
  Scenario: A product that is sold out
    Then "Brass Lantern" is sold out

  @fails
  Scenario: A product that can be bought
    Then "Blue Mug" is sold out

  @passes
  Scenario: A size that there is
    When I open "Linen Shirt"
    And I choose size "M"

  @fails
  Scenario: A size that there is not
    When I open "Linen Shirt"
    And I choose size "XXL"

  @passes
  Scenario: A colour that there is
    When I open "Linen Shirt"
    And I choose size "M"
    And I choose colour "navy"

  @fails
  Scenario: A colour that there is not
    When I open "Linen Shirt"
    And I choose colour "plaid"

  @passes
  Scenario: A size and a colour that there are
    When I open "Linen Shirt"
    And I choose size "M" and colour "navy"

  @fails
  Scenario: A product without sizes and colours
    When I open "Blue Mug"
    And I choose size "M" and colour "navy"

  @passes
  Scenario: The product whose page is open
    When I open "Blue Mug"
    And I add it to my cart

  @fails
  Scenario: The product whose page is open is sold out
    When I open "Brass Lantern"
    And I add it to my cart

  @passes
  Scenario: It cannot be bought, as it is sold out
    Then "Brass Lantern" cannot be added to my cart

  @fails
  Scenario: It can be bought
    Then "Blue Mug" cannot be added to my cart
