//! `data.csv:3`: the journeys whose values stand in a row of a file that `Examples: from` names.

use std::fs;
use std::path::Path;

use super::super::mistake::{Kind, Mistake};
use super::{At, Found, cannot_open, find as find_features, tidy, walk};

/// Whether a file of this name can hold the rows of an outline.
pub(super) fn are_in(file: &str) -> bool {
    let ending = Path::new(file).extension();
    ending.is_some_and(|found| found.eq_ignore_ascii_case("csv") || found.eq_ignore_ascii_case("json"))
}

/// The features that may take their examples from this file: among those that were asked for beside it, or else those in
/// the nearest folder at or above it that holds one. Which of their rows are meant is found when they have been read.
pub(super) fn find(path: &str, beside: &[String], mistakes: &mut Vec<Mistake>) -> Vec<Found> {
    let (file, lines) = At::split(path);
    let real = match fs::canonicalize(file) {
        Ok(real) => real,
        Err(error) => {
            mistakes.push(cannot_open(file, &error));
            return Vec::new();
        }
    };
    let mut places: Vec<At> = lines
        .into_iter()
        .filter_map(|at| match at {
            At::Line(line) => Some(At::Data { file: real.clone(), line: Some(line) }),
            At::Row(..) | At::Data { .. } => None,
        })
        .collect();
    if places.is_empty() {
        places.push(At::Data { file: real, line: None });
    }
    let name = Path::new(file).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let names_it = |found: &Found| fs::read_to_string(&found.name).is_ok_and(|text| text.contains(&name));
    let mut found =
        if beside.is_empty() { nearest(Path::new(file), names_it) } else { find_features(beside, &mut Vec::new()) };
    found.retain(names_it);
    if found.is_empty() {
        let mend = "give a file that ends in .feature, a folder, or a file that `Examples: from` names in a feature";
        mistakes.push(Mistake::about_file(
            Kind::NotAFeature,
            file,
            "no feature takes its examples from this file",
            mend,
        ));
    }
    found.into_iter().map(|found| Found { places: places.clone(), ..found }).collect()
}

/// So many folders up the features are looked for: all of a machine's files are not walked for a slip.
const HIGHEST: usize = 4;

fn nearest(file: &Path, wanted: impl Fn(&Found) -> bool) -> Vec<Found> {
    for folder in file.ancestors().skip(1).take(HIGHEST) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let mut found = Vec::new();
        walk(folder, &mut found, &mut Vec::new(), 0);
        found.retain(&wanted);
        if !found.is_empty() {
            return found.into_iter().map(|found| Found { name: tidy(Path::new(&found.name)), ..found }).collect();
        }
    }
    Vec::new()
}
