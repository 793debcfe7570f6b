@allow:no-given @allow:no-then
Feature: Examples: what must be kept
  Each stock has a product that no other example buys.

  Background:
    Given I am a new customer
    And I am in the shop

  @passes
  Scenario: The stock of a product of the shop
    Given I note the stock of "Blue Mug"

  @fails @mistaken
  Scenario: The stock of a product that the shop does not sell
    Given I note the stock of "Moon Rock"

  @passes
  Scenario: As many pieces less as were bought
    Given I note the stock of "Rain Cape"
    And my cart contains "Rain Cape"
    When I check out as a guest
    Then the stock of "Rain Cape" went down by 1

  @fails
  Scenario: Fewer pieces were bought
    Given I note the stock of "Straw Hat"
    And my cart contains "Straw Hat"
    When I check out as a guest
    Then the stock of "Straw Hat" went down by 2

  @passes
  Scenario: What is only in the cart is still in stock
    Given I note the stock of "Copper Pan"
    And my cart contains "Copper Pan"
    Then the stock of "Copper Pan" is unchanged

  @fails
  Scenario: What was bought is no longer in stock
    Given I note the stock of "Wool Socks"
    And my cart contains "Wool Socks"
    When I check out as a guest
    Then the stock of "Wool Socks" is unchanged

  @passes
  Scenario: One purchase is one order
    Given my cart contains "Blue Mug"
    When I check out as a guest
    Then exactly one order was placed

  @fails
  Scenario: A cart alone is no order
    Given my cart contains "Blue Mug"
    Then exactly one order was placed

  @passes
  Scenario: Nothing was ordered
    Given my cart contains "Blue Mug"
    Then no order was placed

  @fails
  Scenario: Something was ordered
    Given my cart contains "Blue Mug"
    When I check out as a guest
    Then no order was placed
