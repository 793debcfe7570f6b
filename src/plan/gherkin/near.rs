//! Lines that were meant as Gherkin and are not: `given x`, `Scenario x`, a space that is none. The official
//! grammar takes many of them for free text, and the journey passes without the step; here they are mistakes.

use super::dialect::{Dialect, Section};

/// How a line missed being a keyword line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Miss {
    /// Right word, wrong letters: `given`, `SCENARIO:`.
    Case {
        /// As it should be, colon included.
        meant: String,
    },
    /// Right word, and then something that only looks like a space.
    Space {
        /// As it should be.
        meant: String,
        /// What stands there, such as `a non-breaking space (U+00A0)`.
        found: String,
        /// The character (from 0) at which it stands.
        at: usize,
    },
    /// `Scenario x`, `Scenario : x`, `Given: x`.
    Colon {
        /// As it should be.
        meant: String,
    },
    /// A step keyword and nothing after it.
    Wordless,
    /// Nearly a keyword: `Wen`, `Senario:`.
    Typo {
        /// As it should be.
        meant: String,
    },
}

/// What a line that is no Gherkin was meant to be, if that can be told; and how many characters of it are the keyword.
pub fn miss(trimmed: &str, dialect: &Dialect) -> Option<(Miss, usize)> {
    step_miss(trimmed, dialect).or_else(|| section_miss(trimmed, dialect))
}

/// The miss of a line that was meant to be a step.
pub fn step_miss(trimmed: &str, dialect: &Dialect) -> Option<(Miss, usize)> {
    let words = || dialect.step_words().filter(|(_, word)| word.ends_with(' ') && *word != "* ");
    for (_, word) in words() {
        let word = word.trim_end();
        let Some(length) = begins_with(trimmed, word) else { continue };
        let exact = trimmed.starts_with(word);
        let rest = &trimmed[trimmed.char_indices().nth(length).map_or(trimmed.len(), |(at, _)| at)..];
        let chars = word.chars().count();
        match rest.chars().next() {
            None if exact => return Some((Miss::Wordless, chars)),
            Some(sign) if sign != ' ' && looks_like_space(sign) => {
                return Some((Miss::Space { meant: format!("{word} "), found: name_of(sign), at: chars }, chars + 1));
            }
            Some(' ') if !exact => return Some((Miss::Case { meant: word.to_owned() }, chars)),
            Some(':') if exact => return Some((Miss::Colon { meant: word.to_owned() }, chars + 1)),
            _ => {}
        }
    }
    let first = trimmed.split_whitespace().next()?;
    let (_, word) = words().find(|(_, word)| is_typo_of(first, word.trim_end()))?;
    Some((Miss::Typo { meant: word.trim_end().to_owned() }, first.chars().count()))
}

/// The miss of a line that was meant to begin a section.
pub fn section_miss(trimmed: &str, dialect: &Dialect) -> Option<(Miss, usize)> {
    let before = trimmed.split([':', '：']).next()?;
    let has_colon = before.len() < trimmed.len();
    let chars = before.chars().count();
    let mut longest: Option<(Section, &str)> = None;
    for (section, word) in dialect.section_words() {
        if has_colon && same_letters(before.trim_end(), word) {
            let meant = format!("{word}:");
            let miss = if before.trim_end() == word { Miss::Colon { meant } } else { Miss::Case { meant } };
            return Some((miss, chars + 1));
        }
        let alone = begins_with(trimmed, word).is_some_and(|length| {
            trimmed.starts_with(word) && trimmed.chars().nth(length).is_none_or(char::is_whitespace)
        });
        if !has_colon && alone && longest.is_none_or(|(_, found)| found.len() < word.len()) {
            longest = Some((section, word));
        }
    }
    if let Some((_, word)) = longest {
        return Some((Miss::Colon { meant: format!("{word}:") }, word.chars().count()));
    }
    if !has_colon || before.split_whitespace().count() > 2 {
        return None;
    }
    let (_, word) = dialect.section_words().find(|(_, word)| is_typo_of(before.trim_end(), word))?;
    Some((Miss::Typo { meant: format!("{word}:") }, chars + 1))
}

/// The number of characters of `word` if `text` begins with it, whatever the case.
fn begins_with(text: &str, word: &str) -> Option<usize> {
    let length = word.chars().count();
    let head: String = text.chars().take(length).collect();
    same_letters(&head, word).then_some(length)
}

fn same_letters(left: &str, right: &str) -> bool {
    left.to_lowercase() == right.to_lowercase()
}

fn is_typo_of(found: &str, word: &str) -> bool {
    word.chars().count() >= 4
        && found.chars().count() >= 3
        && found != word
        && strsim::damerau_levenshtein(&found.to_lowercase(), &word.to_lowercase()) == 1
}

fn looks_like_space(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// What a person calls a sign that looks like a space.
pub fn name_of(sign: char) -> String {
    let name = match sign {
        '\t' => "a tab",
        '\u{a0}' => "a non-breaking space",
        '\u{202f}' => "a narrow non-breaking space",
        '\u{3000}' => "a wide space",
        '\u{200b}' | '\u{2060}' | '\u{feff}' => "a space without width",
        _ => "an unusual space",
    };
    format!("{name} (U+{:04X})", u32::from(sign))
}

/// The first sign in a text that looks like a plain space and is none: its byte and itself.
pub fn odd_space(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, sign)| *sign != ' ' && looks_like_space(*sign))
}

/// The text with plain spaces only.
pub fn plainly_spaced(text: &str) -> String {
    text.chars()
        .filter(|sign| !matches!(sign, '\u{200b}' | '\u{feff}' | '\u{2060}'))
        .map(|sign| if sign.is_whitespace() { ' ' } else { sign })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::dialect::ENGLISH;
    use super::*;

    fn told(line: &str) -> Option<Miss> {
        miss(line, ENGLISH).map(|(miss, _)| miss)
    }

    #[test]
    fn wrong_letters_are_told() {
        assert_eq!(told("given x"), Some(Miss::Case { meant: "Given".into() }));
        assert_eq!(told("SCENARIO: x"), Some(Miss::Case { meant: "Scenario:".into() }));
        assert_eq!(told("scenario outline: x"), Some(Miss::Case { meant: "Scenario Outline:".into() }));
    }

    #[test]
    fn a_space_that_is_none_is_named() {
        let (miss, length) = miss("Given\u{a0}x", ENGLISH).unwrap();
        assert_eq!(length, 6);
        assert_eq!(miss, Miss::Space { meant: "Given ".into(), found: "a non-breaking space (U+00A0)".into(), at: 5 });
    }

    #[test]
    fn missing_and_stray_colons_are_told() {
        assert_eq!(told("Scenario x"), Some(Miss::Colon { meant: "Scenario:".into() }));
        assert_eq!(told("Scenario Outline x"), Some(Miss::Colon { meant: "Scenario Outline:".into() }));
        assert_eq!(told("Scenario : x"), Some(Miss::Colon { meant: "Scenario:".into() }));
        assert_eq!(told("Given: x"), Some(Miss::Colon { meant: "Given".into() }));
    }

    #[test]
    fn a_slip_of_one_letter_is_told_and_prose_is_left_alone() {
        assert_eq!(told("Wen x"), Some(Miss::Typo { meant: "When".into() }));
        assert_eq!(told("Senario: x"), Some(Miss::Typo { meant: "Scenario:".into() }));
        assert_eq!(told("As a customer I want"), None);
        assert_eq!(told("Note: a customer"), None);
        assert_eq!(told("Somebody comes back"), None);
    }
}
