//! What a mail holds that is for its reader alone: codes, and what a link proves its holder by. No report shows it.

use std::sync::LazyLock;

use regex::Regex;
use shopper_browser::Redactor;
use url::Url;

use super::Email;

/// A number that may be a code, written in one or in two halves; none that goes on as an amount or a longer number does.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:\d{3}[ -]\d{3}|\d{4,8})\b").expect("a constant pattern"));
/// The words for a code.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?i)\b(?:\w*codes?|\w*códigos?|pin|tan|otp|passcode|\w*passwor[dt]|\w*kennwort|clave|mot de passe)\b";
    Regex::new(pattern).expect("a constant pattern")
});
/// Codes that are no secret.
static OPEN_CODE: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = "post|zip|postal|discount|coupon|voucher|promo|promotion|promotional|gift|gutschein|rabatt|aktions|country|product|item|artikel|order|error|qr|bar";
    Regex::new(&format!(r"(?i)\b(?:{kinds})[ -]?codes?\b|\bcode (?:postal|promo)\b|\bcódigo postal\b"))
        .expect("a constant pattern")
});
/// What a number is of that is no code.
static OTHER_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let things = r"\w*order|\w*bestell\w*|\w*auftrag\w*|commande|pedido|invoice|\w*rechnung\w*|factura|facture|customer|kunden\w*|since|seit";
    Regex::new(&format!(r"(?i)(?:\b(?:{things})\b[^\d.!?]{{0,16}}|[$€£¥]\s?|\b[A-Z]{{3}} )$"))
        .expect("a constant pattern")
});
/// What may follow a number that is an amount or a time.
static MEASURED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[.,]\d|\s?[$€£¥%]|\s(?:EUR|USD|GBP|CHF)\b|\s(?:min|sec|sek|hour|stunde|tag|day|heure|jour|hora|día|segund|minut)\w*)")
        .expect("a constant pattern")
});
/// Parameters of an address that prove something.
static PROOF: LazyLock<Regex> = LazyLock::new(|| {
    let names = "token|key|code|otp|pin|secret|sig|signature|hash|hmac|auth|ticket|nonce|confirm|confirmation|reset|verify|verification|password|pwd|jwt|session|sid|uuid|guid";
    Regex::new(&format!(r"(?i)(?:^|[_-])(?:{names})$|token$|key$|code$")).expect("a constant pattern")
});
/// What stands in a path before a part that proves something; behind `confirmation` there may be the order's number.
const PROVES: [&str; 7] = ["password", "pwd", "reset", "token", "verify", "verification", "magic"];
/// So far a code stands from the word for it, in characters.
const NEAR: usize = 60;
/// A shorter part of an address proves nothing.
const SHORTEST_TOKEN: usize = 12;

/// Lets the codes of a mail, and what its links prove their holder by, never be seen.
pub(crate) fn hide(mail: &Email, redactor: &Redactor) {
    for text in [&mail.subject, &mail.text] {
        for code in codes(text) {
            redactor.hide("code of an email", &code);
        }
    }
    for (_, address) in &mail.links {
        for token in tokens(address) {
            redactor.hide("token of an email's link", &token);
        }
    }
}

/// The codes in a text.
fn codes(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for number in NUMBER.find_iter(text) {
        let before = last(&text[..number.start()], NEAR);
        // The port of an address, or a part of its path: links are looked at by themselves.
        if text[..number.start()].rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://")) {
            continue;
        }
        let after = first(&text[number.end()..], NEAR);
        // What another sentence speaks of is something else.
        let before = before.rsplit(['!', '?']).next().unwrap_or(before);
        let before = before.rsplit(". ").next().unwrap_or(before);
        let same = after.split(['.', '!', '?']).next().unwrap_or(after);
        let names = |text: &str| CODE.is_match(&OPEN_CODE.replace_all(text, " "));
        let digits: String = number.as_str().chars().filter(char::is_ascii_digit).collect();
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        let part = before.ends_with(['.', ',', '/', '-']) || before.ends_with(char::is_alphanumeric);
        if year || part || OTHER_NUMBER.is_match(before) || MEASURED.is_match(after) || !(names(before) || names(same))
        {
            continue;
        }
        if digits != number.as_str() {
            found.push(number.as_str().to_owned());
        }
        found.push(digits);
    }
    found
}

/// The parts of a link by which its holder proves something: those that are named so, and those that look drawn by lot.
fn tokens(address: &str) -> Vec<String> {
    let Ok(url) = Url::parse(address) else { return Vec::new() };
    let mut found: Vec<String> = url
        .query_pairs()
        .filter(|(name, value)| (PROOF.is_match(name) && is_key(value)) || is_drawn(value))
        .map(|(_, value)| value.into_owned())
        .collect();
    let fragment = url.fragment().unwrap_or_default();
    let within: Vec<&str> = fragment.split(['/', '=', '&', '?']).collect();
    for parts in [url.path_segments().into_iter().flatten().collect(), within] {
        let named = |at: usize| at > 0 && PROVES.contains(&&*parts[at - 1].to_lowercase()) && is_key(parts[at]);
        found.extend((0..parts.len()).filter(|at| named(*at) || is_drawn(parts[*at])).map(|at| parts[at].to_owned()));
    }
    found
}

/// Whether it may prove something where it is named so: no word, such as `reset=password`, and no date.
fn is_key(text: &str) -> bool {
    let has = |is_so: fn(&char) -> bool| text.chars().any(|sign| is_so(&sign));
    let number = text.chars().all(|sign| sign.is_ascii_digit());
    let mixed = has(char::is_ascii_digit) && has(char::is_ascii_alphabetic)
        || has(char::is_ascii_uppercase) && has(char::is_ascii_lowercase);
    text.len() >= 6 && !text.contains(' ') && (number || mixed)
}

/// Whether it looks drawn by lot: long, without a gap, and of several kinds of signs that take turns.
fn is_drawn(text: &str) -> bool {
    let kind = |sign: char| match sign {
        'a'..='z' => Some(0),
        'A'..='Z' => Some(1),
        '0'..='9' => Some(2),
        _ => None,
    };
    let whole = text.chars().all(|sign| kind(sign).is_some() || "-_.~=%".contains(sign));
    let kinds: Vec<u8> = text.chars().filter_map(kind).collect();
    let turns = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    // Of the digits of a number in base 16, letters are few, and by chance very few.
    let hex = text.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f' | b'-'));
    whole && kinds.len() >= SHORTEST_TOKEN && (hex || turns * 5 >= kinds.len()) && turns > 0 && kinds.contains(&2)
}

fn last(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_other_numbers() {
        for (text, secret) in [
            ("Your code is 481923", &["481923"][..]),
            ("481923 is your verification code", &["481923"]),
            ("Ihr Einmalpasswort: 77120344.", &["77120344"]),
            ("Tu código: 4819", &["4819"]),
            ("Your PIN is 481 923.", &["481 923", "481923"]),
            ("Your code for order 100001 is 481923", &["481923"]),
            ("Your order 100001 is on its way", &[]),
            ("Thank you for your order 100001. You paid $1234.50.", &[]),
            ("Order number: 100001, discount code SAVE, 5000 points", &[]),
            ("Postcode 62701, coupon code 2500", &[]),
            ("The code is valid for 1440 minutes", &[]),
            ("Your code costs 1200.00 and 5000 EUR", &[]),
            ("© 2026 Shop. Code of conduct", &[]),
            ("Enter your code at http://127.0.0.1:43211/login", &[]),
        ] {
            assert_eq!(codes(text), secret, "{text}");
        }
    }

    #[test]
    fn tokens_are_told_from_other_parts_of_links() {
        for (address, secret) in [
            ("https://shop.example/password/9f86d081884c7d65", &["9f86d081884c7d65"][..]),
            ("https://shop.example/a/0956f287728712ba", &["0956f287728712ba"]),
            ("https://shop.example/reset/12ab34", &["12ab34"]),
            ("https://shop.example/reset/password", &[]),
            ("https://shop.example/confirmation/MS-100001", &[]),
            ("https://shop.example/reset?token=abc4efgh&lang=en", &["abc4efgh"]),
            ("https://shop.example/c?id=7f3K9sPq2Lm8Zx4W", &["7f3K9sPq2Lm8Zx4W"]),
            (
                "https://shop.example/#/verify/550e8400-e29b-41d4-a716-446655440000",
                &["550e8400-e29b-41d4-a716-446655440000"],
            ),
            ("https://shop.example/?reset=password&confirm=true&code=2026-11-26", &[]),
            ("https://shop.example/orders/100001?email=a@example.com", &[]),
            ("https://shop.example/p/blue-mug-ceramic-edition-2026?utm_campaign=spring_sale_2026", &[]),
        ] {
            assert_eq!(tokens(address), secret, "{address}");
        }
    }

    #[test]
    fn a_mail_is_hidden_and_its_order_is_not() {
        let redactor = Redactor::default();
        let mail = Email {
            subject: "Your code is 481923".to_owned(),
            text: "For order 100001 of $64.98.".to_owned(),
            links: vec![(String::new(), "https://shop.example/password/9f86d081884c7d65".to_owned())],
            ..Email::default()
        };
        hide(&mail, &redactor);
        let told = redactor.clean("481923, /password/9f86d081884c7d65, order 100001, $64.98").into_owned();
        assert_eq!(told, "[code of an email], /password/[token of an email's link], order 100001, $64.98");
    }
}
