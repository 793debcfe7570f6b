//! A text that is given, or named by an environment variable that holds it; and countries that are misspelt.

use shopper_steps::{country_meant, region_meant};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::Reader;
use super::options::{CUSTOMER_TABLE, NAMED_TABLES};
use super::origin::Sourced;
use super::values::is_variable;

/// A text that is given, or named by an environment variable that holds it.
#[derive(Clone, PartialEq, Eq)]
pub enum Given {
    /// It stands in the file.
    Plain(String),
    /// It is the value of this environment variable, and secret.
    Variable {
        /// The variable's name.
        name: String,
        /// Its value, when it is set.
        value: Option<String>,
    },
}

impl Given {
    /// The text itself; nothing when its variable is not set.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Variable { value, .. } => value.as_deref(),
        }
    }
}

impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Plain(_) => f.write_str("Plain(..)"),
            Self::Variable { name, .. } => write!(f, "Variable({name})"),
        }
    }
}

const GIVEN: &str = "a text, or { env = \"NAME\" } to take it from the environment";

impl Reader<'_> {
    /// A text, or `{ env = "NAME" }`; the variable itself is looked up later.
    pub(super) fn given(&mut self, path: &str, value: &Spanned<DeValue<'_>>) -> Option<Sourced<Given>> {
        let given = match value.get_ref() {
            DeValue::String(text) => Given::Plain(text.to_string()),
            DeValue::Table(table) if table.len() == 1 => {
                let name = table.get("env").and_then(|name| name.get_ref().as_str());
                match name {
                    Some(name) if is_variable(name) => Given::Variable { name: name.to_owned(), value: None },
                    _ => {
                        self.wrong_type(path, value.get_ref(), value.span(), GIVEN);
                        return None;
                    }
                }
            }
            other => {
                self.wrong_type(path, other, value.span(), GIVEN);
                return None;
            }
        };
        let origin = self.origin(value.span());
        Some(Sourced { value: given, origin })
    }

    /// Tells of a country or region of a customer that is misspelt: a shop would not offer it.
    pub(super) fn places(&mut self, name: &str, table: &DeTable<'_>) {
        let group = name.split('.').next().unwrap_or(name);
        if name != CUSTOMER_TABLE && !NAMED_TABLES.contains(&group) {
            return;
        }
        let text = |key: &str| table.get(key).and_then(|value| Some((value.get_ref().as_str()?, value.span())));
        let Some((country, span)) = text("country") else { return };
        let mend = |meant: &str| vec![format!("did you mean \"{meant}\"?")];
        if let Some(meant) = country_meant(country) {
            self.blame(&format!("there is no country \"{country}\""), span, "", mend(meant));
        } else if let Some((region, span)) = text("region")
            && let Some(meant) = region_meant(country, region)
        {
            self.blame(&format!("there is no region \"{region}\" in {country}"), span, "", mend(meant));
        }
    }
}
