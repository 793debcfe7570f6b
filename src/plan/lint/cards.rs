//! Numbers that can be a card's (ISO/IEC 7812: 13 to 19 digits whose last one fits the others), told without showing
//! them.

use std::sync::LazyLock;

use regex::Regex;

use super::super::gherkin::ast::Span;
use super::super::mistake::{Kind, Mistake, Source};
use super::LintRule;

static DIGITS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d(?:[ \-]?\d){12,18}").expect("it is a constant"));

/// How many digits may be seen at the beginning and at the end (PCI DSS 4.0, 3.4.1).
const SHOWN: (usize, usize) = (6, 4);

/// The card numbers anywhere in a feature file, remarks included.
pub(super) fn of_feature(source: &Source) -> Vec<Mistake> {
    let (masked, places) = mask(source);
    places.into_iter().map(|place| told(&masked, place)).collect()
}

/// The card numbers in a file of examples, each with the examples that name it.
pub(super) fn of_data(data: &Source, source: &Source, examples: Span) -> Vec<Mistake> {
    let named = |mistake: Mistake| mistake.beside_in(source, examples, "these examples come from the file");
    of_feature(data).into_iter().map(named).collect()
}

fn told(masked: &Source, place: Span) -> Mistake {
    let mend = "name a card of the settings ([cards] in shopper.toml), or allow it: @allow:card-number";
    let what = "this can be the number of a card";
    Mistake::at(Kind::Lint(LintRule::CardNumber), masked, place, what, mend)
}

/// The text with a star for each digit of a card number that must not be seen, and where the numbers stand.
fn mask(source: &Source) -> (Source, Vec<Span>) {
    let mut places = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for (index, line) in source.text.split('\n').enumerate() {
        let mut masked = String::new();
        let mut from = 0;
        for found in DIGITS.find_iter(line) {
            let touches = line[found.end()..].starts_with(|sign: char| sign.is_ascii_digit())
                || line[..found.start()].ends_with(|sign: char| sign.is_ascii_digit());
            if touches || !is_sound(found.as_str()) {
                continue;
            }
            let start = line[..found.start()].chars().count();
            places.push(Span::new(index + 1, start + 1, found.as_str().chars().count()));
            masked.push_str(&line[from..found.start()]);
            masked.push_str(&hidden(found.as_str()));
            from = found.end();
        }
        masked.push_str(&line[from..]);
        lines.push(masked);
    }
    (Source { name: source.name.clone(), text: lines.join("\n").into() }, places)
}

fn hidden(number: &str) -> String {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let mut before = 0;
    let hide = |sign: char| {
        before += usize::from(sign.is_ascii_digit());
        let seen = before <= SHOWN.0 || before > digits - SHOWN.1;
        if sign.is_ascii_digit() && !seen { '*' } else { sign }
    };
    number.chars().map(hide).collect()
}

/// Whether the last digit fits the others (Luhn), and they are not all the same.
fn is_sound(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|sign| sign.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != digits[0])
}
