//! What overlays say, in English, German, French and Spanish. All of it is compared without regard to case.

use shopper_browser::{Locator, Match};

use crate::pages::holds;
use crate::pages::view::fold;

/// What asks for consent speaks of these.
const CONSENT: &[&str] = &[
    "cookie",
    "consent",
    "gdpr",
    "your privacy",
    "privacy choices",
    "privacy preferences",
    "datenschutz",
    "einwilligung",
    "privatsphäre",
    "vie privée",
    "traceurs",
    "consentement",
    "privacidad",
    "consentimiento",
];
/// What refuses, or takes no more than the shop needs to work.
const REFUSE: &[&str] = &[
    "reject",
    "refuse",
    "decline",
    "deny",
    "disagree",
    "do not accept",
    "don't accept",
    "without accepting",
    "without agreeing",
    "only necessary",
    "necessary only",
    "necessary cookies only",
    "only essential",
    "essential only",
    "essential cookies only",
    "only required",
    "required only",
    "strictly necessary only",
    "ablehnen",
    "verweigern",
    "lehne ab",
    "nur notwendige",
    "nur erforderliche",
    "nur essenzielle",
    "nur essentielle",
    "nur technisch",
    "nur funktionale",
    "ohne zustimmung",
    "ohne einwilligung",
    "nicht akzeptieren",
    "refuser",
    "je refuse",
    "sans accepter",
    "nécessaires uniquement",
    "uniquement les cookies nécessaires",
    "seulement les nécessaires",
    "rechazar",
    "sin aceptar",
    "solo necesarias",
    "solo las necesarias",
    "solo cookies necesarias",
    "sólo necesarias",
    "sólo las necesarias",
    "denegar",
    "no acepto",
];
/// What consents. It is pressed only where nothing else is offered.
const ACCEPT: &[&str] = &[
    "accept",
    "agree",
    "allow",
    "ok",
    "okay",
    "got it",
    "understood",
    "i understand",
    "akzeptieren",
    "akzeptiere",
    "zustimmen",
    "stimme zu",
    "einverstanden",
    "verstanden",
    "erlauben",
    "zulassen",
    "accepter",
    "j'accepte",
    "d'accord",
    "autoriser",
    "j'ai compris",
    "aceptar",
    "acepto",
    "de acuerdo",
    "permitir",
    "entendido",
];
/// What asks to be told of news, or offers something to somebody who has just come in.
const OFFER: &[&str] = &[
    "newsletter",
    "subscribe",
    "sign up for",
    "join our",
    "mailing list",
    "first order",
    "first purchase",
    "% off",
    "welcome",
    "don't miss",
    "special offer",
    "exclusive offer",
    "app now",
    "allow notifications",
    "abonnieren",
    "erste bestellung",
    "ersten einkauf",
    "% rabatt",
    "willkommen",
    "verpassen sie",
    "inscrivez-vous",
    "première commande",
    "% de réduction",
    "bienvenue",
    "abonnez-vous",
    "suscríbete",
    "suscribirse",
    "boletín",
    "primer pedido",
    "primera compra",
    "% de descuento",
    "bienvenido",
    "bienvenida",
];
/// What a window to talk in says.
const CHAT: &[&str] = &[
    "chat",
    "how can we help",
    "how can i help",
    "need help",
    "wie können wir helfen",
    "wie kann ich helfen",
    "brauchen sie hilfe",
    "besoin d'aide",
    "comment puis-je vous aider",
    "necesitas ayuda",
    "en qué podemos ayudar",
];
/// What makes an overlay go away without an answer.
const CLOSE: &[&str] = &[
    "close",
    "dismiss",
    "no thanks",
    "no, thanks",
    "no thank you",
    "not now",
    "maybe later",
    "later",
    "skip",
    "minimise",
    "minimize",
    "hide",
    "continue shopping",
    "schließen",
    "nein danke",
    "nein, danke",
    "nicht jetzt",
    "später",
    "vielleicht später",
    "überspringen",
    "minimieren",
    "ausblenden",
    "fermer",
    "non merci",
    "non, merci",
    "plus tard",
    "pas maintenant",
    "ignorer",
    "réduire",
    "cerrar",
    "no gracias",
    "no, gracias",
    "ahora no",
    "más tarde",
    "omitir",
    "minimizar",
    "×",
    "✕",
    "✖",
    "x",
];
/// What a shop's own dialogs speak of; such a dialog is never closed as an overlay.
const OWN: &[&str] = &[
    "add to cart",
    "add to basket",
    "add to bag",
    "checkout",
    "check out",
    "your cart",
    "your basket",
    "your bag",
    "place order",
    "card number",
    "in den warenkorb",
    "zur kasse",
    "ihr warenkorb",
    "ajouter au panier",
    "votre panier",
    "commander",
    "añadir al carrito",
    "añadir a la cesta",
    "tu carrito",
    "finalizar compra",
    "your bank",
    "3-d secure",
    "3d secure",
    "ihre bank",
    "votre banque",
    "tu banco",
    "password",
    "passwort",
    "mot de passe",
    "contraseña",
    "shipping address",
    "quantity",
];

fn any(text: &str, words: &[&str]) -> bool {
    holds(text, &words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
}

/// Whether the text is one of the words, or begins with one that is followed by no letter.
fn begins(text: &str, words: &[&str]) -> bool {
    let text = fold(text);
    words.iter().any(|word| text.strip_prefix(*word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

pub(super) fn asks_consent(text: &str) -> bool {
    any(text, CONSENT)
}

pub(super) fn offers(text: &str) -> bool {
    any(text, OFFER)
}

pub(super) fn chats(text: &str) -> bool {
    any(text, CHAT)
}

pub(super) fn is_the_shops_own(text: &str) -> bool {
    any(text, OWN)
}

pub(super) fn refuses(name: &str) -> bool {
    any(name, REFUSE)
}

pub(super) fn closes(name: &str) -> bool {
    begins(name, CLOSE)
}

/// Whether it consents; what refuses often holds the same word, and `OK` is in `books`.
pub(super) fn accepts(name: &str) -> bool {
    let name = fold(name);
    let whole =
        |word: &&&str| name.split(|sign: char| !sign.is_alphanumeric() && sign != '\'').any(|one| one == **word);
    !refuses(&name)
        && ACCEPT.iter().any(|word| {
            if word.contains(' ') {
                name.contains(word)
            } else {
                whole(&word) || (word.len() > 4 && name.contains(word))
            }
        })
}

/// The buttons that are tried in a frame of another site, which cannot be read from outside: one that refuses, one that
/// closes, one that consents.
pub(super) fn tries() -> [Locator; 3] {
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let refuse = REFUSE.iter().rev().fold(None, |more: Option<Locator>, word| {
        let one = Locator::button(Match::Contains((*word).to_owned())).first();
        Some(more.map_or(one.clone(), |more| one.or(more)))
    });
    [
        refuse.unwrap_or_else(|| Locator::button(REFUSE[0])).first().named("the button that refuses"),
        Locator::button(Match::OneOf(owned(CLOSE))).first().named("the button that closes"),
        Locator::button(Match::StartsWithOneOf(owned(ACCEPT))).first().named("the button that accepts"),
    ]
}
