//! Sentences of QA's own: a scenario with the tag `@phrase` whose name is the sentence and whose steps are what it
//! means. It is never run by itself; a step that says it becomes its steps.

mod check;
#[cfg(test)]
mod tests;

use regex::Regex;
use shopper_steps::{Suggestion, suggest_phrase};

use super::gherkin::ast::{Document, Feature, Rule, Scenario, Span, Step};
use super::mistake::{Kind, Mistake, Source};
use super::outline::{Filled, FilledStep, fill_argument, placeholders};
use super::planned::PhraseRef;
use super::structure;

/// The tag that makes a scenario a phrase.
pub(super) const TAG: &str = "@phrase";

/// What a parameter takes: a text in quotes, an amount with its currency, or one word such as a number.
const VALUE: &str = r#"("(?:[^"\\]|\\.)*"|'[^']*'|[A-Z]{3} \d[\d.,']*-?|\d[\d.,']* ?(?:[A-Z]{3}|€|\$|£)|[^\s"']+)"#;

/// A phrase and where it stands.
#[derive(Debug)]
pub(super) struct Phrase<'a> {
    pub(super) source: &'a Source,
    pub(super) scenario: &'a Scenario,
    /// The language of its file.
    pub(super) language: &'a str,
    /// The names of its parameters, in order.
    names: Vec<&'a str>,
    regex: Regex,
}

/// What a step says at the parameters of a phrase, by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Values<'a>(Vec<(&'a str, String)>);

/// All phrases that can be said.
#[derive(Debug, Default)]
pub(super) struct Phrases<'a>(Vec<Phrase<'a>>);

/// Whether a scenario is a phrase: by its own tag, or by that of its rule or feature.
pub(super) fn is_phrase(feature: &Feature, rule: Option<&Rule>, scenario: &Scenario) -> bool {
    let headings = [Some(&feature.heading), rule.map(|rule| &rule.heading), Some(&scenario.heading)];
    headings.into_iter().flatten().flat_map(|heading| &heading.tags).any(|tag| tag.name == TAG)
}

impl<'a> Phrases<'a> {
    /// The phrases of these files. What is wrong with their sentences goes to `mistakes`.
    pub(super) fn of(files: impl Iterator<Item = (&'a Source, &'a Document)>, mistakes: &mut Vec<Mistake>) -> Self {
        let mut phrases = Vec::new();
        for (source, document) in files {
            let Some(feature) = &document.feature else { continue };
            for (rule, scenario) in structure::scenarios(feature) {
                if is_phrase(feature, rule, scenario) {
                    match Phrase::read(source, scenario, &document.language) {
                        Ok(phrase) => phrases.push(phrase),
                        Err(mistake) => mistakes.push(*mistake),
                    }
                }
            }
        }
        Self(phrases)
    }

    /// The phrases as the plan tells them.
    pub(super) fn told(&self) -> Vec<PhraseRef> {
        let told = |phrase: &Phrase<'_>| PhraseRef {
            sentence: phrase.sentence().to_owned(),
            path: phrase.source.name.clone(),
            line: phrase.scenario.heading.span.line,
            steps: phrase.scenario.steps.iter().map(|step| format!("{} {}", step.keyword.trim(), step.text)).collect(),
        };
        self.0.iter().map(told).collect()
    }

    /// The phrases that are near to a sentence which nobody knows.
    pub(super) fn near(&self, text: &str) -> Vec<Suggestion> {
        self.0.iter().filter_map(|phrase| suggest_phrase(text, phrase.sentence())).collect()
    }

    pub(super) fn get(&self, index: usize) -> &Phrase<'a> {
        &self.0[index]
    }

    /// The phrases that a step's text says, with what it says at their parameters.
    pub(super) fn fitting(&self, text: &str) -> Vec<(usize, Values<'a>)> {
        let fits = |(index, phrase): (usize, &Phrase<'a>)| Some((index, phrase.values(text)?));
        self.0.iter().enumerate().filter_map(fits).collect()
    }
}

impl<'a> Phrase<'a> {
    fn read(source: &'a Source, scenario: &'a Scenario, language: &'a str) -> Result<Self, Box<Mistake>> {
        let heading = &scenario.heading;
        let sentence = heading.name.as_str();
        let wrong = |what: &str, mend: &str| Box::new(Mistake::at(Kind::BadPhrase, source, heading.span, what, mend));
        if scenario.outline || !scenario.examples.is_empty() {
            return Err(wrong("a phrase has no examples", "write `Scenario:`; a step says the phrase with its values"));
        }
        let mut names: Vec<&str> = Vec::new();
        let (mut pattern, mut from, mut words) = (String::from("^"), 0, String::new());
        for (range, name) in placeholders(sentence) {
            let before = &sentence[from..range.start];
            if names.contains(&name) {
                let what = format!("the phrase takes <{name}> twice");
                return Err(wrong(&what, "give each parameter a name of its own"));
            }
            if before.trim().is_empty() && !names.is_empty() {
                let mend = "write a word between them, so that it is clear where one ends";
                return Err(wrong("two parameters of a phrase stand side by side", mend));
            }
            words.push_str(before);
            pattern.push_str(&regex::escape(before));
            pattern.push_str(VALUE);
            names.push(name);
            from = range.end;
        }
        words.push_str(&sentence[from..]);
        if !words.contains(char::is_alphabetic) {
            let mend = "write the sentence after `Scenario:`, with its parameters: `I buy <count> of <product>`";
            return Err(wrong("a phrase without words", mend));
        }
        pattern.push_str(&regex::escape(&sentence[from..]));
        pattern.push('$');
        let regex = Regex::new(&pattern).map_err(|_| wrong("the phrase is too long", "say it in fewer words"))?;
        Ok(Self { source, scenario, language, names, regex })
    }

    /// The sentence with its parameters.
    pub(super) fn sentence(&self) -> &'a str {
        &self.scenario.heading.name
    }

    pub(super) fn span(&self) -> Span {
        self.scenario.heading.span
    }

    fn values(&self, text: &str) -> Option<Values<'a>> {
        let found = self.regex.captures(text)?;
        let said = found.iter().skip(1).flatten().map(|group| group.as_str().to_owned());
        Some(Values(self.names.iter().copied().zip(said).collect()))
    }
}

impl Values<'_> {
    /// A step of the phrase's body with the values.
    pub(super) fn fill(&self, step: &Step) -> FilledStep {
        let text = Filled { text: self.put(&step.text, false), from: Vec::new() };
        FilledStep { text, argument: fill_argument(&step.argument, |text| self.put(text, true)) }
    }

    /// Puts the values where their names stand. A quoted value keeps its quotes, but not within quotes, and not where
    /// the text is `bare`: in a table or doc string.
    fn put(&self, template: &str, bare: bool) -> String {
        let mut text = String::new();
        let mut from = 0;
        for (range, name) in placeholders(template) {
            let Some((_, value)) = self.0.iter().find(|(known, _)| *known == name) else { continue };
            let quoted = template[..range.start].ends_with('"') && template[range.end..].starts_with('"');
            text.push_str(&template[from..range.start]);
            text.push_str(if bare || quoted { without_quotes(value) } else { value });
            from = range.end;
        }
        text.push_str(&template[from..]);
        text
    }
}

fn without_quotes(value: &str) -> &str {
    let inside = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    inside.unwrap_or(value)
}
