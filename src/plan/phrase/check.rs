//! What is wrong with phrases whether anybody says them or not: parameters that nothing uses, names that are no
//! parameter, sentences that say the same, bodies that nobody can carry out.

use shopper_steps::{Catalogue, Shop};

use super::super::bind::Binder;
use super::super::gherkin::ast::{Argument, Span};
use super::super::mistake::{Kind, Mistake};
use super::super::outline::placeholders;
use super::{Phrase, Phrases};

impl Phrases<'_> {
    /// Tells of everything that is wrong with the phrases.
    pub(in super::super) fn check(&self, catalogue: &Catalogue, shop: &Shop, mistakes: &mut Vec<Mistake>) {
        for (index, phrase) in self.0.iter().enumerate() {
            phrase.parameters(mistakes);
            mistakes.extend(self.0[..index].iter().find_map(|first| phrase.clash(first)));
            let Phrase { source, language, .. } = *phrase;
            let binder = Binder { catalogue, shop, source, phrases: self, language, sketch: true };
            binder.phrase(index, mistakes);
        }
    }
}

impl Phrase<'_> {
    /// The texts of the body that take values, with the place where each begins.
    fn body(&self) -> Vec<(&str, Span)> {
        let mut texts = Vec::new();
        for step in &self.scenario.steps {
            texts.push((step.text.as_str(), step.text_span));
            match &step.argument {
                Argument::None => {}
                Argument::Table(rows) => {
                    texts.extend(rows.iter().flat_map(|row| &row.cells).map(|cell| (cell.text.as_str(), cell.span)));
                }
                // A name in a doc string may be the text's own: it counts as used, and is never unknown.
                Argument::DocString(doc) => texts.push((doc.text.as_str(), Span::default())),
            }
        }
        texts
    }

    fn parameters(&self, mistakes: &mut Vec<Mistake>) {
        let heading = &self.scenario.heading;
        let length = heading.name.chars().count();
        let name = Span::new(heading.span.line, heading.span.column + heading.span.length - length, length);
        let body = self.body();
        for (range, parameter) in placeholders(&heading.name) {
            if !body.iter().any(|(text, _)| placeholders(text).iter().any(|(_, used)| *used == parameter)) {
                let what = format!("no step of the phrase uses <{parameter}>");
                let mend = format!("write <{parameter}> in a step where its value belongs, or take it out");
                let place = name.part(&heading.name, &range);
                mistakes.push(Mistake::at(Kind::UnusedPlaceholder, self.source, place, what, mend));
            }
        }
        for (text, place) in body.iter().filter(|(_, place)| place.line > 0) {
            for (range, used) in placeholders(text) {
                if self.names.contains(&used) {
                    continue;
                }
                let near = self.names.iter().find(|known| strsim::jaro_winkler(known, used) > 0.8);
                let mend = match near {
                    Some(near) => format!("did you mean <{near}>?"),
                    None if self.names.is_empty() => format!("write <{used}> in the sentence of the phrase, too"),
                    None => format!("write <{used}> in the sentence, too, or use one of: {}", self.names.join(", ")),
                };
                let what = format!("the phrase has no parameter `{used}`");
                let mistake = Mistake::at(Kind::UnknownPlaceholder, self.source, place.part(text, &range), what, mend);
                mistakes.push(mistake.beside(heading.span, "the phrase"));
            }
        }
    }

    /// Two phrases of which one says the other. Two of one name in one file are told as such.
    fn clash(&self, first: &Phrase<'_>) -> Option<Mistake> {
        let same = self.regex.is_match(first.sentence()) || first.regex.is_match(self.sentence());
        if !same || (self.source.name == first.source.name && self.sentence() == first.sentence()) {
            return None;
        }
        let mend = "make one of the sentences differ from the other";
        let what = "two phrases say the same";
        let mistake = Mistake::at(Kind::Ambiguous, self.source, self.span(), what, mend);
        Some(mistake.beside_in(first.source, first.span(), "the first one"))
    }
}
