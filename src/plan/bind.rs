//! From a step's words to its definition, through the phrases that it says; and what is said when there is none, or
//! more than one.

mod expand;
mod parts;

use std::cmp::Reverse;

use shopper_steps::{BindError, BlockKind, Catalogue, Keyword, NameAt, Shop, Suggestion};

use self::expand::{Author, Said, Saying};
use self::parts::{block_of, role, whole};
use super::foreign;
use super::gherkin::ast::{Argument, Feature, Heading, Looks, Rule, Span, Step, Suspect};
use super::gherkin::dialect::{DIALECTS, Dialect};
use super::gherkin::near;
use super::mistake::{Kind, Mistake, Near, Source};
use super::outline::{Case, FilledStep};
use super::phrase::Phrases;
use super::planned::PlannedStep;
use super::structure::background_steps;

/// Binds the steps of one file's journeys.
pub(super) struct Binder<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// The shop whose names the steps may say.
    pub(super) shop: &'a Shop,
    pub(super) source: &'a Source,
    pub(super) phrases: &'a Phrases<'a>,
    /// The language of the file, in which suggestions are made.
    pub(super) language: &'a str,
    /// A phrase is tried without values: what its parameters leave open is no mistake.
    pub(super) sketch: bool,
}

impl Binder<'_> {
    /// The steps of a journey, those of the backgrounds first. What cannot be bound goes to `mistakes`.
    pub(super) fn steps(
        &self,
        feature: &Feature,
        rule: Option<&Rule>,
        case: &Case<'_>,
        mistakes: &mut Vec<Mistake>,
    ) -> Vec<PlannedStep> {
        let scenario = case.scenario;
        if scenario.steps.is_empty() {
            let mend = "write steps under it that begin with Given, When or Then, or remove it";
            let span = scenario.heading.span;
            let bare = || Mistake::at(Kind::NoSteps, self.source, span, "a scenario without steps", mend);
            let told = foreign::under(&scenario.heading, self.language, self.source);
            mistakes.push(told.unwrap_or_else(bare));
        }
        let backgrounds = [feature.background.as_ref(), rule.and_then(|rule| rule.background.as_ref())];
        let before = backgrounds.into_iter().flatten().map(|background| &background.heading);
        let examples = scenario.examples.iter().map(|examples| &examples.heading);
        for heading in before.chain([&scenario.heading]).chain(examples) {
            self.suspects(heading, mistakes);
        }
        let before = Case { scenario, row: None, name: String::new() };
        let steps = background_steps(feature, rule)
            .map(|step| (step, &before, true))
            .chain(scenario.steps.iter().map(|step| (step, case, false)));
        let begun = mistakes.len();
        let mut keyword = Keyword::Given;
        let mut planned = Vec::new();
        for (step, case, background) in steps {
            keyword = role(step.kind, keyword);
            let author = Author {
                line: step.span.line,
                column: step.span.column,
                line_text: self.source.line(step.span.line),
                source: self.source,
                span: whole(step),
                background,
            };
            let mut saying = Saying { author, planned: &mut planned, mistakes, before: 0, begun };
            let word = step.keyword.trim();
            self.say(&mut saying, &Said { step, filled: case.fill(step), case, word, keyword }, &[]);
        }
        planned
    }

    /// Tells of steps that stand in the free text under a heading, where nothing runs them.
    pub(super) fn suspects(&self, heading: &Heading, mistakes: &mut Vec<Mistake>) {
        // Of those in another language the first is enough: all of them are mended by one line.
        let foreign = heading.suspects.iter().find(|one| one.how == Looks::Foreign && self.says_something(&one.text));
        mistakes.extend(foreign.and_then(|one| foreign::at(&one.line, one.span, self.language, self.source)));
        let own = heading.suspects.iter().filter(|one| one.how != Looks::Foreign);
        mistakes.extend(own.filter(|suspect| self.says_something(&suspect.text)).map(|suspect| {
            let Suspect { meant, how, span, line, .. } = suspect;
            let same = line.to_lowercase().starts_with(&meant.to_lowercase());
            let word = Span { length: line.split_whitespace().next().unwrap_or("").chars().count(), ..*span };
            if *how == Looks::Exact {
                let mend = "put it under a `Scenario:` line; as it is, the line is not run";
                Mistake::at(Kind::StepInDescription, self.source, *span, "a step stands in the description", mend)
            } else if same {
                let mend = format!("write `{meant}`; as it is, the line is not run");
                Mistake::at(Kind::KeywordCase, self.source, word, "a keyword is written with other letters", mend)
            } else {
                let mend = format!("did you mean `{meant}`? As it is, the line is not run");
                Mistake::at(Kind::Unparsable, self.source, word, "this is no keyword", mend)
            }
        }));
    }

    fn says_something(&self, text: &str) -> bool {
        !self.phrases.fitting(text).is_empty()
            || !matches!(self.catalogue.bind(Keyword::Given, text, BlockKind::None), Err(BindError::Undefined { .. }))
    }

    fn explain(
        &self,
        step: &Step,
        filled: &FilledStep,
        error: BindError,
        case: &Case<'_>,
        keyword: Keyword,
    ) -> Mistake {
        let text = &filled.text.text;
        let whole = whole(step);
        let mistake = match error {
            BindError::Undefined { nearest } => self.undefined(step, text, whole, nearest, keyword),
            BindError::Ambiguous { candidates } => {
                let mend = "make one of these sentences differ from the other";
                let mistake = Mistake::at(Kind::Ambiguous, self.source, whole, "more than one step says this", mend);
                candidates.iter().filter_map(|index| self.catalogue.definitions().get(*index)).fold(
                    mistake,
                    |mistake, definition| {
                        mistake.note(format!("{} ({})", definition.expression(), definition.source()))
                    },
                )
            }
            BindError::BadLiteral { type_name, span, why, example } => {
                let literal = text.get(span.clone()).unwrap_or_default();
                let what = format!("{literal} cannot be read as {{{type_name}}}: {why}");
                return self.at_literal(step, filled, case, &span, (what, format!("write it like {example}")));
            }
            BindError::Unknown { at: NameAt::Sentence(span), unknown } => {
                return self.at_literal(step, filled, case, &span, (unknown.what, unknown.mend));
            }
            BindError::Unknown { at: NameAt::Cell(row, column), unknown } => {
                let place = match &filled.argument {
                    Argument::Table(rows) => {
                        rows.get(row).and_then(|row| row.cells.get(column)).map_or(whole, |cell| cell.span)
                    }
                    Argument::None | Argument::DocString(_) => whole,
                };
                Mistake::at(Kind::BadLiteral, self.source, place, unknown.what, unknown.mend)
            }
            BindError::Content(wrong) => {
                let cell = match (&filled.argument, wrong.cell) {
                    (Argument::Table(rows), Some((row, column))) => rows.get(row).and_then(|row| row.cells.get(column)),
                    _ => None,
                };
                let place = cell.map_or(whole, |cell| cell.span);
                Mistake::at(Kind::BadLiteral, self.source, place, wrong.what, wrong.mend)
            }
            BindError::Block { expected, why } => {
                let mend = match expected {
                    BlockKind::None => "remove what stands under the step",
                    BlockKind::Table => "write rows under the step, each cell between bars: `| Blue Mug | 2 |`",
                    BlockKind::DocString => "write the text under the step, between two lines of `\"\"\"`",
                };
                let place = match (&filled.argument, expected) {
                    (Argument::Table(rows), BlockKind::None | BlockKind::DocString) => {
                        rows.first().map_or(whole, |row| row.span)
                    }
                    (Argument::DocString(doc), _) => doc.span,
                    _ => whole,
                };
                Mistake::at(Kind::WrongBlock, self.source, place, why, mend)
            }
        };
        match case.row {
            Some(row) if !filled.text.from.is_empty() => {
                let line = row.row.span.line;
                let at = row.examples.data.as_ref();
                let at = at.map_or_else(|| format!("line {line}"), |data| format!("{}:{line}", data.name));
                mistake.note(format!("with the values of row {} ({at}): {text}", row.number))
            }
            _ => mistake,
        }
    }

    /// A mistake about what a step says at one parameter, in the cell that the words come from if it is one.
    fn at_literal(
        &self,
        step: &Step,
        filled: &FilledStep,
        case: &Case<'_>,
        span: &std::ops::Range<usize>,
        (what, mend): (String, String),
    ) -> Mistake {
        let (text, whole) = (&filled.text.text, whole(step));
        let from = filled.text.from.iter().find(|(range, ..)| range.start < span.end && span.start < range.end);
        match from {
            Some((_, cell, column)) => {
                let data = case.row.and_then(|row| row.examples.data.as_ref()).unwrap_or(self.source);
                let beside = format!("as <{column}> in this step");
                Mistake::at(Kind::BadLiteral, data, *cell, what, mend).beside_in(self.source, whole, beside)
            }
            None if *text == step.text => {
                Mistake::at(Kind::BadLiteral, self.source, whole.part(text, span), what, mend)
            }
            None => Mistake::at(Kind::BadLiteral, self.source, whole, what, mend),
        }
    }

    fn undefined(&self, step: &Step, text: &str, whole: Span, nearest: Vec<Suggestion>, keyword: Keyword) -> Mistake {
        let what = "no step says this";
        if text.is_empty() {
            let mend = "write what happens after the keyword, or remove the line";
            return Mistake::at(Kind::Unparsable, self.source, whole, "a step without words", mend);
        }
        if let Some((at, sign)) = near::odd_space(text) {
            let block = block_of(&step.argument).kind();
            let plain = self.catalogue.bind(keyword, &near::plainly_spaced(text), block);
            if !matches!(plain, Err(BindError::Undefined { .. })) {
                let place = whole.part(text, &(at..at + sign.len_utf8()));
                let what = format!("{} stands between the words", near::name_of(sign));
                return Mistake::at(Kind::KeywordSpace, self.source, place, what, "write a plain space");
            }
        }
        let mut nearest = nearest;
        nearest.extend(self.phrases.near(text));
        nearest.sort_by_key(|one| Reverse(one.likeness));
        if let Some(mistake) = self.said_in_another_language(text, whole, &nearest) {
            return mistake;
        }
        nearest.truncate(3);
        if nearest.is_empty() {
            let mend = "`shopper steps WORDS` searches what can be said";
            return Mistake::at(Kind::Undefined, self.source, whole, what, mend);
        }
        let mend = if nearest.len() == 1 { "did you mean this?" } else { "did you mean one of these?" };
        let mut nearest: Vec<Near> = nearest.into_iter().map(Near::from).collect();
        nearest.dedup_by(|later, earlier| later.text == earlier.text);
        Mistake::at(Kind::Undefined, self.source, whole, what, mend).nearest(nearest)
    }
}

/// So much more alike a sentence must be to be told in a language that the file does not speak, of 1000.
const FOREIGN: u32 = 100;

impl Binder<'_> {
    /// A sentence of another language that comes nearer than all of the file's own, and how the file speaks that language.
    fn said_in_another_language(&self, text: &str, whole: Span, own: &[Suggestion]) -> Option<Mistake> {
        let spoken = Dialect::of(self.language)?;
        let best = own.first().map_or(0, |one| one.likeness);
        let others = DIALECTS.iter().filter(|dialect| dialect.code != spoken.code);
        let near = others.map(|dialect| (dialect, self.catalogue.nearest_said_in(dialect.code, text)));
        let (dialect, near) = near.max_by_key(|(_, near)| near.first().map_or(0, |one| one.likeness))?;
        if near.first().is_none_or(|one| one.likeness < best + FOREIGN || !shares_a_word(one)) {
            return None;
        }
        let what = format!("no step says this; it looks like {}", foreign::name(dialect));
        let mend = if near.len() == 1 { "did you mean this?" } else { "did you mean one of these?" };
        let mistake = Mistake::at(Kind::Undefined, self.source, whole, what, mend)
            .nearest(near.into_iter().map(Near::from).collect());
        Some(mistake.note(foreign::note(dialect)))
    }
}

/// Whether a sentence has a word of the author's, and not their quoted texts and numbers alone.
fn shares_a_word(near: &Suggestion) -> bool {
    let mut at = 0;
    near.text.split(' ').any(|word| {
        let start = at;
        at += word.len() + 1;
        let differs = near.differing.iter().any(|range| range.start < at - 1 && start < range.end);
        !differs && word.chars().all(char::is_alphabetic)
    })
}
