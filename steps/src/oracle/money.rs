//! Money as people write it: exact decimals, never floats, with the currency's sign or code on either side.

mod currency;

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use currency::Currency;

/// An exact amount of one currency.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Money {
    /// The amount, in whole units and their parts.
    pub amount: Decimal,
    /// The currency, as far as the text says it.
    pub currency: Currency,
    /// As somebody wrote it.
    #[serde(default)]
    written: String,
}

impl PartialEq for Money {
    /// The same amount under the same name of a currency, however it is written.
    fn eq(&self, other: &Self) -> bool {
        self.amount == other.amount && self.currency == other.currency
    }
}

impl Eq for Money {}

impl Money {
    /// An amount that was reckoned, not read.
    pub(crate) fn new(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency, written: String::new() }
    }

    /// Reads an amount with its currency, or says in one line why it cannot be read.
    pub fn read(text: &str) -> Result<Self, String> {
        let written = text.to_owned();
        let text: String = text.chars().map(|sign| if is_space(sign) { ' ' } else { sign }).collect();
        let text = text.trim();
        let (text, negative) = strip_minus(text);
        let first = text.find(|sign: char| sign.is_ascii_digit()).ok_or("there is no number in it")?;
        let last = text.rfind(|sign: char| sign.is_ascii_digit()).expect("there is a first digit, so there is a last");
        let (before, number, after) = (text[..first].trim(), &text[first..=last], text[last + 1..].trim());
        let (before, inner_minus) = match before.strip_suffix(['-', '\u{2212}', '\u{2013}']) {
            Some(sign) => (sign.trim_end(), true),
            None => (before, false),
        };
        let after =
            after.strip_prefix(".-").or(after.strip_prefix(".–")).or(after.strip_prefix(",-")).unwrap_or(after).trim();
        let currency = match (before, after) {
            ("", "") => {
                return Err("the currency is missing: write it as a sign or a code, such as $ or USD".to_owned());
            }
            (name, "") | ("", name) => Currency::named(name).ok_or_else(|| format!("\"{name}\" is no currency"))?,
            (sign, code) => {
                let (sign, code) = (Currency::named(sign), Currency::named(code));
                match (sign, code) {
                    (Some(sign), Some(code)) if sign.may_be(&code) => code,
                    _ => return Err(format!("\"{before}\" and \"{after}\" are not one currency")),
                }
            }
        };
        let amount = read_number(number)?;
        Ok(Self { amount: if negative || inner_minus { -amount } else { amount }, currency, written })
    }

    /// Whether both are the same amount of what can be the same currency.
    pub fn equals(&self, other: &Money) -> bool {
        self.amount == other.amount && self.currency.may_be(&other.currency)
    }

    /// The amount without its minus: shops write a discount with one or without.
    #[must_use]
    pub fn unsigned(&self) -> Self {
        Self { amount: self.amount.abs(), ..self.clone() }
    }

    /// Whether something is taken off.
    pub fn is_negative(&self) -> bool {
        self.amount.is_sign_negative() && !self.amount.is_zero()
    }

    /// The same, taken for the currency `code` if its sign may mean that: `$` in a shop of Canadian dollars.
    #[must_use]
    pub fn meant_as(self, code: &str) -> Self {
        let own = Currency(code.to_ascii_uppercase());
        if self.currency.may_be(&own) { Self { currency: own, ..self } } else { self }
    }

    /// So many pieces of it.
    #[must_use]
    pub fn times(&self, pieces: u32) -> Self {
        Self { amount: self.amount * Decimal::from(pieces), ..self.clone() }
    }

    /// The code of its currency (ISO 4217).
    pub(crate) fn code(&self) -> Option<String> {
        self.currency.code().map(str::to_owned)
    }

    /// As somebody wrote it: the words to point to in a step.
    pub fn as_written(&self) -> &str {
        &self.written
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minus = if self.amount.is_sign_negative() && !self.amount.is_zero() { "-" } else { "" };
        let amount = self.amount.abs();
        let amount = if amount.scale() < 2 { format!("{amount:.2}") } else { amount.to_string() };
        if self.currency.0.chars().all(char::is_alphabetic) {
            write!(f, "{minus}{amount} {}", self.currency)
        } else {
            write!(f, "{minus}{}{amount}", self.currency)
        }
    }
}

/// Blanks, no-break spaces and their narrow kin.
fn is_space(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

fn strip_minus(text: &str) -> (&str, bool) {
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    if let Some(inside) = inside {
        return (inside.trim(), true);
    }
    match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    }
}

/// Reads digits with separators. The last separator is the decimal point, unless it stands before three digits or
/// comes more than once: then it groups thousands.
fn read_number(number: &str) -> Result<Decimal, String> {
    let bad = || format!("\"{number}\" is no number: write it like 1,234.56 or 1.234,56");
    let separators: Vec<(usize, char)> = number.char_indices().filter(|(_, sign)| !sign.is_ascii_digit()).collect();
    if separators.iter().any(|(_, sign)| !matches!(sign, '.' | ',' | '\'' | '’' | ' ')) {
        return Err(bad());
    }
    let decimal = separators.last().copied().filter(|&(at, sign)| {
        let behind = number.len() - at - 1;
        let repeated = separators.iter().filter(|(_, other)| *other == sign).count() > 1;
        let alone = separators.len() == 1;
        matches!(sign, '.' | ',') && !repeated && (behind != 3 || (alone && number.starts_with('0')))
    });
    let (whole, parts) = match decimal {
        Some((at, _)) => (&number[..at], &number[at + 1..]),
        None => (number, ""),
    };
    let mut groups = whole.split(['.', ',', '\'', '’', ' ']);
    let head = groups.next().unwrap_or_default();
    let tail: Vec<&str> = groups.collect();
    let grouped_well = tail.iter().all(|group| group.len() == 3) && (tail.is_empty() || (1..=3).contains(&head.len()));
    let kinds = whole.chars().filter(|sign| !sign.is_ascii_digit()).collect::<std::collections::BTreeSet<_>>();
    let same_sign_twice = decimal.is_some_and(|(_, sign)| kinds.contains(&sign));
    if !grouped_well || kinds.len() > 1 || same_sign_twice || parts.len() > 4 {
        return Err(bad());
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let plain = if parts.is_empty() { digits } else { format!("{digits}.{parts}") };
    plain.parse().map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match Money::read(text) {
            Ok(money) => format!("{} {}", money.amount, money.currency),
            Err(why) => format!("! {why}"),
        }
    }

    #[test]
    fn money_is_read_as_shops_write_it() {
        for (text, meaning) in [
            ("$18.00", "18.00 $"),
            ("18.00 USD", "18.00 USD"),
            ("€1.234,56", "1234.56 €"),
            ("1.234,56 €", "1234.56 €"),
            ("1.234,56\u{a0}€", "1234.56 €"),
            ("CHF 12.-", "12 CHF"),
            ("£7.99", "7.99 £"),
            ("$1,602.00", "1602.00 $"),
            ("1 299 kr", "1299 kr"),
            ("1\u{202f}299,50\u{a0}€", "1299.50 €"),
            ("1.99¤", "1.99 ¤"),
            ("-$5.00", "-5.00 $"),
            ("$-5.00", "-5.00 $"),
            ("\u{2212}5,00 €", "-5.00 €"),
            ("($5.00)", "-5.00 $"),
            ("$1,234", "1234 $"),
            ("$1,234,567.89", "1234567.89 $"),
            ("CHF 1'234.50", "1234.50 CHF"),
            ("$18.00 USD", "18.00 USD"),
            ("¥500", "500 ¥"),
        ] {
            assert_eq!(read(text), meaning, "{text}");
        }
    }

    #[test]
    fn what_is_no_money_says_why() {
        for (text, why) in [
            ("$18.0.0", "\"18.0.0\" is no number"),
            ("18.00", "the currency is missing"),
            ("$", "there is no number"),
            ("18.00 bananas", "\"bananas\" is no currency"),
            ("$18.00 EUR", "\"$\" and \"EUR\" are not one currency"),
            ("$1,23,456.00", "is no number"),
        ] {
            assert!(read(text).starts_with('!') && read(text).contains(why), "{text}: {}", read(text));
        }
    }

    #[test]
    fn a_sign_and_its_code_are_one_currency_and_two_signs_are_not() {
        let money = |text| Money::read(text).expect("the test writes money");
        assert!(money("$5.00").equals(&money("5.00 USD")));
        assert!(money("$5.00").equals(&money("$5")));
        assert!(!money("$5.00").equals(&money("€5.00")));
        assert!(!money("$5.00").equals(&money("$5.01")));
        assert!(!money("5.00 CAD").equals(&money("5.00 USD")));
    }

    #[test]
    fn a_shared_sign_means_the_shops_own_currency() {
        let money = |text| Money::read(text).expect("the test writes money");
        assert!(!money("$5.00").meant_as("CAD").equals(&money("5.00 USD")));
        assert!(money("$5.00").meant_as("CAD").equals(&money("$5.00")));
        assert!(!money("€5.00").meant_as("USD").equals(&money("$5.00")));
    }

    #[test]
    fn money_is_printed_with_its_sign_before_and_its_code_behind() {
        let printed = |text| Money::read(text).expect("the test writes money").to_string();
        assert_eq!(printed("$1,234.5"), "$1234.50");
        assert_eq!(printed("18 USD"), "18.00 USD");
        assert_eq!(printed("-5,00 €"), "-€5.00");
    }
}
