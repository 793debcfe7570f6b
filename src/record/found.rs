//! By what means journeys found what they used.

use shopper_steps::Found;

use super::{AttemptRecord, Record, ScenarioRecord};

impl Record {
    /// Everything that was found by its meaning, in the order of the journeys.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.scenarios.iter().flat_map(ScenarioRecord::found)
    }
}

impl ScenarioRecord {
    /// Everything that all its attempts found by its meaning.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.attempts.iter().flat_map(AttemptRecord::found)
    }
}

impl AttemptRecord {
    fn found(&self) -> impl Iterator<Item = &Found> {
        self.steps.iter().flat_map(|step| &step.found)
    }
}
