//! What a site map says of an element that guessing does not find: by role and name, label, test id or, last, CSS.

use std::fmt;

use serde::{Deserialize, Serialize};
use shopper_browser::{Class, Failure, Locator};

use crate::meanings::PATHS;

/// Where an element is, in the words of the shop's site map.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hint {
    /// An ARIA role, such as `button`; with it may stand a name.
    pub role: Option<String>,
    /// The accessible name; without a role, of anything that can be pressed.
    pub name: Option<String>,
    /// The label of a field, or what stands in it where it has none.
    pub label: Option<String>,
    /// A test id.
    pub test_id: Option<String>,
    /// A CSS selector.
    pub css: Option<String>,
    /// Where it is written: `shop.toml:7`.
    pub place: String,
}

impl Hint {
    /// What may stand in a hint.
    pub const KEYS: [&str; 5] = ["role", "name", "label", "test-id", "css"];

    /// How it is found. A hint that says nothing finds nothing.
    pub fn locator(&self) -> Locator {
        let found = match self {
            Self { css: Some(css), .. } => Locator::css(css),
            Self { test_id: Some(id), .. } => Locator::test_id(id),
            Self { label: Some(label), .. } => Locator::field(label.clone()),
            Self { role: Some(role), name: Some(name), .. } => Locator::role_named(role, name.clone()),
            Self { role: Some(role), .. } => Locator::role(role),
            Self { name, .. } => Locator::clickable(name.clone().unwrap_or_default()),
        };
        found.named(&self.to_string())
    }

    /// The words in it that the names of things may be compared with.
    pub(crate) fn words(&self) -> String {
        let said = [&self.name, &self.label, &self.test_id, &self.css];
        said.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Hint {
    /// As it stands in the site map: `{ css = ".mini-cart" }`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = [&self.role, &self.name, &self.label, &self.test_id, &self.css];
        let said = Self::KEYS.iter().zip(said).filter_map(|(key, value)| Some((key, value.as_ref()?)));
        let said: Vec<String> = said.map(|(key, value)| format!("{key} = {}", quoted(value))).collect();
        write!(f, "{{ {} }}", said.join(", "))
    }
}

/// Says of a thing that was waited for in vain, and that a shop may not have at all, which lines of site map point to it.
pub(crate) fn lacking(meaning: &str, mend: &str, mut failure: Failure) -> Failure {
    if failure.class != Class::Expectation {
        return failure;
    }
    failure.class = Class::NotFound;
    let line = |name: &str, value: &str| format!("  {} = {value}", quoted(name));
    let mut told = failure
        .detail("where the shop has one, this line points to it, under [hints] in the shop.toml beside your features:")
        .detail(line(meaning, "{ css = \"...\" }"));
    if PATHS.contains(&meaning) {
        told = told.detail("or this one, under [paths]:").detail(line(meaning, "\"/...\""));
    }
    told.mend(mend)
}

/// A text as TOML writes it; in single quotes where that spares the signs of a selector.
pub fn quoted(text: &str) -> String {
    let literal = text.contains(['"', '\\']) && !text.contains(|sign: char| sign == '\'' || sign.is_control());
    if literal {
        return format!("'{text}'");
    }
    // The escapes of JSON are some of TOML's, which wants one more.
    serde_json::Value::String(text.to_owned()).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_is_told_as_it_is_written() {
        let hint = Hint { css: Some("a[href=\"/cart\"]".to_owned()), ..Hint::default() };
        assert_eq!(hint.to_string(), "{ css = 'a[href=\"/cart\"]' }");
        let hint = Hint { role: Some("button".to_owned()), name: Some("Grab it".to_owned()), ..Hint::default() };
        assert_eq!(hint.to_string(), "{ role = \"button\", name = \"Grab it\" }");
    }
}
