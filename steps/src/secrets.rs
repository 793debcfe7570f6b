//! What fields ask for that no report may keep, known by what they are called.

use crate::pages::Purpose;

/// What fields for passwords are called, also within a longer word (`Kundenpasswort`).
const PASSWORDS: [&str; 6] = ["password", "passwort", "kennwort", "passphrase", "mot de passe", "contraseña"];
/// What fields for the security code of a card are called beside what every shop's own table of words has.
const CARD_CODES: [&str; 7] = [
    "card verification",
    "kartenprüf",
    "sicherheitscode",
    "code de sécurité",
    "cryptogramme",
    "código de seguridad",
    "código cvv",
];
/// The same as words of their own: what American Express, and banks behind other schemes, call it.
const CARD_CODE_WORDS: [&str; 4] = ["cid", "cvn", "cvd", "cav"];
/// What stands before `card code` where that is a payment card's; gift cards and club cards have codes, too.
const BEFORE_CARD_CODE: [&str; 7] = ["credit", "debit", "bank", "payment", "your", "the", "of"];
/// Other secrets, as words of their own: there is no PIN in `shipping` and none in `Pinterest`.
const WORDS: [&str; 7] = ["pin", "pincode", "passcode", "secret", "geheimzahl", "geheimnis", "clave"];
/// Keywords to search for are no secret.
const NO_SECRETS: [&str; 2] = ["palabra clave", "palabras clave"];

/// What a field of this name takes, if no report may keep it: `password`, `security code`, `secret`...
///
/// PCI DSS 3.3.1 lets nobody keep a card's security code or PIN, not even encrypted.
pub fn secret_called(label: &str) -> Option<&'static str> {
    let label = label.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let words = words_of(&label);
    // `CVV2` and `CVC2` are the schemes' own names.
    let plain = words.join(" ");
    let purpose = [label.as_str(), &plain]
        .into_iter()
        .find_map(|label| Purpose::called(label).or_else(|| Purpose::spoken_of(label)).filter(|one| is_secret(*one)));
    match purpose {
        Some(purpose) => Some(purpose.key()),
        _ if says(&PASSWORDS) => Some(Purpose::Password.key()),
        _ if says(&CARD_CODES) || words.iter().any(|word| CARD_CODE_WORDS.contains(word)) || is_card_code(&words) => {
            Some(Purpose::CardCode.key())
        }
        _ if says(&NO_SECRETS) => None,
        _ if words.iter().any(|word| WORDS.contains(word)) => Some("secret"),
        _ => None,
    }
}

fn is_secret(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::CardNumber | Purpose::CardCode | Purpose::OneTimeCode)
}

/// The words of a label, without the numbers at their ends.
fn words_of(label: &str) -> Vec<&str> {
    let words = label.split(|sign: char| !sign.is_alphanumeric());
    words
        .map(|word| word.trim_end_matches(|sign: char| sign.is_ascii_digit()))
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_card_code(words: &[&str]) -> bool {
    let at = words.windows(2).position(|two| two == ["card", "code"]);
    at.is_some_and(|at| at == 0 || BEFORE_CARD_CODE.contains(&words[at - 1]))
}

#[cfg(test)]
mod tests {
    use super::secret_called;

    #[test]
    fn a_secret_is_known_by_what_its_field_is_called() {
        for (label, secret) in [
            ("Your Password *", Some("password")),
            ("Confirm password", Some("password")),
            ("Kundenpasswort", Some("password")),
            ("Contraseña", Some("password")),
            ("security code", Some("security code")),
            ("CVC", Some("security code")),
            ("Prüfnummer", Some("security code")),
            ("Code de sécurité", Some("security code")),
            ("Código de seguridad", Some("security code")),
            ("CVV2", Some("security code")),
            ("CVC2 *", Some("security code")),
            ("Card CVV2/CVC2", Some("security code")),
            ("CVN2", Some("security code")),
            ("CID", Some("security code")),
            ("Amex CID (4 digits)", Some("security code")),
            ("Card code", Some("security code")),
            ("Credit card code:", Some("security code")),
            ("PIN2", Some("secret")),
            ("Clave", Some("secret")),
            ("Clave de acceso", Some("secret")),
            ("OTP1", Some("one-time code")),
            ("card number", Some("card number")),
            ("Verification code", Some("one-time code")),
            ("Gift card PIN", Some("secret")),
            ("Coupon code", None),
            ("Gift card code", None),
            ("Palabra clave", None),
            ("Enclave", None),
            ("Address 2", None),
            ("Cider", None),
            ("Shipping", None),
            ("Pinterest", None),
            ("Name on card", None),
            ("postcode", None),
            ("product", None),
        ] {
            assert_eq!(secret_called(label), secret, "{label}");
        }
    }
}
