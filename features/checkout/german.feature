Feature: The German shop
  Who shops in German pays in euros as Germans write them.

  Scenario: A purchase in German, in euros
    Given I am in the shop
    When I switch the shop to "Deutsch"
    And I switch the currency to "EUR"
    And I add 2 of "Red Scarf" to my cart
    Then my cart contains:
      | product   | quantity | price   |
      | Red Scarf | 2        | 27,59 € |
    And the total is 55,18 €
    When I check out as a guest with this address:
      | name     | Erika Muster |
      | street   | Hauptstr. 5  |
      | postcode | 10115        |
      | city     | Berlin       |
      | country  | Deutschland  |
    Then my order is confirmed
    And I paid 60,17 €
