//! What can be said in a feature file, and what it does.
//!
//! [`Catalogue`] holds the sentences and binds steps to them; [`definitions`] are the sentences the product ships,
//! three to ten lines each, and they speak to `pages`, which know how shops are built and expect nothing.

extern crate self as shopper_steps;

mod audit;
mod catalogue;
mod definitions;
mod failure;
mod oracle;
mod pages;
mod parameters;
mod shop;
mod words;
mod world;

pub use catalogue::{
    Argument, BindError, Binding, Block, BlockKind, BlockNeed, Call, Catalogue, Definition, DocString, Ends, Entry,
    Example, Examples, FromFunction, Keyword, LANGUAGES, Row, Run, StepFuture, Suggestion, Table, TakesBlock,
    Translation, catalogue_markdown, language_name, same_text, suggest_phrase,
};
pub use failure::{mistake, unmet};
pub use oracle::{Currency, Money, NotChecked, Tally};
pub use parameters::{Card, Country, Degrees, Parameter, ParameterType, Product, Quantity, Text};
pub use shop::{CardPrint, Customer, Shop};
pub use shopper_steps_macros::step;
pub use world::{Account, Memory, Order, World};
