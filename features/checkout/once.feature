Feature: One purchase, one order
  Whatever impatient hands do, the customer pays once.

  Background:
    Given I am in the shop
    And I have an account
    And my cart contains "Oak Board"

  Scenario: A double click orders once
    When I check out as a customer and order with a double click
    Then my order is confirmed
    And exactly one order was placed
    And my cart is empty

  Scenario: Reloading and going back order nothing more
    When I check out as a customer
    Then my order is confirmed
    When I reload the page
    And I go back
    Then exactly one order was placed
    And my cart is empty

  Scenario: A refused payment orders nothing
    When I check out as a customer and pay with a "declined" card
    Then the payment is refused
    And no order was placed
