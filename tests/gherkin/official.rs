//! The official parser: installed below the build's folder, asked about all documents in one process of Node.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

use serde_json::Value;

/// What it makes of a document.
pub(super) enum Official {
    /// It reads it.
    Read { document: Value, journeys: Value },
    /// It tells a mistake, the first one on this line.
    Refused { line: usize, message: String },
}

/// What it makes of all documents, and the keywords of its languages.
pub(super) struct Answer {
    pub(super) readings: Vec<Official>,
    pub(super) languages: Value,
}

/// Our files that are needed beside the parser.
const FILES: [(&str, &str); 3] = [
    ("package.json", include_str!("package.json")),
    ("package-lock.json", include_str!("package-lock.json")),
    ("official.mjs", include_str!("official.mjs")),
];

/// Asks it about documents; nothing if it cannot be had here, which is said on standard error. On CI (`CI` is set) a
/// parser that cannot be installed although Node is there is a failure.
pub(super) fn read(documents: &[&str]) -> Option<Answer> {
    match installed() {
        Ok(folder) => Some(ask(&folder, documents)),
        Err(lack) => {
            assert!(!lack.node || std::env::var_os("CI").is_none(), "{lack}");
            None
        }
    }
}

/// Why it cannot be had, and whether Node and npm are there.
#[derive(Clone)]
struct Lack {
    why: String,
    node: bool,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "our Gherkin was not compared with the official parser's: {}", self.why)
    }
}

/// The folder where it is, installed once for all tests.
fn installed() -> Result<PathBuf, Lack> {
    static INSTALLED: OnceLock<Result<PathBuf, Lack>> = OnceLock::new();
    let installed = INSTALLED.get_or_init(|| {
        install().inspect_err(|lack| {
            // Not `eprintln!`: what a test prints with it is shown only if the test fails.
            writeln!(io::stderr(), "warning: {lack}").expect("standard error takes a line");
        })
    });
    installed.clone()
}

fn install() -> Result<PathBuf, Lack> {
    for (tool, oldest) in [("node", (20, 10)), ("npm", (1, 0))] {
        let version = version(tool);
        if version.is_none_or(|found| found < oldest) {
            let why = format!("{tool} is missing or too old; install Node.js 20.10 or newer, with npm");
            return Err(Lack { why, node: false });
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("gherkin-official");
    fs::create_dir_all(&folder).expect("the build's folder takes another one");
    for (name, text) in FILES {
        fs::write(folder.join(name), text).expect("the folder is ours");
    }
    let mark = folder.join("node_modules/.installed-by-this-lock");
    let [_, (_, lock), _] = FILES;
    if fs::read_to_string(&mark).is_ok_and(|found| found == lock) {
        return Ok(folder);
    }
    let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"];
    let output = Command::new("npm").args(options).current_dir(&folder).output().expect("npm was there a moment ago");
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().take(3).collect::<Vec<_>>().join("\n  ");
        let why = format!("npm could not install it; check that npm reaches its registry\n  {said}");
        return Err(Lack { why, node: true });
    }
    fs::write(mark, lock).expect("npm made this folder");
    Ok(folder)
}

/// The first two numbers of a tool's version, if it is there.
fn version(tool: &str) -> Option<(u32, u32)> {
    let output = Command::new(tool).arg("--version").output().ok().filter(|output| output.status.success())?;
    let said = String::from_utf8(output.stdout).ok()?;
    let mut numbers = said.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn ask(folder: &Path, documents: &[&str]) -> Answer {
    let mut node = Command::new("node")
        .arg("official.mjs")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node was there a moment ago");
    let questions: Vec<String> = documents.iter().map(|text| Value::from(*text).to_string()).collect();
    let mut input = node.stdin.take().expect("it is piped");
    let asking = thread::spawn(move || input.write_all(questions.join("\n").as_bytes()));
    let output = node.wait_with_output().expect("node ends");
    assert!(output.status.success(), "official.mjs ended with {}", output.status);
    asking.join().expect("it does not panic").expect("node reads all questions");
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("each line is JSON"));
    let languages = lines.next().expect("the keywords come first");
    let readings: Vec<Official> = lines.map(answer).collect();
    assert_eq!(readings.len(), documents.len(), "one answer for each document");
    Answer { readings, languages }
}

fn answer(mut line: Value) -> Official {
    let Some(errors) = line["errors"].as_array() else {
        return Official::Read { document: line["document"].take(), journeys: line["pickles"].take() };
    };
    let place = |error: &Value| error["line"].as_u64().expect("a mistake has a line") as usize;
    let first = errors.iter().min_by_key(|error| place(error)).expect("who refuses says why");
    Official::Refused { line: place(first), message: first["message"].as_str().unwrap_or_default().to_owned() }
}
