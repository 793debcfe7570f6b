//! From an outline to one journey for each row of its examples: values filled in, the row's own line, a name of its own.

use std::ops::Range;

use super::gherkin::ast::{Argument, Examples, Row, Scenario, Span, Step, Tag};
use super::mistake::Source;

/// A scenario ready to be bound: an outline's row with its values, or a plain scenario as it is.
#[derive(Debug, Clone)]
pub(super) struct Case<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) row: Option<CaseRow<'a>>,
    pub(super) name: String,
}

/// A row of an outline.
#[derive(Debug, Clone, Copy)]
pub(super) struct CaseRow<'a> {
    /// From 1, over all examples of the outline.
    pub(super) number: usize,
    /// Which of the outline's examples.
    pub(super) block: usize,
    pub(super) examples: &'a Examples,
    pub(super) row: &'a Row,
}

/// A text with the values of a row, and where they came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) text: String,
    /// The stretch of the text that came from a cell, the cell's place and its column's name.
    pub(super) from: Vec<(Range<usize>, Span, String)>,
}

/// A step with the values of a row.
#[derive(Debug, Clone)]
pub(super) struct FilledStep {
    pub(super) text: Filled,
    pub(super) argument: Argument,
}

impl<'a> Case<'a> {
    /// The journeys of a scenario, in order. Names are filled in; [`name_apart`] makes them unique.
    pub(super) fn of(scenario: &'a Scenario) -> Vec<Case<'a>> {
        if scenario.examples.is_empty() && !scenario.outline {
            return vec![Case { scenario, row: None, name: scenario.heading.name.clone() }];
        }
        let rows = scenario
            .examples
            .iter()
            .enumerate()
            .flat_map(|(block, examples)| examples.rows.iter().skip(1).map(move |row| (block, examples, row)));
        rows.enumerate()
            .map(|(index, (block, examples, row))| {
                let row = CaseRow { number: index + 1, block, examples, row };
                let name = fill(&scenario.heading.name, Some(row)).text;
                Case { scenario, row: Some(row), name }
            })
            .collect()
    }

    /// The line where a person finds it: the row's, that of the examples if the row is in another file, or the scenario's.
    pub(super) fn line(&self) -> usize {
        match self.row {
            None => self.scenario.heading.span.line,
            Some(row) if row.examples.data.is_some() => row.examples.heading.span.line,
            Some(row) => row.row.span.line,
        }
    }

    /// The file that its row stands in, if that is one of its own, and the row's line.
    pub(super) fn in_file(&self) -> Option<(&'a Source, usize)> {
        let row = self.row?;
        Some((row.examples.data.as_ref()?, row.row.span.line))
    }

    /// The tags of the scenario and of its examples.
    pub(super) fn tags(&self) -> impl Iterator<Item = &'a Tag> + use<'a> {
        let of_examples = self.row.map(|row| row.examples.heading.tags.as_slice()).unwrap_or_default();
        self.scenario.heading.tags.iter().chain(of_examples)
    }

    /// A step of this journey with the row's values.
    pub(super) fn fill(&self, step: &Step) -> FilledStep {
        let argument = fill_argument(&step.argument, |text| fill(text, self.row).text);
        FilledStep { text: fill(&step.text, self.row), argument }
    }
}

/// What stands under a step with each of its texts filled in.
pub(super) fn fill_argument(argument: &Argument, fill: impl Fn(&str) -> String) -> Argument {
    let mut argument = argument.clone();
    match &mut argument {
        Argument::None => {}
        Argument::Table(rows) => {
            for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
                cell.text = fill(&cell.text);
            }
        }
        Argument::DocString(doc) => {
            doc.text = fill(&doc.text);
            doc.media_type = doc.media_type.as_deref().map(&fill);
        }
    }
    argument
}

/// Gives rows that would share a name their number and values: `pays [row 2: declined]`.
pub(super) fn name_apart(cases: &mut [&mut Case<'_>]) {
    let names: Vec<String> = cases.iter().map(|case| case.name.clone()).collect();
    for (index, case) in cases.iter_mut().enumerate() {
        let Some(row) = case.row else { continue };
        let shared = names.iter().enumerate().any(|(other, name)| other != index && *name == names[index]);
        if shared || case.name == case.scenario.heading.name {
            let name = format!("{} [row {}: {}]", case.name, row.number, values(row.row));
            name.trim_start().clone_into(&mut case.name);
        }
    }
}

/// The values of a row in one short line.
fn values(row: &Row) -> String {
    const LONGEST: usize = 60;
    let cells: Vec<String> =
        row.cells.iter().map(|cell| cell.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let all = cells.join(", ");
    if all.chars().count() <= LONGEST {
        return all;
    }
    let head: String = all.chars().take(LONGEST - 1).collect();
    format!("{}…", head.trim_end())
}

/// Puts the row's values where their columns' names stand in angle brackets.
fn fill(template: &str, row: Option<CaseRow<'_>>) -> Filled {
    let mut filled = Filled { text: String::new(), from: Vec::new() };
    let Some(row) = row else {
        template.clone_into(&mut filled.text);
        return filled;
    };
    let header = row.examples.rows.first().map(|header| header.cells.as_slice()).unwrap_or_default();
    let mut rest = template;
    while let Some(open) = rest.find('<') {
        let (before, tail) = rest.split_at(open);
        filled.text.push_str(before);
        let column = header.iter().zip(&row.row.cells).find_map(|(name, cell)| {
            let tail = tail[1..].strip_prefix(name.text.as_str())?.strip_prefix('>')?;
            (!name.text.is_empty()).then_some((name, cell, tail))
        });
        if let Some((name, cell, tail)) = column {
            let start = filled.text.len();
            filled.text.push_str(&cell.text);
            filled.from.push((start..filled.text.len(), cell.span, name.text.clone()));
            rest = tail;
        } else {
            filled.text.push('<');
            rest = &tail[1..];
        }
    }
    filled.text.push_str(rest);
    filled
}

/// The names in angle brackets of a text and where they stand, in bytes, brackets included.
pub(super) fn placeholders(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('<').map(|at| at + from) {
        let inner = &text[open + 1..];
        from = open + 1;
        let Some(length) = inner.find(['<', '>']) else { break };
        let name = &inner[..length];
        if inner[length..].starts_with('>') && !name.is_empty() && name.trim() == name {
            found.push((open..open + length + 2, name));
            from = open + length + 2;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::gherkin::parse;
    use super::super::mistake::Source;
    use super::*;

    fn names(feature: &str) -> Vec<(String, usize)> {
        let parsed = parse(&Source::new("a.feature", feature));
        assert!(parsed.mistakes.is_empty(), "{:?}", parsed.mistakes);
        let feature = parsed.document.feature.unwrap();
        let super::super::gherkin::ast::Child::Scenario(scenario) = &feature.children[0] else { panic!() };
        let mut cases = Case::of(scenario);
        name_apart(&mut cases.iter_mut().collect::<Vec<_>>());
        cases.iter().map(|case| (case.name.clone(), case.line())).collect()
    }

    #[test]
    fn rows_have_their_own_lines_even_between_comments() {
        let found = names(
            "Feature: f\n  Scenario Outline: pays\n    Given <card>\n    Examples:\n      | card |\n      # a remark\n      | good |\n\n      | declined |\n    Examples: more\n      | card |\n      | lost |\n",
        );
        let expected = [("pays [row 1: good]", 7), ("pays [row 2: declined]", 9), ("pays [row 3: lost]", 12)]
            .map(|(name, line)| (name.to_owned(), line));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_filled_name_stays_unless_two_rows_share_it() {
        let found = names(
            "Feature: f\n  Scenario Outline: a <card> card\n    Given <card> <n>\n    Examples:\n      | card | n |\n      | good | 1 |\n      | good | 2 |\n      | lost | 3 |\n",
        );
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a good card [row 1: good, 1]", "a good card [row 2: good, 2]", "a lost card"]);
    }

    #[test]
    fn the_rows_of_an_outline_without_a_name_are_named_by_their_values() {
        let found =
            names("Feature: f\n  Scenario Outline:\n    Given <card>\n    Examples:\n      | card |\n      | good |\n");
        assert_eq!(found, [("[row 1: good]".to_owned(), 6)]);
    }

    #[test]
    fn names_in_brackets_are_found_and_comparisons_are_not() {
        let found: Vec<_> = placeholders("<a> < 5 and > 3 <b c> <> < d>").into_iter().map(|(_, name)| name).collect();
        assert_eq!(found, ["a", "b c"]);
    }
}
