//! What a run and its journeys are before anything has happened: as their authors wrote them, and where.

use std::fmt;

use serde::{Deserialize, Serialize};
use shopper_browser::BrowserDescription;

/// A journey's stable, readable name: `features/checkout/guest.feature:12`, or `...:12[2]` for the second row of an outline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScenarioId(String);

impl ScenarioId {
    /// The journey that begins at `line` (from 1) of the feature file at `path`.
    pub fn new(path: impl fmt::Display, line: usize) -> Self {
        Self(format!("{path}:{line}"))
    }

    /// Row `row` (from 1, over all example tables) of the outline that begins at `line` of the feature file at `path`.
    pub fn of_row(path: impl fmt::Display, line: usize, row: usize) -> Self {
        Self(format!("{path}:{line}[{row}]"))
    }

    /// As it is written in records and reports.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn text_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl fmt::Display for ScenarioId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Stands for a journey, `FILE:LINE`, in [`RunInfo::again`].
pub const JOURNEY: &str = "{journey}";

/// What is known of a run before its first journey.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RunInfo {
    /// Version of the program.
    pub shopper: String,
    /// URL of the shop.
    pub shop: String,
    /// The browser, when it is started before the first journey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<BrowserDescription>,
    /// Journeys at a time.
    pub workers: usize,
    /// Name of the machine; JUnit calls it `hostname`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The command that goes through one of its journeys again; [`JOURNEY`] stands for that journey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<String>,
    /// That command goes without the user and password that stood in the shop's address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again_without_login: bool,
    /// Seed of whatever was left to chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Folders of the output that its pictures are kept in, one for each journey; nobody else's lie there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<String>,
    /// What a report may want to know beside this; shown as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<(String, String)>,
}

/// A journey as its author wrote it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ScenarioInfo {
    /// Path of the feature file, as given or found, with forward slashes.
    pub path: String,
    /// Name of the feature.
    pub feature: String,
    /// Name of the rule it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Name of the journey; unique for the rows of an outline.
    pub name: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Where its row stands, if the examples come from a file of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowPlace>,
    /// Tags without `@`, those of the feature and rule included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Its steps, those of the background first.
    pub steps: Vec<StepInfo>,
}

/// Where a row of examples stands that come from a file of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPlace {
    /// Path of that file, with forward slashes.
    pub path: String,
    /// The row's line in it, from 1.
    pub line: usize,
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// A step as its author wrote it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StepInfo {
    /// `Given`, `When`, `Then`, `And`... as written, trimmed.
    pub keyword: String,
    /// The sentence, values of an outline's row filled in.
    pub text: String,
    /// Line in the journey's file, from 1.
    pub line: usize,
    /// Column of the keyword in characters, from 1.
    pub column: usize,
    /// The whole line as it stands in the file.
    pub source: String,
    /// It belongs to the background.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub background: bool,
    /// The phrases it came from, the outermost first; `line`, `column` and `source` are those of the step that says it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrase: Vec<InPhrase>,
    /// The row of the table under it that its failure points to, behind the header if it is another one. No other row is
    /// kept: a table may hold passwords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub table: Vec<TableRow>,
}

/// A row of a table as it stands in the journey's file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Line in the file, from 1.
    pub line: usize,
    /// The whole line.
    pub source: String,
    /// Where its cells' words stand.
    pub cells: Vec<CellPlace>,
}

/// Where the words of a cell stand in its line, in characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellPlace {
    /// The first one, from 1.
    pub column: usize,
    /// How many.
    pub length: usize,
}

/// A phrase that a step came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InPhrase {
    /// The phrase as it was said, values filled in.
    pub sentence: String,
    /// The file that holds the phrase.
    pub path: String,
    /// The line of its body that the step came from, from 1.
    pub line: usize,
}
