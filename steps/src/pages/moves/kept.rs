//! Cards that the shop has kept from another time: a journey pays with its own.

use super::{Errand, Move, Progress};
use crate::pages::view::{Button, Choice, View, begins, fold};
use crate::pages::{BRANDS, Purpose};
use crate::shop::Shop;
use crate::words::Word;

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

/// What stands before the last digits of a card that is known: `ending in 1111`, `•••• 1111`.
const ENDING: [&str; 12] = [
    "ending in",
    "ending with",
    "ends in",
    "ends with",
    "endet auf",
    "endend auf",
    "mit den endziffern",
    "se terminant par",
    "finissant par",
    "terminada en",
    "acabada en",
    "que termina en",
];

/// Whether words offer to pay with a card that the shop does not know yet.
pub(super) fn is_new_card(words: &str) -> bool {
    let said = fold(words);
    NEW_CARD.iter().any(|new| {
        said.match_indices(new).any(|(at, _)| {
            let (before, after) = (said[..at].chars().next_back(), said[at + new.len()..].chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

/// Whether words name one card by the end of its number: `Visa ending in 1111`, `Card •••• 1111`.
pub(super) fn is_kept_card(words: &str) -> bool {
    numbers(words).next().is_some() && (begins(words, &BRANDS.map(str::to_owned)) || is_masked(words))
}

fn is_masked(words: &str) -> bool {
    let said = fold(words);
    ENDING.iter().any(|ending| said.contains(ending))
        || ["••", "**", "xxxx", "····", "∗∗"].iter().any(|mask| said.contains(mask))
}

/// The numbers in words that may be the end of a card's; years of dates are none.
fn numbers(words: &str) -> impl Iterator<Item = &str> {
    let parts = words.split(|sign: char| !sign.is_ascii_digit() && sign != '/');
    parts.filter(|part| !part.contains('/') && part.len() >= 4)
}

impl Errand {
    /// Whether it is not a card that the shop has kept from another time, or is the same as the journey's.
    pub(super) fn is_my_card(&self, words: &str) -> bool {
        let number: String = self.card.iter().flat_map(|card| card.chars()).filter(char::is_ascii_digit).collect();
        !is_kept_card(words) || numbers(words).all(|digits| number.ends_with(digits))
    }

    /// Whether it is the journey's own card that the shop knows, or a new one.
    fn is_my_own(&self, one: &Choice) -> bool {
        is_new_card(&one.words) || (is_kept_card(&one.words) && self.is_my_card(&one.words))
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

    /// Notes that a page is left which would pay with a card of another time.
    pub(super) fn note_kept(&self, view: &View, progress: &mut Progress, shop: &Shop) {
        let other = shop.words(Word::OtherMethod);
        if let Some(kept) = self.others_card(view) {
            progress.kept_card = Some(kept.words.clone());
        } else if view.choices.iter().any(|one| one.checked && (self.is_my_own(one) || begins(&one.words, &other))) {
            progress.kept_card = None;
        }
    }

    /// Why the order must not be placed: it would be paid with a card of another time.
    pub(super) fn pays_otherwise(&self, view: &View, progress: &Progress) -> Option<String> {
        let here = self.others_card(view).map(|kept| &kept.words);
        let kept = here.or(progress.kept_card.as_ref()).filter(|_| !progress.card_given)?;
        Some(format!(
            "the shop would take the money from \"{kept}\", a card that it has kept, and the page {} offers no other card",
            view.what()
        ))
    }
}
