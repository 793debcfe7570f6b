//! What is said about a line that is no Gherkin.

use super::super::mistake::{Kind, Mistake, Source};
use super::ast::Span;
use super::near::Miss;

/// The mistake for a line that was nearly a keyword line. `span` is the keyword as written.
pub(super) fn nearly(source: &Source, span: Span, miss: &Miss) -> Mistake {
    match miss {
        Miss::Case { meant } => Mistake::at(
            Kind::KeywordCase,
            source,
            span,
            "a keyword is written with other letters",
            format!("write `{meant}`; as it is, the line is not run"),
        ),
        Miss::Space { meant, found, at } => Mistake::at(
            Kind::KeywordSpace,
            source,
            Span::new(span.line, span.column + at, 1),
            format!("{found} stands after the keyword"),
            format!("write a plain space after `{}`; as it is, the line is not run", meant.trim_end()),
        ),
        Miss::Colon { meant } if meant.ends_with(':') => {
            Mistake::at(Kind::Unparsable, source, span, "the colon is missing", format!("write `{meant}`"))
        }
        Miss::Colon { meant } => Mistake::at(
            Kind::Unparsable,
            source,
            span,
            "a step's keyword has no colon",
            format!("write `{meant}` and a space"),
        ),
        Miss::Wordless => Mistake::at(
            Kind::Unparsable,
            source,
            span,
            "a step without words",
            "write what happens after the keyword, or remove the line",
        ),
        Miss::Typo { meant } => {
            Mistake::at(Kind::Unparsable, source, span, "this is no keyword", format!("did you mean `{meant}`?"))
        }
    }
}

/// The mistake for a line that cannot stand where it stands.
pub(super) fn unexpected(source: &Source, span: Span, expected: &str) -> Mistake {
    Mistake::at(
        Kind::Unparsable,
        source,
        span,
        "this line cannot stand here",
        format!("here may stand {expected}; put `#` before a remark"),
    )
}

/// The mistake for a table row that loses words.
pub(super) fn open_row(source: &Source, span: Span) -> Mistake {
    Mistake::at(
        Kind::Unparsable,
        source,
        span,
        "the row does not end with a bar, so this cell would be lost",
        "write `|` at the end of the row",
    )
}

/// The mistake for a row that is longer or shorter than the first one.
pub(super) fn ragged(source: &Source, span: Span, first: Span, found: usize, expected: usize) -> Mistake {
    let cells = |count: usize| format!("{count} cell{}", if count == 1 { "" } else { "s" });
    Mistake::at(
        Kind::RaggedTable,
        source,
        span,
        format!("the row has {}, the first row has {expected}", cells(found)),
        format!("give every row {}; a bar inside a cell is written `\\|`", cells(expected)),
    )
    .label(cells(found))
    .beside(first, cells(expected))
}
