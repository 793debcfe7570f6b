//! `shopper steps --usage PATHS`: which sentences and phrases the journeys say, and which nobody says.

use std::fmt::Write as _;

use serde_json::json;
use shopper_steps::Catalogue;

use crate::plan::Plan;

/// Every sentence and phrase with the places where it is said.
#[derive(Debug)]
pub(super) struct Usage {
    steps: Vec<Said>,
    phrases: Vec<Said>,
}

#[derive(Debug)]
struct Said {
    sentence: String,
    /// Its topic, or the place of the phrase.
    of: String,
    /// `file:line`, each once, in the order of the journeys.
    places: Vec<String>,
}

impl Said {
    fn at(&mut self, place: String) {
        if !self.places.contains(&place) {
            self.places.push(place);
        }
    }

    fn json(&self, of: &str) -> serde_json::Value {
        let (count, first) = (self.places.len(), self.places.first());
        json!({ "sentence": self.sentence, of: self.of, "count": count, "first": first, "places": self.places })
    }
}

impl Usage {
    pub(super) fn of(plan: &Plan, catalogue: &Catalogue) -> Self {
        let said = |sentence: &str, of: String| Said { sentence: sentence.to_owned(), of, places: Vec::new() };
        let definitions = catalogue.definitions().iter();
        let mut steps: Vec<Said> =
            definitions.map(|definition| said(definition.expression(), definition.topic().to_owned())).collect();
        let told = plan.phrases.iter();
        let mut phrases: Vec<Said> =
            told.map(|phrase| said(&phrase.sentence, format!("{}:{}", phrase.path, phrase.line))).collect();
        for planned in &plan.scenarios {
            for step in &planned.steps {
                // A sentence of a phrase's body stands there, the phrase itself in the line around it.
                let mut place = format!("{}:{}", planned.feature.path, step.line);
                for within in &step.within {
                    let inside = format!("{}:{}", within.told.path, within.told.line);
                    phrases[within.phrase].at(std::mem::replace(&mut place, inside));
                }
                steps[step.binding.definition].at(place);
            }
        }
        Self { steps, phrases }
    }

    pub(super) fn as_text(&self) -> String {
        let mut text = String::new();
        block(&mut text, "said", self.steps.iter().filter(|said| !said.places.is_empty()));
        block(&mut text, "never said", self.steps.iter().filter(|said| said.places.is_empty()));
        block(&mut text, "phrases that are said", self.phrases.iter().filter(|said| !said.places.is_empty()));
        block(&mut text, "phrases that nobody says", self.phrases.iter().filter(|said| said.places.is_empty()));
        let used = |all: &[Said]| all.iter().filter(|said| !said.places.is_empty()).count();
        let (steps, phrases) = (used(&self.steps), used(&self.phrases));
        let _ = write!(text, "{steps} of {} sentences are said", self.steps.len());
        if !self.phrases.is_empty() {
            let _ = write!(text, ", {phrases} of {} phrases", self.phrases.len());
        }
        text.push('\n');
        text
    }

    pub(super) fn as_json(&self) -> String {
        let steps: Vec<_> = self.steps.iter().map(|said| said.json("topic")).collect();
        let phrases: Vec<_> = self.phrases.iter().map(|said| said.json("place")).collect();
        let all = json!({ "steps": steps, "phrases": phrases });
        let mut text = serde_json::to_string_pretty(&all).expect("texts are always JSON");
        text.push('\n');
        text
    }
}

fn block<'s>(text: &mut String, title: &str, all: impl Iterator<Item = &'s Said>) {
    let mut all: Vec<&Said> = all.collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|said| std::cmp::Reverse(said.places.len()));
    let _ = writeln!(text, "{title}");
    for said in all {
        let _ = match said.places.first() {
            Some(first) => writeln!(text, "  {:4}  {}  ({first})", said.places.len(), said.sentence),
            None => writeln!(text, "        {}  ({})", said.sentence, said.of),
        };
    }
    text.push('\n');
}
