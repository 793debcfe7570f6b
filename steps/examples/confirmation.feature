@allow:no-given @allow:no-then
Feature: Examples: the end of a purchase

  Background:
    Given I am in the shop
    And my cart contains 2 of "Red Scarf"

  @passes
  Scenario: The shop thanks
    When I check out as a guest
    Then my order is confirmed

  @fails
  Scenario: Nothing has been ordered
    When I look at my cart
    Then my order is confirmed

  @passes
  Scenario: The order has a number
    When I check out as a guest
    Then I am given an order number

  @fails
  Scenario: No order, no number
    When I look at my cart
    Then I am given an order number

  @passes
  Scenario: What the receipt says
    When I check out as a guest
    Then I paid $70.17

  @fails
  Scenario: Another amount than on the receipt
    When I check out as a guest
    Then I paid $70.00

  @passes
  Scenario: The lines of the order, all of them
    When I check out as a guest
    Then my order contains:
      | product   | quantity |
      | Red Scarf | 2        |

  @fails
  Scenario: Fewer pieces than were ordered
    When I check out as a guest
    Then my order contains:
      | product   | quantity |
      | Red Scarf | 1        |
