//! `FILE:LINE`: which journeys a line means. A step, a tag or a remark means its journey; a row its own; the
//! line of a rule or a feature, or of their background, means all under it. `FILE:LINE[ROW]` means one row of the outline
//! at that line, and `DATA:LINE` the row of a file that examples come from.

use std::fs;
use std::path::Path;

use super::files::At;
use super::gherkin::ast::{Background, Child, Feature, Heading};
use super::mistake::{Kind, Mistake, Source};
use super::outline::Case;
use super::{phrase, structure};

/// A journey of a file and where it stands in it.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    /// The index of its rule among the feature's children.
    pub(super) rule: Option<usize>,
    /// The index of its scenario, counted through the whole file.
    pub(super) scenario: usize,
    pub(super) case: Case<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Feature,
    Rule(usize),
    Scenario(usize),
    Examples(usize, usize),
}

/// The indices of the journeys that a place means; a mistake if it means none.
pub(super) fn cases_at(
    at: &At,
    feature: &Feature,
    placed: &[Placed<'_>],
    source: &Source,
) -> Result<Vec<usize>, Mistake> {
    match at {
        At::Line(line) => at_line(*line, feature, placed, source),
        At::Row(line, row) => {
            let found = at_line(*line, feature, placed, source)?;
            row_of(*row, &found, placed).ok_or_else(|| {
                let rows = found.iter().filter(|index| placed[**index].case.row.is_some()).count();
                let mend = match rows {
                    0 => "leave the row out: the journey at this line has no rows".to_owned(),
                    rows => format!("the outline has {rows} rows, counted from 1 over all its examples"),
                };
                let file = format!("{}:{at}", source.name);
                Mistake::about_file(Kind::NoSuchLine, &file, "there is no such row", mend)
            })
        }
        At::Data { file, line } => in_data(file, *line, placed),
    }
}

fn row_of(row: usize, found: &[usize], placed: &[Placed<'_>]) -> Option<Vec<usize>> {
    let is_it = |index: &usize| placed[*index].case.row.is_some_and(|case| case.number == row);
    let meant: Vec<usize> = found.iter().copied().filter(is_it).collect();
    (!meant.is_empty()).then_some(meant)
}

/// The journeys whose row stands at this line of a data file; none if the feature takes no examples from it.
fn in_data(file: &Path, line: Option<usize>, placed: &[Placed<'_>]) -> Result<Vec<usize>, Mistake> {
    let rows: Vec<(usize, &Source, usize)> = placed
        .iter()
        .enumerate()
        .filter_map(|(index, placed)| placed.case.in_file().map(|(data, line)| (index, data, line)))
        .filter(|(_, data, _)| fs::canonicalize(&data.name).is_ok_and(|real| real == file))
        .collect();
    let Some(line) = line else { return Ok(rows.into_iter().map(|(index, ..)| index).collect()) };
    let Some((_, data, first)) = rows.first() else { return Ok(Vec::new()) };
    // A row may take several lines: the last one that begins before the line is meant.
    let begins = rows.iter().map(|(.., begins)| *begins).filter(|begins| *begins <= line).max();
    let within = line <= data.text.trim_end().split('\n').count();
    let Some(begins) = begins.filter(|_| within) else {
        let place = format!("{}:{line}", data.name);
        let mend = format!("its rows begin at line {first}");
        return Err(Mistake::about_file(Kind::NoSuchLine, &place, "no row stands at this line", mend));
    };
    Ok(rows.iter().filter(|(.., at)| *at == begins).map(|(index, ..)| *index).collect())
}

fn at_line(line: usize, feature: &Feature, placed: &[Placed<'_>], source: &Source) -> Result<Vec<usize>, Mistake> {
    let last = source.text.trim_end().split('\n').count();
    let part = parts(feature).into_iter().take_while(|(start, _)| *start <= line).last();
    let Some((_, part)) = part.filter(|_| line <= last) else {
        let mut begins: Vec<String> = placed.iter().map(|placed| placed.case.line().to_string()).collect();
        begins.dedup();
        let mend = if begins.is_empty() {
            "the file has no journeys".to_owned()
        } else {
            format!("journeys stand at the lines {}", begins.join(", "))
        };
        let file = format!("{}:{line}", source.name);
        return Err(Mistake::about_file(Kind::NoSuchLine, &file, "no journey stands at this line", mend));
    };
    let meant = |placed: &Placed<'_>| match part {
        Part::Feature => true,
        Part::Rule(rule) => placed.rule == Some(rule),
        Part::Scenario(scenario) => placed.scenario == scenario,
        Part::Examples(scenario, block) => {
            let row = placed.case.row;
            let exact = row.is_some_and(|row| {
                row.examples.data.is_none() && row.examples.rows.iter().skip(1).any(|row| row.span.line == line)
            });
            placed.scenario == scenario
                && row.is_some_and(|row| row.block == block && (!exact || row.row.span.line == line))
        }
    };
    let found: Vec<usize> =
        placed.iter().enumerate().filter(|(_, placed)| meant(placed)).map(|(index, _)| index).collect();
    let scenario = match part {
        Part::Scenario(scenario) => structure::scenarios(feature).nth(scenario),
        _ => None,
    };
    if found.is_empty()
        && let Some((rule, scenario)) = scenario
        && phrase::is_phrase(feature, rule, scenario)
    {
        let what = "a phrase is never run by itself";
        let mend = "name the line of a journey that says it";
        return Err(Mistake::at(Kind::NoSuchLine, source, scenario.heading.span, what, mend));
    }
    Ok(found)
}

/// The parts of a file with the line where each begins, tags included, in order.
fn parts(feature: &Feature) -> Vec<(usize, Part)> {
    let mut parts = vec![(start(&feature.heading), Part::Feature)];
    let mut count = 0;
    let mut scenario = |scenario: &super::gherkin::ast::Scenario, parts: &mut Vec<(usize, Part)>| {
        parts.push((start(&scenario.heading), Part::Scenario(count)));
        for (block, examples) in scenario.examples.iter().enumerate() {
            parts.push((start(&examples.heading), Part::Examples(count, block)));
        }
        count += 1;
    };
    let background = |background: &Option<Background>| background.as_ref().map(|found| start(&found.heading));
    parts.extend(background(&feature.background).map(|line| (line, Part::Feature)));
    for (index, child) in feature.children.iter().enumerate() {
        match child {
            Child::Scenario(found) => scenario(found, &mut parts),
            Child::Rule(rule) => {
                parts.push((start(&rule.heading), Part::Rule(index)));
                parts.extend(background(&rule.background).map(|line| (line, Part::Rule(index))));
                for found in &rule.scenarios {
                    scenario(found, &mut parts);
                }
            }
        }
    }
    parts.sort_by_key(|(line, _)| *line);
    parts
}

fn start(heading: &Heading) -> usize {
    heading.tags.first().map_or(heading.span.line, |tag| tag.span.line)
}
