//! Journeys of pages: what one page shows must agree with the ones before it.

use super::*;
use crate::oracle::arithmetic::tests::page;

const CHECKOUT: &str = "2 Scarf $29.99 $59.98\nSubtotal $59.98\nShipping $4.99\nTax (8%) $5.20\nTotal $70.17";

impl Ledger {
    /// Judges and keeps a page on which a step ended; gives what is wrong.
    fn see(&mut self, place: Place, text: &str) -> Option<String> {
        let judged = self.judge(page(place, text))?;
        let wrong = judged.wrong().map(str::to_owned);
        self.keep(judged);
        wrong
    }
}

#[test]
fn a_receipt_agrees_with_the_checkout() {
    let mut ledger = Ledger::default();
    assert_eq!(ledger.see(Place::Open, CHECKOUT), None);
    assert_eq!(ledger.see(Place::Receipt, CHECKOUT), None);
    assert_eq!((ledger.tally.checked, ledger.tally.unchecked()), (10, 0));
}

#[test]
fn a_receipt_that_asks_for_more_than_the_checkout_is_wrong() {
    let dearer = "2 Scarf $29.99 $59.98\nSubtotal $59.98\nShipping $14.99\nTax (8%) $6.00\nTotal $80.97";
    let wrong = Some("the receipt shows a total of $80.97, but the checkout asked for $70.17".to_owned());
    let mut settled = Ledger::default();
    settled.see(Place::Open, CHECKOUT);
    assert_eq!(settled.see(Place::Receipt, dearer), wrong);

    // Seen on the way, other parts may be a page that was still changing; the same parts are not.
    let mut passing = Ledger::default();
    passing.pass_by(page(Place::Open, CHECKOUT));
    assert_eq!(passing.see(Place::Receipt, dearer), None);
    assert_eq!(passing.tally.not_checked[0].why, "the checkout may still have been changing when the order was placed");

    let mut bare = Ledger::default();
    bare.pass_by(page(Place::Open, "2 Scarf $29.99 $59.98\nSubtotal $59.98\nTotal $59.98"));
    assert_eq!(bare.see(Place::Receipt, CHECKOUT), None);
}

#[test]
fn a_receipt_names_as_many_pieces_as_the_checkout() {
    let mut ledger = Ledger::default();
    ledger.see(Place::Open, "2 Scarf $10.00 $20.00\nSubtotal $20.00\nShipping free\nTotal $20.00");
    let fewer = ledger.see(Place::Receipt, "1 Scarf $20.00 $20.00\nSubtotal $20.00\nShipping free\nTotal $20.00");
    assert_eq!(fewer, None, "names that differ prove nothing");
    let line = |name: &str, quantity| LineFacts {
        name: name.to_owned(),
        quantity: Some(quantity),
        amounts: Vec::new(),
        goods: true,
        explained: false,
    };
    let mut findings = Findings::default();
    compare_lines(&[line("Scarf", 2)], &[line("scarf", 1)], &mut findings);
    assert_eq!(findings.wrong.as_deref(), Some("the receipt shows 1 of \"scarf\", but the checkout showed 2"));
}

#[test]
fn tax_that_was_added_does_not_become_part_of_the_price() {
    let mut ledger = Ledger::default();
    let added = "1 Mug $10.00 $10.00\nSubtotal $10.00\nShipping free\nTax $0.80\nTotal $10.80";
    let included = "1 Mug $10.00 $10.00\nSubtotal $10.00\nShipping free\nTax $0.80\nTotal $10.00";
    ledger.see(Place::Open, added);
    assert_eq!(ledger.see(Place::Open, included), None, "seen once, the page may have been changing");

    let mut ledger = Ledger::default();
    ledger.see(Place::Open, added);
    ledger.see(Place::Drawer, added);
    let wrong = ledger.see(Place::Open, included).expect("it was seen twice");
    assert_eq!(wrong, "the total takes the tax as part of the prices, but on the pages before it was added to them");
    // Another tax is another matter.
    let other = "1 Mug $10.00 $10.00\nSubtotal $10.00\nShipping free\nVAT $0.80\nTotal $10.00";
    assert_eq!(ledger.see(Place::Open, other), None);
}

#[test]
fn a_page_that_is_seen_again_is_not_counted_again() {
    let mut ledger = Ledger::default();
    ledger.see(Place::Open, CHECKOUT);
    let once = ledger.tally.clone();
    ledger.see(Place::Open, CHECKOUT);
    ledger.cannot_read("an amount cannot be read");
    ledger.cannot_read("an amount cannot be read");
    assert_eq!((ledger.tally.checked, ledger.tally.unchecked()), (once.checked, 1));
}

#[test]
fn a_receipt_in_another_currency_is_wrong() {
    let mut ledger = Ledger::default();
    ledger.see(Place::Open, CHECKOUT);
    let wrong = ledger.see(Place::Receipt, &CHECKOUT.replace('$', "£"));
    assert_eq!(wrong.as_deref(), Some("the receipt is in £, but the checkout was in $"));
}
