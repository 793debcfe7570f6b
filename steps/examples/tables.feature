@allow:no-given @allow:no-then
Feature: Examples: tables and lists of any page

  Background:
    Given I open the page "/samples/controls"

  @passes
  Scenario: Two columns of the table
    Then the table shows:
      | Product   | Price  |
      | Blue Mug  | $12.50 |
      | Red Scarf | $29.99 |

  @fails
  Scenario: Another price in the table
    Then the table shows:
      | Product   | Price  |
      | Blue Mug  | $12.50 |
      | Red Scarf | $25.00 |

  @passes
  Scenario: The entries of the list
    Then the list shows in order:
      | Blue Mug  |
      | Red Scarf |

  @fails
  Scenario: The entries in another order
    Then the list shows in order:
      | Red Scarf |
      | Blue Mug  |
