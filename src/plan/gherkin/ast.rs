//! A feature file as it was read: every name, step and cell with the place where it stands, so that
//! a message can point into the author's own file.

use std::ops::Range;

use super::super::mistake::Source;
use super::dialect::StepKind;

/// A stretch of one line: 1-based, counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The line, from 1.
    pub line: usize,
    /// The first character, from 1.
    pub column: usize,
    /// How many characters.
    pub length: usize,
}

impl Span {
    /// A stretch of `length` characters at this place.
    pub fn new(line: usize, column: usize, length: usize) -> Span {
        Span { line, column, length }
    }

    /// The part of this stretch that covers `bytes` of `text`, the text that stands at its start.
    #[must_use]
    pub fn part(self, text: &str, bytes: &Range<usize>) -> Span {
        let chars = |upto: usize| text.get(..upto).map_or(0, |head| head.chars().count());
        let start = chars(bytes.start);
        Span::new(self.line, self.column + start, chars(bytes.end).saturating_sub(start))
    }
}

/// A tag, `@` included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The tag with its `@`.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// What a file holds.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The language of its keywords, `en` if it does not say.
    pub language: String,
    /// Its feature; none in an empty file.
    pub feature: Option<Feature>,
    /// Its comments, whole lines as written.
    pub comments: Vec<(usize, String)>,
}

/// The words after a section's keyword, and the free text under it.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// The keyword as written.
    pub keyword: String,
    /// The name after the colon.
    pub name: String,
    /// The free text under it, as written, without blank lines around it.
    pub description: String,
    /// The tags above it.
    pub tags: Vec<Tag>,
    /// From the keyword to the end of the name.
    pub span: Span,
    /// Lines of the description that look like lost steps; the plan asks the catalogue about them.
    pub suspects: Vec<Suspect>,
}

/// A line of a description that begins almost like a step.
#[derive(Debug, Clone)]
pub struct Suspect {
    /// The whole line, trimmed.
    pub line: String,
    /// Its words after the first.
    pub text: String,
    /// The keyword that it may mean, without space.
    pub meant: String,
    /// How it begins.
    pub how: Looks,
    /// Where it stands; of a keyword of another language, that keyword alone.
    pub span: Span,
}

/// How a line of free text looks like a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// It begins with a keyword.
    Exact,
    /// It begins almost with a keyword.
    Near,
    /// It begins with a keyword of another language than the file's.
    Foreign,
}

/// A feature.
#[derive(Debug, Clone, Default)]
pub struct Feature {
    /// Its name, tags and description.
    pub heading: Heading,
    /// Its background.
    pub background: Option<Background>,
    /// Its scenarios and rules, in order.
    pub children: Vec<Child>,
}

/// What a feature is made of.
#[derive(Debug, Clone)]
pub enum Child {
    /// A scenario outside any rule.
    Scenario(Scenario),
    /// A rule with its scenarios.
    Rule(Rule),
}

/// A rule.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// Its name, tags and description.
    pub heading: Heading,
    /// Its background, after the feature's.
    pub background: Option<Background>,
    /// Its scenarios.
    pub scenarios: Vec<Scenario>,
}

/// Steps before every scenario.
#[derive(Debug, Clone, Default)]
pub struct Background {
    /// Its name and description.
    pub heading: Heading,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A scenario or an outline.
#[derive(Debug, Clone, Default)]
pub struct Scenario {
    /// Its name, tags and description.
    pub heading: Heading,
    /// Whether its keyword says that it is an outline.
    pub outline: bool,
    /// Its steps.
    pub steps: Vec<Step>,
    /// Its examples; none in a plain scenario.
    pub examples: Vec<Examples>,
}

/// One block of rows of an outline.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// Its name, tags and description.
    pub heading: Heading,
    /// Its rows, the header first; empty if there is no table.
    pub rows: Vec<Row>,
    /// The file beside the feature that the rows came from, and that their places point into.
    pub data: Option<Source>,
    /// It names a file that could not be taken, which is told.
    pub broken: bool,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Step {
    /// What its keyword means.
    pub kind: StepKind,
    /// The keyword as written, with its space.
    pub keyword: String,
    /// The text after it, trimmed.
    pub text: String,
    /// From the keyword to the end of the text.
    pub span: Span,
    /// The text alone.
    pub text_span: Span,
    /// What stands under it.
    pub argument: Argument,
}

/// What stands under a step.
#[derive(Debug, Clone, Default)]
pub enum Argument {
    /// Nothing.
    #[default]
    None,
    /// Rows of cells.
    Table(Vec<Row>),
    /// A text between fences.
    DocString(DocString),
}

/// A text between fences.
#[derive(Debug, Clone, Default)]
pub struct DocString {
    /// The word after the opening fence.
    pub media_type: Option<String>,
    /// The text, without the fence's indentation, unescaped.
    pub text: String,
    /// The opening fence: `"""` or three backticks.
    pub fence: String,
    /// Where the opening fence stands.
    pub span: Span,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its cells, unescaped.
    pub cells: Vec<Cell>,
    /// From its first bar to its last.
    pub span: Span,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its words, unescaped and trimmed.
    pub text: String,
    /// Where they stand, as written.
    pub span: Span,
}
