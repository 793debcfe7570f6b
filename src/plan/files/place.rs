//! What may stand behind a file's name: a line, a row of the outline at a line, or the row of a data file.

use std::fmt;
use std::path::{Path, PathBuf};

/// A place that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum At {
    /// `a.feature:12`
    Line(usize),
    /// `a.feature:12[2]`: the second row, over all examples of the outline that begins there.
    Row(usize, usize),
    /// The examples that come from this file: those that stand at a line, or all of them.
    Data {
        /// The file, with its links resolved.
        file: PathBuf,
        /// The line, from 1.
        line: Option<usize>,
    },
}

impl At {
    /// `a.feature:12:30` -> the file and its places, unless a file has that very name.
    pub(super) fn split(path: &str) -> (&str, Vec<At>) {
        let mut places = Vec::new();
        let mut file = path;
        while !Path::new(file).exists()
            && let Some((head, place)) = file.rsplit_once(':')
            && let Some(place) = At::read(place)
        {
            places.insert(0, place);
            file = head;
        }
        (file, places)
    }

    fn read(text: &str) -> Option<At> {
        match text.strip_suffix(']').and_then(|text| text.split_once('[')) {
            Some((line, row)) => Some(At::Row(line.parse().ok()?, row.parse().ok()?)),
            None => text.parse().ok().map(At::Line),
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Line(line) => write!(f, "{line}"),
            At::Row(line, row) => write!(f, "{line}[{row}]"),
            At::Data { file, line: None } => write!(f, "{}", file.display()),
            At::Data { file, line: Some(line) } => write!(f, "{}:{line}", file.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_rows_are_cut_off() {
        assert_eq!(At::split("a.feature:12:30"), ("a.feature", vec![At::Line(12), At::Line(30)]));
        assert_eq!(At::split("a.feature:12[2]"), ("a.feature", vec![At::Row(12, 2)]));
        assert_eq!(At::split("a.feature:12[x]"), ("a.feature:12[x]", vec![]), "no such place");
        assert_eq!(At::Row(12, 2).to_string(), "12[2]");
    }
}
