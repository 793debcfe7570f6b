//! From feature files to a plan: which journeys, in which order, each step bound to its definition. Every mistake
//! of every file is found here, at once, before any browser starts.

pub mod gherkin;

mod bind;
mod files;
mod lines;
mod mistake;
mod outline;
mod policy;
mod snippet;
mod structure;
mod tags;

use std::fs;

use shopper_steps::{Binding, Block, Catalogue};

use self::bind::Binder;
use self::gherkin::ast::{Document, Feature, Rule};
use self::lines::Placed;
use self::outline::Case;
use self::tags::Wanted;
use crate::record::{ScenarioId, ScenarioInfo, StepInfo};

pub use self::mistake::{Kind, Mistake, Mistakes, Near, Source};
pub use self::policy::{Policies, Severity};

/// Which journeys are wanted.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Files, folders and `FILE:LINE`, as they were given.
    pub paths: Vec<String>,
    /// A tag expression: `@smoke and not @slow`.
    pub tags: Option<String>,
    /// A regular expression on the journey's name; case does not matter.
    pub name: Option<String>,
}

/// What is to be run. Empty when nothing was selected.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The journeys in the order of files and lines.
    pub scenarios: Vec<Planned>,
    /// How many journeys the files hold, wanted or not.
    pub found: usize,
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
    /// Its line.
    pub line: usize,
    /// The column of its keyword, in characters.
    pub column: usize,
    /// The line as it is written.
    pub source: String,
    /// What stands under it, values filled in.
    pub block: Block,
    /// Its definition and literals.
    pub binding: Binding,
    /// Whether it belongs to a background.
    pub background: bool,
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
        }
    }
}

/// Reads, selects and binds. The steps of journeys that are not wanted are not bound; what is wrong with a file's
/// Gherkin is told whatever is wanted.
pub fn plan(request: &Selection, catalogue: &Catalogue) -> Result<Plan, Mistakes> {
    let mut mistakes = Vec::new();
    let files: Vec<(Source, Document, Vec<usize>)> = files::find(&request.paths, &mut mistakes)
        .into_iter()
        .filter_map(|found| {
            let source = read(&found.name, &mut mistakes)?;
            let parsed = gherkin::parse(&source);
            mistakes.extend(parsed.mistakes);
            mistakes.extend(structure::check(&parsed.document, &source));
            Some((source, parsed.document, found.lines))
        })
        .collect();
    let mut all: Vec<String> = files
        .iter()
        .filter_map(|(_, document, _)| document.feature.as_ref())
        .flat_map(structure::tags)
        .map(|tag| tag.name.clone())
        .collect();
    all.sort();
    all.dedup();
    let wanted = Wanted::read(request.tags.as_deref(), request.name.as_deref(), &all, &mut mistakes);
    let mut plan = Plan { scenarios: Vec::new(), found: 0 };
    for (source, document, lines) in &files {
        if let Some(feature) = &document.feature {
            let file = FileOf { source, feature, lines, catalogue };
            file.choose(&wanted, &mut plan, &mut mistakes);
        }
    }
    if mistakes.is_empty() { Ok(plan) } else { Err(Mistakes::new(mistakes)) }
}

fn read(name: &str, mistakes: &mut Vec<Mistake>) -> Option<Source> {
    let unreadable = |what: String, mend: &str| Mistake::about_file(Kind::Unreadable, name, what, mend);
    match fs::read(name).map(String::from_utf8) {
        Ok(Ok(text)) => return Some(Source::new(name, &text)),
        Ok(Err(error)) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = good.split(|byte| *byte == b'\n').count();
            let what = format!("line {line} is not UTF-8 text");
            mistakes.push(unreadable(what, "save the file with the encoding UTF-8"));
        }
        Err(error) => {
            let what = format!("cannot be read: {}", files::reason(&error));
            mistakes.push(unreadable(what, "make it readable for the user who runs this"));
        }
    }
    None
}

/// A file that was read, and what was asked of it.
struct FileOf<'a> {
    source: &'a Source,
    feature: &'a Feature,
    lines: &'a [usize],
    catalogue: &'a Catalogue,
}

impl FileOf<'_> {
    fn choose(&self, wanted: &Wanted, plan: &mut Plan, mistakes: &mut Vec<Mistake>) {
        let binder = Binder { catalogue: self.catalogue, source: self.source };
        binder.suspects(&self.feature.heading, mistakes);
        let placed = self.placed();
        plan.found += placed.len();
        let mut asked: Vec<usize> = Vec::new();
        for line in self.lines {
            match lines::cases_at(*line, self.feature, &placed, self.source) {
                Ok(cases) => asked.extend(cases),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        let mut rules: Vec<&Rule> = Vec::new();
        for (index, Placed { rule, case, .. }) in placed.iter().enumerate() {
            let rule = rule.and_then(|index| match &self.feature.children[index] {
                gherkin::ast::Child::Rule(rule) => Some(rule),
                gherkin::ast::Child::Scenario(_) => None,
            });
            let tags = self.tags(rule, case);
            if (!self.lines.is_empty() && !asked.contains(&index)) || !wanted.takes(&case.name, &tags) {
                continue;
            }
            if let Some(rule) = rule.filter(|rule| !rules.iter().any(|known| std::ptr::eq(*known, *rule))) {
                binder.suspects(&rule.heading, mistakes);
                rules.push(rule);
            }
            let steps = binder.steps(self.feature, rule, case, mistakes);
            plan.scenarios.push(self.planned(rule, case, &tags, steps));
        }
    }

    fn placed(&self) -> Vec<Placed<'_>> {
        let mut rules: Vec<Option<usize>> = Vec::new();
        for (index, child) in self.feature.children.iter().enumerate() {
            match child {
                gherkin::ast::Child::Scenario(_) => rules.push(None),
                gherkin::ast::Child::Rule(rule) => rules.extend(rule.scenarios.iter().map(|_| Some(index))),
            }
        }
        let mut placed = Vec::new();
        for (index, (_, scenario)) in structure::scenarios(self.feature).enumerate() {
            let rule = rules[index];
            placed.extend(Case::of(scenario).into_iter().map(|case| Placed { rule, scenario: index, case }));
        }
        outline::name_apart(&mut placed.iter_mut().map(|placed| &mut placed.case).collect::<Vec<_>>());
        placed
    }

    fn tags(&self, rule: Option<&Rule>, case: &Case<'_>) -> Vec<String> {
        let of_rule = rule.map(|rule| rule.heading.tags.as_slice()).unwrap_or_default();
        let mut tags: Vec<String> = Vec::new();
        for tag in self.feature.heading.tags.iter().chain(of_rule).chain(case.tags()) {
            if !tags.contains(&tag.name) {
                tags.push(tag.name.clone());
            }
        }
        tags
    }

    fn planned(&self, rule: Option<&Rule>, case: &Case<'_>, tags: &[String], steps: Vec<PlannedStep>) -> Planned {
        let path = &self.source.name;
        let line = case.scenario.heading.span.line;
        Planned {
            id: case.row.map_or_else(|| ScenarioId::new(path, line), |row| ScenarioId::of_row(path, line, row.number)),
            feature: FeatureRef { path: path.clone(), name: self.feature.heading.name.clone() },
            rule: rule.map(|rule| rule.heading.name.clone()),
            name: case.name.clone(),
            line: case.line(),
            tags: tags.iter().map(|tag| tag.trim_start_matches('@').to_owned()).collect(),
            policies: Policies::of(tags.iter().map(String::as_str)),
            steps,
        }
    }
}
