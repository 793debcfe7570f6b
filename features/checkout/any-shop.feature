Feature: A purchase in any shop
  One journey for every shop that sells a Blue Mug and a Red Scarf, whatever it looks like and calls things: it is
  gone through on both skins of the demo shop and in real shops (ci/shops).

  @critical
  Scenario: A change of mind, and two of the other
    Given I am in the shop
    When I search for "Blue Mug"
    And I open "Blue Mug"
    And I add "Blue Mug" to my cart
    And I remove "Blue Mug" from my cart
    Then my cart is empty
    When I add "Red Scarf" to my cart
    And I change the quantity of "Red Scarf" to 2
    Then my cart contains:
      | product   | quantity |
      | Red Scarf | 2        |
    When I check out as a guest
    Then my order is confirmed
    And I am given an order number
    And my order contains:
      | product   | quantity |
      | Red Scarf | 2        |
