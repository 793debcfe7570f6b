//! Doc strings: from one fence to the next.

use super::ast::{DocString, Span};
use super::dialect::Dialect;

/// A doc string as it was read.
#[derive(Debug)]
pub(super) struct ReadDocString {
    /// The text and where it begins.
    pub(super) doc: DocString,
    /// The index of the first line after it.
    pub(super) next: usize,
    /// Whether its closing fence was found.
    pub(super) closed: bool,
}

/// The fence that a line begins with, if it does.
pub(super) fn fence(trimmed: &str) -> Option<&'static str> {
    ["\"\"\"", "```"].into_iter().find(|fence| trimmed.starts_with(fence))
}

/// Reads the doc string whose opening fence stands on the line with index `at`. One that is never closed ends
/// where the next section or tag stands at most as far in as its fence, so that what follows is still read.
pub(super) fn read(lines: &[&str], at: usize, fence: &str, dialect: &Dialect) -> ReadDocString {
    let opening = lines[at];
    let indent = opening.chars().take_while(|sign| sign.is_whitespace()).count();
    let trimmed = opening.trim();
    let media_type = trimmed[fence.len()..].trim();
    let closing = lines[at + 1..].iter().position(|line| line.trim_start().starts_with(fence));
    let end = match closing {
        Some(offset) => at + 1 + offset,
        None => lines[at + 1..]
            .iter()
            .position(|line| {
                let trimmed = line.trim_start();
                let this = line.chars().take_while(|sign| sign.is_whitespace()).count();
                this <= indent && (trimmed.starts_with('@') || dialect.section_of(trimmed).is_some())
            })
            .map_or(lines.len(), |offset| at + 1 + offset),
    };
    let text: Vec<String> =
        lines[at + 1..end].iter().map(|line| unescape(without_indent(line, indent), fence)).collect();
    ReadDocString {
        doc: DocString {
            media_type: (!media_type.is_empty()).then(|| media_type.to_owned()),
            text: text.join("\n"),
            fence: fence.to_owned(),
            span: Span::new(at + 1, indent + 1, trimmed.chars().count()),
        },
        next: if closing.is_some() { end + 1 } else { end },
        closed: closing.is_some(),
    }
}

/// The line without as much white space as the fence has before it.
fn without_indent(line: &str, indent: usize) -> &str {
    let blank = line.chars().take_while(|sign| sign.is_whitespace()).count();
    let cut = blank.min(indent);
    line.char_indices().nth(cut).map_or("", |(at, _)| &line[at..])
}

fn unescape(line: &str, fence: &str) -> String {
    if fence == "```" { line.replace("\\`\\`\\`", "```") } else { line.replace("\\\"\\\"\\\"", "\"\"\"") }
}

#[cfg(test)]
mod tests {
    use super::super::dialect::ENGLISH;
    use super::*;

    #[test]
    fn the_fence_says_the_indent_and_the_media_type() {
        let lines = ["  \"\"\" json ", "   {", " x\\\"\\\"\\\"", "", "  \"\"\" "];
        let read = read(&lines, 0, "\"\"\"", ENGLISH);
        assert_eq!(read.doc.text, " {\nx\"\"\"\n");
        assert_eq!(read.doc.media_type.as_deref(), Some("json"));
        assert_eq!((read.next, read.closed), (5, true));
    }

    #[test]
    fn an_open_one_ends_before_the_next_scenario() {
        let lines = ["    ```", "    text", "  Scenario: next"];
        let read = read(&lines, 0, "```", ENGLISH);
        assert_eq!((read.doc.text.as_str(), read.next, read.closed), ("text", 2, false));
    }
}
