//! Examples that are run: for each sentence one journey in which it passes and one in which it fails.
//!
//! They stand in `steps/examples/*.feature`, plain Gherkin that may be copied; `tests/examples.rs` runs all of them. An
//! example belongs to the definition that its last step says. Only what those files need of Gherkin is read here: a
//! background, scenarios with tags and a description, steps, tables and doc strings.

use super::bind::BindError;
use super::block::BlockKind;
use super::definition::Keyword;
use super::{Catalogue, Definition};

/// How the journey of an example ends, at its last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// `@passes`
    Passes,
    /// `@fails`: the shop does not do, or the page does not show, what the sentence says.
    Broken,
    /// `@fails @mistaken`: the sentence asks for what nobody can do.
    Mistaken,
}

/// One example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What is the case in it.
    pub name: String,
    /// How it ends.
    pub ends: Ends,
    /// Its file.
    pub path: String,
    /// The line of its scenario, from 1.
    pub line: usize,
    /// Its steps with their tables and doc strings, as written; those of the background first.
    pub lines: Vec<String>,
    /// The keyword, in the sense of its last step.
    pub keyword: Keyword,
    /// Why there is no failing twin, when it is tagged `@cannot-fail`.
    pub cannot_fail: Option<String>,
    /// The words and the block of the last step.
    last: (String, BlockKind),
}

/// The examples of one definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examples {
    /// Where the sentence holds.
    pub passes: Option<Example>,
    /// Where it does not.
    pub fails: Option<Example>,
}

impl Examples {
    /// What is missing, and how it is added; nothing when all is there.
    pub fn missing(&self, definition: &Definition) -> Option<String> {
        let reason = self.passes.as_ref().and_then(|example| example.cannot_fail.as_ref());
        let tags = match (&self.passes, &self.fails, reason) {
            (None, _, _) => "@passes",
            (Some(_), None, None) => "@fails (or @cannot-fail on the passing one, with the reason under its name)",
            (Some(_), Some(_), Some(_)) => return Some(format!("{definition:?} is @cannot-fail, and yet @fails")),
            _ => return None,
        };
        let place = format!("steps/examples/{}.feature", definition.topic());
        Some(format!("{definition:?}: add to {place} a scenario {tags} whose last step is this sentence"))
    }
}

/// Reads the examples of a feature file. What cannot be read is told in `wrong`.
pub(crate) fn read(path: &str, text: &str, wrong: &mut Vec<String>) -> Vec<Example> {
    let mut reader = Reader { path, background: Vec::new(), tags: Vec::new(), open: None, examples: Vec::new() };
    let mut in_doc_string = false;
    for (index, line) in text.lines().enumerate() {
        let bare = line.trim();
        if bare.starts_with("\"\"\"") {
            in_doc_string = !in_doc_string;
            reader.step_line(line);
        } else if in_doc_string {
            reader.step_line(line);
        } else {
            reader.line(line, bare, index + 1, wrong);
        }
    }
    reader.close(wrong);
    reader.examples
}

struct Reader<'t> {
    path: &'t str,
    background: Vec<&'t str>,
    tags: Vec<&'t str>,
    open: Option<Open<'t>>,
    examples: Vec<Example>,
}

/// The scenario or background that is being read.
struct Open<'t> {
    name: &'t str,
    line: usize,
    tags: Vec<&'t str>,
    description: Vec<&'t str>,
    steps: Vec<&'t str>,
    background: bool,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &'t str, bare: &'t str, number: usize, wrong: &mut Vec<String>) {
        let name = bare.strip_prefix("Scenario:");
        if bare.is_empty() || bare.starts_with('#') {
        } else if bare.starts_with("Feature:") {
            // The tags of the feature are for the linter.
            self.tags.clear();
        } else if bare.starts_with('@') {
            self.close(wrong);
            self.tags.extend(bare.split_whitespace());
        } else if name.is_some() || bare == "Background:" {
            self.close(wrong);
            self.open = Some(Open {
                name: name.unwrap_or_default().trim(),
                line: number,
                tags: std::mem::take(&mut self.tags),
                description: Vec::new(),
                steps: Vec::new(),
                background: name.is_none(),
            });
        } else if keyword(bare).is_some() || bare.starts_with('|') {
            self.step_line(line);
        } else if let Some(open) = &mut self.open {
            open.description.push(bare);
        }
    }

    fn step_line(&mut self, line: &'t str) {
        if let Some(open) = &mut self.open {
            open.steps.push(line);
        }
    }

    fn close(&mut self, wrong: &mut Vec<String>) {
        match self.open.take() {
            Some(open) if open.background => self.background = open.steps,
            Some(open) => match self.example(&open) {
                Ok(example) => self.examples.push(example),
                Err(why) => wrong.push(format!("{}:{}: {why}", self.path, open.line)),
            },
            None => {}
        }
    }

    fn example(&self, open: &Open<'t>) -> Result<Example, String> {
        let has = |tag: &str| open.tags.contains(&tag);
        let ends = match (has("@passes"), has("@fails"), has("@mistaken")) {
            (true, false, false) => Ends::Passes,
            (false, true, false) => Ends::Broken,
            (false, true, true) => Ends::Mistaken,
            _ => return Err("an example has one of the tags @passes, @fails, or both @fails and @mistaken".to_owned()),
        };
        let reason = open.description.join(" ");
        if has("@cannot-fail") && (reason.is_empty() || ends != Ends::Passes) {
            return Err("what cannot fail is tagged @passes, and says why under its name".to_owned());
        }
        let all: Vec<&str> = self.background.iter().chain(&open.steps).copied().collect();
        let (mut role, mut last) = (Keyword::Given, None);
        for line in &all {
            let bare = line.trim_start();
            if let Some((said, words)) = keyword(bare) {
                role = said.unwrap_or(role);
                last = Some((words.to_owned(), BlockKind::None));
            } else if let Some((_, block)) = &mut last
                && *block == BlockKind::None
            {
                *block = if bare.starts_with('|') { BlockKind::Table } else { BlockKind::DocString };
            }
        }
        Ok(Example {
            name: open.name.to_owned(),
            ends,
            path: self.path.to_owned(),
            line: open.line,
            lines: all.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect(),
            keyword: role,
            cannot_fail: has("@cannot-fail").then_some(reason),
            last: last.ok_or("an example has steps")?,
        })
    }
}

/// The keyword of a step, if it is one of a role, and its words.
fn keyword(line: &str) -> Option<(Option<Keyword>, &str)> {
    let (word, words) = line.split_once(' ')?;
    let role = match word {
        "Given" => Some(Keyword::Given),
        "When" => Some(Keyword::When),
        "Then" => Some(Keyword::Then),
        "And" | "But" | "*" => None,
        _ => return None,
    };
    Some((role, words.trim()))
}

impl Catalogue {
    /// Adds examples from the text of a feature file; see `steps/examples`.
    pub fn add_examples(&mut self, path: &'static str, text: &'static str) {
        self.examples.push((path, text));
    }

    /// The examples of every definition, in the order of the definitions; what is wrong with them comes second.
    pub fn examples(&self) -> (Vec<Examples>, Vec<String>) {
        let mut found = vec![Examples::default(); self.definitions.len()];
        let mut wrong = Vec::new();
        for (path, text) in &self.examples {
            for example in read(path, text, &mut wrong) {
                self.place(example, &mut found, &mut wrong);
            }
        }
        (found, wrong)
    }

    fn place(&self, example: Example, found: &mut [Examples], wrong: &mut Vec<String>) {
        let place = format!("{}:{}", example.path, example.line);
        let (words, block) = &example.last;
        match self.bind(example.keyword, words, *block) {
            Ok(binding) => {
                let examples = &mut found[binding.definition];
                let slot = if example.ends == Ends::Passes { &mut examples.passes } else { &mut examples.fails };
                match slot {
                    Some(first) => wrong.push(format!(
                        "{place}: \"{}\" has such an example already, at line {} of {}",
                        self.definitions[binding.definition].expression(),
                        first.line,
                        first.path
                    )),
                    None => *slot = Some(example),
                }
            }
            Err(BindError::Undefined { .. }) => wrong.push(format!("{place}: no step says \"{words}\"")),
            Err(error) => wrong.push(format!("{place}: {error:?}")),
        }
    }
}
