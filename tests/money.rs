//! Sums are added up without being asked: what the shop reckons wrong breaks a journey that says nothing of money.

use mystery_shopper::verdict::Verdict;
use storefront::{Fault, Skin};

use crate::support::pages::{html, serve};
use crate::support::shop::Shop;
use crate::support::shopper::{self, Told};

/// A journey of `tests/money/silent.feature` at a shop with this fault.
fn go(skin: Skin, fault: Option<Fault>, journey: &str) -> Told {
    let shop = Shop::with_fault(skin, fault);
    let name = format!("^{journey}$");
    shopper::go(shop.url(), &["tests/money", "--name", &name, "--timeout", "2500ms"])
}

#[test]
fn sums_that_do_not_add_up_break_a_journey_that_does_not_ask() {
    for skin in Skin::ALL {
        // The app's receipt shows only what a line costs as a whole.
        let goods = if skin == Skin::Classic { "2 x $29.99" } else { "$59.98" };
        for (fault, wrong) in [
            (Fault::TotalOffByACent, "the page shows a total of $59.99, but 2 x $29.99 = $59.98".to_owned()),
            (
                Fault::ShippingPriceNotAdded,
                format!("the page shows a total of $65.18, but {goods} + $4.99 + $5.20 = $70.17"),
            ),
            (
                Fault::ConfirmationShowsOtherTotal,
                format!("the page shows a total of $80.17, but {goods} + $4.99 + $5.20 = $70.17"),
            ),
        ] {
            let told = go(skin, Some(fault), "Nobody asks what it costs");
            let outcomes = told.outcomes();
            let [outcome] = outcomes.as_slice() else { panic!("one journey: {}{}", told.out, told.err) };
            assert_eq!(outcome.verdict, Verdict::Broken, "{fault} on {skin}: {outcome}");
            let (_, failure) = outcome.failed.as_ref().expect("a broken journey has a step that failed");
            assert!(failure.to_string().starts_with(&wrong), "{fault} on {skin}: {outcome}");
        }
    }
}

#[test]
fn sums_that_add_up_are_counted_and_shown() {
    for skin in Skin::ALL {
        let told = go(skin, None, "Nobody asks what it costs");
        assert_eq!(told.code, Some(0), "{skin}:\n{}", told.out);
        let money = told.record.as_ref().expect("there is a record").money();
        assert!(money.checked >= 5, "{skin}: {money:?}");
        assert!(told.out.contains(&format!("\nmoney: {} sums checked", money.checked)), "{skin}:\n{}", told.out);
    }
}

#[test]
fn a_piece_beside_a_price_is_no_part_of_it() {
    let told = go(Skin::Classic, None, "One piece of a short name");
    assert_eq!(told.code, Some(0), "{}", told.out);
    let money = told.record.as_ref().expect("there is a record").money();
    assert!(money.checked >= 5 && money.not_checked.is_empty(), "{money:?}\n{}", told.out);
}

#[test]
fn a_tag_exempts_a_journey() {
    let told = go(Skin::Classic, Some(Fault::TotalOffByACent), "Money is left alone");
    assert_eq!(told.code, Some(0), "{}", told.out);
    assert!(told.out.contains("\nmoney: not checked, as @no-money-check asks\n"), "{}", told.out);
}

/// How shops write cents without a point: raised, in a box of their own whose class says so or not.
const CENTS: [(&str, Option<&str>); 7] = [
    ("<b>$19<sup>99</sup></b>", Some("$19.99")),
    ("<b><i>$</i><i>19</i><sup>99</sup></b>", Some("$19.99")),
    ("<b><i>$</i><i>19<i class=price-decimal>.</i></i><i class=price-fraction>99</i></b>", Some("$19.99")),
    ("<b>19,<sup>99</sup> €</b>", Some("€19.99")),
    ("<b>1.299<sup>99</sup> €</b>", Some("€1,299.99")),
    ("<p><b>$19</b><b>99</b></p>", None),
    ("<p><b>$19</b><b class=accents>99</b></p>", None),
];

#[test]
fn whole_units_are_not_the_price_where_cents_stand_beside_them() {
    for (written, meant) in CENTS {
        let page = format!(
            "<!doctype html><title>Mug</title><main><h1>Blue Mug</h1>{written}<button>Add to cart</button></main>"
        );
        let port = serve([("/mug", html(page.leak()))]);
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let file = folder.path().join("price.feature");
        for price in meant.into_iter().chain(["$19.00", "€19.00"]) {
            let journey = format!(
                "Feature: money\n  Scenario: one\n    When I open the page \"/mug\"\n    Then \"Blue Mug\" costs {price}\n"
            );
            std::fs::write(&file, journey).expect("it can be written");
            let told =
                shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--timeout", "900ms"]);
            assert_eq!(told.code == Some(0), Some(price) == meant, "{written} as {price}:\n{}{}", told.out, told.err);
        }
    }
}
