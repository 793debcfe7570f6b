//! Each rule, where it holds and where it does not.

use shopper_steps::Catalogue;

use super::super::gherkin::parse;
use super::super::{Selection, check};
use super::*;

fn rules(feature: &str) -> Vec<(&'static str, usize)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.feature");
    std::fs::write(&path, feature).unwrap();
    let paths = vec![path.to_str().unwrap().to_owned()];
    let checked = check(
        &Selection { paths, ..Selection::default() },
        &Catalogue::shipped(),
        &shopper_steps::Shop::default(),
        &[],
    )
    .unwrap();
    checked.warnings.iter().map(|found| (found.kind.id(), found.line)).collect()
}

fn journey(tags: &str, steps: &[&str]) -> String {
    format!("{tags}Feature: f\n  Scenario: s\n    {}\n", steps.join("\n    "))
}

const OPEN: &str = "Given I am in the shop";
const ADD: &str = "When I add \"Blue Mug\" to my cart";
const EMPTY: &str = "Then my cart is empty";

#[test]
fn a_journey_begins_somewhere_and_expects_something() {
    assert_eq!(rules(&journey("", &[OPEN, ADD, EMPTY])), []);
    assert_eq!(rules(&journey("", &[OPEN, ADD])), [("no-then", 2)]);
    assert_eq!(rules(&journey("", &[ADD, EMPTY])), [("no-given", 2)]);
    assert_eq!(
        rules("Feature: f\n  Background:\n    Given I am in the shop\n  Scenario: s\n    Then my cart is empty\n"),
        []
    );
}

#[test]
fn between_two_whens_something_is_expected() {
    assert_eq!(rules(&journey("", &[OPEN, ADD, EMPTY, ADD, EMPTY])), []);
    assert_eq!(rules(&journey("", &[OPEN, ADD, "And I open \"Blue Mug\"", EMPTY])), []);
    assert_eq!(rules(&journey("", &[OPEN, ADD, ADD, EMPTY])), [("two-whens", 5)]);
    assert_eq!(rules(&journey("", &[OPEN, ADD, OPEN, ADD, EMPTY])), [("two-whens", 6)]);
    let phrase = "  @phrase\n  Scenario: nothing is there\n    Then my cart is empty\n";
    let through = journey("", &[OPEN, ADD, "Then nothing is there", ADD, EMPTY]) + phrase;
    assert_eq!(rules(&through), [], "a phrase can be what is expected");
}

#[test]
fn an_expectation_speaks_of_what_is_seen() {
    let told = |step: &str| {
        let source = Source::new("a.feature", &journey("", &[step]));
        let parsed = parse(&source);
        let warnings = find(&source, &parsed.document, &[]);
        warnings.first().map(|found| (found.column, found.length))
    };
    assert_eq!(told("Then the button is grey"), Some((14, 6)));
    assert_eq!(told("Then ü #total shows 3"), Some((12, 6)));
    assert_eq!(told("Then the field with id=total is 3"), Some((25, 3)));
    assert_eq!(told("Then the page says \"Click the button\""), None);
    assert_eq!(told("When I click the button"), None);
    assert_eq!(told("Then I can divide #1 by buttonholes"), None);
}

#[test]
fn a_card_number_is_told_and_not_shown() {
    let table = "    Then my order contains:\n      | product | quantity |\n      | 4111-1111 1111 1111 | 1 |\n";
    let source =
        Source::new("a.feature", &(journey("", &[OPEN]) + table + "  # 4000 0000 0000 0002, 4111 1111 1111 1112\n"));
    let warnings = find(&source, &parse(&source).document, &[]);
    let places: Vec<_> = warnings.iter().map(|found| (found.line, found.column, found.length)).collect();
    assert_eq!(places, [(6, 9, 19), (7, 5, 19)]);
    let shown = warnings[0].to_string();
    assert!(shown.contains("| 4111-11** **** 1111 |"), "{shown}");
    assert!(warnings[1].to_string().contains("4000 00** **** 0002"));
}

#[test]
fn long_journeys_are_told_and_tags_allow_what_they_name() {
    let mut steps = vec![OPEN; 25];
    steps.push(EMPTY);
    assert_eq!(rules(&journey("", &steps)), [("long-scenario", 2)]);
    assert_eq!(rules(&journey("@allow:long-scenario\n", &steps)), []);
    assert_eq!(rules(&journey("@allow:no-then\n", &steps)), [("long-scenario", 3)]);
    let two = "Feature: f\n  @allow:no-then\n  Scenario: a\n    Given I am in the shop\n  Scenario: b\n    Given I am in the shop\n";
    assert_eq!(rules(two), [("no-then", 5)]);
}

#[test]
fn every_rule_has_an_id_of_its_own() {
    for rule in LintRule::ALL {
        assert_eq!(LintRule::of(rule.id()), Some(rule));
    }
}
