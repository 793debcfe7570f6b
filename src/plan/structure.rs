//! What is wrong with a file whatever its steps say: names used twice, outlines without rows, columns nobody uses.

use super::foreign;
use super::gherkin::ast::{Argument, Background, Child, Document, Examples, Feature, Rule, Scenario, Span, Step, Tag};
use super::mistake::{Kind, Mistake, Source};
use super::outline::placeholders;
use super::policy;

/// All scenarios of a feature in reading order, each with the rule it stands under.
pub(super) fn scenarios(feature: &Feature) -> impl Iterator<Item = (Option<&Rule>, &Scenario)> {
    feature.children.iter().flat_map(|child| match child {
        Child::Scenario(scenario) => vec![(None, scenario)],
        Child::Rule(rule) => rule.scenarios.iter().map(|scenario| (Some(rule), scenario)).collect(),
    })
}

/// All tags of a feature file.
pub(super) fn tags(feature: &Feature) -> impl Iterator<Item = &Tag> {
    let rules = feature.children.iter().filter_map(|child| match child {
        Child::Rule(rule) => Some(&rule.heading),
        Child::Scenario(_) => None,
    });
    let inner = scenarios(feature).flat_map(|(_, scenario)| {
        std::iter::once(&scenario.heading).chain(scenario.examples.iter().map(|examples| &examples.heading))
    });
    std::iter::once(&feature.heading).chain(rules).chain(inner).flat_map(|heading| &heading.tags)
}

/// Checks the structure of a file that was read.
pub(super) fn check(document: &Document, source: &Source) -> Vec<Mistake> {
    let Some(feature) = &document.feature else { return Vec::new() };
    let mut mistakes: Vec<Mistake> = tags(feature).filter_map(|tag| policy::check(tag, source)).collect();
    if scenarios(feature).next().is_none() {
        let mend = "write a scenario with steps, or remove the file";
        let span = feature.heading.span;
        let bare = || Mistake::at(Kind::NothingHere, source, span, "the feature has no scenarios", mend);
        mistakes.push(foreign::under(&feature.heading, &document.language, source).unwrap_or_else(bare));
    }
    let mut names: Vec<(&str, Span)> = Vec::new();
    for (_, scenario) in scenarios(feature) {
        let (name, span) = (scenario.heading.name.as_str(), scenario.heading.span);
        match names.iter().find(|(known, _)| *known == name) {
            Some((_, first)) => mistakes.push(twice(source, name, span, *first)),
            None => names.push((name, span)),
        }
        outline(scenario, source, &mut mistakes);
    }
    mistakes
}

fn twice(source: &Source, name: &str, span: Span, first: Span) -> Mistake {
    let (what, mend) = if name.is_empty() {
        ("a second scenario without a name", "give each scenario a name of its own".to_owned())
    } else {
        ("two scenarios of one feature have the same name", "say in the name what is different here".to_owned())
    };
    Mistake::at(Kind::DuplicateName, source, span, what, mend).beside(first, "the first one")
}

fn outline(scenario: &Scenario, source: &Source, mistakes: &mut Vec<Mistake>) {
    if scenario.examples.is_empty() {
        if scenario.outline {
            let span = scenario.heading.span;
            let mend = format!(
                "add `Examples:` with a table, or write `Scenario:` instead of `{}:`",
                scenario.heading.keyword
            );
            mistakes.push(Mistake::at(Kind::NoExamples, source, span, "an outline without examples", mend));
        }
        return;
    }
    if scenario.examples.iter().any(|examples| examples.broken) {
        return;
    }
    for examples in &scenario.examples {
        if examples.rows.len() < 2 {
            let span = examples.rows.first().map_or(examples.heading.span, |header| header.span);
            let mend = if examples.heading.name.starts_with("from ") {
                "write the name of the file in quotes: from \"cards.csv\""
            } else {
                "add a row for each journey; the first row names the columns"
            };
            mistakes.push(Mistake::at(Kind::EmptyExamples, source, span, "examples without rows", mend));
        }
    }
    let unknown = unknown_placeholders(scenario, source, mistakes);
    for examples in scenario.examples.iter().filter(|examples| examples.rows.len() > 1) {
        unused_columns(scenario, examples, source, &unknown, mistakes);
    }
}

/// The texts of a scenario that take values, with the place where each begins.
fn texts(scenario: &Scenario) -> Vec<(&str, Span)> {
    let heading = &scenario.heading;
    let length = heading.name.chars().count();
    let name_span = Span::new(heading.span.line, heading.span.column + heading.span.length - length, length);
    let mut texts = vec![(heading.name.as_str(), name_span)];
    for step in &scenario.steps {
        texts.push((step.text.as_str(), step.text_span));
        if let Argument::Table(rows) = &step.argument {
            texts.extend(rows.iter().flat_map(|row| &row.cells).map(|cell| (cell.text.as_str(), cell.span)));
        }
    }
    texts
}

/// Whether one name was probably written for the other.
fn alike(one: &str, other: &str) -> bool {
    strsim::jaro_winkler(one, other) > 0.8
}

/// Whether the name of a column stands anywhere in the scenario.
fn is_said(scenario: &Scenario, column: &str) -> bool {
    texts(scenario).iter().any(|(text, _)| text.contains(&format!("<{column}>")))
}

/// Tells of names that are no column, each once, where it is said first; gives them.
fn unknown_placeholders<'s>(scenario: &'s Scenario, source: &Source, mistakes: &mut Vec<Mistake>) -> Vec<&'s str> {
    let columns = |examples: &Examples| -> Vec<String> {
        examples.rows.first().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).unwrap_or_default()
    };
    let mut unknown: Vec<&str> = Vec::new();
    for (text, place) in texts(scenario) {
        for (range, name) in placeholders(text) {
            if unknown.contains(&name) {
                continue;
            }
            let Some(without) = scenario
                .examples
                .iter()
                .find(|examples| !examples.rows.is_empty() && !columns(examples).iter().any(|column| column == name))
            else {
                continue;
            };
            let known = columns(without);
            unknown.push(name);
            let near = known.iter().find(|known| alike(known, name));
            let mend = match near {
                Some(near) if is_said(scenario, near) => format!("did you mean <{near}>?"),
                Some(near) => format!("did you mean <{near}>? Or call the column `{name}`"),
                None => format!("add a column `{name}` to the examples, or use one of: {}", known.join(", ")),
            };
            let what = format!("the examples have no column `{name}`");
            let header = without.rows[0].span;
            mistakes.push(
                Mistake::at(Kind::UnknownPlaceholder, source, place.part(text, &range), what, mend).beside_in(
                    without.data.as_ref().unwrap_or(source),
                    header,
                    "the columns",
                ),
            );
        }
    }
    unknown
}

/// Tells of columns that no step uses, but for one that is meant by a name which was told already.
fn unused_columns(
    scenario: &Scenario,
    examples: &Examples,
    source: &Source,
    told: &[&str],
    mistakes: &mut Vec<Mistake>,
) {
    let in_docs = scenario.steps.iter().filter_map(|step| match &step.argument {
        Argument::DocString(doc) => Some((doc.text.as_str(), doc.media_type.as_deref())),
        _ => None,
    });
    let mut used: Vec<&str> = texts(scenario).into_iter().map(|(text, _)| text).collect();
    for (text, media_type) in in_docs {
        used.push(text);
        used.extend(media_type);
    }
    // Files are shared, and have columns for people and for other journeys.
    let columns = if examples.data.is_some() { &[][..] } else { &examples.rows[0].cells };
    for column in columns {
        if !used.iter().any(|text| text.contains(&format!("<{}>", column.text)))
            && !told.iter().any(|name| alike(&column.text, name))
        {
            let what = format!("no step uses the column `{}`", column.text);
            let mend = format!("write <{}> where its value belongs, or remove the column", column.text);
            mistakes.push(Mistake::at(Kind::UnusedPlaceholder, source, column.span, what, mend));
        }
    }
}

/// The steps before a scenario's own: the feature's background, then its rule's.
pub(super) fn background_steps<'a>(feature: &'a Feature, rule: Option<&'a Rule>) -> impl Iterator<Item = &'a Step> {
    let backgrounds = [feature.background.as_ref(), rule.and_then(|rule| rule.background.as_ref())];
    backgrounds.into_iter().flatten().flat_map(|background: &Background| &background.steps)
}
