//! One attempt at a journey: its steps in order, in a World and a context that nothing else has seen.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use shopper_browser::Context;
use shopper_steps::{Tally, World};

use super::budget::Budgets;
use super::evidence::{Coming, Place};
use super::hub::is_lost;
use super::{Run, millis};
use crate::config::Screenshots;
use crate::plan::{Planned, PlannedStep};
use crate::record::{Event, StepEvidence, StepOutcome};

/// The tag of journeys whose sums are left alone.
const NO_MONEY_CHECK: &str = "no-money-check";

/// One attempt.
pub(super) struct Attempt<'a> {
    pub(super) run: &'a Run,
    pub(super) planned: &'a Planned,
    pub(super) folder: &'a str,
    pub(super) number: u32,
    pub(super) budgets: &'a Budgets,
}

/// A step that passed and whose picture is still being taken.
struct Passed {
    step: usize,
    took_ms: f64,
    trips: u64,
    evidence: Coming,
}

impl Attempt<'_> {
    /// Runs the steps until one fails; tells and gives how each ended, and what came of adding up the sums they saw.
    pub(super) async fn steps(&self, context: &Context) -> (Vec<StepOutcome>, Tally) {
        let run = self.run;
        let mut world = World::new(context.page().clone(), Arc::clone(&run.settings.shop));
        world.mailbox.clone_from(&run.settings.mailbox);
        world.seed(run.settings.seed, self.planned.id.as_str(), self.number);
        if self.planned.tags.iter().any(|tag| tag.trim_start_matches('@') == NO_MONEY_CHECK) {
            world.leave_money_alone();
        }
        let mut outcomes: Vec<StepOutcome> = Vec::with_capacity(self.planned.steps.len());
        let mut before: Option<Passed> = None;
        // What the step before left, and how often anything had been looked at by then.
        let mut latest: Option<StepEvidence> = None;
        let mut sight = None;
        for (index, step) in self.planned.steps.iter().enumerate() {
            if outcomes.last().is_some_and(|outcome| *outcome != StepOutcome::Passed) {
                outcomes.push(run.not_run(self.planned, self.number, index));
                continue;
            }
            let (began, at, trips, mark) =
                (Instant::now(), Timestamp::now(), context.page().trips(), context.page().mark());
            let deadline = self.budgets.deadline();
            context.page().set_deadline(deadline.at);
            world.page.set_deadline(deadline.at);
            let code = run.settings.catalogue.run(&step.binding, &mut world, &step.block);
            // The picture of the step before comes while this one begins; its end is told before this one's start.
            let told = async {
                self.tell_passed(before.take(), &mut latest).await;
                self.tell_begun(index, at);
            };
            let (result, ()) = tokio::join!(deadline.race(code, &run.settings.stop), told);
            let took_ms = millis(began.elapsed());
            let trips = context.page().trips().saturating_sub(trips);
            let place = self.place(index, step);
            match result {
                Ok(()) => {
                    let evidence = match run.settings.screenshots {
                        Screenshots::Steps if sight == Some(world.page.touches()) => {
                            place.of_same_sight(&world.page, mark)
                        }
                        Screenshots::Steps => {
                            sight = Some(world.page.touches());
                            place.of_pass(&world.page, mark).await
                        }
                        Screenshots::Off | Screenshots::Failures => place.nothing(),
                    };
                    before = Some(Passed { step: index, took_ms, trips, evidence });
                    outcomes.push(StepOutcome::Passed);
                }
                Err(failure) => {
                    let wanted = run.settings.screenshots != Screenshots::Off;
                    let evidence = place.of_failure(&world.page, mark, wanted, is_lost(&failure)).await;
                    let outcome = StepOutcome::Failed(failure);
                    self.tell(index, outcome.clone(), took_ms, trips, evidence);
                    outcomes.push(outcome);
                }
            }
        }
        self.tell_passed(before.take(), &mut latest).await;
        (outcomes, world.tally().clone())
    }

    fn place(&self, index: usize, step: &PlannedStep) -> Place {
        Place {
            store: Arc::clone(&self.run.store),
            folder: self.folder.to_owned(),
            attempt: self.number,
            step: index,
            text: step.text.clone(),
        }
    }

    async fn tell_passed(&self, passed: Option<Passed>, latest: &mut Option<StepEvidence>) {
        if let Some(Passed { step, took_ms, trips, evidence }) = passed {
            let evidence = evidence.here(latest.as_ref()).await;
            *latest = Some(evidence.clone());
            self.tell(step, StepOutcome::Passed, took_ms, trips, evidence);
        }
    }

    fn tell_begun(&self, step: usize, at: Timestamp) {
        self.run.events.tell(Event::StepStarted { scenario: self.planned.id.clone(), attempt: self.number, step, at });
    }

    fn tell(&self, step: usize, outcome: StepOutcome, took_ms: f64, trips: u64, evidence: StepEvidence) {
        let (scenario, attempt) = (self.planned.id.clone(), self.number);
        self.run.events.tell(Event::StepFinished { scenario, attempt, step, outcome, took_ms, trips, evidence });
    }
}
