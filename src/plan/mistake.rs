//! What an author can get wrong in a journey, and how it is told: where, what, and how to mend.
//! A mistake is found before any browser starts; its text is written once, here and in `snippet.rs`.

use std::fmt::{self, Write as _};
use std::ops::Range;
use std::sync::Arc;

use shopper_steps::Suggestion;

use super::gherkin::ast::Span;
pub use super::kind::Kind;

/// One mistake: where, what, and how to mend. `Display` shows it as a snippet of the author's file.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// What kind of mistake.
    pub kind: Kind,
    /// The file as the author named it; an option such as `--tags` for what was typed there.
    pub file: String,
    /// The line, from 1; 0 when the mistake is about the file as a whole.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// How many characters the caret underlines.
    pub length: usize,
    /// What is wrong, in one line.
    pub what: String,
    /// How to mend it, in one line, never empty.
    pub mend: String,
    /// What the caret says, if more than the title.
    pub label: Option<String>,
    /// Sentences that are near to what was written.
    pub nearest: Vec<Near>,
    /// More to know.
    pub notes: Vec<String>,
    /// Other places that matter: the first of two scenarios with one name.
    pub beside: Vec<(Span, String)>,
    /// Places in other files that matter: the phrase that a step says.
    pub elsewhere: Vec<(Source, Span, String)>,
    /// The text that the place points into.
    pub source: Option<Arc<str>>,
}

/// A sentence near to what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The sentence.
    pub text: String,
    /// The parts (bytes of `text`) that differ from what was written.
    pub differing: Vec<Range<usize>>,
}

impl From<Suggestion> for Near {
    fn from(suggestion: Suggestion) -> Self {
        Near { text: suggestion.text, differing: suggestion.differing }
    }
}

impl Mistake {
    /// A mistake about a file or an option as a whole.
    pub fn about_file(kind: Kind, file: &str, what: impl Into<String>, mend: impl Into<String>) -> Mistake {
        Mistake {
            kind,
            file: file.to_owned(),
            line: 0,
            column: 0,
            length: 0,
            what: what.into(),
            mend: mend.into(),
            label: None,
            nearest: Vec::new(),
            notes: Vec::new(),
            beside: Vec::new(),
            elsewhere: Vec::new(),
            source: None,
        }
    }

    /// A mistake at a place in a text.
    pub fn at(kind: Kind, source: &Source, span: Span, what: impl Into<String>, mend: impl Into<String>) -> Mistake {
        Mistake {
            line: span.line,
            column: span.column,
            length: span.length.max(1),
            source: Some(Arc::clone(&source.text)),
            ..Mistake::about_file(kind, &source.name, what, mend)
        }
    }

    /// Says something at the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Mistake {
        self.label = Some(label.into());
        self
    }

    /// Adds something to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Mistake {
        self.notes.push(note.into());
        self
    }

    /// Points at another place, too.
    #[must_use]
    pub fn beside(mut self, span: Span, label: impl Into<String>) -> Mistake {
        self.beside.push((span, label.into()));
        self
    }

    /// Points at another place, which may be in another file.
    #[must_use]
    pub fn beside_in(mut self, source: &Source, span: Span, label: impl Into<String>) -> Mistake {
        if source.name == self.file {
            return self.beside(span, label);
        }
        self.elsewhere.push((source.clone(), span, label.into()));
        self
    }

    /// Adds sentences that are near to what was written.
    #[must_use]
    pub fn nearest(mut self, nearest: Vec<Near>) -> Mistake {
        self.nearest = nearest;
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::snippet::draw(self, false))
    }
}

/// A text that mistakes point into, and the name of where it came from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file as the author named it.
    pub name: String,
    /// Its text, without byte order mark, lines ended by `\n`.
    pub text: Arc<str>,
}

impl Source {
    /// The text of a file as it was read.
    pub fn new(name: impl Into<String>, text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Source { name: name.into(), text: text.replace("\r\n", "\n").into() }
    }

    /// The line with this number, from 1, as written; empty beyond the end.
    pub fn line(&self, number: usize) -> &str {
        self.text.split('\n').nth(number.saturating_sub(1)).unwrap_or("")
    }
}

/// All mistakes of all files, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Mistakes(Vec<Mistake>, Selects);

/// Whether a plan with mistakes would have anything to run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Selects {
    /// It would, or nobody can tell.
    #[default]
    Something,
    /// It would not.
    Nothing,
}

impl Mistakes {
    /// Sorted by file and line; one that was found twice (a background's step is bound for every scenario) is told once.
    pub fn new(mut mistakes: Vec<Mistake>) -> Mistakes {
        mistakes.sort_by(|a, b| (&a.file, a.line, a.column, a.kind).cmp(&(&b.file, b.line, b.column, b.kind)));
        mistakes.dedup_by(|a, b| {
            (&a.file, a.line, a.column, a.kind) == (&b.file, b.line, b.column, b.kind)
                && (a.line > 0 || a.what == b.what)
        });
        Mistakes(mistakes, Selects::default())
    }

    /// The same of a plan that would have this to run.
    pub(super) fn of_plan(mistakes: Vec<Mistake>, selects: Selects) -> Mistakes {
        Mistakes(Mistakes::new(mistakes).0, selects)
    }

    /// Whether all that is wrong is that no journey has a tag of `--tags`, and no journey is selected.
    pub fn select_nothing(&self) -> bool {
        self.1 == Selects::Nothing && self.0.iter().all(|mistake| mistake.kind == Kind::UnknownTag)
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Mistake> {
        self.0.iter()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each as text, with an empty line after it.
    pub fn snippets(&self, coloured: bool) -> String {
        self.0.iter().map(|mistake| super::snippet::draw(mistake, coloured) + "\n\n").collect()
    }

    /// All as text, with terminal colours or without, and a last line that counts them.
    pub fn render(&self, coloured: bool) -> String {
        let mut text = self.snippets(coloured);
        let mut files: Vec<&str> = self.0.iter().map(|mistake| mistake.file.as_str()).collect();
        files.dedup();
        let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        text.push_str(&plural(self.0.len(), "mistake"));
        if files.len() > 1 {
            let _ = write!(text, " in {}", plural(files.len(), "file"));
        }
        text.push('\n');
        text
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Mistakes {}

impl<'a> IntoIterator for &'a Mistakes {
    type Item = &'a Mistake;
    type IntoIter = std::slice::Iter<'a, Mistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_found_twice_is_told_once() {
        let source = Source::new("a.feature", "Feature: x\r\n  Scenario: y");
        let one = Mistake::at(Kind::NoSteps, &source, Span::new(2, 3, 8), "w", "m");
        let mistakes = Mistakes::new(vec![one.clone(), one]);
        assert_eq!(mistakes.len(), 1);
        assert_eq!(source.line(2), "  Scenario: y");
    }
}
