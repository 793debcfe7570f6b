//! The reader itself: which line may stand where, and how reading goes on after a line that may not.

mod language;
mod tree;

use super::super::foreign;
use super::super::mistake::{Kind, Mistake, Source};
use super::ast::{Background, Document, Examples, Feature, Looks, Rule, Scenario, Span, Suspect, Tag};
use super::dialect::{Dialect, ENGLISH, Section, StepKind};
use super::near::{Miss, section_miss, step_miss};
use super::{docstring, slips, table};

/// A file as it was read, and everything that is wrong with its Gherkin.
#[derive(Debug)]
pub struct Parsed {
    /// What could be read.
    pub document: Document,
    /// What could not.
    pub mistakes: Vec<Mistake>,
}

/// Reads a feature file.
pub fn parse(source: &Source) -> Parsed {
    let lines: Vec<&str> = source.text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut reader = Reader {
        source,
        lines: &lines,
        dialect: ENGLISH,
        open: Section::Feature,
        started: false,
        head: true,
        garbage: false,
        tags: Vec::new(),
        document: Document::default(),
        feature: None,
        rule: None,
        background: None,
        scenario: None,
        examples: None,
        description: Vec::new(),
        mistakes: Vec::new(),
    };
    reader.read();
    Parsed { document: reader.document, mistakes: reader.mistakes }
}

struct Reader<'a> {
    source: &'a Source,
    lines: &'a [&'a str],
    dialect: &'static Dialect,
    /// The section that is being read; an outline counts as a scenario.
    open: Section,
    /// Whether a feature has begun.
    started: bool,
    /// Whether free text may stand here: nothing but free text has come since the section's first line.
    head: bool,
    /// Whether the line before was no Gherkin: a run of such lines is told once.
    garbage: bool,
    tags: Vec<Tag>,
    document: Document,
    feature: Option<Feature>,
    rule: Option<Rule>,
    background: Option<Background>,
    scenario: Option<Scenario>,
    examples: Option<Examples>,
    description: Vec<&'a str>,
    mistakes: Vec<Mistake>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let mut at = 0;
        while at < self.lines.len() {
            at = self.line(at);
        }
        self.tags_for_nothing();
        self.close_rule();
        self.document.feature = self.feature.take();
        if self.document.language.is_empty() {
            ENGLISH.code.clone_into(&mut self.document.language);
        }
        if self.document.feature.is_none() && !self.mistakes.iter().any(|found| found.kind == Kind::UnknownLanguage) {
            let mend = "begin the file with `Feature:` and a name";
            self.mistakes.clear();
            self.mistakes.push(match self.lines.iter().position(|line| !line.trim().is_empty()) {
                None => Mistake::about_file(Kind::NotAFeature, &self.source.name, "the file is empty", mend),
                Some(index) => {
                    let span = self.whole(index);
                    let mend = self.mend_for(self.lines[index].trim());
                    Mistake::at(Kind::NotAFeature, self.source, span, "the file holds no feature", mend)
                }
            });
        }
    }

    /// Reads the line with this index; gives the index of the next.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            if self.head {
                self.description.push(line);
            }
            return at + 1;
        }
        if trimmed.starts_with('#') {
            if let Some(code) = self.language(trimmed) {
                return if self.speak(at, code) { at + 1 } else { self.lines.len() };
            }
            self.document.comments.push((at + 1, line.to_owned()));
            return at + 1;
        }
        if trimmed.starts_with('@') {
            self.garbage = false;
            let (tags, wrong) = table::tags(line, at + 1);
            self.tags.extend(tags);
            for span in wrong {
                let mend = "write `@` before each tag and no space inside one; a remark follows ` #`";
                self.mistakes.push(Mistake::at(Kind::BadTag, self.source, span, "this is no tag", mend));
            }
            self.head = false;
            return at + 1;
        }
        if let Some((section, keyword, name)) = self.dialect.section_of(trimmed) {
            self.section(at, section, keyword, name);
            return at + 1;
        }
        self.inside(at, line, trimmed)
    }

    /// A line that begins no section.
    fn inside(&mut self, at: usize, line: &'a str, trimmed: &'a str) -> usize {
        let steps = self.started && matches!(self.open, Section::Background | Section::Scenario);
        if steps && let Some((kind, keyword, text)) = self.dialect.step_of(line.trim_start()) {
            self.step(at, kind, keyword, text);
            return at + 1;
        }
        if steps && !self.head && self.tags.is_empty() {
            if let Some(fence) = docstring::fence(trimmed) {
                return self.doc_string(at, fence);
            }
            if trimmed.starts_with('|') {
                self.row_of_step(at, line);
                return at + 1;
            }
        }
        if self.started && self.open == Section::Examples && trimmed.starts_with('|') && self.tags.is_empty() {
            let row = self.row(at, line);
            let examples = self.examples.as_mut().expect("the open section is an Examples");
            let first = examples.rows.first().map(|first| (first.span, first.cells.len()));
            examples.rows.push(row);
            self.head = false;
            self.compare(first, at);
            return at + 1;
        }
        if self.in_other_words(at, trimmed, steps) || self.slip(at, trimmed, steps) {
            return at + 1;
        }
        if self.started && self.head {
            self.description.push(line);
            self.suspect(at, trimmed);
        } else if !self.garbage {
            self.garbage = true;
            if self.started || !self.foreign(at, trimmed) {
                let expected = self.expected();
                self.mistakes.push(slips::unexpected(self.source, self.whole(at), expected));
            } else {
                return at;
            }
        }
        at + 1
    }

    fn expected(&self) -> &'static str {
        match (self.started, self.tags.is_empty(), self.open) {
            (false, ..) => "a feature",
            (_, false, _) => "what the tags belong to: a scenario, a rule or examples",
            (_, _, Section::Background) => "a step, a table or doc string under a step, or a scenario",
            (_, _, Section::Examples) => "a row, or the next scenario",
            _ => "a step, a table or doc string under a step, examples, or the next scenario",
        }
    }

    /// Tells a line that was nearly Gherkin and reads it as what was meant. False if it is something else.
    fn slip(&mut self, at: usize, trimmed: &'a str, steps: bool) -> bool {
        let place = self.whole(at);
        let spot = |length: usize| Span::new(place.line, place.column, length);
        if steps
            && self.tags.is_empty()
            && let Some((miss, length)) = step_miss(trimmed, self.dialect)
        {
            // In free text a lower-case word may go on with the sentence of the line before, and a near miss may be a word.
            let prose = self.description.iter().rev().find(|line| !line.trim().is_empty());
            let goes_on = prose.is_some_and(|line| !line.trim_end().ends_with(['.', ':', '!', '?']));
            let sure = match miss {
                Miss::Case { .. } => !goes_on,
                Miss::Typo { .. } | Miss::Wordless => false,
                Miss::Space { .. } | Miss::Colon { .. } => true,
            };
            if !self.head || sure {
                self.mistakes.push(slips::nearly(self.source, spot(length), &miss));
                if let Miss::Case { meant } | Miss::Space { meant, .. } | Miss::Colon { meant } | Miss::Typo { meant } =
                    &miss
                {
                    let written = trimmed.char_indices().nth(length).map_or(trimmed.len(), |(at, _)| at);
                    let kind = self.dialect.step_words().find(|(_, word)| word.trim_end() == meant.trim_end());
                    self.step(
                        at,
                        kind.map_or(StepKind::Star, |(kind, _)| kind),
                        &trimmed[..written],
                        trimmed[written..].trim(),
                    );
                }
                self.garbage = false;
                return true;
            }
        }
        let Some((miss, length)) = section_miss(trimmed, self.dialect) else { return false };
        if self.started && self.head && !self.steps_follow(at, trimmed.contains([':', '：'])) {
            return false;
        }
        let (Miss::Case { meant } | Miss::Colon { meant } | Miss::Typo { meant }) = &miss else { return false };
        let Some((section, ..)) = self.dialect.section_of(meant) else { return false };
        self.mistakes.push(slips::nearly(self.source, spot(length), &miss));
        let written = trimmed.char_indices().nth(length).map_or(trimmed.len(), |(at, _)| at);
        self.section(at, section, &trimmed[..written], trimmed[written..].trim());
        true
    }

    /// Whether the next line that says something is a step, or nearly one: then the line before it was no free text.
    fn steps_follow(&self, at: usize, nearly: bool) -> bool {
        let in_steps = matches!(self.open, Section::Background | Section::Scenario);
        let next = self.lines[at + 1..].iter().map(|line| line.trim()).find(|line| !line.is_empty());
        !in_steps
            && next.is_some_and(|next| {
                let near = matches!(step_miss(next, self.dialect), Some((Miss::Case { .. } | Miss::Space { .. }, _)));
                (nearly && near) || (self.dialect.step_of(next).is_some() && !next.starts_with('*'))
            })
    }

    /// Keeps a line of free text that looks like a step; whether it is one, only the catalogue knows.
    fn suspect(&mut self, at: usize, trimmed: &str) {
        if let Some((dialect, keyword)) = foreign::foreign(trimmed, self.dialect)
            && dialect.step_of(trimmed).is_some_and(|(kind, ..)| kind != StepKind::Star)
        {
            let text = trimmed[keyword.len()..].trim().to_owned();
            let whole = self.whole(at);
            let span = Span { length: keyword.chars().count(), ..whole };
            let (line, meant) = (trimmed.to_owned(), keyword.to_owned());
            if let Some(heading) = self.heading() {
                heading.suspects.push(Suspect { line, text, meant, how: Looks::Foreign, span });
            }
            return;
        }
        let (meant, text, how) = match (self.dialect.step_of(trimmed), step_miss(trimmed, self.dialect)) {
            (Some((StepKind::Star, ..)), _) | (None, None | Some((Miss::Wordless, _))) => return,
            (Some((_, keyword, text)), _) => (keyword.trim_end().to_owned(), text.to_owned(), Looks::Exact),
            (None, Some((miss, length))) => {
                let (Miss::Case { meant } | Miss::Space { meant, .. } | Miss::Colon { meant } | Miss::Typo { meant }) =
                    miss
                else {
                    return;
                };
                let text: String = trimmed.chars().skip(length).collect();
                (meant.trim_end().to_owned(), text.trim().to_owned(), Looks::Near)
            }
        };
        let suspect = Suspect { line: trimmed.to_owned(), text, meant, how, span: self.whole(at) };
        if let Some(heading) = self.heading() {
            heading.suspects.push(suspect);
        }
    }

    /// The whole line without the white space around it.
    fn whole(&self, at: usize) -> Span {
        let line = self.lines[at];
        let indent = line.chars().take_while(|sign| sign.is_whitespace()).count();
        Span::new(at + 1, indent + 1, line.trim().chars().count())
    }
}
