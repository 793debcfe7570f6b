//! Secrets that a journey types itself: they stand in its sentences and tables, and shall stand in nothing that is written.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use shopper_browser::{Redactor, ShortSecrets, is_card_number};
use shopper_steps::{Block, Catalogue, Keyword, Parameter as _, Password, secret_called};

use crate::plan::{Planned, PlannedStep};
use crate::record::{Event, ScenarioId};

/// The sentences of the shipped vocabulary that name a field and what is in it.
const SENTENCES: [&str; 2] = ["I fill {text} with {string}", "the field {text} holds {string}"];
/// Less than this is no secret, but somebody who tries what a form says to it. The shortest security code has three digits.
const SHORTEST: usize = 3;
/// As many digits, or fewer, stand in prices, dates, ports and order numbers, too: PINs, security codes, one-time codes.
const FEW_DIGITS: usize = 6;
/// As many letters, or fewer, are words of every page, too, and parts of others: a journey logs in with `wrong`, `test`, `password`.
const FEW_LETTERS: usize = 8;

/// A value, and what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Secret {
    value: String,
    label: String,
}

impl Secret {
    fn new(value: &str, called: &str) -> Self {
        Self { value: value.trim().to_owned(), label: format!("typed {called}") }
    }

    /// Whether it is hidden in what its own journey tells alone, as a word of its own.
    fn is_short(&self) -> bool {
        let length = self.value.chars().count();
        let digits = self.value.bytes().all(|sign| sign.is_ascii_digit());
        let letters = self.value.chars().all(char::is_alphabetic);
        length < 4 || (digits && length <= FEW_DIGITS) || (letters && length <= FEW_LETTERS)
    }
}

/// The short secrets of each journey that has any, which the redactor would hide in what all others tell, too.
#[derive(Debug)]
pub(super) struct Short {
    redactor: Arc<Redactor>,
    journeys: HashMap<ScenarioId, Arc<ShortSecrets>>,
}

/// Has the secrets of all these journeys hidden, in what the record tells of them too.
pub(super) fn hide(planned: &mut [Planned], catalogue: &Catalogue, redactor: &Arc<Redactor>) -> Short {
    let mut journeys: HashMap<ScenarioId, ShortSecrets> = HashMap::new();
    let mut files: HashMap<String, ShortSecrets> = HashMap::new();
    for journey in planned.iter() {
        let mut short = ShortSecrets::default();
        let secrets = journey.steps.iter().flat_map(|step| secrets_of(step, catalogue));
        // The redactor knows the number of a card by itself, and keeps its first and last digits.
        for secret in secrets.filter(|one| one.value.chars().count() >= SHORTEST && !is_card_number(&one.value)) {
            if secret.is_short() {
                short.hide(&secret.label, &secret.value);
            } else {
                redactor.hide(&secret.label, &secret.value);
            }
        }
        if !short.is_empty() {
            files.entry(journey.feature.path.clone()).or_default().join(&short);
            journeys.insert(journey.id.clone(), short);
        }
    }
    let clean = |text: &mut String, short: &ShortSecrets| {
        if let Cow::Owned(clean) = redactor.clean_with(text, short) {
            *text = clean;
        }
    };
    let none = ShortSecrets::default();
    for journey in planned {
        // What stands above all journeys of a file is called the same for each of them.
        let short = files.get(&journey.feature.path).unwrap_or(&none);
        clean(&mut journey.feature.name, short);
        journey.rule.iter_mut().for_each(|rule| clean(rule, short));
        let short = journeys.get(&journey.id).unwrap_or(&none);
        clean(&mut journey.name, short);
        journey.tags.iter_mut().for_each(|tag| clean(tag, short));
        for step in &mut journey.steps {
            clean(&mut step.text, short);
            clean(&mut step.source, short);
            step.within.iter_mut().for_each(|within| clean(&mut within.told.sentence, short));
        }
    }
    let journeys = journeys.into_iter().map(|(id, short)| (id, Arc::new(short))).collect();
    Short { redactor: Arc::clone(redactor), journeys }
}

impl Short {
    /// Those of one journey.
    pub(super) fn of(&self, journey: &ScenarioId) -> Arc<ShortSecrets> {
        self.journeys.get(journey).cloned().unwrap_or_default()
    }

    /// The event without the short secrets of its journey. The others go where all events end, in the record's own cleaning.
    pub(super) fn clean(&self, event: Event) -> Event {
        let Some(short) = event.scenario().and_then(|journey| self.journeys.get(journey)) else { return event };
        event.with_seen(&mut |text| {
            if let Cow::Owned(clean) = self.redactor.clean_with(text, short) {
                *text = clean;
            }
        })
    }

    /// What is told of a journey, without its secrets.
    pub(super) fn told<'text>(&self, journey: &ScenarioId, text: &'text str) -> Cow<'text, str> {
        match self.journeys.get(journey) {
            Some(short) => self.redactor.clean_with(text, short),
            None => self.redactor.clean(text),
        }
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
        // What is typed, and what is written where that holds a quote.
        secrets.extend(String::parse(&typed.text).ok().map(|value| Secret::new(&value, called)));
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

/// A literal without its quotes, double or single.
fn unquoted(literal: &str) -> &str {
    let within = |quote: char| literal.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\'')).unwrap_or(literal)
}

#[cfg(test)]
mod tests;
