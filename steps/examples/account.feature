@allow:no-given @allow:no-then
Feature: Examples: customers who come back

  Background:
    Given I am in the shop

  @passes
  Scenario: A new account
    Given I have an account

  @fails
  Scenario: A page without a way to an account
    When I open the page "/samples/kept"
    Given I have an account

  @passes
  Scenario: Somebody new
    When I register

  @fails
  Scenario: A page on which nobody can register
    When I open the page "/samples/kept"
    And I register

  @passes
  Scenario: Back again
    Given I have an account
    When I log out
    And I log in

  @fails @mistaken
  Scenario: Nobody to log in
    When I log in

  @passes
  Scenario: Good-bye
    Given I have an account
    When I log out

  @fails
  Scenario: Nobody is logged in
    When I log out

  @passes
  Scenario: The shop knows me
    Given I have an account
    Then I am logged in

  @fails
  Scenario: The shop does not know me
    Then I am logged in

  @passes
  Scenario: A stranger
    Then I am logged out

  @fails
  Scenario: Still logged in
    Given I have an account
    Then I am logged out

  @passes
  Scenario: The order is in the account
    Given I have an account
    And my cart contains "Night Notebook"
    When I check out as a customer
    Then my order is confirmed
    And my order is in my order history

  @fails
  Scenario: The order was made as a guest
    Given my cart contains "Night Notebook"
    When I check out as a guest
    Then my order is confirmed
    When I have an account
    Then my order is in my order history

  @passes
  Scenario: As many orders as there were
    Given I have an account
    And my cart contains "Night Notebook"
    When I check out as a customer
    Then my order is confirmed
    And my order history shows 1 order

  @fails
  Scenario: More orders than there were
    Given I have an account
    Then my order history shows 2 orders

  @passes @cannot-fail
  Scenario: A customer of the settings
    It says who shops; a name that the settings do not have is told before the journey begins.
    Given I am the customer "Ada"

  @passes @cannot-fail
  Scenario: Somebody who was never there
    Somebody is made up; what the shop makes of them, the next steps tell.
    Given I am a new customer

  @passes @cannot-fail
  Scenario: Somebody new from a country whose addresses are known
    Somebody is made up; a country whose addresses nobody knows is told before the journey begins.
    Given I am a new customer from "Germany"

  @passes
  Scenario: A customer whose password is right
    When I log in as "Ada"

  @fails
  Scenario: A customer whose password is wrong
    When I log in as "Eve"

  @passes
  Scenario: A password that was forgotten
    Given I have an account
    When I log out
    And I ask for a new password

  @fails
  Scenario: Whoever is logged in is not offered a new password
    Given I have an account
    When I ask for a new password

  @passes
  Scenario: A new password that is long enough
    Given I have an account
    When I log out
    And I ask for a new password
    Then I receive an email with the subject "Reset your password"
    When I follow the link in the email
    And I choose the new password "Another-8-Password"

  @fails
  Scenario: A new password that is too short
    Given I have an account
    When I log out
    And I ask for a new password
    Then I receive an email with the subject "Reset your password"
    When I follow the link in the email
    And I choose the new password "short"

  @passes
  Scenario: The code that the authenticator shows
    When I log in as "Grace"
    And I enter the one-time code of "Grace"

  @fails
  Scenario: The code of somebody else's authenticator
    When I log in as "Grace"
    And I enter the one-time code of "Mallory"
