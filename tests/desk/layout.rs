//! `shopper fmt`: what it writes, what it leaves alone, and how it ends.

use std::fs;

use super::Desk;

const UNTIDY: &str = "Feature: f\n Scenario: s\n  Given   I am in the shop\n";
const TIDY: &str = "Feature: f\n\n  Scenario: s\n    Given I am in the shop\n";

#[test]
fn files_are_laid_out_once_and_checked_without_being_written() {
    let desk = Desk::with(&[("in/a.feature", UNTIDY), ("in/b.feature", TIDY)]);
    let checked = desk.run(&["fmt", "--check", "in"]);
    assert_eq!(checked, "in/a.feature\n1 file to be laid out, 1 as it should be\nexit code 2");
    assert_eq!(fs::read_to_string(desk.path().join("in/a.feature")).unwrap(), UNTIDY);
    assert_eq!(desk.run(&["fmt", "in"]), "in/a.feature\n1 file laid out, 1 as it should be\nexit code 0");
    assert_eq!(fs::read_to_string(desk.path().join("in/a.feature")).unwrap(), TIDY);
    assert_eq!(desk.run(&["fmt", "in"]), "0 files laid out, 2 as it should be\nexit code 0");
    assert_eq!(desk.run(&["fmt", "--check", "in"]), "0 files to be laid out, 2 as it should be\nexit code 0");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_left_alone() {
    let broken = format!("{UNTIDY}  nonsense\n");
    let desk = Desk::with(&[("a.feature", &broken), ("b.feature", UNTIDY)]);
    insta::assert_snapshot!(desk.run(&["fmt", "."]));
    assert_eq!(fs::read_to_string(desk.path().join("a.feature")).unwrap(), broken);
    assert_eq!(fs::read_to_string(desk.path().join("b.feature")).unwrap(), TIDY);
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_and_links_to_it_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let desk = Desk::with(&[("real/a.feature", UNTIDY)]);
    let (real, link) = (desk.path().join("real/a.feature"), desk.path().join("a.feature"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    assert_eq!(desk.run(&["fmt", "a.feature"]), "a.feature\n1 file laid out, 0 as it should be\nexit code 0");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), TIDY);
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(desk.path().join("real")).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn the_shipped_journeys_are_laid_out() {
    let told = Desk::with(&[]).run(&["fmt", "--check", concat!(env!("CARGO_MANIFEST_DIR"), "/features")]);
    assert!(told.ends_with("exit code 0"), "{told}");
}
