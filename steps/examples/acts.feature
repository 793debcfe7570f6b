@allow:no-given @allow:no-then
Feature: Examples: what a customer does on any page

  Background:
    Given I open the page "/samples/controls"

  @passes
  Scenario: A path of the shop
    When I open the page "/samples/windows"

  @fails
  Scenario: A host that does not answer
    When I open the page "http://localhost:2/"

  @passes
  Scenario: Back to the page before
    When I click "Windows and dialogs"
    And I go back

  @fails
  Scenario: There is no page before
    When I go back

  @passes
  Scenario: Forward again
    When I click "Windows and dialogs"
    And I go back
    And I go forward

  @fails
  Scenario: There is no page after
    When I go forward

  @passes
  Scenario: The same page anew
    When I reload the page

  @fails
  Scenario: The same page without a network
    Given I am offline
    When I reload the page

  @passes
  Scenario: A button that is there
    When I click "Wrap it up"

  @fails
  Scenario: A button that is not there
    When I click "Lift off"

  @passes
  Scenario: One of two buttons of that name
    When I click "Details" in the line of "Red Scarf"

  @fails
  Scenario: A line without that button
    When I click "Wrap it up" in the line of "Red Scarf"

  @passes
  Scenario: A field that is there
    When I fill "Gift message" with "Happy birthday!"

  @fails
  Scenario: A field that is not there
    When I fill "Blood type" with "0"

  @passes
  Scenario: One of the choices
    When I choose "Germany" from "Country"

  @fails
  Scenario: None of the choices
    When I choose "Atlantis" from "Country"

  @passes
  Scenario: A box is ticked
    When I check "I accept the terms"

  @fails
  Scenario: No box to tick
    When I check "I own a zeppelin"

  @passes
  Scenario: A box is no longer ticked
    When I uncheck "Send me news"

  @fails
  Scenario: No box to take the tick from
    When I uncheck "I own a zeppelin"

  @passes
  Scenario: A key of the keyboard
    When I press the key "Escape"

  @fails @mistaken
  Scenario: A key that no keyboard has
    When I press the key "AnyKey"

  @passes
  Scenario: The pointer over a button
    When I hover over "Menu"

  @fails
  Scenario: Nothing to hold the pointer over
    When I hover over "Secret menu"

  @passes
  Scenario: Down to a heading
    When I scroll to "Reviews"

  @fails
  Scenario: Nothing to scroll to
    When I scroll to "Job offers"

  @passes @cannot-fail
  Scenario: To the end of the page
    Every page has an end.
    When I scroll to the bottom

  @passes @cannot-fail
  Scenario: To the beginning of the page
    Every page has a beginning.
    When I scroll to the top

  @passes
  Scenario: A button that is pressed twice
    When I double-click "Wrap it up"

  @fails
  Scenario: No button to press twice
    When I double-click "Lift off"
