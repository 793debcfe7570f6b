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
