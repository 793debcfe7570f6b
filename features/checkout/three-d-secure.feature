Feature: The bank asks the customer
  With some cards the bank wants to know that it is really the customer (3-D Secure).

  Background:
    Given I am in the shop
    And my cart contains "Oak Board"

  Scenario Outline: The customer approves <where>
    When I check out as a guest and pay with a "<card>" card
    Then my bank asks me to confirm
    When I approve the payment
    Then my order is confirmed
    And I paid $31.31

    Examples:
      | where                | card                   |
      | within the page      | 3-D Secure             |
      | in the bank's window | 3-D Secure in a window |

  Scenario: The customer refuses, and pays with another card
    When I check out as a guest and pay with a "3-D Secure" card
    And I refuse the payment
    Then the payment is refused
    When I pay with a "good" card instead
    Then my order is confirmed

  Scenario: The customer does not answer, and pays with another card
    When I check out as a guest and pay with a "3-D Secure time out" card
    And I leave my bank's question unanswered
    Then the payment is refused
    When I pay with a "good" card instead
    Then my order is confirmed
