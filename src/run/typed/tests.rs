//! What a journey types in secret is in no text that is told of it.

use shopper_browser::{Evidence, Failure};
use shopper_steps::Shop;

use super::*;
use crate::plan::{Selection, plan_for};
use crate::record::{StepEvidence, StepOutcome};

fn planned(feature: &str) -> (Vec<Planned>, Catalogue) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.feature");
    std::fs::write(&file, format!("Feature: f\n{feature}")).unwrap();
    let catalogue = Catalogue::shipped();
    let selection = Selection { paths: vec![file.to_string_lossy().into_owned()], ..Selection::default() };
    let plan = plan_for(&selection, &catalogue, &Shop::default()).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    (plan.scenarios, catalogue)
}

fn told(planned: &[Planned], redactor: &Redactor) -> String {
    let told: Vec<String> =
        planned.iter().map(|journey| serde_json::to_string(&journey.info()).expect("plain data")).collect();
    redactor.clean(&told.join("\n")).into_owned()
}

#[test]
fn the_secrets_of_an_address_table_are_in_no_text_of_the_record() {
    let (mut journeys, catalogue) = planned(
        "  Scenario: a\n    Given I am in the shop\n    When I fill in my address\n      | city | Berlin |\n      | password | dragonfly |\n      \
         | security code | 123 |\n      | Gift card PIN | 4821 |\n      | card number | 4242 4242 4242 4242 |\n",
    );
    let redactor = Arc::new(Redactor::default());
    let short = hide(&mut journeys, &catalogue, &redactor);
    let all = told(&journeys, &redactor);
    for cell in ["dragonfly", "123", "4821", "4242 4242 4242 4242", "Berlin"] {
        assert!(!all.contains(cell), "no row of a table is kept: {cell}: {all}");
    }
    assert_eq!(redactor.clean("wrong: dragonfly, 4821"), "wrong: [typed password], 4821", "a PIN is its own journey's");
    assert_eq!(short.told(&journeys[0].id, "wrong: dragonfly, 4821"), "wrong: [typed password], [typed secret]");
    assert_eq!(redactor.clean("4242 4242 4242 4242"), "4242 42** **** 4242", "a card keeps what may be kept");
    assert_eq!(redactor.clean("Berlin"), "Berlin");

    let failure = Failure::expectation("\"123\" is too short, of 1234 and $123.00").about("123").detail("code: 123.");
    let seen = StepEvidence { url: Some("https://shop.example/?c=123&n=1".to_owned()), ..StepEvidence::default() };
    let event = |scenario: ScenarioId| Event::StepFinished {
        scenario,
        attempt: 1,
        step: 1,
        outcome: StepOutcome::Failed(failure.clone()),
        took_ms: 0.0,
        trips: 0,
        browser_ms: 0.0,
        evidence: StepEvidence { picture: Evidence::Captured("a/123-x.png".to_owned()), ..seen.clone() },
        found: Vec::new(),
        table: Vec::new(),
    };
    let Event::StepFinished { outcome: StepOutcome::Failed(failure), evidence, .. } =
        short.clean(event(journeys[0].id.clone()))
    else {
        panic!("it is the same event")
    };
    assert_eq!(failure.what, "\"[typed security code]\" is too short, of 1234 and $123.00");
    assert_eq!(failure.about.as_deref(), Some("[typed security code]"));
    assert_eq!(failure.details, ["code: [typed security code]."]);
    assert_eq!(evidence.url.as_deref(), Some("https://shop.example/?c=[typed security code]&n=1"));
    assert_eq!(evidence.picture, Evidence::Captured("a/123-x.png".to_owned()), "the file is called so");
    let other = event(ScenarioId::new("b.feature", 1));
    assert_eq!(short.clean(other.clone()), other, "what another journey tells is its own");
}

#[test]
fn a_short_code_in_a_sentence_a_phrase_or_a_name_is_hidden_and_still_typed() {
    let (mut journeys, catalogue) = planned(
        "  Scenario Outline: pays\n    Given I am in the shop\n    When I fill \"Security code\" with \"<code>\"\n    \
         Then the field 'CVC' holds \"<code>\"\n    And I see \"1234 and $737.00\"\n    When I fill \"Coupon code\" with \"ABC\"\n    \
         When I fill \"CVV\" with \"1\"\n    Examples:\n      | code |\n      | 737 |\n",
    );
    let redactor = Arc::new(Redactor::default());
    hide(&mut journeys, &catalogue, &redactor);
    assert_eq!(journeys[0].name, "pays [row 1: [typed security code]]");
    let texts: Vec<&str> = journeys[0].steps.iter().skip(1).map(|step| step.text.as_str()).collect();
    let expected = [
        "I fill \"Security code\" with \"[typed security code]\"",
        "the field 'CVC' holds \"[typed security code]\"",
        "I see \"1234 and $737.00\"",
        "I fill \"Coupon code\" with \"ABC\"",
        "I fill \"CVV\" with \"1\"",
    ];
    assert_eq!(texts, expected);
    assert_eq!(journeys[0].steps[1].binding.arguments[1].text, "\"737\"");
}

#[test]
fn what_is_expected_of_a_page_and_what_is_no_secret_stays() {
    let mut secrets = Vec::new();
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    in_table(&[row(&["city", "PIN"]), row(&["street", "Pin Lane 1"])], &mut secrets);
    in_table(&[row(&["password", "my-password-1"]), row(&["postcode", "10115"])], &mut secrets);
    in_table(&[row(&["user", "password", "city"]), row(&["ada", "open sesame", "Rome"])], &mut secrets);
    in_table(&[row(&["user", "Password"]), row(&["ada", "let me in"])], &mut secrets);
    let values: Vec<&str> = secrets.iter().map(|secret| secret.value.as_str()).collect();
    assert_eq!(values, ["Pin Lane 1", "my-password-1", "open sesame", "let me in"]);
}

#[test]
fn a_literal_is_taken_out_of_its_quotes() {
    for literal in ["\"open sesame\"", "'open sesame'", "open sesame"] {
        assert_eq!(unquoted(literal), "open sesame");
    }
    assert_eq!(unquoted("'it\""), "'it\"");
}

#[test]
fn what_one_step_types_is_hidden_in_all_of_its_journey_and_in_no_other() {
    let (mut journeys, catalogue) = planned(
        "  Rule: 737 is never kept\n    @code-737\n    Scenario: 737 is gone\n      Given I am in the shop\n      When I fill \"CVV2\" with \"737\"\n      \
         And I fill \"PIN\" with \"2026\"\n      Then I do not see \"737\"\n      And I see \"2026-11-26\"\n    \
         Scenario: another\n      Given I am in the shop\n      Then I see \"737, $2026.00 and 2026\"\n",
    );
    let redactor = Arc::new(Redactor::default());
    let short = hide(&mut journeys, &catalogue, &redactor);
    assert_eq!(redactor.clean("http://h:2026/ $2026.00 2026 737"), "http://h:2026/ $2026.00 2026 737");
    let (one, other) = (&journeys[0], &journeys[1]);
    assert_eq!(
        (one.name.as_str(), one.tags.as_slice()),
        ("[typed security code] is gone", &["code-[typed security code]".to_owned()][..])
    );
    assert_eq!(one.rule, other.rule, "a rule is called the same in all its journeys");
    assert_eq!(one.rule.as_deref(), Some("[typed security code] is never kept"));
    let texts: Vec<&str> = one.steps.iter().skip(1).map(|step| step.text.as_str()).collect();
    let expected = [
        "I fill \"CVV2\" with \"[typed security code]\"",
        "I fill \"PIN\" with \"[typed secret]\"",
        "I do not see \"[typed security code]\"",
        "I see \"[typed secret]-11-26\"",
    ];
    assert_eq!(texts, expected);
    assert!(one.steps[3].source.ends_with("I do not see \"[typed security code]\""), "{}", one.steps[3].source);
    assert_eq!(one.steps[3].binding.arguments[0].text, "\"737\"", "and yet it is looked for");
    assert_eq!(other.steps[1].text, "I see \"737, $2026.00 and 2026\"");
    assert_eq!(short.told(&other.id, "2026: 737"), "2026: 737");
}

#[test]
fn no_half_of_a_secret_is_left_beside_another_one() {
    let (mut journeys, catalogue) = planned(
        "  Scenario: a\n    Given I am in the shop\n    When I fill \"Password\" with \"dragonfly\"\n    \
         And I fill \"Password\" with \"dragonfly-737\"\n    And I fill \"CVC\" with \"737\"\n    \
         And I fill \"Password\" with \"pa\\\"ss  word\"\n    And I fill \"Card number\" with \"4242 4242 4242 4242\"\n    \
         And I fill \"Card number\" with \"4242 4242 4242 4242 12\"\n",
    );
    let redactor = Arc::new(Redactor::default());
    redactor.hide("SHOP_PASSWORD", "dragonfly");
    let short = hide(&mut journeys, &catalogue, &redactor);
    for (text, told) in [
        ("dragonfly-737!", "[typed password]!"),
        ("dragonfly 737", "[SHOP_PASSWORD] [typed security code]"),
        ("pa\"ss word", "[typed password]"),
        ("4242 4242 4242 4242", "4242 42** **** 4242"),
        ("4242 4242 4242 4242 12", "[typed card number]"),
    ] {
        assert_eq!(short.told(&journeys[0].id, text), told);
    }
    assert!(!journeys[0].steps.iter().any(|step| step.text.contains("ss ")), "{:?}", journeys[0].steps[4].text);
}

#[test]
fn a_word_that_a_journey_types_is_hidden_as_a_word_of_its_own_in_that_journey_alone() {
    let (mut journeys, catalogue) = planned(
        "  Scenario: a wrong one\n    Given I am in the shop\n    When I fill \"Password\" with \"wrong\"\n    \
         And I fill \"Password\" with \"test\"\n    And I fill \"Password\" with \"password\"\n    \
         Then I see \"the latest wrongs, wrong\"\n  Scenario: another\n    Given I am in the shop\n    Then I see \"wrong\"\n",
    );
    let redactor = Arc::new(Redactor::default());
    let short = hide(&mut journeys, &catalogue, &redactor);
    let page = "<input type=\"password\" value=\"password\" class=\"wrong\">latest test: wrong. /login?p=test";
    assert_eq!(redactor.clean(page), page, "it is a word of every page");
    assert_eq!(short.told(&journeys[1].id, page), page);
    assert_eq!(journeys[1].steps[1].text, "I see \"wrong\"");
    let kept = "<input type=\"password\" value=\"[typed password]\" class=\"wrong\">latest [typed password]: [typed password]. \
                /login?p=[typed password]";
    assert_eq!(short.told(&journeys[0].id, page), kept);
    assert_eq!(journeys[0].name, "a [typed password] one");
    assert_eq!(journeys[0].steps[4].text, "I see \"the latest wrongs, [typed password]\"");
}

#[test]
fn events_of_journeys_without_short_secrets_are_left_to_the_record() {
    let (mut journeys, catalogue) = planned(
        "  Scenario: a\n    Given I am in the shop\n    When I fill \"Password\" with \"dragonfly-1\"\n  Scenario: b\n    Given I am in the shop\n",
    );
    let redactor = Arc::new(Redactor::default());
    let short = hide(&mut journeys, &catalogue, &redactor);
    assert_eq!(journeys[0].steps[1].text, "I fill \"Password\" with \"[typed password]\"", "files are called after it");
    for journey in &journeys {
        let event = Event::ScenarioFinished {
            scenario: journey.id.clone(),
            attempt: 1,
            at: jiff::Timestamp::UNIX_EPOCH,
            verdict: crate::verdict::AttemptVerdict::Passed,
            took_ms: 0.0,
            will_retry: false,
            trouble: Some(Failure::expectation("dragonfly-1")),
            money: shopper_steps::Tally::default(),
        };
        assert_eq!(short.clean(event.clone()), event, "what all journeys hide is hidden once, there");
        assert_ne!(event.clone().cleaned(&redactor), event);
    }
}
