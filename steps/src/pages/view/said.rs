//! Whether what a page says is what is meant: texts compared as a customer reads them.

use std::borrow::Cow;

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
