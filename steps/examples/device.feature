@allow:no-given @allow:no-then
Feature: Examples: devices, languages and places

  @passes
  Scenario: A small screen
    Given my screen is 390 x 844

  @fails @mistaken
  Scenario: A screen that is too small
    Given my screen is 3 x 4

  @passes @cannot-fail
  Scenario: A phone
    Every browser of the Chromium family can be one.
    Given I use a phone

  @passes @cannot-fail
  Scenario: German
    The browser takes any language; whether the shop speaks it, the next steps tell.
    Given my language is "de-DE"

  @passes
  Scenario: Berlin's time
    Given my time zone is "Europe/Berlin"

  @fails @mistaken
  Scenario: A time zone that nobody lives in
    Given my time zone is "Mars/Base"

  @passes @cannot-fail
  Scenario: Berlin
    Whether the shop asks for the place, the next steps tell; degrees that there are not are told before the run.
    Given I am at 52.52, 13.40
