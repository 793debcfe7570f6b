//! The laying out itself: line by line, with the tree to tell what each line is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::super::gherkin::ast::{Argument, Background, Child, Document, Examples, Heading, Row, Scenario, Step};
use super::super::mistake::Source;

/// What a line is, and how deep it stands.
enum Part {
    /// Begins a section; its tags stand above it. The section's own words.
    Section(usize, String),
    /// The tags of a section: all on the line of the first.
    Tags(usize, String),
    /// A line of tags whose tags went to the first.
    Gone,
    Step(usize, String),
    /// A row, as it is to be written.
    Row(usize, String),
    /// A line of a doc string: how far in its fence stood, and how deep it stands now.
    Doc {
        was: usize,
        depth: usize,
    },
}

/// The text of the file, laid out, with one line end at its end.
pub(super) fn lay_out(source: &Source, document: &Document) -> String {
    let lines: Vec<&str> = source.text.split('\n').collect();
    let mut parts = Parts { lines: &lines, parts: BTreeMap::new() };
    parts.document(document);
    write(&lines, &parts.parts)
}

struct Parts<'a> {
    lines: &'a [&'a str],
    /// By line, from 1.
    parts: BTreeMap<usize, Part>,
}

impl Parts<'_> {
    fn document(&mut self, document: &Document) {
        let Some(feature) = &document.feature else { return };
        self.heading(&feature.heading, 0);
        self.background(feature.background.as_ref(), 1);
        for child in &feature.children {
            match child {
                Child::Scenario(scenario) => self.scenario(scenario, 1),
                Child::Rule(rule) => {
                    self.heading(&rule.heading, 1);
                    self.background(rule.background.as_ref(), 2);
                    rule.scenarios.iter().for_each(|scenario| self.scenario(scenario, 2));
                }
            }
        }
    }

    fn heading(&mut self, heading: &Heading, depth: usize) {
        let words = format!("{}: {}", heading.keyword, heading.name);
        self.parts.insert(heading.span.line, Part::Section(depth, words.trim_end().to_owned()));
        let Some(first) = heading.tags.first().map(|tag| tag.span.line) else { return };
        let remarks = heading.tags.iter().map(|tag| self.lines[tag.span.line - 1]).any(|line| remark(line).is_some());
        for line in first..heading.span.line {
            let here: Vec<&str> = heading
                .tags
                .iter()
                .filter(|tag| if remarks { tag.span.line == line } else { line == first })
                .map(|tag| tag.name.as_str())
                .collect();
            let is_tags = heading.tags.iter().any(|tag| tag.span.line == line);
            if !is_tags {
                continue;
            }
            let mut text = here.join(" ");
            // A remark after tags stays with its line; then lines of tags are not joined.
            if let Some(remark) = remark(self.lines[line - 1]).filter(|_| remarks) {
                text = format!("{text} {remark}");
            }
            self.parts.insert(line, if here.is_empty() { Part::Gone } else { Part::Tags(depth, text) });
        }
    }

    fn background(&mut self, background: Option<&Background>, depth: usize) {
        if let Some(background) = background {
            self.heading(&background.heading, depth);
            self.steps(&background.steps, depth + 1);
        }
    }

    fn scenario(&mut self, scenario: &Scenario, depth: usize) {
        self.heading(&scenario.heading, depth);
        self.steps(&scenario.steps, depth + 1);
        for Examples { heading, rows, .. } in &scenario.examples {
            self.heading(heading, depth + 1);
            self.rows(rows, depth + 2);
        }
    }

    fn steps(&mut self, steps: &[Step], depth: usize) {
        for step in steps {
            let words = format!("{}{}", step.keyword, step.text);
            self.parts.insert(step.span.line, Part::Step(depth, words.trim_end().to_owned()));
            match &step.argument {
                Argument::None => {}
                Argument::Table(rows) => self.rows(rows, depth + 1),
                Argument::DocString(doc) => {
                    let closes = |line: &&str| line.trim_start().starts_with(&doc.fence);
                    let length = self.lines[doc.span.line..].iter().position(closes);
                    let last = doc.span.line + 1 + length.unwrap_or_default();
                    for line in doc.span.line..=last {
                        self.parts.insert(line, Part::Doc { was: doc.span.column - 1, depth: depth + 1 });
                    }
                }
            }
        }
    }

    /// Rows with their columns under each other; cells are written as they stand, escapes included.
    fn rows(&mut self, rows: &[Row], depth: usize) {
        let written = |row: &Row| -> Vec<String> {
            let line: Vec<char> = self.lines[row.span.line - 1].chars().collect();
            let cell = |from: usize, length: usize| line.iter().skip(from - 1).take(length).collect::<String>();
            row.cells.iter().map(|found| cell(found.span.column, found.span.length)).collect()
        };
        let cells: Vec<Vec<String>> = rows.iter().map(written).collect();
        let columns = cells.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
        let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
        for (row, cells) in rows.iter().zip(&cells) {
            let mut text = "|".to_owned();
            for (cell, width) in cells.iter().zip(&widths) {
                let _ = write!(text, " {cell}{} |", " ".repeat(width.saturating_sub(cell.width())));
            }
            let line = self.lines[row.span.line - 1];
            let rest: String = line.chars().skip(row.span.column - 1 + row.span.length).collect();
            if !rest.trim().is_empty() {
                let _ = write!(text, " {}", rest.trim());
            }
            self.parts.insert(row.span.line, Part::Row(depth, text));
        }
    }
}

/// What stands after the tags of a line.
fn remark(line: &str) -> Option<&str> {
    let at = line.match_indices('#').map(|(at, _)| at).find(|at| line[..*at].ends_with(char::is_whitespace))?;
    Some(line[at..].trim_end())
}

fn write(lines: &[&str], parts: &BTreeMap<usize, Part>) -> String {
    let mut out: Vec<String> = Vec::new();
    // How deep free text stands; whether an empty line was there, or belongs there; whether a section has just begun;
    // how far in the first line of its free text stood.
    let (mut depth, mut gap, mut begun, mut prose) = (0, false, false, None);
    for (number, line) in (1..).zip(lines) {
        let trimmed = line.trim();
        let put = |out: &mut Vec<String>, gap: &mut bool, depth: usize, text: &str| {
            if std::mem::take(gap) && !out.is_empty() {
                out.push(String::new());
            }
            out.push(format!("{}{text}", "  ".repeat(depth)).trim_end().to_owned());
        };
        match parts.get(&number) {
            Some(Part::Gone) => {}
            Some(Part::Section(at, text)) => {
                (begun, prose) = (true, None);
                let above = out.last().is_some_and(|line| {
                    let line = line.trim_start();
                    line.starts_with('@') || line.starts_with('#')
                });
                gap = !above || (gap && !out.last().is_some_and(|line| line.trim_start().starts_with('@')));
                put(&mut out, &mut gap, *at, text);
                depth = at + 1;
            }
            Some(Part::Tags(at, text)) => {
                let above = out.last().is_some_and(|line| line.trim_start().starts_with(['#', '@']));
                gap = gap || !above;
                put(&mut out, &mut gap, *at, text);
            }
            Some(Part::Step(at, text)) => {
                gap &= !std::mem::take(&mut begun);
                put(&mut out, &mut gap, *at, text);
                depth = *at;
            }
            Some(Part::Row(at, text)) => {
                gap = false;
                put(&mut out, &mut gap, *at, text);
            }
            Some(Part::Doc { was, depth: at }) => {
                gap = false;
                let blank = line.chars().take_while(|sign| sign.is_whitespace()).count();
                let cut = line.char_indices().nth(blank.min(*was)).map_or("", |(at, _)| &line[at..]);
                // The text is kept to its last blank; an empty line stays empty.
                let indent = if cut.is_empty() { String::new() } else { "  ".repeat(*at) };
                let is_fence = !matches!(parts.get(&(number + 1)), Some(Part::Doc { .. }))
                    || !matches!(parts.get(&(number - 1)), Some(Part::Doc { .. }));
                out.push(if is_fence { format!("{}{}", "  ".repeat(*at), line.trim()) } else { indent + cut });
            }
            None if trimmed.is_empty() => gap = true,
            None if trimmed.starts_with('#') => {
                // A remark stands where what comes after it stands.
                let next = parts.range(number..).find(|(_, part)| !matches!(part, Part::Gone)).map(|(_, part)| part);
                let at = match next {
                    Some(Part::Section(at, _) | Part::Tags(at, _) | Part::Step(at, _) | Part::Row(at, _)) => *at,
                    Some(Part::Doc { .. } | Part::Gone) | None => depth,
                };
                if let Some(Part::Section(..) | Part::Tags(..)) = next {
                    gap = gap || !out.last().is_some_and(|line| line.trim_start().starts_with(['#', '@']));
                }
                put(&mut out, &mut gap, at, trimmed);
            }
            None => {
                gap &= !std::mem::take(&mut begun);
                // What stands further in than the first line of free text, such as a list, stays so.
                let blank = line.chars().take_while(|sign| sign.is_whitespace()).count();
                let further = blank.saturating_sub(*prose.get_or_insert(blank));
                put(&mut out, &mut gap, depth, &format!("{}{trimmed}", " ".repeat(further)));
            }
        }
    }
    let mut text = out.join("\n");
    text.push('\n');
    text
}
