//! Each fault of the demo shop against the journey that must tell it: verdict, step and message, on both skins.
//!
//! `faults/table.rs` holds the rows, `faults/fields.feature` what the shipped journeys do not look at. To see what a run
//! tells, put something wrong into a row: the test prints what came.

mod table;

use std::fmt::Write as _;

use mystery_shopper::verdict::Verdict;
use storefront::{Fault, Options, Skin};

use self::table::{Expected, Part, Told};
use crate::support::shop::{Shop, free_address};
use crate::support::shopper::{self, Outcome};

/// Short enough for a whole table of failures; the app's toasts, which lie over its head, take two seconds to go.
fn patience(skin: Skin) -> &'static str {
    match skin {
        Skin::Classic => "1500ms",
        Skin::App => "2500ms",
    }
}

/// What the journeys of the table need to know of the demo shop.
const SETTINGS: &str = include_str!("faults/shopper.toml");

/// A journey by its whole name, at a shop with this fault.
fn go(skin: Skin, fault: Option<Fault>, journey: &str) -> shopper::Told {
    let sink = free_address();
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let config = folder.path().join("shopper.toml");
    let settings = format!("{SETTINGS}\n[mail]\nsmtp-sink = \"{sink}\"\n");
    std::fs::write(&config, settings).expect("there is room for a file");
    let faults = fault.into_iter().collect();
    let shop = Shop::open(Options { skin, faults, mail: Some(sink), ..Options::default() });
    let name = format!("^{journey}$");
    let config = config.to_string_lossy();
    let paths = ["features", "tests/faults", "--config", &config, "--name", &name];
    let times = ["--timeout", patience(skin), "--step-timeout", "8s", "--workers", "2"];
    shopper::go(shop.url(), &[&paths[..], &times[..]].concat())
}

/// What is wrong with what was told, if anything.
fn amiss(skin: Skin, fault: Fault, expected: &Told) -> Option<String> {
    let words = expected.on(skin)?;
    let run = go(skin, Some(fault), expected.journey);
    let outcomes = run.outcomes();
    let passes = expected.verdict == Verdict::Passed;
    let says = |outcome: &Outcome| match &outcome.failed {
        None => passes,
        Some((step, failure)) => step.contains(words.step) && failure.to_string().contains(words.message),
    };
    if let [outcome] = outcomes.as_slice()
        && outcome.verdict == expected.verdict
        && says(outcome)
        && run.code == Some(i32::from(!passes))
    {
        return None;
    }
    let mut text = format!("\n{fault} on {skin}: expected {}", expected.verdict.word());
    let _ =
        write!(text, "\n    step     {}\n    message  {}\n  but exit code {:?}", words.step, words.message, run.code);
    for outcome in &outcomes {
        let _ = write!(text, "\n  {outcome}");
    }
    if outcomes.is_empty() {
        let _ = write!(text, "\n{}{}", run.out, run.err);
    }
    Some(text)
}

/// Goes through the rows of a part.
fn check(part: Part, skin: Skin) {
    let mut wrong = String::new();
    for fault in Fault::ALL {
        let row = table::row(*fault);
        if let (true, Expected::Told(told)) = (row.part == part, &row.expected) {
            wrong.extend(amiss(skin, *fault, told));
        }
    }
    assert!(wrong.is_empty(), "what is told of a fault is not what the table says:{wrong}");
}

macro_rules! parts {
    ($($part:ident: $classic:ident, $app:ident;)*) => {$(
        #[test]
        fn $classic() {
            check(Part::$part, Skin::Classic);
        }

        #[test]
        fn $app() {
            check(Part::$part, Skin::App);
        }
    )*};
}

parts! {
    Money: wrong_amounts_are_told_on_classic, wrong_amounts_are_told_on_app;
    Cart: wrong_carts_are_told_on_classic, wrong_carts_are_told_on_app;
    WishList: wrong_wish_lists_are_told_on_classic, wrong_wish_lists_are_told_on_app;
    Catalogue: a_wrong_catalogue_is_told_on_classic, a_wrong_catalogue_is_told_on_app;
    Payment: wrong_orders_and_payments_are_told_on_classic, wrong_orders_and_payments_are_told_on_app;
    Server: an_unwell_server_is_told_on_classic, an_unwell_server_is_told_on_app;
    Page: unwell_pages_are_told_on_classic, unwell_pages_are_told_on_app;
}

#[test]
fn almost_every_fault_can_be_told_and_the_others_say_why_not() {
    let silent: Vec<_> = Fault::ALL
        .iter()
        .filter_map(|fault| match table::row(*fault).expected {
            Expected::NotYet(why) => Some((fault.name(), why)),
            Expected::Told(_) => None,
        })
        .collect();
    assert!(silent.iter().all(|(_, why)| !why.is_empty()));
    assert!(silent.len() <= 1, "{silent:?}");
}

#[test]
fn without_a_fault_the_journeys_of_the_table_pass() {
    let mut journeys: Vec<&str> = Fault::ALL
        .iter()
        .filter_map(|fault| match table::row(*fault).expected {
            Expected::Told(told) => Some(told.journey),
            Expected::NotYet(_) => None,
        })
        .collect();
    journeys.sort_unstable();
    journeys.dedup();
    for skin in Skin::ALL {
        let run = go(skin, None, &format!("({})", journeys.join("|")));
        assert_eq!(run.outcomes().len(), journeys.len(), "each journey of the table is a journey of the features");
        assert_eq!(run.code, Some(0), "{skin}:\n{}", run.out);
    }
}
