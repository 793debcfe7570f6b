//! `shopper steps`: what can be said in a feature file.

mod formats;
mod html;
mod nearest;
mod synonyms;
mod writing;

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use shopper_steps::{Catalogue, Entry, LANGUAGES, catalogue_markdown};

use super::flags::Choice;
use super::output;
use super::start::{Ready, Start};
use super::usage::Usage;
use crate::config::Flags;
use crate::exit::Exit;
use crate::plan::PhraseRef;

/// Show what can be said in a feature file
///
/// Every sentence may stand after Given, When, Then, And or But, in English, German, French or Spanish. Each comes with
/// an example that passes and one that fails; all of them are run against the demo shop. With --phrases: the phrases
/// of these paths, too. With --usage: which sentences and phrases the journeys of these paths say, how often and where
/// first, and which nobody says.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper steps                      all of them, by topic
  shopper steps coupon               those that speak of coupons
  shopper steps tags                 what else a feature file may say: tags, csv, phrases, languages
  shopper steps --language de        all of them in German
  shopper steps --phrases features   and the phrases that stand there
  shopper steps --format html > steps.html
                                     a page to look things up in
  shopper steps --usage features     which of them are said, and which never")]
pub(crate) struct StepsCommand {
    /// Only sentences that hold all of these words, in their text, explanation, example or topic, in any language
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// Tell the phrases of these files and folders, too
    #[arg(long, value_name = "PATHS", num_args = 1..)]
    phrases: Vec<String>,

    /// Tell where the journeys of these files and folders say each sentence
    #[arg(long, value_name = "PATHS", num_args = 1.., conflicts_with_all = ["words", "phrases"])]
    usage: Vec<String>,

    /// The language of the sentences as text: en, de, fr or es; the other formats hold all
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language)]
    language: String,

    /// How they are shown
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
    Html,
}

fn language(code: &str) -> Result<String, String> {
    let known = code == "en" || LANGUAGES.contains(&code);
    if known { Ok(code.to_owned()) } else { Err(format!("the languages are en, {}", LANGUAGES.join(", "))) }
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
        let phrases = match self.found_phrases(&ready, catalogue) {
            Ok(phrases) => phrases,
            Err(exit) => return exit,
        };
        let mut found = Found::of(catalogue, phrases, &self.words, &self.language);
        let (words, languages) = (lower(&self.words), ["en", self.language.as_str()]);
        // An example may hold the word by chance, and a word of another language is looked for there first.
        let by_chance = |entry: &Entry<'_>| !entry.says(&words, None);
        if found.phrases.is_empty() && found.entries.iter().all(by_chance) {
            let shop = ready.shop_to_plan_for();
            if let Some((entries, meant)) = synonyms::found(catalogue.entries(), &words, &languages, &shop) {
                output::complain(&format!(
                    "what shops call \"{}\" is \"{meant}\" in these sentences",
                    self.words.join(" ")
                ));
                let others = entries.into_iter().filter(|one| !found.holds(one)).collect::<Vec<_>>();
                found.entries.splice(0..0, others);
            }
        }
        if found.entries.is_empty() && found.phrases.is_empty() {
            if let (Format::Text, Some(told)) = (self.format, writing::about(&words)) {
                return output::print(&format!("{told}\n"));
            }
            output::complain(&self.nothing_found(catalogue));
            return Exit::NothingSelected;
        }
        output::print(&match self.format {
            Format::Text => formats::as_text(&found, &self.language, ready.look().colour),
            Format::Json => formats::as_json(&found),
            Format::Markdown => catalogue_markdown(&found.entries) + &formats::phrases_as_markdown(&found.phrases),
            Format::Html => html::as_html(&found),
        })
    }

    /// What is said where no sentence has all the words.
    fn nothing_found(&self, catalogue: &Catalogue) -> String {
        let words = self.words.join(" ");
        let mut told = format!("no sentence of the catalogue speaks of \"{words}\"");
        if let Some(meant) = nearest::meant(catalogue, &self.words) {
            let _ = write!(told, "\n  = help: did you mean this? shopper steps {meant}");
        } else {
            let near = nearest::sentences(catalogue, &self.words);
            if !near.is_empty() {
                let _ = write!(told, "\n  = help: did you mean one of these?\n      {}", near.join("\n      "));
            }
        }
        let _ = write!(told, "\n  = help: `shopper steps` shows all {}", catalogue.definitions().len());
        told
    }

    /// The phrases of `--phrases`.
    fn found_phrases(&self, ready: &Ready, catalogue: &Catalogue) -> Result<Vec<PhraseRef>, Exit> {
        if self.phrases.is_empty() {
            return Ok(Vec::new());
        }
        let choice = Choice { paths: self.phrases.clone(), ..Choice::default() };
        choice.plan_with_mailbox(ready, catalogue).map(|plan| plan.phrases)
    }

    fn tell_usage(&self, ready: &Ready, catalogue: &Catalogue) -> Exit {
        if matches!(self.format, Format::Markdown | Format::Html) {
            output::complain(
                "error: usage is told as text or json\n  = help: leave out --format, or say --format json",
            );
            return Exit::Mistaken;
        }
        let choice = Choice { paths: self.usage.clone(), ..Choice::default() };
        let plan = match choice.plan_with_mailbox(ready, catalogue) {
            Ok(plan) => plan,
            Err(exit) => return exit,
        };
        let usage = Usage::of(&plan, catalogue);
        output::print(&if self.format == Format::Json { usage.as_json() } else { usage.as_text() })
    }
}

fn lower(words: &[String]) -> Vec<String> {
    words.iter().flat_map(|word| word.split_whitespace()).map(str::to_lowercase).collect()
}

/// What was asked for.
struct Found<'a> {
    entries: Vec<Entry<'a>>,
    phrases: Vec<PhraseRef>,
}

impl<'a> Found<'a> {
    /// The sentences and phrases that speak of all `words`, whatever their case.
    fn of(catalogue: &'a Catalogue, phrases: Vec<PhraseRef>, words: &[String], language: &str) -> Self {
        let words = lower(words);
        let speaks = |phrase: &PhraseRef| {
            let all = format!("phrases\n{}\n{}", phrase.sentence, phrase.steps.join("\n")).to_lowercase();
            words.iter().all(|word| all.contains(word.as_str()))
        };
        let entries = |languages: Option<&[&str]>| -> Vec<Entry<'a>> {
            catalogue.entries().into_iter().filter(|entry| entry.speaks_of(&words, languages)).collect()
        };
        // A French `carte` is no cart: other languages are searched when nothing else speaks of it.
        let own = entries(Some(&["en", language]));
        Self {
            entries: if own.is_empty() { entries(None) } else { own },
            phrases: phrases.into_iter().filter(speaks).collect(),
        }
    }

    fn holds(&self, entry: &Entry<'_>) -> bool {
        self.entries.iter().any(|one| std::ptr::eq(one.definition, entry.definition))
    }

    fn topics(&self) -> Vec<&'a str> {
        let mut topics: Vec<&str> = Vec::new();
        for entry in &self.entries {
            if !topics.contains(&entry.definition.topic()) {
                topics.push(entry.definition.topic());
            }
        }
        topics
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn words_are_looked_for_in_any_case_and_language_and_all_of_them_count() {
        let catalogue = Catalogue::shipped();
        let count = |text: &str| Found::of(&catalogue, Vec::new(), &words(text), "en").entries.len();
        let all = catalogue.definitions().len();
        assert!(count("CART add") > 0 && count("CART add") < all);
        assert!(count("warenkorb") > 0 && count("carrito quito") > 0);
        assert_eq!(count("cart zeppelin"), 0);
        assert_eq!(Found::of(&catalogue, Vec::new(), &[], "en").entries.len(), all);
    }

    #[test]
    fn every_sentence_is_in_every_format() {
        let catalogue = Catalogue::shipped();
        let all = Found::of(&catalogue, Vec::new(), &[], "en");
        let (text, markdown) = (formats::as_text(&all, "en", false), catalogue_markdown(&all.entries));
        let json: Vec<serde_json::Value> = serde_json::from_str(&formats::as_json(&all)).unwrap();
        assert_eq!(json.len(), all.entries.len());
        for (entry, told) in all.entries.iter().zip(json) {
            let expression = entry.definition.expression();
            assert!(text.contains(expression), "{expression}");
            assert!(markdown.contains(expression), "{expression}");
            assert_eq!(told["expression"], expression);
            assert_eq!(told["languages"].as_array().map(Vec::len), Some(1 + LANGUAGES.len()), "{expression}");
            let passes = &told["examples"]["passes"];
            assert!(passes["lines"].as_array().is_some_and(|lines| !lines.is_empty()), "{expression}");
            let fails = &told["examples"]["fails"]["lines"];
            assert!(fails.is_array() != passes["cannot_fail"].is_string(), "{expression}");
        }
        assert!(!text.contains('\x1b'), "no colours unless they are wanted");
        assert!(formats::as_text(&all, "en", true).contains('\x1b'));
        assert!(formats::as_text(&all, "de", false).contains("ich {product} in den Warenkorb lege"));
    }

    #[test]
    fn the_page_holds_every_sentence_asks_for_nothing_and_takes_no_orders_from_phrases() {
        let catalogue = Catalogue::shipped();
        let phrase = PhraseRef {
            sentence: "I <script>alert(1)</script> \"&\" <img src=x onerror=alert(2)>".to_owned(),
            path: "\"><b>.feature".to_owned(),
            line: 3,
            steps: vec!["When </code><script>alert(3)</script>".to_owned()],
        };
        let all = Found::of(&catalogue, vec![phrase], &[], "en");
        let page = html::as_html(&all);
        assert_eq!(page.matches("<article").count(), all.entries.len() + 1);
        assert_eq!(page.matches("<script").count(), 1, "the page's own");
        assert!(!page.contains("<img") && !page.contains("\"><b>.feature"));
        assert!(page.contains("I &lt;script&gt;alert(1)&lt;"));
        for asks in ["src=", "@import", "url(", "=\"http", "<link"] {
            assert!(!page.contains(asks) || asks == "src=" && page.contains("&lt;img src=x"), "the page asks: {asks}");
        }
    }
}
