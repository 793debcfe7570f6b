//! The desk hears a run and leaves the files and the text that belong to it.

use std::path::Path;

use shopper_browser::Failure;

use super::*;
use crate::record::StepEvidence;
use crate::report::console::{self, Look};
use crate::report::redraw;
use crate::report::testing::{Journey, Paper, Run, example};

fn open(out: &Path) -> (EventSink, Desk, Paper, Places) {
    let places = Places::new(out, "/home/qa/shop");
    let paper = Paper::default();
    let redactor = Redactor::default();
    redactor.hide("password", "hunter2-and-more");
    let console = Console::new(Box::new(paper.clone()), Look::default());
    let (sink, desk) = Desk::open(places.clone(), Arc::new(redactor), console).expect("the folder can be made");
    (sink, desk, paper, places)
}

#[test]
fn a_run_leaves_its_record_its_junit_file_and_its_text() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("reports");
    let (sink, desk, paper, places) = open(&out);
    example().events.into_iter().for_each(|event| sink.tell(event));
    let outcome = desk.close();
    assert!(outcome.troubles.is_empty(), "{:?}", outcome.troubles);
    assert_eq!(outcome.exit(FlakyGate::Pass), Exit::Broken);
    let stored = Record::read(&out).expect("written");
    assert_eq!(stored, outcome.record);
    assert_eq!(stored, example().record());
    let junit = std::fs::read_to_string(out.join("TEST-mystery-shopper.xml")).expect("written");
    std::fs::remove_file(out.join("TEST-mystery-shopper.xml")).expect("there");
    let (text, written) = redraw(&stored, &places, &Look::default());
    written.expect("written");
    assert_eq!(text, paper.text(), "the console's text, drawn again");
    let again = std::fs::read_to_string(out.join("TEST-mystery-shopper.xml")).expect("written again");
    assert_eq!(again, junit, "the JUnit file, drawn again");
}

#[test]
fn a_run_whose_end_is_never_told_is_kept_as_far_as_it_came() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (sink, desk, _, _) = open(folder.path());
    let mut events = example().events;
    events.truncate(events.len() - 4);
    for event in events {
        sink.tell(event);
    }
    drop(sink);
    let outcome = desk.close();
    assert_eq!(outcome.record.finished_at, None);
    assert_eq!(Record::read(folder.path()).expect("readable"), outcome.record);
}

#[test]
fn a_record_stands_on_disk_before_anything_is_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (sink, desk, _, _) = open(folder.path());
    assert_eq!(Record::read(folder.path()).expect("readable"), Record::default());
    drop(sink);
    desk.close();
}

#[test]
fn a_secret_reaches_neither_file_nor_terminal() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (sink, desk, paper, _) = open(folder.path());
    let failure = Failure::expectation("the page shows hunter2-and-more and 4111 1111 1111 1111");
    let journey = Journey::new("a.feature", 1, "log in", &["    When I log in with \"hunter2-and-more\""]);
    Run::of(1)
        .goes(journey.fails(0, failure, StepEvidence::default()))
        .ends()
        .events
        .into_iter()
        .for_each(|e| sink.tell(e));
    desk.close();
    let mut all = paper.text();
    for file in std::fs::read_dir(folder.path()).expect("there") {
        all += &std::fs::read_to_string(file.expect("there").path()).expect("text");
    }
    assert!(!all.contains("hunter2") && !all.contains("4111 1111 1111"), "{all}");
    assert!(all.contains("[password]"), "{all}");
}

#[test]
fn files_that_cannot_be_written_are_told_and_the_verdicts_still_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("reports");
    let (sink, desk, paper, places) = open(&out);
    std::fs::remove_dir_all(&out).expect("there");
    std::fs::write(&out, "in the way").expect("written");
    let passing = Journey::new("a.feature", 1, "look", &["    Given I am in the shop"]).passes();
    let run = Run::of(1).goes(passing).ends();
    run.events.iter().cloned().for_each(|event| sink.tell(event));
    let outcome = desk.close();
    assert_eq!(outcome.troubles.len(), 2, "{:?}", outcome.troubles);
    for trouble in &outcome.troubles {
        let told = trouble.to_string();
        assert!(told.starts_with(&format!("cannot write {}/", out.display())), "{told}");
        assert!(told.ends_with("name another folder with --out"), "{told}");
    }
    assert_eq!(outcome.exit(FlakyGate::Pass), Exit::Blocked);
    assert_eq!(paper.text(), console::draw(&run.record(), &places, &Look::default()));
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_verdicts_are_printed_and_the_file_and_the_cure_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (sink, desk, paper, places) = open(folder.path());
    for name in ["run.json.part", "TEST-mystery-shopper.xml.part"] {
        std::os::unix::fs::symlink("/dev/full", folder.path().join(name)).expect("every write to it fails");
    }
    let run = Run::of(0).ends();
    // Only the last event leads to a writing, and each failed one takes its temporary file away.
    sink.tell(run.events.last().cloned().expect("the end"));
    let outcome = desk.close();
    let told: Vec<String> = outcome.troubles.iter().map(ToString::to_string).collect();
    let cure =
        "No space left on device (os error 28); free some space there, or name a folder on another disk with --out";
    let expected = ["run.json", "TEST-mystery-shopper.xml"]
        .map(|name| format!("cannot write {}: {cure}", folder.path().join(name).display()));
    assert_eq!(told, expected);
    assert_eq!(outcome.exit(FlakyGate::Pass), Exit::Blocked);
    assert_eq!(paper.text(), console::draw(&outcome.record, &places, &Look::default()));
    assert_eq!(Record::read(folder.path()).expect("the one from before is left"), Record::default());
}

#[test]
fn an_output_folder_that_cannot_be_made_is_told_before_the_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("reports");
    std::fs::write(&file, "").expect("written");
    let console = Console::new(Box::new(Paper::default()), Look::default());
    let trouble = Desk::open(Places::new(&file, "/"), Arc::default(), console).expect_err("a file stands there");
    assert!(matches!(&trouble, OpenTrouble::Unwritable(WriteTrouble { path, .. }) if *path == file), "{trouble:?}");
    assert!(trouble.to_string().contains("move it away, or name another folder with --out"), "{trouble}");
}

#[test]
fn a_folder_that_another_run_writes_to_is_left_to_it_until_it_has_ended() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let again = || {
        let console = Console::new(Box::new(Paper::default()), Look::default());
        Desk::open(Places::new(folder.path(), "/"), Arc::default(), console)
    };
    let (sink, desk, _, _) = open(folder.path());
    std::fs::write(folder.path().join("TEST-mystery-shopper.xml"), "of the first").expect("ours");
    let trouble = again().expect_err("the first run has not ended");
    let told = format!(
        "another run is writing its report to {}; let it end, or name another folder with --out",
        folder.path().display()
    );
    assert_eq!(trouble.to_string(), told);
    assert!(folder.path().join("TEST-mystery-shopper.xml").exists(), "nothing of it was swept away");
    drop(sink);
    desk.close();
    let (sink, desk) = again().expect("the first one has ended");
    drop(sink);
    desk.close();
}
