//! What overlays say, in English, German, French and Spanish. All of it is compared without regard to case. It is long
//! because it is a table: what is asked of the words stands below it.

use shopper_browser::{Locator, Match};

use crate::pages::holds;
use crate::pages::view::fold;
use crate::words::Word;

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
/// What makes an overlay go away without an answer, beside what closes anything in a shop (`Word::Close`).
const CLOSE: &[&str] = &[
    "no thanks",
    "no, thanks",
    "no thank you",
    "not now",
    "maybe later",
    "minimise",
    "minimize",
    "continue shopping",
    "nein danke",
    "nein, danke",
    "nicht jetzt",
    "vielleicht später",
    "minimieren",
    "non merci",
    "non, merci",
    "pas maintenant",
    "réduire",
    "no gracias",
    "no, gracias",
    "ahora no",
    "minimizar",
];
/// The same where it is the whole name: with more behind it, it may be something of the shop, such as `X-Large`.
const CLOSE_ALONE: &[&str] = &[
    "later",
    "skip",
    "hide",
    "später",
    "überspringen",
    "ausblenden",
    "plus tard",
    "ignorer",
    "más tarde",
    "omitir",
    "✕",
    "✖",
    "x",
];
/// Names and icons of what leads into the shop, by whole words: what holds it is no offer, and it is no cross.
const LEADS: &[&str] = &[
    "cart",
    "basket",
    "bag",
    "trolley",
    "menu",
    "search",
    "account",
    "wishlist",
    "favourites",
    "favorites",
    "warenkorb",
    "menü",
    "suche",
    "suchen",
    "konto",
    "merkzettel",
    "wunschliste",
    "panier",
    "recherche",
    "rechercher",
    "compte",
    "carrito",
    "cesta",
    "menú",
    "buscar",
    "cuenta",
    "apply",
    "anwenden",
    "appliquer",
    "aplicar",
];
/// What else a small thing without a name may be.
const ICONS: &[&str] = &[
    "user",
    "heart",
    "burger",
    "hamburger",
    "nav",
    "info",
    "help",
    "settings",
    "prev",
    "previous",
    "next",
    "play",
    "pause",
    "share",
    "back",
    "edit",
    "print",
    "language",
    "profile",
    "toggle",
    "expand",
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
    "password",
    "passwort",
    "mot de passe",
    "contraseña",
    "shipping address",
    "quantity",
    "log in",
    "login",
    "sign in",
    "your account",
    "my account",
    "create an account",
    "einloggen",
    "ihr konto",
    "mein konto",
    "kundenkonto",
    "se connecter",
    "connectez-vous",
    "identifiez-vous",
    "mon compte",
    "votre compte",
    "iniciar sesión",
    "mi cuenta",
    "tu cuenta",
    "filter",
    "sort by",
    "filtern",
    "sortieren",
    "filtrer",
    "trier par",
    "filtrar",
    "ordenar por",
];
/// What a bank's question speaks of, whatever its buttons are called.
const BANK: &[&str] = &["your bank", "3-d secure", "3d secure", "ihre bank", "votre banque", "tu banco"];

fn any(text: &str, words: &[&str]) -> bool {
    holds(text, &words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
}

pub(super) fn asks_consent(text: &str) -> bool {
    any(text, CONSENT)
}

pub(super) fn offers(text: &str) -> bool {
    any(text, OFFER)
}

/// `chat` as a word: `Panier d'achat` is no window to talk in.
pub(super) fn chats(text: &str) -> bool {
    let (short, spoken) = CHAT.split_first().unwrap_or((&"", &[]));
    whole_word(text, &[short]) || any(text, spoken)
}

pub(super) fn asks_of_the_bank(text: &str) -> bool {
    any(text, BANK)
}

fn whole_word(text: &str, words: &[&str]) -> bool {
    fold(text).split(|sign: char| !sign.is_alphanumeric()).any(|one| words.contains(&one))
}

/// Whether a button leads into the shop: to the cart, the search, the account.
pub(super) fn leads_into_the_shop(name: &str) -> bool {
    whole_word(name, LEADS)
}

/// Whether what stands in a corner is a cross: it says so, or it says nothing and looks like nothing else.
pub(super) fn is_a_cross(name: &str, icon: &[String]) -> bool {
    let silent = !name.chars().any(char::is_alphanumeric);
    closes(name) || (silent && !icon.iter().any(|word| leads_into_the_shop(word) || whole_word(word, ICONS)))
}

pub(super) fn is_the_shops_own(text: &str) -> bool {
    any(text, OWN)
}

pub(super) fn refuses(name: &str) -> bool {
    any(name, REFUSE)
}

/// Whether it makes something go away: `Close`, `No thanks, I pay more`; not `Close-out sale`.
pub(super) fn closes(name: &str) -> bool {
    let name = fold(name);
    let begins = |word: &str| {
        name.strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '-'))
    };
    let (signs, known): (Vec<String>, Vec<String>) =
        Word::Close.known().iter().map(|word| fold(word)).partition(|word| !word.contains(char::is_alphabetic));
    let alone = || signs.iter().map(String::as_str).chain(CLOSE_ALONE.iter().copied()).any(|sign| sign == name.trim());
    known.iter().map(String::as_str).chain(CLOSE.iter().copied()).any(begins) || alone()
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

/// The buttons that are tried in the frame of another site that begins with this address, and that cannot be read from
/// outside: one that refuses, one that consents. What closes is none: it may be anything there.
pub(super) fn tries(address: &str) -> [Locator; 2] {
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let refuse = REFUSE.iter().rev().fold(None, |more: Option<Locator>, word| {
        let one = Locator::button(Match::Contains((*word).to_owned())).first();
        Some(more.map_or(one.clone(), |more| one.or(more)))
    });
    let inside = |button: Locator, called: &str| button.first().within(Locator::frame(address)).named(called);
    [
        inside(refuse.unwrap_or_else(|| Locator::button(REFUSE[0])), "the button that refuses"),
        inside(Locator::button(Match::StartsWithOneOf(owned(ACCEPT))), "the button that accepts"),
    ]
}
