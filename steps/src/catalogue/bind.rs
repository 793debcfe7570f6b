//! From a sentence to its definition: at most one matches, every literal is read before anything runs.

use std::ops::Range;

use super::Catalogue;
use super::block::{BlockKind, BlockMistake};
use super::definition::Keyword;
use super::spoken::{ENGLISH, Spoken};
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
    /// What stands under the step is of the right kind, and the step cannot take it.
    Content(BlockMistake),
}

/// Where a name stands that means nothing in this shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameAt {
    /// In the step's text; these are bytes of it.
    Sentence(Range<usize>),
    /// In the table under the step, by row and cell, from 0; the header is row 0.
    Cell(usize, usize),
}

impl Catalogue {
    /// Finds the one definition that says `text`, in whatever language and whatever the keyword, and reads its literals.
    /// Suggestions for a sentence that nobody knows are in English.
    pub fn bind(&self, keyword: Keyword, text: &str, block: BlockKind) -> Result<Binding, BindError> {
        self.bind_in(ENGLISH, keyword, text, block)
    }

    /// As [`bind`](Self::bind); suggestions prefer this language, and know English beside it.
    pub fn bind_in(
        &self,
        language: &str,
        keyword: Keyword,
        text: &str,
        block: BlockKind,
    ) -> Result<Binding, BindError> {
        let mut bad_literal = None;
        let mut fitting = self.bindings(keyword, text, &mut bad_literal, Self::in_english);
        if fitting.is_empty() {
            // Other languages are read when something is not English, and not before.
            fitting = self.bindings(keyword, text, &mut bad_literal, Self::in_other_languages);
        }
        if fitting.len() > 1 {
            return Err(BindError::Ambiguous {
                candidates: fitting.iter().map(|binding| binding.definition).collect(),
            });
        }
        let Some(binding) = fitting.pop() else {
            let undefined = || BindError::Undefined { nearest: nearest(self, text, language) };
            return Err(bad_literal.unwrap_or_else(undefined));
        };
        match self.definitions[binding.definition].need.refuses(block) {
            Some((expected, why)) => Err(BindError::Block { expected, why }),
            None => Ok(binding),
        }
    }

    /// The definitions that say `text` in any language, as indices; those that cannot read its literals left out.
    pub fn fitting(&self, text: &str) -> Vec<usize> {
        let mut ignored = None;
        let mut found = self.bindings(Keyword::Given, text, &mut ignored, Self::in_english);
        found.extend(self.bindings(Keyword::Given, text, &mut ignored, Self::in_other_languages));
        let mut indices: Vec<usize> = found.into_iter().map(|binding| binding.definition).collect();
        indices.sort_unstable();
        indices.dedup();
        indices
    }

    /// Every definition that says `text` by one of these sentences.
    fn bindings<'a>(
        &'a self,
        keyword: Keyword,
        text: &str,
        bad_literal: &mut Option<BindError>,
        sentences: impl Fn(&'a Self, usize) -> &'a [Spoken],
    ) -> Vec<Binding> {
        let mut fitting = Vec::new();
        for (index, definition) in self.definitions.iter().enumerate() {
            let found = sentences(self, index).iter().find_map(|spoken| spoken.matches(definition, text));
            let Some(arguments) = found else { continue };
            match first_bad(definition.parameters, &arguments) {
                None => fitting.push(Binding { definition: index, keyword, text: text.to_owned(), arguments }),
                Some(error) => *bad_literal = bad_literal.take().or(Some(error)),
            }
        }
        fitting
    }

    fn in_english(&self, index: usize) -> &[Spoken] {
        std::slice::from_ref(&self.own[index])
    }

    fn in_other_languages(&self, index: usize) -> &[Spoken] {
        &self.foreign()[index]
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
