//! An output folder holds what one run left: what an earlier run left there is swept away before the next one begins.
//!
//! Only what is known as ours is taken: what the earlier run's `run.json` names, and of a run that was killed what it wrote
//! after that, all of it under the names that our files have. Whatever else lies there stays, and so does a folder that
//! holds it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};
use std::time::{Duration, SystemTime};

use shopper_browser::Evidence;

use super::places::JUNIT_NAME;
use crate::record::{Record, StepEvidence};

/// Removes what the run left whose record lies in `out`; nothing where no record lies that can be read.
///
/// A JUnit file in another folder is not looked for: nobody knows whose it is.
pub(super) fn sweep(out: &Path) {
    let Ok(earlier) = Record::read(out) else { return };
    let mut folders: BTreeSet<&str> = earlier.run.folders.iter().map(String::as_str).collect();
    folders.retain(|folder| is_name(folder) && is_folder(&out.join(folder)));
    for kept in kept(&earlier) {
        if let Some((folder, name)) = kept.split_once('/')
            && is_name(folder)
            && is_evidence(name)
            && is_folder(&out.join(folder))
        {
            remove(&out.join(folder).join(name));
            folders.insert(folder);
        }
    }
    for folder in folders {
        if let Some(heard) = earlier.heard_at.filter(|_| earlier.finished_at.is_none()) {
            remove_unnamed(&out.join(folder), heard.into());
        }
        // It stays where somebody else's files lie in it.
        let _ = fs::remove_dir(out.join(folder));
    }
    remove(&out.join(JUNIT_NAME));
}

/// Every file that a record names.
fn kept(record: &Record) -> impl Iterator<Item = &str> {
    let steps = record.scenarios.iter().flat_map(|scenario| &scenario.attempts).flat_map(|attempt| &attempt.steps);
    let paths = steps.flat_map(|step| {
        let StepEvidence { picture, source, .. } = &step.evidence;
        let moves = step.moves.iter().map(|made| &made.picture);
        [picture, source].into_iter().chain(moves)
    });
    paths.filter_map(Evidence::captured).map(String::as_str)
}

/// So long before a run was last heard of it may have kept a file that its record does not name: evidence is told when all
/// of it is there.
const BEFORE: Duration = Duration::from_secs(30);
/// So long after that it may still have lived: a step that waits tells nothing, and a large record is written seldom.
const AFTER: Duration = Duration::from_secs(120);

/// Takes what a run that was killed kept in a journey's folder and did not get to name any more.
fn remove_unnamed(folder: &Path, heard: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let span = heard.checked_sub(BEFORE)..heard.checked_add(AFTER);
    for entry in entries.flatten() {
        let of_then = |found: fs::Metadata| found.is_file() && span.contains(&found.modified().ok());
        if is_evidence(&entry.file_name().to_string_lossy()) && entry.metadata().is_ok_and(of_then) {
            remove(&entry.path());
        }
    }
}

/// Whether it is a folder, and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// Whether a file is named as the pictures and sources of steps are: `03-i-pay.png`, `03-i-pay-move-2.jpg`.
fn is_evidence(name: &str) -> bool {
    let whole = name.strip_suffix(".part").unwrap_or(name);
    let stem = [".png", ".jpg", ".html"].iter().find_map(|ending| whole.strip_suffix(ending));
    let Some((number, text)) = stem.and_then(|stem| stem.split_once('-')) else { return false };
    let slug = |sign: char| sign == '-' || (sign.is_alphanumeric() && !sign.is_uppercase());
    number.len() >= 2 && number.bytes().all(|sign| sign.is_ascii_digit()) && text.chars().all(slug)
}

/// Whether it names something in a folder, and leads nowhere else: the record may have been written by anybody.
fn is_name(text: &str) -> bool {
    let mut parts = Path::new(text).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
}

fn remove(file: &Path) {
    match fs::remove_file(file) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!("{} is of an earlier run and cannot be removed: {error}", file.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::write_renamed;
    use crate::report::testing::{Journey, Run, pictured};
    use shopper_browser::Failure;

    fn files(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).expect("it is there").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                found.push(format!("{name}/"));
                found.extend(files(&entry.path()).into_iter().map(|inner| format!("{name}/{inner}")));
            } else {
                found.push(name);
            }
        }
        found.sort();
        found
    }

    fn lay(out: &Path, names: &[&str]) {
        for name in names {
            write_renamed(&out.join(name), |file| file.write_all(b"x")).expect("the folder is ours");
        }
    }

    /// The record of a run that was killed just now.
    fn record(out: &Path, folders: &[&str], picture: &str) {
        write_record(out, folders, picture, |record| record.heard_at = Some(jiff::Timestamp::now()));
    }

    fn write_record(out: &Path, folders: &[&str], picture: &str, change: impl FnOnce(&mut Record)) {
        let failed = Journey::new("a.feature", 1, "a", &["    Given x y"]);
        let run = Run::of(1).goes(failed.fails(0, Failure::expectation("x"), pictured(picture)));
        let mut record = run.record();
        change(&mut record);
        record.run.folders = folders.iter().map(|folder| (*folder).to_owned()).collect();
        fs::write(out.join("run.json"), serde_json::to_string(&record).expect("it is a record")).expect("ours");
    }

    #[test]
    fn what_an_earlier_run_left_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        lay(
            out,
            &[
                "a/01-x-y.png",
                "a/01-x-y.html",
                "a/02-ü-move-12.jpg",
                "a/02-z.png.part",
                "b/01-x.png",
                "b/notes.txt",
                "b/My Picture.png",
                "b/01-Mine.png",
                "c/01-x.png",
                "01-x.png",
                "TEST-mystery-shopper.xml",
                "other.xml",
            ],
        );
        record(out, &["a", "b"], "a/01-x-y.png");
        sweep(out);
        let left = ["01-x.png", "b/", "b/01-Mine.png", "b/My Picture.png", "b/notes.txt", "c/", "c/01-x.png"];
        let left: Vec<String> = left.iter().copied().chain(["other.xml", "run.json"]).map(str::to_owned).collect();
        assert_eq!(files(out), left);
    }

    #[test]
    fn of_a_run_that_ended_only_what_its_record_names_goes() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        lay(out, &["a/01-x-y.png", "a/01-notes.png", "a/2024-report.html"]);
        write_record(out, &["a"], "a/01-x-y.png", |record| {
            record.heard_at = Some(jiff::Timestamp::now());
            record.finished_at = record.heard_at;
        });
        sweep(out);
        assert_eq!(files(out), ["a/", "a/01-notes.png", "a/2024-report.html", "run.json"]);
    }

    #[test]
    fn of_a_run_that_was_killed_long_ago_what_was_put_there_since_stays() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        lay(out, &["a/01-x-y.png", "a/01-notes.png"]);
        write_record(out, &["a"], "a/01-x-y.png", |record| {
            record.heard_at = Some(jiff::Timestamp::now() - jiff::SignedDuration::from_hours(1));
        });
        sweep(out);
        assert_eq!(files(out), ["a/", "a/01-notes.png", "run.json"]);
    }

    #[test]
    fn a_record_that_names_what_no_run_leaves_takes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        lay(out, &["src/main.rs", ".git/config", "a/logo.png"]);
        for named in ["src/main.rs", ".git/config", "a/logo.png"] {
            record(out, &["src", ".git", "a"], named);
            sweep(out);
        }
        assert_eq!(files(out), [".git/", ".git/config", "a/", "a/logo.png", "run.json", "src/", "src/main.rs"]);
    }

    #[test]
    fn a_record_that_points_out_of_its_folder_takes_nothing_there() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        lay(folder.path(), &["out/x", "beside/01-x.png"]);
        for (folders, picture) in [(["../beside"], "../beside/01-x.png"), ([".."], "../01-x.png"), (["."], "/etc/x")] {
            record(&out, &folders, picture);
            sweep(&out);
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("beside"), out.join("linked")).unwrap();
            record(&out, &["linked"], "linked/01-x.png");
            sweep(&out);
        }
        assert!(folder.path().join("beside/01-x.png").exists());
    }

    #[test]
    fn without_a_record_nothing_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        lay(folder.path(), &["a/01-x-y.png", "TEST.xml"]);
        sweep(folder.path());
        fs::write(folder.path().join("run.json"), "{\"name\": \"somebody else's\"}").unwrap();
        sweep(folder.path());
        assert_eq!(files(folder.path()), ["TEST.xml", "a/", "a/01-x-y.png", "run.json"]);
    }
}
