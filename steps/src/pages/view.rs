//! What a customer sees on a page, as `look/look.js` reads it in one round trip. Here the words are: what is a cart, a
//! total, a message.

mod complaint;
mod parts;

use std::collections::BTreeMap;

#[cfg(test)]
pub(crate) use parts::RowButton;
pub(crate) use parts::{Button, Choice, Field, Frame, Picture, Row};
use serde::Deserialize;
use shopper_browser::{Locator, Look};

use super::Purpose;
use super::overlays::Layer;
pub(crate) use crate::said::{Names, Wanted, begins, fold, holds, is_one, names, same};
use crate::shop::Shop;
use crate::words::Word;

/// The script that reads it: one function, in parts by what they read. Each part sees the names of those before it.
pub(crate) const LOOK: &str = concat!(
    include_str!("look/look.js"),
    include_str!("look/fields.js"),
    include_str!("look/layers.js"),
    include_str!("look/page.js"),
);

/// The script cuts names here, in characters: a longer one proves nothing.
const LONGEST_NAME: usize = 80;
/// What the address of a page of the checkout has in it, whatever the page's heading is.
const CHECKOUT_PATHS: [&str; 5] = ["checkout", "onepage", "kasse", "commande", "finalizar-compra"];

/// What a customer sees. When a dialog lies over the page, it is what the dialog shows.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct View {
    pub(crate) origin: String,
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) dialog: Option<String>,
    pub(crate) heads: Vec<String>,
    pub(crate) busy: bool,
    pub(crate) rows: Vec<Row>,
    pub(crate) fields: Vec<Field>,
    pub(crate) choices: Vec<Choice>,
    pub(crate) buttons: Vec<Button>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) alerts: Vec<String>,
    pub(crate) notices: Vec<String>,
    /// Texts, each from one text node.
    pub(crate) notes: Vec<String>,
    /// Texts that are spread over several, as a person reads them: a line, a paragraph.
    pub(crate) blocks: Vec<String>,
    pub(crate) pictures: Vec<Picture>,
    /// How many things each hint of the site map matches here; -1 for one that is no selector.
    pub(crate) hinted: BTreeMap<String, i64>,
    /// Which document it is: the same until another one is loaded.
    pub(crate) document: String,
    /// The HTTP status that it came with; 0 when the browser does not tell.
    pub(crate) status: u16,
    /// Somebody has pressed or typed something in this document.
    pub(crate) touched: bool,
    /// What lies over the page, the topmost first.
    pub(crate) layers: Vec<Layer>,
}

impl View {
    /// The heading, or the text of a page without one, that one of these words stands in.
    pub(crate) fn titled_by(&self, words: &Names) -> Option<String> {
        let bare = self.texts().filter(|_| self.heads.is_empty());
        self.heads.iter().chain(bare).find(|text| holds(text, words)).cloned()
    }

    /// Whether it shows the cart.
    pub(crate) fn is_cart(&self, shop: &Shop) -> bool {
        let words = shop.words(Word::Cart);
        let titled = self.dialog.iter().chain(self.heads.iter().take(2)).any(|title| names(title, &words));
        // A drawer with the cart may lie over any page.
        let drawer = self.dialog.as_ref().is_some_and(|title| names(title, &words));
        drawer || ((titled || self.is_empty_cart(shop)) && !self.is_checkout(shop))
    }

    /// Whether it says that the cart is empty.
    pub(crate) fn is_empty_cart(&self, shop: &Shop) -> bool {
        let words = shop.words(Word::CartEmpty);
        let says = |note: &&String| note.len() < 90 && holds(note, &words);
        // "There are no items in your wish list" says nothing of the cart.
        self.texts().filter(says).any(|note| !holds(note, &shop.words(Word::WishList)))
    }

    /// All that the page says, text by text and line by line.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &String> + Clone {
        self.notes.iter().chain(&self.blocks)
    }

    /// Whether it is a page of the checkout.
    pub(crate) fn is_checkout(&self, shop: &Shop) -> bool {
        let words = shop.words(Word::Checkout);
        self.heads.first().is_some_and(|title| begins(title, &words)) || self.is_below_checkout(shop)
    }

    /// Whether its address is one of the checkout; some shops have their cart below it.
    fn is_below_checkout(&self, shop: &Shop) -> bool {
        let parts = || self.path.split('/').filter(|part| !part.is_empty());
        let is_cart = parts().next_back().is_some_and(|last| begins(last, &shop.words(Word::Cart)));
        !is_cart && parts().any(|part| CHECKOUT_PATHS.contains(&part))
    }

    /// Whether it has a button that places the order.
    fn places_order(&self, shop: &Shop) -> bool {
        let place = shop.words(Word::PlaceOrder);
        self.buttons.iter().any(|button| !button.link && names(&button.name, &place))
    }

    /// Whether it still asks for something before an order is placed: what must be filled in, where the goods shall go, a card.
    fn asks(&self, shop: &Shop) -> bool {
        // An account may be offered after the order, and a newsletter.
        let before = |field: &Field| match field.purpose() {
            Some(Purpose::Street | Purpose::CardNumber) => true,
            Some(Purpose::Email | Purpose::Password | Purpose::NewPassword) => false,
            _ => field.required,
        };
        self.places_order(shop) || self.fields.iter().any(|field| !field.aside && before(field))
    }

    /// Whether it still asks for the money of an order that it may thank for already. What is bought from the card of a product
    /// is another order.
    fn asks_to_pay(&self, shop: &Shop) -> bool {
        let (place, add) = (shop.words(Word::PlaceOrder), shop.words(Word::AddToCart));
        let card = |field: &Field| !field.aside && field.purpose() == Some(Purpose::CardNumber);
        let own = |button: &&Button| button.card.is_empty() && !(button.link && is_one(&button.name, &add));
        self.buttons.iter().filter(own).any(|button| names(&button.name, &place)) || self.fields.iter().any(card)
    }

    /// Whether it asks where the goods shall go.
    fn asks_for_address(&self) -> bool {
        self.fields.iter().any(|field| !field.aside && field.purpose() == Some(Purpose::Street))
    }

    /// Whether something on it leads on to the order, or must be filled in before.
    fn leads_on(&self, shop: &Shop) -> bool {
        let (on, guest) = (shop.words(Word::Continue), shop.words(Word::Guest));
        let (checkout, log_in) = (shop.words(Word::Checkout), shop.words(Word::LogIn));
        let leads = |one: &Button| {
            names(&one.name, &checkout)
                || holds(&one.name, &guest)
                || is_one(&one.name, &on)
                || (!one.link && names(&one.name, &log_in))
        };
        self.buttons.iter().any(|one| !one.aside && leads(one))
            || self.fields.iter().any(|field| field.required && !field.aside)
    }

    /// Whether it tells of an order that has come to nothing.
    fn tells_of_a_lost_order(&self, shop: &Shop) -> bool {
        let lost = shop.words(Word::OrderLost);
        self.heads.iter().chain(self.texts().filter(|note| note.len() < 200)).any(|text| holds(text, &lost))
    }

    /// Whether it speaks of an order at all, and thanks for nothing else.
    fn speaks_of_order(&self) -> bool {
        let order =
            ["order", "purchase", "bestell", "einkauf", "commande", "achat", "pedido", "compra"].map(str::to_owned);
        self.heads.iter().chain(self.texts()).any(|text| holds(text, &order))
    }

    /// Whether it thanks for an order.
    pub(crate) fn is_confirmation(&self, shop: &Shop) -> bool {
        let words = shop.words(Word::ThankYou);
        let title = self.heads.first().filter(|title| holds(title, &words));
        let said = self.heads.iter().skip(1).chain(self.texts().filter(|note| note.len() < 120));
        let mut thanks = title.into_iter().chain(said.filter(|text| holds(text, &words))).peekable();
        if thanks.peek().is_none() || self.tells_of_a_lost_order(shop) || !self.speaks_of_order() {
            return false;
        }
        // A page that leads on may show the name of the step that comes last, and be called so before; one with the number of
        // an order is that step. A cart with thanks for what was bought before leads to the checkout.
        let numbered = self.order_number(shop).is_some();
        let checkout = shop.words(Word::Checkout);
        let of_cart =
            || self.buttons.iter().any(|one| !one.aside && one.card.is_empty() && names(&one.name, &checkout));
        let asks = match title {
            Some(_) => self.asks_to_pay(shop),
            None if numbered => self.asks_to_pay(shop) || self.asks_for_address(),
            None => self.asks(shop) || of_cart(),
        };
        let leads_on = !numbered && self.leads_on(shop);
        !asks && thanks.any(|text| !(leads_on && is_label(text)))
    }

    /// Takes this view when a condition holds; `instead` is what it shows when not.
    pub(crate) fn accept_if(&self, holds: bool, instead: impl FnOnce() -> String) -> Look<View> {
        if holds { Look::Accept(self.clone()) } else { Look::NotYet(instead()) }
    }

    /// The first heading, or the title: what this page is, in a few words.
    pub(crate) fn what(&self) -> String {
        let named = self.dialog.iter().chain(self.heads.first()).chain([&self.title]).chain(self.notes.first());
        match named.into_iter().find(|text| !text.is_empty()) {
            Some(text) => format!("\"{text}\" ({})", self.path),
            None => format!("empty ({})", self.path),
        }
    }

    /// The first button or link of one of these names that can be pressed; those of the page itself come first.
    pub(crate) fn button(&self, words: &(impl Wanted + ?Sized)) -> Option<&Button> {
        self.button_that(|button| names(&button.name, words))
    }

    fn button_that(&self, fits: impl Fn(&Button) -> bool) -> Option<&Button> {
        let mut fitting = self.buttons.iter().filter(|button| !button.disabled && fits(button));
        fitting.clone().find(|button| !button.aside).or_else(|| fitting.next())
    }

    /// The button that this shop has for a thing: where its site map says, else by name.
    pub(crate) fn control(&self, shop: &Shop, word: Word) -> Option<&Button> {
        self.control_that(shop, word, |_| true)
    }

    pub(super) fn control_that(&self, shop: &Shop, word: Word, may: impl Fn(&Button) -> bool) -> Option<&Button> {
        let hinted = self.buttons.iter().find(|button| !button.disabled && button.is_hinted(word.key()));
        let words = shop.words(word);
        let fits = |button: &Button| names(&button.name, &words) && !button.is_only_a_wish(shop, word, &words);
        hinted.or_else(|| self.button_that(|button| fits(button) && may(button)))
    }
}

/// Whether it may be the name of the last of the steps that a checkout shows from the first one on, `4 Order confirmed`, or all
/// of them: `Cart > Payment > Order complete`.
fn is_label(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    let thanks = ["thank", "dank", "merci", "gracias"].map(str::to_owned);
    (words <= 4 || text.contains(['>', '›', '»', '→'])) && !holds(text, &thanks)
}

/// How to find a button again: where it stands, as long as it has its name; else by a name that no other button has.
pub(crate) fn button_locator(button: &Button, view: &View) -> Locator {
    let twins = view.buttons.iter().filter(|other| same(&other.name, &button.name)).count();
    let called = format!("button or link \"{}\"", button.name);
    at_place(&button.path, &button.name, (twins == 1).then(|| Locator::clickable(button.name.clone()))).named(&called)
}

/// How to find a choice again, in the same way.
pub(crate) fn choice_locator(choice: &Choice, view: &View) -> Locator {
    let twins = view.choices.iter().filter(|other| same(&other.name, &choice.name)).count();
    let role = if choice.radio { "radio" } else { "checkbox" };
    let by_name = (twins == 1).then(|| Locator::role_named(role, choice.name.clone()));
    at_place(&choice.path, &choice.name, by_name).named(&format!("\"{}\"", choice.words))
}

/// What stands at a place; a page that was made anew may have put something else there, which has another name.
pub(super) fn at_place(path: &str, name: &str, by_name: Option<Locator>) -> Locator {
    if name.is_empty() || name.chars().count() >= LONGEST_NAME {
        return Locator::css(path);
    }
    let place = Locator::placed(path, name);
    by_name.into_iter().fold(place, Locator::or)
}
