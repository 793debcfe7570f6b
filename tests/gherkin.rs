//! Our reading of Gherkin against the official parser's (npm `@cucumber/gherkin`), on cases of our own and on documents made
//! by dice: trees, places, texts, journeys, and what is told of files that cannot be read.
//!
//! `gherkin/cases/*.txt` holds the cases, `gherkin/differences.rs` every difference that is meant. Anything else that
//! differs fails here, and so does a difference that is gone. The official parser is installed when it is needed, by
//! `npm ci`, into `target/gherkin-official`.

mod cases;
mod compare;
mod differences;
mod generate;
mod official;
mod ours;

use std::collections::HashSet;
use std::fmt::Write as _;

use mystery_shopper::plan::gherkin::dialect::{DIALECTS, Section, StepKind};
use serde_json::Value;

use self::cases::Case;
use self::compare::Seen;
use self::differences::{Difference, all as declared};
use self::ours::Reader;

/// How many documents are made by dice.
const GENERATED: u64 = 400;

/// What differs on a document.
struct Compared {
    seen: Vec<Seen>,
    /// Whether both read it as far as its journeys.
    both_read: bool,
}

/// Compares all documents; nothing if the official parser cannot be had here.
fn compare(documents: &[&str]) -> Option<Vec<Compared>> {
    let answer = official::read(documents)?;
    let reader = Reader::new();
    let compared = documents.iter().zip(&answer.readings).map(|(text, official)| {
        let ours = reader.read(text);
        Compared { seen: compare::differences(&ours, official), both_read: compare::both_read(&ours, official) }
    });
    Some(compared.collect())
}

/// A document as a failure shows it: every sign that cannot be seen is written as its number.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for line in text.split_inclusive('\n') {
        let cut: String = line.chars().take(120).collect();
        let _ = writeln!(shown, "    | {}", cut.escape_debug());
    }
    shown
}

#[test]
fn our_cases_are_read_as_the_official_parser_reads_them_or_as_declared() {
    let cases = cases::all();
    let texts: Vec<&str> = cases.iter().map(|case| case.text.as_str()).collect();
    let Some(compared) = compare(&texts) else { return };
    let mut wrong = String::new();
    let mut shown_by: HashSet<(&str, &str)> = HashSet::new();
    for (Case { name, text }, compared) in cases.iter().zip(&compared) {
        for found in &compared.seen {
            let here = |difference: &&Difference| difference.cases.contains(&name.as_str());
            let mut explained = declared().filter(here).filter(|difference| (difference.is)(found, text)).peekable();
            if explained.peek().is_none() {
                let _ = writeln!(wrong, "{name}: {found}\n{}", shown(text));
            }
            shown_by.extend(explained.map(|difference| (difference.name, name.as_str())));
        }
    }
    for difference in declared() {
        for case in difference.cases.iter().filter(|case| !shown_by.contains(&(difference.name, **case))) {
            let _ = writeln!(wrong, "{case}: the declared difference {:?} is gone", difference.name);
        }
    }
    assert!(wrong.is_empty(), "differences from the official parser:\n{wrong}");
}

#[test]
fn generated_documents_are_read_as_the_official_parser_reads_them_or_as_declared() {
    let documents: Vec<String> = (1..=GENERATED).map(generate::document).collect();
    let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
    let Some(compared) = compare(&texts) else { return };
    let mut wrong = String::new();
    for (seed, (text, compared)) in (1..).zip(texts.iter().zip(&compared)) {
        let undeclared = |found: &&Seen| !declared().any(|difference| (difference.is)(found, text));
        let found: Vec<&Seen> = compared.seen.iter().filter(undeclared).collect();
        for found in &found {
            let _ = writeln!(wrong, "seed {seed}: {found}");
        }
        if !found.is_empty() {
            let _ = writeln!(wrong, "{}", shown(text));
        }
    }
    assert!(wrong.is_empty(), "differences from the official parser:\n{wrong}");
    let both_read = compared.iter().filter(|compared| compared.both_read).count();
    assert!(both_read * 3 > texts.len(), "the dice must make documents that can be read, not {both_read} of them");
}

#[test]
fn the_keywords_of_our_languages_are_the_official_ones() {
    let Some(answer) = official::read(&[]) else { return };
    for dialect in &DIALECTS {
        let official = |field: &str| -> HashSet<String> {
            let words = answer.languages[dialect.code][field].as_array().into_iter().flatten();
            words.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        for (section, field) in [
            (Section::Feature, "feature"),
            (Section::Rule, "rule"),
            (Section::Background, "background"),
            (Section::Scenario, "scenario"),
            (Section::Outline, "scenarioOutline"),
            (Section::Examples, "examples"),
        ] {
            let words = dialect.section_words().filter(|(found, _)| *found == section);
            let ours: HashSet<String> = words.map(|(_, word)| word.to_owned()).collect();
            assert_eq!(ours, official(field), "{} of {}", field, dialect.code);
        }
        for (kind, field) in [
            (StepKind::Given, "given"),
            (StepKind::When, "when"),
            (StepKind::Then, "then"),
            (StepKind::And, "and"),
            (StepKind::But, "but"),
        ] {
            let words = dialect.step_words().filter(|(found, _)| [kind, StepKind::Star].contains(found));
            let ours: HashSet<String> = words.map(|(_, word)| word.to_owned()).collect();
            assert_eq!(ours, official(field), "{} of {}", field, dialect.code);
        }
    }
}

#[test]
fn every_declared_difference_has_a_reason_and_a_case() {
    let cases = cases::all();
    let names: HashSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "each case has a name of its own");
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let mut known = HashSet::new();
    for difference in declared() {
        assert!(known.insert(difference.name), "{} is declared twice", difference.name);
        assert!(!difference.why.is_empty() && !difference.cases.is_empty(), "{}", difference.name);
        for case in difference.cases {
            assert!(names.contains(case), "{}: there is no case {case:?}", difference.name);
        }
    }
}
