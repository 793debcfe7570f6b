//! The walls of the house, checked by a machine. Each is written as an absence: this never does that.

use std::fs;
use std::path::{Path, PathBuf};

/// The Rust files below a folder (or the file itself) of the source tree, with their texts.
fn sources(place: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(place);
    let mut found = Vec::new();
    let mut left = vec![root];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(fs::read_dir(&path).expect("the source tree is readable").flatten().map(|entry| entry.path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            found.push((path, text));
        }
    }
    assert!(!found.is_empty(), "{place} holds no Rust at all");
    found
}

/// Lines of code (no comments, no unit tests) below `places` that hold one of `words`.
fn lines_with(places: &[&str], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in places.iter().flat_map(|place| sources(place)) {
        for (number, line) in text.lines().enumerate().take_while(|(_, line)| !line.starts_with("#[cfg(test)]")) {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    found
}

#[track_caller]
fn assert_none(found: &[String], law: &str) {
    assert!(found.is_empty(), "{law}:\n{}", found.join("\n"));
}

#[test]
fn nothing_sleeps_outside_the_one_waiting_loop() {
    let mut found = lines_with(&["src", "steps/src", "browser/src"], &["sleep("]);
    found.retain(|line| !line.contains("browser/src/wait.rs"));
    assert_none(&found, "all waiting is done by browser/src/wait.rs");
}

#[test]
fn only_the_browser_crate_names_fantoccini() {
    assert_none(&lines_with(&["src", "steps/src"], &["fantoccini"]), "WebDriver is spoken in browser/ alone");
}

#[test]
fn plan_record_verdict_and_report_touch_no_browser_and_do_not_await() {
    let places = ["src/plan", "src/record", "src/report", "src/verdict.rs"];
    let words =
        [".await", "async fn", "shopper_browser::Browser,", "shopper_browser::Page", "Browser::start", "open_context"];
    assert_none(&lines_with(&places, &words), "they work from values alone");
}

#[test]
fn only_the_plan_reads_features() {
    let found = lines_with(
        &["src/run", "src/record", "src/report", "src/cli", "steps/src/definitions", "steps/src/pages"],
        &["gherkin::parse", "plan::gherkin"],
    );
    assert_none(&found, "feature files are read by src/plan alone");
}

#[test]
fn a_page_never_asserts_and_a_definition_never_selects() {
    assert_none(
        &lines_with(&["steps/src/pages"], &["Failure::expectation", "Class::Expectation", "assert!("]),
        "pages expect nothing",
    );
    assert_none(
        &lines_with(&["steps/src/definitions"], &["Locator::", "querySelector", "eyes."]),
        "definitions select nothing",
    );
}

#[test]
fn the_browser_crate_has_never_heard_of_a_shop_or_of_gherkin() {
    let words = [
        "shop_",
        "Shop::",
        "Shop {",
        "cart",
        "Cart",
        "checkout",
        "Checkout",
        "gherkin",
        "Gherkin",
        "scenario",
        "Scenario",
        "shopper_steps",
    ];
    assert_none(&lines_with(&["browser/src"], &words), "it drives any page");
}

#[test]
fn dependencies_go_one_way() {
    let manifest = |crate_folder: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(crate_folder).join("Cargo.toml"))
            .expect("it is there")
    };
    let browser = manifest("browser");
    let steps = manifest("steps");
    for (crate_name, text, never) in [
        ("browser", &browser, ["shopper-steps", "mystery-shopper", "storefront", "cucumber"].as_slice()),
        ("steps", &steps, ["mystery-shopper", "storefront", "fantoccini"].as_slice()),
    ] {
        for name in never {
            let named =
                text.lines().any(|line| line.starts_with(&format!("{name}.")) || line.starts_with(&format!("{name} ")));
            assert!(!named, "{crate_name} must not depend on {name}");
        }
    }
}
