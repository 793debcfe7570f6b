//! Whether a short secret is a word of its own where it stands in a text, or part of an amount or of the page's own markup.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// How much of the text before and after is looked at, in bytes: for an amount, and for a tag.
const NEAR: usize = 40;
const TAG: usize = 400;
/// What stands on its own beside an amount and says of what.
const SIGNS: &str = r"[\p{Sc}円元원]";
/// The same in letters: codes of ISO 4217 that are no English words, and what people write.
const NAMES: &str = "(?:AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KES|KRW|KZT|MAD|MXN|MYR|\
                     NGN|NOK|NZD|PHP|PKR|PLN|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR|Kč|kr|Kr|zł|Ft|lei|Rs|RM|TL|Fr|руб|грн|лв)";
/// An amount: a number beside a currency, its thousands perhaps apart; without one only if they are apart as nothing else is. A
/// plain space between two numbers says nothing: `12/29 737`.
static AMOUNTS: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"(?:[0-9]{1,3}(?:(?:\s|&nbsp;|['’])[0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?";
    let gap = r"(?:\s|&nbsp;)?";
    let patterns = [
        format!(r"(?:{SIGNS}|\b{NAMES}\.?){gap}[-−]?{number}"),
        format!(r"\b{number}{gap}(?:{SIGNS}|{NAMES}\b)"),
        r"\b[0-9]{1,3}(?:(?:['’\u{a0}\u{2009}\u{202f}]|&nbsp;)[0-9]{3})+\b".to_owned(),
    ];
    pattern(&patterns.join("|"))
});
/// A sign before this belongs to it.
static NUMBER_FOLLOWS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s|&nbsp;)?[0-9]"));
/// A tag up to somewhere within the name, kind or class that the page's author gave it.
static IN_MARKUP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"<[A-Za-z][^<>]*\s(?:type|name|id|for|class|autocomplete)="[^"<>]*$"#));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is constant and tested")
}

/// Whether what stands there is a word of its own: `123` is none in `1234`, in `7c1239`, in `$123` and in `5,123`, and
/// `password` is none in `<input type="password">`. Letters may stand beside a number, as where a page's texts run into one:
/// `CVC123`.
pub(super) fn is_word(text: &str, place: &Range<usize>) -> bool {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let number = text[place.clone()].bytes().all(|sign| sign.is_ascii_digit());
    let alone = |signs: &mut dyn Iterator<Item = char>| match signs.next() {
        Some('.' | ',') => signs.next().is_none_or(|sign| !sign.is_ascii_digit()),
        Some(sign) if number && sign.is_alphabetic() => {
            !signs.take_while(|sign| sign.is_alphanumeric()).any(|sign| sign.is_ascii_digit())
        }
        sign => !sign.is_some_and(char::is_alphanumeric),
    };
    (ends_encoded(before) || alone(&mut before.chars().rev()))
        && alone(&mut after.chars())
        && !(if number { is_amount(text, place) } else { is_markup(text, place) })
}

/// Whether a sign that is written in others stands at the end: `%20`, `\n`, `\u0022`.
fn ends_encoded(text: &str) -> bool {
    let all_hex = |hex: &[u8]| hex.iter().all(u8::is_ascii_hexdigit);
    match text.as_bytes() {
        [.., b'\\', b'n' | b'r' | b't'] => true,
        [.., b'\\', b'u', a, b, c, d] => all_hex(&[*a, *b, *c, *d]),
        [.., b'%', a, b] => all_hex(&[*a, *b]),
        _ => false,
    }
}

fn is_amount(text: &str, place: &Range<usize>) -> bool {
    // What stands in every style sheet, `width:100%`, needs no second look.
    let may_go_on = |sign: char| !sign.is_ascii() || sign.is_ascii_alphanumeric() || " \t\n\r$&;'.-".contains(sign);
    let beside = [text[..place.start].chars().next_back(), text[place.end..].chars().next()];
    if !beside.into_iter().flatten().any(may_go_on) {
        return false;
    }
    let from = near(text, place.start.saturating_sub(NEAR));
    let window = &text[from..near(text, place.end + NEAR)];
    let (start, end) = (place.start - from, place.end - from);
    AMOUNTS.find_iter(window).any(|amount| {
        let sign_behind = !amount.as_str().ends_with(|sign: char| sign.is_ascii_digit());
        let of_next = || sign_behind && NUMBER_FOLLOWS.is_match(&window[amount.end()..]);
        amount.start() <= start && end <= amount.end() && !of_next()
    })
}

/// Whether it stands in what names an element, where no page puts what somebody typed. Only letters do: a code may be anywhere.
fn is_markup(text: &str, place: &Range<usize>) -> bool {
    let before = &text[near(text, place.start.saturating_sub(TAG))..place.start];
    text[place.clone()].chars().all(char::is_alphabetic) && IN_MARKUP.is_match(before)
}

/// The next place in the text at which a sign begins, or its end.
fn near(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
