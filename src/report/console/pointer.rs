//! Where a failure stands in the author's own file: the line, and the words that carets are put under.

use shopper_browser::Failure;
use unicode_width::UnicodeWidthStr;

use crate::record::StepInfo;
use crate::report::plain;

/// The author's line and where its carets stand.
pub(super) struct Pointer {
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
    /// The step and the header of its table, where the line is that of a row under it.
    pub(super) above: Vec<(usize, String)>,
    pub(super) source: String,
    pub(super) lead: String,
    pub(super) carets: String,
    /// The sentence as it was run, when the line does not hold it: in a row of an outline.
    pub(super) reads: Option<String>,
}

impl Pointer {
    /// Points to the cell that the failure names, else to the words it is about, else to the whole step.
    pub(super) fn to(step: &StepInfo, failure: &Failure) -> Self {
        let sentence = format!("{} {}", plain::line(&step.keyword), plain::line(&step.text));
        let source = if step.source.trim().is_empty() {
            format!("{:width$}{sentence}", "", width = step.column.saturating_sub(1))
        } else {
            shown(&step.source)
        };
        let reads = (!source.contains(plain::line(&step.text).trim())).then_some(sentence);
        if let Some(pointer) = Self::to_cell(step, failure, &source) {
            return Self { reads, ..pointer };
        }
        let start = source.len() - source.trim_start().len();
        let keyword = start + if source[start..].starts_with(&step.keyword) { step.keyword.len() } else { 0 };
        let about = failure.about.as_deref().map(plain::line).filter(|words| !words.trim().is_empty());
        let found =
            about.and_then(|words| source[keyword..].find(&words).map(|at| keyword + at..keyword + at + words.len()));
        let range = found.unwrap_or(start..source.len());
        Self {
            line: step.line,
            column: step.column,
            above: Vec::new(),
            lead: " ".repeat(source[..range.start].width()),
            carets: "^".repeat(source[range].width().max(1)),
            source,
            reads,
        }
    }

    fn to_cell(step: &StepInfo, failure: &Failure, sentence: &str) -> Option<Self> {
        let (number, column) = failure.cell?;
        let row = step.table.last()?;
        let header = step
            .table
            .first()
            .filter(|_| number > 0 && step.table.len() > 1)
            .map(|header| (header.line, shown(&header.source)));
        let cell = row.cells.get(column)?;
        let before: String = row.source.chars().take(cell.column.saturating_sub(1)).collect();
        let words: String = row.source.chars().skip(cell.column.saturating_sub(1)).take(cell.length).collect();
        Some(Self {
            line: row.line,
            column: cell.column,
            above: [(step.line, sentence.to_owned())].into_iter().chain(header).collect(),
            source: shown(&row.source),
            // A sign more keeps the blanks at the end.
            lead: " ".repeat(shown(&format!("{before}|")).width().saturating_sub(1)),
            carets: "^".repeat(shown(&words).width().max(1)),
            reads: None,
        })
    }
}

/// A line of the author's file as it is shown: harmless, tabs as four blanks.
fn shown(line: &str) -> String {
    plain::text(line).trim_end().replace('\t', "    ").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{CellPlace, TableRow};

    fn point(source: &str, text: &str, about: Option<&str>) -> String {
        let step = StepInfo {
            keyword: "Then".to_owned(),
            text: text.to_owned(),
            line: 3,
            column: 5,
            source: source.to_owned(),
            background: false,
            phrase: Vec::new(),
            table: Vec::new(),
        };
        let failure = Failure { about: about.map(str::to_owned), ..Failure::expectation("x") };
        let pointer = Pointer::to(&step, &failure);
        format!("\n{}\n{}{}\n{}", pointer.source, pointer.lead, pointer.carets, pointer.reads.unwrap_or_default())
    }

    #[test]
    fn carets_stand_under_the_words_the_failure_is_about() {
        insta::assert_snapshot!(point("    Then the total is $18.00", "the total is $18.00", Some("$18.00")), @r"
            Then the total is $18.00
                              ^^^^^^
        ");
    }

    #[test]
    fn without_words_the_whole_step_is_meant() {
        insta::assert_snapshot!(point("    Then my order is confirmed  ", "my order is confirmed", None), @r"
            Then my order is confirmed
            ^^^^^^^^^^^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn a_row_of_an_outline_is_shown_as_it_was_run() {
        insta::assert_snapshot!(point("    Then the <card> is refused", "the visa is refused", Some("visa")), @r"
            Then the <card> is refused
            ^^^^^^^^^^^^^^^^^^^^^^^^^^
        Then the visa is refused
        ");
    }

    #[test]
    fn tabs_and_wide_letters_do_not_move_the_carets() {
        insta::assert_snapshot!(point("\tThen カート has \"赤\" in it", "カート has \"赤\" in it", Some("\"赤\"")), @r#"
            Then カート has "赤" in it
                            ^^^^
        "#);
    }

    #[test]
    fn the_keyword_is_never_taken_for_the_words() {
        insta::assert_snapshot!(point("    Then Then-Mug is gone", "Then-Mug is gone", Some("Then")), @r"
            Then Then-Mug is gone
                 ^^^^
        ");
    }

    #[test]
    fn a_cell_is_pointed_to_in_its_own_line() {
        let cell = |column, length| CellPlace { column, length };
        let row = |line, source: &str, cells| TableRow { line, source: source.to_owned(), cells };
        let step = StepInfo {
            keyword: "Then".to_owned(),
            text: "my cart contains:".to_owned(),
            line: 3,
            column: 5,
            source: "    Then my cart contains:".to_owned(),
            table: vec![
                row(4, "\t| product | price |", vec![cell(4, 7), cell(14, 5)]),
                row(6, "\t| 赤 Mug   | $1.00 |", vec![cell(4, 5), cell(14, 5)]),
            ],
            ..StepInfo::default()
        };
        let pointer = Pointer::to(&step, &Failure::expectation("x").in_cell(1, 1).about("contains:"));
        assert_eq!((pointer.line, pointer.column), (6, 14));
        let above = [(3, "    Then my cart contains:".to_owned()), (4, "    | product | price |".to_owned())];
        assert_eq!(pointer.above, above);
        insta::assert_snapshot!(format!("\n{}\n{}{}", pointer.source, pointer.lead, pointer.carets), @r"
            | 赤 Mug   | $1.00 |
                         ^^^^^
        ");
        let unknown = StepInfo { table: Vec::new(), ..step };
        let of_the_step = Pointer::to(&unknown, &Failure::expectation("x").in_cell(2, 0));
        assert_eq!((of_the_step.line, of_the_step.above.len()), (3, 0), "no row is kept: the step is meant");
    }
}
