//! The one way back: why a step did not hold. What is said of it is written here, once, in `Display`.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What kind of trouble a [`Failure`] is. Verdicts are judged from this, never from texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The page shows something else than was expected.
    Expectation,
    /// Nothing on the page answers to the locator.
    NotFound,
    /// Several things answer to the locator, and a customer could not tell which is meant.
    Ambiguous,
    /// It is there, but it is hidden, moving, disabled, read-only or covered.
    NotActionable,
    /// What was typed or chosen did not stay in the field.
    ValueNotKept,
    /// The shop's host does not answer: refused, unknown name, no route, reset.
    Unreachable,
    /// The shop answers with an error: 5xx, an endless redirect, an empty answer.
    ServerError,
    /// The page's own script never yields.
    PageHung,
    /// The page has opened a dialog that no step expected.
    PageDialog,
    /// The time for a step, a scenario or the run is spent.
    BudgetSpent,
    /// Browser, driver, grid or machine trouble: nobody can tell how the shop is.
    Lost,
    /// The journey asks for what cannot be: an unknown card, a setting that is missing.
    Mistake,
    /// The code of a step definition panicked.
    Panic,
    /// Somebody ended the run.
    Interrupted,
}

/// Why a step did not hold: what, where, and how to mend it.
///
/// Times are in milliseconds. `Display` gives one line; `details` and `mend` are shown below it by reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub struct Failure {
    /// What kind of trouble this is.
    pub class: Class,
    /// What was seen, in one line: `the page shows $20.00`.
    pub what: String,
    /// Where: the description of a locator, or the address of a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How to mend it, in one line; never empty.
    pub mend: String,
    /// How long it was waited for, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waited_ms: Option<u64>,
    /// Candidates with the reason each was refused, or values seen, one a line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// The words of the step that are not so (a caret points to them), e.g. `$18.00`. `None` means the whole step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The cell of the table under the step that is not so, by row and column, from 0; the header is row 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<(usize, usize)>,
}

/// What took less than this, in milliseconds, was not waited for.
const AT_ONCE: u64 = 50;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        let waited = self.waited_ms.filter(|waited| *waited >= AT_ONCE);
        if let Some(waited) = waited {
            write!(f, ", after waiting {:.1}s", Duration::from_millis(waited).as_secs_f64())?;
        }
        match &self.place {
            Some(place) if waited.is_some() => write!(f, " for {place}"),
            Some(place) => write!(f, " ({place})"),
            None => Ok(()),
        }
    }
}

impl Failure {
    /// A failure of `class`; the cure starts as the usual one of that class.
    pub fn new(class: Class, what: impl Into<String>) -> Self {
        Self {
            class,
            what: what.into(),
            place: None,
            mend: usual_cure(class).to_owned(),
            waited_ms: None,
            details: Vec::new(),
            about: None,
            cell: None,
        }
    }

    /// The page shows something else than the journey expects.
    pub fn expectation(what: impl Into<String>) -> Self {
        Self::new(Class::Expectation, what)
    }

    /// Browser, driver or machine trouble.
    pub fn lost(what: impl Into<String>) -> Self {
        Self::new(Class::Lost, what)
    }

    /// The journey or its settings ask for what cannot be.
    pub fn mistake(what: impl Into<String>) -> Self {
        Self::new(Class::Mistake, what)
    }

    /// Whether something else lies in front of what was to be used.
    pub fn is_covered(&self) -> bool {
        self.class == Class::NotActionable && self.what.contains("covered by ")
    }

    /// Says where it was seen.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place = Some(place.to_string());
        self
    }

    /// Says where it was seen, unless that is known better already.
    #[must_use]
    pub fn or_at(mut self, place: impl fmt::Display) -> Self {
        self.place.get_or_insert_with(|| place.to_string());
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn mend(mut self, cure: impl Into<String>) -> Self {
        self.mend = cure.into();
        self
    }

    /// Says which words of the step are not so.
    #[must_use]
    pub fn about(mut self, words: impl Into<String>) -> Self {
        self.about = Some(words.into());
        self
    }

    /// Says which cell of the table under the step is not so, by row and column, from 0; the header is row 0.
    #[must_use]
    pub fn in_cell(mut self, row: usize, column: usize) -> Self {
        self.cell = Some((row, column));
        self
    }

    /// Adds a line of detail.
    #[must_use]
    pub fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }

    /// Says how long it was waited for.
    #[must_use]
    pub fn waited(mut self, time: Duration) -> Self {
        self.waited_ms = Some(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
        self
    }
}

fn usual_cure(class: Class) -> &'static str {
    match class {
        Class::Expectation => "compare the picture with what the journey expects",
        Class::NotFound => "look at the picture: is this the page the step needs, and what is it called there?",
        Class::Ambiguous => "say which one is meant, e.g. by naming the product whose line it is in",
        Class::NotActionable => "look at the picture: a person could not have used it either",
        Class::ValueNotKept => "type the value by hand: does the field change or drop it?",
        Class::Unreachable => "check the address, and that the site is running",
        Class::ServerError => "look into the log of the site at the time of this step",
        Class::PageHung => "profile the page's scripts: one of them does not end",
        Class::PageDialog => "see why the page opens a dialog here; a person would have to answer it",
        Class::BudgetSpent => "see where the time went in the steps above, or give more with --timeout",
        Class::Lost => "run `shopper doctor`: it checks browser, driver, disk and shop",
        Class::Mistake => "mend the journey or the settings as said above",
        Class::Panic => "report this to whoever wrote the step definition",
        Class::Interrupted => "run it again",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_how_long_and_for_what() {
        let failure = Failure::expectation("the page shows $20.00").waited(Duration::from_secs(5)).at("order total");
        assert_eq!(failure.to_string(), "the page shows $20.00, after waiting 5.0s for order total");
    }

    #[test]
    fn every_class_has_a_cure() {
        for class in [Class::Expectation, Class::Lost, Class::Panic, Class::Interrupted, Class::PageHung] {
            assert!(!Failure::new(class, "x").mend.is_empty());
        }
    }
}
