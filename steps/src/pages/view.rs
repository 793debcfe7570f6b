//! What a customer sees on a page, as `look/look.js` reads it in one round trip. Here the words are: what is a cart, a
//! total, a message.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use shopper_browser::{Locator, Look};

use super::Purpose;
use super::overlays::Layer;
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
/// So many of a page's complaints are told.
const MOST_COMPLAINTS: usize = 3;

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
    /// Somebody has pressed or typed something in this document.
    pub(crate) touched: bool,
    /// What lies over the page, the topmost first.
    pub(crate) layers: Vec<Layer>,
}

/// A row with money in it: a line of a cart, a product in a list, a total.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) words: Vec<String>,
    pub(crate) goods: bool,
    /// It has neither a link nor a picture nor anything to type or press.
    pub(crate) plain: bool,
    /// Its name is a heading.
    pub(crate) headed: bool,
    pub(crate) quantity: Option<u32>,
    /// The first number that stands alone; the number of pieces where the row is a line of a cart.
    pub(crate) count: Option<u32>,
    /// The buttons on both sides of that number: one piece less, one more.
    pub(crate) less: Option<String>,
    pub(crate) more: Option<String>,
    /// The heading of the part of the table that it stands in.
    pub(crate) section: String,
    pub(crate) monies: Vec<String>,
    pub(crate) struck: Vec<String>,
    pub(crate) buttons: Vec<RowButton>,
}

/// A button in a row.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct RowButton {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) path: String,
    pub(crate) disabled: bool,
}

/// A field that takes a text or one of many options.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the page, as the script reads it")]
pub(crate) struct Field {
    pub(crate) kind: String,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) input: String,
    pub(crate) disabled: bool,
    pub(crate) required: bool,
    pub(crate) heading: String,
    /// What stands beside a field that has no name.
    pub(crate) caption: String,
    /// The page says that what it holds is wrong.
    pub(crate) invalid: bool,
    /// Which form of the page it belongs to; -1 for none.
    pub(crate) form: i32,
    pub(crate) token: String,
    pub(crate) attribute: String,
    pub(crate) placeholder: String,
    /// How many characters it takes; -1 when it does not say.
    pub(crate) longest: i32,
    pub(crate) value: String,
    pub(crate) chosen: String,
    pub(crate) options: Vec<String>,
    /// It stands in the head or the foot of every page.
    pub(crate) aside: bool,
    pub(crate) path: String,
    /// What the hints of the site map say that it is.
    pub(crate) hints: Vec<String>,
    /// What the shop's own words say that it asks for.
    #[serde(skip)]
    pub(crate) called: Option<Purpose>,
}

/// A radio button or a box to tick.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the page, as the script reads it")]
pub(crate) struct Choice {
    pub(crate) radio: bool,
    pub(crate) group: String,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) heading: String,
    pub(crate) disabled: bool,
    pub(crate) required: bool,
    pub(crate) checked: bool,
    /// It stands in the head or the foot of every page.
    pub(crate) aside: bool,
    pub(crate) path: String,
    /// What the hints of the site map say that it is.
    pub(crate) hints: Vec<String>,
}

/// A button or a link.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the page, as the script reads it")]
pub(crate) struct Button {
    pub(crate) name: String,
    pub(crate) disabled: bool,
    /// It stands in the head or the foot of every page.
    pub(crate) aside: bool,
    pub(crate) path: String,
    pub(crate) link: bool,
    /// Which form of the page it belongs to; -1 for none.
    pub(crate) form: i32,
    /// What stands around a button that chooses one of several: `Express £12.00`.
    pub(crate) near: String,
    pub(crate) expanded: Option<String>,
    pub(crate) pressed: Option<String>,
    /// Its name is its title, or this is the title that it has beside its name.
    pub(crate) titled: bool,
    pub(crate) title: String,
    /// The words in its class and icon, where its name may not tell enough.
    pub(crate) icon: Vec<String>,
    /// Where others have the same name: what pressing it would do, as far as the page's source tells, and the heading it
    /// stands under.
    pub(crate) goal: String,
    pub(crate) heading: String,
    /// The name of the card or line that it stands in, with a price or without.
    pub(crate) card: String,
    /// It is fastened to the window.
    pub(crate) fastened: bool,
    /// A short selector that it alone answers to, where that may be asked for.
    pub(crate) selector: String,
    /// What the hints of the site map say that it is.
    pub(crate) hints: Vec<String>,
}

/// A page inside the page.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Frame {
    pub(crate) title: String,
    /// It is of another site, and cannot be read along with the page.
    pub(crate) foreign: bool,
    pub(crate) height: i64,
}

/// A picture.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct Picture {
    pub(crate) source: String,
    pub(crate) alt: String,
    pub(crate) done: bool,
    pub(crate) loaded: bool,
}

/// For comparing texts: no case, white space collapsed, no signs at the end.
pub(crate) fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// As [`fold`]; what needs no folding is left where it is.
fn folded(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase() || *byte == b' ';
    let spaced = text.starts_with(' ') || text.contains("  ");
    if bytes.iter().all(plain) && !spaced {
        return Cow::Borrowed(text.trim_end_matches(['*', ':', ' ']));
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    Cow::Owned(text.trim_end_matches(['*', ':', ' ']).to_owned())
}

/// Whether two texts are the same for a customer.
pub(crate) fn same(left: &str, right: &str) -> bool {
    folded(left) == folded(right)
}

/// Whether `text` is one of the words, whatever follows them that is no letter: `Cart (2)` begins with `Cart`.
pub(crate) fn begins(text: &str, words: &[String]) -> bool {
    let text = folded(text);
    words
        .iter()
        .any(|word| text.strip_prefix(&*folded(word)).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Whether `text` is one of the words, with nothing but a number or an amount behind: `Cart (2)`, `Place order · $20.00`.
pub(crate) fn names(text: &str, words: &[String]) -> bool {
    let text = folded(text);
    words.iter().any(|word| {
        text.strip_prefix(&*folded(word)).is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric)
                && (!rest.contains(char::is_alphabetic) || rest.contains(|sign: char| sign.is_ascii_digit()))
        })
    })
}

/// Whether one of the words stands in `text`.
pub(crate) fn holds(text: &str, words: &[String]) -> bool {
    let text = folded(text);
    words.iter().any(|word| text.contains(&*folded(word)))
}

impl View {
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
    pub(crate) fn texts(&self) -> impl Iterator<Item = &String> {
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

    /// Whether it still asks for something before an order is placed.
    fn asks(&self, shop: &Shop) -> bool {
        let place = shop.words(Word::PlaceOrder);
        self.buttons.iter().any(|button| !button.link && names(&button.name, &place))
            || self.fields.iter().any(|field| !field.aside && field.required)
    }

    /// Whether it thanks for an order.
    pub(crate) fn is_confirmation(&self, shop: &Shop) -> bool {
        let words = shop.words(Word::ThankYou);
        self.heads.iter().any(|title| holds(title, &words))
            || (self.texts().any(|note| note.len() < 120 && holds(note, &words)) && !self.asks(shop))
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
    pub(crate) fn button(&self, words: &[String]) -> Option<&Button> {
        self.button_that(|button| names(&button.name, words))
    }

    fn button_that(&self, fits: impl Fn(&Button) -> bool) -> Option<&Button> {
        let mut fitting = self.buttons.iter().filter(|button| !button.disabled && fits(button));
        fitting.clone().find(|button| !button.aside).or_else(|| fitting.next())
    }

    /// The button that this shop has for a thing: where its site map says, else by name.
    pub(crate) fn control(&self, shop: &Shop, word: Word) -> Option<&Button> {
        let hinted = self.buttons.iter().find(|button| !button.disabled && button.is_hinted(word.key()));
        let words = shop.words(word);
        hinted.or_else(|| {
            self.button_that(|button| names(&button.name, &words) && !button.is_only_a_wish(shop, word, &words))
        })
    }

    /// What the page says when something went wrong.
    pub(crate) fn complaint(&self) -> Option<String> {
        let said: Vec<&str> = self.alerts.iter().take(MOST_COMPLAINTS).map(String::as_str).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }
}

/// How to find a button again: where it stands, as long as it has its name; else by a name that no other button has.
pub(crate) fn button_locator(button: &Button, view: &View) -> Locator {
    let twins = view.buttons.iter().filter(|other| same(&other.name, &button.name)).count();
    let called = format!("button or link \"{}\"", button.name);
    at_place(&button.path, &button.name, (twins == 1).then(|| Locator::clickable(button.name.clone()))).named(&called)
}

/// What stands at a place; a page that was made anew may have put something else there, which has another name.
pub(super) fn at_place(path: &str, name: &str, by_name: Option<Locator>) -> Locator {
    if name.is_empty() || name.chars().count() >= LONGEST_NAME {
        return Locator::css(path);
    }
    let place = Locator::placed(path, name);
    by_name.into_iter().fold(place, Locator::or)
}
