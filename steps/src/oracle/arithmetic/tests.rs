//! Tables of pages: what adds up in some way that shops do it, what adds up in none, and what nobody can tell.

use super::*;
use crate::oracle::facts::LineFacts;
use crate::oracle::money::Money;

fn amount(text: &str) -> Decimal {
    Money::read(text).expect("the test writes money").amount
}

/// A page in rows: `2 Red Scarf $29.99 $59.98`, `Subtotal $59.98`, `Shipping free`.
pub(in crate::oracle) fn page(place: Place, text: &str) -> Facts {
    let first = text.split_whitespace().find(|word| Money::read(word).is_ok()).expect("a page has an amount");
    let money = Money::read(first).expect("it was just read");
    let mut facts = Facts {
        place,
        currency: money.currency,
        scale: money.amount.scale(),
        lines: Vec::new(),
        subtotals: Vec::new(),
        discounts: Vec::new(),
        shipping: Vec::new(),
        ships_free: text.contains("Shipping free"),
        taxes: Vec::new(),
        totals: Vec::new(),
    };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.ends_with(" free")) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let amounts: Vec<Decimal> =
            words.iter().filter(|word| Money::read(word).is_ok()).map(|word| amount(word)).collect();
        let label = words.iter().filter(|word| Money::read(word).is_err()).copied().collect::<Vec<_>>().join(" ");
        let row = Row { label: label.clone(), amounts: amounts.clone() };
        match words[0] {
            "Subtotal" => facts.subtotals.push(row),
            "Discount" | "Savings" => facts.discounts.push(row),
            "Shipping" => facts.shipping.push(row),
            "Tax" | "VAT" => facts.taxes.push(row),
            "Total" | "Estimated" | "Due" => facts.totals.push(row),
            count => {
                let quantity = count.parse().ok();
                let (goods, explained) = (quantity.is_some(), label.contains("off"));
                facts.lines.push(LineFacts { name: label, quantity, amounts, goods, explained });
            }
        }
    }
    facts
}

/// What is wrong, in the words of a failure; or `n hold`, with the reasons why others cannot be told.
fn told(text: &str) -> String {
    told_at(Place::Receipt, text)
}

fn told_at(place: Place, text: &str) -> String {
    let findings = add_up(&page(place, text), false).findings;
    match (findings.wrong, findings.unknown.as_slice()) {
        (Some(wrong), _) => wrong,
        (None, []) => format!("{} hold", findings.hold),
        (None, unknown) => format!("{} hold; {}", findings.hold, unknown.join("; ")),
    }
}

#[test]
fn what_adds_up_in_some_way_that_shops_do_it_holds() {
    for (text, holds) in [
        // Tax added, rounded per line.
        ("2 Scarf $29.99 $59.98\nSubtotal $59.98\nShipping $4.99\nTax (8%) $5.20\nTotal $70.17", "4 hold"),
        // Tax in the price.
        ("1 Tea €11.90 €11.90\nSubtotal €11.90\nShipping free\nTotal €11.90\nVAT (19%) €1.90", "4 hold"),
        // A discount, with a minus or without.
        ("2 Scarf $29.99 $59.98\nSubtotal $59.98\nDiscount (TEN) -$6.00\nShipping free\nTotal $53.98", "4 hold"),
        ("2 Scarf $29.99 $59.98\nSubtotal $59.98\nDiscount (TEN) $6.00\nShipping free\nTotal $53.98", "4 hold"),
        // Savings were taken off before.
        ("1 Kettle $29.99 $29.99\nSubtotal $29.99\nSavings $10.00\nShipping free\nTotal $29.99", "4 hold"),
        // Lines that show only what they cost together, and no sub-total.
        ("2 Scarf $59.98\n1 Mug $12.50\nShipping $4.99\nTotal $77.47", "1 hold"),
        // A free item; a fee that nobody knows; a credit.
        ("1 Mug $12.50 $12.50\n1 Gift $0.00 $0.00\nSubtotal $12.50\nShipping free\nTotal $12.50", "4 hold"),
        ("1 Mug $12.50 $12.50\nSubtotal $12.50\nWrapping $3.00\nShipping free\nTotal $15.50", "3 hold"),
        ("1 Mug $12.50 $12.50\nSubtotal $12.50\nCredit $3.00\nShipping free\nTotal $9.50", "3 hold"),
        // Two totals, before tax and after.
        (
            "1 Mug $10.00 $10.00\nSubtotal $10.00\nShipping free\nTotal excl. $10.00\nTax (8%) $0.80\nTotal $10.80",
            "4 hold",
        ),
        // No minor unit, and coins of five.
        ("3 Cup ¥500 ¥1500\nSubtotal ¥1500\nShipping ¥300\nTotal ¥1800", "3 hold"),
        ("1 Cup Fr.9.98 Fr.9.98\nSubtotal Fr.9.98\nShipping free\nTotal Fr.10.00", "3 hold"),
        // The price of one piece behind that of all.
        ("2 Scarf $59.98 $29.99\nSubtotal $59.98\nShipping free\nTotal $59.98", "3 hold"),
    ] {
        assert_eq!(told(text), holds, "{text}");
    }
}

#[test]
fn what_adds_up_in_no_way_is_told_with_the_sum_that_was_expected() {
    for (text, wrong) in [
        (
            "2 Scarf $29.99 $59.98\nSubtotal $59.98\nShipping $4.99\nTax (8%) $5.20\nTotal $70.18",
            "the page shows a total of $70.18, but 2 x $29.99 + $4.99 + $5.20 = $70.17",
        ),
        (
            "2 Scarf $29.99 $59.98\nSubtotal $59.98\nShipping $4.99\nTax (8%) $5.20\nTotal $65.18",
            "the page shows a total of $65.18, but 2 x $29.99 + $4.99 + $5.20 = $70.17",
        ),
        (
            "2 Scarf $29.99 $59.98\nSubtotal $59.98\nDiscount (TEN) $6.00\nShipping free\nTotal $53.97",
            "the page shows a total of $53.97, but 2 x $29.99 - $6.00 = $53.98",
        ),
        (
            "1 Mug $12.50 $12.50\nSubtotal $12.50\nTotal $12.51",
            "the page shows a total of $12.51, but its parts come to $12.50",
        ),
        (
            "2 Scarf $29.99 $59.98\n1 Mug $12.50 $12.50\nSubtotal $72.50\nTotal $72.50",
            "the page shows a sub-total of $72.50, but 2 x $29.99 + $12.50 = $72.48",
        ),
        (
            "2 Scarf $29.99 $59.99\n1 Mug $12.50 $12.50\nSubtotal $72.49\nTotal $72.49",
            "the page shows $59.99 for 2 of \"2 Scarf\", but 2 x $29.99 = $59.98",
        ),
        (
            "1 Mug $10.00 $10.00\nSubtotal $10.00\nDiscount $30.00\nShipping free\nTotal -$20.00",
            "the page shows a discount of $30.00, which is more than the $10.00 it is taken off",
        ),
        (
            "1 Mug $100.00 $100.00\nSubtotal $100.00\nDiscount (10%) $20.00\nShipping free\nTotal $80.00",
            "the page shows a discount of $20.00, but 10 % of $100.00 is $10.00",
        ),
        (
            "1 Mug $100.00 $100.00\nSubtotal $100.00\nShipping free\nTax (8%) $9.00\nTotal $109.00",
            "the page shows a tax of $9.00, but 8 % of $100.00 is $8.00",
        ),
    ] {
        assert_eq!(told(text), wrong, "{text}");
    }
}

#[test]
fn where_a_part_is_missing_nobody_can_tell() {
    for (text, told_of_it) in [
        (
            "1 Mug $12.50 $12.50\nSubtotal $12.50\nTotal $17.49",
            "2 hold; a part of the total, such as tax or shipping, is not shown",
        ),
        ("1 Mug off $12.50 $10.00\nSubtotal $10.00\nTotal $10.00", "2 hold; a line has a discount or several prices"),
        (
            "1 Mug $12.50 $10.00\nSubtotal $10.00\nTotal $10.00",
            "2 hold; two amounts of a line do not say what they are",
        ),
        (
            "Mug $12.50\nSubtotal $20.00\nShipping free\nTotal $20.00",
            "1 hold; the lines do not say for certain what they cost",
        ),
        (
            "1 Mug $10.00 $10.00\nSubtotal $10.00\nShipping free\nTax $0.80\nTotal $10.80",
            "3 hold; the tax does not say its rate",
        ),
        (
            "1 Mug $10.00 $10.00\n1 Bread $10.00 $10.00\nSubtotal $20.00\nShipping free\nTax (8%) $0.80\nTotal $20.80",
            "4 hold; the tax is not of everything at the rate it names",
        ),
    ] {
        assert_eq!(told(text), told_of_it, "{text}");
    }
}

#[test]
fn before_the_receipt_an_estimate_may_leave_shipping_out_and_a_drawer_lines() {
    let estimate = "1 Mug $10.00 $10.00\nSubtotal $10.00\nShipping $4.99\nEstimated total $10.00";
    assert_eq!(told_at(Place::Open, estimate), "3 hold");
    assert_eq!(told_at(Place::Receipt, estimate), "the page shows a total of $10.00, but $10.00 + $4.99 = $14.99");
    let drawer = "1 Mug $10.00 $10.00\nSubtotal $30.00";
    assert_eq!(told_at(Place::Drawer, drawer), "1 hold; the drawer may leave lines out");
    assert_eq!(told_at(Place::Open, drawer), "the page shows a sub-total of $30.00, but its lines come to $10.00");
}

#[test]
fn tax_is_rounded_per_line_or_per_total_up_to_even_or_down() {
    let lines = "1 A $0.10 $0.10\n1 B $0.10 $0.10\n1 C $0.10 $0.10\nSubtotal $0.30\nShipping free\n";
    // 15 % of 0.30 is 0.045; of 0.10 it is 0.015.
    for (tax, ways) in [("$0.03", 4), ("$0.04", 8), ("$0.05", 4), ("$0.06", 8)] {
        let total = amount("$0.30") + amount(tax);
        let sums = add_up(&page(Place::Open, &format!("{lines}Tax (15%) {tax}\nTotal ${total}")), false);
        assert_eq!(sums.findings.wrong, None);
        assert_eq!(sums.ways.map(|ways| ways.len()), Some(ways), "{tax}");
    }
}
