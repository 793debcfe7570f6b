//! The sentences in other languages: `steps/translations/*.toml`, one table for each definition, by its English sentence.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Catalogue;
use super::definition::Keyword;
use super::spoken::{ENGLISH, Spoken};

/// The languages in which every shipped sentence can be said beside English, as Gherkin's codes.
pub const LANGUAGES: [&str; 3] = ["de", "fr", "es"];

/// The name of a language in itself.
pub fn language_name(code: &str) -> &str {
    match code {
        "en" => "English",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        other => other,
    }
}

/// A keyword in a language, as it reads before a sentence.
pub(crate) fn keyword_in(language: &str, keyword: Keyword) -> &'static str {
    let words = match language {
        "de" => ["Angenommen", "Wenn", "Dann"],
        "fr" => ["Étant donné que", "Quand", "Alors"],
        "es" => ["Dado que", "Cuando", "Entonces"],
        _ => ["Given", "When", "Then"],
    };
    words[keyword as usize]
}

/// One sentence, or several that mean the same; the first is the one to show.
#[derive(Deserialize)]
#[serde(untagged)]
enum Ways {
    One(String),
    Several(Vec<String>),
}

impl Ways {
    fn all(&self) -> &[String] {
        match self {
            Self::One(sentence) => std::slice::from_ref(sentence),
            Self::Several(sentences) => sentences,
        }
    }
}

impl Catalogue {
    /// Adds translations from the text of a TOML file; see `steps/translations`. The definitions may be added later.
    pub fn add_translations(&mut self, path: &'static str, text: &'static str) {
        self.translations.push((path, text));
        self.forget();
    }

    /// What is wrong with the translations: files, sentences that no definition has, parameters.
    pub fn translation_mistakes(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        self.read_translations(&mut wrong);
        wrong
    }

    /// What is missing for a definition in one of [`LANGUAGES`], and how it is added.
    pub fn untranslated(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for (definition, spoken) in self.definitions.iter().zip(self.foreign()) {
            let lacks: Vec<&str> =
                LANGUAGES.into_iter().filter(|code| !spoken.iter().any(|one| one.language == *code)).collect();
            if !lacks.is_empty() {
                let (topic, sentence) = (definition.topic(), definition.expression());
                let lines: Vec<String> = lacks.iter().map(|code| format!("{code} = \"..\"")).collect();
                let place = format!("steps/translations/{topic}.toml");
                missing.push(format!("add to {place}:\n[\"{sentence}\"]\n{}", lines.join("\n")));
            }
        }
        missing
    }

    /// A definition's sentence in a language, and an example of it: its first translation, or its own sentence.
    pub(crate) fn said_in(&self, language: &str, definition: usize) -> Option<(String, String)> {
        let known = &self.definitions[definition];
        if language == ENGLISH {
            return Some((known.expression().to_owned(), known.example().to_owned()));
        }
        let spoken = self.foreign()[definition].iter().find(|spoken| spoken.language == language)?;
        let said = self.own[definition].matches(known, known.example()).unwrap_or_default();
        let literals: Vec<&str> = said.iter().map(|argument| argument.text.as_str()).collect();
        Some((spoken.expression.to_string(), spoken.say(&literals)))
    }

    /// The sentences of each definition in other languages; files and sentences that are wrong are left out.
    pub(crate) fn read_translations(&self, wrong: &mut Vec<String>) -> Vec<Vec<Spoken>> {
        let mut all: Vec<Vec<Spoken>> = self.definitions.iter().map(|_| Vec::new()).collect();
        for (path, text) in &self.translations {
            let read: Result<BTreeMap<String, BTreeMap<String, Ways>>, _> = toml::from_str(text);
            let tables = match read {
                Ok(tables) => tables,
                Err(error) => {
                    wrong.push(format!("{path}: {error}"));
                    continue;
                }
            };
            for (sentence, languages) in &tables {
                let Some(index) = self.definitions.iter().position(|one| one.expression() == sentence) else {
                    wrong.push(format!("{path}: no definition says \"{sentence}\""));
                    continue;
                };
                for (code, ways) in languages {
                    let Some(code) = LANGUAGES.into_iter().find(|known| known == code) else {
                        wrong.push(format!("{path}: \"{sentence}\": {code} is none of {}", LANGUAGES.join(", ")));
                        continue;
                    };
                    for way in ways.all() {
                        match Spoken::translated(code, way, self.definitions[index].parameters()) {
                            Ok(spoken) => all[index].push(spoken),
                            Err(why) => wrong.push(format!("{path}: \"{way}\": {why}")),
                        }
                    }
                }
            }
        }
        // In the order in which they are told everywhere.
        for spoken in &mut all {
            spoken.sort_by_key(|one| LANGUAGES.iter().position(|code| *code == one.language));
        }
        all
    }
}
