Feature: The journeys of the benchmark
  Twenty customers who change their mind. ci/bench.sh times them; playwright/journeys.spec.js walks the same ones, and
  reads the table below.

  Scenario Outline: <second> instead of <first>
    Given I am in the shop
    When I search for "<first>"
    And I open "<first>"
    And I add "<first>" to my cart
    Then my cart contains:
      | product | quantity | price |
      | <first> | 1        | <was> |
    When I remove "<first>" from my cart
    Then my cart is empty
    When I search for "<second>"
    And I open "<second>"
    And I add "<second>" to my cart
    And I change the quantity of "<second>" to <quantity>
    Then my cart contains:
      | product  | quantity   | price   |
      | <second> | <quantity> | <price> |
    And the sub-total is <subtotal>
    When I check out as a guest
    Then my order is confirmed
    And I paid <total>

    Examples:
      | first          | was    | second         | price  | quantity | subtotal | total   |
      | Blue Mug       | $12.50 | Red Scarf      | $29.99 | 2        | $59.98   | $70.17  |
      | Oak Board      | $24.00 | Salt Mill      | $18.99 | 3        | $56.97   | $66.92  |
      | Copper Pan     | $79.50 | Tea Towel      | $6.75  | 4        | $27.00   | $34.55  |
      | Wool Socks     | $14.50 | Clay Pot       | $11.95 | 2        | $23.90   | $31.20  |
      | Straw Hat      | $34.50 | Herb Seeds     | $3.95  | 5        | $19.75   | $26.72  |
      | Garden Kettle  | $29.99 | Pruning Knife  | $27.50 | 2        | $55.00   | $64.79  |
      | Green Cushion  | $21.95 | Honey Candle   | $8.90  | 3        | $26.70   | $34.23  |
      | Paper Lantern  | $15.90 | Night Notebook | $13.50 | 2        | $27.00   | $34.55  |
      | Ink Pen        | $16.75 | Gift Card      | $25.00 | 2        | $50.00   | $59.39  |
      | Wall Clock     | $48.50 | Blue Mug       | $12.50 | 4        | $50.00   | $59.39  |
      | Red Scarf      | $29.99 | Oak Board      | $24.00 | 2        | $48.00   | $57.23  |
      | Salt Mill      | $18.99 | Copper Pan     | $79.50 | 2        | $159.00  | $171.72 |
      | Tea Towel      | $6.75  | Wool Socks     | $14.50 | 3        | $43.50   | $52.37  |
      | Clay Pot       | $11.95 | Straw Hat      | $34.50 | 2        | $69.00   | $79.91  |
      | Herb Seeds     | $3.95  | Garden Kettle  | $29.99 | 3        | $89.97   | $102.56 |
      | Pruning Knife  | $27.50 | Green Cushion  | $21.95 | 2        | $43.90   | $52.80  |
      | Honey Candle   | $8.90  | Paper Lantern  | $15.90 | 4        | $63.60   | $74.08  |
      | Night Notebook | $13.50 | Ink Pen        | $16.75 | 2        | $33.50   | $41.57  |
      | Gift Card      | $25.00 | Wall Clock     | $48.50 | 2        | $97.00   | $110.15 |
      | Bird House     | $42.00 | Rain Cape      | $89.00 | 2        | $178.00  | $192.24 |
