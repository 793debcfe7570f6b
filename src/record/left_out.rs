//! Which outside hosts held pages up and were left out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Record, ScenarioRecord};

impl Record {
    /// The outside hosts that were left out, each with the number of journeys in which it was.
    pub fn left_out(&self) -> BTreeMap<&str, usize> {
        let mut hosts = BTreeMap::new();
        for host in self.scenarios.iter().flat_map(ScenarioRecord::left_out) {
            *hosts.entry(host).or_default() += 1;
        }
        hosts
    }
}

impl ScenarioRecord {
    fn left_out(&self) -> BTreeSet<&str> {
        let steps = self.attempts.iter().flat_map(|attempt| &attempt.steps);
        steps.flat_map(|step| &step.moves).filter_map(|made| made.left_out.as_deref()).collect()
    }
}
