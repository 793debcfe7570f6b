//! Whether a text speaks of the coupon, and of nothing that only sounds like it: `SAVE` is not in "Address saved", and a
//! postcode is no code.

use super::clauses::CODE;

/// A code by itself; what it is for may be said beside it. English, German and French have one word for it.
const BARE: [&str; 4] = ["code", "codes", "código", "códigos"];
/// What else has a code.
const OTHER_CODES: [&str; 26] = [
    "zip",
    "postal",
    "post code",
    "area",
    "country",
    "access",
    "qr",
    "security",
    "verification",
    "authentication",
    "confirmation",
    "tracking",
    "dress",
    "source",
    "colour",
    "color",
    "sécurité",
    "vérification",
    "accès",
    "confirmación",
    "seguridad",
    "verificación",
    "acceso",
    "barras",
    "barres",
    "one-time",
];
/// These may announce anything: "Promotion of the week", "You save 20 % on scarves".
const LOOSE: [&str; 5] = ["promotion", "promotions", "savings", "you save", "ersparnis"];
/// Longer words than this are known within compounds, too: `Geschenkgutschein`. `remise` is not, in `premises`.
const SHORT: usize = 6;

/// What a coupon is known by in a text that is ready to be compared.
pub(super) struct About {
    code: String,
    words: Vec<String>,
    loose: Vec<String>,
}

impl About {
    /// `words` are what shops call a coupon and what it takes off.
    pub(super) fn new(code: String, words: &[String]) -> About {
        let is = |list: &[&str], word: &String| list.contains(&word.as_str());
        let joined = words.iter().filter(|word| word.contains(' ')).map(|word| word.replace(' ', ""));
        let of_it = words.iter().filter(|word| !is(&BARE, word) && !is(&LOOSE, word)).cloned();
        About {
            code,
            words: of_it.chain(joined).collect(),
            loose: words.iter().filter(|word| is(&LOOSE, word)).cloned().collect(),
        }
    }

    /// Whether a text names the code.
    pub(super) fn names(&self, folded: &str) -> bool {
        !self.code.is_empty() && holds_word(folded, &self.code)
    }

    /// Whether a sentence speaks of the coupon without doubt.
    pub(super) fn is_in(&self, sentence: &str) -> bool {
        let of_it = |word: &String| match word.chars().count() {
            ..=SHORT => places(sentence, word).any(|(starts, _)| starts),
            _ => sentence.contains(word.as_str()),
        };
        let bare = || BARE.iter().any(|word| holds_word(sentence, word));
        let other = || OTHER_CODES.iter().any(|word| holds_word(sentence, word));
        sentence.contains(CODE) || self.names(sentence) || self.words.iter().any(of_it) || (bare() && !other())
    }

    /// Whether it does if what it says may be said of coupons alone: "Promotion applied".
    pub(super) fn is_loosely_in(&self, sentence: &str) -> bool {
        self.loose.iter().any(|word| holds_word(sentence, word))
    }

    /// The text with something else in the place of the code.
    pub(super) fn without(&self, folded: &str, instead: &str) -> String {
        if self.code.is_empty() { folded.to_owned() } else { replaced(folded, &self.code, instead) }
    }
}

/// Whether a word stands in a text by itself.
pub(super) fn holds_word(text: &str, word: &str) -> bool {
    places(text, word).any(|whole| whole == (true, true))
}

/// A text with something else wherever a word stands by itself.
pub(super) fn replaced(text: &str, word: &str, instead: &str) -> String {
    let whole: Vec<usize> =
        text.match_indices(word).map(|(at, _)| at).filter(|at| bounds(text, *at, word) == (true, true)).collect();
    let mut parts = String::new();
    let mut start = 0;
    for at in whole {
        parts.push_str(&text[start..at]);
        parts.push_str(instead);
        start = at + word.len();
    }
    parts + &text[start..]
}

/// For each place of a word: whether a word starts there, and whether one ends there.
fn places(text: &str, word: &str) -> impl Iterator<Item = (bool, bool)> {
    text.match_indices(word).map(move |(at, _)| bounds(text, at, word))
}

/// A code may begin or end with a sign, which parts it from whatever is beside it.
fn bounds(text: &str, at: usize, word: &str) -> (bool, bool) {
    let is_of_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let starts = is_of_word(text[..at].chars().next_back()) && is_of_word(word.chars().next());
    let ends = is_of_word(text[at + word.len()..].chars().next()) && is_of_word(word.chars().next_back());
    (!starts, !ends)
}
