@allow:no-given @allow:no-then
Feature: Examples: the customer's mailbox

  Background:
    Given I am in the shop
    And I have an account

  @passes
  Scenario: The mail that greets a new customer
    Then I receive an email with the subject "Welcome"

  @fails
  Scenario: A mail about an order that nobody has made
    Then I receive an email with the subject "Your order"

  @passes
  Scenario: One greeting is enough
    Then I receive no second email with the subject "Welcome"

  @fails
  Scenario: A mail that was asked for twice
    When I log out
    And I ask for a new password
    And I ask for a new password
    Then I receive no second email with the subject "Reset your password"

  @passes
  Scenario: The words of the mail
    Then I receive an email with the subject "Welcome"
    And the email says "Your account is ready"

  @fails
  Scenario: Words that the mail does not have
    Then I receive an email with the subject "Welcome"
    And the email says "Your parcel is on its way"

  @passes
  Scenario: The mail says what was paid
    Given my cart contains "Blue Mug"
    When I check out as a customer
    Then I receive an email with the subject "Your order"
    And the email says I paid $18.89

  @fails
  Scenario: The mail says another amount
    Given my cart contains "Blue Mug"
    When I check out as a customer
    Then I receive an email with the subject "Your order"
    And the email says I paid $12.50

  @passes
  Scenario: The only link of the mail
    When I log out
    And I ask for a new password
    Then I receive an email with the subject "Reset your password"
    When I follow the link in the email

  @fails
  Scenario: A mail without a link
    Then I receive an email with the subject "Welcome"
    When I follow the link in the email

  @passes
  Scenario: A link of the mail by its name
    When I log out
    And I ask for a new password
    Then I receive an email with the subject "Reset your password"
    When I follow the link "Choose a new password" in the email

  @fails
  Scenario: A link that the mail does not have
    When I log out
    And I ask for a new password
    Then I receive an email with the subject "Reset your password"
    When I follow the link "Track your parcel" in the email
