//! Where a value came from: what `shopper config` shows, and what an error points to.

use std::fmt;
use std::path::PathBuf;

/// The layer that decided a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The file that is built into the program.
    Default,
    /// A settings file.
    File {
        /// As it was found or given.
        path: PathBuf,
        /// Counted from one.
        line: usize,
    },
    /// An environment variable, by name.
    Environment(String),
    /// A flag, as it is written: `--shop`.
    Flag(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag(flag) => write!(f, "flag {flag}"),
        }
    }
}

/// A value that knows where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value itself.
    pub value: T,
    /// The layer that decided it.
    pub origin: Origin,
}

impl<T> std::ops::Deref for Sourced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
