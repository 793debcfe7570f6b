//! An output folder holds what one run left: what an earlier run left there is swept away before the next one begins.
//!
//! Only what is known as ours is taken: the earlier run's `run.json` names its folders and files. Whatever else lies
//! there stays, and so does a folder that holds it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

use shopper_browser::Evidence;

use crate::record::{Record, StepEvidence};

/// Removes what the run left whose record lies in `out`; nothing where no record lies that can be read.
pub(super) fn sweep(out: &Path, junit: &Path) {
    let Ok(earlier) = Record::read(out) else { return };
    let mut folders: BTreeSet<&str> = earlier.run.folders.iter().map(String::as_str).collect();
    for kept in kept(&earlier) {
        if let Some((folder, name)) = kept.split_once('/')
            && is_name(folder)
            && is_name(name)
            && is_folder(&out.join(folder))
        {
            // It may be a folder from before folders were told: of those, what the record names is taken, and no more.
            remove(&out.join(folder).join(name));
            let _ = fs::remove_dir(out.join(folder));
        }
    }
    folders.retain(|folder| is_name(folder));
    for folder in folders {
        empty(&out.join(folder));
    }
    remove(junit);
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

/// Takes our files out of a journey's folder, and the folder if nothing is left. A run that was killed may have kept
/// files that its record does not name yet.
fn empty(folder: &Path) {
    if !is_folder(folder) {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if is_evidence(&entry.file_name().to_string_lossy()) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            remove(&entry.path());
        }
    }
    // It stays where somebody else's files lie in it.
    let _ = fs::remove_dir(folder);
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

    fn record(out: &Path, folders: &[&str], picture: &str) {
        let failed = Journey::new("a.feature", 1, "a", &["    Given x y"]);
        let run = Run::of(1).goes(failed.fails(0, Failure::expectation("x"), pictured(picture)));
        let mut record = run.record();
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
        sweep(out, &out.join("TEST-mystery-shopper.xml"));
        let left = ["01-x.png", "b/", "b/01-Mine.png", "b/My Picture.png", "b/notes.txt", "c/", "c/01-x.png"];
        let left: Vec<String> = left.iter().copied().chain(["other.xml", "run.json"]).map(str::to_owned).collect();
        assert_eq!(files(out), left);
    }

    #[test]
    fn a_record_that_points_out_of_its_folder_takes_nothing_there() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        lay(folder.path(), &["out/x", "beside/01-x.png"]);
        for (folders, picture) in [(["../beside"], "../beside/01-x.png"), ([".."], "../01-x.png"), (["."], "/etc/x")] {
            record(&out, &folders, picture);
            sweep(&out, &out.join("TEST.xml"));
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("beside"), out.join("linked")).unwrap();
            record(&out, &["linked"], "linked/01-x.png");
            sweep(&out, &out.join("TEST.xml"));
        }
        assert!(folder.path().join("beside/01-x.png").exists());
    }

    #[test]
    fn without_a_record_nothing_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        lay(folder.path(), &["a/01-x-y.png", "TEST.xml"]);
        sweep(folder.path(), &folder.path().join("TEST.xml"));
        fs::write(folder.path().join("run.json"), "{\"name\": \"somebody else's\"}").unwrap();
        sweep(folder.path(), &folder.path().join("TEST.xml"));
        assert_eq!(files(folder.path()), ["TEST.xml", "a/", "a/01-x-y.png", "run.json"]);
    }
}
