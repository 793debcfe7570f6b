//! Card numbers, known by their issuer's digits and their check digit, however they are grouped.

use std::sync::LazyLock;

use regex::Regex;

/// What may stand between the digits of a card number: white space and unseen characters of any kind, dashes, dots, their
/// URL-encoded and HTML forms, and tags.
const BETWEEN: &str = r"(?:%20|%C2%A0|%2D|&nbsp;|&#160;|&#x[aA]0;|</?[A-Za-z][^<>]{0,200}>|[\s\p{Cc}\p{Cf}.+-])";
/// More of these between two digits, and they belong to two numbers.
const MOST_BETWEEN: usize = 3;
/// The digits that stay: the first six and the last four.
const SHOWN: usize = 6 + 4;
/// One piece of a grouped number: what stands between, or a digit.
static PIECES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"{BETWEEN}|[0-9]")).expect("the pattern is constant and tested"));

/// Whether the text is the number of a card and nothing else: what stays of it is what PCI DSS lets be shown.
pub fn is_card_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    !text.chars().any(|sign| sign.is_alphanumeric() && !sign.is_ascii_digit())
        && digits >= 13
        && digits_to_hide(text).len() + SHOWN == digits
}

/// Where the digits of card numbers stand that nobody may see.
pub(super) fn digits_to_hide(text: &str) -> Vec<usize> {
    let mut hidden = Vec::new();
    if text.bytes().filter(u8::is_ascii_digit).take(13).count() < 13 {
        return hidden;
    }
    for run in runs_of_digits(text) {
        let mut at = 0;
        while at + 13 <= run.len() {
            match card_number_length(text, &run[at..]) {
                Some(length) => {
                    hidden.extend_from_slice(&run[at + 6..at + length - 4]);
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    hidden
}

/// Where the digits of each run stand: digits with nothing, or little that separates, between them.
fn runs_of_digits(text: &str) -> Vec<Vec<usize>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    let (mut end, mut between) = (0, 0);
    for piece in PIECES.find_iter(text) {
        if piece.start() != end || between > MOST_BETWEEN {
            runs.push(std::mem::take(&mut run));
            between = 0;
        }
        end = piece.end();
        if piece.len() == 1 && text.as_bytes()[piece.start()].is_ascii_digit() {
            run.push(piece.start());
            between = 0;
        } else {
            between += 1;
        }
    }
    runs.push(run);
    runs.retain(|run| run.len() >= 13);
    runs
}

/// The longest number at the beginning of a run that an issuer could have given out, in digits.
fn card_number_length(text: &str, run: &[usize]) -> Option<usize> {
    (13..=run.len().min(19)).rev().find(|length| {
        let number: Vec<u8> = run[..*length].iter().map(|at| text.as_bytes()[*at] - b'0').collect();
        issued(&number) && luhn(&number)
    })
}

/// ISO/IEC 7812-1 check digit.
fn luhn(number: &[u8]) -> bool {
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(*digit)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10) && number.iter().any(|digit| *digit != 0)
}

/// Whether a payment scheme gives out numbers of this beginning and length.
fn issued(number: &[u8]) -> bool {
    let prefix = |digits: usize| number[..digits].iter().fold(0_u32, |all, digit| all * 10 + u32::from(*digit));
    match number.len() {
        13 | 19 if prefix(1) == 4 => true,
        14 => matches!(prefix(2), 36 | 38 | 39) || (300..=305).contains(&prefix(3)),
        15 => matches!(prefix(2), 34 | 37),
        16..=19 => {
            prefix(1) == 4 && number.len() == 16
                || (51..=55).contains(&prefix(2)) && number.len() == 16
                || (2221..=2720).contains(&prefix(4)) && number.len() == 16
                || prefix(4) == 6011
                || matches!(prefix(2), 62 | 64 | 65 | 81)
                || (3528..=3589).contains(&prefix(4))
                || matches!(prefix(2), 50 | 56..=58 | 60 | 63 | 67..=69)
        }
        _ => false,
    }
}
