@allow:no-given @allow:no-then
Feature: Examples: windows and dialogs

  Background:
    Given I open the page "/samples/windows"

  @passes
  Scenario: Into the window that has opened
    When I click "Size chart"
    And I switch to the new window

  @fails
  Scenario: No window has opened
    When I switch to the new window

  @passes @cannot-fail
  Scenario: Back into the window of the beginning
    It is there as long as the browser is.
    When I click "Size chart"
    And I switch to the new window
    And I switch to the first window

  @passes
  Scenario: The window that has opened is closed
    When I click "Size chart"
    And I switch to the new window
    And I close the window

  @fails @mistaken
  Scenario: The only window is not closed
    When I close the window

  @passes
  Scenario: What the dialog says
    When I click "Empty the cart"
    Then a dialog says "Empty the cart?"

  @fails
  Scenario: The dialog says something else
    When I click "Empty the cart"
    Then a dialog says "Place the order?"

  @passes
  Scenario: OK
    When I click "Empty the cart"
    And I accept the dialog

  @fails
  Scenario: No dialog to accept
    When I accept the dialog

  @passes
  Scenario: Cancel
    When I click "Empty the cart"
    And I dismiss the dialog

  @fails
  Scenario: No dialog to dismiss
    When I dismiss the dialog

  @passes
  Scenario: A name for an answer
    When I click "Greet me"
    And I answer the dialog with "Mary"

  @fails
  Scenario: No dialog to answer
    When I answer the dialog with "Mary"
