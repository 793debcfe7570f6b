@allow:no-given @allow:no-then @allow:ui-detail-in-then
Feature: Examples: what any page shows

  Background:
    Given I open the page "/samples/controls"

  @passes
  Scenario: The title of the page
    Then the page's title is "Sample controls"

  @fails
  Scenario: Another title
    Then the page's title is "Controls"

  @passes
  Scenario: The address of the page
    Then the address is "/samples/controls"

  @fails
  Scenario: Another address
    Then the address is "/samples"

  @passes
  Scenario: A part of the address
    When I click "Windows and dialogs"
    Then the address contains "from=controls"

  @fails
  Scenario: No part of the address
    When I click "Windows and dialogs"
    Then the address contains "from=search"

  @passes
  Scenario: Words that can be seen
    Then I see "Free returns"

  @fails
  Scenario: Words that cannot be seen
    Then I see "Sold out"

  @passes
  Scenario: Words that should not be seen, and are not
    Then I do not see "Sold out"

  @fails
  Scenario: Words that should not be seen, and are
    Then I do not see "Free returns"

  @passes
  Scenario: As many as there are
    Then I see 2 of "Details"

  @fails
  Scenario: More than there are
    Then I see 3 of "Details"

  @passes
  Scenario: A button that waits for the terms
    Then the button "Order" is disabled

  @fails
  Scenario: A button that can be pressed
    Then the button "Wrap it up" is disabled

  @passes
  Scenario: The terms are accepted
    When I check "I accept the terms"
    Then the button "Order" is enabled

  @fails
  Scenario: The terms are not accepted
    Then the button "Order" is enabled

  @passes
  Scenario: What was typed into the field
    When I fill "Gift message" with "Happy birthday!"
    Then the field "Gift message" holds "Happy birthday!"

  @fails
  Scenario: Something else is in the field
    When I fill "Gift message" with "Happy birthday!"
    Then the field "Gift message" holds "Merry Christmas!"

  @passes
  Scenario: A box that is ticked
    Then the box "Send me news" is checked

  @fails
  Scenario: A box that should be ticked, and is not
    Then the box "I accept the terms" is checked

  @passes
  Scenario: A box that is not ticked
    Then the box "I accept the terms" is not checked

  @fails
  Scenario: A box that should not be ticked, and is
    Then the box "Send me news" is not checked
