//! The plan as a value: what is to be run, in which order, each step bound.

use shopper_browser::Failure;
use shopper_steps::{Binding, Block, Catalogue};

use super::mistake::Selects;
use super::policy::Policies;
use crate::record::{InPhrase, RowPlace, ScenarioId, ScenarioInfo, StepInfo, TableRow};

/// What is to be run. Empty when nothing was selected.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The journeys in the order of files and lines.
    pub scenarios: Vec<Planned>,
    /// How many journeys the files hold, wanted or not.
    pub found: usize,
    /// The phrases that could be said.
    pub phrases: Vec<PhraseRef>,
}

impl Plan {
    pub(super) fn selects(&self) -> Selects {
        if self.scenarios.is_empty() { Selects::Nothing } else { Selects::Something }
    }
}

/// A sentence of QA's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseRef {
    /// The sentence with its `<parameters>`.
    pub sentence: String,
    /// The file, with forward slashes.
    pub path: String,
    /// Its line.
    pub line: usize,
    /// The steps that it means, with their keywords.
    pub steps: Vec<String>,
}

/// A journey that is to be run.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Its stable, readable identity.
    pub id: ScenarioId,
    /// The feature it stands in.
    pub feature: FeatureRef,
    /// The rule it stands under.
    pub rule: Option<String>,
    /// Its name; unique in its feature, rows of an outline included.
    pub name: String,
    /// Its line; the row's line for a row of an outline.
    pub line: usize,
    /// Where its row stands, if that is in a file of its own.
    pub row: Option<RowPlace>,
    /// The line of its scenario's keyword.
    pub begins: usize,
    /// Its tags without `@`, inherited ones first.
    pub tags: Vec<String>,
    /// What its tags ask of the run.
    pub policies: Policies,
    /// Its steps, those of the backgrounds first.
    pub steps: Vec<PlannedStep>,
}

/// A feature as a journey knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureRef {
    /// The file, with forward slashes.
    pub path: String,
    /// Its name.
    pub name: String,
}

/// A step that is to be run.
#[derive(Debug, Clone)]
pub struct PlannedStep {
    /// The keyword as written, trimmed.
    pub keyword: String,
    /// The words after it, values filled in.
    pub text: String,
    /// Its line in the journey's file; for a step of a phrase, the line that says the phrase.
    pub line: usize,
    /// The column of that line's keyword, in characters.
    pub column: usize,
    /// That line as it is written.
    pub source: String,
    /// What stands under it, values filled in.
    pub block: Block,
    /// Where the rows of its table stand; none for a step of a phrase, whose table stands in another place.
    pub table: Vec<TableRow>,
    /// Its definition and literals.
    pub binding: Binding,
    /// Whether it belongs to a background.
    pub background: bool,
    /// The phrases it came from, the outermost first.
    pub within: Vec<Within>,
}

/// A phrase that a step came from.
#[derive(Debug, Clone)]
pub struct Within {
    /// An index into [`Plan::phrases`].
    pub phrase: usize,
    /// The phrase as it was said, and the line of its body.
    pub told: InPhrase,
}

impl Plan {
    /// Whether any journey says a sentence of that topic of the catalogue.
    pub fn speaks_of(&self, topic: &str, catalogue: &Catalogue) -> bool {
        let mut steps = self.scenarios.iter().flat_map(|planned| &planned.steps);
        steps.any(|step| catalogue.definitions().get(step.binding.definition).is_some_and(|one| one.topic() == topic))
    }
}

impl Planned {
    /// The journey as the record tells it.
    pub fn info(&self) -> ScenarioInfo {
        ScenarioInfo {
            path: self.feature.path.clone(),
            feature: self.feature.name.clone(),
            rule: self.rule.clone(),
            name: self.name.clone(),
            line: self.line,
            row: self.row.clone(),
            tags: self.tags.clone(),
            steps: self.steps.iter().map(PlannedStep::info).collect(),
        }
    }
}

impl PlannedStep {
    fn info(&self) -> StepInfo {
        StepInfo {
            keyword: self.keyword.clone(),
            text: self.text.clone(),
            line: self.line,
            column: self.column,
            source: self.source.clone(),
            background: self.background,
            phrase: self.within.iter().map(|within| within.told.clone()).collect(),
            table: Vec::new(),
        }
    }

    /// The row of its table that a failure points to, behind the header if it is another one.
    pub(crate) fn pointed(&self, failure: &Failure) -> Vec<TableRow> {
        let Some((number, _)) = failure.cell else { return Vec::new() };
        let Some(row) = self.table.get(number) else { return Vec::new() };
        self.table.first().filter(|_| number > 0).into_iter().chain([row]).cloned().collect()
    }
}
