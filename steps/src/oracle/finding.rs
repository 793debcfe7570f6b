//! What adding up a page came to: what holds, what nobody can tell and why, and what cannot be.

use serde::{Deserialize, Serialize};

/// What was found on one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// How many sums were added up and hold.
    pub(crate) hold: usize,
    /// Why others were not: one reason each.
    pub(crate) unknown: Vec<&'static str>,
    /// What is wrong under every way of reckoning, in the words of a failure.
    pub(crate) wrong: Option<String>,
}

impl Findings {
    pub(crate) fn holds(&mut self) {
        self.hold += 1;
    }

    pub(crate) fn cannot_tell(&mut self, why: &'static str) {
        self.unknown.push(why);
    }

    /// The first thing that is wrong is told.
    pub(crate) fn contradicts(&mut self, what: String) {
        self.wrong.get_or_insert(what);
    }
}

/// How many sums of a journey were checked, and why others were not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Sums that were added up and hold.
    #[serde(default)]
    pub checked: usize,
    /// What was not checked, by reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_checked: Vec<NotChecked>,
    /// The journey is tagged `@no-money-check`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exempt: bool,
}

/// Sums that were not checked for the same reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotChecked {
    /// Why not.
    pub why: String,
    /// How many.
    pub times: usize,
}

impl Tally {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many sums were not checked, for whatever reason.
    pub fn unchecked(&self) -> usize {
        self.not_checked.iter().map(|one| one.times).sum()
    }

    /// Adds what another page or journey came to.
    pub fn add(&mut self, other: &Tally) {
        self.checked += other.checked;
        self.exempt |= other.exempt;
        for NotChecked { why, times } in &other.not_checked {
            match self.not_checked.iter_mut().find(|known| known.why == *why) {
                Some(known) => known.times += times,
                None => self.not_checked.push(NotChecked { why: why.clone(), times: *times }),
            }
        }
    }

    /// Counts what one look could not tell, beside the sums of a page.
    pub(crate) fn cannot_tell(&mut self, why: &str) {
        let once = NotChecked { why: why.to_owned(), times: 1 };
        self.add(&Tally { not_checked: vec![once], ..Tally::default() });
    }

    pub(crate) fn count(&mut self, findings: &Findings) {
        let reasons = findings.unknown.iter().map(|&why| NotChecked { why: why.to_owned(), times: 1 });
        self.add(&Tally { checked: findings.hold, not_checked: reasons.collect(), exempt: false });
    }
}
