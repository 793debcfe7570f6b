//! How names and texts are compared.

use std::fmt;

use serde::Serialize;

/// How a name or a text is compared: always without regard to case, with white space collapsed and required marks (`*`, `:`) dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "how", content = "words", rename_all = "camelCase")]
pub enum Match {
    /// The whole name.
    Exact(String),
    /// The name has these words in it.
    Contains(String),
    /// The whole name is one of these.
    OneOf(Vec<String>),
    /// The name begins with one of these, followed by the end or by something that is no letter.
    StartsWithOneOf(Vec<String>),
}

impl From<&str> for Match {
    fn from(name: &str) -> Self {
        Self::Exact(name.to_owned())
    }
}

impl From<String> for Match {
    fn from(name: String) -> Self {
        Self::Exact(name)
    }
}

impl From<Vec<String>> for Match {
    fn from(names: Vec<String>) -> Self {
        Self::OneOf(names)
    }
}

impl From<&[&str]> for Match {
    fn from(names: &[&str]) -> Self {
        Self::OneOf(names.iter().map(|name| (*name).to_owned()).collect())
    }
}

impl<const N: usize> From<[&str; N]> for Match {
    fn from(names: [&str; N]) -> Self {
        Self::from(names.as_slice())
    }
}

impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, words: &[String]| match words {
            [] => f.write_str("\"\""),
            [only] => write!(f, "\"{only}\""),
            [first, second] => write!(f, "\"{first}\" or \"{second}\""),
            [first, second, ..] => write!(f, "\"{first}\", \"{second}\" (or {} other words for it)", words.len() - 2),
        };
        match self {
            Self::Exact(words) => write!(f, "\"{words}\""),
            Self::Contains(words) => write!(f, "with \"{words}\" in it"),
            Self::OneOf(words) | Self::StartsWithOneOf(words) => list(f, words),
        }
    }
}
