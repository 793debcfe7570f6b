@allow:no-given @allow:no-then
Feature: Examples: paying

  Background:
    Given I am in the shop
    And my cart contains "Blue Mug"

  @passes
  Scenario: Another card after one was refused
    When I check out as a guest and pay with a "declined" card
    And I pay with a "good" card instead

  @fails
  Scenario: A page on which nothing is paid
    When I pay with a "good" card

  @passes
  Scenario: The card goes into the fields of the bank
    When I go to the checkout
    And I fill in my address
    And I pay with a "good" card in secure fields

  @fails
  Scenario: A page without fields of a bank
    When I pay with a "good" card in secure fields

  @passes
  Scenario: A card that the bank asks about
    When I check out as a guest and pay with a "3-D Secure" card
    Then my bank asks me to confirm

  @fails
  Scenario: A card that the bank does not ask about
    When I check out as a guest and pay with a "declined" card
    Then my bank asks me to confirm

  @passes
  Scenario: The bank is told that all is right
    When I check out as a guest and pay with a "3-D Secure" card
    And I approve the payment

  @fails
  Scenario: Nothing to approve
    When I check out as a guest and pay with a "declined" card
    And I approve the payment

  @passes
  Scenario: The bank is told that something is wrong
    When I check out as a guest and pay with a "3-D Secure" card
    And I refuse the payment

  @fails
  Scenario: Nothing to refuse
    When I check out as a guest and pay with a "declined" card
    And I refuse the payment

  @passes
  Scenario: A card that is declined
    When I check out as a guest and pay with a "declined" card
    Then the payment is refused

  @fails
  Scenario: A card that is taken
    When I check out as a guest and pay with a "good" card
    Then the payment is refused

  @passes
  Scenario: The shop says why
    When I check out as a guest and pay with a "declined" card
    Then the payment is refused with "Your card was declined."

  @fails
  Scenario: The shop says another reason
    When I check out as a guest and pay with a "declined" card
    Then the payment is refused with "Your card has expired."

  @passes
  Scenario: The bank waits in vain
    When I check out as a guest and pay with a "3-D Secure time out" card
    And I leave my bank's question unanswered

  @fails
  Scenario: There is no question to leave unanswered
    When I check out as a guest and pay with a "declined" card
    And I leave my bank's question unanswered
