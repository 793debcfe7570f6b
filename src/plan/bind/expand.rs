//! A step that says a phrase becomes the phrase's steps, and those of the phrases that they say.

use shopper_steps::{BindError, Binding, Keyword, Need};

use super::super::gherkin::ast::{Argument, Span, Step};
use super::super::mistake::{Kind, Mistake, Source};
use super::super::outline::{Case, FilledStep, placeholders};
use super::super::phrase::Values;
use super::super::planned::{PlannedStep, Within};
use super::Binder;
use super::parts::{block_of, role, rows_of, whole};
use crate::record::InPhrase;

/// More steps than this from one line are no journey that anybody could follow.
const MOST_STEPS: usize = 200;

/// The line of the journey that is being said.
#[derive(Clone, Copy)]
pub(super) struct Author<'s> {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) line_text: &'s str,
    pub(super) source: &'s Source,
    pub(super) span: Span,
    pub(super) background: bool,
}

/// What becomes of it.
pub(super) struct Saying<'s> {
    pub(super) author: Author<'s>,
    pub(super) planned: &'s mut Vec<PlannedStep>,
    pub(super) mistakes: &'s mut Vec<Mistake>,
    /// How many steps of this line's phrases were said.
    pub(super) before: usize,
    /// How many mistakes there were when the journey began.
    pub(super) begun: usize,
}

/// One step, of the journey or of a phrase's body.
pub(super) struct Said<'s> {
    pub(super) step: &'s Step,
    pub(super) filled: FilledStep,
    pub(super) case: &'s Case<'s>,
    /// The keyword to show.
    pub(super) word: &'s str,
    pub(super) keyword: Keyword,
}

impl Binder<'_> {
    /// Plans what a step says. `within` are the phrases that it stands in.
    pub(super) fn say(&self, saying: &mut Saying<'_>, said: &Said<'_>, within: &[Within]) {
        let text = &said.filled.text.text;
        let mut block = block_of(&said.filled.argument);
        let mut fitting = self.phrases.fitting(text);
        let candidates = if fitting.is_empty() { Vec::new() } else { self.catalogue.fitting(text) };
        if fitting.len() > 1 || !candidates.is_empty() {
            let phrases: Vec<usize> = fitting.into_iter().map(|(index, _)| index).collect();
            let mistake = self.ambiguous(said, &phrases, &candidates);
            self.tell(saying, mistake, within);
            return;
        }
        if let Some((index, values)) = fitting.pop() {
            self.expand(saying, said, index, &values, within);
            return;
        }
        let bound = self.catalogue.bind_in(self.language, said.keyword, text, block.kind());
        let settled =
            bound.and_then(|mut binding| self.catalogue.settle(&mut binding, &mut block, self.shop).map(|()| binding));
        match settled {
            Ok(binding) => {
                if let Some(mistake) = self.missing(saying, said, &binding) {
                    self.tell(saying, mistake, within);
                }
                saying.planned.push(PlannedStep {
                    keyword: said.word.to_owned(),
                    text: text.clone(),
                    line: saying.author.line,
                    column: saying.author.column,
                    source: saying.author.line_text.to_owned(),
                    block,
                    table: if within.is_empty() { rows_of(&said.filled.argument, self.source) } else { Vec::new() },
                    binding,
                    background: saying.author.background,
                    within: within.to_vec(),
                });
            }
            // A name in brackets that nothing fills is told already; its step cannot be known.
            Err(BindError::Undefined { .. } | BindError::BadLiteral { .. } | BindError::Unknown { .. })
                if (said.case.row.is_some() || !within.is_empty()) && !placeholders(text).is_empty() => {}
            Err(error) => {
                let mistake = self.explain(said.step, &said.filled, error, said.case, said.keyword);
                self.tell(saying, mistake, within);
            }
        }
    }

    /// What a step needs and does not have: neither the settings nor the steps before it give it.
    fn missing(&self, saying: &Saying<'_>, said: &Said<'_>, binding: &Binding) -> Option<Mistake> {
        // What a phrase stands in is not known where nobody says it; nor is what a step gives that nobody could bind.
        if self.sketch || saying.mistakes.len() > saying.begun {
            return None;
        }
        let before = saying.planned.iter().map(|step| &step.binding);
        let mut lacks = self.catalogue.lacks(binding, before, self.shop).into_iter().map(Need::missing);
        let first = lacks.next()?;
        let mistake = Mistake::at(Kind::Missing, self.source, whole(said.step), first.what, first.mend);
        // All at once: nobody shall mend one thing to be told of the next.
        Some(lacks.fold(mistake, |mistake, next| mistake.note(format!("besides, {}: {}", next.what, next.mend))))
    }

    fn expand(&self, saying: &mut Saying<'_>, said: &Said<'_>, index: usize, values: &Values<'_>, within: &[Within]) {
        let phrase = self.phrases.get(index);
        let place = whole(said.step);
        if within.iter().any(|outer| outer.phrase == index) {
            let what = "a phrase says itself";
            let mend = "write the steps that are meant in place of the phrase";
            let mistake = Mistake::at(Kind::PhraseRecursion, self.source, place, what, mend);
            saying.mistakes.push(mistake.beside_in(phrase.source, phrase.span(), "this phrase"));
            return;
        }
        if !matches!(said.filled.argument, Argument::None) {
            let at = match &said.filled.argument {
                Argument::Table(rows) => rows.first().map_or(place, |row| row.span),
                Argument::DocString(doc) => doc.span,
                Argument::None => place,
            };
            let (what, mend) = ("nothing belongs under a phrase", "remove what stands under the step");
            let mistake = Mistake::at(Kind::WrongBlock, self.source, at, what, mend);
            self.tell(saying, mistake.beside_in(phrase.source, phrase.span(), "the phrase"), within);
            return;
        }
        let inside = Binder { source: phrase.source, language: phrase.language, ..*self };
        let plain = Case { scenario: phrase.scenario, row: None, name: String::new() };
        let mut keyword = said.keyword;
        for (position, step) in phrase.scenario.steps.iter().enumerate() {
            saying.before += 1;
            if saying.before > MOST_STEPS {
                if saying.before == MOST_STEPS + 1 {
                    let what = format!("this line becomes more than {MOST_STEPS} steps");
                    let mend = "let the phrases say less";
                    let author = saying.author;
                    saying.mistakes.push(Mistake::at(Kind::BadPhrase, author.source, author.span, what, mend));
                }
                return;
            }
            let word = if position == 0 { said.word } else { step.keyword.trim() };
            keyword = if position == 0 { said.keyword } else { role(step.kind, keyword) };
            let told = InPhrase {
                sentence: said.filled.text.text.clone(),
                path: phrase.source.name.clone(),
                line: step.span.line,
            };
            let within: Vec<Within> = within.iter().cloned().chain([Within { phrase: index, told }]).collect();
            let said = Said { step, filled: values.fill(step), case: &plain, word, keyword };
            inside.say(saying, &said, &within);
        }
    }

    /// Tries a phrase as it is written, without anybody saying it.
    pub(in super::super) fn phrase(&self, index: usize, mistakes: &mut Vec<Mistake>) {
        let phrase = self.phrases.get(index);
        let heading = &phrase.scenario.heading;
        self.suspects(heading, mistakes);
        if phrase.scenario.steps.is_empty() {
            let mend = "write what the phrase means under it, in steps, or remove it";
            mistakes.push(Mistake::at(Kind::NoSteps, self.source, heading.span, "a phrase without steps", mend));
        }
        let author = Author {
            line: heading.span.line,
            column: heading.span.column,
            line_text: "",
            source: self.source,
            span: heading.span,
            background: false,
        };
        let mut planned = Vec::new();
        let begun = mistakes.len();
        let mut saying = Saying { author, planned: &mut planned, mistakes, before: 0, begun };
        let plain = Case { scenario: phrase.scenario, row: None, name: String::new() };
        // What comes before it is not known; of the roles this one is the least particular.
        let mut keyword = Keyword::When;
        for step in &phrase.scenario.steps {
            keyword = role(step.kind, keyword);
            let filled = plain.fill(step);
            let told =
                InPhrase { sentence: heading.name.clone(), path: self.source.name.clone(), line: step.span.line };
            let within = [Within { phrase: index, told }];
            let word = step.keyword.trim();
            self.say(&mut saying, &Said { step, filled, case: &plain, word, keyword }, &within);
        }
    }

    fn ambiguous(&self, said: &Said<'_>, phrases: &[usize], candidates: &[usize]) -> Mistake {
        let what = "more than one sentence says this";
        let mend = "make one of these sentences differ from the other";
        let mut mistake = Mistake::at(Kind::Ambiguous, self.source, whole(said.step), what, mend);
        for phrase in phrases.iter().map(|index| self.phrases.get(*index)) {
            mistake = mistake.beside_in(phrase.source, phrase.span(), "this phrase says it");
        }
        let definitions = self.catalogue.definitions();
        candidates.iter().filter_map(|index| definitions.get(*index)).fold(mistake, |mistake, definition| {
            mistake.note(format!("the step `{}` says it ({})", definition.expression(), definition.source()))
        })
    }

    /// Tells a mistake, and through which phrases the journey came to it.
    fn tell(&self, saying: &mut Saying<'_>, mistake: Mistake, within: &[Within]) {
        let mut mistake = mistake;
        if !self.sketch {
            for inner in within.iter().skip(1).rev() {
                mistake = mistake.note(format!("in the phrase `{}`", inner.told.sentence));
            }
            if let Some(outermost) = within.first() {
                let author = saying.author;
                let sentence = &outermost.told.sentence;
                mistake =
                    mistake.note(format!("in the phrase `{sentence}`, said in {}:{}", author.source.name, author.line));
            }
        }
        saying.mistakes.push(mistake);
    }
}
