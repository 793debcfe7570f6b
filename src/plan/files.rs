//! Which feature files are meant: files, folders walked in order, and `FILE:LINE`.

use std::fs;
use std::io;
use std::path::Path;

use super::mistake::{Kind, Mistake};

mod place;
mod rows;

pub(super) use self::place::At;

/// A feature file that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// As the author named it, with forward slashes.
    pub(super) name: String,
    /// The places in it that were asked for; empty for the whole file.
    pub(super) places: Vec<At>,
}

/// Finds the journeys of these paths, among them files that examples come from: those of `data.csv:3` are the ones whose
/// values stand in that row.
pub(super) fn find_journeys(paths: &[String], mistakes: &mut Vec<Mistake>) -> Vec<Found> {
    let (of_rows, paths): (Vec<String>, Vec<String>) =
        paths.iter().cloned().partition(|path| rows::are_in(At::split(path).0));
    let mut found = find(&paths, mistakes);
    found.extend(of_rows.iter().flat_map(|path| rows::find(path, &paths, mistakes)));
    once_each(found)
}

/// Finds the files of these paths. One that is named twice is read once.
pub(super) fn find(paths: &[String], mistakes: &mut Vec<Mistake>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for path in paths {
        let (file, places) = At::split(path);
        let before = found.len();
        let metadata = match fs::metadata(file) {
            Ok(metadata) => metadata,
            Err(error) => {
                mistakes.push(cannot_open(file, &error));
                continue;
            }
        };
        if metadata.is_dir() {
            if !places.is_empty() {
                let mend = "give a line to a file: FILE:LINE";
                mistakes.push(Mistake::about_file(Kind::NoSuchLine, path, "a folder has no lines", mend));
                continue;
            }
            let known = mistakes.len();
            walk(Path::new(file), &mut found, mistakes, (0, Links::Follow));
            if found.len() == before && mistakes.len() == known {
                let mend = "put journeys into files that end in .feature";
                mistakes.push(Mistake::about_file(Kind::NothingHere, file, "the folder holds no feature files", mend));
            }
        } else if is_feature(Path::new(file)) {
            found.push(Found { name: tidy(Path::new(file)), places });
        } else {
            let mend = "give a file that ends in .feature, or a folder";
            mistakes.push(Mistake::about_file(Kind::NotAFeature, file, "this is no feature file", mend));
        }
    }
    once_each(found)
}

/// The folder that holds phrases for the journeys beside and below it.
const PHRASES: &str = "phrases";

/// The feature files of the folders `phrases` beside or above these paths, up to the folder where the command runs
/// (for an absolute path: up to the root), without those that were asked for.
pub(super) fn phrases_for(paths: &[String], asked: &[Found], mistakes: &mut Vec<Mistake>) -> Vec<Found> {
    let mut found = Vec::new();
    // Journeys that a row of another file means may stand elsewhere than that file.
    let of_rows = asked.iter().filter(|found| found.places.iter().any(|at| matches!(at, At::Data { .. })));
    for path in paths.iter().chain(of_rows.map(|found| &found.name)) {
        let (file, _) = At::split(path);
        let above = Path::new(file).ancestors().skip(usize::from(!Path::new(file).is_dir()));
        for folder in above {
            let phrases = folder.join(PHRASES);
            if phrases.is_dir() {
                walk(&phrases, &mut found, mistakes, (0, Links::Follow));
            }
            if folder.ends_with("..") {
                break;
            }
        }
    }
    let real = |found: &Found| fs::canonicalize(&found.name).unwrap_or_else(|_| found.name.clone().into());
    let known: Vec<_> = asked.iter().map(real).collect();
    found.retain(|found| !known.contains(&real(found)));
    once_each(found)
}

/// Folders deeper than this are a loop of links, not a place for journeys.
const DEEPEST: usize = 32;

/// What becomes of links to other folders.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    Follow,
    Leave,
}

fn walk(folder: &Path, found: &mut Vec<Found>, mistakes: &mut Vec<Mistake>, (depth, links): (usize, Links)) {
    let entries: io::Result<Vec<_>> = fs::read_dir(folder).and_then(Iterator::collect);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            mistakes.push(cannot_open(&tidy(folder), &error));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if depth < DEEPEST && (links == Links::Follow || !path.is_symlink()) {
                walk(&path, found, mistakes, (depth + 1, links));
            }
        } else if is_feature(&path) {
            found.push(Found { name: tidy(&path), places: Vec::new() });
        }
    }
}

fn is_feature(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("feature"))
}

/// With forward slashes and without `./`.
fn tidy(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    let mut name = name.as_str();
    while let Some(rest) = name.strip_prefix("./") {
        name = rest.trim_start_matches('/');
    }
    name.replace("//", "/")
}

/// One entry for each file: the whole file wins over its lines.
fn once_each(found: Vec<Found>) -> Vec<Found> {
    let mut once: Vec<(std::path::PathBuf, Found)> = Vec::new();
    for next in found {
        let real = fs::canonicalize(&next.name).unwrap_or_else(|_| next.name.clone().into());
        match once.iter_mut().find(|(known, _)| *known == real) {
            None => once.push((real, next)),
            Some((_, known)) if known.places.is_empty() || next.places.is_empty() => known.places.clear(),
            Some((_, known)) => known.places.extend(next.places),
        }
    }
    once.into_iter().map(|(_, found)| found).collect()
}

fn cannot_open(file: &str, error: &io::Error) -> Mistake {
    if error.kind() != io::ErrorKind::NotFound {
        let what = format!("cannot be read: {}", reason(error));
        return Mistake::about_file(Kind::Unreadable, file, what, "make it readable for the user who runs this");
    }
    let mend = match neighbour(Path::new(file)) {
        Some(near) => format!("did you mean {near}?"),
        None if file.contains(['*', '?']) => "nothing fits this pattern; check the folder".to_owned(),
        None => "check the path; it is looked for from the folder where the command runs".to_owned(),
    };
    Mistake::about_file(Kind::NotFound, file, "there is no such file or folder", mend)
}

/// What the system says, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// The file or folder beside the missing one whose name comes nearest.
fn neighbour(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = parent.unwrap_or(Path::new("."));
    let mut names: Vec<String> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let wanted = entry.path().is_dir() || is_feature(&entry.path());
            wanted.then(|| entry.file_name().to_string_lossy().into_owned())
        })
        .collect();
    names.sort();
    let near = |other: &String| strsim::jaro_winkler(other, &name);
    let best = names.iter().max_by(|left, right| near(left).total_cmp(&near(right)))?;
    (near(best) > 0.85).then(|| tidy(&folder.join(best)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b/two.feature", "a.feature", "b/one.feature", "b/notes.md", ".hidden/x.feature", "c:3.feature"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "Feature: x").unwrap();
        }
        folder
    }

    fn found(paths: &[&str]) -> (Vec<(String, Vec<At>)>, Vec<Mistake>) {
        let folder = folder();
        let root = folder.path().to_str().unwrap().to_owned();
        let paths: Vec<String> = paths.iter().map(|path| format!("{root}/{path}")).collect();
        let mut mistakes = Vec::new();
        let found = find(&paths, &mut mistakes);
        let short = |found: Found| (found.name.replace(&format!("{root}/"), ""), found.places);
        (found.into_iter().map(short).collect(), mistakes)
    }

    #[test]
    fn folders_are_walked_in_order_without_hidden_ones() {
        let (files, mistakes) = found(&["."]);
        let names: Vec<_> = files.iter().map(|(name, _)| name.trim_start_matches("./")).collect();
        assert_eq!(names, ["a.feature", "b/one.feature", "b/two.feature", "c:3.feature"]);
        assert!(mistakes.is_empty());
    }

    #[test]
    fn phrases_are_looked_for_beside_and_above() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_str().unwrap().to_owned();
        for name in ["phrases/a.feature", "in/phrases/b.feature", "in/deep/c.feature", "out/phrases/d.feature"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "Feature: x").unwrap();
        }
        let beside = |path: &str| {
            let paths = [format!("{root}/{path}")];
            let mut mistakes = Vec::new();
            let asked = find(&paths, &mut mistakes);
            let found = phrases_for(&paths, &asked, &mut mistakes);
            found.into_iter().map(|found| found.name.replace(&format!("{root}/"), "")).collect::<Vec<_>>()
        };
        assert_eq!(beside("in/deep/c.feature:1"), ["in/phrases/b.feature", "phrases/a.feature"]);
        assert_eq!(beside("in"), ["phrases/a.feature"], "what is among the paths is read once");
        assert!(beside("").is_empty());
    }

    #[test]
    fn lines_are_cut_off_and_a_file_is_read_once() {
        let (files, _) = found(&["a.feature:3:9", "b/one.feature:2", "b"]);
        let expected =
            [("a.feature", vec![At::Line(3), At::Line(9)]), ("b/one.feature", vec![]), ("b/two.feature", vec![])]
                .map(|(n, l)| (n.to_owned(), l));
        assert_eq!(files, expected);
        assert_eq!(found(&["c:3.feature"]).0, [("c:3.feature".to_owned(), vec![])]);
    }

    #[test]
    fn missing_files_and_empty_folders_are_told() {
        let (_, mistakes) = found(&["b/ona.feature", "b/notes.md", "nowhere", "b:3"]);
        let kinds: Vec<_> = mistakes.iter().map(|found| found.kind).collect();
        assert_eq!(kinds, [Kind::NotFound, Kind::NotAFeature, Kind::NotFound, Kind::NoSuchLine]);
        assert!(mistakes[0].mend.ends_with("b/one.feature?"), "{}", mistakes[0].mend);
        let empty = tempfile::tempdir().unwrap();
        let mut mistakes = Vec::new();
        find(&[empty.path().to_str().unwrap().to_owned()], &mut mistakes);
        assert_eq!(mistakes[0].kind, Kind::NothingHere);
    }
}
