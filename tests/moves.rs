//! The moves of a checkout in the record: each told as it is made, with its picture where pictures of steps are wanted.

use mystery_shopper::record::{MoveRecord, Record, StepRecord};
use shopper_browser::Evidence;
use storefront::{Fault, Skin};

use crate::support::shop::Shop;
use crate::support::shopper::{record_in, shopper};

const JOURNEY: &str = r#"Feature: moves
  Scenario: A guest buys
    Given I am in the shop
    When I add "Red Scarf" to my cart
    And I check out as a guest
    Then my order is confirmed
"#;

/// The record of the journey, what was written to the console, and the folder of the report.
fn go(shop: &Shop, arguments: &[&str]) -> (Record, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("moves.feature");
    std::fs::write(&file, JOURNEY).expect("it can be written");
    let mut command = shopper(["run", "--shop", shop.url(), "--out"]);
    let told = command.arg(folder.path()).arg(&file).args(arguments).output().expect("the program starts");
    let out = String::from_utf8_lossy(&told.stdout).into_owned();
    let record = record_in(folder.path()).unwrap_or_else(|| panic!("a record: {out}"));
    (record, out, folder)
}

fn checkout(record: &Record) -> &StepRecord {
    &record.scenarios[0].attempts[0].steps[2]
}

fn texts(moves: &[MoveRecord]) -> Vec<&str> {
    moves.iter().map(|made| made.text.as_str()).collect()
}

#[test]
fn each_move_of_a_checkout_is_told_with_its_picture() {
    let shop = Shop::with_fault(Skin::Classic, None);
    let (record, out, folder) = go(&shop, &["--screenshots", "steps"]);
    let step = checkout(&record);
    assert_eq!(
        texts(&step.moves),
        [
            "pressed \"Continue\"",
            "gave the contact and the address",
            "pressed \"Continue\"",
            "chose the shipping \"Standard 3 to 5 working days $4.99\"",
            "pressed \"Continue\"",
            "gave the card",
            "pressed \"Continue\"",
            "pressed \"Place order\"",
        ],
        "{out}"
    );
    let mut names: Vec<&String> = step.moves.iter().filter_map(|made| made.picture.captured()).collect();
    assert!(names.iter().all(|name| folder.path().join(name).is_file()), "{names:?}");
    assert_eq!(step.evidence.picture.captured(), names.last().copied(), "the last one shows how the step ended");
    names.dedup();
    assert_eq!(names.len(), 8, "each has its own");
    assert!(step.moves[7].url.as_deref().is_some_and(|url| url.contains("/thanks/")), "{:?}", step.moves[7]);
    assert!(step.moves.windows(2).all(|pair| pair[0].at <= pair[1].at));
    assert!(step.moves.iter().all(|made| !made.failed && made.trips > 0));
    assert!(step.moves.iter().all(|made| 0.0 < made.browser_ms && made.browser_ms <= made.took_ms), "{:?}", step.moves);
    let junit = std::fs::read_to_string(folder.path().join("TEST-mystery-shopper.xml")).expect("there is one");
    assert!(junit.contains("    · gave the contact and the address ("), "{junit}");
}

#[test]
fn without_pictures_of_steps_the_moves_are_texts_and_cost_no_trip() {
    let shop = Shop::with_fault(Skin::Classic, None);
    let (record, ..) = go(&shop, &["--screenshots", "failures"]);
    let step = checkout(&record);
    assert_eq!(step.moves.len(), 8);
    assert!(step.moves.iter().all(|made| made.picture == Evidence::Off));
    let of_moves: u64 = step.moves.iter().map(|made| made.trips).sum();
    let waits: f64 = step.moves.iter().map(|made| made.browser_ms).sum();
    assert!(waits <= step.browser_ms && step.browser_ms <= step.took_ms, "{waits} {}", step.browser_ms);
    let (pictured, ..) = go(&shop, &["--screenshots", "steps"]);
    let with_pictures: u64 = checkout(&pictured).trips;
    assert!(of_moves <= step.trips && step.trips < with_pictures, "{of_moves} {} {with_pictures}", step.trips);
}

#[test]
fn a_checkout_that_fails_tells_the_moves_that_led_there() {
    let shop = Shop::with_fault(Skin::Classic, Some(Fault::PayButtonDead));
    let (record, out, _folder) = go(&shop, &["--timeout", "2s"]);
    let step = checkout(&record);
    assert!(texts(&step.moves).contains(&"gave the card"), "{:?}", step.moves);
    assert!(out.contains(" = moves    1 pressed \"Continue\"\n"), "{out}");
    assert!(out.contains("             2 gave the contact and the address\n"), "{out}");
}
