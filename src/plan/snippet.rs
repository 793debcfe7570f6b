//! Draws a mistake the way compilers do: the author's own line, a caret under the words, and how to mend it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::gherkin::ast::Span;
use super::mistake::{Kind, Mistake};

/// The mistake as text, with terminal colours or without; no line end after the last line.
pub(super) fn draw(mistake: &Mistake, coloured: bool) -> String {
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    let level = if matches!(mistake.kind, Kind::Lint(_)) { Level::WARNING } else { Level::ERROR };
    let mut group = Group::with_title(level.primary_title(mistake.what.as_str()).id(mistake.kind.id()));
    match &mistake.source {
        Some(source) if mistake.line > 0 => group = group.element(place(mistake, source)),
        _ => {
            group = group.element(annotate_snippets::Origin::path(mistake.file.as_str()));
        }
    }
    for (source, span, label) in &mistake.elsewhere {
        let there = AnnotationKind::Context.span(bytes(&source.text, *span)).label(label.as_str());
        let snippet = Snippet::source(&*source.text).fold(true).path(source.name.as_str()).annotation(there);
        group = group.element(snippet);
    }
    for note in &mistake.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if mistake.nearest.is_empty() {
        group = group.element(Level::HELP.message(mistake.mend.as_str()));
        return renderer.render(&[group]).trim_end().to_owned();
    }
    let mut help = Group::with_title(Level::HELP.secondary_title(mistake.mend.as_str()));
    let lines: Vec<&str> = mistake.nearest.iter().map(|near| near.text.as_str()).collect();
    let mut start = 0;
    let mut marks = Vec::new();
    for near in &mistake.nearest {
        let differing =
            near.differing.iter().filter(|range| near.text.get((*range).clone()).is_some_and(|word| !word.is_empty()));
        marks.extend(differing.map(|range| AnnotationKind::Context.span(start + range.start..start + range.end)));
        start += near.text.len() + 1;
    }
    help = help.element(Snippet::source(lines.join("\n")).line_numbering(false).fold(false).annotations(marks));
    renderer.render(&[group, help]).trim_end().to_owned()
}

fn place<'a>(mistake: &'a Mistake, source: &'a str) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let span = Span::new(mistake.line, mistake.column, mistake.length);
    let main = AnnotationKind::Primary.span(bytes(source, span)).label(mistake.label.as_deref());
    let others = mistake
        .beside
        .iter()
        .map(|(span, label)| AnnotationKind::Context.span(bytes(source, *span)).label(label.as_str()));
    let snippet = Snippet::source(source).fold(true).annotation(main).annotations(others);
    if mistake.file.starts_with("--") { snippet.line_numbering(false) } else { snippet.path(mistake.file.as_str()) }
}

/// Where a stretch of characters lies in the text, in bytes.
fn bytes(source: &str, span: Span) -> Range<usize> {
    let start_of_line: usize = source.split_inclusive('\n').take(span.line.saturating_sub(1)).map(str::len).sum();
    let line = source[start_of_line..].split('\n').next().unwrap_or("");
    let offset = |chars: usize| line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at);
    let from = span.column.saturating_sub(1);
    start_of_line + offset(from)..start_of_line + offset(from + span.length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_counted_in_characters_and_stays_on_its_line() {
        let text = "äö\nüber x\n";
        assert_eq!(&text[bytes(text, Span::new(2, 1, 4))], "über");
        assert_eq!(&text[bytes(text, Span::new(2, 6, 40))], "x");
        assert_eq!(&text[bytes(text, Span::new(9, 1, 1))], "");
    }
}
