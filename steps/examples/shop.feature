@allow:no-given @allow:no-then
Feature: Examples: the shop as a whole

  Background:
    Given I am in the shop

  @passes @cannot-fail
  Scenario: Into the shop from wherever one is
    It fails when the shop does not answer, and then everything does.
    When I open the page "/samples/kept"
    And I am in the shop

  @passes
  Scenario: A language that the shop speaks
    When I switch the shop to "Deutsch"

  @fails
  Scenario: A language that the shop does not speak
    When I switch the shop to "Klingon"

  @passes
  Scenario: A currency that the shop takes
    When I switch the currency to "EUR"

  @fails
  Scenario: A currency that the shop does not take
    When I switch the currency to "ZWL"

  @passes
  Scenario: Words that the page says
    Then the page says "Blue Mug"

  @fails
  Scenario: Words that the page does not say
    Then the page says "Everything must go"

  @passes
  Scenario: Words that should not be there, and are not
    Then the page does not say "Something went wrong"

  @fails
  Scenario: Words that should not be there, and are
    Then the page does not say "Blue Mug"

  @passes
  Scenario: Nothing is complained about
    Then the shop shows no error

  @fails
  Scenario: A coupon that has expired is complained about
    Given my cart contains "Blue Mug"
    When I apply the coupon "EXPIRED"
    Then the coupon is refused
    And the shop shows no error

  @passes
  Scenario: Pictures that come
    Then all pictures load

  @fails
  Scenario: A picture that does not come
    When I open the page "/samples/broken"
    Then all pictures load

  @passes
  Scenario: Fields with labels
    When I open the page "/samples/controls"
    Then every field has a name

  @fails
  Scenario: A field that does not say what it asks for
    When I open the page "/samples/broken"
    Then every field has a name
