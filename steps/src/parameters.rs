//! What a sentence can carry: each type reads its literal strictly and says what is wrong with a bad one.
//!
//! The pattern that finds a literal is lenient, so that `$18.0.0` is told as a bad amount at its place, and not as
//! a sentence that nobody knows.

use std::fmt;
use std::ops::Deref;

use crate::oracle::Money;
use crate::settle::{self, Settled};
use crate::shop::Shop;

/// A type of a sentence's parameter.
pub trait Parameter: Sized {
    /// Its name in sentences, without the braces.
    const NAME: &'static str;
    /// A regular expression without capturing groups; it finds good literals and the bad ones that are worth telling.
    const PATTERN: &'static str;
    /// A literal that is right.
    const EXAMPLE: &'static str;
    /// What it is, in a few words.
    const DOC: &'static str;

    /// Reads the literal, or says in one line what is wrong with it.
    fn parse(literal: &str) -> Result<Self, String>;

    /// What it means in this shop: what it says, another literal, or nothing that the shop's settings know.
    fn settle(&self, _shop: &Shop) -> Settled {
        Ok(None)
    }
}

/// A [`Parameter`] as data, for the catalogue.
#[derive(Clone, Copy)]
pub struct ParameterType {
    name: &'static str,
    pattern: &'static str,
    example: &'static str,
    doc: &'static str,
    check: fn(&str) -> Result<(), String>,
    settle: fn(&str, &Shop) -> Settled,
}

impl ParameterType {
    /// The type `T` as data.
    pub const fn of<T: Parameter>() -> Self {
        fn check<T: Parameter>(literal: &str) -> Result<(), String> {
            T::parse(literal).map(drop)
        }
        fn settle<T: Parameter>(literal: &str, shop: &Shop) -> Settled {
            T::parse(literal).map_or(Ok(None), |value| value.settle(shop))
        }
        Self {
            name: T::NAME,
            pattern: T::PATTERN,
            example: T::EXAMPLE,
            doc: T::DOC,
            check: check::<T>,
            settle: settle::<T>,
        }
    }

    /// Its name in sentences, without the braces.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The lenient regular expression that finds its literals.
    pub fn pattern(&self) -> &'static str {
        self.pattern
    }

    /// A literal that is right.
    pub fn example(&self) -> &'static str {
        self.example
    }

    /// What it is, in a few words.
    pub fn doc(&self) -> &'static str {
        self.doc
    }

    /// Whether the literal can be read, and if not, why.
    pub fn check(&self, literal: &str) -> Result<(), String> {
        (self.check)(literal)
    }

    /// What the literal means in this shop: what it says, another literal, or nothing that is known.
    pub fn settle(&self, literal: &str, shop: &Shop) -> Settled {
        (self.settle)(literal, shop)
    }
}

impl fmt::Debug for ParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}", self.name)
    }
}

/// Something in quotes, or in quotes of the wrong kind.
const QUOTED: &str = "\"(?:[^\"\\\\]|\\\\.)*\"|“[^”]*”|„[^“]*“|'[^']*'";

/// Reads a quoted literal that must not be empty.
fn quoted(literal: &str, what: &str) -> Result<String, String> {
    let typographic = literal.starts_with(['“', '„']);
    if typographic {
        return Err(format!("typographic quotes; write plain ones: \"{}\"", literal.trim_matches(['“', '”', '„'])));
    }
    let inside = ['"', '\'']
        .into_iter()
        .find_map(|quote| literal.strip_prefix(quote)?.strip_suffix(quote))
        .ok_or_else(|| format!("{what} stands in quotes"))?;
    let text = inside.replace("\\\"", "\"").replace("\\\\", "\\");
    if text.trim().is_empty() {
        return Err(format!("{what} is empty"));
    }
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

macro_rules! names {
    ($($type:ident $name:literal $example:literal $what:literal $doc:literal $(in $settle:path)?;)*) => {$(
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $type(pub String);

        impl Parameter for $type {
            const NAME: &'static str = $name;
            const PATTERN: &'static str = QUOTED;
            const EXAMPLE: &'static str = $example;
            const DOC: &'static str = $doc;

            fn parse(literal: &str) -> Result<Self, String> {
                quoted(literal, $what).map(Self)
            }

            $(fn settle(&self, shop: &Shop) -> Settled {
                $settle(&self.0, shop)
            })?
        }

        impl Deref for $type {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    Product "product" "\"Blue Mug\"" "the product's name" "the name of a product, as the shop writes it, or its role in [products] of shop.toml: \"an in-stock product\"" in settle::product;
    Card "card" "\"good\"" "the card's name" "a test card by what becomes of it: good, declined, insufficient funds, 3-D Secure, or one of shop.toml" in settle::card;
    CustomerName "customer" "\"German business\"" "the customer's name" "a customer by the name that [customers] of shop.toml has" in settle::customer;
    AuthenticatorName "authenticator" "\"Ada\"" "the authenticator's name" "an account with a second factor, by the name that [one-time-codes] of shopper.toml has" in settle::authenticator;
    Country "country" "\"Germany\"" "the country's name" "a country, as the shop writes it" in settle::country;
    Text "text" "\"SAVE10\"" "the text" "any text";
    Password "password" "\"Another-8-Password\"" "the password" "a password; it is hidden wherever the journey is shown";
}

impl Parameter for String {
    const NAME: &'static str = "string";
    const PATTERN: &'static str = QUOTED;
    const EXAMPLE: &'static str = "\"any text\"";
    const DOC: &'static str = "any text, empty too";

    fn parse(literal: &str) -> Result<Self, String> {
        match literal {
            "\"\"" | "''" => Ok(String::new()),
            other => quoted(other, "the text"),
        }
    }
}

impl Parameter for i64 {
    const NAME: &'static str = "int";
    const PATTERN: &'static str = r"[-+]?\d[\d.,]*";
    const EXAMPLE: &'static str = "3";
    const DOC: &'static str = "a whole number";

    fn parse(literal: &str) -> Result<Self, String> {
        literal.parse().map_err(|_| "not a whole number".to_owned())
    }
}

/// Degrees of a place, from -180 to 180.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Degrees(pub f64);

impl Parameter for Degrees {
    const NAME: &'static str = "degrees";
    const PATTERN: &'static str = r"[-+]?\d+(?:\.\d+)?";
    const EXAMPLE: &'static str = "52.52";
    const DOC: &'static str = "degrees north or east, with a point: 52.52; south and west are negative";

    fn parse(literal: &str) -> Result<Self, String> {
        let degrees: f64 = literal.parse().map_err(|_| "not a number".to_owned())?;
        if degrees.abs() > 180.0 { Err("degrees go from -180 to 180".to_owned()) } else { Ok(Self(degrees)) }
    }
}

/// How many pieces, from 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity(pub u32);

impl Parameter for Quantity {
    const NAME: &'static str = "quantity";
    const PATTERN: &'static str = r"[-+]?\d[\d.,]*";
    const EXAMPLE: &'static str = "2";
    const DOC: &'static str = "how many pieces, from 1 to 999";

    fn parse(literal: &str) -> Result<Self, String> {
        let number: u32 = literal.parse().map_err(|_| "a quantity is a whole number from 1 to 999".to_owned())?;
        match number {
            0 => Err("a quantity is at least 1; to take something away, say that you remove it".to_owned()),
            1..=999 => Ok(Quantity(number)),
            _ => Err("a quantity is at most 999".to_owned()),
        }
    }
}

impl Parameter for Money {
    const NAME: &'static str = "money";
    const PATTERN: &'static str = r#"[^"]*\d[^"]*"#;
    const EXAMPLE: &'static str = "$18.00";
    const DOC: &'static str = "an exact amount with its currency: $18.00, 18.00 USD, €1.234,56, 1.234,56 €, CHF 12.-";

    fn parse(literal: &str) -> Result<Self, String> {
        Money::read(literal)
    }

    fn settle(&self, _shop: &Shop) -> Settled {
        self.currency.settle()
    }
}
