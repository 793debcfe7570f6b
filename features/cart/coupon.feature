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

  Scenario: A coupon takes nothing off the shipping
    When I apply the coupon "SAVE10"
    And I check out as a guest
    Then my order is confirmed
    And the discount is $6.00
    And the shipping is $4.99
    And I paid $63.69
