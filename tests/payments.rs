//! What becomes of a payment that the shop refuses, where the journey expects that and where it does not.

use storefront::Skin;

use crate::support::shop::Shop;
use crate::support::shopper::{self, Told};

/// In this shop the card that should be good is refused.
const CARDS: &str = "[cards]\ngood = \"4000 0000 0000 0002\"\nspare = \"4242 4242 4242 4242\"\n";
const BUY: &str = "When I check out as a guest and pay with a \"good\" card\n";

fn go(shop: &Shop, steps: &str) -> Told {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (file, cards) = (folder.path().join("pay.feature"), folder.path().join("shop.toml"));
    let journey = format!("Feature: payments\n  Scenario: one\n    Given my cart contains \"Red Scarf\"\n    {steps}");
    std::fs::write(&file, journey).expect("it can be written");
    std::fs::write(&cards, CARDS).expect("it can be written");
    let [file, cards] = [&file, &cards].map(|path| path.to_string_lossy().into_owned());
    shopper::go(shop.url(), &[&file, "--site-map", &cards, "--screenshots", "failures"])
}

#[test]
fn a_good_card_that_is_refused_fails_the_step_that_paid_unless_the_journey_expects_it() {
    let shop = Shop::with_fault(Skin::Classic, None);
    for after in ["", "Then I am logged out\n"] {
        let told = go(&shop, &format!("{BUY}    {after}"));
        let (step, failure) =
            told.outcomes().remove(0).failed.unwrap_or_else(|| panic!("{after} passes: {}", told.out));
        assert_eq!(step, "I check out as a guest and pay with a \"good\" card", "{}", told.out);
        assert_eq!(failure.what, "the shop refuses the payment: it says \"Your card was declined.\"");
    }
    let german = go(&shop, &BUY.replace("good", "gut"));
    assert_eq!(german.code, Some(1), "{}{}", german.out, german.err);
    for after in [
        "Then the payment is refused\n",
        "Then the page says \"declined\"\n",
        "Then the payment is refused\n    When I pay with a \"spare\" card instead\n    Then my order is confirmed\n",
    ] {
        let told = go(&shop, &format!("{BUY}    {after}"));
        assert_eq!(told.code, Some(0), "{after}: {}{}", told.out, told.err);
    }
}
