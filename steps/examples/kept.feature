@allow:no-given @allow:no-then
Feature: Examples: cookies and storage

  @passes
  Scenario: A cookie before the first page
    Given I have a cookie "currency" with "EUR"

  @fails @mistaken
  Scenario: A name that no cookie can have
    Given I have a cookie "a=b; c" with "EUR"

  @passes
  Scenario: A cookie that the page has set
    Given I open the page "/samples/kept"
    Then there is a cookie "seen"

  @fails
  Scenario: A cookie that nobody has set
    Given I open the page "/samples/kept"
    Then there is a cookie "tracking"

  @passes
  Scenario: A cookie that should not be there, and is not
    Given I open the page "/samples/kept"
    Then there is no cookie "tracking"

  @fails
  Scenario: A cookie that should not be there, and is
    Given I open the page "/samples/kept"
    Then there is no cookie "seen"

  @passes
  Scenario: What the page has stored
    When I open the page "/samples/kept"
    Then the local storage holds "visits" with "3"

  @fails
  Scenario: What the page has stored is something else
    When I open the page "/samples/kept"
    Then the local storage holds "visits" with "4"

  @passes
  Scenario: What the page has stored for this window
    When I open the page "/samples/kept"
    Then the session storage holds "step" with "2"

  @fails
  Scenario: What the page has not stored for this window
    When I open the page "/samples/kept"
    Then the session storage holds "draft" with "1"

  @passes
  Scenario: Nothing stored under that name
    When I open the page "/samples/kept"
    Then the local storage does not hold "email"

  @fails
  Scenario: Something stored under that name
    When I open the page "/samples/kept"
    Then the local storage does not hold "visits"

  @passes
  Scenario: Nothing stored for this window under that name
    When I open the page "/samples/kept"
    Then the session storage does not hold "email"

  @fails
  Scenario: Something stored for this window under that name
    When I open the page "/samples/kept"
    Then the session storage does not hold "step"
