//! What can be said: one sentence, the function behind it, and what the catalogue tells about it.

use std::borrow::Cow;
use std::fmt;

use cucumber::codegen::LocalBoxFuture;
use serde::{Deserialize, Serialize};
use shopper_browser::Failure;

use super::ahead::Refusal;
use super::block::{Block, BlockMistake, BlockNeed, TakesBlock};
use super::needs::Need;
use crate::failure::mistake;
use crate::parameters::{Parameter, ParameterType};
use crate::world::World;

/// What a running step hands back: nothing, or why the shop (or somebody else) failed.
pub type StepFuture<'a> = LocalBoxFuture<'a, Result<(), Failure>>;

/// The function that the `#[step]` attribute writes around a definition's own.
pub type Run = for<'a> fn(&'a mut World, Call<'a>) -> StepFuture<'a>;

/// Tells whether a definition can take what stands under its step, which is said in this role.
pub type Takes = fn(&Block, Keyword) -> Result<(), BlockMistake>;

/// The role of a sentence in a scenario. Definitions match after any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keyword {
    /// How things stand before.
    Given,
    /// What the customer does.
    When,
    /// What the customer sees.
    Then,
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Keyword::Given => "Given",
            Keyword::When => "When",
            Keyword::Then => "Then",
        })
    }
}

/// One sentence that can be said in a feature file.
#[derive(Clone)]
pub struct Definition {
    pub(crate) keyword: Keyword,
    pub(crate) expression: Cow<'static, str>,
    pub(crate) doc: Cow<'static, str>,
    pub(crate) example: Cow<'static, str>,
    pub(crate) example_block: Option<&'static str>,
    pub(crate) topic: Cow<'static, str>,
    pub(crate) source: Cow<'static, str>,
    pub(crate) need: BlockNeed,
    pub(crate) needs: &'static [Need],
    pub(crate) gives: &'static [Need],
    pub(crate) judges: &'static [Refusal],
    pub(crate) parameters: &'static [ParameterType],
    pub(crate) code: Code,
}

/// What runs when a sentence is met.
#[derive(Clone)]
pub(crate) enum Code {
    /// A function with the `#[step]` attribute, and what tells whether it can take what stands under its step.
    Function(Run, Takes),
    /// A function written for cucumber's own attributes; it is found by a regular expression and fails by a panic.
    Cucumber(regex::Regex, cucumber::Step<World>),
}

/// What the `#[step]` attribute knows of a function.
pub struct FromFunction {
    /// The keyword in the attribute.
    pub keyword: Keyword,
    /// The sentence, a cucumber expression.
    pub expression: &'static str,
    /// The function's doc comment.
    pub doc: &'static str,
    /// A sentence that the expression matches.
    pub example: &'static str,
    /// The table or doc string under the example, as written in a feature file.
    pub example_block: Option<&'static str>,
    /// The module's path; its last part is the topic.
    pub module: &'static str,
    /// `file:line`.
    pub source: &'static str,
    /// What may stand under the step.
    pub need: BlockNeed,
    /// What it needs beside the shop's pages.
    pub needs: &'static [Need],
    /// What the sentences after it have by it.
    pub gives: &'static [Need],
    /// The refusals that it expects of the shop.
    pub judges: &'static [Refusal],
    /// The types of the sentence's parameters, in order.
    pub parameters: &'static [ParameterType],
    /// The function.
    pub run: Run,
    /// Whether it can take what stands under its step.
    pub takes: Takes,
}

impl Definition {
    /// The definition of a function with the `#[step]` attribute.
    pub const fn from_function(from: FromFunction) -> Self {
        Self {
            keyword: from.keyword,
            expression: Cow::Borrowed(from.expression),
            doc: Cow::Borrowed(from.doc),
            example: Cow::Borrowed(from.example),
            example_block: from.example_block,
            topic: Cow::Borrowed(last_part(from.module)),
            source: Cow::Borrowed(from.source),
            need: from.need,
            needs: from.needs,
            gives: from.gives,
            judges: from.judges,
            parameters: from.parameters,
            code: Code::Function(from.run, from.takes),
        }
    }

    /// The keyword it is written for; it matches after every keyword.
    pub fn keyword(&self) -> Keyword {
        self.keyword
    }

    /// The sentence with its parameters, a cucumber expression (a regular expression for bridged functions).
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// What it does, in the words of its doc comment.
    pub fn doc(&self) -> &str {
        &self.doc
    }

    /// A sentence that it matches; empty for bridged functions.
    pub fn example(&self) -> &str {
        &self.example
    }

    /// The table or doc string under the example.
    pub fn example_block(&self) -> Option<&str> {
        self.example_block
    }

    /// What it is about: the name of the module it stands in, such as `cart`.
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// Where its function stands, `file:line`.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What may stand under the step.
    pub fn need(&self) -> BlockNeed {
        self.need
    }

    /// The types of the parameters of its sentence, in order.
    pub fn parameters(&self) -> &[ParameterType] {
        self.parameters
    }
}

impl fmt::Debug for Definition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.keyword, self.expression, self.source)
    }
}

/// `a::b::cart` -> `cart`, while compiling.
const fn last_part(module: &'static str) -> &'static str {
    let bytes = module.as_bytes();
    let mut start = bytes.len();
    while start > 0 && bytes[start - 1] != b':' {
        start -= 1;
    }
    module.split_at(start).1
}

/// Whether two texts are the same, while compiling.
pub const fn same_text(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// What a sentence said at its parameters, and what stands under it.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    pub(crate) arguments: &'a [super::bind::Argument],
    pub(crate) block: &'a Block,
}

impl Call<'_> {
    /// The argument at `index`, as its type reads it.
    pub fn argument<T: Parameter>(&self, index: usize) -> Result<T, Failure> {
        let argument = self
            .arguments
            .get(index)
            .ok_or_else(|| mistake("the step was bound to a sentence with fewer parameters", "bind the step again"))?;
        T::parse(&argument.text).map_err(|why| {
            mistake(format!("{}: {why}", argument.text), format!("write it like {}", T::EXAMPLE))
                .about(argument.text.clone())
        })
    }

    /// The table or doc string under the step.
    pub fn block<T: TakesBlock>(&self) -> Result<T, Failure> {
        T::take(self.block).map_err(Failure::from)
    }
}
