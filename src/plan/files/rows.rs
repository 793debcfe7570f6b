//! `data.csv:3`: the journeys whose values stand in a row of a file that `Examples: from` names.

use std::fs;
use std::path::Path;

use super::super::mistake::{Kind, Mistake};
use super::{At, Found, Links, cannot_open, find as find_features, tidy, walk};

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

/// So many folders are looked through for the features, the file's own among them...
const HIGHEST: usize = 4;
/// ...and so many where the file lies outside of the folder that the command runs in.
const HIGHEST_ELSEWHERE: usize = 2;

/// The features in the file's folder or the nearest one above it that holds such. No further up than the folder that the
/// command runs in, and through no links: all of a machine's files are not walked for a slip.
fn nearest(file: &Path, wanted: impl Fn(&Found) -> bool) -> Vec<Found> {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    for folder in folders_for(file, &here) {
        let mut found = Vec::new();
        walk(folder, &mut found, &mut Vec::new(), (0, Links::Leave));
        found.retain(&wanted);
        if !found.is_empty() {
            return found.into_iter().map(|found| Found { name: tidy(Path::new(&found.name)), ..found }).collect();
        }
    }
    Vec::new()
}

/// The folders that are looked through, for a command that runs `here`.
fn folders_for<'f>(file: &'f Path, here: &Path) -> Vec<&'f Path> {
    let mut folders = Vec::new();
    for folder in file.ancestors().skip(1) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(real) = fs::canonicalize(folder) else { break };
        let inside = real.starts_with(here);
        let most = if inside { HIGHEST } else { HIGHEST_ELSEWHERE };
        let holds_it = here.starts_with(&real) && real != here;
        if folders.len() >= most || holds_it || real.parent().is_none() {
            break;
        }
        folders.push(folder);
        if real == here {
            break;
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_looked_for_up_to_the_folder_that_the_command_runs_in() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        for name in ["shop/features/data", "elsewhere/a/b/c"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        let here = root.join("shop");
        let looked = |file: &str| -> Vec<String> {
            let file = root.join(file);
            let found = folders_for(&file, &here);
            found.iter().map(|folder| folder.strip_prefix(&root).unwrap().to_string_lossy().into_owned()).collect()
        };
        assert_eq!(looked("shop/features/data/a.csv"), ["shop/features/data", "shop/features", "shop"]);
        assert_eq!(looked("elsewhere/a/b/c/a.csv"), ["elsewhere/a/b/c", "elsewhere/a/b"]);
        assert_eq!(looked("elsewhere/a.csv"), ["elsewhere"], "what holds the working folder is not walked");
        assert_eq!(folders_for(Path::new("/a.csv"), &here), [] as [&Path; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_to_a_feature() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["data/a.csv", "far/x.feature"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "a.csv").unwrap();
        }
        std::os::unix::fs::symlink(folder.path().join("far"), folder.path().join("data/linked")).unwrap();
        let file = folder.path().join("data/a.csv");
        let nearest = || nearest(&file, |_| true).into_iter().map(|found| found.name).collect::<Vec<_>>();
        assert_eq!(nearest(), [folder.path().join("far/x.feature").to_string_lossy()], "by its own path alone");
    }
}
