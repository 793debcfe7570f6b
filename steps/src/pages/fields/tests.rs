use super::*;

fn purpose(name: &str) -> Option<Purpose> {
    Field { name: name.to_owned(), ..Field::default() }.purpose()
}

#[test]
fn labels_of_real_shops_are_understood() {
    for (label, meaning) in [
        ("Email *", Purpose::Email),
        ("E-Mail-Adresse", Purpose::Email),
        ("Mobile number (optional)", Purpose::Phone),
        ("Full name *", Purpose::FullName),
        ("Vor- und Nachname", Purpose::FullName),
        ("Name", Purpose::AnyName),
        ("Nachname", Purpose::LastName),
        ("First line of address *", Purpose::Street),
        ("Second line of address", Purpose::Street2),
        ("Apartment, suite, etc. (optional)", Purpose::Street2),
        ("Post/Zip-code *", Purpose::Postcode),
        ("Ort", Purpose::City),
        ("Town or city", Purpose::City),
        ("State / Region", Purpose::Region),
        ("Land", Purpose::Country),
        ("Card number", Purpose::CardNumber),
        ("Name auf der Karte", Purpose::CardName),
        ("Expiry date (MM/YY)", Purpose::Expiry),
        ("CCV number", Purpose::CardCode),
        ("CVV2", Purpose::CardCode),
        ("Coupon code", Purpose::Coupon),
        ("Straße und Hausnummer", Purpose::Street),
    ] {
        assert_eq!(purpose(label), Some(meaning), "{label}");
    }
    assert_eq!(purpose("Import file"), None);
}

#[test]
fn what_only_sounds_like_a_card_a_password_or_a_second_line_is_none() {
    for label in [
        "Card note",
        "Greeting card notes",
        "Gift card number",
        "N° de carte de fidélité",
        "Número de tarjeta regalo",
        "Kundenkarte: Kartennummer",
        "Kundennummer",
    ] {
        assert_eq!(purpose(label), None, "{label}");
    }
    assert_eq!(purpose("Card No."), Some(Purpose::CardNumber));
    assert_eq!(purpose("Re-enter your e-mail"), Some(Purpose::Email));
    for label in ["Dirección (calle, número, piso)", "Adresse (rue, bâtiment, étage)"] {
        assert_eq!(purpose(label), Some(Purpose::Street), "{label}");
    }
    let member = Field { name: "Kundennummer".to_owned(), attribute: "cid".to_owned(), ..Field::default() };
    assert_eq!(member.purpose(), None);
    let token = Field { name: "Gift card number".to_owned(), token: "cc-number".to_owned(), ..Field::default() };
    assert_eq!(token.purpose(), Some(Purpose::CardNumber), "what the shop says to the browser counts");
}

#[test]
fn labels_of_other_languages_are_understood_as_well() {
    use Purpose::{
        AnyName, CardCode, CardName, CardNumber, City, Company, Country, Coupon, Email, Expiry, ExpiryMonth,
        ExpiryYear, FirstName, FullName, LastName, NewPassword, OneTimeCode, Password, Phone, Postcode, Region, Street,
        Street2,
    };
    for (meaning, labels) in [
        (
            Email,
            &[
                "E-Mail",
                "E-Mail-Adresse",
                "Adresse e-mail",
                "Adresse électronique",
                "Courriel",
                "Correo electrónico",
                "Dirección de correo electrónico",
                "Adresse de messagerie",
            ][..],
        ),
        (
            Phone,
            &["Telefonnummer", "Handynummer", "Mobilnummer", "Téléphone", "Numéro de portable", "Teléfono", "Móvil"],
        ),
        (FirstName, &["Vorname", "Prénom"]),
        (LastName, &["Nachname", "Familienname", "Nom de famille", "Apellidos"]),
        (FullName, &["Vollständiger Name", "Nom complet", "Nom et prénom", "Nombre completo", "Nombre y apellidos"]),
        (AnyName, &["Nom", "Nombre"]),
        (
            Company,
            &["Firma", "Firmenname", "Entreprise", "Société", "Empresa", "Nombre de la empresa", "Nom de l'entreprise"],
        ),
        (
            Street,
            &[
                "Straße und Hausnummer",
                "Strasse",
                "Adresse",
                "Numéro et nom de rue",
                "Rue",
                "Dirección",
                "Calle y número",
            ],
        ),
        (
            Street2,
            &[
                "Adresszusatz",
                "Wohnung, Etage usw. (optional)",
                "Complément d'adresse",
                "Appartement, suite, etc.",
                "Bâtiment, étage",
                "Piso, puerta",
                "Apartamento, habitación, etc.",
            ],
        ),
        (Postcode, &["Postleitzahl", "PLZ", "Code postal", "Código postal", "C.P.", "Code postal *"]),
        (
            City,
            &[
                "Ort",
                "Stadt",
                "Wohnort",
                "Ort / Stadt",
                "Ville",
                "Commune",
                "Ciudad",
                "Población",
                "Localidad / Ciudad",
            ],
        ),
        (
            Region,
            &[
                "Bundesland",
                "Kanton",
                "Département",
                "Région",
                "Provincia",
                "Región / Provincia",
                "Comunidad autónoma",
                "Estado",
            ],
        ),
        (Country, &["Land", "Land / Region", "Pays", "Pays / région", "País", "País / Región"]),
        (
            CardNumber,
            &[
                "Kartennummer",
                "Kreditkartennummer",
                "Numéro de carte",
                "Numéro de la carte",
                "N° de carte",
                "Número de tarjeta",
                "Número de la tarjeta",
            ],
        ),
        (
            CardName,
            &[
                "Name auf der Karte",
                "Karteninhaber",
                "Nom sur la carte",
                "Titulaire de la carte",
                "Nombre en la tarjeta",
                "Titular de la tarjeta",
            ],
        ),
        (
            Expiry,
            &[
                "Gültig bis",
                "Ablaufdatum",
                "Verfallsdatum",
                "Date d'expiration (MM/AA)",
                "Date de validité",
                "Fecha de caducidad",
                "Fecha de vencimiento",
                "Válida hasta",
                "Expiry date (month / year)",
                "Date d'expiration (mois/année)",
            ],
        ),
        (ExpiryMonth, &["Ablaufmonat", "Monat", "Mois", "Mois d'expiration", "Mes de caducidad", "Mes de vencimiento"]),
        (ExpiryYear, &["Ablaufjahr", "Jahr", "Année", "Année d'expiration", "Año", "Año de caducidad"]),
        (
            CardCode,
            &[
                "Prüfnummer",
                "Kartenprüfnummer",
                "Sicherheitscode",
                "Code de sécurité",
                "Cryptogramme visuel",
                "Código de seguridad",
                "Card verification number",
                "Card verification code",
                "CID",
            ],
        ),
        (
            Coupon,
            &[
                "Gutscheincode",
                "Rabattcode",
                "Aktionscode",
                "Code promo",
                "Code de réduction",
                "Bon de réduction",
                "Cupón",
                "Código de descuento",
                "Código promocional",
                "Promotional code",
            ],
        ),
        (Password, &["Passwort", "Kennwort", "Mot de passe", "Contraseña"]),
        (
            NewPassword,
            &[
                "Passwort wiederholen",
                "Passwort bestätigen",
                "Confirmer le mot de passe",
                "Confirmation du mot de passe",
                "Confirmar contraseña",
                "Repetir contraseña",
                "Repeat your password",
                "Re-enter password",
                "Password confirmation",
                "Confirm your password",
            ],
        ),
        (OneTimeCode, &["Bestätigungscode", "Code de vérification", "Código de verificación"]),
    ] {
        for label in labels {
            assert_eq!(purpose(label), Some(meaning), "{label}");
        }
    }
    for other in [
        "Geburtsdatum",
        "Date de naissance",
        "Fecha de nacimiento",
        "Notizen",
        "Commentaire",
        "Mes commentaires",
        "Year of birth",
        "Année de naissance",
    ] {
        assert_eq!(purpose(other), None, "{other}");
    }
}

#[test]
fn lists_without_a_name_are_told_apart_by_caption_and_options() {
    let list = |caption: &str, options: std::ops::RangeInclusive<u32>| Field {
        kind: "select".to_owned(),
        caption: caption.to_owned(),
        options: options.map(|number| format!("{number:02}")).collect(),
        ..Field::default()
    };
    assert_eq!(list("Valid to", 1..=12).purpose(), Some(Purpose::ExpiryMonth));
    assert_eq!(list("Valid to", 2026..=2035).purpose(), Some(Purpose::ExpiryYear));
    assert_eq!(list("Valid from", 1..=12).purpose(), None);
    let telephone = Field { name: "Telephone".to_owned(), ..Field::default() };
    assert_eq!(telephone.purpose(), Some(Purpose::Phone));
    let hidden =
        |name: &str| Field { name: name.to_owned(), input: "password".to_owned(), ..Field::default() }.purpose();
    assert_eq!(hidden("Mot de passe"), Some(Purpose::Password));
    assert_eq!(hidden("Repetir contraseña"), Some(Purpose::NewPassword));
}

#[test]
fn a_token_beats_the_label_and_the_label_beats_the_name() {
    let field = Field {
        name: "Where to?".to_owned(),
        token: "address-level2".to_owned(),
        attribute: "zip zip".to_owned(),
        ..Field::default()
    };
    assert_eq!(field.purpose(), Some(Purpose::City));
    assert_eq!(Field { attribute: "shipping_city f1".to_owned(), ..Field::default() }.purpose(), Some(Purpose::City));
}
