//! From lines to the tree: sections open and close, steps and rows find their place.

use super::super::ast::{Argument, Background, Child, Examples, Feature, Heading, Row, Rule, Scenario, Span, Step};
use super::super::dialect::{Section, StepKind};
use super::super::{docstring, slips, table};
use super::{Kind, Mistake, Reader};

impl Reader<'_> {
    pub(super) fn section(&mut self, at: usize, section: Section, keyword: &str, name: &str) {
        self.garbage = false;
        let span = self.whole(at);
        if !self.started && section != Section::Feature {
            let what = "this stands before any feature";
            let mend = format!("begin the file with `{}:` and a name", self.dialect.section_word(Section::Feature));
            self.mistakes.push(Mistake::at(Kind::Unparsable, self.source, span, what, mend));
            self.feature = Some(Feature::default());
            self.started = true;
        }
        let tags = match section {
            Section::Background => {
                self.tags_for_nothing();
                Vec::new()
            }
            _ => std::mem::take(&mut self.tags),
        };
        let heading = Heading { keyword: keyword.to_owned(), name: name.to_owned(), tags, span, ..Heading::default() };
        match section {
            Section::Feature if self.started => {
                self.misplaced(span, "a file holds one feature", "put it into a file of its own");
            }
            Section::Feature => self.feature = Some(Feature { heading, ..Feature::default() }),
            Section::Rule => {
                self.close_rule();
                self.rule = Some(Rule { heading, ..Rule::default() });
            }
            Section::Background => self.open_background(heading),
            Section::Scenario | Section::Outline => {
                self.close_scenario();
                let outline = section == Section::Outline;
                self.scenario = Some(Scenario { heading, outline, ..Scenario::default() });
            }
            Section::Examples => {
                self.close_examples();
                if self.scenario.is_none() {
                    self.misplaced(span, "examples belong to a scenario", "put them after the steps of an outline");
                }
                self.examples = Some(Examples { heading, ..Examples::default() });
            }
        }
        self.started = true;
        self.head = true;
        self.open = if section == Section::Outline { Section::Scenario } else { section };
        self.description.clear();
    }

    pub(super) fn open_background(&mut self, heading: Heading) {
        let span = heading.span;
        let in_rule = self.rule.as_ref().map(|rule| (rule.background.is_some(), rule.scenarios.is_empty()));
        let in_feature =
            self.feature.as_ref().map(|feature| (feature.background.is_some(), feature.children.is_empty()));
        let (second, first) = in_rule.or(in_feature).unwrap_or((false, true));
        let second = second || self.background.is_some();
        let late = !first || self.scenario.is_some();
        self.close_scenario();
        if second {
            self.misplaced(span, "a second background", "keep one background for the feature, and one for each rule");
        } else if late {
            self.misplaced(span, "the background comes after a scenario", "put it before the first scenario");
        }
        self.background = Some(Background { heading, steps: Vec::new() });
    }

    pub(super) fn misplaced(&mut self, span: Span, what: &str, mend: &str) {
        self.mistakes.push(Mistake::at(Kind::Unparsable, self.source, span, what, mend));
    }

    pub(super) fn step(&mut self, at: usize, kind: StepKind, keyword: &str, text: &str) {
        self.garbage = false;
        self.tags_for_nothing();
        self.end_description();
        let span = self.whole(at);
        let length = text.chars().count();
        let text_span = Span::new(span.line, span.column + span.length - length, length);
        let (keyword, text) = (keyword.to_owned(), text.to_owned());
        let step = Step { kind, keyword, text, span, text_span, argument: Argument::None };
        if let Some(steps) = self.steps() {
            steps.push(step);
        }
    }

    pub(super) fn doc_string(&mut self, at: usize, fence: &str) -> usize {
        let read = docstring::read(self.lines, at, fence, self.dialect);
        if !read.closed {
            let mend = format!("write `{fence}` on a line of its own where the text ends");
            self.misplaced(read.doc.span, "this doc string is never closed", &mend);
        }
        let span = read.doc.span;
        self.under_step(span, Argument::DocString(read.doc));
        read.next
    }

    pub(super) fn row_of_step(&mut self, at: usize, line: &str) {
        let row = self.row(at, line);
        let span = row.span;
        if let Some(Step { argument: Argument::Table(rows), .. }) = self.steps().and_then(|steps| steps.last_mut()) {
            let first = rows.first().map(|first| (first.span, first.cells.len()));
            rows.push(row);
            self.compare(first, at);
        } else {
            self.under_step(span, Argument::Table(vec![row]));
        }
    }

    pub(super) fn under_step(&mut self, span: Span, argument: Argument) {
        let Some(step) = self.steps().and_then(|steps| steps.last_mut()) else { return };
        if matches!(step.argument, Argument::None) {
            step.argument = argument;
        } else {
            self.misplaced(span, "a step takes one table or one doc string", "remove one, or split the step");
        }
    }

    pub(super) fn row(&mut self, at: usize, line: &str) -> Row {
        self.garbage = false;
        let read = table::row(line, at + 1);
        if let Some(rest) = read.rest {
            self.mistakes.push(slips::open_row(self.source, rest));
        }
        read.row
    }

    /// Tells the row on this line if it is not as long as the first of its table.
    pub(super) fn compare(&mut self, first: Option<(Span, usize)>, at: usize) {
        let row = table::row(self.lines[at], at + 1);
        let found = row.row.cells.len();
        if let Some((span, expected)) = first
            && found != expected
            && row.rest.is_none()
        {
            self.mistakes.push(slips::ragged(self.source, row.row.span, span, found, expected));
        }
    }

    pub(super) fn tags_for_nothing(&mut self) {
        if let Some(tag) = self.tags.first() {
            let what = "a tag that belongs to nothing";
            let mend = "put tags above a feature, a rule, a scenario or examples";
            self.mistakes.push(Mistake::at(Kind::Unparsable, self.source, tag.span, what, mend));
        }
        self.tags.clear();
    }

    pub(super) fn steps(&mut self) -> Option<&mut Vec<Step>> {
        match self.open {
            Section::Background => self.background.as_mut().map(|background| &mut background.steps),
            _ => self.scenario.as_mut().map(|scenario| &mut scenario.steps),
        }
    }

    pub(super) fn heading(&mut self) -> Option<&mut Heading> {
        match self.open {
            Section::Feature => self.feature.as_mut().map(|feature| &mut feature.heading),
            Section::Rule => self.rule.as_mut().map(|rule| &mut rule.heading),
            Section::Background => self.background.as_mut().map(|background| &mut background.heading),
            Section::Examples => self.examples.as_mut().map(|examples| &mut examples.heading),
            Section::Scenario | Section::Outline => self.scenario.as_mut().map(|scenario| &mut scenario.heading),
        }
    }

    pub(super) fn end_description(&mut self) {
        let blank = |line: &&&str| line.trim().is_empty();
        let before = self.description.iter().take_while(blank).count();
        let after = self.description.iter().rev().take_while(blank).count();
        let lines = self.description.get(before..self.description.len() - after).unwrap_or_default();
        let text = lines.join("\n");
        self.description.clear();
        self.head = false;
        if !text.is_empty()
            && let Some(heading) = self.heading()
            && heading.description.is_empty()
        {
            heading.description = text;
        }
    }

    pub(super) fn close_examples(&mut self) {
        self.end_description();
        if let (Some(examples), Some(scenario)) = (self.examples.take(), self.scenario.as_mut()) {
            scenario.examples.push(examples);
        }
    }

    pub(super) fn close_scenario(&mut self) {
        self.close_examples();
        if let Some(background) = self.background.take() {
            let place = match (&mut self.rule, &mut self.feature) {
                (Some(rule), _) => &mut rule.background,
                (None, Some(feature)) => &mut feature.background,
                (None, None) => return,
            };
            place.get_or_insert(background);
        }
        if let Some(scenario) = self.scenario.take() {
            match (&mut self.rule, &mut self.feature) {
                (Some(rule), _) => rule.scenarios.push(scenario),
                (None, Some(feature)) => feature.children.push(Child::Scenario(scenario)),
                (None, None) => {}
            }
        }
    }

    pub(super) fn close_rule(&mut self) {
        self.close_scenario();
        if let (Some(rule), Some(feature)) = (self.rule.take(), self.feature.as_mut()) {
            feature.children.push(Child::Rule(rule));
        }
    }
}
