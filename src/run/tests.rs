//! Runs that need no browser: what is told when none can be started, and when nobody lets the run begin.

use std::sync::Arc;
use std::time::Duration;

use shopper_browser::{BrowserOptions, Class};
use shopper_steps::{Catalogue, Shop, World, step};
use tokio::sync::watch;

use super::{RunSettings, run};
use crate::config::Screenshots;
use crate::plan::{Plan, Selection, plan};
use crate::record::{Event, EventSink, Interruption, StepOutcome};
use crate::verdict::AttemptVerdict;

#[expect(clippy::unused_async, reason = "a step definition is an async function")]
/// Nothing happens.
#[step(given, "nothing happens", example = "nothing happens")]
async fn nothing(world: &mut World) -> Result<(), shopper_browser::Failure> {
    let _ = world;
    Ok(())
}

fn three_journeys() -> (Plan, Arc<Catalogue>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.feature");
    let feature = "Feature: f\n  Scenario: a\n    Given nothing happens\n    And nothing happens\n  Scenario: b\n    Given nothing happens\n  Scenario: c\n    Given nothing happens\n";
    std::fs::write(&file, feature).unwrap();
    let mut catalogue = Catalogue::empty();
    catalogue.add(NOTHING);
    let request = Selection { paths: vec![file.to_string_lossy().into_owned()], ..Selection::default() };
    (plan(&request, &catalogue).unwrap(), Arc::new(catalogue))
}

/// What a run without a browser tells; `stopped` asks it to stop before it begins.
fn told(stopped: Option<Interruption>) -> Vec<Event> {
    let (plan, catalogue) = three_journeys();
    let (_ask, stop) = watch::channel(stopped);
    let folder = tempfile::tempdir().unwrap();
    let nowhere = Some(folder.path().join("no-such-program"));
    let settings = RunSettings {
        again: None,
        again_without_login: false,
        mailbox: None,
        seed: 7,
        catalogue,
        shop: Arc::new(Shop::with_url("http://127.0.0.1/".parse().unwrap())),
        browser: BrowserOptions {
            browser_binary: nowhere.clone(),
            driver_binary: nowhere,
            ..BrowserOptions::default()
        },
        out: folder.path().to_owned(),
        workers: 2,
        screenshots: Screenshots::Steps,
        step_budget: Duration::from_secs(5),
        scenario_budget: Duration::from_secs(5),
        run_budget: Duration::from_secs(60),
        stop,
    };
    let (sink, heard) = EventSink::channel();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(run(plan, settings, sink));
    heard.try_iter().collect()
}

#[test]
fn without_a_browser_every_journey_is_told_as_blocked() {
    let events = told(None);
    assert!(matches!(&events[0], Event::RunStarted { total: 3, run, .. } if run.browser.is_none() && run.workers == 2));
    assert!(matches!(events.last(), Some(Event::RunFinished { .. })));
    let mut ended = 0;
    let mut left_out = 0;
    for event in &events {
        match event {
            Event::ScenarioFinished { verdict, trouble, attempt, .. } => {
                assert_eq!((*verdict, *attempt), (AttemptVerdict::Blocked, 1));
                assert_eq!(trouble.as_ref().map(|trouble| trouble.class), Some(Class::Lost), "{trouble:?}");
                ended += 1;
            }
            Event::StepFinished { outcome, .. } => {
                assert_eq!(*outcome, StepOutcome::NotRun);
                left_out += 1;
            }
            _ => {}
        }
    }
    assert_eq!((ended, left_out), (3, 4));
}

#[test]
fn a_run_that_may_not_begin_hands_out_nothing_and_says_why() {
    let events = told(Some(Interruption::Terminated));
    let kinds: Vec<_> = events
        .iter()
        .map(|event| match event {
            Event::RunStarted { .. } => "started",
            Event::Interrupted { why: Interruption::Terminated, .. } => "interrupted",
            Event::RunFinished { .. } => "finished",
            _ => "something else",
        })
        .collect();
    assert_eq!(kinds, ["started", "interrupted", "finished"]);
}
