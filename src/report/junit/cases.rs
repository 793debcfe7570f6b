//! Journeys as JUnit cases: what the crate can hold, and beside it what the second pass adds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use junit_report::{Duration, OffsetDateTime, TestCase, TestResult, TestSuite};

use super::harmless::{cdata, no_tags, text};
use super::output::output;
use crate::record::{AttemptRecord, Record, ScenarioRecord};
use crate::report::console::{Look, block};
use crate::report::places::Places;
use crate::report::story::{self, faults, telling_attempt};
use crate::verdict::Verdict;

/// Attributes and elements of a suite that the crate cannot write.
pub(super) struct SuiteExtra {
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) properties: Vec<(String, String)>,
    pub(super) cases: Vec<CaseExtra>,
}

/// Attributes and elements of a case that the crate cannot write.
#[derive(Default)]
pub(super) struct CaseExtra {
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) properties: Vec<(String, String)>,
    pub(super) reruns: Vec<Rerun>,
}

/// An attempt beside the one that tells.
pub(super) struct Rerun {
    pub(super) element: &'static str,
    pub(super) message: String,
    pub(super) kind: String,
    pub(super) content: String,
    pub(super) out: String,
}

/// A suite for every feature, in the order of their paths; another one when the run was cut short.
pub(super) fn suites(record: &Record, places: &Places) -> Vec<(TestSuite, SuiteExtra)> {
    let mut features: BTreeMap<&str, Vec<&ScenarioRecord>> = BTreeMap::new();
    for scenario in &record.scenarios {
        features.entry(&scenario.about.path).or_default().push(scenario);
    }
    let mut suites: Vec<_> = features
        .into_iter()
        .map(|(path, mut scenarios)| {
            let place = |one: &ScenarioRecord| (one.about.line, one.about.row.as_ref().map(|row| row.line));
            scenarios.sort_by(|one, other| (place(one), &one.id).cmp(&(place(other), &other.id)));
            suite(path, &scenarios, record, places)
        })
        .collect();
    suites.extend(cut_short(record));
    suites
}

/// Totals over all suites, for the root element: so many as there are elements.
pub(super) fn totals(record: &Record, suites: &[TestSuite]) -> Vec<(&'static str, String)> {
    let count = |of: fn(&TestSuite) -> usize| suites.iter().map(of).sum::<usize>().to_string();
    let mut totals = vec![
        ("name", "mystery-shopper".to_owned()),
        ("tests", count(TestSuite::tests)),
        ("failures", count(TestSuite::failures)),
        ("errors", count(TestSuite::errors)),
        ("skipped", count(TestSuite::skipped)),
        ("time", format!("{:.3}", record.lasted_ms() / 1000.0)),
    ];
    totals.extend(record.started_at.map(|at| ("timestamp", at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())));
    totals
}

fn suite(path: &str, scenarios: &[&ScenarioRecord], record: &Record, places: &Places) -> (TestSuite, SuiteExtra) {
    let mut suite = TestSuite::new(&text(&scenarios[0].about.feature));
    let attempts = || scenarios.iter().flat_map(|scenario| &scenario.attempts);
    let started = attempts().map(|attempt| attempt.started_at).min();
    // One that never ended lasted until the last that was heard of the run.
    let ended = attempts().filter_map(|attempt| attempt.finished_at.or(record.heard_at)).max();
    let took = match (started, ended) {
        (Some(started), Some(ended)) => ended.duration_since(started).as_secs_f64().max(0.0),
        _ => 0.0,
    };
    frame(&mut suite, record, started);
    let mut names = BTreeSet::new();
    let mut cases = Vec::new();
    for scenario in scenarios {
        let (mut case, extra) = case(scenario, record, places);
        if !names.insert(case.name.clone()) {
            case.name = format!("{} [{}]", case.name, text(scenario.id.as_str()));
            names.insert(case.name.clone());
        }
        suite.add_testcase(case);
        cases.push(extra);
    }
    let attributes = vec![
        ("skipped", "0".to_owned()),
        ("time", format!("{took:.3}")),
        ("file", text(path)),
        ("timestamp", stamp(started)),
    ];
    (suite, SuiteExtra { attributes, properties: run_properties(record), cases })
}

fn case(scenario: &ScenarioRecord, record: &Record, places: &Places) -> (TestCase, CaseExtra) {
    let about = &scenario.about;
    let verdict = scenario.verdict();
    let telling = telling_attempt(scenario).or(scenario.attempts.last());
    let took_ms: f64 = scenario.attempts.iter().map(|attempt| record.attempt_lasted_ms(attempt)).sum();
    let time = Duration::microseconds((took_ms * 1000.0) as i64);
    let mut case = TestCase::success(&text(&about.name), time);
    case.set_classname(&class_name(&about.path));
    // A row that stands in a file of its own is found there, as one of a table is found in its feature.
    let (file, line) = about.row.as_ref().map_or((&about.path, about.line), |row| (&row.path, row.line));
    case.set_filepath(&text(file));
    let mut extra = CaseExtra {
        attributes: vec![("line", line.to_string())],
        properties: case_properties(scenario, record),
        reruns: Vec::new(),
    };
    if let Some(attempt) = telling {
        case.result = result(verdict, scenario, attempt, places);
        case.set_system_out(&cdata(&output(scenario, attempt, places, verdict)));
    }
    let element = if verdict == Verdict::Flaky { "flakyFailure" } else { "rerunFailure" };
    for attempt in &scenario.attempts {
        let tells = telling.is_some_and(|telling| std::ptr::eq(telling, attempt));
        if !tells && Verdict::over([attempt.verdict()]) != Verdict::Passed {
            let (message, kind, content) = why(scenario, attempt, places);
            let out = cdata(&output(scenario, attempt, places, Verdict::over([attempt.verdict()])));
            extra.reruns.push(Rerun { element, message, kind, content, out });
        }
    }
    (case, extra)
}

fn result(verdict: Verdict, scenario: &ScenarioRecord, attempt: &AttemptRecord, places: &Places) -> TestResult {
    let (message, type_, content) = match verdict {
        Verdict::Passed | Verdict::Flaky => return TestResult::Success,
        Verdict::Broken | Verdict::Mistaken | Verdict::Blocked => why(scenario, attempt, places),
    };
    let cause = Some(content);
    if verdict == Verdict::Broken {
        TestResult::Failure { type_, message, cause }
    } else {
        TestResult::Error { type_, message, cause }
    }
}

/// Message (one line), type, and content (the message again, for GitLab shows only the content; then the whole story).
fn why(scenario: &ScenarioRecord, attempt: &AttemptRecord, places: &Places) -> (String, String, String) {
    let faults = faults(&scenario.about, attempt);
    let Some(first) = faults.first() else {
        return ("nothing went wrong".to_owned(), "none".to_owned(), String::new());
    };
    // Readers know one failure: its message counts the others, its content begins with all of them.
    let messages: Vec<String> = faults.iter().map(|fault| text(&fault.failure.to_string())).collect();
    let message = match messages.len() - 1 {
        0 => messages[0].clone(),
        more => format!("{} (and {more} more)", messages[0]),
    };
    let kind = serde_json::to_value(first.failure.class).ok().and_then(|class| class.as_str().map(str::to_owned));
    let story = block::attempt(scenario, attempt, places, Look::default());
    let content = cdata(&format!("{}\n\n{}", messages.join("\n"), no_tags(&story)));
    (message, kind.unwrap_or_default(), content)
}

fn case_properties(scenario: &ScenarioRecord, record: &Record) -> Vec<(String, String)> {
    let about = &scenario.about;
    let mut properties = vec![("verdict".to_owned(), scenario.verdict().word().to_owned())];
    let tags: Vec<String> = about.tags.iter().map(|tag| format!("@{}", tag.trim_start_matches('@'))).collect();
    if !tags.is_empty() {
        properties.push(("tags".to_owned(), text(&tags.join(" "))));
    }
    if let Some(rule) = &about.rule {
        properties.push(("rule".to_owned(), text(rule)));
    }
    properties.extend(browser(record));
    properties.extend(story::money(&scenario.money()).map(|told| ("money".to_owned(), text(&told))));
    properties.extend(story::found(scenario.found()).map(|told| ("found".to_owned(), text(&told))));
    if scenario.attempts.len() > 1 {
        properties.push(("attempts".to_owned(), scenario.attempts.len().to_string()));
    }
    properties
}

fn run_properties(record: &Record) -> Vec<(String, String)> {
    let run = &record.run;
    let mut properties = vec![("mystery-shopper".to_owned(), text(&run.shopper)), ("shop".to_owned(), text(&run.shop))];
    properties.extend(browser(record));
    properties.push(("workers".to_owned(), run.workers.to_string()));
    properties.extend(run.seed.map(|seed| ("seed".to_owned(), seed.to_string())));
    properties.extend(run.properties.iter().map(|(name, value)| (text(name), text(value))));
    properties
}

fn browser(record: &Record) -> Option<(String, String)> {
    let browser = record.run.browser.as_ref()?;
    let told = format!("{} {} ({}; {})", browser.name, browser.version, browser.driver, browser.wire);
    Some(("browser".to_owned(), text(&told)))
}

/// A case that fails for the journeys that never began: a pipeline that reads only this file must not see green.
fn cut_short(record: &Record) -> Option<(TestSuite, SuiteExtra)> {
    if !is_cut_short(record) {
        return None;
    }
    let why = record.interrupted.map_or_else(|| "the run was killed before its end".to_owned(), |why| why.to_string());
    let message = format!("{why}; {} of {} journeys were not run", record.verdict().not_run, record.total);
    let mut suite = TestSuite::new("mystery-shopper");
    frame(&mut suite, record, record.started_at);
    let mut case = TestCase::error("every journey was run", Duration::ZERO, "interrupted", &message);
    case.set_classname("mystery-shopper");
    if let TestResult::Error { cause, .. } = &mut case.result {
        *cause = Some(message);
    }
    suite.add_testcase(case);
    let verdict = vec![("verdict".to_owned(), Verdict::Blocked.word().to_owned())];
    let attributes =
        vec![("skipped", "0".to_owned()), ("time", "0.000".to_owned()), ("timestamp", stamp(record.started_at))];
    let cases = vec![CaseExtra { properties: verdict, ..CaseExtra::default() }];
    Some((suite, SuiteExtra { attributes, properties: run_properties(record), cases }))
}

fn is_cut_short(record: &Record) -> bool {
    record.verdict().not_run > 0 || record.finished_at.is_none()
}

fn frame(suite: &mut TestSuite, record: &Record, started: Option<Timestamp>) {
    suite.hostname = record.run.host.as_deref().map_or_else(|| "localhost".to_owned(), text);
    suite.package.clone_from(&suite.name);
    let nanoseconds = started.map_or(0, Timestamp::as_nanosecond);
    suite.set_timestamp(OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap_or(OffsetDateTime::UNIX_EPOCH));
}

fn stamp(at: Option<Timestamp>) -> String {
    at.unwrap_or(Timestamp::UNIX_EPOCH).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `features/checkout/guest.feature` as a class: `features.checkout.guest`.
fn class_name(path: &str) -> String {
    let stem = path.strip_suffix(".feature").unwrap_or(path);
    let parts = stem.split(['/', '\\']).filter(|part| !part.is_empty() && *part != "." && *part != "..");
    text(&parts.map(|part| part.replace('.', "_")).collect::<Vec<_>>().join("."))
}
