//! Servers that know nothing of us, installed from their registries and started by a script of `ci`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

/// What a script ends with when a program that its server needs is not on this machine.
const NOT_HERE: i32 = 4;

/// A server that is open until this is dropped.
pub(crate) struct RealServer {
    child: Child,
    /// The one line it said when it was ready.
    pub(crate) told: String,
}

impl RealServer {
    /// Sets it up if need be and opens it; nothing where the machine lacks what `it` needs.
    pub(crate) fn open(it: &str, script: &str, arguments: &[&str]) -> Option<Self> {
        let mut child = Command::new("bash")
            .arg(script)
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("bash is there");
        let mut told = String::new();
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped"));
        lines.read_line(&mut told).expect("what it prints is text");
        if told.is_empty() {
            let ended = child.wait().expect("it has ended");
            assert_eq!(ended.code(), Some(NOT_HERE), "{script} did not open {it}");
            // Past the capture of the test runner: what was not tried must not look like what was.
            let _ = writeln!(std::io::stderr(), "warning: {it} was not tried: this machine lacks what it needs");
            return None;
        }
        Some(Self { child, told: told.trim().to_owned() })
    }
}

impl Drop for RealServer {
    fn drop(&mut self) {
        // The end of its input is its end.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
