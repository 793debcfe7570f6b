//! Fields by meaning: autofill tokens first, then label and placeholder, then the field's own name in the page.

mod brand;
mod purpose;
#[cfg(test)]
mod tests;

use shopper_browser::Locator;

pub(crate) use brand::{BRANDS, brand_of};
use purpose::by_words;
pub(crate) use purpose::{Purpose, is_other_card};

use super::view::{Field, View, Wanted, at_place, begins, fold};
use crate::found::Means;
use crate::meanings::canonical;
use crate::shop::Shop;

/// What is said of the date until which a card is valid.
const EXPIRY: [&str; 11] = [
    "expir",
    "valid to",
    "valid until",
    "valid through",
    "good thru",
    "gültig",
    "ablauf",
    "verfall",
    "validité",
    "caducidad",
    "vencimiento",
];
/// What is said of other dates: since when a card is valid is on no card of today.
const OTHER_DATES: [&str; 8] =
    ["valid from", "start month", "start year", "issue date", "birth", "geburt", "naissance", "nacimiento"];

impl Field {
    /// What it asks for.
    pub(crate) fn purpose(&self) -> Option<Purpose> {
        self.asks().map(|(purpose, _)| purpose)
    }

    /// Whether the shop's site map says that this is it.
    pub(crate) fn is_hinted(&self, meaning: &str) -> bool {
        self.hints.iter().any(|hint| hint == meaning)
    }

    /// What it asks for, and by what that is known.
    pub(crate) fn asks(&self) -> Option<(Purpose, Means)> {
        if let Some(purpose) = Purpose::ALL.iter().find(|purpose| self.is_hinted(purpose.key())) {
            return Some((*purpose, Means::Hint));
        }
        if let Some(purpose) = self.called {
            return Some((purpose, Means::Name));
        }
        let asked = fold(&format!("{} {} {}", self.caption, self.name, self.attribute.replace(['-', '_', '.'], " ")));
        if self.input == "search" || OTHER_DATES.iter().any(|word| asked.contains(word)) {
            return None;
        }
        let by_token = Purpose::ALL.iter().find(|purpose| purpose.tokens().contains(&self.token.as_str()));
        let typed = match self.input.as_str() {
            "password" => Some(Purpose::Password).filter(|_| by_words(&fold(&self.name)) != Some(Purpose::NewPassword)),
            "email" => Some(Purpose::Email),
            _ => None,
        };
        let telephone = (self.input == "tel").then_some(Purpose::Phone);
        let dated = EXPIRY.iter().any(|word| asked.contains(word)).then(|| self.part_of_date()).flatten();
        let attribute = || by_words(&fold(&self.attribute.replace(['-', '_', '.'], " ")));
        let told = |text: &str| by_words(&fold(text));
        let by = |purpose: Option<Purpose>, means: Means| purpose.map(|purpose| (purpose, means));
        // A type that the label confirms is no guess.
        let named = || told(&self.name).or_else(|| told(&self.caption)).or_else(|| told(&self.placeholder));
        let typed = typed.map(|purpose| (purpose, if named() == Some(purpose) { Means::Name } else { Means::Kind }));
        // The number of a gift card is not what a customer pays with.
        let bank_card = |(purpose, _): &(Purpose, Means)| !purpose.is_on_card() || !is_other_card(&asked);
        by(by_token.copied(), Means::Token)
            .or_else(|| by(dated, Means::Name).filter(bank_card))
            .or(typed)
            .or_else(|| by(named(), Means::Name).filter(bank_card))
            .or_else(|| by(attribute(), Means::Attribute).filter(bank_card))
            .or_else(|| by(telephone, Means::Kind))
            // By its label alone: as the name of a field it is a customer's number more often.
            .or_else(|| by((fold(&self.name) == "cid").then_some(Purpose::CardCode), Means::Name))
    }

    /// Whether one of these words, which are the shop's own, is its label or its placeholder.
    fn is_called(&self, words: &(impl Wanted + ?Sized)) -> bool {
        [&self.name, &self.caption, &self.placeholder].into_iter().any(|text| !text.is_empty() && begins(text, words))
    }

    /// Month or year, by what a list offers.
    fn part_of_date(&self) -> Option<Purpose> {
        let numbers: Vec<u32> = self.options.iter().filter_map(|option| option.trim().parse().ok()).collect();
        let within = |low, high| numbers.iter().all(|number| (low..=high).contains(number));
        match numbers.len() {
            12 if within(1, 12) => Some(Purpose::ExpiryMonth),
            3.. if within(2000, 2100) || within(24, 99) => Some(Purpose::ExpiryYear),
            _ => None,
        }
    }

    /// What a message calls it.
    pub(crate) fn called(&self) -> String {
        if self.has_name() { format!("\"{}\"", self.name) } else { "one without a name".to_owned() }
    }

    /// Whether a customer can tell what it asks for.
    pub(crate) fn has_name(&self) -> bool {
        !self.name.trim().is_empty() || !self.placeholder.trim().is_empty()
    }

    /// How to find it again: by its name, when no other field of the page has that, else by where it stands.
    pub(crate) fn locator(&self, view: &View) -> Locator {
        let twins = view.fields.iter().filter(|other| fold(&other.name) == fold(&self.name)).count();
        let by_name = (twins == 1).then(|| Locator::field(self.name.clone()));
        let called = if self.has_name() { &self.name } else { &self.attribute };
        at_place(&self.path, &self.name, by_name).named(&format!("field \"{}\"", called.trim()))
    }
}

impl View {
    /// Tells the fields that the shop has words of its own for.
    pub(super) fn call_fields(&mut self, shop: &Shop) {
        let own = |purpose: &Purpose| {
            let mut words = shop.words.iter().filter(|(key, _)| canonical(key) == purpose.key());
            words.next().map(|(_, words)| (*purpose, words))
        };
        for (purpose, words) in Purpose::ALL.iter().filter_map(own) {
            for field in self.fields.iter_mut().filter(|field| field.called.is_none() && field.is_called(words)) {
                field.called = Some(purpose);
            }
        }
    }
}
