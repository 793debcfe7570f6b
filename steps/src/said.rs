//! Whether what a page says is what is meant: texts compared as a customer reads them.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

/// For comparing texts: no case, one kind of apostrophe, white space collapsed, no signs at the end.
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
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace(['’', '‘', 'ʼ'], "'");
    Cow::Owned(text.trim_end_matches(['*', ':', ' ']).to_owned())
}

/// Whether two texts are the same for a customer.
pub(crate) fn same(left: &str, right: &str) -> bool {
    begin_alike(left, right) && folded(left) == folded(right)
}

/// Whether the first signs of two texts may fold to the same: most words differ there, and need no folding.
fn begin_alike(left: &str, right: &str) -> bool {
    let first = |text: &str| text.trim_start().chars().next().filter(|sign| sign.is_alphanumeric());
    match (first(left), first(right)) {
        (Some(left), Some(right)) => left == right || left.to_lowercase().eq(right.to_lowercase()),
        // What is no letter may be cut off, or be all there is.
        _ => true,
    }
}

/// Words that a text may be, begin with or hold.
pub(crate) trait Wanted {
    /// Whether one of them, folded, is such a word.
    fn some(&self, is: impl FnMut(&str) -> bool) -> bool;

    /// Whether one of them stands in a folded text.
    fn stand_in(&self, text: &str) -> bool {
        self.some(|word| text.contains(word))
    }
}

impl<T: AsRef<[String]> + ?Sized> Wanted for T {
    fn some(&self, mut is: impl FnMut(&str) -> bool) -> bool {
        self.as_ref().iter().any(|word| is(&folded(word)))
    }
}

/// Names that are folded once, and handed out for nothing: a look compares each text of a page with hundreds of them.
#[derive(Debug, Clone)]
pub(crate) struct Names(Arc<Made>);

#[derive(Debug)]
struct Made {
    names: Vec<String>,
    folded: Vec<String>,
    /// Finds them all in one pass over a text.
    finder: AhoCorasick,
}

impl Names {
    pub(crate) fn new(names: Vec<String>) -> Self {
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let finder = AhoCorasick::new(&folded).expect("a shop's words are far from four gigabytes");
        Self(Arc::new(Made { names, folded, finder }))
    }
}

impl Deref for Names {
    type Target = [String];

    /// The names as they are written.
    fn deref(&self) -> &[String] {
        &self.0.names
    }
}

impl Wanted for Names {
    fn some(&self, is: impl FnMut(&str) -> bool) -> bool {
        self.0.folded.iter().map(String::as_str).any(is)
    }

    fn stand_in(&self, text: &str) -> bool {
        self.0.finder.is_match(text)
    }
}

/// Whether `text` is one of the words.
pub(crate) fn is_one(text: &str, words: &(impl Wanted + ?Sized)) -> bool {
    let text = folded(text);
    words.some(|word| text == word)
}

/// Whether `text` is one of the words, whatever follows them that is no letter: `Cart (2)` begins with `Cart`.
pub(crate) fn begins(text: &str, words: &(impl Wanted + ?Sized)) -> bool {
    let text = folded(text);
    words.some(|word| text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Whether `text` is one of the words, with nothing spoken behind but with a number: `Cart (2)`, `Place order · $20.00`,
/// `Your cart contains 3 items`.
pub(crate) fn names(text: &str, words: &(impl Wanted + ?Sized)) -> bool {
    let text = folded(text);
    words.some(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric)
                && (!rest.contains(char::is_alphabetic) || rest.contains(|sign: char| sign.is_ascii_digit()))
        })
    })
}

/// Whether one of the words stands in `text`.
pub(crate) fn holds(text: &str, words: &(impl Wanted + ?Sized)) -> bool {
    words.stand_in(&folded(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_folded_once_find_what_a_plain_list_finds() {
        let plain = ["Cart", "Add to cart", "N'a pas abouti", "Übersicht", "*", "İade"].map(str::to_owned);
        let made = Names::new(plain.to_vec());
        for text in [
            "cart",
            "CART (2)",
            "My cart: 3 items",
            "Cartoons",
            "  add   to  cart *",
            "Le paiement n’a pas abouti.",
            "übersicht:",
            "ÜBERSICHT 2",
            "iade",
            "İade",
            "*",
            "",
            "Place order",
        ] {
            let both = |what: &str, one: bool, other: bool| assert_eq!(one, other, "{what} \"{text}\"");
            both("is one", is_one(text, &plain), is_one(text, &made));
            both("begins", begins(text, &plain), begins(text, &made));
            both("names", names(text, &plain), names(text, &made));
            both("holds", holds(text, &plain), holds(text, &made));
            for word in &plain {
                both(word, same(text, word), folded(text) == folded(word));
            }
        }
    }

    #[test]
    fn texts_are_compared_as_a_customer_reads_them() {
        let words = Names::new(vec!["Cart".to_owned(), "n'a pas abouti".to_owned()]);
        for (text, is, begun, named, held) in [
            ("CART:", true, true, true, true),
            ("Cart (2)", false, true, true, true),
            ("Cart contains 3 items", false, true, true, true),
            ("Cart of Ann", false, true, false, true),
            ("Cartoons", false, false, false, true),
            ("Le paiement n’a pas abouti", false, false, false, true),
            ("Order", false, false, false, false),
        ] {
            let found = (is_one(text, &words), begins(text, &words), names(text, &words), holds(text, &words));
            assert_eq!(found, (is, begun, named, held), "{text}");
        }
    }
}
