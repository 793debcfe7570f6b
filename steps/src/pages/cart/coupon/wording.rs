//! What a shop's text says of a coupon: yes, no, or neither. A good word alone is no yes: "was not applied".

use crate::pages::view::fold;
use crate::shop::Shop;
use crate::words::Word;

/// Before a good word these make a no of it. English, German, French, Spanish.
const NOT: [&str; 26] = [
    "not", "cannot", "no", "never", "nor", "neither", "none", "failed", "unable", "nicht", "kein", "keine", "keinen",
    "keiner", "keines", "nie", "pas", "aucun", "aucune", "jamais", "non", "ni", "nunca", "ningún", "ninguna",
    "tampoco",
];
/// What does the same at the beginning of the good word itself: `unsuccessful`, `deactivated`.
const UN: [&str; 8] = ["un", "in", "non", "de", "des", "dé", "dés", "dis"];
/// Before a good word these make a rule or a question of it: "codes can be applied once only".
const PERHAPS: [&str; 34] = [
    "if",
    "once",
    "when",
    "until",
    "unless",
    "only",
    "can",
    "may",
    "might",
    "must",
    "should",
    "wenn",
    "sobald",
    "falls",
    "nur",
    "kann",
    "können",
    "muss",
    "müssen",
    "darf",
    "dürfen",
    "si",
    "lorsque",
    "peut",
    "peuvent",
    "doit",
    "doivent",
    "seulement",
    "uniquement",
    "puede",
    "pueden",
    "debe",
    "sólo",
    "solo",
];

/// What stands for the code where a text is read.
const CODE: &str = "[#]";

/// What a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Yes,
    No,
}

/// The words by which texts about one coupon are read, ready to be compared.
pub(super) struct Wording {
    /// The code as it was entered, and ready to be compared.
    entered: String,
    code: String,
    no: Vec<String>,
    yes: Vec<String>,
    about: Vec<String>,
    /// What stands beside the code in a list of coupons and says nothing, the longest first.
    labels: Vec<String>,
}

impl Wording {
    pub(super) fn new(code: &str, shop: &Shop) -> Wording {
        let words = |word: Word| shop.words(word).iter().map(|name| fold(name)).collect::<Vec<_>>();
        let about = [words(Word::Coupon), words(Word::Discount)].concat();
        let mut labels: Vec<String> = about.iter().chain(&words(Word::Remove)).map(|name| spaced(name)).collect();
        labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
        Wording {
            entered: code.trim().to_owned(),
            code: fold(code),
            no: words(Word::CouponRefused),
            yes: words(Word::CouponTaken),
            about,
            labels,
        }
    }

    /// Whether a text names the code.
    pub(super) fn names(&self, text: &str) -> bool {
        !self.code.is_empty() && fold(text).contains(&self.code)
    }

    /// Whether a text speaks of the coupon.
    pub(super) fn is_about(&self, text: &str) -> bool {
        self.speaks_of_it(&fold(text))
    }

    fn speaks_of_it(&self, folded: &str) -> bool {
        holds(folded, &self.about) || folded.contains(CODE) || (!self.code.is_empty() && folded.contains(&self.code))
    }

    /// A code may look like a word of refusals: `EXPIRED`. As it was entered, it is none.
    fn without_code(&self, text: &str) -> String {
        if self.entered.is_empty() { text.to_owned() } else { text.replace(&self.entered, CODE) }
    }

    /// Whether it is a no in plain words.
    pub(super) fn refuses(&self, text: &str) -> bool {
        sentences(&fold(&self.without_code(text))).any(|sentence| holds(sentence, &self.no))
            && self.says(text) == Some(Says::No)
    }

    /// What a text says: its first sentence about the coupon that says yes or no, else the first of all. So "FREESHIP
    /// applied. Minimum order $20." is a yes, and "Cart updated successfully. This code has expired." a no.
    pub(super) fn says(&self, text: &str) -> Option<Says> {
        let folded = fold(&self.without_code(text));
        let about = |sentence: &&str| self.speaks_of_it(sentence);
        let mut of_it = sentences(&folded).filter(about);
        of_it
            .find_map(|sentence| self.sentence_says(sentence))
            .or_else(|| sentences(&folded).find_map(|sentence| self.sentence_says(sentence)))
    }

    fn sentence_says(&self, sentence: &str) -> Option<Says> {
        if holds(sentence, &self.no) {
            return Some(Says::No);
        }
        let good = self.yes.iter().flat_map(|word| sentence.match_indices(word.as_str()));
        let said: Vec<Says> = good.filter_map(|(at, _)| good_word_says(&sentence[..at])).collect();
        if said.contains(&Says::No) { Some(Says::No) } else { said.first().copied() }
    }

    /// Whether a text with the code in it says more than what a list of coupons has beside each.
    pub(super) fn says_more(&self, text: &str) -> bool {
        let rest = spaced(&fold(text).replace(&self.code, " "));
        let rest = self.labels.iter().fold(rest, |rest, label| rest.replace(label.as_str(), " "));
        // What takes it off again may be a cross: `x`.
        rest.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().count() > 1)
    }
}

/// The words of a folded text, with a space before and behind each.
fn spaced(folded: &str) -> String {
    let words = folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}

/// What a good word says with this before it in its sentence.
fn good_word_says(before: &str) -> Option<Says> {
    let is_letter = |sign: char| sign.is_alphabetic() || sign == '\'' || sign == '’';
    let whole = before.trim_end_matches(char::is_alphabetic);
    if UN.contains(&&before[whole.len()..]) {
        return Some(Says::No);
    }
    let words = || whole.split(|sign: char| !is_letter(sign)).filter(|word| !word.is_empty());
    if words().any(|word| NOT.contains(&word) || word.ends_with("n't") || word.ends_with("n’t")) {
        return Some(Says::No);
    }
    (!words().any(|word| PERHAPS.contains(&word))).then_some(Says::Yes)
}

fn holds(folded: &str, words: &[String]) -> bool {
    words.iter().any(|word| folded.contains(word.as_str()))
}

/// The sentences of a text, and what stands in brackets or behind a dash. The point of `$20.00` ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |at: usize, sign: char| {
        let spaced = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
        match sign {
            '!' | '?' | ';' | '(' | ')' | '|' | '·' | '¡' | '¿' | '。' | '！' => true,
            '.' => spaced(&text[at + 1..]),
            '-' | '–' | '—' => {
                spaced(&text[at + sign.len_utf8()..]) && (at == 0 || text[..at].ends_with(char::is_whitespace))
            }
            _ => false,
        }
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(at, sign)| ends(*at, *sign)) {
        parts.push(&text[start..at]);
        start = at + sign.len_utf8();
    }
    parts.push(&text[start..]);
    parts.into_iter()
}
