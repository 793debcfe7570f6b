//! Passwords that a journey types by a general sentence: they stand in its text, and shall stand in nothing that is written.

use shopper_browser::Redactor;
use shopper_steps::Catalogue;

use crate::plan::Planned;

/// The sentences of the shipped vocabulary that name a field and what is in it.
const SENTENCES: [&str; 2] = ["I fill {text} with {string}", "the field {text} holds {string}"];
/// What fields for passwords are called.
const NAMES: [&str; 6] = ["password", "passwort", "kennwort", "passphrase", "mot de passe", "contraseña"];

/// Has the passwords of all these journeys hidden.
pub(super) fn hide_passwords(planned: &[Planned], catalogue: &Catalogue, redactor: &Redactor) {
    for step in planned.iter().flat_map(|one| &one.steps) {
        let sentence = catalogue.definitions()[step.binding.definition].expression();
        let [field, typed] = step.binding.arguments.as_slice() else { continue };
        if SENTENCES.contains(&sentence) && is_for_a_password(&field.text) {
            redactor.hide("typed password", unquoted(&typed.text));
        }
    }
}

fn is_for_a_password(field: &str) -> bool {
    let field = field.to_lowercase();
    NAMES.iter().any(|name| field.contains(name))
}

/// A literal without its quotes, double or single.
fn unquoted(literal: &str) -> &str {
    let within = |quote: char| literal.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\'')).unwrap_or(literal)
}

#[cfg(test)]
mod tests {
    use super::{is_for_a_password, unquoted};

    #[test]
    fn a_field_for_a_password_is_known_by_its_name() {
        for (field, is) in [("\"Your Password *\"", true), ("'Contraseña'", true), ("\"Coupon code\"", false)] {
            assert_eq!(is_for_a_password(field), is, "{field}");
        }
    }

    #[test]
    fn a_literal_is_taken_out_of_its_quotes() {
        for literal in ["\"open sesame\"", "'open sesame'", "open sesame"] {
            assert_eq!(unquoted(literal), "open sesame");
        }
        assert_eq!(unquoted("'it\""), "'it\"");
    }
}
