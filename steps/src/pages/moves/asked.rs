//! What a page asks: the kinds of its choices, what leads on, what keeps a customer from going on.

use super::kept::{is_kept_card, is_new_card};
use super::{Move, Progress};
use crate::data::names_of;
use crate::pages::view::{Button, Choice, Field, View, begins, choice_locator, fold, holds, is_one, names};
use crate::pages::{BRANDS, Purpose};
use crate::shop::Shop;
use crate::words::Word;

/// A country by all the names that shops may give it; anything else by its own.
pub(super) fn all_names(value: &str) -> Vec<String> {
    let others = names_of(value).unwrap_or_default().iter().map(|&name| name.to_owned());
    std::iter::once(value.to_owned()).chain(others).collect()
}

/// Whether a field must be filled in, and is empty; of a list, whether it still shows what asks to choose.
fn is_missing(field: &Field) -> bool {
    let empty = if field.kind == "select" { field.chosen.is_empty() } else { field.value.trim().is_empty() };
    !field.aside && !field.disabled && field.required && empty
}

/// Whether a page wants to know who the customer is and takes no guests.
pub(super) fn asks_for_log_in(view: &View, shop: &Shop) -> bool {
    let guest = shop.words(Word::Guest);
    let of_address = [Purpose::Street, Purpose::City, Purpose::Postcode, Purpose::FirstName, Purpose::FullName];
    view.fields.iter().any(|field| field.input == "password" && !field.disabled && !field.aside)
        && !view.fields.iter().filter_map(Field::purpose).any(|purpose| of_address.contains(&purpose))
        && !view.choices.iter().any(|one| holds(&one.words, &guest))
        && !view.buttons.iter().any(|one| !one.aside && holds(&one.name, &guest))
}

/// The required fields that keep a customer from pressing `button`: those of its form, or of the whole page where it is
/// in none. Passwords and coupons are for those who have them.
pub(super) fn missing<'v>(view: &'v View, button: &Button) -> Vec<&'v Field> {
    let of_button = |field: &&Field| button.form < 0 || field.form < 0 || field.form == button.form;
    let own = |field: &&Field| {
        !matches!(field.purpose(), Some(Purpose::Password | Purpose::NewPassword | Purpose::Coupon))
            && field.input != "search"
    };
    view.fields.iter().filter(|field| is_missing(field)).filter(of_button).filter(own).collect()
}

/// The button that would lead on, whether it can be pressed or not.
fn leading<'v>(view: &'v View, shop: &Shop) -> Option<&'v Button> {
    let (place, on) = (shop.words(Word::PlaceOrder), shop.words(Word::Continue));
    let leads = |button: &&Button| !button.aside && (names(&button.name, &place) || begins(&button.name, &on));
    let disabled = view.buttons.iter().find(|button| button.disabled && leads(button));
    disabled.or_else(|| view.buttons.iter().find(leads))
}

/// The required fields that keep a customer from going on.
pub(super) fn still_missing<'v>(view: &'v View, shop: &Shop) -> Vec<&'v Field> {
    missing(view, leading(view, shop).unwrap_or(&Button { form: -1, ..Button::default() }))
}

/// Why there is nothing to do, in the customer's words.
pub(super) fn stuck(view: &View, progress: &Progress, shop: &Shop) -> String {
    let empty: Vec<String> = still_missing(view, shop).into_iter().map(Field::called).collect();
    let disabled = leading(view, shop).filter(|button| button.disabled);
    let what = view.what();
    match (view.complaint(), empty.as_slice(), view.wrong_fields(), disabled) {
        (Some(complaint), ..) => format!("the page {what} says \"{complaint}\""),
        (None, [_, ..], ..) => {
            format!("the page {what} has required fields that are still empty: {}", empty.join(", "))
        }
        (None, [], Some(wrong), _) => format!("on the page {what} {wrong}"),
        (None, [], None, Some(button)) => {
            format!("on the page {what} the button \"{}\" cannot be pressed", button.name)
        }
        _ if asks_for_log_in(view, shop) => {
            format!("the page {what} asks the customer to log in, and the journey has no account to log in with")
        }
        _ if view.is_empty_cart(shop) => format!("the page {what} says that the cart is empty"),
        _ if progress.paid => {
            format!("after the payment the page {what} neither thanks for the order nor says what is wrong")
        }
        _ if progress.at_press.as_ref() == Some(view) => format!("nothing has happened on the page {what}"),
        _ => format!("nothing on the page {what} leads on"),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Guest,
    Payment,
    Shipping,
    /// A box that the shop wants ticked.
    Terms,
}

pub(super) fn groups(view: &View) -> Vec<Vec<&Choice>> {
    let mut groups: Vec<Vec<&Choice>> = Vec::new();
    for choice in view.choices.iter().filter(|choice| choice.radio && !choice.aside) {
        match groups.iter_mut().find(|group| group[0].group == choice.group) {
            Some(group) => group.push(choice),
            None => groups.push(vec![choice]),
        }
    }
    groups
}

pub(super) fn kind(group: &[&Choice], shop: &Shop) -> Kind {
    let (guest, card, secure) = (shop.words(Word::Guest), shop.words(Word::CardMethod), shop.words(Word::SecureMethod));
    let other = shop.words(Word::OtherMethod);
    let brands = BRANDS.map(str::to_owned);
    let hinted = [(Word::Guest, Kind::Guest), (Word::CardMethod, Kind::Payment)];
    if let Some((_, kind)) = hinted.into_iter().find(|(word, _)| group.iter().any(|one| one.is_hinted(*word))) {
        return kind;
    }
    if group.iter().any(|one| holds(&one.words, &guest)) {
        Kind::Guest
    } else if group
        .iter()
        .any(|one| begins(&one.words, &card) || begins(&one.words, &secure) || begins(&one.words, &other))
        || group.iter().any(|one| is_kept_card(&one.words))
        || offers_new_card(group, shop)
        || group.iter().filter(|one| begins(&one.words, &brands)).count() > 1
    {
        Kind::Payment
    } else {
        Kind::Shipping
    }
}

/// Whether a new card can be chosen among others that have names of their own, and not a greeting card for so much more.
fn offers_new_card(group: &[&Choice], shop: &Shop) -> bool {
    let payment = ["payment", "zahlung", "bezahl", "paiement", "pago"].map(str::to_owned);
    let spoken = |one: &&Choice| holds(&one.heading, &payment) || holds(&one.group, &payment);
    group.iter().any(|one| is_new_card(&one.words))
        && (group.iter().any(spoken) || !group.iter().any(|one| is_priced(one, shop)))
}

fn is_priced(one: &Choice, shop: &Shop) -> bool {
    let currencies = ["$", "€", "£", "¥", "kr", "CHF", "USD", "EUR", "GBP", "zł"];
    currencies.iter().any(|sign| one.words.contains(sign)) || holds(&one.words, &shop.words(Word::Free))
}

/// Whether it is certain that a group is about shipping: its heading, its name in the page or one of its ways says so, or
/// each way has a price.
pub(super) fn is_shipping(group: &[&Choice], shop: &Shop) -> bool {
    if kind(group, shop) != Kind::Shipping {
        return false;
    }
    // Addresses that the shop knows stand below "Shipping address", and have numbers in them.
    let address = ["address", "adresse", "anschrift", "dirección"].map(str::to_owned);
    if group.iter().any(|one| holds(&one.heading, &address) || holds(&one.group, &address)) {
        return false;
    }
    let words = shop.words(Word::Shipping);
    group.iter().any(|one| holds(&one.heading, &words) || holds(&one.words, &words) || holds(&one.group, &words))
        || group.iter().all(|one| is_priced(one, shop))
}

/// Whether a page offers ways of shipping.
pub(crate) fn offers_shipping(view: &View, shop: &Shop) -> bool {
    groups(view).iter().any(|group| is_shipping(group, shop)) || !buttons_for_shipping(view, shop).is_empty()
}

/// The buttons of which each chooses one way of shipping.
pub(super) fn buttons_for_shipping<'a>(view: &'a View, shop: &Shop) -> Vec<&'a Button> {
    let (words, select) = (shop.words(Word::Shipping), shop.words(Word::Select));
    let about_shipping = view.heads.iter().any(|title| holds(title, &words));
    let buttons = view.buttons.iter().filter(|one| !one.disabled && !one.aside && !one.near.is_empty());
    buttons.filter(|one| about_shipping && is_one(&one.name, &select)).collect()
}

/// What the shop or the bank says when it does not take the payment, wherever on the page it says so.
pub(super) fn refusal(view: &View, progress: &Progress, shop: &Shop) -> Option<String> {
    if !progress.paid {
        return None;
    }
    let words = shop.words(Word::RefusedPayment);
    let mut said = view.alerts.iter().chain(&view.notices).filter(|text| holds(text, &words));
    let loud = said.find(|text| progress.is_news(view, text));
    // Where it is written like any other text, only what was not there before tells of this payment.
    let short = view.texts().filter(|text| text.len() < 160 && holds(text, &words));
    let quiet = || {
        short
            .into_iter()
            .find(|text| progress.at_press.as_ref().is_some_and(|before| !before.texts().any(|one| one == *text)))
    };
    loud.or_else(quiet).cloned()
}

pub(super) fn is_continue(button: &Button, shop: &Shop) -> bool {
    !button.disabled && !button.aside && is_one(&button.name, &shop.words(Word::Continue))
}

/// A box that must be ticked and is not: one that is required, or one about terms, which shops often do not mark.
pub(super) fn terms(view: &View, shop: &Shop) -> Option<Move> {
    let (terms, news) = (shop.words(Word::Terms), shop.words(Word::News));
    let asked = view.choices.iter().find(|one| {
        let of_terms = || holds(&one.words, &terms) && !holds(&one.words, &news);
        !one.radio && !one.checked && !one.disabled && !one.aside && (one.required || of_terms())
    })?;
    Some(Move::Choose(choice_locator(asked, view), Kind::Terms))
}

/// Whether the bank wants to know that it is really the customer.
pub(crate) fn asks_for_bank(view: &View, shop: &Shop) -> bool {
    let words = ["bank", "3-d secure", "3d secure", "3ds", "challenge", "authentication"].map(str::to_owned);
    view.frames.iter().any(|frame| frame.height > 100 && holds(&frame.title, &words))
        || view.buttons.iter().any(|button| {
            button.is_hinted(Word::BankWindow.key()) || begins(&button.name, &shop.words(Word::BankWindow))
        })
        || view.dialog.as_ref().is_some_and(|title| holds(&fold(title), &words))
}
