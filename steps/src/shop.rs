//! What a journey must know of the shop it is sent to; all of it has a default but the address.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::found::Means;
use crate::hint::Hint;
use crate::mail::MailSettings;
use crate::meanings::canonical;
use crate::oracle::Money;

/// The shop, and who shops there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shop {
    /// Where the shop's first page is.
    #[serde(with = "address")]
    pub url: Url,
    /// The currency that a sign which several share means here, such as `USD`.
    pub currency: Option<String>,
    /// The language in which the shop is opened, such as `de-DE`.
    pub language: Option<String>,
    /// Test card numbers by what becomes of them, beside the built-in ones: `declined = "4000 ..."`.
    pub cards: BTreeMap<String, String>,
    /// What this shop calls things, beside what is known already: `cart = ["shopping sack"]`.
    pub words: BTreeMap<String, Vec<String>>,
    /// Where the things are that guessing does not find, by what is meant.
    pub hints: BTreeMap<String, Hint>,
    /// What lies over the shop's pages and is to be closed: banners, newsletters.
    pub overlays: Vec<Hint>,
    /// The addresses of pages, from the shop's first page on: `cart = "/basket"`.
    pub paths: BTreeMap<String, String>,
    /// Products by the role that journeys speak of: `"an in-stock product" = "Blue Mug"`.
    pub products: BTreeMap<String, String>,
    /// Who shops.
    pub customer: Customer,
    /// Others who may shop, by name.
    pub customers: BTreeMap<String, Customer>,
    /// What is printed on every test card beside its number.
    pub card_print: CardPrint,
    /// Where the shop's mails can be read.
    pub mail: MailSettings,
    /// Secrets of authenticator apps, by name: base32 or `otpauth://` addresses.
    pub one_time_codes: BTreeMap<String, String>,
    /// Who tells how many pieces of a product are left.
    pub stock: Book,
    /// Who tells which orders were placed.
    pub orders: Book,
}

/// A part of the shop's own books that can be asked over HTTP and answers in JSON.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Book {
    /// Its address, on the shop's host or a whole one. `{product}`, `{slug}` and `{email}` are filled in.
    pub url: String,
    /// Where in the answer to look, a JSON pointer (RFC 6901): `/data/stock`. Empty for the whole answer.
    pub field: String,
    /// The `Authorization` header that it wants.
    pub authorization: String,
}

impl std::fmt::Debug for Book {
    /// Without what authorizes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book").field("url", &self.url).field("field", &self.field).finish_non_exhaustive()
    }
}

/// Who shops, and where it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Customer {
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// The email address of a guest. New accounts get an address of their own, made from this one.
    pub email: String,
    /// The password of new accounts.
    pub password: String,
    /// The telephone number.
    pub phone: String,
    /// Street and number.
    pub street: String,
    /// A second line of the address; most leave it empty.
    pub street2: String,
    /// Town or city.
    pub city: String,
    /// State, province or county.
    pub region: String,
    /// Postcode.
    pub postcode: String,
    /// The country, as the shop writes it.
    pub country: String,
}

/// What is printed on every test card beside its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CardPrint {
    /// The month of expiry, two digits.
    pub month: String,
    /// The year of expiry, four digits.
    pub year: String,
    /// The security code.
    pub code: String,
}

/// An address is a text in files.
mod address {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use url::Url;

    pub(super) fn serialize<S: Serializer>(url: &Url, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(url.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Url, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|error| D::Error::custom(format!("\"{text}\" is no address: {error}")))
    }
}

/// The test numbers that payment providers publish and the demo shop knows.
const CARDS: &[(&str, &str)] = &[
    ("good", "4242 4242 4242 4242"),
    ("declined", "4000 0000 0000 0002"),
    ("insufficient funds", "4000 0000 0000 9995"),
    ("3-D Secure", "4000 0027 6000 3184"),
    ("3-D Secure in a window", "4000 0000 0000 3220"),
    ("3-D Secure time out", "4000 0000 0000 3246"),
    ("slow", "4000 0000 0000 0259"),
];

/// What the built-in cards are called by those who write in another language.
const CARD_NAMES: &[(&str, &[&str])] = &[
    ("good", &["gut", "gültig", "bonne", "valide", "buena", "válida"]),
    ("declined", &["abgelehnt", "refusée", "rechazada"]),
    ("insufficient funds", &["nicht gedeckt", "fonds insuffisants", "sin fondos"]),
    ("slow", &["langsam", "lente", "lenta"]),
];

impl Shop {
    /// The shop at `url`, with every default.
    pub fn with_url(url: Url) -> Self {
        Self {
            url,
            currency: None,
            language: None,
            cards: BTreeMap::new(),
            words: BTreeMap::new(),
            hints: BTreeMap::new(),
            overlays: Vec::new(),
            paths: BTreeMap::new(),
            products: BTreeMap::new(),
            customer: Customer::default(),
            customers: BTreeMap::new(),
            card_print: CardPrint::default(),
            mail: MailSettings::default(),
            one_time_codes: BTreeMap::new(),
            stock: Book::default(),
            orders: Book::default(),
        }
    }

    /// What the site map says of where a thing is.
    pub fn hint(&self, meaning: &str) -> Option<&Hint> {
        self.hints.iter().find(|(key, _)| canonical(key) == meaning).map(|(_, hint)| hint)
    }

    /// The place of the hint for a thing that was found by other means.
    pub(crate) fn missed_hint(&self, meaning: &str, by: Means) -> Option<String> {
        Some(self.hint(meaning).filter(|_| by != Means::Hint)?.place.clone())
    }

    /// The address of a page that the site map gives; `words` stand in for `{words}`.
    pub(crate) fn path(&self, page: &str, words: &str) -> Option<Url> {
        let path = self.paths.iter().find(|(key, _)| canonical(key) == page).map(|(_, path)| path)?;
        let words: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
        self.url.join(&path.replace("{words}", &words)).ok()
    }

    /// Reads an amount that this shop shows: a sign that several currencies share means the shop's own.
    pub(crate) fn money(&self, text: &str) -> Result<Money, String> {
        let money = Money::read(text)?;
        Ok(match &self.currency {
            Some(own) => money.meant_as(own),
            None => money,
        })
    }

    /// The number of the test card of this name, from the settings or built in.
    pub fn card_number(&self, name: &str) -> Option<&str> {
        let spoken = name.to_lowercase();
        let meant = CARD_NAMES.iter().find(|(_, others)| others.contains(&spoken.as_str()));
        // What the settings call so comes before what we would understand by it.
        let name = meant.filter(|_| !self.cards.contains_key(name)).map_or(name, |(own, _)| own);
        let configured = self.cards.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        configured
            .map(|(_, number)| number.as_str())
            .or_else(|| CARDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, number)| *number))
    }

    /// The customer of this name.
    pub fn customer_named(&self, name: &str) -> Option<&Customer> {
        self.customers.iter().find(|(known, _)| known.to_lowercase() == name.to_lowercase()).map(|(_, who)| who)
    }

    /// The secret of the authenticator of this name.
    pub(crate) fn one_time_secret(&self, name: &str) -> Option<&str> {
        let known = self.one_time_codes.iter().find(|(known, _)| known.to_lowercase() == name.to_lowercase());
        known.map(|(_, secret)| secret.as_str())
    }

    /// The names of all test cards there are.
    pub fn card_names(&self) -> Vec<&str> {
        let built_in = CARDS.iter().map(|(name, _)| *name);
        let mut names: Vec<&str> = built_in.chain(self.cards.keys().map(String::as_str)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

impl Default for Shop {
    /// The demo shop's usual address; the runner puts the real one in its place.
    fn default() -> Self {
        Self::with_url(Url::parse("http://127.0.0.1/").expect("a constant address"))
    }
}

impl Default for Customer {
    fn default() -> Self {
        Self {
            first_name: "Mary".to_owned(),
            last_name: "Shopper".to_owned(),
            email: "mary.shopper@example.com".to_owned(),
            password: "Mystery-7-Shopper".to_owned(),
            phone: "2025550143".to_owned(),
            street: "12 Market Street".to_owned(),
            street2: String::new(),
            city: "Springfield".to_owned(),
            region: "Illinois".to_owned(),
            postcode: "62701".to_owned(),
            country: "United States".to_owned(),
        }
    }
}

impl Default for CardPrint {
    fn default() -> Self {
        Self { month: "12".to_owned(), year: "2034".to_owned(), code: "123".to_owned() }
    }
}
