//! How many pieces of a product its page says there are.

use std::ops::Range;

use super::{Row, View, fold, holds, names, same};
use crate::shop::Shop;
use crate::words::Word;

/// A longer text speaks of something else.
const LONGEST: usize = 60;

impl View {
    /// How many pieces of its product the page says there are.
    pub(super) fn stock(&self, product: &str, shop: &Shop) -> Option<i64> {
        let told = self.told_of(product);
        let told = || told.iter().filter(|text| text.chars().count() <= LONGEST);
        let gone = shop.words(Word::SoldOut);
        let counted = told().filter(|text| !holds(text, &gone)).find_map(|text| pieces(text, shop));
        counted.or_else(|| {
            let mut names = told().copied().chain(self.own_buttons(product).map(|button| button.name.as_str()));
            let is_gone = names.any(|text| says_gone(text, product, shop)) && !self.can_be_bought(product, shop);
            is_gone.then_some(0)
        })
    }

    /// What the page says of this product: from its name on, up to the name of another one.
    fn told_of(&self, product: &str) -> Vec<&str> {
        let others: Vec<String> =
            self.products().map(|row| fold(&row.name)).filter(|name| *name != fold(product)).collect();
        let mut inside = !self.notes.iter().any(|note| same(note, product));
        let mut own: Vec<&str> = Vec::new();
        for note in &self.notes {
            inside = same(note, product) || (inside && !others.contains(&fold(note)));
            if inside {
                own.push(note);
            }
        }
        let all = signs(&own.join(""));
        let whole = !self.notes.is_empty();
        own.extend(self.blocks.iter().filter(|block| !whole || all.contains(&signs(block))).map(String::as_str));
        own
    }

    /// The buttons of the page that do not stand in the row of another product.
    pub(super) fn own_buttons(&self, product: &str) -> impl Iterator<Item = &super::view::Button> {
        let others: Vec<&str> = self
            .products()
            .filter(|row| !same(&row.name, product))
            .flat_map(|row| row.buttons.iter().map(|button| button.path.as_str()))
            .collect();
        self.buttons.iter().filter(move |button| !button.aside && !others.contains(&button.path.as_str()))
    }

    /// Whether a button stands in the row of another product, under a heading of its own such as "Customers also bought".
    pub(crate) fn is_of_others(&self, button: &super::view::Button, product: &str) -> bool {
        let apart = |row: &&Row| !row.under.is_empty() && !same(&row.under, product) && !same(&row.name, product);
        self.products().filter(apart).flat_map(|row| &row.buttons).any(|other| other.path == button.path)
    }

    /// What puts a product into the cart on its own page.
    pub(crate) fn buys(&self, product: &str, shop: &Shop) -> Option<&super::view::Button> {
        self.control_that(shop, Word::AddToCart, |button| !self.is_of_others(button, product))
    }

    fn can_be_bought(&self, product: &str, shop: &Shop) -> bool {
        let words = shop.words(Word::AddToCart);
        let buys = |button: &super::view::Button| !button.is_only_a_wish(shop, Word::AddToCart, &words);
        self.own_buttons(product).any(|button| !button.disabled && names(&button.name, &words) && buys(button))
    }
}

/// Letters and digits alone: what is spread over several elements is put together with and without spaces.
fn signs(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Whether a text says that the product, and not one kind of it, is sold out: these words and no others.
fn says_gone(text: &str, product: &str, shop: &Shop) -> bool {
    let bare = |text: &str| fold(text).trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned();
    let text = bare(text);
    let gone: Vec<String> = shop.words(Word::SoldOut).iter().map(|word| bare(word)).collect();
    let mut subjects = shop.words(Word::ThisProduct).to_vec();
    subjects.extend(["is", "ist", "est", "está"].map(|verb| format!("{product} {verb}")));
    let rest = subjects.iter().find_map(|subject| text.strip_prefix(&bare(subject)));
    gone.contains(&text) || rest.is_some_and(|rest| gone.contains(&bare(rest)))
}

/// The number of pieces in a text that has one number and no other, beside the words for it: `5 in stock`, `In stock (12)`,
/// but neither `Available in 3 colours` nor `Size 42 available`.
fn pieces(text: &str, shop: &Shop) -> Option<i64> {
    let text = fold(text);
    let words = parts(&text);
    let mut numbers = words.iter().enumerate().filter(|(_, at)| is_number(&text[(*at).clone()]));
    let (number, at) = numbers.next().filter(|_| numbers.next().is_none())?;
    let is_one = |index: Option<usize>, word: Word| {
        let part = index.and_then(|index| words.get(index)).map(|at| &text[at.clone()]);
        part.is_some_and(|part| shop.words(word).iter().any(|name| fold(name) == part))
    };
    // $5 left, 50% left, 1.5 left
    let before = text[..at.start].chars().next_back();
    let plain =
        before.is_none_or(|sign| sign.is_whitespace() || "(:¡".contains(sign)) && !text[at.end..].starts_with('%');
    let of_kind = |word| is_one(number.checked_sub(1), word);
    if !plain || of_kind(Word::Size) || of_kind(Word::Colour) {
        return None;
    }
    let unit = usize::from(is_one(Some(number + 1), Word::Piece));
    let goes_on = |from: usize| {
        let spaced = text[words[from - 1].end..].trim_start();
        spaced.starts_with(char::is_alphabetic)
    };
    let phrases = shop.words(Word::Pieces);
    let fits = phrases.iter().any(|phrase| {
        let phrase = fold(phrase);
        let length = parts(&phrase).len();
        let stands =
            |from: usize| words.get(from..from + length).is_some_and(|found| same_words(&text, found, &phrase));
        let follows = length > 0 && stands(number + 1 + unit);
        let precedes = || number >= length && length > 0 && stands(number - length) && !goes_on(number + 1 + unit);
        follows || precedes()
    });
    fits.then(|| text[at.clone()].parse().ok()).flatten()
}

/// Where the words and numbers of a text are.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, sign)| sign.is_alphanumeric()) {
        let end = at + sign.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|sign| sign.is_ascii_digit())
}

fn same_words(text: &str, found: &[Range<usize>], phrase: &str) -> bool {
    found.iter().zip(parts(phrase)).all(|(one, other)| text[one.clone()] == phrase[other])
}

#[cfg(test)]
mod tests {
    use super::super::Row;
    use super::super::view::{Button, RowButton};
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn pieces_are_read_as_shops_write_them() {
        let shop = Shop::default();
        let told = |text: &str| View { notes: texts(&[text]), ..View::default() }.stock("Blue Mug", &shop);
        for (text, pieces) in [
            ("5 in stock", 5),
            ("In stock (12)", 12),
            ("In stock: 7 pieces", 7),
            ("Only 3 left", 3),
            ("Only 3 left in stock - order soon", 3),
            ("Nur noch 4 verfügbar", 4),
            ("12 auf Lager", 12),
            ("Noch 2 Stück auf Lager", 2),
            ("Plus que 2 en stock", 2),
            ("6 disponibles", 6),
            ("¡Solo quedan 3!", 3),
            ("0 in stock", 0),
            ("Sold out", 0),
            ("Ausverkauft", 0),
            ("This product is currently unavailable.", 0),
            ("Blue Mug is out of stock", 0),
        ] {
            assert_eq!(told(text), Some(pieces), "{text}");
        }
        for text in [
            "In stock",
            "Blue Mug, 3 dl",
            "In stock: 5 of 12",
            "Size 42: currently unavailable",
            "Size 42 available",
            "Größe 42 nicht verfügbar",
            "3 unavailable",
            "Available in 3 colours",
            "Available: 3 colours",
            "Only $5 left for free shipping",
            "3 days left",
            "XL – sold out",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_another_product_is_not_this_ones() {
        let shop = Shop::default();
        let row = |name: &str, path: &str| Row {
            name: name.to_owned(),
            goods: true,
            buttons: vec![RowButton { name: "Sold out".to_owned(), path: path.to_owned(), disabled: true }],
            ..Row::default()
        };
        let button = |name: &str, path: &str, disabled: bool| Button {
            name: name.to_owned(),
            path: path.to_owned(),
            disabled,
            ..Button::default()
        };
        let view = |own: &[&str]| View {
            notes: texts(&[&["Red Cup", "Only 2 left", "Blue Mug"], own, &["Tea Pot", "Only", "4", "left"]].concat()),
            blocks: texts(&["Only 4 left"]),
            rows: vec![row("Red Cup", "a"), row("Tea Pot", "b")],
            buttons: vec![button("Sold out", "a", true), button("Add to cart", "c", false), button("XL", "d", true)],
            ..View::default()
        };
        assert_eq!(view(&["$20.00", "In stock"]).stock("Blue Mug", &shop), None);
        assert_eq!(view(&["$20.00", "XL", "Sold out"]).stock("Blue Mug", &shop), None, "it can be bought");
        assert_eq!(view(&["$20.00", "7 in stock"]).stock("Blue Mug", &shop), Some(7));
        let spread = View { blocks: texts(&["Only 8 left", "Only 4 left"]), ..view(&["Only", "8", "left"]) };
        assert_eq!(spread.stock("Blue Mug", &shop), Some(8));
    }
}
