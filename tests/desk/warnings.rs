//! Warnings of `shopper check`: what is told, what ends with 2, and the three ways to switch a rule off.

use super::Desk;

const JOURNEY: &str = "Feature: Buying

  Scenario: nothing is expected
    When I open \"Blue Mug\"
    And I search for \"4111 1111 1111 1111\"
    When I open \"Red Scarf\"
";

#[test]
fn warnings_are_shown_as_snippets_and_end_with_2_when_asked() {
    let desk = Desk::with(&[("buy.feature", JOURNEY)]);
    let told = desk.run(&["check", "."]);
    insta::assert_snapshot!(told);
    assert!(!told.contains("4111 1111"), "the number is not shown");
    assert_eq!(desk.run(&["check", ".", "--strict"]), told.replace("exit code 0", "exit code 2"));
}

#[test]
fn a_rule_is_switched_off_by_flag_by_setting_and_by_tag() {
    let sound = "1 journey, 3 steps: no mistakes\nexit code 0";
    let all = "no-then, no-given, two-whens, card-number";
    let mut flags = vec!["check", "buy.feature", "--strict"];
    flags.extend(all.split(", ").flat_map(|rule| ["--allow", rule]));
    assert_eq!(Desk::with(&[("buy.feature", JOURNEY)]).run(&flags), sound);

    let settings = format!("[lint]\nallow = [\"{}\"]\n", all.replace(", ", "\", \""));
    let set = Desk::with(&[("buy.feature", JOURNEY), ("shopper.toml", &settings)]);
    assert_eq!(set.run(&["check", ".", "--strict"]), sound);

    let tags = format!("@allow:{}\n{JOURNEY}", all.replace(", ", " @allow:"));
    assert_eq!(Desk::with(&[("buy.feature", &tags)]).run(&["check", ".", "--strict"]), sound);
}

#[test]
fn a_rule_that_is_none_is_told() {
    let desk =
        Desk::with(&[("buy.feature", &format!("@allow:no-than\n{JOURNEY}")), ("no.toml", "[lint]\nallow = [\"x\"]\n")]);
    let told = [&["check", ".", "--allow", "no-than"][..], &["check", ".", "--config", "no.toml"], &["check", "."]]
        .map(|run| desk.run(run));
    insta::assert_snapshot!(told.join("\n\n----\n\n"));
}

#[test]
fn the_shipped_journeys_are_without_warnings() {
    let features = concat!(env!("CARGO_MANIFEST_DIR"), "/features");
    let mailbox = ("shopper.toml", "[mail]\nsmtp-sink = \"127.0.0.1:0\"\n");
    let told = Desk::with(&[mailbox]).run(&["check", features, "--strict"]);
    assert!(told.ends_with(": no mistakes\nexit code 0"), "{told}");
}
