//! From a sentence to its definition: at most one matches, every literal is read before anything runs.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use cucumber_expressions::Expression;
use regex::Regex;

use super::block::BlockKind;
use super::definition::{Code, Definition, Keyword};
use super::suggest::{Suggestion, nearest};
use crate::parameters::ParameterType;
use crate::settle::Unknown;
use crate::shop::Shop;

/// A sentence that found its definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The definition, as an index into [`Catalogue::definitions`](super::Catalogue::definitions).
    pub definition: usize,
    /// The role of the sentence in its scenario.
    pub keyword: Keyword,
    /// The sentence, as written.
    pub text: String,
    /// What the sentence says at the parameters, in order.
    pub arguments: Vec<Argument>,
}

/// What a sentence says at one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The name of the parameter's type, such as `money`.
    pub type_name: String,
    /// The literal as written, quotes included; or what it stands for in the shop.
    pub text: String,
    /// Where it stands in the step's text, in bytes.
    pub span: Range<usize>,
}

/// Why a sentence cannot run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BindError {
    /// No definition says that.
    Undefined {
        /// The definitions that come nearest, best first; three at most.
        nearest: Vec<Suggestion>,
    },
    /// More than one definition says that.
    Ambiguous {
        /// Their indices.
        candidates: Vec<usize>,
    },
    /// A literal cannot be read as what its parameter wants.
    BadLiteral {
        /// The parameter type's name.
        type_name: String,
        /// Where the literal stands in the step's text, in bytes.
        span: Range<usize>,
        /// What is wrong with it.
        why: String,
        /// A literal that is right.
        example: String,
    },
    /// A name means nothing in this shop.
    Unknown {
        /// Where it stands.
        at: NameAt,
        /// What is wrong with it, and how to mend it.
        unknown: Unknown,
    },
    /// The wrong thing stands under the step, or nothing does.
    Block {
        /// What belongs there.
        expected: BlockKind,
        /// What is wrong.
        why: String,
    },
}

/// Where a name stands that means nothing in this shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameAt {
    /// In the step's text; these are bytes of it.
    Sentence(Range<usize>),
    /// In the table under the step, by row and cell, from 0; the header is row 0.
    Cell(usize, usize),
}

/// One definition made ready for matching, when it is first needed.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    regex: OnceLock<Regex>,
}

impl Matcher {
    fn regex<'a>(&'a self, definition: &'a Definition) -> &'a Regex {
        match &definition.code {
            Code::Cucumber(regex, _) => regex,
            Code::Function(_) => self.regex.get_or_init(|| compile(definition)),
        }
    }

    /// What `text` says at the parameters, when it is this definition's sentence.
    fn matches(&self, definition: &Definition, text: &str) -> Option<Vec<Argument>> {
        if matches!(definition.code, Code::Function(_)) && !text.starts_with(literal_start(&definition.expression)) {
            return None;
        }
        let found = self.regex(definition).captures(text)?;
        let groups = found.iter().skip(1).enumerate().filter_map(|(index, group)| {
            let group = group?;
            let type_name = definition.parameters.get(index).map_or("", |parameter| parameter.name());
            Some(Argument { type_name: type_name.to_owned(), text: group.as_str().to_owned(), span: group.range() })
        });
        Some(groups.collect())
    }
}

/// The text before the first sign that means something in an expression, back to a whole word.
fn literal_start(expression: &str) -> &str {
    let end = expression.find(['{', '(', '/', '\\']).unwrap_or(expression.len());
    if end == expression.len() {
        return expression;
    }
    expression[..end].rfind(' ').map_or("", |space| &expression[..=space])
}

/// The anchored regular expression of a sentence; each parameter is one group with its lenient pattern.
fn compile(definition: &Definition) -> Regex {
    let patterns: HashMap<&str, &str> =
        definition.parameters.iter().map(|parameter| (parameter.name(), parameter.pattern())).collect();
    Expression::regex_with_parameters(&definition.expression, &patterns)
        .expect("#[step] read the expression while compiling, and a test compiles every pattern")
}

/// Finds the one definition that says `text`.
pub(crate) fn bind(
    definitions: &[Definition],
    matchers: &[Matcher],
    keyword: Keyword,
    text: &str,
    block: BlockKind,
) -> Result<Binding, BindError> {
    let mut fitting: Vec<Binding> = Vec::new();
    let mut bad_literal = None;
    for (index, (definition, matcher)) in definitions.iter().zip(matchers).enumerate() {
        let Some(arguments) = matcher.matches(definition, text) else { continue };
        match first_bad(definition.parameters, &arguments) {
            None => fitting.push(Binding { definition: index, keyword, text: text.to_owned(), arguments }),
            Some(error) => bad_literal = bad_literal.or(Some(error)),
        }
    }
    if fitting.len() > 1 {
        return Err(BindError::Ambiguous { candidates: fitting.iter().map(|binding| binding.definition).collect() });
    }
    let Some(binding) = fitting.pop() else {
        return Err(bad_literal.unwrap_or_else(|| BindError::Undefined { nearest: nearest(definitions, text) }));
    };
    match definitions[binding.definition].need.refuses(block) {
        Some((expected, why)) => Err(BindError::Block { expected, why }),
        None => Ok(binding),
    }
}

/// Puts what each literal stands for in this shop in its place.
pub(crate) fn settled(types: &[ParameterType], binding: &mut Binding, shop: &Shop) -> Result<(), BindError> {
    for (parameter, argument) in types.iter().zip(&mut binding.arguments) {
        match parameter.settle(&argument.text, shop) {
            Ok(None) => {}
            Ok(Some(literal)) => argument.text = literal,
            Err(unknown) => return Err(BindError::Unknown { at: NameAt::Sentence(argument.span.clone()), unknown }),
        }
    }
    Ok(())
}

/// The definitions that say `text` and can read its literals.
pub(crate) fn fitting(definitions: &[Definition], matchers: &[Matcher], text: &str) -> Vec<usize> {
    let fits = |(definition, matcher): (&Definition, &Matcher)| {
        matcher
            .matches(definition, text)
            .is_some_and(|arguments| first_bad(definition.parameters, &arguments).is_none())
    };
    let each = definitions.iter().zip(matchers).enumerate();
    each.filter(|(_, both)| fits(*both)).map(|(index, _)| index).collect()
}

fn first_bad(types: &[ParameterType], arguments: &[Argument]) -> Option<BindError> {
    types.iter().zip(arguments).find_map(|(parameter, argument)| {
        let why = parameter.check(&argument.text).err()?;
        Some(BindError::BadLiteral {
            type_name: parameter.name().to_owned(),
            span: argument.span.clone(),
            why,
            example: parameter.example().to_owned(),
        })
    })
}
