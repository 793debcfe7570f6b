//! By what means the things of a page were found: the record keeps it, so that a report can say "found by guess".

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// By what a control or a field was recognised; the better the means, the higher its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// The shop's site map says where it is.
    Hint,
    /// A WHATWG autofill token.
    Token,
    /// Its accessible name, label or placeholder is one of the known words.
    Name,
    /// Its title is.
    Title,
    /// Its name only begins with one.
    PartOfName,
    /// A field's `name` or `id`, which no customer sees.
    Attribute,
    /// Its class, or the name of its icon.
    Icon,
    /// The type of a field.
    Kind,
    /// Where it stands in a line.
    Position,
}

impl Means {
    /// What it is worth, of 100. Something in the head or foot of every page is worth [`ASIDE`] less.
    pub fn score(self) -> u8 {
        match self {
            Self::Hint => 100,
            Self::Token => 95,
            Self::Name => 90,
            Self::Title => 70,
            Self::PartOfName => 50,
            Self::Attribute => 45,
            Self::Icon => 40,
            Self::Kind => 35,
            Self::Position => 30,
        }
    }

    /// Whether nothing that a customer reads proves it.
    pub fn is_guess(self) -> bool {
        self > Self::Name
    }
}

/// So much less is worth what stands in the head or the foot of every page.
pub const ASIDE: u8 = 15;
/// So much less is worth what is fastened to the window: bars that repeat what the page has.
pub const FASTENED: u8 = 5;

impl fmt::Display for Means {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hint => "hint",
            Self::Token => "token",
            Self::Name => "name",
            Self::Title => "title",
            Self::PartOfName => "part of its name",
            Self::Attribute => "its name in the page's source",
            Self::Icon => "icon or class",
            Self::Kind => "type of field",
            Self::Position => "position",
        })
    }
}

/// A control or a field that a step found by its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What was looked for, as a site map calls it: `add to cart`.
    pub meaning: String,
    /// By what means it was found.
    pub by: Means,
    /// What it is: `button "Add to cart"`.
    pub what: String,
    /// How sure that is, of 100.
    pub score: u8,
    /// What came next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runner_up: Option<RunnerUp>,
    /// The place of the hint that was to find it and matched nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed_hint: Option<String>,
    /// Where it stands: a CSS selector that it alone answers to on its page.
    #[serde(skip)]
    pub selector: String,
}

/// What would have been taken instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunnerUp {
    /// What it is.
    pub what: String,
    /// How sure that is, of 100.
    pub score: u8,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { meaning, by, what, score, .. } = self;
        write!(f, "\"{meaning}\": {what}, by {by} ({score} of 100)")?;
        if let Some(RunnerUp { what, score }) = &self.runner_up {
            write!(f, "; next came {what} ({score})")?;
        }
        Ok(())
    }
}

/// How many were found by which kind of means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FoundCounts {
    /// By a hint of the site map.
    pub hint: usize,
    /// By autofill token.
    pub token: usize,
    /// By name, label or placeholder.
    pub name: usize,
    /// By less than that.
    pub guess: usize,
}

impl FoundCounts {
    /// Counts these.
    pub fn of<'a>(found: impl IntoIterator<Item = &'a Found>) -> Self {
        let mut counts = Self::default();
        for one in found {
            match one.by {
                Means::Hint => counts.hint += 1,
                Means::Token => counts.token += 1,
                Means::Name => counts.name += 1,
                _ => counts.guess += 1,
            }
        }
        counts
    }

    /// Whether nothing was found at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for FoundCounts {
    /// `96 by token, 210 by name, 4 by guess`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.hint > 0 {
            write!(f, "{} by hint, ", self.hint)?;
        }
        write!(f, "{} by token, {} by name, {} by guess", self.token, self.name, self.guess)
    }
}

/// What the current step has found, and the hints it wanted in vain.
#[derive(Clone, Default)]
pub(crate) struct Finds(Arc<Mutex<Noted>>);

#[derive(Default)]
struct Noted {
    found: Vec<Found>,
    missed: BTreeMap<String, String>,
}

impl Finds {
    /// Notes something that was found; the same thing only once a step.
    pub(crate) fn note(&self, found: Found) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if found.by == Means::Hint {
            noted.missed.remove(&found.meaning);
        }
        if !noted.found.contains(&found) {
            noted.found.push(found);
        }
    }

    /// Notes a hint that matched nothing where its thing was wanted, and what is there instead.
    pub(crate) fn miss(&self, meaning: &str, told: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).missed.insert(meaning.to_owned(), told);
    }

    /// What the step has found.
    pub(crate) fn take(&self) -> Vec<Found> {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.missed.clear();
        std::mem::take(&mut noted.found)
    }

    /// What the step wanted to find by hints and did not.
    pub(crate) fn missed(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).missed.values().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(by: Means) -> Found {
        let what = "button \"Buy\"".to_owned();
        let (meaning, selector) = ("add to cart".to_owned(), String::new());
        Found { meaning, by, what, score: by.score(), runner_up: None, missed_hint: None, selector }
    }

    #[test]
    fn means_are_ordered_as_they_are_scored() {
        let all = [
            Means::Hint,
            Means::Token,
            Means::Name,
            Means::Title,
            Means::PartOfName,
            Means::Attribute,
            Means::Icon,
            Means::Kind,
            Means::Position,
        ];
        assert!(all.windows(2).all(|pair| pair[0] < pair[1] && pair[0].score() > pair[1].score()));
        assert!(!Means::Name.is_guess() && Means::Title.is_guess());
    }

    #[test]
    fn counts_are_told_in_one_line() {
        let some = [found(Means::Name), found(Means::Icon), found(Means::Token), found(Means::Name)];
        assert_eq!(FoundCounts::of(&some).to_string(), "1 by token, 2 by name, 1 by guess");
        assert_eq!(FoundCounts::of(&[found(Means::Hint)]).to_string(), "1 by hint, 0 by token, 0 by name, 0 by guess");
    }
}
