//! What a step is made of: its role, its words, what stands under it and where.

use shopper_steps::{Block, Keyword};

use super::super::gherkin::ast::{Argument, Cell, Row, Span, Step};
use super::super::gherkin::dialect::StepKind;
use super::super::mistake::Source;
use crate::record::{CellPlace, TableRow};

/// What a step is in its scenario: `And` is what the step before it was.
pub(super) fn role(kind: StepKind, before: Keyword) -> Keyword {
    match kind {
        StepKind::Given => Keyword::Given,
        StepKind::When => Keyword::When,
        StepKind::Then => Keyword::Then,
        StepKind::And | StepKind::But | StepKind::Star => before,
    }
}

/// Where a step's words stand; its keyword, if it has none.
pub(super) fn whole(step: &Step) -> Span {
    if step.text_span.length == 0 { step.span } else { step.text_span }
}

pub(super) fn block_of(argument: &Argument) -> Block {
    match argument {
        Argument::None => Block::None,
        Argument::Table(rows) => {
            Block::Table(rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect())
        }
        Argument::DocString(doc) => Block::DocString { media_type: doc.media_type.clone(), text: doc.text.clone() },
    }
}

/// Where the rows of a table stand, and the words of their cells.
pub(super) fn rows_of(argument: &Argument, source: &Source) -> Vec<TableRow> {
    let Argument::Table(rows) = argument else { return Vec::new() };
    let cell = |cell: &Cell| CellPlace { column: cell.span.column, length: cell.span.length };
    let row = |row: &Row| TableRow {
        line: row.span.line,
        source: source.line(row.span.line).to_owned(),
        cells: row.cells.iter().map(cell).collect(),
    };
    rows.iter().map(row).collect()
}
