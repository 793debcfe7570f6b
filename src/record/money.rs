//! What came of adding up the sums that journeys saw.

use shopper_steps::Tally;

use super::{Record, ScenarioRecord};

impl Record {
    /// How many sums all journeys have checked, and why others were not.
    pub fn money(&self) -> Tally {
        let mut money = Tally::default();
        self.scenarios.iter().for_each(|scenario| money.add(&scenario.money()));
        money
    }
}

impl ScenarioRecord {
    /// How many sums all its attempts have checked, and why others were not.
    pub fn money(&self) -> Tally {
        let mut money = Tally::default();
        self.attempts.iter().for_each(|attempt| money.add(&attempt.money));
        money
    }
}
