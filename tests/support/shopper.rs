//! The built program, run as a user runs it.

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use mystery_shopper::record::{Record, StepOutcome};
use mystery_shopper::verdict::Verdict;
use shopper_browser::Failure;
use tempfile::TempDir;

/// What a run of the program left.
pub(crate) struct Told {
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it wrote to standard output.
    pub(crate) out: String,
    /// What it wrote to standard error.
    pub(crate) err: String,
    /// The record, when it wrote one.
    pub(crate) record: Option<Record>,
}

/// A command of the program, in the repository's folder, which hears nothing of this machine's settings.
pub(crate) fn shopper(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shopper"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let spoken = name.to_string_lossy();
        if spoken.starts_with("SHOPPER_") || ["RUST_LOG", "NO_COLOR", "CLICOLOR_FORCE"].contains(&&*spoken) {
            command.env_remove(&name);
        }
    }
    command
}

/// Goes through journeys at the shop, with a report in a folder of its own; `arguments` are those of `shopper run`.
pub(crate) fn go(shop: &str, arguments: &[&str]) -> Told {
    let folder = TempDir::new().expect("there is room for a folder");
    let mut command = shopper(["run", "--shop", shop, "--out"]);
    let output = command.arg(folder.path()).args(arguments).output().expect("the program is built and starts");
    Told {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        record: record_in(folder.path()),
    }
}

/// The record in the folder of a report, if there is one.
pub(crate) fn record_in(folder: &Path) -> Option<Record> {
    let text = std::fs::read_to_string(folder.join("run.json")).ok()?;
    Some(serde_json::from_str(&text).expect("a record that was written can be read"))
}

/// How one journey came out: its verdict, and the first step that failed.
pub(crate) struct Outcome {
    pub(crate) name: String,
    pub(crate) verdict: Verdict,
    pub(crate) failed: Option<(String, Failure)>,
}

impl Told {
    /// How the journeys came out, in the order in which they began.
    pub(crate) fn outcomes(&self) -> Vec<Outcome> {
        let scenarios = self.record.iter().flat_map(|record| &record.scenarios);
        scenarios
            .map(|scenario| {
                let steps = scenario.attempts.last().map(|attempt| attempt.steps.as_slice()).unwrap_or_default();
                let failed = scenario.about.steps.iter().zip(steps).find_map(|(step, done)| match &done.result {
                    Some(StepOutcome::Failed(failure)) => Some((step.text.clone(), failure.clone())),
                    _ => None,
                });
                Outcome { name: scenario.about.name.clone(), verdict: scenario.verdict(), failed }
            })
            .collect()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.verdict.word(), self.name)?;
        if let Some((step, failure)) = &self.failed {
            write!(f, "\n    step     {step}\n    message  {failure}\n    class    {:?}", failure.class)?;
            write!(f, "\n    mend     {}\n    details  {}", failure.mend, failure.details.join("\n             "))?;
        }
        Ok(())
    }
}
