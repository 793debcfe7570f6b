@allow:no-given @allow:no-then
Feature: Examples: the network, and what the pages ask of it

  @passes @cannot-fail
  Scenario: The network goes away
    It takes the network away; what comes of it, the next steps tell.
    Given I open the page "/samples/network"
    When I am offline

  @passes @cannot-fail
  Scenario: The network comes back
    It gives the network back; what comes of it, the next steps tell.
    Given I open the page "/samples/network"
    When I am offline
    And I am online

  @passes @cannot-fail
  Scenario: A slow network
    It makes the network slow; what comes of it, the next steps tell.
    Given I open the page "/samples/network"
    And the network is slow

  @passes @cannot-fail
  Scenario: A host that no page reaches
    It shuts the host off; whether a page asks for it, the next steps tell.
    Given requests to "cdn.example" are blocked

  @passes
  Scenario: A header for the shop's server
    Given each request has the header "X-Test" with "1"

  @fails @mistaken
  Scenario: A name that no header can have
    Given each request has the header "X Test" with "1"

  @passes @cannot-fail
  Scenario: A server that asks who is there
    The name and the password are given when the server asks; whether they are right, the next page tells.
    Given I log in to the server as "qa" with "password"

  @passes
  Scenario: The answer to a request of the page
    Given I open the page "/samples/network"
    When I click "Ask for the stock"
    Then the request to "/samples/stock" is answered with 200

  @fails
  Scenario: Another answer
    Given I open the page "/samples/network"
    When I click "Ask for what is not there"
    Then the request to "/samples/no-stock" is answered with 200

  @passes
  Scenario: Scripts that work
    Given I open the page "/samples/controls"
    Then the page has no JavaScript errors

  @fails
  Scenario: A script that ends in an error
    Given I open the page "/samples/broken"
    Then the page has no JavaScript errors

  @passes
  Scenario: Links that lead somewhere
    Given I open the page "/samples/controls"
    Then no link on the page is broken

  @fails
  Scenario: A link that leads nowhere
    Given I open the page "/samples/broken"
    Then no link on the page is broken
