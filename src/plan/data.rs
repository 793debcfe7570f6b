//! `Examples: from "cards.csv"`: the rows of an outline stand in a file beside the feature, CSV or JSON.

mod csv;
mod json;

use std::fs;
use std::path::Path;

use super::files::reason;
use super::gherkin::ast::{Child, Examples, Feature, Row, Scenario, Span};
use super::mistake::{Kind, Mistake, Source};

/// Reads the files that the examples of a feature name, and puts their rows into the examples.
pub(super) fn fill(feature: &mut Feature, source: &Source, mistakes: &mut Vec<Mistake>) {
    for child in &mut feature.children {
        let scenarios: &mut [Scenario] = match child {
            Child::Scenario(scenario) => std::slice::from_mut(scenario),
            Child::Rule(rule) => &mut rule.scenarios,
        };
        for examples in scenarios.iter_mut().flat_map(|scenario| &mut scenario.examples) {
            let Some(name) = named(&examples.heading.name) else { continue };
            let place = place(examples, name);
            if let Some(row) = examples.rows.first() {
                let what = "these examples have a table and a file";
                let mend = "remove the table, or the name of the file";
                let mistake = Mistake::at(Kind::BadData, source, place, what, mend);
                mistakes.push(mistake.beside(row.span, "the table"));
                continue;
            }
            match read(name, source, place) {
                Ok((data, rows)) => {
                    examples.rows = rows;
                    examples.data = Some(data);
                }
                Err(found) => {
                    mistakes.extend(found);
                    examples.broken = true;
                }
            }
        }
    }
}

/// The file in `from "cards.csv"`.
fn named(name: &str) -> Option<&str> {
    name.strip_prefix("from ")?.trim_start().strip_prefix('"')?.strip_suffix('"')
}

/// Where the file's name stands, quotes included.
fn place(examples: &Examples, name: &str) -> Span {
    let (span, length) = (examples.heading.span, name.chars().count() + 2);
    Span::new(span.line, span.column + span.length.saturating_sub(length), length)
}

fn read(name: &str, source: &Source, place: Span) -> Result<(Source, Vec<Row>), Vec<Mistake>> {
    let wrong = |what: String, mend: &str| vec![Mistake::at(Kind::BadData, source, place, what, mend)];
    let path = Path::new(&source.name).with_file_name("").join(name);
    let shown = path.to_string_lossy().replace('\\', "/");
    let is = |ending: &str| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending));
    if !is("csv") && !is("json") {
        return Err(wrong("examples come from a .csv or .json file".to_owned(), "save the rows as CSV or JSON"));
    }
    let bytes = fs::read(&path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            return wrong(format!("there is no file {shown}"), "its path starts at the folder of the feature file");
        }
        let what = format!("{shown} cannot be read: {}", reason(&error));
        wrong(what, "make it readable for the user who runs this")
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| wrong(format!("{shown} is not UTF-8 text"), "save the file with the encoding UTF-8"))?;
    let data = Source::new(shown, &text);
    let rows = if is("csv") { csv::rows(&data) } else { json::rows(&data) }?;
    check(&rows, &data, source, place)?;
    Ok((data, rows))
}

/// What must hold of rows from wherever they are: there are some, each as long as the header, whose names differ.
fn check(rows: &[Row], data: &Source, source: &Source, place: Span) -> Result<(), Vec<Mistake>> {
    let mut mistakes = Vec::new();
    if rows.len() < 2 {
        let what = format!("{} holds no rows", data.name);
        let mend = "add a row for each journey; in CSV the first row names the columns";
        mistakes.push(Mistake::at(Kind::EmptyExamples, source, place, what, mend));
    }
    let Some((header, rows)) = rows.split_first() else { return Err(mistakes) };
    for (index, column) in header.cells.iter().enumerate() {
        if column.text.is_empty() {
            let (what, mend) = ("a column without a name", "give each column a name in the first row");
            mistakes.push(Mistake::at(Kind::BadData, data, column.span, what, mend));
        } else if let Some(first) = header.cells[..index].iter().find(|first| first.text == column.text) {
            let what = format!("two columns are named `{}`", column.text);
            let mistake = Mistake::at(Kind::BadData, data, column.span, what, "give each column a name of its own");
            mistakes.push(mistake.beside(first.span, "the first one"));
        }
    }
    let cells = |count: usize| format!("{count} cell{}", if count == 1 { "" } else { "s" });
    for row in rows.iter().filter(|row| row.cells.len() != header.cells.len()) {
        let (found, expected) = (cells(row.cells.len()), cells(header.cells.len()));
        let what = format!("the row has {found}, the first row has {}", header.cells.len());
        let mend = format!("give every row {expected}; a cell that holds the sign between cells stands in quotes");
        let mistake = Mistake::at(Kind::RaggedTable, data, row.span, what, mend);
        mistakes.push(mistake.label(found).beside(header.span, expected));
    }
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
}
