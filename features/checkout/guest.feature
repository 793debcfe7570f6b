@critical
Feature: Guest checkout
  A customer without an account buys, and pays what the shop said.

  Background:
    Given I am in the shop

  @smoke
  Scenario: A guest buys two scarves
    When I add 2 of "Red Scarf" to my cart
    And I check out as a guest
    Then my order is confirmed
    And I am given an order number
    And my order contains:
      | product   | quantity |
      | Red Scarf | 2        |
    And the shipping is $4.99
    And the tax is $5.20
    And I paid $70.17
    And my cart is empty

  Scenario: Express to Germany, with the tax in the price
    Given my cart contains "Wall Clock"
    And I want "Express" shipping
    When I check out as a guest with this address:
      | name                 | Jörg Müller |
      | street               | Hauptstr. 5 |
      | postcode             | 10115       |
      | city                 | Berlin      |
      | country              | Germany     |
      | Note for the courier | Ring twice  |
    Then my order is confirmed
    And the page says "Ring twice"
    And the shipping is $12.99
    And I paid $61.49

  Scenario: From a hundred dollars on, shipping is free
    Given my cart contains "Beech Table"
    When I go to the checkout
    And I fill in my address
    And I choose "Standard" shipping
    Then the shipping is free
    And the total is $1,402.92
