//! The fold, the file format, and that no text gets past the redactor.

use shopper_browser::{Class, ConsoleEntry, Evidence, NetworkEntry, Redactor, StepActivity};
use shopper_steps::{Found, Means, NotChecked, RunnerUp, Tally};

use super::*;
use crate::report::testing::{Fate, Journey, Run, example, pictured};

fn at(time: &str) -> Timestamp {
    time.parse().expect("a constant")
}

fn journey() -> Journey {
    Journey::new("features/cart.feature", 3, "a change of mind", &["    When I look", "    Then I see"])
}

#[test]
fn every_attempt_is_kept_with_its_evidence() {
    let run =
        Run::of(1).goes(journey().fails(1, Failure::expectation("an empty cart"), pictured("one.png")).passes()).ends();
    let record = run.record();
    let [scenario] = record.scenarios.as_slice() else { panic!("one journey: {record:?}") };
    assert_eq!(scenario.id.as_str(), "features/cart.feature:3");
    assert_eq!(scenario.verdict(), Verdict::Flaky);
    let [first, second] = scenario.attempts.as_slice() else { panic!("two attempts: {scenario:?}") };
    assert_eq!(first.verdict(), AttemptVerdict::Broken);
    assert_eq!(first.steps[1].evidence.picture, Evidence::Captured("one.png".to_owned()));
    assert_eq!(
        first.steps[1].result.as_ref().and_then(StepOutcome::failure).map(|f| f.what.as_str()),
        Some("an empty cart")
    );
    assert_eq!(second.verdict(), AttemptVerdict::Passed);
    assert_eq!(second.steps[0].trips, 2);
    assert!((second.steps[0].browser_ms - 150.0).abs() < 0.001, "half of its time: {:?}", second.steps[0]);
    assert!((scenario.took_ms() - 6100.0).abs() < 0.001, "all attempts together: {}", scenario.took_ms());
}

#[test]
fn a_record_survives_its_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let record = example().record();
    RecordWriter::open(&folder.path().join("a/b")).expect("made").write(&record).expect("written");
    assert_eq!(Record::read(&folder.path().join("a/b")).expect("from the folder"), record);
    assert_eq!(Record::read(&folder.path().join("a/b/run.json")).expect("from the file"), record);
    let left: Vec<_> = std::fs::read_dir(folder.path().join("a/b")).expect("there").collect();
    assert_eq!(left.len(), 1, "no temporary file is left: {left:?}");
}

#[test]
fn what_later_programs_add_within_the_version_is_not_in_the_way() {
    let mut value = serde_json::to_value(example().record()).expect("plain data");
    value["shards"] = serde_json::json!([1, 2]);
    value["scenarios"][0]["attempts"][0]["steps"][0]["sub_steps"] = serde_json::json!([{ "what": "clicked" }]);
    let read: Record = serde_json::from_value(value).expect("unknown fields are ignored");
    assert_eq!(read, example().record());
}

#[test]
fn a_record_of_which_little_is_there_can_be_read() {
    let read: Record = serde_json::from_str(r#"{"version":1}"#).expect("everything else has a default");
    assert_eq!(read, Record::default());
}

#[test]
fn what_is_no_record_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("run.json");
    let told = |text: Option<&str>| {
        if let Some(text) = text {
            std::fs::write(&file, text).expect("written");
        }
        let trouble = Record::read(folder.path()).expect_err("no record").to_string();
        trouble.replace(&folder.path().display().to_string(), "OUT")
    };
    insta::assert_snapshot!(told(None), @r"
    cannot read OUT/run.json: No such file or directory (os error 2); give the folder that --out named when the run was made
    ");
    insta::assert_snapshot!(told(Some("{\"version\": 1, ")), @r"
    OUT/run.json is not the record of a run: EOF while parsing a value at line 1 column 15
    ");
    insta::assert_snapshot!(told(Some("{\"version\": 7}")), @r"
    OUT/run.json has version 7, and this program reads version 1; read it with the program that wrote it
    ");
    insta::assert_snapshot!(told(Some("{\"name\": \"package.json\"}")), @r"
    OUT/run.json is not the record of a run: it has no version
    ");
}

#[test]
fn an_event_about_what_never_began_changes_nothing() {
    let before = Run::of(2).goes(journey().passes()).record();
    let mut after = before.clone();
    let (known, unknown) = (ScenarioId::new("features/cart.feature", 3), ScenarioId::new("x.feature", 1));
    after.apply(Event::StepStarted { scenario: unknown, attempt: 1, step: 0, at: at("2026-11-20T11:00:00Z") });
    after.apply(Event::StepStarted { scenario: known.clone(), attempt: 2, step: 0, at: at("2026-11-20T11:00:00Z") });
    after.apply(Event::StepStarted { scenario: known, attempt: 1, step: 9, at: at("2026-11-20T11:00:00Z") });
    assert_eq!(after, before);
}

#[test]
fn a_verdict_that_is_told_is_never_greener_than_the_evidence() {
    let mut run = Run::of(1).goes(journey().fails(0, Failure::lost("gone"), StepEvidence::default()));
    if let Some(Event::ScenarioFinished { verdict, .. }) = run.events.last_mut() {
        *verdict = AttemptVerdict::Passed;
    }
    assert_eq!(run.record().verdict().verdict(), Verdict::Blocked);
}

#[test]
fn a_run_killed_in_a_step_is_blocked_unless_a_step_had_failed() {
    let killed = Run::of(1).goes(journey().attempt(vec![Fate::Held, Fate::UnderWay], None));
    assert_eq!(killed.record().verdict().verdict(), Verdict::Blocked);
    let failed = Fate::Fails(Failure::expectation("an empty cart"));
    let softly = Run::of(1).goes(journey().attempt(vec![failed, Fate::UnderWay], None));
    assert_eq!(softly.record().verdict().verdict(), Verdict::Broken);
}

#[test]
fn rows_of_an_outline_have_names_of_their_own() {
    assert_eq!(ScenarioId::new("features/a.feature", 12).to_string(), "features/a.feature:12");
    assert_eq!(ScenarioId::of_row("features/a.feature", 12, 2).to_string(), "features/a.feature:12[2]");
}

#[test]
fn no_text_of_any_event_gets_past_the_redactor() {
    const SECRET: &str = "hunter2-and-more";
    let redactor = Redactor::default();
    assert!(redactor.hide("password", SECRET));
    let s = || SECRET.to_owned();
    let id = || ScenarioId::new(SECRET, 1);
    let now = at("2026-11-20T10:00:00Z");
    let failure = || {
        let mut failure = Failure::new(Class::Expectation, SECRET).at(SECRET).mend(SECRET).about(SECRET).detail(SECRET);
        failure.waited_ms = Some(1);
        failure
    };
    let run = RunInfo {
        shopper: s(),
        shop: s(),
        host: Some(s()),
        again: Some(s()),
        folders: vec![s()],
        properties: vec![(s(), s())],
        ..RunInfo::default()
    };
    let phrase = vec![InPhrase { sentence: s(), path: s(), line: 1 }];
    let table = vec![TableRow { line: 1, source: s(), cells: Vec::new() }];
    let step = StepInfo { keyword: s(), text: s(), source: s(), phrase, table, ..StepInfo::default() };
    let about = ScenarioInfo {
        path: s(),
        feature: s(),
        rule: Some(s()),
        name: s(),
        line: 1,
        row: Some(RowPlace { path: s(), line: 1 }),
        tags: vec![s()],
        steps: vec![step],
    };
    let activity = StepActivity {
        console: vec![ConsoleEntry { at_ms: 0, level: s(), text: s(), source: Some(s()) }],
        network: vec![NetworkEntry {
            at_ms: 0,
            method: s(),
            url: s(),
            kind: s(),
            status: None,
            error: Some(s()),
            took_ms: None,
        }],
        dropped: 0,
    };
    let evidence = StepEvidence {
        picture: Evidence::Captured(s()),
        source: Evidence::Unavailable(s()),
        url: Some(s()),
        activity: Evidence::Captured(activity),
    };
    let events = [
        Event::RunStarted { at: now, run, total: 1 },
        Event::ScenarioStarted { scenario: id(), attempt: 1, at: now, about },
        Event::StepStarted { scenario: id(), attempt: 1, step: 0, at: now },
        Event::Moved {
            scenario: id(),
            attempt: 1,
            step: 0,
            made: MoveRecord {
                text: format!("pressed \"{SECRET}\""),
                at: now,
                took_ms: 1.0,
                trips: 1,
                browser_ms: 0.5,
                failed: false,
                url: Some(format!("https://shop.example/?p={SECRET}")),
                picture: Evidence::Captured(format!("{SECRET}.jpg")),
                left_out: Some(s()),
            },
        },
        Event::StepFinished {
            scenario: id(),
            attempt: 1,
            step: 0,
            outcome: StepOutcome::Failed(failure()),
            took_ms: 1.0,
            trips: 1,
            browser_ms: 0.5,
            evidence,
            found: vec![Found {
                meaning: s(),
                by: Means::Icon,
                what: s(),
                score: 40,
                runner_up: Some(RunnerUp { what: s(), score: 30 }),
                missed_hint: Some(s()),
                selector: s(),
            }],
            table: vec![TableRow { line: 1, source: s(), cells: Vec::new() }],
        },
        Event::ScenarioFinished {
            scenario: id(),
            attempt: 1,
            at: now,
            verdict: AttemptVerdict::Broken,
            took_ms: 1.0,
            will_retry: false,
            trouble: Some(failure()),
            money: Tally {
                not_checked: vec![NotChecked { why: format!("seen {SECRET}"), times: 1 }],
                ..Tally::default()
            },
        },
    ];
    let mut record = Record::default();
    for event in events {
        let before = serde_json::to_string(&event).expect("plain data");
        assert!(before.contains(SECRET));
        let clean = event.cleaned(&redactor);
        let after = serde_json::to_string(&clean).expect("plain data");
        assert!(!after.contains(SECRET) && after.contains("[password]"), "{after}");
        record.apply(clean);
    }
    assert_eq!(record.scenarios[0].verdict(), Verdict::Broken, "events still belong together");
    let step = &record.scenarios[0].attempts[0].steps[0];
    assert_eq!((step.trips, step.moves.len()), (1, 1), "the end of a step keeps its moves");
}

#[test]
fn a_file_that_cannot_be_written_is_named_with_the_cure() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("a-file");
    std::fs::write(&file, "").expect("written");
    let trouble = RecordWriter::open(&file.join("reports")).expect_err("a file is no folder").to_string();
    let trouble = trouble.replace(&folder.path().display().to_string(), "OUT");
    insta::assert_snapshot!(trouble, @r"
    cannot write OUT/a-file/reports: Not a directory (os error 20); something else stands at this path: move it away, or name another folder with --out
    ");
}

#[test]
fn a_failed_writing_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("run.json");
    write_renamed(&file, |out| out.write_all(b"old")).expect("written");
    let full = write_renamed(&file, |out| {
        out.write_all(b"half of the n")?;
        Err(std::io::ErrorKind::StorageFull.into())
    });
    let trouble = full.expect_err("the disk is full").to_string();
    insta::assert_snapshot!(trouble.replace(&folder.path().display().to_string(), "OUT"), @r"
    cannot write OUT/run.json: no storage space; free some space there, or name a folder on another disk with --out
    ");
    assert_eq!(std::fs::read_to_string(&file).expect("still there"), "old");
    assert_eq!(std::fs::read_dir(folder.path()).expect("there").count(), 1);
}

#[test]
fn the_record_is_written_at_a_measured_pace() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut writer = RecordWriter::open(folder.path()).expect("made");
    assert_eq!(writer.due_in(), None, "nothing has changed");
    writer.note_change();
    assert_eq!(writer.due_in(), Some(std::time::Duration::ZERO), "the first change is written at once");
    writer.write(&Record::default()).expect("written");
    assert_eq!(writer.due_in(), None);
    writer.note_change();
    assert!(writer.due_in().expect("changed") > std::time::Duration::from_millis(100), "the next one has to wait");
}
