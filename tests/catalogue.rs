//! The catalogue that the built binary carries, in dev and in release: no definition is lost on the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many `#[step(...)]` the sources of the shipped definitions hold.
fn written() -> usize {
    let below = |folder: PathBuf| {
        fs::read_dir(folder).expect("the definitions are there").flatten().map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let mut paths = below(Path::new(env!("CARGO_MANIFEST_DIR")).join("steps/src/definitions"));
    let folders: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).cloned().collect();
    paths.extend(folders.into_iter().flat_map(below));
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| fs::read_to_string(path).expect("sources are UTF-8"))
        .map(|text| text.lines().filter(|line| line.trim_start().starts_with("#[step(")).count())
        .sum()
}

#[test]
fn every_definition_that_is_written_can_be_said() {
    let told =
        Command::new(env!("CARGO_BIN_EXE_shopper")).args(["steps", "--format", "json"]).output().expect("it runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let catalogue: serde_json::Value = serde_json::from_slice(&told.stdout).expect("it is JSON");
    let count = catalogue.as_array().or_else(|| catalogue["definitions"].as_array()).map_or(0, Vec::len);
    assert!(written() > 40, "only {} definitions are written", written());
    assert_eq!(count, written(), "definitions in the binary against definitions in the source");
}
