//! What fields ask for, by the words and autofill tokens of each, and what a customer answers.

use shopper_browser::Locator;

use crate::found::Means;
use crate::meanings::canonical;
use crate::pages::view::fold;
use crate::shop::{CardPrint, Customer, Shop};

macro_rules! purposes {
    ($($purpose:ident $key:literal [$($token:literal),*] [$($word:literal),*])*) => {
        /// What a field of a checkout or an account asks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Purpose { $(#[doc = $key] $purpose,)* }

        impl Purpose {
            /// In the order in which they are tried: the special before the general.
            pub(crate) const ALL: &[Purpose] = &[$(Purpose::$purpose),*];

            /// What a table in a feature file calls it.
            pub(crate) fn key(self) -> &'static str {
                match self { $(Purpose::$purpose => $key,)* }
            }

            pub(super) fn tokens(self) -> &'static [&'static str] {
                match self { $(Purpose::$purpose => &[$($token),*],)* }
            }

            fn words(self) -> &'static [&'static str] {
                match self { $(Purpose::$purpose => &[$($word),*],)* }
            }
        }
    };
}

#[rustfmt::skip] // one purpose, one line
purposes! {
    Coupon "coupon" [] ["coupon", "voucher", "promo code", "promotion code", "promotional code", "discount code", "gift code", "gutschein", "rabattcode", "aktionscode", "code promo", "code de réduction", "code réduction", "bon de réduction", "cupón", "código de descuento", "código promocional"]
    OneTimeCode "one-time code" ["one-time-code"] ["one-time code", "one time code", "one-time password", "one-time passcode", "verification code", "authentication code", "authenticator", "digit code", "two-factor", "2fa", "otp", "totp", "einmalcode", "einmal-code", "einmalpasswort", "bestätigungscode", "verifizierungscode", "authentifizierungscode", "-stelligen code", "code à usage unique", "code de vérification", "code d'authentification", "code à 6 chiffres", "código de un solo uso", "código de verificación", "código de autenticación", "código de 6 dígitos"]
    CardType "card type" ["cc-type"] ["card type", "type of card", "card brand", "kartentyp", "kartenart", "type de carte", "tipo de tarjeta", "cardtype", "cctype"]
    CardNumber "card number" ["cc-number"] ["card number", "card no", "kartennummer", "kartennr", "kreditkartennummer", "kreditkartennr", "numéro de carte", "numéro de la carte", "n° de carte", "número de tarjeta", "número de la tarjeta", "nº de tarjeta", "ccnumber", "cardnumber"]
    CardName "name on card" ["cc-name"] ["name on card", "name on the card", "cardholder", "card holder", "name auf der karte", "karteninhaber", "nom sur la carte", "nom figurant sur la carte", "titulaire", "nombre en la tarjeta", "titular", "ccname", "cardname"]
    ExpiryMonth "expiry month" ["cc-exp-month"] ["expiry month", "expiration month", "month", "monat", "ablaufmonat", "mois", "mes de caducidad", "mes de vencimiento", "mes de expiración"]
    ExpiryYear "expiry year" ["cc-exp-year"] ["expiry year", "expiration year", "year", "jahr", "ablaufjahr", "année", "año"]
    Expiry "expiry" ["cc-exp"] ["expiry", "expiration", "expires", "valid to", "valid until", "valid through", "good thru", "mm/yy", "mm / yy", "mm/jj", "mm/aa", "valid thru", "gültig bis", "ablaufdatum", "verfallsdatum", "date de validité", "fin de validité", "valable jusqu", "caducidad", "vencimiento", "válida hasta", "válido hasta", "ccexpiry"]
    CardCode "security code" ["cc-csc"] ["security code", "card verification", "cvc", "cvv", "cvc2", "cvv2", "ccv", "csc", "prüfnummer", "prüfziffer", "kartenprüf", "sicherheitscode", "code de sécurité", "cryptogramme", "código de seguridad", "cccvc"]
    NewPassword "repeated password" [] ["confirm password", "confirm your password", "confirm the password", "repeat password", "repeat your password", "repeat the password", "re-enter password", "re-enter your password", "reenter password", "retype password", "retype your password", "verify password", "password again", "password confirmation", "passwort wiederholen", "passwort bestätigen", "passwort erneut", "passwortbestätigung", "kennwort wiederholen", "kennwort bestätigen", "confirmer le mot de passe", "confirmez le mot de passe", "confirmez votre mot de passe", "confirmation du mot de passe", "répéter le mot de passe", "répétez le mot de passe", "confirmar contraseña", "confirmar la contraseña", "confirma tu contraseña", "confirme su contraseña", "repetir contraseña", "repetir la contraseña", "repite la contraseña", "password2"]
    Password "password" ["current-password", "new-password"] ["password", "passwort", "kennwort", "mot de passe", "contraseña"]
    Email "email" ["email", "username"] ["email", "e-mail", "mail address", "correo", "courriel", "adresse électronique", "adresse de messagerie"]
    Phone "phone" ["tel", "tel-national"] ["phone", "telephone", "mobile", "telefon", "mobil", "handy", "handynummer", "téléphone", "portable", "teléfono", "móvil", "celular"]
    Company "company" ["organization"] ["company", "organisation", "organization", "firma", "firmenname", "unternehmen", "société", "entreprise", "raison sociale", "empresa", "razón social"]
    FullName "name" ["name"] ["full name", "your name", "vor- und nachname", "vor- und zuname", "vollständiger name", "first and last name", "nom complet", "nom et prénom", "prénom et nom", "nombre completo", "nombre y apellido", "nombre y apellidos"]
    FirstName "first name" ["given-name"] ["first name", "given name", "forename", "firstname", "first_name", "vorname", "prénom"]
    LastName "last name" ["family-name"] ["last name", "family name", "surname", "lastname", "last_name", "nachname", "familienname", "zuname", "nom de famille", "apellido"]
    Street2 "address line 2" ["address-line2", "address-line3"] ["apartment", "suite", "line 2", "line 3", "second line", "third line", "line2", "line3", "address2", "adresszusatz", "flat", "unit number", "floor", "additional address", "wohnung", "etage", "complément", "appartement", "bâtiment", "étage", "apartamento", "piso", "puerta"]
    Postcode "postcode" ["postal-code"] ["postcode", "post code", "post/zip", "zip", "postal", "postleitzahl", "plz", "code postal", "código postal", "c.p.", "cp"]
    Country "country" ["country", "country-name"] ["country", "land", "pays", "país"]
    Region "region" ["address-level1"] ["state", "region", "province", "county", "bundesland", "bundesstaat", "kanton", "provincia", "estado", "comunidad autónoma", "región", "région", "département"]
    City "city" ["address-level2"] ["city", "town", "suburb", "ort", "wohnort", "stadt", "ville", "commune", "ciudad", "localidad", "población", "municipio"]
    Street "street" ["address-line1", "street-address"] ["street", "address", "first line", "line 1", "line1", "address1", "straße", "strasse", "anschrift", "adresse", "rue", "voie", "dirección", "calle", "domicilio"]
    AnyName "any name" [] ["name", "nom", "nombre"]
}

/// What only the street itself is called.
const STREETS: [&str; 7] = ["street", "straße", "strasse", "rue", "voie", "calle", "avenida"];

/// Cards that no bank has given out.
const OTHER_CARDS: [&str; 27] = [
    "gift card",
    "giftcard",
    "gift-card",
    "greeting card",
    "loyalty card",
    "club card",
    "clubcard",
    "membership card",
    "member card",
    "discount card",
    "geschenkkarte",
    "grußkarte",
    "kundenkarte",
    "treuekarte",
    "clubkarte",
    "carte cadeau",
    "carte-cadeau",
    "carte de fidélité",
    "carte fidélité",
    "carte de membre",
    "carte club",
    "tarjeta regalo",
    "tarjeta de regalo",
    "tarjeta de fidelidad",
    "tarjeta de cliente",
    "tarjeta cliente",
    "tarjeta de socio",
];

/// Whether words speak of a card that no bank has given out: one that is a present, or of a club.
pub(crate) fn is_other_card(words: &str) -> bool {
    let said = fold(words);
    OTHER_CARDS.iter().any(|card| said.contains(card))
}

impl Purpose {
    /// What the rows of a table can be called, for those who read a message.
    pub(crate) const OF_AN_ADDRESS: &str =
        "name, first name, last name, company, email, phone, street, address line 2, postcode, city, region, country";

    /// Whether it is printed on a card.
    pub(crate) fn is_on_card(self) -> bool {
        use Purpose::{CardCode, CardName, CardNumber, Expiry, ExpiryMonth, ExpiryYear};
        matches!(self, CardCode | CardName | CardNumber | Expiry | ExpiryMonth | ExpiryYear)
    }

    /// What a table in a feature file means by its first column.
    /// A longer name is a label of the shop's: the year of a birth is on no card.
    pub(crate) fn called(name: &str) -> Option<Purpose> {
        let name = fold(&name.replace(['-', '_'], " "));
        let same = |word: &str| word == name || word.replace(['-', '_'], " ") == name;
        let exactly = |purpose: &&Purpose| same(purpose.key()) || purpose.words().iter().any(|word| same(word));
        Purpose::ALL.iter().find(exactly).copied()
    }

    /// What words beside a field ask for.
    pub(crate) fn spoken_of(words: &str) -> Option<Purpose> {
        by_words(&fold(words))
    }

    /// What the customer answers; nothing when the customer has no answer.
    pub(crate) fn answer(self, customer: &Customer) -> Option<String> {
        let answer = match self {
            Purpose::Email => customer.email.clone(),
            Purpose::Phone => customer.phone.clone(),
            Purpose::FullName | Purpose::AnyName => format!("{} {}", customer.first_name, customer.last_name),
            Purpose::FirstName => customer.first_name.clone(),
            Purpose::LastName => customer.last_name.clone(),
            Purpose::Street => customer.street.clone(),
            Purpose::Street2 => customer.street2.clone(),
            Purpose::City => customer.city.clone(),
            Purpose::Region => customer.region.clone(),
            Purpose::Postcode => customer.postcode.clone(),
            Purpose::Country => customer.country.clone(),
            _ => return None,
        };
        (!answer.is_empty()).then_some(answer)
    }

    /// What is on the card: its number, and what is printed beside it.
    pub(crate) fn on_card(self, number: &str, print: &CardPrint, customer: &Customer) -> Option<String> {
        Some(match self {
            Purpose::CardType => (*super::brand_of(number).first()?).to_owned(),
            Purpose::CardNumber => number.to_owned(),
            Purpose::CardName => format!("{} {}", customer.first_name, customer.last_name),
            Purpose::Expiry => format!("{}/{}", print.month, &print.year[print.year.len().saturating_sub(2)..]),
            Purpose::ExpiryMonth => print.month.clone(),
            Purpose::ExpiryYear => print.year.clone(),
            Purpose::CardCode => print.code.clone(),
            _ => return None,
        })
    }

    /// A locator by meaning, in whatever frame the field is.
    pub(crate) fn locator(self, shop: &Shop) -> Locator {
        let called = format!("the field for the {}", self.key());
        match shop.hint(self.key()) {
            Some(hint) => hint.locator().or(self.by_meaning(shop)).named(&called),
            None => self.by_meaning(shop).named(&called),
        }
    }

    /// By what the alternatives of its locator find it: its tokens first, then names.
    pub(crate) fn means(self) -> Vec<Means> {
        self.tokens().iter().map(|_| Means::Token).chain([Means::Name]).collect()
    }

    fn by_meaning(self, shop: &Shop) -> Locator {
        let own =
            shop.words.iter().filter(|(key, _)| canonical(key) == self.key()).flat_map(|(_, words)| words.clone());
        let words: Vec<String> = own.chain(self.words().iter().map(|&word| word.to_owned())).collect();
        let named = words.iter().skip(1).fold(contains(&words[0]), |found, word| found.or(contains(word)));
        let by_token = self.tokens().iter().rev().fold(None, |found: Option<Locator>, token| {
            let one = Locator::autofill(token);
            Some(found.map_or(one.clone(), |more| one.or(more)))
        });
        by_token.map_or(named.clone(), |found| found.or(named))
    }
}

fn contains(word: &str) -> Locator {
    Locator::field(shopper_browser::Match::Contains(word.to_owned()))
}

/// The purpose of which a word stands in the text, at the start of a word.
pub(super) fn by_words(text: &str) -> Option<Purpose> {
    let says = |purpose: Purpose| purpose.words().iter().any(|word| stands_in(word, text));
    let found = Purpose::ALL.iter().copied().find(|purpose| says(*purpose))?;
    Some(match found {
        // `Valid until (month/year)` asks for both.
        Purpose::ExpiryMonth if says(Purpose::ExpiryYear) => Purpose::Expiry,
        // `Card verification code` is on the card.
        Purpose::OneTimeCode if says(Purpose::CardCode) && text.contains("card") => Purpose::CardCode,
        // `Dirección (calle, número, piso)` asks for all of it, and the street is what it cannot do without.
        Purpose::Street2 if STREETS.iter().any(|word| stands_in(word, text)) => Purpose::Street,
        found => found,
    })
}

fn stands_in(word: &str, text: &str) -> bool {
    // What ends in a short word ends there: `ort` is not in `support`, `land` not in `landline`, `card no` not in `card note`.
    let whole = word.rsplit(' ').next().is_some_and(|last| last.len() <= 4);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        let goes_on = whole && after.is_some_and(char::is_alphanumeric);
        !goes_on && !before.is_some_and(char::is_alphanumeric)
    })
}
