//! From feature files to a plan: which journeys, in which order, each step bound to its definition. Every mistake
//! of every file is found here, at once, before any browser starts.

pub mod gherkin;

mod bind;
mod data;
mod files;
mod foreign;
mod format;
mod kind;
mod lines;
mod lint;
mod mistake;
mod outline;
mod phrase;
mod planned;
mod policy;
mod snippet;
mod structure;
mod tags;

use std::fs;

use shopper_steps::{Catalogue, Shop};

use self::bind::Binder;
use self::files::At;
use self::gherkin::ast::{Document, Feature, Rule};
use self::lines::Placed;
use self::outline::Case;
use self::phrase::Phrases;
use self::tags::Wanted;
use crate::record::{RowPlace, ScenarioId};

pub use self::format::{Formatted, format};
pub use self::lint::LintRule;
pub use self::mistake::{Kind, Mistake, Mistakes, Near, Source};
pub use self::planned::{FeatureRef, PhraseRef, Plan, Planned, PlannedStep, Within};
pub(crate) use self::policy::{KEEP_OVERLAYS, NO_MONEY_CHECK, policy_tags};
pub use self::policy::{Policies, Severity};

/// Which journeys are wanted.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Files, folders, `FILE:LINE`, `FILE:LINE[ROW]` and `DATA:LINE`, as they were given.
    pub paths: Vec<String>,
    /// A tag expression: `@smoke and not @slow`.
    pub tags: Option<String>,
    /// A regular expression on the journey's name; case does not matter.
    pub name: Option<String>,
}

/// A file that was read.
struct Opened {
    source: Source,
    document: Document,
    /// The places that were asked for; empty for the whole file.
    places: Vec<At>,
    /// Whether it was asked for, and not only looked into for phrases.
    asked: bool,
}

/// Reads, selects and binds. The steps of journeys that are not wanted are not bound; what is wrong with a file's
/// Gherkin, or with a phrase, is told whatever is wanted.
pub fn plan(request: &Selection, catalogue: &Catalogue) -> Result<Plan, Mistakes> {
    plan_for(request, catalogue, &Shop::default())
}

/// As [`plan`], for journeys that may say the names of this shop: its cards, customers and products.
pub fn plan_for(request: &Selection, catalogue: &Catalogue, shop: &Shop) -> Result<Plan, Mistakes> {
    let mut mistakes = Vec::new();
    let opened = open(&request.paths, &mut mistakes);
    let plan = bind_all(&opened, request, (catalogue, shop), &mut mistakes);
    if mistakes.is_empty() { Ok(plan) } else { Err(Mistakes::of_plan(mistakes, plan.selects())) }
}

/// A plan, and what is no mistake in its journeys and yet not good.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What would be run.
    pub plan: Plan,
    /// What was found, by rules that are not allowed to be broken.
    pub warnings: Mistakes,
}

/// As [`plan_for`], and with warnings about the journeys that are wanted, but for those of the rules in `allowed`.
pub fn check(
    request: &Selection,
    catalogue: &Catalogue,
    shop: &Shop,
    allowed: &[LintRule],
) -> Result<Checked, Mistakes> {
    let mut mistakes = Vec::new();
    let opened = open(&request.paths, &mut mistakes);
    let plan = bind_all(&opened, request, (catalogue, shop), &mut mistakes);
    if !mistakes.is_empty() {
        return Err(Mistakes::of_plan(mistakes, plan.selects()));
    }
    let found = opened.iter().flat_map(|file| lint::find(&file.source, &file.document, &plan.scenarios));
    let told = found.filter(|found| !matches!(found.kind, Kind::Lint(rule) if allowed.contains(&rule))).collect();
    Ok(Checked { plan, warnings: Mistakes::new(told) })
}

fn bind_all(
    opened: &[Opened],
    request: &Selection,
    (catalogue, shop): (&Catalogue, &Shop),
    mistakes: &mut Vec<Mistake>,
) -> Plan {
    let asked = || opened.iter().filter(|file| file.asked);
    let mut all: Vec<String> = asked()
        .filter_map(|file| file.document.feature.as_ref())
        .flat_map(structure::tags)
        .map(|tag| tag.name.clone())
        .collect();
    all.sort();
    all.dedup();
    let wanted = Wanted::read(request.tags.as_deref(), request.name.as_deref(), &all, mistakes);
    let phrases = Phrases::of(opened.iter().map(|file| (&file.source, &file.document)), mistakes);
    let mut plan = Plan { scenarios: Vec::new(), found: 0, phrases: phrases.told() };
    for Opened { source, document, places, .. } in asked() {
        if let Some(feature) = &document.feature {
            let language = &document.language;
            let binder = Binder { catalogue, shop, source, phrases: &phrases, language, sketch: false };
            let file = FileOf { source, feature, places, binder };
            file.choose(&wanted, &mut plan, mistakes);
        }
    }
    phrases.check(catalogue, shop, mistakes);
    plan
}

/// Reads the files that were asked for, and those that hold phrases for them.
fn open(paths: &[String], mistakes: &mut Vec<Mistake>) -> Vec<Opened> {
    let asked = files::find_journeys(paths, mistakes);
    let beside = files::phrases_for(paths, &asked, mistakes);
    let each = asked.into_iter().map(|found| (found, true)).chain(beside.into_iter().map(|found| (found, false)));
    each.filter_map(|(found, asked)| {
        let source = read(&found.name, mistakes)?;
        let mut parsed = gherkin::parse(&source);
        mistakes.extend(parsed.mistakes);
        if let Some(feature) = &mut parsed.document.feature {
            data::fill(feature, &source, mistakes);
        }
        mistakes.extend(structure::check(&parsed.document, &source));
        Some(Opened { source, document: parsed.document, places: found.places, asked })
    })
    .collect()
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
    places: &'a [At],
    binder: Binder<'a>,
}

impl FileOf<'_> {
    fn choose(&self, wanted: &Wanted, plan: &mut Plan, mistakes: &mut Vec<Mistake>) {
        let binder = &self.binder;
        binder.suspects(&self.feature.heading, mistakes);
        let placed = self.placed();
        plan.found += placed.len();
        let mut asked: Vec<usize> = Vec::new();
        for at in self.places {
            match lines::cases_at(at, self.feature, &placed, self.source) {
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
            if (!self.places.is_empty() && !asked.contains(&index)) || !wanted.takes(&case.name, &tags) {
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
        for (index, (rule, scenario)) in structure::scenarios(self.feature).enumerate() {
            if phrase::is_phrase(self.feature, rule, scenario) {
                continue;
            }
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
            row: case.in_file().map(|(data, line)| RowPlace { path: data.name.clone(), line }),
            begins: line,
            tags: tags.iter().map(|tag| tag.trim_start_matches('@').to_owned()).collect(),
            policies: Policies::of(tags.iter().map(String::as_str)),
            steps,
        }
    }
}
