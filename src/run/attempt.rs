//! One attempt at a journey: its steps in order, in a World and a context that nothing else has seen.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use shopper_browser::{Context, Trips};
use shopper_steps::{Found, Tally, World};

use super::budget::Budgets;
use super::evidence::{Coming, Place};
use super::hub::is_lost;
use super::moves::{Moves, OfStep};
use super::soft::Way;
use super::{Run, millis};
use crate::config::Screenshots;
use crate::plan::{KEEP_OVERLAYS, NO_MONEY_CHECK, Planned, PlannedStep};
use crate::record::{Event, StepEvidence, StepOutcome};

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
    trips: Trips,
    evidence: Coming,
    found: Vec<Found>,
    moves: OfStep,
}

impl Attempt<'_> {
    /// Runs the steps until one fails, and the rest of its block where it is an expectation; tells and gives how each ended, and what came of adding up the sums they saw.
    pub(super) async fn steps(&self, context: &Context) -> (Vec<StepOutcome>, Tally) {
        let run = self.run;
        let mut world = World::new(context.page().clone(), Arc::clone(&run.settings.shop));
        world.mailbox.clone_from(&run.settings.mailbox);
        world.redactor = Arc::clone(&run.settings.browser.redactor);
        world.seed(run.settings.seed, self.planned.id.as_str(), self.number);
        let tagged = |wanted: &str| self.planned.tags.iter().any(|tag| wanted.strip_prefix('@') == Some(tag));
        if tagged(NO_MONEY_CHECK) {
            world.leave_money_alone();
        }
        if tagged(KEEP_OVERLAYS) {
            world.keep_overlays();
        }
        let mut moves = Moves {
            events: &run.events,
            short: &run.short,
            scenario: self.planned.id.clone(),
            attempt: self.number,
            heard: world.diary.listen(run.settings.screenshots == Screenshots::Steps),
        };
        let mut outcomes: Vec<StepOutcome> = Vec::with_capacity(self.planned.steps.len());
        let mut before: Option<Passed> = None;
        // What the step before left, and how often anything had been looked at by then.
        let mut latest: Option<StepEvidence> = None;
        let mut sight = None;
        let mut way = Way::Open;
        for (index, step) in self.planned.steps.iter().enumerate() {
            let role = run.settings.catalogue.role(&step.binding);
            way = way.before(role);
            if way == Way::Over {
                outcomes.push(run.not_run(self.planned, self.number, index));
                continue;
            }
            let (began, at, trips, mark) =
                (Instant::now(), Timestamp::now(), context.page().trips(), context.page().mark());
            let deadline = self.budgets.deadline();
            context.page().set_deadline(deadline.at);
            world.page.set_deadline(deadline.at);
            world.ahead = run.settings.catalogue.ahead(self.planned.steps[index..].iter().map(|step| &step.binding));
            let place = self.place(index, step);
            let mut made = OfStep::new(place.clone());
            let (diary, page) = (world.diary.clone(), world.page.clone());
            let code = run.settings.catalogue.run(&step.binding, &mut world, &step.block);
            let code = async {
                let ended = deadline.race(code, &run.settings.stop).await;
                diary.end_step(&page);
                // Read before the clock, so that it is never more than the whole.
                let trips = context.page().trips().since(trips);
                (ended, millis(began.elapsed()), trips)
            };
            // The picture of the step before comes while this one begins; its end is told before this one's start.
            let told = async {
                self.tell_passed(before.take(), &moves, &mut latest).await;
                self.tell_begun(index, at);
                moves.hear(&mut made).await;
            };
            let ((result, took_ms, trips), ()) = tokio::join!(code, told);
            let found = self.found(&mut world);
            match result {
                Ok(()) => {
                    let evidence = match run.settings.screenshots {
                        Screenshots::Steps if made.sight.or(sight) == Some(world.page.touches()) => {
                            sight = Some(world.page.touches());
                            place.of_same_sight(&world.page, mark)
                        }
                        Screenshots::Steps => {
                            sight = Some(world.page.touches());
                            place.of_pass(&world.page, mark).await
                        }
                        Screenshots::Off | Screenshots::Failures => place.nothing(),
                    };
                    before = Some(Passed { step: index, took_ms, trips, evidence, found, moves: made });
                    outcomes.push(StepOutcome::Passed);
                }
                Err(failure) => {
                    moves.tell_latest(&mut made).await;
                    let wanted = run.settings.screenshots != Screenshots::Off;
                    let evidence = place.of_failure(&world.page, mark, wanted, is_lost(&failure)).await;
                    way = way.after(role, failure.class);
                    if way == Way::RestOfBlock {
                        world.page = world.page.with_patience_at_most(super::soft::PATIENCE);
                    }
                    let outcome = StepOutcome::Failed(failure);
                    self.tell(index, outcome.clone(), (took_ms, trips), evidence, found);
                    outcomes.push(outcome);
                }
            }
        }
        self.tell_passed(before.take(), &moves, &mut latest).await;
        (outcomes, world.tally().clone())
    }

    /// What the step found by meaning; what was guessed is told to whoever asked for more than the report.
    fn found(&self, world: &mut World) -> Vec<Found> {
        let found = world.take_found();
        let told = |one: &Found| self.run.short.told(&self.planned.id, &one.to_string()).into_owned();
        for one in &found {
            if one.by.is_guess() {
                tracing::info!("{}: found by guess: {}", self.planned.id, told(one));
            } else {
                tracing::debug!("{}: found {}", self.planned.id, told(one));
            }
        }
        found
    }

    fn place(&self, index: usize, step: &PlannedStep) -> Place {
        Place {
            store: Arc::clone(&self.run.store),
            short: self.run.short.of(&self.planned.id),
            folder: self.folder.to_owned(),
            attempt: self.number,
            step: index,
            text: step.text.clone(),
        }
    }

    async fn tell_passed(&self, passed: Option<Passed>, moves: &Moves<'_>, latest: &mut Option<StepEvidence>) {
        if let Some(Passed { step, took_ms, trips, evidence, found, moves: mut made }) = passed {
            if let Some(last) = moves.tell_latest(&mut made).await {
                *latest = Some(StepEvidence { picture: last.picture, url: last.url, ..StepEvidence::default() });
            }
            let evidence = evidence.here(latest.as_ref()).await;
            *latest = Some(evidence.clone());
            self.tell(step, StepOutcome::Passed, (took_ms, trips), evidence, found);
        }
    }

    fn tell_begun(&self, step: usize, at: Timestamp) {
        self.run.events.tell(Event::StepStarted { scenario: self.planned.id.clone(), attempt: self.number, step, at });
    }

    fn tell(
        &self,
        step: usize,
        outcome: StepOutcome,
        (took_ms, trips): (f64, Trips),
        evidence: StepEvidence,
        found: Vec<Found>,
    ) {
        let (scenario, attempt) = (self.planned.id.clone(), self.number);
        let (trips, browser_ms) = (trips.count, millis(trips.waited));
        let table = outcome.failure().map(|failure| self.planned.steps[step].pointed(failure)).unwrap_or_default();
        let ended = Event::StepFinished {
            scenario,
            attempt,
            step,
            outcome,
            took_ms,
            trips,
            browser_ms,
            evidence,
            found,
            table,
        };
        self.run.events.tell(self.run.short.clean(ended));
    }
}
