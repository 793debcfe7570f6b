//! What commands print: to standard output, and not into a pipe that nobody reads any more.

use std::io::{self, Write};

use crate::exit::Exit;

/// Prints `text`. A reader that has gone away (`shopper steps | head`) wanted no more of it: that is no trouble.
pub(crate) fn print(text: &str) -> Exit {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Exit::Passed,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Passed,
        Err(error) => {
            complain(&format!("error: cannot write to standard output: {error}"));
            Exit::Blocked
        }
    }
}

/// Prints a line to standard error; when even that is gone, there is nobody left to tell.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
