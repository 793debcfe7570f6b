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
        if SENTENCES.contains(&sentence)
            && let Some(password) = typed(&step.text)
        {
            redactor.hide("typed password", password);
        }
    }
}

/// The second quoted text, where the first names a field for a password: `I fill "Password" with "open sesame"`.
fn typed(text: &str) -> Option<&str> {
    let mut quoted = text.split('"').skip(1).step_by(2);
    let field = quoted.next()?.to_lowercase();
    NAMES.iter().any(|name| field.contains(name)).then(|| quoted.next())?
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn what_is_typed_into_a_field_for_a_password_is_known() {
        assert_eq!(typed("I fill \"Your password\" with \"open sesame\""), Some("open sesame"));
        assert_eq!(typed("ich fülle \"Passwort\" mit \"offen\" aus"), Some("offen"));
        assert_eq!(typed("I fill \"Coupon code\" with \"SAVE10\""), None);
        assert_eq!(typed("I fill \"Password\" with \"\""), Some(""));
    }
}
