//! The runner: takes a plan through real browsers and tells what happens, as events and in no other way.
//!
//! Journeys run side by side on one thread, each attempt in a World and a browser context of its own. Nothing here
//! panics for a failure, and nothing waits without a deadline.

mod attempt;
mod budget;
mod evidence;
mod hub;
mod moves;
mod names;
mod soft;
mod store;
#[cfg(test)]
mod tests;
mod typed;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::join_all;
use jiff::Timestamp;
use shopper_browser::{BrowserOptions, Failure};
use shopper_steps::{Catalogue, Mailbox, Shop, Tally};
use tokio::sync::watch;

use self::attempt::Attempt;
use self::budget::{Budgets, GRACE};
use self::hub::Hub;
use self::store::Store;
use crate::config::Screenshots;
use crate::plan::{Plan, Planned};
use crate::record::{Event, EventSink, Interruption, RunInfo, StepEvidence, StepOutcome};
use crate::verdict::AttemptVerdict;

/// What a run needs to know.
#[derive(Debug, Clone)]
pub struct RunSettings {
    /// What the steps of the plan are bound to.
    pub catalogue: Arc<Catalogue>,
    /// The shop, and who shops there.
    pub shop: Arc<Shop>,
    /// What the browser is started with.
    pub browser: BrowserOptions,
    /// The folder for pictures and page sources.
    pub out: PathBuf,
    /// The command that goes through one of the journeys again, for the record.
    pub again: Option<String>,
    /// That command goes without the user and password of the shop's address.
    pub again_without_login: bool,
    /// How many journeys at a time, at least one.
    pub workers: usize,
    /// Where the customers' mails are, if anywhere.
    pub mailbox: Option<Mailbox>,
    /// What made-up data comes from.
    pub seed: u64,
    /// When pictures are taken.
    pub screenshots: Screenshots,
    /// The time for one step.
    pub step_budget: Duration,
    /// The time for one attempt at a journey; `@timeout:` says otherwise.
    pub scenario_budget: Duration,
    /// The time for the whole run.
    pub run_budget: Duration,
    /// Changes to a reason when the run is to stop: the running steps end, their evidence is taken, no journey begins.
    pub stop: watch::Receiver<Option<Interruption>>,
}

/// Runs a plan. When the future is dropped, the browsers end with it.
pub async fn run(mut plan: Plan, settings: RunSettings, events: EventSink) {
    let begun = Instant::now();
    let workers = settings.workers.clamp(1, plan.scenarios.len().max(1));
    let mut options = settings.browser.clone();
    options.contexts_ahead = options.contexts_ahead.max(workers);
    let redactor = Arc::clone(&options.redactor);
    let short = typed::hide(&mut plan.scenarios, &settings.catalogue, &redactor);
    let folders = names::folders(&plan.scenarios, &redactor);
    let hub = Hub::new(options);
    let started = hub.start(&settings.stop).await;
    events.tell(Event::RunStarted {
        at: Timestamp::now(),
        run: RunInfo {
            shopper: env!("CARGO_PKG_VERSION").to_owned(),
            shop: settings.shop.url.to_string(),
            browser: started,
            workers,
            host: host(),
            again: settings.again.clone(),
            again_without_login: settings.again_without_login,
            seed: Some(settings.seed),
            folders: folders.clone(),
            ..RunInfo::default()
        },
        total: plan.scenarios.len(),
    });
    let run = Run {
        ends: tokio::time::Instant::from_std(begun) + settings.run_budget,
        store: Arc::new(Store::new(settings.out.clone(), redactor)),
        queue: RefCell::new(plan.scenarios.into_iter().zip(folders).collect()),
        interrupted: Cell::new(false),
        hub,
        short,
        settings,
        events,
    };
    join_all((0..workers).map(|_| run.worker())).await;
    // A stop that came while the last journeys ended is told, too.
    run.must_stop();
    run.hub.close().await;
    run.events.tell(Event::RunFinished { at: Timestamp::now(), took_ms: millis(begun.elapsed()) });
}

/// What the workers share.
struct Run {
    settings: RunSettings,
    events: EventSink,
    hub: Hub,
    short: typed::Short,
    store: Arc<Store>,
    queue: RefCell<VecDeque<(Planned, String)>>,
    ends: tokio::time::Instant,
    interrupted: Cell<bool>,
}

impl Run {
    /// Takes one journey after the other until there is none, or the run is to stop.
    async fn worker(&self) {
        while !self.must_stop() {
            let next = self.queue.borrow_mut().pop_front();
            let Some((planned, folder)) = next else { return };
            self.journey(&planned, &folder).await;
        }
    }

    /// Whether no journey may begin any more; the first to see it tells.
    fn must_stop(&self) -> bool {
        let asked = *self.settings.stop.borrow();
        let spent = tokio::time::Instant::now() >= self.ends;
        let why = asked.or(spent.then_some(Interruption::RunBudget));
        if let Some(why) = why
            && !self.interrupted.replace(true)
        {
            self.events.tell(Event::Interrupted { at: Timestamp::now(), why });
        }
        why.is_some()
    }

    /// One attempt at a journey, in a context of its own.
    async fn journey(&self, planned: &Planned, folder: &str) {
        let begun = Instant::now();
        let number = 1;
        let about = planned.info();
        self.events.tell(Event::ScenarioStarted {
            scenario: planned.id.clone(),
            attempt: number,
            at: Timestamp::now(),
            about,
        });
        let whole = planned.policies.timeout.unwrap_or(self.settings.scenario_budget);
        let mut budgets = Budgets {
            step: self.settings.step_budget,
            scenario: whole,
            scenario_ends: tokio::time::Instant::now() + whole,
            run: self.settings.run_budget,
            run_ends: self.ends,
            grace: GRACE,
        };
        let ((outcomes, money), trouble, lease) = match self.hub.open_context(&mut budgets, &self.settings.stop).await {
            Ok((lease, context)) => {
                let attempt = Attempt { run: self, planned, folder, number, budgets: &budgets };
                let ended = attempt.steps(&context).await;
                self.hub.close_later(context);
                (ended, None, Some(lease))
            }
            Err(failure) => ((self.none_run(planned, number), Tally::default()), Some(failure), None),
        };
        let ended = Event::ScenarioFinished {
            scenario: planned.id.clone(),
            attempt: number,
            at: Timestamp::now(),
            verdict: AttemptVerdict::judge(&outcomes, trouble.as_ref()),
            took_ms: millis(begun.elapsed()),
            will_retry: false,
            trouble,
            money,
        };
        self.events.tell(self.short.clean(ended));
        if let Some(lease) = lease {
            let lost = outcomes.iter().filter_map(StepOutcome::failure).any(hub::is_lost);
            self.hub.give_back(lease, lost).await;
        }
    }

    /// Tells that no step of a journey was run.
    fn none_run(&self, planned: &Planned, attempt: u32) -> Vec<StepOutcome> {
        (0..planned.steps.len()).map(|step| self.not_run(planned, attempt, step)).collect()
    }

    fn not_run(&self, planned: &Planned, attempt: u32, step: usize) -> StepOutcome {
        self.events.tell(Event::StepFinished {
            scenario: planned.id.clone(),
            attempt,
            step,
            outcome: StepOutcome::NotRun,
            took_ms: 0.0,
            trips: 0,
            browser_ms: 0.0,
            evidence: StepEvidence::default(),
            found: Vec::new(),
            table: Vec::new(),
        });
        StepOutcome::NotRun
    }
}

fn millis(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1_000_000.0).round() / 1_000.0
}

/// The name of this machine, as Linux knows it.
fn host() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// What a journey that was cut short has to say.
fn interrupted(why: Interruption) -> Failure {
    Failure::new(shopper_browser::Class::Interrupted, why.to_string()).mend("run it again and let it finish")
}
