Feature: Stock and orders by what pages tell

  Scenario: the page tells the stock
    Given I am in the shop
    And I note the stock of "Oak Board"
    When I add "Oak Board" to my cart
    And I check out as a guest
    Then my order is confirmed
    And the stock of "Oak Board" went down by 1

  Scenario: less was bought than is said
    Given I am in the shop
    And I note the stock of "Oak Board"
    When I add "Oak Board" to my cart
    And I check out as a guest
    Then the stock of "Oak Board" went down by 2

  Scenario: something was bought
    Given I am in the shop
    And I note the stock of "Oak Board"
    When I add "Oak Board" to my cart
    And I check out as a guest
    Then the stock of "Oak Board" is unchanged

  Scenario: nothing was noted
    Given I am in the shop
    Then the stock of "Oak Board" is unchanged

  Scenario: something was ordered
    Given I am in the shop
    And I have an account
    When I add "Oak Board" to my cart
    And I check out as a customer
    Then no order was placed

  Scenario: a guest whose orders nobody can tell
    Given I am in the shop
    Then exactly one order was placed
