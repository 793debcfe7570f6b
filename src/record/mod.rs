//! All that a run left: events folded into one value, kept as `run.json`.
//!
//! Reports and verdicts are drawn from a [`Record`] alone, live or years later. Its format has a version; fields may
//! be added within one (readers ignore what they do not know), so that scenarios can get more attempts.

pub mod event;
mod fold;
mod found;
mod journey;
mod left_out;
mod money;
mod read;
mod seen;
mod texts;
pub mod writer;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shopper_browser::Failure;
use shopper_steps::{Found, Tally};

pub use event::{Event, EventSink, Interruption};
pub use journey::{CellPlace, InPhrase, JOURNEY, RowPlace, RunInfo, ScenarioId, ScenarioInfo, StepInfo, TableRow};
pub use read::ReadTrouble;
pub use seen::{MoveRecord, StepEvidence, StepOutcome};
pub use writer::{RecordWriter, WriteTrouble, write_renamed};

use crate::verdict::{AttemptVerdict, RunVerdict, Verdict};

/// Version of the format of `run.json`.
pub const VERSION: u32 = 1;

/// Name of the file a record is kept in, in the output folder.
pub const FILE_NAME: &str = "run.json";

/// All that a run left, or has left so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Version of the format; [`VERSION`] when written by this program.
    pub version: u32,
    /// What is known of the run as a whole.
    #[serde(default)]
    pub run: RunInfo,
    /// When the run began; `None` before it did.
    #[serde(default)]
    pub started_at: Option<Timestamp>,
    /// When the run was over; `None` while it runs and when it was killed.
    #[serde(default)]
    pub finished_at: Option<Timestamp>,
    /// Wall time of the run, milliseconds.
    #[serde(default)]
    pub took_ms: Option<f64>,
    /// The latest time that the run has told of: what is known of its end when it was killed or ended at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard_at: Option<Timestamp>,
    /// Why the run stopped before its end, if it did.
    #[serde(default)]
    pub interrupted: Option<Interruption>,
    /// Number of journeys that were to be run.
    #[serde(default)]
    pub total: usize,
    /// The journeys that began, in the order in which they began.
    #[serde(default)]
    pub scenarios: Vec<ScenarioRecord>,
}

/// What a journey left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioRecord {
    /// Which journey.
    pub id: ScenarioId,
    /// The journey as its author wrote it.
    pub about: ScenarioInfo,
    /// It was the how-manieth to finish, from 1; `None` when it never did.
    #[serde(default)]
    pub finished: Option<usize>,
    /// Every attempt with its evidence, in order.
    pub attempts: Vec<AttemptRecord>,
}

/// What one attempt at a journey left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttemptRecord {
    /// Which try, from 1.
    pub attempt: u32,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; `None` when it never did.
    #[serde(default)]
    pub finished_at: Option<Timestamp>,
    /// How long it took, milliseconds.
    #[serde(default)]
    pub took_ms: Option<f64>,
    /// What it means; `None` while it runs and when the run was killed in it.
    #[serde(default)]
    pub verdict: Option<AttemptVerdict>,
    /// What went wrong outside any step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Failure>,
    /// How many sums were checked, and why others were not.
    #[serde(default, skip_serializing_if = "Tally::is_empty")]
    pub money: Tally,
    /// What each step of [`ScenarioInfo::steps`] left, in the same order.
    pub steps: Vec<StepRecord>,
}

/// What a step left.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StepRecord {
    /// When it began; `None` when it never did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// How it ended; `None` when nobody can tell.
    #[serde(default)]
    pub result: Option<StepOutcome>,
    /// How long it took, milliseconds.
    #[serde(default)]
    pub took_ms: f64,
    /// Round trips to the browser.
    #[serde(default)]
    pub trips: u64,
    /// For how much of `took_ms` an answer of the browser was awaited, milliseconds; waits at the same time count once. The rest
    /// is what this program took itself, with its pauses between looks, and what others than the browser were asked.
    #[serde(default)]
    pub browser_ms: f64,
    /// What was seen.
    #[serde(default)]
    pub evidence: StepEvidence,
    /// The controls and fields that were found by their meaning, and by what means.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<Found>,
    /// The moves it was made of, where it was more than one act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<MoveRecord>,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            version: VERSION,
            run: RunInfo::default(),
            started_at: None,
            finished_at: None,
            took_ms: None,
            heard_at: None,
            interrupted: None,
            total: 0,
            scenarios: Vec::new(),
        }
    }
}

impl Record {
    /// How long the run took, as far as it is known, milliseconds.
    pub fn lasted_ms(&self) -> f64 {
        self.took_ms.or_else(|| self.heard_since(self.started_at?)).unwrap_or_default()
    }

    /// How long an attempt took; one that never ended, until the last that was heard of the run. Milliseconds.
    pub fn attempt_lasted_ms(&self, attempt: &AttemptRecord) -> f64 {
        attempt.took_ms.or_else(|| self.heard_since(attempt.started_at)).unwrap_or_default()
    }

    fn heard_since(&self, began: Timestamp) -> Option<f64> {
        Some((self.heard_at?.duration_since(began).as_secs_f64() * 1000.0).max(0.0))
    }

    /// What the run means.
    pub fn verdict(&self) -> RunVerdict {
        let mut counts =
            RunVerdict { not_run: self.total.saturating_sub(self.scenarios.len()), ..RunVerdict::default() };
        for scenario in &self.scenarios {
            counts.count(scenario.verdict());
        }
        counts
    }

    /// The journeys in the order in which they finished; those that never did come last.
    pub fn in_order_of_finish(&self) -> Vec<&ScenarioRecord> {
        let mut scenarios: Vec<_> = self.scenarios.iter().collect();
        scenarios.sort_by_key(|scenario| scenario.finished.unwrap_or(usize::MAX));
        scenarios
    }

    /// The journey called `id`.
    pub fn scenario(&self, id: &ScenarioId) -> Option<&ScenarioRecord> {
        self.scenarios.iter().rev().find(|one| one.id == *id)
    }
}

impl ScenarioRecord {
    /// What the journey means, over all its attempts.
    pub fn verdict(&self) -> Verdict {
        Verdict::over(self.attempts.iter().map(AttemptRecord::verdict))
    }

    /// What selects it and no other: `FILE:LINE`, or `FILE:LINE[ROW]` where its row has no line in that file.
    pub fn place(&self) -> String {
        match &self.about.row {
            Some(_) => self.id.to_string(),
            None => format!("{}:{}", self.about.path, self.about.line),
        }
    }

    /// What all its attempts took together, milliseconds.
    pub fn took_ms(&self) -> f64 {
        self.attempts.iter().filter_map(|attempt| attempt.took_ms).sum()
    }
}

impl AttemptRecord {
    /// What the attempt means. One that never ended has shown nothing, unless a step of it failed.
    pub fn verdict(&self) -> AttemptVerdict {
        match self.verdict {
            Some(verdict) => verdict,
            None => self.judged().or_worse(AttemptVerdict::Blocked),
        }
    }

    fn judged(&self) -> AttemptVerdict {
        let outcomes = self.steps.iter().map(|step| step.result.as_ref().unwrap_or(&StepOutcome::NotRun));
        AttemptVerdict::judge(outcomes, self.trouble.as_ref())
    }
}

#[cfg(test)]
mod tests;
