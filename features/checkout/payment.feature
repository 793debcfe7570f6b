Feature: Payment
  What the bank refuses is not bought, and the customer can try again.

  Background:
    Given I am in the shop
    And my cart contains "Blue Mug"

  @critical
  Scenario Outline: A refused card can be replaced: <card>
    When I check out as a guest and pay with a "<card>" card
    Then the payment is refused with "<message>"
    When I pay with a "good" card instead
    Then my order is confirmed
    And I paid $18.89

    Examples:
      | card               | message                           |
      | declined           | Your card was declined.           |
      | insufficient funds | Your card has insufficient funds. |

  Scenario: The card goes into the secure fields of the bank
    When I check out as a guest and pay with a "good" card in secure fields
    Then my order is confirmed
    And I paid $18.89

  Scenario: A slow bank is waited for
    When I check out as a guest and pay with a "slow" card
    Then my order is confirmed
