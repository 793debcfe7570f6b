//! What a phrase takes, and what becomes of the step that says it.

use super::super::gherkin::parse;
use super::*;

fn filled(sentence: &str, body: &str, said: &str) -> Option<String> {
    let source = Source::new("p.feature", &format!("Feature: p\n  @phrase\n  Scenario: {sentence}\n    When {body}\n"));
    let parsed = parse(&source);
    let mut mistakes = parsed.mistakes;
    let phrases = Phrases::of([(&source, &parsed.document)].into_iter(), &mut mistakes);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let (index, values) = phrases.fitting(said).pop()?;
    Some(values.fill(&phrases.get(index).scenario.steps[0]).text.text)
}

fn wrong(feature: &str) -> Vec<String> {
    let source = Source::new("p.feature", feature);
    let parsed = parse(&source);
    let mut mistakes = parsed.mistakes;
    Phrases::of([(&source, &parsed.document)].into_iter(), &mut mistakes);
    mistakes.into_iter().map(|mistake| mistake.what).collect()
}

#[test]
fn a_parameter_takes_a_quoted_text_a_number_or_money() {
    let filled = |said| filled("I buy <n> of <p>", "I add <n> of <p>", said);
    assert_eq!(filled("I buy 2 of \"Red Scarf\"").as_deref(), Some("I add 2 of \"Red Scarf\""));
    assert_eq!(filled("I buy $18.00 of it").as_deref(), Some("I add $18.00 of it"));
    assert_eq!(filled("I buy 1.234,56 € of it").as_deref(), Some("I add 1.234,56 € of it"));
    assert_eq!(filled("I buy CHF 12.- of 18.00 USD").as_deref(), Some("I add CHF 12.- of 18.00 USD"));
    assert_eq!(filled("I buy two red of it"), None);
    assert_eq!(filled("I buy 2 of"), None);
    assert_eq!(filled("I buy 2 of it now"), None);
}

#[test]
fn quotes_are_kept_but_not_within_quotes() {
    assert_eq!(filled("I like <p>", "I open <p>", "I like \"a b\"").as_deref(), Some("I open \"a b\""));
    assert_eq!(filled("I like <p>", "I open \"<p>\"", "I like \"a b\"").as_deref(), Some("I open \"a b\""));
    assert_eq!(filled("I like <p>", "I open \"<p>\"", "I like a").as_deref(), Some("I open \"a\""));
    assert_eq!(filled("I like <p>", "I open <other>", "I like a").as_deref(), Some("I open <other>"));
}

#[test]
fn signs_of_regular_expressions_in_a_sentence_are_plain_signs() {
    assert_eq!(filled("I pay (all) of <p>.", "I pay <p>", "I pay (all) of 3.").as_deref(), Some("I pay 3"));
    assert_eq!(filled("I pay (all) of <p>.", "I pay <p>", "I pay all of 3."), None);
}

#[test]
fn a_sentence_that_cannot_be_one_is_told() {
    let phrase = |name: &str| wrong(&format!("Feature: p\n  @phrase\n  Scenario: {name}\n    When x\n"));
    assert_eq!(phrase("<a>"), ["a phrase without words"]);
    assert_eq!(phrase("I say <a><b>"), ["two parameters of a phrase stand side by side"]);
    assert_eq!(phrase("I say <a> and <a>"), ["the phrase takes <a> twice"]);
    let outline =
        "Feature: p\n  @phrase\n  Scenario: I say <a>\n    When <a>\n    Examples:\n      | a |\n      | 1 |\n";
    assert_eq!(wrong(outline), ["a phrase has no examples"]);
}

#[test]
fn the_tag_of_a_feature_makes_all_its_scenarios_phrases() {
    let source = Source::new("p.feature", "@phrase\nFeature: p\n  Scenario: I say\n    When x\n");
    let parsed = parse(&source);
    let phrases = Phrases::of([(&source, &parsed.document)].into_iter(), &mut Vec::new());
    assert_eq!(phrases.told()[0].line, 3);
}
