//! Step budget < scenario budget < run budget. Every step is raced against the nearest of their ends, and whatever
//! fails at that end says which of them it was.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use shopper_browser::{Class, Failure};
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use super::interrupted;
use crate::record::Interruption;

/// What a page has for its last words after a deadline: it fails by itself at the deadline and says what it saw. Only
/// a wire that hangs needs to be cut off after this.
pub(super) const GRACE: Duration = Duration::from_secs(4);

/// The budgets of one attempt and when they end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budgets {
    pub(super) step: Duration,
    pub(super) scenario: Duration,
    pub(super) scenario_ends: Instant,
    pub(super) run: Duration,
    pub(super) run_ends: Instant,
    /// What a page has for its last words.
    pub(super) grace: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Budget {
    Step,
    Scenario,
    Run,
}

/// When a step must have ended, and by whose budget.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    pub(super) at: Instant,
    by: Budget,
    whole: Duration,
    grace: Duration,
}

impl Budgets {
    /// What was waited before the journey could begin is not the journey's.
    pub(super) fn put_off(&mut self, waited: Duration) {
        self.scenario_ends += waited;
    }

    /// The nearest end for a step that begins now.
    pub(super) fn deadline(&self) -> Deadline {
        let ends = |at, by, whole| Deadline { at, by, whole, grace: self.grace };
        let step = ends(Instant::now() + self.step, Budget::Step, self.step);
        let scenario = ends(self.scenario_ends, Budget::Scenario, self.scenario);
        let run = ends(self.run_ends, Budget::Run, self.run);
        [scenario, run].into_iter().fold(step, |nearest, other| if other.at < nearest.at { other } else { nearest })
    }
}

impl Deadline {
    /// Runs a step's code to its end, or to this one: a panic, a stop and a wire that hangs become failures.
    pub(super) async fn race(
        self,
        code: impl Future<Output = Result<(), Failure>>,
        stop: &watch::Receiver<Option<Interruption>>,
    ) -> Result<(), Failure> {
        let mut stop = stop.clone();
        let guarded = AssertUnwindSafe(code).catch_unwind();
        let raced = tokio::select! {
            biased;
            ended = timeout_at(self.at + self.grace, guarded) => ended,
            why = asked_to_stop(&mut stop) => return Err(interrupted(why)),
        };
        match raced {
            Ok(Ok(Ok(()))) => Ok(()),
            Ok(Ok(Err(failure))) => Err(self.explain(failure)),
            Ok(Err(panic)) => Err(panicked(panic.as_ref())),
            Err(_) => Err(self.spent(None)),
        }
    }

    /// A failure that came when the time was spent says whose time it was.
    fn explain(self, failure: Failure) -> Failure {
        let by_time = failure.waited_ms.is_some() || failure.class == Class::BudgetSpent;
        if Instant::now() < self.at || !by_time {
            return failure;
        }
        match self.by {
            Budget::Step | Budget::Scenario if failure.class == Class::BudgetSpent => self.spent(Some(failure)),
            Budget::Step | Budget::Scenario => failure.detail(self.to_string()),
            // The run cut it short: nothing is known about the shop.
            Budget::Run => self.spent(Some(failure)),
        }
    }

    fn spent(self, seen: Option<Failure>) -> Failure {
        let class = if self.by == Budget::Run { Class::Interrupted } else { Class::BudgetSpent };
        let flag = match self.by {
            Budget::Step => "--timeout, or timeout.step in shopper.toml, gives a step more time",
            Budget::Scenario => "tag the scenario @timeout:120s, or give it more in shopper.toml (timeout.scenario)",
            Budget::Run => "give the run more time (timeout.run in shopper.toml), or run fewer journeys at once",
        };
        let failure = Failure::new(class, self.to_string()).mend(flag);
        match seen {
            Some(seen) => {
                let mut failure = failure.detail(seen.to_string());
                failure.details.extend(seen.details);
                failure.place = seen.place;
                failure
            }
            None => failure.detail("the browser did not answer in time, so the step was cut off"),
        }
    }
}

impl std::fmt::Display for Deadline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whole = self.whole.as_secs_f64();
        match self.by {
            Budget::Step => write!(f, "the time for a step, {whole:.1}s, is spent"),
            Budget::Scenario => write!(f, "the time for the scenario, {whole:.1}s, is spent"),
            Budget::Run => write!(f, "the time for the whole run, {whole:.1}s, is spent"),
        }
    }
}

/// Ends when the run is asked to stop; never if nobody can ask any more.
pub(super) async fn asked_to_stop(stop: &mut watch::Receiver<Option<Interruption>>) -> Interruption {
    let asked = stop.wait_for(Option::is_some).await.ok().and_then(|why| *why);
    match asked {
        Some(why) => why,
        None => std::future::pending().await,
    }
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> Failure {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let first = text.and_then(|text| text.lines().next()).unwrap_or("no words were left");
    Failure::new(Class::Panic, format!("the code of the step panicked: {first}"))
        .mend("this is a fault of the step definition, not of the shop: tell its authors")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budgets(step: u64, scenario: u64, run: u64) -> Budgets {
        let millis = Duration::from_millis;
        let now = Instant::now();
        Budgets {
            step: millis(step),
            scenario: millis(scenario),
            scenario_ends: now + millis(scenario),
            run: millis(run),
            run_ends: now + millis(run),
            grace: millis(20),
        }
    }

    fn never_stopped() -> (watch::Sender<Option<Interruption>>, watch::Receiver<Option<Interruption>>) {
        watch::channel(None)
    }

    fn hung() -> impl Future<Output = Result<(), Failure>> {
        std::future::pending()
    }

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
    }

    #[test]
    fn a_step_that_hangs_ends_and_says_whose_time_is_spent() {
        let (_ask, stop) = never_stopped();
        for (budgets, class, words) in [
            (budgets(100, 200, 300), Class::BudgetSpent, "the time for a step"),
            (budgets(300, 100, 200), Class::BudgetSpent, "the time for the scenario"),
            (budgets(300, 200, 100), Class::Interrupted, "the time for the whole run"),
        ] {
            let failure = run(budgets.deadline().race(hung(), &stop)).unwrap_err();
            assert_eq!(failure.class, class);
            assert!(failure.what.starts_with(words), "{failure}");
        }
    }

    #[test]
    fn a_failure_at_the_end_of_the_time_keeps_its_words_and_names_the_budget() {
        let (_ask, stop) = never_stopped();
        let failure = run(async {
            let deadline = budgets(100, 900, 900).deadline();
            let code = async {
                tokio::time::timeout_at(deadline.at, std::future::pending::<()>()).await.unwrap_err();
                Err(Failure::expectation("the page shows $20.00").waited(Duration::from_millis(100)))
            };
            deadline.race(code, &stop).await.unwrap_err()
        });
        assert_eq!((failure.class, failure.what.as_str()), (Class::Expectation, "the page shows $20.00"));
        assert_eq!(failure.details, ["the time for a step, 0.1s, is spent"]);
    }

    #[test]
    fn a_panic_becomes_a_failure() {
        let (_ask, stop) = never_stopped();
        let failure =
            run(budgets(100, 100, 100).deadline().race(async { panic!("no such card\nmore") }, &stop)).unwrap_err();
        assert_eq!(failure.class, Class::Panic);
        assert_eq!(failure.what, "the code of the step panicked: no such card");
    }

    #[test]
    fn a_stop_ends_the_running_step() {
        let (ask, stop) = never_stopped();
        ask.send_replace(Some(Interruption::CtrlC));
        let failure = run(budgets(100, 100, 100).deadline().race(hung(), &stop)).unwrap_err();
        assert_eq!((failure.class, failure.what.as_str()), (Class::Interrupted, "interrupted by Ctrl-C"));
    }
}
