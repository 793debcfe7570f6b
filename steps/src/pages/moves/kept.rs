//! Cards that the shop has kept from another time: a journey pays with its own.

use std::sync::LazyLock;

use regex::Regex;

use super::asked::{Kind, groups, kind};
use super::{Errand, Move, Progress};
use crate::pages::view::{Button, Choice, View, begins, fold, is_one};
use crate::pages::{BRANDS, Purpose, is_other_card};
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

/// The last digits of a card that is known, by what stands before them: `•••• 1111`, `ending in 1111`. A mask of a few dots may
/// be anything's, and is one where the words speak of a card.
static MASKED: LazyLock<Regex> = LazyLock::new(|| {
    let signs = r"(?:[•●∙·∗*]\s*){2,}|x{3,}\s*";
    let spoken = [
        "(?:ending|ends|endet|endend)(?: in| with| auf| mit)?",
        "endziffern",
        "endnummer",
        "se termin(?:ant|e) par",
        "fini(?:ssan)?t (?:par|en)",
        "(?:terminada|acabada|termina) en",
        "terminación",
    ]
    .join("|");
    Regex::new(&format!(r"(?i)(?:{signs}|(?:{spoken})[\s:]*|(?P<few>…|\.{{3}})\s*)(?P<end>\d{{4}})\b"))
        .expect("a fixed pattern")
});

/// Dates that stand beside them.
static DATE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d{1,2}\s*/\s*\d{2,4}").expect("a fixed pattern"));

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
    !ends(words).is_empty()
}

/// The last digits of the cards that words name.
fn ends(words: &str) -> Vec<String> {
    let masked = MASKED.captures_iter(words).filter(|found| found.name("few").is_none() || speaks_of_card(words));
    let masked: Vec<String> = masked.map(|found| found["end"].to_owned()).collect();
    if !masked.is_empty() || !begins(words, &BRANDS.map(str::to_owned)) {
        return masked;
    }
    let bare = DATE.replace_all(words, " ");
    let numbers = bare.split(|sign: char| !sign.is_ascii_digit()).filter(|part| part.len() >= 4);
    numbers.map(str::to_owned).collect()
}

fn speaks_of_card(words: &str) -> bool {
    let said = fold(words);
    ["card", "karte", "carte", "tarjeta"].into_iter().chain(BRANDS).any(|word| said.contains(&fold(word)))
}

impl Errand {
    /// Whether it is not a card that the shop has kept from another time, or is the same as the journey's.
    pub(super) fn is_my_card(&self, words: &str) -> bool {
        let number: String = self.card.iter().flat_map(|card| card.chars()).filter(char::is_ascii_digit).collect();
        ends(words).iter().all(|digits| number.ends_with(digits))
    }

    /// Whether it is the journey's own card that the shop knows, or a new one.
    fn is_my_own(&self, one: &Choice) -> bool {
        is_new_card(&one.words) || (is_kept_card(&one.words) && self.is_my_card(&one.words))
    }

    /// The kept card that the page would pay with as it stands: the one that is chosen; where there is nothing to choose, the
    /// one that the page names.
    fn others_card(&self, view: &View) -> Option<String> {
        let asked = view.fields.iter().any(|field| !field.aside && field.purpose() == Some(Purpose::CardNumber));
        if self.card.is_none() || asked {
            return None;
        }
        let mut choices = view.choices.iter().filter(|one| !one.aside);
        if choices.clone().any(|one| is_kept_card(&one.words) || is_new_card(&one.words)) {
            return choices.find(|one| one.checked && !self.is_my_card(&one.words)).map(|one| one.words.clone());
        }
        let lists = view.fields.iter().filter(|field| field.kind == "select" && !field.aside).map(|field| &field.value);
        let named = view.texts().filter(|text| MASKED.is_match(text) && speaks_of_card(text) && !is_other_card(text));
        lists.chain(named).find(|words| !self.is_my_card(words)).cloned()
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
        let otherwise =
            |one: &Choice| self.is_my_own(one) || begins(&one.words, &other) || self.is_my_payment(&one.words, shop);
        let payments = groups(view).into_iter().filter(|group| kind(group, shop) == Kind::Payment).flatten();
        if let Some(kept) = self.others_card(view) {
            progress.kept_card = Some(kept);
        } else if payments.filter(|one| one.checked).any(otherwise) {
            progress.kept_card = None;
        }
    }

    /// Why the order must not be placed: it would be paid with a card of another time.
    pub(super) fn pays_otherwise(&self, view: &View, progress: &Progress) -> Option<String> {
        let kept = self.others_card(view).or_else(|| progress.kept_card.clone()).filter(|_| !progress.card_given)?;
        Some(format!(
            "the shop would take the money from \"{kept}\", a card that it has kept, and the page {} offers no other card",
            view.what()
        ))
    }

    /// Whether a button pays, but not all of it with the journey's card: `Pay with Visa •••• 1111`, `Pay in 4 payments`.
    pub(super) fn is_other_payment(&self, name: &str, shop: &Shop) -> bool {
        if !self.is_my_card(name) {
            return true;
        }
        let piece = shop.words(Word::Piece);
        let parts: Vec<String> = name.split_whitespace().map(|part| fold(part.trim_end_matches([',', '.']))).collect();
        parts.iter().enumerate().any(|(at, part)| {
            let times = part.strip_suffix(['x', '×']);
            let number = times.unwrap_or(part);
            let few = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
            let (before, next) = (at.checked_sub(1).and_then(|at| parts.get(at)), parts.get(at + 1));
            let of_goods = next.is_some_and(|next| is_one(next, &piece) || is_currency(next))
                || before.is_some_and(|before| is_currency(before));
            let in_parts = next.is_some_and(|next| next.contains(char::is_alphabetic))
                || before.is_some_and(|before| ["in", "en", "à"].contains(&before.as_str()));
            few && (times.is_some() || (in_parts && !of_goods))
        })
    }
}

fn is_currency(word: &str) -> bool {
    const CURRENCIES: [&str; 17] =
        ["$", "€", "£", "¥", "us$", "ca$", "au$", "usd", "eur", "gbp", "chf", "sek", "nok", "dkk", "pln", "kr", "zł"];
    CURRENCIES.contains(&word)
}
