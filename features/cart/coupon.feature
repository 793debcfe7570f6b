Feature: Coupons
  A coupon takes off what it promises, once.

  Background:
    Given I am in the shop
    And my cart contains 2 of "Red Scarf"

  Scenario: A good coupon lowers the total
    When I apply the coupon "SAVE10"
    Then the sub-total is $59.98
    And the discount is $6.00
    And the total is $53.98

  Scenario: An expired coupon is refused
    When I apply the coupon "EXPIRED"
    Then the coupon is refused
    And the total is $59.98
