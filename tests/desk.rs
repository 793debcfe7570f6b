//! QA's desk, seen from outside: phrases, examples from files, warnings, formatting, usage; the built binary in a
//! folder of its own.

mod examples;
mod known;
mod layout;
mod phrases;
mod usage;
mod warnings;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::shopper::shopper;

/// A folder with feature files, in which the program is run.
struct Desk(TempDir);

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("there is room for a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("it is in the folder")).expect("the folder is ours");
            fs::write(path, text).expect("the folder is ours");
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs the program; gives what it wrote to both streams and its exit code, as one text.
    fn run(&self, arguments: &[&str]) -> String {
        let output = shopper(arguments).current_dir(self.path()).output().expect("the program is built and starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().map_or("a signal".to_owned(), |code| code.to_string());
        format!("{}{}exit code {code}", text(&output.stdout), text(&output.stderr))
    }
}

#[test]
fn of_several_runs_each_is_drawn_and_one_that_cannot_be_read_is_told() {
    let good = serde_json::to_string(&mystery_shopper::record::Record::default()).expect("plain data");
    let desk = Desk::with(&[("out/app/run.json", "{"), ("out/classic/run.json", &good)]);
    let told = desk.run(&["report", "out"]);
    assert!(told.contains("\nout/classic\n"), "{told}");
    assert!(told.contains("error: out/app/run.json is not the record of a run: "), "{told}");
    assert!(told.ends_with("exit code 2"), "{told}");
    fs::remove_dir_all(desk.path().join("out/app")).expect("the folder is ours");
    assert!(desk.run(&["report", "out"]).ends_with("exit code 0"));
}
