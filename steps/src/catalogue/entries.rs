//! The catalogue as it is told: each definition with its examples and in its languages.

use super::examples::Examples;
use super::spoken::ENGLISH;
use super::translations::{LANGUAGES, keyword_in};
use super::{Catalogue, Definition};

/// A definition and all that is told of it.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The definition.
    pub definition: &'a Definition,
    /// Where it holds, and where it does not.
    pub examples: Examples,
    /// How it is said, in English first.
    pub languages: Vec<Translation>,
}

/// A sentence in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The language's code.
    pub language: &'static str,
    /// The keyword it is written for, in that language.
    pub keyword: &'static str,
    /// The sentence with its parameters.
    pub sentence: String,
    /// The sentence with literals.
    pub example: String,
}

impl Entry<'_> {
    /// How it is said in a language.
    pub fn said_in(&self, language: &str) -> Option<&Translation> {
        self.languages.iter().find(|one| one.language == language)
    }

    /// Whether it speaks of all these words, in lower case, in one of these languages or, without any, in whatever language.
    pub fn speaks_of(&self, words: &[String], languages: Option<&[&str]>) -> bool {
        self.holds(words, languages, true)
    }

    /// The same of the sentence itself and of what is told of it: its example may speak of anything.
    pub fn says(&self, words: &[String], languages: Option<&[&str]>) -> bool {
        self.holds(words, languages, false)
    }

    fn holds(&self, words: &[String], languages: Option<&[&str]>, with_example: bool) -> bool {
        let definition = self.definition;
        let mut all = vec![definition.topic(), definition.doc()];
        let told = self.languages.iter().filter(|one| languages.is_none_or(|some| some.contains(&one.language)));
        for one in told {
            all.push(&one.sentence);
            all.extend(with_example.then_some(one.example.as_str()));
        }
        let all = all.join("\n").to_lowercase();
        words.iter().all(|word| all.contains(word.as_str()))
    }
}

impl Catalogue {
    /// All that is told of every definition, in their order.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let (examples, _) = self.examples();
        let each = self.definitions.iter().zip(examples).enumerate();
        each.map(|(index, (definition, examples))| {
            let languages = [ENGLISH].into_iter().chain(LANGUAGES);
            let languages = languages.filter_map(|language| {
                let (sentence, example) = self.said_in(language, index)?;
                let keyword = keyword_in(language, definition.keyword());
                Some(Translation { language, keyword, sentence, example })
            });
            Entry { definition, examples, languages: languages.collect() }
        })
        .collect()
    }
}
