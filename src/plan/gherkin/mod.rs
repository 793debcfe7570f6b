//! Our own reading of Gherkin: line by line, with the place of every word, and going on after a mistake, so that
//! all mistakes of a file are told at once. The language is the Gherkin reference's; where the reference would take
//! a slip for free text and the journey would pass without the step, this reading is stricter.

pub mod ast;
pub mod dialect;
mod docstring;
pub mod near;
mod parser;
mod slips;
mod table;
#[cfg(test)]
mod tests;

pub use parser::{Parsed, parse};
