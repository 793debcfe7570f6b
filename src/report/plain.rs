//! Text from pages, made harmless for terminals and files: a hostile page can colour, move or forge nothing.

use std::iter::Peekable;
use std::str::Chars;

/// One line: without escape sequences and control characters, white space of any kind a blank.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in clean(text) {
        match character {
            '\n' | '\t' => line.push(' '),
            other => line.push(other),
        }
    }
    line
}

/// Several lines: as [`line`], but line feeds and tabs are kept.
pub(crate) fn text(text: &str) -> String {
    clean(text).collect()
}

fn clean(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            match rest.next()? {
                '\u{1b}' => skip_escape(&mut rest),
                '\u{9b}' => skip_csi(&mut rest),
                '\r' => {
                    rest.next_if_eq(&'\n');
                    return Some('\n');
                }
                '\u{2028}' | '\u{2029}' => return Some('\n'),
                other if is_harmless(other) => return Some(other),
                _ => {}
            }
        }
    })
}

/// No C0 or C1 control but line feed and tab, nothing that XML 1.0 (5th edition, 2.2) refuses, and nothing that turns
/// the direction of the line it stands in (Unicode bidirectional algorithm, UAX #9, 2.1 to 2.5).
fn is_harmless(character: char) -> bool {
    match character {
        '\n' | '\t' => true,
        '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        other => !other.is_control(),
    }
}

/// Past what follows an ESC (ECMA-48): a CSI sequence, a string up to its end, or one character.
fn skip_escape(rest: &mut Peekable<Chars<'_>>) {
    match rest.next() {
        Some('[') => skip_csi(rest),
        Some(']' | 'P' | 'X' | '^' | '_') => {
            while let Some(character) = rest.next() {
                match character {
                    '\u{7}' | '\u{9c}' => return,
                    '\u{1b}' => {
                        rest.next_if_eq(&'\\');
                        return;
                    }
                    _ => {}
                }
            }
        }
        Some(' '..='/') => {
            rest.next();
        }
        _ => {}
    }
}

/// Past the parameters of a CSI sequence and its final character (ECMA-48, 5.4).
fn skip_csi(rest: &mut Peekable<Chars<'_>>) {
    while rest.next_if(|character| matches!(character, ' '..='?')).is_some() {}
    rest.next_if(|character| matches!(character, '@'..='~'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_titles_and_cursor_moves_are_dropped_with_their_parameters() {
        assert_eq!(
            line("\u{1b}[1;31mred\u{1b}[0m \u{1b}]0;title\u{7}x \u{1b}]8;;http://evil\u{1b}\\link"),
            "red x link"
        );
        assert_eq!(line("a\u{9b}2Jb\u{1b}(Bc\u{1b}"), "abc");
        assert_eq!(line("an unfinished \u{1b}[1;"), "an unfinished ");
    }

    #[test]
    fn control_characters_and_turned_directions_are_dropped() {
        assert_eq!(line("a\u{0}b\u{8}c\u{7f}d\u{85}e\u{fffe}f\u{202e}g\u{2066}h"), "abcdefgh");
        assert_eq!(line("Käse 1.234,56 € 買う 🛒"), "Käse 1.234,56 € 買う 🛒");
    }

    #[test]
    fn every_kind_of_line_end_is_one() {
        assert_eq!(text("a\r\nb\rc\nd\u{2028}e\tf"), "a\nb\nc\nd\ne\tf");
        assert_eq!(line("a\r\nb\rc\nd\te"), "a b c d e");
    }
}
