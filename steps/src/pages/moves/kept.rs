//! Cards that the shop has kept from another time: a journey pays with its own.

use super::{Errand, Move, Progress};
use crate::pages::view::{Button, Choice, View, begins, holds};
use crate::pages::{BRANDS, Purpose};

/// What stands beside the cards that a shop knows already.
const NEW_CARD: [&str; 15] = [
    "new card",
    "another card",
    "different card",
    "other card",
    "add a card",
    "add card",
    "neue karte",
    "andere karte",
    "karte hinzufügen",
    "nouvelle carte",
    "autre carte",
    "ajouter une carte",
    "nueva tarjeta",
    "otra tarjeta",
    "añadir tarjeta",
];

/// Whether words offer to pay with a card that the shop does not know yet.
pub(super) fn is_new_card(words: &str) -> bool {
    holds(words, &NEW_CARD.map(str::to_owned))
}

/// Whether words name one card by its brand and the end of its number: `Visa ending in 1111`.
pub(super) fn is_kept_card(words: &str) -> bool {
    begins(words, &BRANDS.map(str::to_owned)) && numbers(words).next().is_some()
}

/// The numbers in words that are long enough to be the end of a card's.
fn numbers(words: &str) -> impl Iterator<Item = &str> {
    words.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| digits.len() >= 4)
}

impl Errand {
    /// Whether it is not a card that the shop has kept from another time, or is the same as the journey's.
    pub(super) fn is_my_card(&self, words: &str) -> bool {
        let number: String = self.card.iter().flat_map(|card| card.chars()).filter(char::is_ascii_digit).collect();
        !is_kept_card(words) || numbers(words).all(|digits| number.ends_with(digits))
    }

    /// The kept card that the page would pay with as it stands.
    fn others_card<'v>(&self, view: &'v View) -> Option<&'v Choice> {
        let asked = view.fields.iter().any(|field| field.purpose() == Some(Purpose::CardNumber));
        let mut cards = view.choices.iter().filter(|one| one.checked && !one.aside && !self.is_my_card(&one.words));
        cards.next().filter(|_| self.card.is_some() && !asked)
    }

    /// Presses what opens the fields of a new card, beside those that the shop has kept.
    pub(super) fn new_card(&self, view: &View, progress: &mut Progress) -> Option<Move> {
        self.others_card(view)?;
        let may = |button: &&Button| !button.disabled && !button.aside && is_new_card(&button.name);
        let button = view.buttons.iter().find(may)?;
        progress.press(view, button, None)
    }

    /// Why the order must not be placed on a page that would pay with a card of another time.
    pub(super) fn pays_otherwise(&self, view: &View, progress: &Progress) -> Option<String> {
        let kept = self.others_card(view).filter(|_| self.only_by_card && !progress.card_given)?;
        Some(format!(
            "the page {} would pay with \"{}\", a card that the shop has kept, and offers no other card",
            view.what(),
            kept.words
        ))
    }
}
