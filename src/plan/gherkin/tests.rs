//! The reading of Gherkin as the world writes it, and of what the world gets wrong.

use super::super::mistake::{Kind, Source};
use super::ast::{Argument, Child, Feature, Scenario, Step};
use super::dialect::{DIALECTS, Section, StepKind};
use super::parse;

fn read(text: &str) -> Feature {
    let parsed = parse(&Source::new("a.feature", text));
    let told: Vec<String> = parsed.mistakes.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    parsed.document.feature.unwrap()
}

fn wrong(text: &str) -> Vec<(Kind, usize, usize)> {
    let parsed = parse(&Source::new("a.feature", text));
    parsed.mistakes.iter().map(|found| (found.kind, found.line, found.column)).collect()
}

fn scenario(feature: &Feature, index: usize) -> &Scenario {
    match &feature.children[index] {
        Child::Scenario(scenario) => scenario,
        Child::Rule(rule) => &rule.scenarios[0],
    }
}

fn texts(steps: &[Step]) -> Vec<(StepKind, &str)> {
    steps.iter().map(|step| (step.kind, step.text.as_str())).collect()
}

#[test]
fn a_whole_file_is_read_with_places() {
    let feature = read(concat!(
        "# a remark\n",
        "@smoke @a#b # words\n",
        "@more\n",
        "Feature:  Äpfel: kaufen  \n",
        "\n",
        "  Free text\n",
        "    kept as written\n",
        "  # not this\n",
        "\n",
        "  Background: before\n",
        "    * I am in the shop\n",
        "\n",
        "  Rule: first\n",
        "    why\n",
        "    Background:\n",
        "      Given a cart\n",
        "    @x\n",
        "    # between\n",
        "    @y\n",
        "    Example: one\n",
        "      When I pay\n",
        "      And I wait\n",
        "      But not long\n",
    ));
    assert_eq!((feature.heading.name.as_str(), feature.heading.span.line), ("Äpfel: kaufen", 4));
    assert_eq!((feature.heading.span.column, feature.heading.span.length), (1, 23));
    assert_eq!(feature.heading.description, "  Free text\n    kept as written");
    let tags: Vec<_> = feature.heading.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["@smoke", "@a#b", "@more"]);
    let background = feature.background.as_ref().unwrap();
    assert_eq!(texts(&background.steps), [(StepKind::Star, "I am in the shop")]);
    let Child::Rule(rule) = &feature.children[0] else { panic!("a rule") };
    assert_eq!(rule.heading.description, "    why");
    assert_eq!(rule.background.as_ref().unwrap().steps.len(), 1);
    let one = &rule.scenarios[0];
    assert_eq!(one.heading.tags.len(), 2);
    assert_eq!(texts(&one.steps), [(StepKind::When, "I pay"), (StepKind::And, "I wait"), (StepKind::But, "not long")]);
    let last = &one.steps[2];
    assert_eq!((last.span.line, last.span.column, last.text_span.column), (23, 7, 11));
}

#[test]
fn a_mark_at_the_start_and_windows_line_ends_change_nothing() {
    let unix = "# language: en\nFeature: f\n  Scenario: s\n    Given a\n      | x |\n      | y |\n";
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    assert_eq!(format!("{:?}", read(unix)), format!("{:?}", read(&windows)));
}

#[test]
fn tables_and_texts_stand_under_their_step() {
    let feature = read(concat!(
        "Feature: f\n  Scenario: s\n",
        "    Given a table\n      | a | b |\n\n      # a remark\n      | 1 | x\\|y |\n",
        "    And a text\n      ```json\n      # kept\n        {}\n     x\n      ```\n",
        "    And a text\n      \"\"\"\n      ```\n      \\\"\\\"\\\"\n      \"\"\"\n",
        "    Then done\n",
    ));
    let steps = &scenario(&feature, 0).steps;
    let Argument::Table(rows) = &steps[0].argument else { panic!("a table") };
    assert_eq!((rows.len(), rows[1].cells[1].text.as_str(), rows[1].span.line), (2, "x|y", 7));
    let Argument::DocString(json) = &steps[1].argument else { panic!("a text") };
    assert_eq!((json.media_type.as_deref(), json.text.as_str()), (Some("json"), "# kept\n  {}\nx"));
    let Argument::DocString(plain) = &steps[2].argument else { panic!("a text") };
    assert_eq!((plain.media_type.as_deref(), plain.text.as_str()), (None, "```\n\"\"\""));
    assert_eq!(steps.len(), 4);
}

#[test]
fn an_outline_has_tagged_examples() {
    let feature = read(concat!(
        "Feature: f\n  Scenario Template: s\n    Given <a>\n",
        "    @one\n    Examples: first\n      words\n      | a |\n      | 1 |\n",
        "    @two\n    Scenarios:\n      | a |\n      # remark\n      | 2 |\n",
        "  Scenario: after\n    Given b\n",
    ));
    let outline = scenario(&feature, 0);
    assert!(outline.outline);
    let found: Vec<_> = outline
        .examples
        .iter()
        .map(|examples| {
            (examples.heading.name.as_str(), examples.heading.tags[0].name.as_str(), examples.rows[1].span.line)
        })
        .collect();
    assert_eq!(found, [("first", "@one", 8), ("", "@two", 13)]);
    assert_eq!(scenario(&feature, 1).heading.name, "after");
}

#[test]
fn four_languages_are_spoken() {
    for (text, kinds) in [
        (
            "# language: de\nFunktion: f\n  Grundlage:\n    Angenommen a\n  Szenario: s\n    Wenn a\n    Dann b\n    Aber c\n",
            3,
        ),
        (
            "# language: fr\nFonctionnalité: f\n  Scénario: s\n    Étant donné que a\n    Lorsqu'il pleut\n    Alors b\n    Et qu'il fait froid\n",
            4,
        ),
        (
            "#language:es\nCaracterística: f\n  Escenario: s\n    Dado a\n    Cuando b\n    Entonces c\n    Y d\n    Pero e\n",
            5,
        ),
        ("# language : en\nAbility: f\n  Scenario: s\n    Given a\n", 1),
    ] {
        let feature = read(text);
        assert_eq!(scenario(&feature, 0).steps.len(), kinds, "{text}");
    }
}

#[test]
fn a_language_is_said_once_and_is_no_remark() {
    let text =
        "# a remark\n# language: de\n# language: fr\n# language: klingon\nFunktion: f\n  Szenario: s\n    Wenn a\n";
    let parsed = parse(&Source::new("a.feature", text));
    assert!(parsed.mistakes.is_empty(), "{:?}", parsed.mistakes);
    assert_eq!(parsed.document.language, "de");
    let remarks: Vec<usize> = parsed.document.comments.iter().map(|(line, _)| *line).collect();
    assert_eq!(remarks, [1, 3, 4]);
}

#[test]
fn free_text_is_left_alone() {
    let feature = read(concat!(
        "Feature: f\n",
        "  Scenario planning is fun, and a\n",
        "  Rule of thumb: none\n",
        "  Given that it rains, people buy:\n",
        "  | a | table |\n",
        "  Example of a list\n",
        "  when they want, and\n",
        "\n",
        "  Scenario: s\n",
        "    A customer who pays\n",
        "    when the shop is closed\n",
        "    They wait\n",
        "    Given a\n",
    ));
    assert_eq!(feature.heading.description.lines().count(), 6);
    let told = &scenario(&feature, 0).heading;
    assert_eq!(told.description.lines().count(), 3);
    let suspects: Vec<_> = told.suspects.iter().map(|suspect| suspect.meant.as_str()).collect();
    assert_eq!(suspects, ["When", "Then"], "the catalogue decides whether these are steps");
}

#[test]
fn every_mistake_of_a_file_is_told_at_its_place() {
    let found = wrong(concat!(
        "Feature: f\n",       // 1
        "  Scenario: s\n",    // 2
        "    given a\n",      // 3
        "    When b\n",       // 4
        "    words\n",        // 5
        "    more words\n",   // 6
        "    Then c\n",       // 7
        "      | a | b |\n",  // 8
        "      | a |\n",      // 9
        "  Examples:\n",      // 10
        "    | x |\n",        // 11
        "  @t x\n",           // 12
        "  Scenario: t\n",    // 13
        "    Given\u{a0}d\n", // 14
    ));
    let expected = [
        (Kind::KeywordCase, 3, 5),
        (Kind::Unparsable, 5, 5),
        (Kind::RaggedTable, 9, 7),
        (Kind::BadTag, 12, 6),
        (Kind::KeywordSpace, 14, 10),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_stands_in_the_wrong_place_is_told() {
    for (text, line) in [
        ("Scenario: s\n  Given a\n", 1),
        ("Feature: f\n  Examples:\n    | a |\n", 2),
        ("Feature: f\n  Background:\n    Given a\n  Background:\n    Given b\n", 4),
        ("Feature: f\n  Scenario: s\n    Given a\n  Background:\n    Given b\n", 4),
        ("Feature: f\n  @t\n  Background:\n    Given a\n", 2),
        ("Feature: f\nFeature: g\n", 2),
        ("Feature: f\n  Scenario: s\n    Given a\n      | x |\n      \"\"\"\n      \"\"\"\n", 5),
        ("Feature: f\n  Scenario: s\n    Given a\n      \"\"\"\n", 4),
        ("Feature: f\n  Scenario: s\n    Given a\n  @t\n", 4),
        ("Feature: f\n  Scenario: s\n    Given a\n  @t\n    Given b\n", 4),
        ("words\nFeature: f\n", 1),
    ] {
        let found: Vec<_> = wrong(text).into_iter().map(|(kind, line, _)| (kind, line)).collect();
        assert_eq!(found, [(Kind::Unparsable, line)], "{text}");
    }
}

#[test]
fn a_file_without_a_feature_is_no_feature() {
    for (text, line) in [("", 0), ("\n\n", 0), ("# words\n", 1), ("words\nmore\n", 1), ("@tag\n", 1)] {
        let found: Vec<_> = wrong(text).into_iter().map(|(kind, line, _)| (kind, line)).collect();
        assert_eq!(found, [(Kind::NotAFeature, line)], "{text:?}");
    }
    assert_eq!(wrong("# language: klingon\nwords\n"), [(Kind::UnknownLanguage, 1, 13)]);
}

#[test]
fn a_long_file_is_read_quickly() {
    let mut text = String::from("Feature: f\n");
    for number in 0..4_000 {
        let scenario = format!("  Scenario: s{number}\n    Given a\n      | x |\n      | y |\n    Then b\n");
        text.push_str(&scenario);
    }
    let begun = std::time::Instant::now();
    assert_eq!(read(&text).children.len(), 4_000);
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?} for 20,000 lines", begun.elapsed());
}

#[test]
fn every_keyword_of_another_language_is_told_as_one_wherever_a_step_may_stand() {
    let mut tried = 0;
    for (own, other) in DIALECTS.iter().flat_map(|own| DIALECTS.iter().map(move |other| (own, other))) {
        let (feature, scenario) = (own.section_word(Section::Feature), own.section_word(Section::Scenario));
        let (_, step) = own.step_words().next().expect("each language has some");
        for (_, word) in other.step_words() {
            let line = format!("{word}x y");
            if own.step_of(&line).is_some() {
                continue;
            }
            tried += 1;
            let head = format!("# language: {}\n{feature}: a\n  {scenario}: b\n    {step}x y\n", own.code);
            let parsed = parse(&Source::new("a.feature", &format!("{head}    {line}\n    {line}\n      | 1 |\n")));
            let told: Vec<_> =
                parsed.mistakes.iter().map(|found| (found.line, found.column, found.what.as_str())).collect();
            let what =
                format!("`{}` is a word of the language `{}`, and the line is not run", word.trim_end(), other.code);
            assert_eq!(told, [(5, 5, what.as_str())], "in {}: {line}", own.code);
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn a_scenario_in_another_languages_words_goes_on_being_read() {
    let text =
        "Feature: a\n  Scenario: b\n    Given x\n  Szenario: c\n    Wenn y\n    Dann z\n\n  Scenario: d\n    Given x\n";
    let parsed = parse(&Source::new("a.feature", text));
    let told: Vec<_> = parsed.mistakes.iter().map(|found| (found.line, found.what.as_str())).collect();
    assert_eq!(told, [(4, "`Szenario` is a word of the language `de`, and the line is not run")]);
    let names: Vec<_> = parsed
        .document
        .feature
        .iter()
        .flat_map(|feature| &feature.children)
        .filter_map(|child| match child {
            Child::Scenario(scenario) => Some(scenario.heading.name.as_str()),
            Child::Rule(_) => None,
        })
        .collect();
    assert_eq!(names, ["b", "c", "d"]);
}
