//! What happens in a run, as it happens: the only door between running and reporting.
//!
//! The runner tells [`Event`]s into an [`EventSink`]; who listens (console, record, later reports) is none of its
//! business. Everything a report needs is in the events, so that a stored run draws the same as a live one.

use std::fmt;
use std::sync::mpsc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shopper_browser::{BrowserDescription, Evidence, Failure, StepActivity};
use shopper_steps::{Found, Tally};

use crate::verdict::AttemptVerdict;

/// One thing that happened in a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The run begins.
    RunStarted {
        /// When.
        at: Timestamp,
        /// What is known of the run before its first journey.
        run: RunInfo,
        /// Number of journeys that are to be run (attempts not counted).
        total: usize,
    },
    /// An attempt at a journey begins, in a new browser context.
    ScenarioStarted {
        /// Which journey.
        scenario: ScenarioId,
        /// Which try, from 1.
        attempt: u32,
        /// When.
        at: Timestamp,
        /// The journey as its author wrote it.
        about: ScenarioInfo,
    },
    /// A step begins.
    StepStarted {
        /// Which journey.
        scenario: ScenarioId,
        /// Which try, from 1.
        attempt: u32,
        /// Index into [`ScenarioInfo::steps`].
        step: usize,
        /// When.
        at: Timestamp,
    },
    /// A move within a step was made: a step that checks out makes many.
    Moved {
        /// Which journey.
        scenario: ScenarioId,
        /// Which try, from 1.
        attempt: u32,
        /// Index into [`ScenarioInfo::steps`].
        step: usize,
        /// What was done, and what was seen after it.
        made: MoveRecord,
    },
    /// A step ended; told for steps that were not run, too.
    StepFinished {
        /// Which journey.
        scenario: ScenarioId,
        /// Which try, from 1.
        attempt: u32,
        /// Index into [`ScenarioInfo::steps`].
        step: usize,
        /// How it ended.
        outcome: StepOutcome,
        /// How long it took, milliseconds.
        took_ms: f64,
        /// Round trips to the browser.
        trips: u64,
        /// For how much of the time an answer of the browser was awaited, milliseconds; see [`super::StepRecord`].
        #[serde(default)]
        browser_ms: f64,
        /// What was seen.
        evidence: StepEvidence,
        /// The controls and fields that were found by their meaning, and by what means.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        found: Vec<Found>,
    },
    /// An attempt at a journey ended.
    ScenarioFinished {
        /// Which journey.
        scenario: ScenarioId,
        /// Which try, from 1.
        attempt: u32,
        /// When.
        at: Timestamp,
        /// What this attempt means; [`AttemptVerdict::judge`] says.
        verdict: AttemptVerdict,
        /// How long it took, milliseconds.
        took_ms: f64,
        /// Another attempt follows: this one is not the journey's last word.
        #[serde(default)]
        will_retry: bool,
        /// What went wrong outside any step: no context could be opened, the browser was lost between two steps.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trouble: Option<Failure>,
        /// How many sums were checked, and why others were not.
        #[serde(default, skip_serializing_if = "Tally::is_empty")]
        money: Tally,
    },
    /// The run stops before its end; attempts under way still finish their evidence.
    Interrupted {
        /// When.
        at: Timestamp,
        /// By what.
        why: Interruption,
    },
    /// The run is over.
    RunFinished {
        /// When.
        at: Timestamp,
        /// Wall time of the whole run, milliseconds.
        took_ms: f64,
    },
}

/// Why a run stopped before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Interruption {
    /// Ctrl-C (SIGINT).
    CtrlC,
    /// SIGTERM: a pipeline or service manager ends us.
    Terminated,
    /// The time for the whole run is spent.
    RunBudget,
    /// Stopping at the first failure was asked for.
    FailFast,
}

impl fmt::Display for Interruption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CtrlC => "interrupted by Ctrl-C",
            Self::Terminated => "interrupted by SIGTERM",
            Self::RunBudget => "stopped: the time for the whole run is spent",
            Self::FailFast => "stopped at the first failure, as asked",
        })
    }
}

/// A journey's stable, readable name: `features/checkout/guest.feature:12`, or `...:12[2]` for the second row of an outline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScenarioId(String);

impl ScenarioId {
    /// The journey that begins at `line` (from 1) of the feature file at `path`.
    pub fn new(path: impl fmt::Display, line: usize) -> Self {
        Self(format!("{path}:{line}"))
    }

    /// Row `row` (from 1, over all example tables) of the outline that begins at `line` of the feature file at `path`.
    pub fn of_row(path: impl fmt::Display, line: usize, row: usize) -> Self {
        Self(format!("{path}:{line}[{row}]"))
    }

    /// As it is written in records and reports.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn text_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl fmt::Display for ScenarioId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Stands for a journey, `FILE:LINE`, in [`RunInfo::again`].
pub const JOURNEY: &str = "{journey}";

/// What is known of a run before its first journey.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RunInfo {
    /// Version of the program.
    pub shopper: String,
    /// URL of the shop.
    pub shop: String,
    /// The browser, when it is started before the first journey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<BrowserDescription>,
    /// Journeys at a time.
    pub workers: usize,
    /// Name of the machine; JUnit calls it `hostname`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The command that goes through one of its journeys again; [`JOURNEY`] stands for that journey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<String>,
    /// That command goes without the user and password that stood in the shop's address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again_without_login: bool,
    /// Seed of whatever was left to chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Folders of the output that its pictures are kept in, one for each journey; nobody else's lie there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<String>,
    /// What a report may want to know beside this; shown as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<(String, String)>,
}

/// A journey as its author wrote it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ScenarioInfo {
    /// Path of the feature file, as given or found, with forward slashes.
    pub path: String,
    /// Name of the feature.
    pub feature: String,
    /// Name of the rule it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Name of the journey; unique for the rows of an outline.
    pub name: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Where its row stands, if the examples come from a file of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowPlace>,
    /// Tags without `@`, those of the feature and rule included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Its steps, those of the background first.
    pub steps: Vec<StepInfo>,
}

/// Where a row of examples stands that come from a file of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPlace {
    /// Path of that file, with forward slashes.
    pub path: String,
    /// The row's line in it, from 1.
    pub line: usize,
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// A step as its author wrote it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StepInfo {
    /// `Given`, `When`, `Then`, `And`... as written, trimmed.
    pub keyword: String,
    /// The sentence, values of an outline's row filled in.
    pub text: String,
    /// Line in the journey's file, from 1.
    pub line: usize,
    /// Column of the keyword in characters, from 1.
    pub column: usize,
    /// The whole line as it stands in the file.
    pub source: String,
    /// It belongs to the background.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub background: bool,
    /// The phrases it came from, the outermost first; `line`, `column` and `source` are those of the step that says it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrase: Vec<InPhrase>,
    /// Where the rows of the table under it stand, the header first; none for a step of a phrase.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub table: Vec<TableRow>,
}

/// A row of a table as it stands in the journey's file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Line in the file, from 1.
    pub line: usize,
    /// The whole line.
    pub source: String,
    /// Where its cells' words stand.
    pub cells: Vec<CellPlace>,
}

/// Where the words of a cell stand in its line, in characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellPlace {
    /// The first one, from 1.
    pub column: usize,
    /// How many.
    pub length: usize,
}

/// A phrase that a step came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InPhrase {
    /// The phrase as it was said, values filled in.
    pub sentence: String,
    /// The file that holds the phrase.
    pub path: String,
    /// The line of its body that the step came from, from 1.
    pub line: usize,
}

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

/// Where the runner tells what happens. Cheap to clone; telling never waits and never fails.
#[derive(Debug, Clone)]
pub struct EventSink(mpsc::Sender<Event>);

impl EventSink {
    /// A sink, and the end where the events come out.
    pub fn channel() -> (Self, mpsc::Receiver<Event>) {
        let (tell, hear) = mpsc::channel();
        (Self(tell), hear)
    }

    /// Tells an event. When nobody listens any more it is dropped: a run does not fail for its audience.
    pub fn tell(&self, event: Event) {
        let _ = self.0.send(event);
    }
}
