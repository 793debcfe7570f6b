Feature: What the shop sends by email
  A mailbox is named in shop.toml, [mail].

  Background:
    Given I am a new customer
    And I am in the shop

  @mail
  Scenario: A guest gets one confirmation of the order
    When I add 2 of "Red Scarf" to my cart
    And I check out as a guest
    Then my order is confirmed
    And I receive an email with the subject "order"
    And the email says "Red Scarf"
    And the email says I paid $70.17
    And I receive no second email with the subject "order"

  @mail
  Scenario: A forgotten password is replaced
    When I register
    Then I receive an email with the subject "Welcome"
    When I log out
    And I ask for a new password
    Then I receive an email with the subject "password"
    When I follow the link in the email
    And I choose the new password "Another-8-Password"
    And I log in
    Then I am logged in
