//! What became of a step: how it ended, and what was seen in it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shopper_browser::{Evidence, Failure, StepActivity};

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum StepOutcome {
    /// It held.
    Passed,
    /// It did not, and why.
    Failed(Failure),
    /// A step before it failed, or the run stopped.
    NotRun,
}

impl StepOutcome {
    /// The failure, if there is one.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Passed | Self::NotRun => None,
        }
    }
}

/// What was seen in a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepEvidence {
    /// Path of the picture, relative to the output folder, with forward slashes.
    #[serde(default = "off")]
    pub picture: Evidence<String>,
    /// Path of the page's source, relative to the output folder.
    #[serde(default = "off")]
    pub source: Evidence<String>,
    /// The page's URL at the end of the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the page's scripts wrote, and what it asked of the network, during the step.
    #[serde(default = "off")]
    pub activity: Evidence<StepActivity>,
}

impl Default for StepEvidence {
    fn default() -> Self {
        Self { picture: Evidence::Off, source: Evidence::Off, url: None, activity: Evidence::Off }
    }
}

fn off<T>() -> Evidence<T> {
    Evidence::Off
}

/// A move within a step: `pressed "Continue to payment"`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MoveRecord {
    /// What the customer did.
    pub text: String,
    /// When it began.
    pub at: Timestamp,
    /// How long it took until the page could be looked at again, milliseconds.
    #[serde(default)]
    pub took_ms: f64,
    /// Round trips to the browser.
    #[serde(default)]
    pub trips: u64,
    /// For how much of the time an answer of the browser was awaited, milliseconds; see [`super::StepRecord`].
    #[serde(default)]
    pub browser_ms: f64,
    /// It could not be done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub failed: bool,
    /// The page's URL after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Path of the picture after it, relative to the output folder; off unless pictures of steps were asked for.
    #[serde(default = "off")]
    pub picture: Evidence<String>,
    /// It was none of the customer's: this outside host was left out, for its silence held the page up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
}
