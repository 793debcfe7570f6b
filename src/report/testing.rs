//! Hand-made runs for the tests of record and reports: event lists as the runner tells them, without a browser.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use shopper_browser::{Evidence, Failure};
use shopper_steps::{Found, Tally};

use super::places::Places;
use crate::record::{
    Event, Interruption, Record, RunInfo, ScenarioId, ScenarioInfo, StepEvidence, StepInfo, StepOutcome,
};
use crate::verdict::AttemptVerdict;

/// What becomes of a step.
#[derive(Debug, Clone)]
pub(crate) enum Fate {
    Held,
    Fails(Failure),
    NotRun,
    /// It began, and nothing was heard of it again.
    UnderWay,
}

/// A journey and what becomes of it.
#[derive(Debug, Clone)]
pub(crate) struct Journey {
    about: ScenarioInfo,
    attempts: Vec<Attempt>,
}

/// What becomes of each step, with what was seen in it, and what went wrong outside.
type Attempt = (Vec<(Fate, StepEvidence)>, Option<Failure>);

impl Journey {
    /// `steps` are lines of the file at `path`, right below `line`.
    pub(crate) fn new(path: &str, line: usize, name: &str, steps: &[&str]) -> Self {
        let steps = steps.iter().enumerate().map(|(at, source)| step(line + 1 + at, source)).collect();
        let about = ScenarioInfo {
            path: path.to_owned(),
            feature: "Checkout".to_owned(),
            name: name.to_owned(),
            line,
            steps,
            ..ScenarioInfo::default()
        };
        Self { about, attempts: Vec::new() }
    }

    pub(crate) fn told(mut self, change: impl FnOnce(&mut ScenarioInfo)) -> Self {
        change(&mut self.about);
        self
    }

    /// An attempt in which every step held.
    pub(crate) fn passes(self) -> Self {
        let fates = vec![Fate::Held; self.about.steps.len()];
        self.attempt(fates, None)
    }

    /// An attempt in which step `at` fails and those after it are not run; `evidence` is of that step.
    pub(crate) fn fails(self, at: usize, failure: Failure, evidence: StepEvidence) -> Self {
        let mut fates = vec![Fate::NotRun; self.about.steps.len()];
        fates[..at].fill(Fate::Held);
        fates[at] = Fate::Fails(failure);
        let mut journey = self.attempt(fates, None);
        journey.attempts.last_mut().expect("just pushed").0[at].1 = evidence;
        journey
    }

    /// An attempt that never got to its first step.
    pub(crate) fn cannot_begin(self, trouble: Failure) -> Self {
        let fates = vec![Fate::NotRun; self.about.steps.len()];
        self.attempt(fates, Some(trouble))
    }

    pub(crate) fn attempt(mut self, fates: Vec<Fate>, trouble: Option<Failure>) -> Self {
        self.attempts.push((fates.into_iter().map(|fate| (fate, StepEvidence::default())).collect(), trouble));
        self
    }
}

/// Evidence with a picture.
pub(crate) fn pictured(path: &str) -> StepEvidence {
    StepEvidence { picture: Evidence::Captured(path.to_owned()), ..StepEvidence::default() }
}

/// A run: its events, one after another, at times that are always the same.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) events: Vec<Event>,
    now: Timestamp,
    money: Tally,
    found: Vec<Found>,
}

impl Run {
    pub(crate) fn of(total: usize) -> Self {
        let now: Timestamp = "2026-11-20T10:00:00Z".parse().expect("a constant");
        let run = RunInfo {
            shopper: "0.1.0".to_owned(),
            shop: "https://shop.example/".to_owned(),
            workers: 2,
            host: Some("build-7".to_owned()),
            ..RunInfo::default()
        };
        Self {
            events: vec![Event::RunStarted { at: now, run, total }],
            now,
            money: Tally::default(),
            found: Vec::new(),
        }
    }

    /// Goes through a journey, all its attempts. A step that held takes 300 ms, one that failed 5200 ms.
    pub(crate) fn goes(mut self, journey: Journey) -> Self {
        let (path, line) = (&journey.about.path, journey.about.line);
        let row = journey.about.row.as_ref();
        let scenario =
            row.map_or_else(|| ScenarioId::new(path, line), |row| ScenarioId::of_row(path, line, row.line - 1));
        let last = journey.attempts.len();
        for (attempt, (steps, trouble)) in (1..).zip(journey.attempts) {
            let (at, about) = (self.now, journey.about.clone());
            self.events.push(Event::ScenarioStarted { scenario: scenario.clone(), attempt, at, about });
            let mut outcomes = Vec::new();
            for (step, (fate, evidence)) in steps.into_iter().enumerate() {
                if !matches!(fate, Fate::NotRun) {
                    self.events.push(Event::StepStarted { scenario: scenario.clone(), attempt, step, at: self.now });
                }
                let (outcome, took) = match fate {
                    Fate::Held => (StepOutcome::Passed, 300),
                    Fate::Fails(failure) => (StepOutcome::Failed(failure), 5200),
                    Fate::NotRun => (StepOutcome::NotRun, 0),
                    Fate::UnderWay => return self,
                };
                self.now += SignedDuration::from_millis(took);
                outcomes.push(outcome.clone());
                self.events.push(Event::StepFinished {
                    scenario: scenario.clone(),
                    attempt,
                    step,
                    outcome,
                    took_ms: took as f64,
                    trips: 2,
                    browser_ms: took as f64 / 2.0,
                    evidence,
                    found: std::mem::take(&mut self.found),
                    table: Vec::new(),
                });
            }
            self.events.push(Event::ScenarioFinished {
                scenario: scenario.clone(),
                attempt,
                at: self.now,
                verdict: AttemptVerdict::judge(&outcomes, trouble.as_ref()),
                took_ms: self.now.duration_since(at).as_millis() as f64,
                will_retry: attempt as usize != last,
                trouble,
                money: self.money.clone(),
            });
        }
        self
    }

    /// Every attempt from now on has counted this.
    /// What the next step finds, and by what means.
    pub(crate) fn finding(mut self, found: &[Found]) -> Self {
        self.found = found.to_vec();
        self
    }

    pub(crate) fn counting(mut self, money: Tally) -> Self {
        self.money = money;
        self
    }

    /// So many seconds pass in which nothing is told.
    pub(crate) fn later(mut self, seconds: i64) -> Self {
        self.now += SignedDuration::from_secs(seconds);
        self
    }

    pub(crate) fn interrupted(mut self, why: Interruption) -> Self {
        self.events.push(Event::Interrupted { at: self.now, why });
        self
    }

    /// The end, 10.5 s after the beginning.
    pub(crate) fn ends(mut self) -> Self {
        self.events.push(Event::RunFinished { at: self.now, took_ms: 10_500.0 });
        self
    }

    pub(crate) fn record(&self) -> Record {
        let mut record = Record::default();
        self.events.iter().cloned().for_each(|event| record.apply(event));
        record
    }
}

/// The run of the design's example: one passes, one is broken, one is flaky.
pub(crate) fn example() -> Run {
    let total_is_wrong = Failure::expectation("the page shows $20.00")
        .about("$18.00")
        .at("\"order total\"")
        .waited(std::time::Duration::from_secs(5));
    let coupon = Journey::new(
        "features/checkout/coupon.feature",
        6,
        "coupon lowers the total",
        &["    Given I am in the shop", "    When I apply the coupon \"TEN\"", "    Then the total is $18.00"],
    );
    let refused = Journey::new(
        "features/checkout/guest.feature",
        20,
        "card is declined",
        &["    When I pay with a \"declined\" card", "    Then the payment is refused"],
    );
    let dead_button = Failure::new(shopper_browser::Class::NotActionable, "button \"Pay\" is covered by \"cookies\"");
    Run::of(3)
        .goes(
            Journey::new("features/checkout/guest.feature", 7, "guest checkout", &["    Given I am in the shop"])
                .passes(),
        )
        .goes(coupon.fails(2, total_is_wrong, pictured("coupon-lowers-the-total/step-3.png")))
        .goes(refused.fails(0, dead_button, pictured("card-is-declined/step-1.png")).passes())
        .ends()
}

/// Places in `reports`, for a program working in `/home/qa/shop`.
pub(crate) fn places() -> Places {
    Places::new("reports", "/home/qa/shop")
}

/// A stream whose text can be read back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paper(Arc<Mutex<Vec<u8>>>);

impl Paper {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("nobody panics with it").clone()).expect("consoles write UTF-8")
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics with it").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn step(line: usize, source: &str) -> StepInfo {
    let sentence = source.trim();
    let (keyword, text) = sentence.split_once(' ').expect("a keyword and a sentence");
    StepInfo {
        keyword: keyword.to_owned(),
        text: text.to_owned(),
        line,
        column: source.len() - source.trim_start().len() + 1,
        source: source.to_owned(),
        background: false,
        phrase: Vec::new(),
        table: Vec::new(),
    }
}
