//! A run of the built binary that can be interfered with, and everything it started: found by a mark in the environment
//! that processes hand down to those they start.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

static NEXT: AtomicU32 = AtomicU32::new(0);
/// Longer than anything here may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A `shopper` that is running.
pub(crate) struct Running {
    child: Child,
    mark: String,
    lines: Receiver<String>,
    seen: Vec<String>,
    /// Holds `out/` (the report) and `tmp/` (what the run takes for its temporary folder).
    folder: TempDir,
}

/// How it ended.
pub(crate) struct Ended {
    /// The exit code; a signal that killed it gives none.
    pub(crate) code: Option<i32>,
    /// Standard output and standard error, line by line.
    pub(crate) text: String,
    pub(crate) folder: TempDir,
    mark: String,
}

impl Running {
    /// Starts `shopper ARGS --out …` with a mark and a temporary folder of its own.
    pub(crate) fn start(args: &[&str]) -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        fs::create_dir(folder.path().join("tmp")).expect("a folder can be made");
        let mark = format!("endings-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut child = Command::new(env!("CARGO_BIN_EXE_shopper"))
            .args(args)
            .arg("--out")
            .arg(folder.path().join("out"))
            .env("TMPDIR", folder.path().join("tmp"))
            .env("MARK_OF_A_TEST", &mark)
            .env("RUST_BACKTRACE", "0")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let (tell, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("it is piped")), Box::new(child.stderr.take().expect("it is piped"))];
        for stream in streams {
            let tell = tell.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = tell.send(line);
                }
            });
        }
        Self { child, mark, lines, seen: Vec::new(), folder }
    }

    /// Waits for a line with `words` in it.
    pub(crate) fn await_line(&mut self, words: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.seen.iter().any(|line| line.contains(words)) {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left);
            self.seen.push(line.unwrap_or_else(|_| panic!("no line with {words:?} came:\n{}", self.seen.join("\n"))));
        }
    }

    /// Waits for a process of that name among those that this run started, and gives its id.
    pub(crate) fn await_process(&self, name: &str) -> Pid {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some((pid, _)) = started_under(&self.mark).into_iter().find(|(_, comm)| comm.starts_with(name)) {
                return pid;
            }
            assert!(Instant::now() < end, "no process {name} was started");
            std::thread::yield_now();
        }
    }

    /// Kills every process of that name that this run started.
    pub(crate) fn kill(&self, name: &str) {
        self.await_process(name);
        for (pid, _) in started_under(&self.mark).into_iter().filter(|(_, comm)| comm.starts_with(name)) {
            // It may have ended with the one before it.
            let _ = kill(pid, Signal::SIGKILL);
        }
    }

    /// Sends a signal to the program itself.
    pub(crate) fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.child.id().cast_signed()), signal).expect("it is still running");
    }

    /// Waits for its end.
    pub(crate) fn wait(mut self) -> Ended {
        let end = Instant::now() + PATIENCE;
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.seen.push(line);
        }
        let status = match self.child.try_wait() {
            Ok(Some(status)) => status,
            _ if Instant::now() < end => self.child.wait().expect("it can be waited for"),
            _ => {
                let _ = self.child.kill();
                panic!("it did not end:\n{}", self.seen.join("\n"));
            }
        };
        Ended { code: status.code(), text: self.seen.join("\n"), folder: self.folder, mark: self.mark }
    }
}

/// Waits until `words` stand in a file that somebody else writes.
pub(crate) fn await_text(file: &Path, words: &str) {
    let end = Instant::now() + PATIENCE;
    while !fs::read_to_string(file).is_ok_and(|text| text.contains(words)) {
        assert!(Instant::now() < end, "{words:?} never came into {}", file.display());
        std::thread::sleep(Duration::from_millis(5));
    }
}

impl Ended {
    /// Fails if any process that the run started is alive, or anything is left in its temporary folder.
    ///
    /// What a killed program leaves to its guard may take the guard a moment.
    pub(crate) fn left_nothing(&self) -> &Self {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            let alive = started_under(&self.mark);
            let left: Vec<PathBuf> = fs::read_dir(self.folder.path().join("tmp"))
                .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
                .unwrap_or_default();
            if alive.is_empty() && left.is_empty() {
                return self;
            }
            assert!(Instant::now() < end, "left behind: processes {alive:?}, files {left:?}\n{}", self.text);
            std::thread::yield_now();
        }
    }

    /// The record that it left.
    pub(crate) fn record(&self) -> serde_json::Value {
        let path = self.folder.path().join("out/run.json");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("no record: {error}\n{}", self.text));
        serde_json::from_str(&text).expect("the record is JSON")
    }

    /// The JUnit file that it left.
    pub(crate) fn junit(&self) -> String {
        fs::read_to_string(self.folder.path().join("out/TEST-mystery-shopper.xml")).expect("a JUnit file was written")
    }
}

/// Processes with this mark that are alive (zombies are not), with their names.
fn started_under(mark: &str) -> Vec<(Pid, String)> {
    let wanted = format!("MARK_OF_A_TEST={mark}");
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").expect("Linux has /proc").flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<i32>().ok()) else { continue };
        let Ok(environment) = fs::read(entry.path().join("environ")) else { continue };
        if !environment.split(|byte| *byte == 0).any(|one| one == wanted.as_bytes()) {
            continue;
        }
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        let name = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')'));
        match name {
            Some((name, state)) if !state.trim_start().starts_with('Z') => {
                found.push((Pid::from_raw(pid), name.to_owned()));
            }
            _ => {}
        }
    }
    found
}
