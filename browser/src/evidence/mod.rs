//! What was seen: captured, not to be had (and why), or switched off. Bounded, and it never hides the failure.

mod activity;

pub use activity::{ActivityLog, ConsoleEntry, Mark, NetworkEntry, StepActivity};

use serde::{Deserialize, Serialize};

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "state", content = "content")]
pub enum Evidence<T> {
    /// Here it is.
    Captured(T),
    /// It could not be had, for this reason.
    Unavailable(String),
    /// Nobody asked for it.
    Off,
}

impl<T> Evidence<T> {
    /// The same evidence about something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Evidence<U> {
        match self {
            Self::Captured(content) => Evidence::Captured(change(content)),
            Self::Unavailable(reason) => Evidence::Unavailable(reason),
            Self::Off => Evidence::Off,
        }
    }

    /// What was captured, if anything was.
    pub fn captured(&self) -> Option<&T> {
        match self {
            Self::Captured(content) => Some(content),
            Self::Unavailable(_) | Self::Off => None,
        }
    }
}
