Feature: A mailbox, and the shop's books

  Scenario: one order
    Given I am a new customer
    Then exactly one order was placed

  Scenario: no order
    Given I am a new customer
    Then no order was placed

  Scenario: a mail comes
    Given I am a new customer
    Then I receive an email with the subject "order"

  Scenario: anybody's mail
    Given I am in the shop
    Then I receive an email with the subject "order"

  Scenario: a forgotten password
    Given I am a new customer
    And I am in the shop
    When I register
    And I log out
    And I ask for a new password
    Then I receive an email with the subject "password"
    When I follow the link in the email
    Then the email says "something else"

  Scenario: another mail
    Given I am a new customer
    And I am in the shop
    When I register
    Then I receive an email with the subject "invoice"
