//! What happens in a run, as it happens: the only door between running and reporting.
//!
//! The runner tells [`Event`]s into an [`EventSink`]; who listens (console, record, later reports) is none of its
//! business. Everything a report needs is in the events, so that a stored run draws the same as a live one.

use std::fmt;
use std::sync::mpsc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shopper_browser::Failure;
use shopper_steps::{Found, Tally};

use super::journey::{RunInfo, ScenarioId, ScenarioInfo, TableRow};
use super::seen::{MoveRecord, StepEvidence, StepOutcome};
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
        /// The row that its failure points to, see [`StepInfo::table`](super::StepInfo::table).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        table: Vec<TableRow>,
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
