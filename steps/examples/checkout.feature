@allow:no-given @allow:no-then
Feature: Examples: buying

  Background:
    Given I am in the shop

  @passes
  Scenario: A guest buys
    Given my cart contains "Blue Mug"
    When I check out as a guest

  @fails
  Scenario: A guest with an empty cart
    When I check out as a guest

  @passes
  Scenario: A guest with an address of their own buys
    Given my cart contains "Blue Mug"
    When I check out as a guest with this address:
      | country  | Germany |
      | city     | Berlin  |
      | postcode | 10115   |

  @fails
  Scenario: A country that the shop does not deliver to
    Given my cart contains "Blue Mug"
    When I check out as a guest with this address:
      | country | Atlantis |

  @passes
  Scenario: A guest pays with a card that is declined
    Given my cart contains "Blue Mug"
    When I check out as a guest and pay with a "declined" card

  @fails
  Scenario: A guest with a card and an empty cart
    When I check out as a guest and pay with a "good" card

  @passes
  Scenario: A guest pays in the secure fields
    Given my cart contains "Blue Mug"
    When I check out as a guest and pay with a "good" card in secure fields

  @fails
  Scenario: A guest with secure fields and an empty cart
    When I check out as a guest and pay with a "good" card in secure fields

  @passes
  Scenario: A customer buys
    Given I have an account
    And my cart contains "Blue Mug"
    When I check out as a customer

  @fails
  Scenario: A customer with an empty cart
    Given I have an account
    When I check out as a customer

  @passes
  Scenario: A customer pays with a card that is declined
    Given I have an account
    And my cart contains "Blue Mug"
    When I check out as a customer and pay with a "declined" card

  @fails
  Scenario: A customer with a card and an empty cart
    Given I have an account
    When I check out as a customer and pay with a "good" card

  @passes
  Scenario: From the cart to the checkout
    Given my cart contains "Blue Mug"
    When I go to the checkout

  @fails
  Scenario: To the checkout with an empty cart
    When I go to the checkout

  @passes
  Scenario: Who I am and where to
    Given my cart contains "Blue Mug"
    When I go to the checkout
    And I fill in my address

  @fails
  Scenario: No checkout to fill in
    When I fill in my address

  @passes
  Scenario: A way of shipping that the shop offers
    Given my cart contains "Blue Mug"
    When I go to the checkout
    And I fill in my address
    And I choose "Express" shipping

  @fails
  Scenario: A way of shipping that the shop does not offer
    Given my cart contains "Blue Mug"
    When I go to the checkout
    And I fill in my address
    And I choose "Pigeon" shipping

  @passes @cannot-fail
  Scenario: Which way of shipping will be chosen
    It is remembered for the checkout, which fails when the shop does not offer it.
    Given I want "Express" shipping

  @passes
  Scenario: A customer of the settings buys
    Given my cart contains "Blue Mug"
    When I check out as the customer "Ada"

  @fails
  Scenario: A customer of the settings with an empty cart
    When I check out as the customer "Ada"

  @passes
  Scenario: An impatient guest buys
    Given my cart contains "Blue Mug"
    When I check out as a guest and order with a double click

  @fails
  Scenario: An impatient guest with an empty cart
    When I check out as a guest and order with a double click

  @passes
  Scenario: An impatient customer buys
    Given I have an account
    And my cart contains "Blue Mug"
    When I check out as a customer and order with a double click

  @fails
  Scenario: An impatient customer with an empty cart
    Given I have an account
    When I check out as a customer and order with a double click
