//! What differs between two readings of one document.

use std::fmt;

use mystery_shopper::plan::Kind;
use serde_json::Value;

use super::official::Official;
use super::ours::{Reading, Told};

/// One thing that differs.
#[derive(Debug, Clone)]
pub(super) enum Seen {
    /// We tell a mistake where the official parser tells none; it reads the file, or stops at a later line.
    Told(Told),
    /// The official parser tells a mistake where we tell none.
    Missed { line: usize, message: String },
    /// Both read the file, and a value is not the same.
    Value { path: String, ours: Value, official: Value },
}

impl Seen {
    /// Whether it is a mistake of this kind.
    pub(super) fn tells(&self, kind: Kind) -> bool {
        matches!(self, Seen::Told(told) if told.kind == kind)
    }

    /// Whether it is a mistake of this kind with these words.
    pub(super) fn says(&self, kind: Kind, what: &str) -> bool {
        matches!(self, Seen::Told(told) if told.kind == kind && told.what.contains(what))
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Seen::Told(told) => {
                write!(f, "line {}: we tell {}: {}", told.line, told.kind.id(), told.what)
            }
            Seen::Missed { line, message } => write!(f, "line {line}: only the official parser tells {message}"),
            Seen::Value { path, ours, official } => write!(f, "{path}: ours {ours}, official {official}"),
        }
    }
}

/// Whether both read the file as far as its journeys.
pub(super) fn both_read(ours: &Reading, official: &Official) -> bool {
    ours.journeys.is_some() && matches!(official, Official::Read { .. })
}

/// Everything that differs. Of a file that one of them cannot read, only the first mistake counts: the others may be its
/// consequences.
pub(super) fn differences(ours: &Reading, official: &Official) -> Vec<Seen> {
    let mut seen = Vec::new();
    let first = ours.unreadable.iter().min_by_key(|told| told.line);
    match (official, first) {
        (Official::Read { .. }, Some(told)) => seen.push(Seen::Told(told.clone())),
        (Official::Read { document, journeys }, None) => {
            seen.extend(ours.mistakes.iter().cloned().map(Seen::Told));
            differ("document", &ours.document, document, &mut seen);
            if let Some(found) = &ours.journeys {
                differ("journeys", found, journeys, &mut seen);
            }
        }
        (Official::Refused { line, .. }, Some(told)) if told.line == *line => {}
        (Official::Refused { line, .. }, Some(told)) if told.line < *line => seen.push(Seen::Told(told.clone())),
        (Official::Refused { line, message }, _) => {
            seen.push(Seen::Missed { line: *line, message: message.clone() });
        }
    }
    seen
}

fn differ(path: &str, ours: &Value, official: &Value, seen: &mut Vec<Seen>) {
    match (ours, official) {
        (Value::Object(left), Value::Object(right)) => {
            assert!(left.keys().eq(right.keys()), "the two neutral forms have other fields at {path}");
            for (key, value) in left {
                differ(&format!("{path}.{key}"), value, &right[key], seen);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                differ(&format!("{path}[{index}]"), left, right, seen);
            }
        }
        _ if ours == official => {}
        _ => seen.push(Seen::Value { path: path.to_owned(), ours: ours.clone(), official: official.clone() }),
    }
}
