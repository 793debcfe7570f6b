//! Rows of a table and tags of a line, cut into their parts with the place of each.

use super::ast::{Cell, Row, Span, Tag};

/// A row as it was read, and what stands after its last bar.
#[derive(Debug)]
pub(super) struct ReadRow {
    /// The row.
    pub(super) row: Row,
    /// Words after the last bar that are no comment: they would be lost.
    pub(super) rest: Option<Span>,
}

/// Reads a line that begins with a bar. In cells `\n` is a line end, `\|` a bar, `\\` a backslash.
pub(super) fn row(line: &str, number: usize) -> ReadRow {
    let signs: Vec<char> = line.chars().collect();
    let begin = signs.iter().position(|sign| *sign == '|').unwrap_or(0);
    let mut cells = Vec::new();
    let mut start = begin + 1;
    let mut text = String::new();
    let mut last_bar = begin;
    let mut at = begin + 1;
    while at < signs.len() {
        match (signs[at], signs.get(at + 1)) {
            ('\\', Some('n')) => text.push('\n'),
            ('\\', Some('|')) => text.push('|'),
            ('\\', Some('\\')) => text.push('\\'),
            ('|', _) => {
                cells.push(cell(&signs, start..at, &text, number));
                text.clear();
                last_bar = at;
                start = at + 1;
                at += 1;
                continue;
            }
            (sign, _) => {
                text.push(sign);
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    let rest: String = signs[start.min(signs.len())..].iter().collect();
    let indent = rest.chars().take_while(|sign| sign.is_whitespace()).count();
    let trimmed = rest.trim();
    let lost = !trimmed.is_empty() && !trimmed.starts_with('#');
    ReadRow {
        row: Row { cells, span: Span::new(number, begin + 1, last_bar + 1 - begin) },
        rest: lost.then(|| Span::new(number, start + indent + 1, trimmed.chars().count())),
    }
}

fn cell(signs: &[char], range: std::ops::Range<usize>, text: &str, number: usize) -> Cell {
    let blank = |sign: &&char| sign.is_whitespace();
    let written = &signs[range.clone()];
    let before = written.iter().take_while(blank).count();
    let after = if before == written.len() { 0 } else { written.iter().rev().take_while(blank).count() };
    // An escaped line end at the edge of a cell is meant: only blanks that were typed are trimmed.
    let trimmed = text.trim_matches(|sign: char| sign != '\n' && sign.is_whitespace());
    Cell { text: trimmed.to_owned(), span: Span::new(number, range.start + before + 1, written.len() - before - after) }
}

/// Reads a line that begins with `@`: its tags, and the places of what cannot be a tag.
pub(super) fn tags(line: &str, number: usize) -> (Vec<Tag>, Vec<Span>) {
    let mut tags = Vec::new();
    let mut wrong = Vec::new();
    let mut column = 1;
    for word in line.split(char::is_whitespace) {
        let length = word.chars().count();
        if word.starts_with('#') {
            break;
        }
        if let Some(names) = word.strip_prefix('@') {
            let mut at = column;
            for name in names.split('@') {
                let length = name.chars().count() + 1;
                let span = Span::new(number, at, length);
                if name.is_empty() {
                    wrong.push(span);
                } else {
                    tags.push(Tag { name: format!("@{name}"), span });
                }
                at += length;
            }
        } else if !word.is_empty() {
            wrong.push(Span::new(number, column, length));
        }
        column += length + 1;
    }
    (tags, wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        row(line, 1).row.cells.into_iter().map(|cell| cell.text).collect()
    }

    #[test]
    fn escaped_bars_line_ends_and_backslashes_belong_to_the_cell() {
        assert_eq!(texts(r"| a \| b | c\nd | e\\ | \x |"), ["a | b", "c\nd", r"e\", r"\x"]);
        assert_eq!(texts("| |  | a |"), ["", "", "a"]);
        assert_eq!(texts("||"), [""]);
    }

    #[test]
    fn cells_know_their_place_in_characters() {
        let read = row("   | ä | bcd  |", 7);
        let spans: Vec<_> = read.row.cells.iter().map(|cell| cell.span).collect();
        assert_eq!(spans, [Span::new(7, 6, 1), Span::new(7, 10, 3)]);
        assert_eq!(read.row.span, Span::new(7, 4, 12));
    }

    #[test]
    fn words_after_the_last_bar_are_lost_unless_a_comment() {
        assert_eq!(row("| a | b", 1).rest, Some(Span::new(1, 7, 1)));
        assert_eq!(row("| a | # note", 1).rest, None);
        assert_eq!(row("| a |  ", 1).rest, None);
    }

    #[test]
    fn tags_stop_at_a_comment_and_may_touch() {
        let (found, wrong) = tags("  @a @b@c  #d @e", 3);
        let names: Vec<_> = found.iter().map(|tag| (tag.name.as_str(), tag.span.column)).collect();
        assert_eq!(names, [("@a", 3), ("@b", 6), ("@c", 8)]);
        assert!(wrong.is_empty());
        assert_eq!(tags("@a b", 1).1, [Span::new(1, 4, 1)]);
    }
}
