//! The one sink that all evidence and all report text passes: card numbers and named secrets go no further.
//!
//! A card number keeps its first six and last four digits, the most that PCI DSS 3.4.1 lets be shown; a secret keeps nothing.

mod cards;
mod encoded;
mod places;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::sync::{PoisonError, RwLock};

pub use self::cards::is_card_number;
use self::places::{Form, Places, forms_of};

/// Cleans texts of card numbers and of secrets that were named.
#[derive(Default)]
pub struct Redactor {
    secrets: RwLock<Vec<Form>>,
}

/// Secrets that are too short for the [`Redactor`], which hides a text wherever it stands: a security code of three digits
/// stands in half of all numbers, and `test` in `latest`. They are hidden by whoever knows of them, as words of their own.
#[derive(Clone, Default)]
pub struct ShortSecrets(Vec<Form>);

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redactor(..)")
    }
}

impl fmt::Debug for ShortSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShortSecrets(..)")
    }
}

impl ShortSecrets {
    /// Lets `value` read as `[name]` where it is a word of its own.
    pub fn hide(&mut self, name: &str, value: &str) {
        add(&mut self.0, forms_of(name, value));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in those of others.
    pub fn join(&mut self, others: &ShortSecrets) {
        add(&mut self.0, others.0.clone());
    }
}

impl Redactor {
    /// Lets `value` never be seen again: it reads as `[name]`, also where it is URL-, form-, HTML- or base64-encoded.
    ///
    /// Values of fewer than four characters are refused: they would blank out half of every text.
    pub fn hide(&self, name: &str, value: &str) -> bool {
        if value.chars().count() < 4 {
            return false;
        }
        add(&mut self.secrets.write().unwrap_or_else(PoisonError::into_inner), forms_of(name, value));
        true
    }

    /// The text without card numbers and secrets; borrowed where there was nothing to hide.
    pub fn clean<'text>(&self, text: &'text str) -> Cow<'text, str> {
        self.clean_with(text, &ShortSecrets(Vec::new()))
    }

    /// As [`Redactor::clean`], and without the short secrets of the journey, or whatever else it is, that the text is told of.
    pub fn clean_with<'text>(&self, text: &'text str, short: &ShortSecrets) -> Cow<'text, str> {
        let secrets = self.secrets.read().unwrap_or_else(PoisonError::into_inner);
        let mut places = Places::of(text);
        places.take_all(&secrets);
        places.take_words(&short.0);
        let (places, digits) = (places.merged(), cards::digits_to_hide(text));
        if places.is_empty() && digits.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut bytes = text.as_bytes().to_vec();
        digits.into_iter().for_each(|at| bytes[at] = b'*');
        let starred = String::from_utf8(bytes).expect("ASCII digits became ASCII stars");
        // Written forwards: a page's source may hold thousands of places.
        let (mut clean, mut at) = (String::with_capacity(starred.len()), 0);
        for (place, label) in places {
            clean.push_str(&starred[at..place.start]);
            clean.push_str(label);
            at = place.end;
        }
        clean.push_str(&starred[at..]);
        Cow::Owned(clean)
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

/// Adds the forms that are not known yet.
fn add(known: &mut Vec<Form>, forms: Vec<Form>) {
    for form in forms {
        if !known.iter().any(|one| one.text == form.text) {
            known.push(form);
        }
    }
}
