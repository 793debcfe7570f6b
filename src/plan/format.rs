//! How a feature file is laid out: two blanks a level, one empty line between blocks, columns of a table under each
//! other. Words are never touched, and what was laid out must read as what was there before.

mod layout;
mod same;
#[cfg(test)]
mod tests;

use std::path::Path;

use super::gherkin::parse;
use super::mistake::{Kind, Mistake, Mistakes, Source};
use super::{files, read};

/// A feature file and what it is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The file, with forward slashes.
    pub path: String,
    /// The text that it should have; none if it has that text.
    pub text: Option<String>,
}

/// Lays out all feature files of these paths. Files that cannot be read are told beside the others.
pub fn format(paths: &[String]) -> (Vec<Formatted>, Mistakes) {
    let mut mistakes = Vec::new();
    let mut formatted = Vec::new();
    for found in files::find(paths, &mut mistakes) {
        let Some(source) = read(&found.name, &mut mistakes) else { continue };
        let written = std::fs::read_to_string(Path::new(&found.name)).unwrap_or_default();
        match laid_out(&source) {
            Ok(text) => {
                let ends = if written.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
                let text = (ends != written).then_some(ends);
                formatted.push(Formatted { path: found.name, text });
            }
            Err(found) => mistakes.extend(found),
        }
    }
    (formatted, Mistakes::new(mistakes))
}

/// The text of a file, laid out; lines end with `\n`. What is wrong with the file, if it cannot be read.
fn laid_out(source: &Source) -> Result<String, Vec<Mistake>> {
    let parsed = parse(source);
    if !parsed.mistakes.is_empty() {
        return Err(parsed.mistakes);
    }
    let text = layout::lay_out(source, &parsed.document);
    let again = parse(&Source::new(source.name.clone(), &text));
    if again.mistakes.is_empty() && same::meaning(&parsed.document) == same::meaning(&again.document) {
        return Ok(text);
    }
    let mend = "leave the file as it is, and report this: it is a fault of the program";
    Err(vec![Mistake::about_file(Kind::Unparsable, &source.name, "the file would mean something else, laid out", mend)])
}
