//! One of several: who the customer is, the way of shipping, the way of payment, a card.

use super::asked::{Kind, buttons_for_shipping, groups, is_shipping, kind};
use super::kept::is_new_card;
use super::{Errand, Move, Progress};
use crate::pages::is_other_card;
use crate::pages::view::{Choice, View, begins, choice_locator, fold, holds, same};
use crate::shop::Shop;
use crate::words::Word;

/// What declines an offer, or answers a question with no.
const NO: [&str; 17] = [
    "no",
    "none",
    "no thanks",
    "no, thanks",
    "no thank you",
    "nein",
    "keine",
    "nein danke",
    "nein, danke",
    "non",
    "aucun",
    "aucune",
    "non merci",
    "non, merci",
    "ninguno",
    "ninguna",
    "no, gracias",
];

fn declines(words: &str) -> bool {
    NO.contains(&fold(words).as_str())
}

fn can_be_declined(group: &[&Choice]) -> bool {
    group.len() > 1 && group.iter().any(|one| declines(&one.words))
}

impl Errand {
    /// Among several: a guest or not, the way of shipping, the way of payment.
    pub(super) fn choice(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        groups(view).into_iter().find_map(|group| {
            let kind = kind(&group, shop);
            let given = self.answers.iter().find_map(|given| {
                let fits = |one: &&&Choice| given.asks_for(one) && same(&one.words, &given.value);
                Some((given, group.iter().find(fits)?))
            });
            progress.labelled.extend(given.map(|(given, _)| given.name.clone()));
            let wanted = match kind {
                _ if given.is_some() => given.map(|(_, one)| one),
                Kind::Guest => group
                    .iter()
                    .find(|one| one.is_hinted(Word::Guest))
                    .or_else(|| group.iter().find(|one| holds(&one.words, &shop.words(Word::Guest)))),
                Kind::Payment if self.card.is_none() => None,
                Kind::Payment => group
                    .iter()
                    .find(|one| !self.secure && one.is_hinted(Word::CardMethod))
                    .or_else(|| {
                        let mine = |words: &str| self.is_my_payment(words, shop) && self.is_my_card(words);
                        group.iter().find(|one| mine(&one.words))
                    })
                    .or_else(|| {
                        group.iter().find(|one| begins(&one.words, &self.brand()) && self.is_my_card(&one.words))
                    })
                    .or_else(|| group.iter().find(|one| is_new_card(&one.words)))
                    .or_else(|| group.iter().find(|one| one.checked && self.is_my_card(&one.words)))
                    .or_else(|| {
                        let may = |one: &&&Choice| !self.only_by_card && !one.disabled && self.is_my_card(&one.words);
                        group.iter().find(may)
                    }),
                // A question that may be left open: is this a gift?
                Kind::Shipping if can_be_declined(&group) => {
                    let open = !group.iter().any(|one| one.checked) && group.iter().any(|one| one.required);
                    group.iter().find(|one| open && declines(&one.words))
                }
                Kind::Shipping => match &self.shipping {
                    Some(name) => group.iter().find(|one| holds(&one.words, std::slice::from_ref(name))),
                    None => group.iter().find(|one| one.checked).or_else(|| group.iter().find(|one| !one.disabled)),
                },
                Kind::Terms => None,
            }?;
            progress.shipping_chosen |= kind == Kind::Shipping && is_shipping(&group, shop);
            let needed = !wanted.checked && !wanted.disabled;
            needed.then(|| {
                progress.done += 1;
                let meaning = match kind {
                    Kind::Guest => Some(Word::Guest),
                    Kind::Payment => Some(Word::CardMethod),
                    Kind::Shipping | Kind::Terms => None,
                };
                progress.found.extend(meaning.map(|word| wanted.found(word, shop)));
                Move::Choose(choice_locator(wanted, view), kind)
            })
        })
    }

    /// Some shops have a button for each way of shipping instead.
    pub(super) fn choice_by_button(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        let buttons = buttons_for_shipping(view, shop);
        let wanted = match &self.shipping {
            Some(name) => buttons.into_iter().find(|one| holds(&one.near, std::slice::from_ref(name))),
            None => buttons.into_iter().next(),
        }?;
        let pressed = progress.press(view, wanted, None)?;
        progress.shipping_chosen = true;
        Some(pressed)
    }

    pub(super) fn is_my_payment(&self, words: &str, shop: &Shop) -> bool {
        let secure = begins(words, &shop.words(Word::SecureMethod));
        let card = || begins(words, &shop.words(Word::CardMethod)) && !is_other_card(words);
        if self.secure { secure } else { !secure && card() }
    }
}
