//! A failed Then lets the Thens of its block run on; what comes after the block is not run.

use mystery_shopper::record::{AttemptRecord, StepOutcome};
use mystery_shopper::verdict::Verdict;

use crate::support::pages::{Answer, html, serve};
use crate::support::shopper::{self, Told};

const JOURNEYS: &str = r#"Feature: soft

  Scenario: Half of it is so
    When I open the page "/"
    Then I see "Blue Mug"
    And the page's title is "Something else"
    And I see "$12.00"
    But I see "Red Scarf"
    And I see "Green Hat"
    When I open the page "/"
    Then I see "Blue Mug"

  Scenario: An act in the block ends it
    When I open the page "/"
    Then I see "Red Scarf"
    And I click "More"
    And I see "Blue Mug"

  Scenario: A server that fails is the end
    When I open the page "/broken"
    Then I see "Blue Mug"
    And I see "Blue Mug"
"#;

fn go(name: &str) -> Told {
    let port = serve([
        ("/", html("<!doctype html><title>Mugs</title><h1>Blue Mug</h1><p>$12.00</p><button>More</button>")),
        ("/broken", Answer(500, "text/html", "<h1>Blue Mug</h1>")),
    ]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("soft.feature");
    std::fs::write(&file, JOURNEYS).expect("it can be written");
    let name = format!("^{name}$");
    shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--name", &name, "--timeout", "3s"])
}

fn attempt(told: &Told) -> &AttemptRecord {
    let scenarios = &told.record.as_ref().unwrap_or_else(|| panic!("a record: {}{}", told.out, told.err)).scenarios;
    assert_eq!(scenarios.len(), 1, "{}{}", told.out, told.err);
    assert_eq!(scenarios[0].verdict(), Verdict::Broken, "{}", told.out);
    &scenarios[0].attempts[0]
}

/// `.` held, `x` failed, `-` was not run.
fn marks(attempt: &AttemptRecord) -> String {
    let mark = |step: &mystery_shopper::record::StepRecord| match step.result {
        Some(StepOutcome::Passed) => '.',
        Some(StepOutcome::Failed(_)) => 'x',
        Some(StepOutcome::NotRun) | None => '-',
    };
    attempt.steps.iter().map(mark).collect()
}

#[test]
fn a_failed_then_lets_its_block_run_on_and_each_failure_is_told() {
    let told = go("Half of it is so");
    let attempt = attempt(&told);
    assert_eq!(marks(attempt), "..x.xx--", "{}", told.out);
    for (line, what) in [(6, "the title is \"Mugs\""), (8, "Red Scarf"), (9, "Green Hat")] {
        let block = format!("soft.feature:{line}:5");
        assert!(told.out.contains(&block), "{block} {what}: {}", told.out);
    }
    assert!(told.out.contains("1 journey: 1 broken"), "{}", told.out);
    let pictures = attempt.steps.iter().filter(|step| step.evidence.picture.captured().is_some()).count();
    assert_eq!(pictures, 3, "each failure has its own picture");
    // The first costs the whole patience, the others a second each.
    let waits: Vec<f64> = attempt.steps.iter().map(|step| step.took_ms).collect();
    assert!(waits[2] > 2_500.0 && waits[4] < 2_000.0 && waits[5] < 2_000.0, "{waits:?}");
}

#[test]
fn an_act_that_is_said_by_an_and_ends_the_block() {
    assert_eq!(marks(attempt(&go("An act in the block ends it"))), ".x--");
}

#[test]
fn a_site_that_fails_leaves_nothing_to_expect() {
    assert_eq!(marks(attempt(&go("A server that fails is the end"))), "x--");
}
