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
/// Other secrets, as words of their own: there is no PIN in `shipping` and none in `Pinterest`.
const WORDS: [&str; 6] = ["pin", "pincode", "passcode", "secret", "geheimzahl", "geheimnis"];

/// What a field of this name takes, if no report may keep it: `password`, `security code`, `secret`...
///
/// PCI DSS 3.3.1 lets nobody keep a card's security code or PIN, not even encrypted.
pub fn secret_called(label: &str) -> Option<&'static str> {
    let label = label.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match Purpose::called(&label).or_else(|| Purpose::spoken_of(&label)) {
        Some(one @ (Purpose::CardNumber | Purpose::CardCode | Purpose::OneTimeCode)) => Some(one.key()),
        _ if says(&PASSWORDS) => Some(Purpose::Password.key()),
        _ if says(&CARD_CODES) => Some(Purpose::CardCode.key()),
        _ if label.split(|sign: char| !sign.is_alphanumeric()).any(|word| WORDS.contains(&word)) => Some("secret"),
        _ => None,
    }
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
            ("card number", Some("card number")),
            ("Verification code", Some("one-time code")),
            ("Gift card PIN", Some("secret")),
            ("Coupon code", None),
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
