//! `shopper steps`: what can be said in a feature file.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde_json::json;
use shopper_steps::{Catalogue, Definition, catalogue_markdown};

use super::flags::Choice;
use super::output;
use super::start::{Ready, Start};
use super::usage::Usage;
use crate::config::Flags;
use crate::exit::Exit;

/// Show what can be said in a feature file
///
/// Every sentence may stand after Given, When, Then, And or But. With --usage: which sentences and
/// phrases the journeys of these paths say, how often and where first, and which nobody says.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper steps                    all of them, by topic
  shopper steps coupon             those that speak of coupons
  shopper steps --format markdown  the whole catalogue as a page
  shopper steps --usage features   which of them are said, and which never")]
pub(crate) struct StepsCommand {
    /// Only sentences that hold all of these words, in their text, explanation, example or topic
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// Tell where the journeys of these files and folders say each sentence
    #[arg(long, value_name = "PATHS", num_args = 1.., conflicts_with = "words")]
    usage: Vec<String>,

    /// How they are shown
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
}

impl StepsCommand {
    pub(crate) fn carry_out(&self, start: &Start, catalogue: &Catalogue) -> Exit {
        let ready = match start.settings(Flags::default()) {
            Ok(ready) => ready,
            Err(exit) => return exit,
        };
        if !self.usage.is_empty() {
            return self.tell_usage(&ready, catalogue);
        }
        let found = choose(catalogue, &self.words);
        if found.is_empty() {
            let words = self.words.join(" ");
            output::complain(&format!(
                "no sentence of the catalogue speaks of \"{words}\"\n  = help: `shopper steps` shows all {}",
                catalogue.definitions().len()
            ));
            return Exit::NothingSelected;
        }
        output::print(&match self.format {
            Format::Text => as_text(&found, ready.look().colour),
            Format::Json => as_json(&found),
            Format::Markdown => as_markdown(&found),
        })
    }
}

impl StepsCommand {
    fn tell_usage(&self, ready: &Ready, catalogue: &Catalogue) -> Exit {
        if self.format == Format::Markdown {
            output::complain("error: usage is told as text or json\n  = help: leave out --format markdown");
            return Exit::Mistaken;
        }
        let choice = Choice { paths: self.usage.clone(), ..Choice::default() };
        let plan = match choice.plan(ready, catalogue) {
            Ok(plan) => plan,
            Err(exit) => return exit,
        };
        let usage = Usage::of(&plan, catalogue);
        output::print(&if self.format == Format::Json { usage.as_json() } else { usage.as_text() })
    }
}

/// The definitions that speak of all `words`, whatever their case.
fn choose<'a>(catalogue: &'a Catalogue, words: &[String]) -> Vec<&'a Definition> {
    let words: Vec<String> = words.iter().flat_map(|word| word.split_whitespace()).map(str::to_lowercase).collect();
    let speaks = |definition: &&Definition| {
        let all = [definition.topic(), definition.expression(), definition.doc(), definition.example()];
        let all = all.join("\n").to_lowercase();
        words.iter().all(|word| all.contains(word.as_str()))
    };
    catalogue.definitions().iter().filter(speaks).collect()
}

fn topics<'a>(definitions: &[&'a Definition]) -> Vec<&'a str> {
    let mut topics: Vec<&str> = Vec::new();
    for definition in definitions {
        if !topics.contains(&definition.topic()) {
            topics.push(definition.topic());
        }
    }
    topics
}

fn as_text(definitions: &[&Definition], colour: bool) -> String {
    let (bold, dim, plain) = if colour { ("\x1b[1m", "\x1b[2m", "\x1b[0m") } else { ("", "", "") };
    let mut text = String::new();
    for topic in topics(definitions) {
        let _ = writeln!(text, "{topic}");
        for definition in definitions.iter().filter(|definition| definition.topic() == topic) {
            let _ = writeln!(text, "  {bold}{}{plain}", definition.expression());
            for line in definition.doc().lines() {
                let _ = writeln!(text, "      {line}");
            }
            let _ = writeln!(text, "      {dim}{} {}{plain}", definition.keyword(), definition.example());
            for line in definition.example_block().into_iter().flat_map(str::lines) {
                let _ = writeln!(text, "      {dim}  {line}{plain}");
            }
        }
        text.push('\n');
    }
    text
}

fn as_json(definitions: &[&Definition]) -> String {
    let all: Vec<serde_json::Value> = definitions
        .iter()
        .map(|definition| {
            let parameters: Vec<serde_json::Value> = definition
                .parameters()
                .iter()
                .map(|p| json!({ "name": p.name(), "doc": p.doc(), "example": p.example() }))
                .collect();
            json!({
                "topic": definition.topic(),
                "keyword": definition.keyword(),
                "expression": definition.expression(),
                "doc": definition.doc(),
                "example": definition.example(),
                "example_block": definition.example_block(),
                "parameters": parameters,
                "source": definition.source(),
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&all).expect("texts are always JSON");
    text.push('\n');
    text
}

fn as_markdown(definitions: &[&Definition]) -> String {
    let mut chosen = Catalogue::empty();
    chosen.extend(definitions.iter().map(|definition| (*definition).clone()));
    catalogue_markdown(&chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn words_are_looked_for_in_any_case_and_all_of_them_count() {
        let catalogue = Catalogue::shipped();
        let all = choose(&catalogue, &[]);
        let some = choose(&catalogue, &words("CART add"));
        assert!(!some.is_empty() && some.len() < all.len());
        assert_eq!(all.len(), catalogue.definitions().len());
        assert!(choose(&catalogue, &words("cart zeppelin")).is_empty());
    }

    #[test]
    fn every_sentence_is_in_every_format() {
        let catalogue = Catalogue::shipped();
        let all = choose(&catalogue, &[]);
        let (text, markdown) = (as_text(&all, false), as_markdown(&all));
        let json: Vec<serde_json::Value> = serde_json::from_str(&as_json(&all)).unwrap();
        assert_eq!(json.len(), all.len());
        for (definition, entry) in all.iter().zip(json) {
            assert!(text.contains(definition.expression()), "{}", definition.expression());
            assert!(markdown.contains(definition.expression()), "{}", definition.expression());
            assert_eq!(entry["expression"], definition.expression());
        }
        assert!(!text.contains('\x1b'), "no colours unless they are wanted");
        assert!(as_text(&all, true).contains('\x1b'));
    }
}
