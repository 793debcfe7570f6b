//! The one sink that all evidence and all report text passes: card numbers and named secrets go no further.
//!
//! A card number keeps its first six and last four digits, the most that PCI DSS 3.4.1 lets be shown; a secret keeps nothing.

use std::borrow::Cow;
use std::sync::{LazyLock, RwLock};

use base64::Engine as _;
use regex::Regex;

/// What may stand between the digits of a card number: white space and unseen characters of any kind, dashes, dots, their
/// URL-encoded and HTML forms, and tags.
const BETWEEN: &str = r"(?:%20|%C2%A0|%2D|&nbsp;|&#160;|&#x[aA]0;|</?[A-Za-z][^<>]{0,200}>|[\s\p{Cc}\p{Cf}.+-])";
/// More of these between two digits, and they belong to two numbers.
const MOST_BETWEEN: usize = 3;
/// One piece of a grouped number: what stands between, or a digit.
static PIECES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"{BETWEEN}|[0-9]")).expect("the pattern is constant and tested"));

/// Cleans texts of card numbers and of secrets that were named.
#[derive(Default)]
pub struct Redactor {
    secrets: RwLock<Vec<(String, String)>>,
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Redactor(..)")
    }
}

impl Redactor {
    /// Lets `value` never be seen again: it reads as `[name]`, also where it is URL-, form- or base64-encoded.
    ///
    /// Values of fewer than four characters are refused: they would blank out half of every text.
    pub fn hide(&self, name: &str, value: &str) -> bool {
        if value.chars().count() < 4 {
            return false;
        }
        let label = format!("[{name}]");
        let percent: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        let mut forms = vec![
            value.to_owned(),
            percent.replace('+', "%20"),
            percent,
            base64::engine::general_purpose::STANDARD.encode(value),
            base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value),
            serde_json::to_string(value).map(|json| json.trim_matches('"').to_owned()).unwrap_or_default(),
        ];
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        let mut secrets = self.secrets.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        for form in forms.into_iter().filter(|form| !form.is_empty()) {
            if !secrets.iter().any(|(known, _)| *known == form) {
                secrets.push((form, label.clone()));
            }
        }
        secrets.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        true
    }

    /// The text without card numbers and secrets; borrowed where there was nothing to hide.
    pub fn clean<'text>(&self, text: &'text str) -> Cow<'text, str> {
        let mut clean = Cow::Borrowed(text);
        let secrets = self.secrets.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        for (form, label) in secrets.iter() {
            if clean.contains(form.as_str()) {
                clean = Cow::Owned(clean.replace(form.as_str(), label));
            }
        }
        if clean.bytes().filter(u8::is_ascii_digit).take(13).count() < 13 {
            return clean;
        }
        match hide_card_numbers(&clean) {
            Some(hidden) => Cow::Owned(hidden),
            None => clean,
        }
    }

    /// Cleans every string inside a JSON value, keys included.
    pub fn clean_json(&self, value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) => {
                if let Cow::Owned(clean) = self.clean(text) {
                    *text = clean;
                }
            }
            serde_json::Value::Number(number) => {
                if let Cow::Owned(clean) = self.clean(&number.to_string()) {
                    *value = serde_json::Value::String(clean);
                }
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(|item| self.clean_json(item)),
            serde_json::Value::Object(fields) => {
                for item in fields.values_mut() {
                    self.clean_json(item);
                }
                if fields.keys().any(|key| matches!(self.clean(key), Cow::Owned(_))) {
                    *fields = std::mem::take(fields)
                        .into_iter()
                        .map(|(key, item)| (self.clean(&key).into_owned(), item))
                        .collect();
                }
            }
            serde_json::Value::Null | serde_json::Value::Bool(_) => {}
        }
    }
}

/// `None` when the text holds no card number.
fn hide_card_numbers(text: &str) -> Option<String> {
    let mut masked = Vec::new();
    for run in runs_of_digits(text) {
        let mut at = 0;
        while at + 13 <= run.len() {
            match card_number_length(text, &run[at..]) {
                // First six and last four digits stay.
                Some(length) => {
                    masked.extend_from_slice(&run[at + 6..at + length - 4]);
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    if masked.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for place in masked {
        bytes[place] = b'*';
    }
    Some(String::from_utf8(bytes).expect("ASCII digits became ASCII stars"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_keeps_six_and_four_digits_however_it_is_grouped() {
        let redactor = Redactor::default();
        for (text, clean) in [
            ("4242424242424242", "424242******4242"),
            ("paid with 4242 4242 4242 4242.", "paid with 4242 42** **** 4242."),
            ("4242-4242-4242-4242", "4242-42**-****-4242"),
            ("378282246310005", "378282*****0005"),
            ("number=4000+0000+0000+0002&x=1", "number=4000+00**+****+0002&x=1"),
            ("?n=4242%204242%204242%204242", "?n=4242%2042**%20****%204242"),
            ("4242&nbsp;4242&#160;4242&nbsp;4242", "4242&nbsp;42**&#160;****&nbsp;4242"),
            ("<b>4242</b><b>4242</b> 4242 4242", "<b>4242</b><b>42**</b> **** 4242"),
            ("4242\n4242\t4242\u{202e}4242", "4242\n42**\t****\u{202e}4242"),
        ] {
            assert_eq!(redactor.clean(text), clean);
        }
    }

    #[test]
    fn order_numbers_and_times_are_left_alone() {
        let redactor = Redactor::default();
        for text in
            ["order 1000000000001", "4006381333931", "1732345678901", "2026-11-23T02:32:11.123456Z", "MS-100001"]
        {
            assert!(matches!(redactor.clean(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn a_secret_is_hidden_in_all_its_forms() {
        let redactor = Redactor::default();
        assert!(redactor.hide("SHOP_PASSWORD", "correct horse/1"));
        let base64 = base64::engine::general_purpose::STANDARD.encode("correct horse/1");
        for text in ["correct horse/1", "correct%20horse%2F1", "correct+horse%2F1", base64.as_str()] {
            assert_eq!(redactor.clean(&format!("<{text}>")), "<[SHOP_PASSWORD]>");
        }
        assert!(!redactor.hide("PIN", "123"), "too short to hide");
    }

    #[test]
    fn json_is_cleaned_in_keys_and_values() {
        let redactor = Redactor::default();
        let mut value = serde_json::json!({"4242424242424242": [4_242_424_242_424_242_u64, "x 4242424242424242"]});
        redactor.clean_json(&mut value);
        assert!(!value.to_string().contains("4242424242424242"), "{value}");
    }
}
