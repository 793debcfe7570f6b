@allow:no-given @allow:no-then
Feature: Examples: sums and coupons

  Background:
    Given I am in the shop
    And my cart contains 2 of "Red Scarf"

  @passes
  Scenario: What the goods cost
    Then the sub-total is $59.98

  @fails
  Scenario: Another sub-total
    Then the sub-total is $59.99

  @passes
  Scenario: What the coupon takes off
    When I apply the coupon "SAVE10"
    Then the discount is $6.00

  @fails
  Scenario: Another discount
    When I apply the coupon "SAVE10"
    Then the discount is $5.00

  @passes
  Scenario: What shipping costs
    When I go to the checkout
    And I fill in my address
    And I choose "Standard" shipping
    Then the shipping is $4.99

  @fails
  Scenario: Another price of shipping
    When I go to the checkout
    And I fill in my address
    And I choose "Standard" shipping
    Then the shipping is $9.99

  @passes
  Scenario: Shipping costs nothing for a large order
    Given my cart contains 2 of "Rain Cape"
    When I go to the checkout
    And I fill in my address
    And I choose "Standard" shipping
    Then the shipping is free

  @fails
  Scenario: Shipping costs something
    When I go to the checkout
    And I fill in my address
    And I choose "Standard" shipping
    Then the shipping is free

  @passes
  Scenario: The tax on the order
    When I check out as a guest
    Then the tax is $5.20

  @fails
  Scenario: Another tax
    When I check out as a guest
    Then the tax is $5.21

  @passes
  Scenario: What is to be paid
    Then the total is $59.98

  @fails
  Scenario: Another total
    Then the total is $60.00

  @passes
  Scenario: A coupon is entered
    When I apply the coupon "SAVE10"

  @fails
  Scenario: A coupon that the shop refuses, and nobody expects it to
    When I apply the coupon "EXPIRED"

  @passes
  Scenario: A coupon that has expired
    When I apply the coupon "EXPIRED"
    Then the coupon is refused

  @fails
  Scenario: A coupon that is good
    When I apply the coupon "SAVE10"
    Then the coupon is refused
