//! The examples of the catalogue (`steps/examples`), all of them run: what is said to pass passes, and what is said to
//! fail ends at its last step, by that step's own judgement.
//!
//! So no sentence passes where what it claims is false: a `Then` without a counter-proof is told by
//! `every_definition_has_an_example_that_passes_and_one_that_fails` in the crate `shopper-steps`, and one whose
//! counter-proof passes, or ends anywhere else, is told here.

use std::collections::HashMap;
use std::fmt::Write as _;

use mystery_shopper::record::{ScenarioRecord, StepOutcome};
use mystery_shopper::verdict::Verdict;
use shopper_browser::{Class, Failure};
use shopper_steps::{Catalogue, Definition, Ends, Example, Keyword};
use storefront::{Options, Skin};
use tempfile::TempDir;

use crate::support::shop::{Shop, free_address};
use crate::support::shopper;

/// What is on the pages of a shop. The other topics are said to `/samples/...`, which both skins share.
const OF_THE_SHOP: [&str; 12] = [
    "shop",
    "browse",
    "product",
    "cart",
    "wishes",
    "totals",
    "checkout",
    "payment",
    "confirmation",
    "account",
    "conservation",
    "mail",
];

/// What the examples need to know of the demo shop.
const SETTINGS: &str = include_str!("../steps/examples/shopper.toml");

/// While one works on a few topics: `EXAMPLES=mail,account cargo test --test tests examples::`.
const TOPICS: &str = "EXAMPLES";

/// Short, for half of the journeys wait in vain; the app's toasts, which lie over its head, take two seconds to go.
fn patience(skin: Skin) -> &'static str {
    match skin {
        Skin::Classic => "1s",
        Skin::App => "2500ms",
    }
}

#[test]
fn every_example_ends_as_it_says_on_classic() {
    check(Skin::Classic, |_| true);
}

#[test]
fn what_a_shop_shows_is_judged_right_on_app() {
    // What a customer does there, the shipped journeys do on this skin, too.
    check(Skin::App, |one| OF_THE_SHOP.contains(&one.topic()) && one.keyword() != Keyword::When);
}

/// Runs the examples of these definitions in one run.
#[track_caller]
fn check(skin: Skin, of: impl Fn(&Definition) -> bool) {
    let catalogue = Catalogue::shipped();
    let (examples, wrong) = catalogue.examples();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let topics = std::env::var(TOPICS);
    let asked = |one: &Definition| topics.as_ref().is_ok_and(|them| them.split(',').any(|topic| topic == one.topic()));
    let wanted: Vec<(Keyword, &Example)> = catalogue
        .definitions()
        .iter()
        .zip(&examples)
        .filter(|(definition, _)| of(definition) && (topics.is_err() || asked(definition)))
        .flat_map(|(definition, examples)| {
            examples.passes.iter().chain(&examples.fails).map(|example| (definition.keyword(), example))
        })
        .collect();
    let sink = free_address();
    let folder = TempDir::new().expect("there is room for a folder");
    let settings = folder.path().join("shopper.toml");
    std::fs::write(&settings, format!("{SETTINGS}\n[mail]\nsmtp-sink = \"{sink}\"\n"))
        .expect("there is room for a file");
    let shop = Shop::open(Options { skin, mail: Some(sink), ..Options::default() });
    let settings = settings.to_string_lossy();
    let first = amiss(&shop, &settings, &wanted, patience(skin));
    // A machine that is busy with other things can be slower than short patience: then time decides, and not the shop.
    let again: Vec<(Keyword, &Example)> = first.iter().map(|(one, _)| *one).collect();
    let mut told = String::new();
    for ((_, example), how) in amiss(&shop, &settings, &again, "10s") {
        let _ = write!(told, "\n{}:{}: {} ({:?}): {how}", example.path, example.line, example.name, example.ends);
    }
    assert!(told.is_empty(), "examples that do not end as they say, on {skin}:{told}");
}

/// Runs these examples in one run; gives those that do not end as they say, and how they do.
fn amiss<'e>(
    shop: &Shop,
    settings: &str,
    wanted: &[(Keyword, &'e Example)],
    patience: &str,
) -> Vec<((Keyword, &'e Example), String)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let paths: Vec<String> = wanted.iter().map(|(_, example)| format!("{}:{}", example.path, example.line)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let settings = ["--config", settings, "--timeout", patience];
    let times = ["--step-timeout", "30s", "--workers", "3", "--screenshots", "off"];
    let told = shopper::go(shop.url(), &[&paths[..], &settings[..], &times[..]].concat());
    let record = told.record.as_ref().unwrap_or_else(|| panic!("no record: {}{}", told.out, told.err));
    let ends: HashMap<(&str, usize), &ScenarioRecord> = record
        .scenarios
        .iter()
        .map(|scenario| ((scenario.about.path.as_str(), scenario.about.line), scenario))
        .collect();
    let how = |(keyword, example): &(Keyword, &'e Example)| {
        ends.get(&(example.path.as_str(), example.line)).map_or_else(
            || Some("it was not run".to_owned()),
            |scenario| judge(*keyword, example, scenario.verdict(), failed(scenario), scenario.about.steps.len()),
        )
    };
    wanted.iter().filter_map(|one| Some((*one, how(one)?))).collect()
}

/// The step that failed, from 0, and why.
fn failed(scenario: &ScenarioRecord) -> Option<(usize, &Failure)> {
    let steps = scenario.attempts.last().map(|attempt| attempt.steps.as_slice()).unwrap_or_default();
    steps.iter().enumerate().find_map(|(number, done)| match &done.result {
        Some(StepOutcome::Failed(failure)) => Some((number, failure)),
        _ => None,
    })
}

/// What is wrong with how an example ended, if anything.
fn judge(
    keyword: Keyword,
    example: &Example,
    verdict: Verdict,
    failed: Option<(usize, &Failure)>,
    steps: usize,
) -> Option<String> {
    let told = failed.map_or_else(String::new, |(number, failure)| {
        format!(": step {} of {steps}, {:?}: {failure}\n  {:?}", number + 1, failure.class, failure.details)
    });
    let expected = match example.ends {
        Ends::Passes => Verdict::Passed,
        Ends::Broken => Verdict::Broken,
        Ends::Mistaken => Verdict::Mistaken,
    };
    if verdict != expected {
        return Some(format!("it is {}{told}", verdict.word()));
    }
    let (number, failure) = failed?;
    if number + 1 != steps {
        return Some(format!("it ends before its last step{told}"));
    }
    // The claim of a Then is judged; the way to its page being lost would prove nothing.
    (keyword == Keyword::Then && failure.class != Class::Expectation)
        .then(|| format!("it ends without judging the claim{told}"))
}
