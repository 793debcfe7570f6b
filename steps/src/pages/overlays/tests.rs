//! What is an overlay and what is the shop's own, and which button makes it go away, in four languages.

use super::*;

fn layer(words: &str, buttons: &[&str]) -> Layer {
    let button = |name: &&str| LayerButton { name: (*name).to_owned(), path: "x".to_owned(), ..LayerButton::default() };
    let buttons = buttons.iter().map(button).collect();
    Layer { words: words.to_owned(), dialog: true, share: 20, buttons, ..Layer::default() }
}

fn field(words: &str) -> LayerField {
    LayerField { kind: "text".to_owned(), words: words.to_owned() }
}

/// What is pressed, or nothing.
fn pressed(layer: &Layer) -> String {
    layer.kind().and_then(|kind| layer.way(kind)).map_or("nothing".to_owned(), |way| way.told())
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
    let with_cross = Layer { corner: Some(LayerButton::default()), ..layer("Wir nutzen Cookies", &["Einverstanden"]) };
    assert_eq!(pressed(&with_cross), "the cross in its corner");
    let framed = Layer { title: "Cookie consent".to_owned(), frame: Some("https://c/".to_owned()), ..layer("", &[]) };
    assert_eq!(pressed(&framed), "a button in its frame");
}

#[test]
fn offers_are_closed_and_never_filled_in() {
    let email = field("Your email");
    for (words, buttons, expected) in [
        ("Get 10 % off your first order", &["Sign up", "No thanks"][..], "\"No thanks\""),
        ("Newsletter abonnieren und sparen", &["Anmelden", "Nein danke"], "\"Nein danke\""),
        ("Bienvenue ! Inscrivez-vous", &["S'inscrire", "Non merci"], "\"Non merci\""),
        ("Suscríbete y ahorra", &["Suscribirme", "No, gracias"], "\"No, gracias\""),
        ("Welcome to our shop", &["Start shopping"], "the key Escape"),
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
        (Layer { choices: 5, ..layer("Sale 20% off or more", &["Close"]) }, "a drawer of filters"),
        (layer("20% off or more", &["Apply filters", "Close"]), "a drawer whose button says what it is"),
        (
            Layer { fields: vec![field("Email")], ..layer("Welcome! Sign in or join", &["Continue", "Close"]) },
            "a log-in by email",
        ),
        (layer(&format!("{} Add to cart", "Welcome to our mugs. ".repeat(40)), &["Close"]), "a long quick view"),
        (Layer { dialog: false, share: 9, ..layer("10% off your first order", &["Basket"]) }, "a head"),
        (Layer { dialog: false, furniture: true, share: 30, ..layer("Welcome", &["Close"]) }, "a head with a menu"),
        (Layer { dialog: false, ..layer("Panier d'achat", &["Fermer"]) }, "what is no chat"),
        (
            Layer { dialog: false, ..layer("Shop Sale Privacy Cookie policy", &["Cookie policy", "Imprint"]) },
            "a fixed foot",
        ),
    ] {
        assert_eq!(own.kind(), None, "{what}");
    }
}

#[test]
fn a_banner_that_can_be_refused_asks_for_consent_whatever_it_speaks_of() {
    let banner = layer("We use cookies to remember your cart.", &["Reject all", "Accept all"]);
    assert_eq!((banner.kind(), pressed(&banner)), (Some(Kind::Consent), "\"Reject all\"".to_owned()));
    assert_eq!(Layer { money: true, ..banner.clone() }.kind(), None, "a cart");
    assert_eq!(layer("Cookies in your cart", &["Accept", "Checkout"]).kind(), None, "a bakery's cart");
}

#[test]
fn a_thing_in_the_corner_is_a_cross_only_when_it_says_so_or_nothing_at_all() {
    let cross = |name: &str, icon: &[&str]| {
        words::is_a_cross(name, &icon.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    };
    for (name, icon, is_one) in [
        ("", &["btn", "close"][..], true),
        ("", &[], true),
        ("Close", &[], true),
        ("×", &[], true),
        ("Basket", &[], false),
        ("Menu", &[], false),
        ("", &["icon", "cart"], false),
        ("", &["burger"], false),
    ] {
        assert_eq!(cross(name, icon), is_one, "{name} {icon:?}");
    }
}

#[test]
fn what_closes_says_so_and_is_nothing_that_a_shop_sells() {
    let names = ["Close", "Close dialog", "No thanks, I pay more", "×", "Later"];
    let goods = ["Close-out sale", "X-Large", "Skip the line", "Closet", "Hide filters"];
    let closing: Vec<&str> = names.into_iter().chain(goods).filter(|name| words::closes(name)).collect();
    assert_eq!(closing, names);
}

fn chat() -> Layer {
    Layer { dialog: false, ..layer("How can we help? Start a chat", &["Minimise"]) }
}

fn fires(policy: &Policy, layer: &Layer, need: Need) -> Option<Kind> {
    let view = View { layers: vec![layer.clone()], ..View::default() };
    policy.firing(&view, need).map(|(_, kind, _)| kind)
}

#[test]
fn a_chat_is_closed_only_when_it_covers_something_and_nothing_is_when_overlays_are_kept() {
    let mut policy = Policy::default();
    assert_eq!(fires(&policy, &chat(), Need::Look), None);
    assert_eq!(fires(&policy, &chat(), Need::Covered), Some(Kind::Chat));
    policy.keep = true;
    assert_eq!(fires(&policy, &chat(), Need::Covered), None);
}

#[test]
fn a_bar_that_offers_something_is_closed_only_where_it_covers_something_and_says_how() {
    let bar = Layer { dialog: false, share: 9, ..layer("20% off today", &["Close"]) };
    let policy = Policy::default();
    assert_eq!(fires(&policy, &bar, Need::Look), None);
    assert_eq!(fires(&policy, &bar, Need::Covered), Some(Kind::Offer));
    let silent = Layer { buttons: Vec::new(), corner: Some(LayerButton::default()), ..bar };
    assert_eq!(fires(&policy, &silent, Need::Covered), None);
}

#[test]
fn what_an_act_of_the_journey_has_opened_stays_unless_it_covers_something() {
    let offer = Layer { id: "1".to_owned(), ..layer("Welcome! Get news", &["Close"]) };
    let page = |document: &str, touched, layers: &[&Layer]| View {
        document: document.to_owned(),
        touched,
        layers: layers.iter().map(|&layer| layer.clone()).collect(),
        ..View::default()
    };
    let by_itself = Policy::default();
    by_itself.watch(&page("a", false, &[]), 1);
    by_itself.watch(&page("a", false, &[&offer]), 1);
    assert_eq!(fires(&by_itself, &offer, Need::Look), Some(Kind::Offer));

    let by_an_act = Policy::default();
    by_an_act.watch(&page("a", false, &[]), 1);
    by_an_act.watch(&page("a", true, &[&offer]), 2);
    assert_eq!(fires(&by_an_act, &offer, Need::Look), None);
    assert_eq!(fires(&by_an_act, &offer, Need::Covered), Some(Kind::Offer));

    let unseen = Policy::default();
    unseen.watch(&page("a", true, &[&offer]), 2);
    assert_eq!(fires(&unseen, &offer, Need::Look), None);

    let with_the_next_page = Policy::default();
    with_the_next_page.watch(&page("a", true, &[]), 1);
    with_the_next_page.watch(&page("b", false, &[&offer]), 2);
    assert_eq!(fires(&with_the_next_page, &offer, Need::Look), Some(Kind::Offer));

    let after_a_dismissal = Policy::default();
    after_a_dismissal.watch(&page("a", false, &[]), 1);
    after_a_dismissal.excuse(2);
    after_a_dismissal.watch(&page("a", true, &[&offer]), 2);
    assert_eq!(fires(&after_a_dismissal, &offer, Need::Look), Some(Kind::Offer));
}

#[test]
fn an_overlay_that_comes_back_under_another_name_is_the_same_and_dismissed_only_so_often() {
    let policy = Policy::default();
    let step = std::time::Instant::now();
    let named = |number: u32| layer(&format!("Sale ends in {number}: 20% off"), &["No thanks"]);
    let mut times = 0;
    while times < 100 && fires(&policy, &named(times), Need::Look).is_some() {
        let layer = named(times);
        let way = layer.way(Kind::Offer).expect("it can be closed");
        policy.count(&layer, Kind::Offer, &way, step);
        times += 1;
    }
    assert_eq!(times, 6);
}
