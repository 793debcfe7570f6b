//! Journeys in a language that their file does not announce: keywords that then are read as free text.

use super::gherkin::ast::{Heading, Span};
use super::gherkin::dialect::{DIALECTS, Dialect, Section};
use super::mistake::{Kind, Mistake, Source};

/// The first line under a heading that begins with a keyword of another language than the file's, as a mistake: it was
/// taken for free text, and what it says is not run.
pub(super) fn under(heading: &Heading, language: &str, source: &Source) -> Option<Mistake> {
    let spoken = Dialect::of(language)?;
    let lines = heading.description.lines().count();
    // Blank lines before the free text are not in it.
    let after = (heading.span.line + 1..).map(|number| (number, source.line(number)));
    let mut text = after.skip_while(|(_, line)| line.trim().is_empty()).take(lines);
    text.find_map(|(number, line)| {
        let (_, keyword) = foreign(line.trim(), spoken)?;
        let indent = line.chars().take_while(|sign| sign.is_whitespace()).count();
        at(line.trim(), Span::new(number, indent + 1, keyword.chars().count()), language, source)
    })
}

/// A line that begins with a keyword of another language than the file's, as a mistake; `span` is that keyword.
pub(super) fn at(line: &str, span: Span, language: &str, source: &Source) -> Option<Mistake> {
    let spoken = Dialect::of(language)?;
    let (dialect, keyword) = foreign(line, spoken)?;
    let what = format!("`{keyword}` is a word of the language `{}`, and the line is not run", dialect.code);
    Some(Mistake::at(Kind::Unparsable, source, span, what, announce(spoken, dialect)))
}

/// How to make a file speak that language.
fn announce(spoken: &Dialect, dialect: &Dialect) -> String {
    let words = |of: &Dialect| (of.section_word(Section::Feature), of.section_word(Section::Scenario));
    let ((feature, scenario), (own_feature, own_scenario)) = (words(dialect), words(spoken));
    format!(
        "begin the file with `# language: {}` and write `{feature}:` for `{own_feature}:`, `{scenario}:` for \
         `{own_scenario}:`; or take the keywords of {}",
        dialect.code,
        name(spoken)
    )
}

/// What is to be known of a sentence in that language.
pub(super) fn note(dialect: &Dialect) -> String {
    format!(
        "sentences may be {} in any file; with `# language: {}` in the first line its keywords are, too: `{}:`, `{}:`",
        name(dialect),
        dialect.code,
        dialect.section_word(Section::Feature),
        dialect.section_word(Section::Scenario)
    )
}

/// What the language is called.
pub(super) fn name(dialect: &Dialect) -> &'static str {
    match dialect.code {
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        _ => "English",
    }
}

/// The language whose keyword a line begins with, and that keyword; not where the file's own language has it, too.
pub(super) fn foreign<'l>(line: &'l str, spoken: &Dialect) -> Option<(&'static Dialect, &'l str)> {
    if spoken.step_of(line).is_some() || spoken.section_of(line).is_some() {
        return None;
    }
    let others = DIALECTS.iter().filter(|dialect| dialect.code != spoken.code);
    others.into_iter().find_map(|dialect| {
        let section = dialect.section_of(line).map(|(_, keyword, _)| keyword);
        let step = || dialect.step_of(line).map(|(_, keyword, _)| keyword.trim_end());
        Some((dialect, section.or_else(step)?))
    })
}
