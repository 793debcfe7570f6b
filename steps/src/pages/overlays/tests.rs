//! What is an overlay and what is the shop's own, and which button makes it go away, in four languages.

use super::*;

fn layer(words: &str, buttons: &[&str]) -> Layer {
    let button = |name: &&str| LayerButton { name: (*name).to_owned(), path: "x".to_owned() };
    let buttons = buttons.iter().map(button).collect();
    Layer { words: words.to_owned(), dialog: true, share: 20, buttons, ..Layer::default() }
}

fn field(words: &str) -> LayerField {
    LayerField { kind: "text".to_owned(), words: words.to_owned() }
}

/// What is pressed, or `Escape`, or nothing.
fn pressed(layer: &Layer) -> String {
    match layer.kind().and_then(|kind| layer.way(kind)) {
        Some(Way::Press(_, name)) => name,
        Some(Way::Escape) => "Escape".to_owned(),
        Some(Way::InFrame) => "in its frame".to_owned(),
        None => "nothing".to_owned(),
    }
}

#[test]
fn consent_is_refused_in_four_languages_whatever_stands_first() {
    for (words, buttons, expected) in [
        (
            "We use cookies and similar tools.",
            &["Accept All Cookies", "Cookie Settings", "Reject All"][..],
            "Reject All",
        ),
        ("This website uses cookies", &["Allow all", "Customize", "Deny"], "Deny"),
        ("We value your privacy", &["MORE OPTIONS", "DISAGREE", "AGREE"], "DISAGREE"),
        ("Cookies", &["Accept all", "Only necessary"], "Only necessary"),
        (
            "Wir verwenden Cookies",
            &["Alle akzeptieren", "Einstellungen", "Nur notwendige Cookies"],
            "Nur notwendige Cookies",
        ),
        ("Datenschutz-Einstellungen", &["Alles akzeptieren", "Alles ablehnen"], "Alles ablehnen"),
        ("Ihre Privatsphäre", &["Zustimmen", "Ohne Einwilligung fortfahren"], "Ohne Einwilligung fortfahren"),
        ("Le respect de votre vie privée", &["Tout accepter", "Tout refuser"], "Tout refuser"),
        ("Nous utilisons des cookies", &["Accepter & Fermer", "Continuer sans accepter"], "Continuer sans accepter"),
        ("Usamos cookies propias", &["Aceptar todo", "Configurar", "Rechazar todo"], "Rechazar todo"),
        ("Valoramos tu privacidad", &["Aceptar", "Solo las necesarias"], "Solo las necesarias"),
    ] {
        let layer = Layer { dialog: false, ..layer(words, buttons) };
        assert_eq!((layer.kind(), pressed(&layer)), (Some(Kind::Consent), format!("\"{expected}\"")), "{words}");
    }
}

#[test]
fn consent_is_given_only_where_nothing_else_is_offered() {
    assert_eq!(pressed(&layer("We use cookies", &["Learn more", "Got it"])), "\"Got it\"");
    assert_eq!(pressed(&layer("We use cookies", &["OK", "Close"])), "\"Close\"");
    assert_eq!(pressed(&layer("We use cookies", &["Learn more", "Books"])), "nothing");
    let with_cross = Layer { corner: Some("#x".to_owned()), ..layer("Wir nutzen Cookies", &["Einverstanden"]) };
    assert_eq!(pressed(&with_cross), "the cross in its corner");
    let framed = Layer { title: "Cookie consent".to_owned(), frame: true, ..layer("", &[]) };
    assert_eq!(pressed(&framed), "in its frame");
}

#[test]
fn offers_are_closed_and_never_filled_in() {
    let email = field("Your email");
    for (words, buttons, expected) in [
        ("Get 10 % off your first order", &["Sign up", "No thanks"][..], "\"No thanks\""),
        ("Newsletter abonnieren und sparen", &["Anmelden", "Nein danke"], "\"Nein danke\""),
        ("Bienvenue ! Inscrivez-vous", &["S'inscrire", "Non merci"], "\"Non merci\""),
        ("Suscríbete y ahorra", &["Suscribirme", "No, gracias"], "\"No, gracias\""),
        ("Welcome to our shop", &["Start shopping"], "Escape"),
    ] {
        let layer = Layer { fields: vec![email.clone()], ..layer(words, buttons) };
        assert_eq!((layer.kind(), pressed(&layer)), (Some(Kind::Offer), expected.to_owned()), "{words}");
    }
}

#[test]
fn the_shops_own_dialogs_are_left_alone() {
    let password = LayerField { kind: "password".to_owned(), words: "Password".to_owned() };
    let many = ["First name", "Street", "City"].map(field).to_vec();
    for (own, what) in [
        (
            Layer { money: true, ..layer("Your cart Red Scarf $29.99 Welcome gift", &["Check out", "Close"]) },
            "a drawer",
        ),
        (layer("Red Scarf Quantity 10 % off", &["Add to cart", "Close"]), "a quick view"),
        (Layer { fields: vec![field("Email"), password], ..layer("Welcome back", &["Log in", "Close"]) }, "a log-in"),
        (Layer { fields: many, ..layer("Welcome! Your address", &["Save", "Close"]) }, "an address"),
        (Layer { fields: vec![field("Coupon code")], ..layer("10 % off? Enter it", &["Apply", "Close"]) }, "a coupon"),
        (layer("Your bank wants to know that it is you. Consent to pay.", &["Accept", "Decline"]), "3-D Secure"),
        (layer("Choose a size", &["Close"]), "a dialog that offers nothing"),
        (
            Layer { dialog: false, ..layer("Shop Sale Privacy Cookie policy", &["Cookie policy", "Imprint"]) },
            "a fixed foot",
        ),
    ] {
        assert_eq!(own.kind(), None, "{what}");
    }
}

#[test]
fn a_chat_is_closed_only_when_it_is_in_the_way_and_nothing_is_when_overlays_are_kept() {
    let chat = Layer { dialog: false, ..layer("How can we help? Start a chat", &["Minimise"]) };
    let view = View { layers: vec![chat], ..View::default() };
    let fires = |policy: &Policy, in_the_way| policy.firing(&view, in_the_way).map(|(_, kind, _)| kind);
    let mut policy = Policy::default();
    assert_eq!(fires(&policy, false), None);
    assert_eq!(fires(&policy, true), Some(Kind::Chat));
    policy.keep = true;
    assert_eq!(fires(&policy, true), None);
}
