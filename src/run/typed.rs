//! Secrets that a journey types itself: they stand in its sentences and tables, and shall stand in nothing that is written.

use std::collections::HashMap;

use shopper_browser::Redactor;
use shopper_steps::{Block, Catalogue, Keyword, Parameter as _, Password, secret_called};

use crate::plan::{Planned, PlannedStep};
use crate::record::{Event, ScenarioId};

/// The sentences of the shipped vocabulary that name a field and what is in it.
const SENTENCES: [&str; 2] = ["I fill {text} with {string}", "the field {text} holds {string}"];
/// Less than this is no secret, but somebody who tries what a form says to it. The shortest security code has three digits.
const SHORTEST: usize = 3;

/// A value, and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Secret {
    value: String,
    label: String,
}

impl Secret {
    fn new(value: &str, called: &str) -> Self {
        Self { value: value.to_owned(), label: format!("typed {called}") }
    }
}

/// The secrets of each journey that are too short for the redactor, which hides a text wherever it stands: a security code
/// of three digits stands in half of all numbers. They are hidden in what their own journey tells, as words of their own.
#[derive(Debug, Default)]
pub(super) struct Short(HashMap<ScenarioId, Vec<Secret>>);

/// Has the secrets of all these journeys hidden, in what the record tells of them too.
pub(super) fn hide(planned: &mut [Planned], catalogue: &Catalogue, redactor: &Redactor) -> Short {
    let mut short: HashMap<ScenarioId, Vec<Secret>> = HashMap::new();
    for journey in planned {
        let found = journey.steps.iter().map(|step| (step.line, secrets_of(step, catalogue)));
        let of_lines: Vec<(usize, Vec<Secret>)> = found
            .map(|(line, secrets)| (line, secrets.into_iter().filter(|one| !leave_to(redactor, one)).collect()))
            .collect();
        for (line, secrets) in of_lines {
            if secrets.is_empty() {
                continue;
            }
            conceal(&mut journey.name, &secrets);
            // The steps of a phrase share a line, which says what all of them are told.
            for step in journey.steps.iter_mut().filter(|step| step.line == line) {
                conceal(&mut step.text, &secrets);
                conceal(&mut step.source, &secrets);
                step.within.iter_mut().for_each(|within| conceal(&mut within.told.sentence, &secrets));
            }
            short.entry(journey.id.clone()).or_default().extend(secrets);
        }
    }
    Short(short)
}

/// Whether the redactor keeps the secret; the number of a card it knows by itself, and keeps its first and last digits.
fn leave_to(redactor: &Redactor, secret: &Secret) -> bool {
    *redactor.clean(&secret.value) != secret.value
        || redactor.hide(&secret.label, &secret.value)
        || secret.value.chars().count() < SHORTEST
}

impl Short {
    /// The event without the short secrets of its journey.
    pub(super) fn clean(&self, event: Event) -> Event {
        let Some(secrets) = event.scenario().and_then(|id| self.0.get(id)) else { return event };
        event.with_seen(&mut |text| conceal(text, secrets))
    }
}

/// What a step types that no report may keep.
fn secrets_of(step: &PlannedStep, catalogue: &Catalogue) -> Vec<Secret> {
    let arguments = step.binding.arguments.as_slice();
    let passwords = arguments.iter().filter(|argument| argument.type_name == Password::NAME);
    let mut secrets: Vec<Secret> = passwords
        .filter_map(|argument| Password::parse(&argument.text).ok())
        .map(|password| Secret::new(&password, "password"))
        .collect();
    if let Some(definition) = catalogue.definitions().get(step.binding.definition)
        && SENTENCES.contains(&definition.expression())
        && let [field, typed] = arguments
        && let Some(called) = secret_called(unquoted(&field.text))
    {
        secrets.push(Secret::new(unquoted(&typed.text), called));
    }
    // What a table expects to see on a page is shown there to everybody.
    if let Block::Table(rows) = &step.block
        && catalogue.role(&step.binding) != Keyword::Then
    {
        in_table(rows, &mut secrets);
    }
    secrets
}

/// Takes the values of rows such as `| password | dragonfly |`, and of columns that are headed so.
fn in_table(rows: &[Vec<String>], secrets: &mut Vec<Secret>) {
    let mut take = |name: &str, value: &String| {
        secrets.extend(secret_called(name).map(|called| Secret::new(value, called)));
    };
    if let Some((header, below)) = rows.split_first() {
        // In a table of two columns the first names things, and what looks like a heading above the second may be a value.
        let pairs = header.len() == 2;
        let named = |name: &str| name.chars().all(|sign| sign.is_alphabetic() || sign.is_whitespace());
        for (at, name) in header.iter().enumerate() {
            let heads = !pairs || (at == 1 && named(name) && secret_called(&header[0]).is_none());
            below.iter().filter(|_| heads).filter_map(|row| row.get(at)).for_each(|value| take(name, value));
        }
    }
    for row in rows {
        if let [name, value] = row.as_slice() {
            take(name, value);
        }
    }
}

/// Puts the labels in the place of the secrets, where these are words of their own and no part of an amount.
fn conceal(text: &mut String, secrets: &[Secret]) {
    for Secret { value, label } in secrets {
        let mut clean = String::new();
        let mut rest = 0;
        for (at, _) in text.match_indices(value.as_str()) {
            if at >= rest && is_apart(&text[..at], &text[at + value.len()..]) {
                clean.push_str(&text[rest..at]);
                clean.push('[');
                clean.push_str(label);
                clean.push(']');
                rest = at + value.len();
            }
        }
        if rest > 0 {
            clean.push_str(&text[rest..]);
            *text = clean;
        }
    }
}

/// Whether what stands between these two is a word of its own: `123` is none in `1234`, in `$123.00` and in `5,123`.
fn is_apart(before: &str, after: &str) -> bool {
    let parts = |signs: &mut dyn Iterator<Item = char>| match signs.next() {
        Some('.' | ',') => signs.next().is_none_or(|sign| !sign.is_ascii_digit()),
        sign => !sign.is_some_and(char::is_alphanumeric),
    };
    parts(&mut before.chars().rev()) && parts(&mut after.chars())
}

/// A literal without its quotes, double or single.
fn unquoted(literal: &str) -> &str {
    let within = |quote: char| literal.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\'')).unwrap_or(literal)
}

#[cfg(test)]
mod tests;
