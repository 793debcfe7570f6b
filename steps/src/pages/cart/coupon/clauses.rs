//! The parts of what a shop says: sentences, the words in them that deny or limit, and what each part says by itself.

use super::wording::Says;

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
pub(super) const CODE: &str = "[#]";

/// What a good word before a no is parted from it by, as what is true is from its limits: "applied and cannot be combined".
const AND: [&str; 5] = ["and", "und", "et", "y", "e"];
/// These take back what stood before: "accepted, but cannot be used".
const BUT: [&str; 15] = [
    "but",
    "however",
    "though",
    "although",
    "aber",
    "jedoch",
    "doch",
    "allerdings",
    "mais",
    "cependant",
    "toutefois",
    "pero",
    "sino",
    "embargo",
    "aunque",
];
/// Behind a no, the beginnings of what makes a limit of it: "cannot be combined with other offers".
const COMBINED: [&str; 15] = [
    "combin",
    "kombin",
    "cumul",
    "acumul",
    "stack",
    "other",
    "ander",
    "weiter",
    "autre",
    "otro",
    "otra",
    "exchang",
    "refund",
    "umgetausch",
    "reembols",
];
/// Words of refusals that name a limit as well: "applied to your minimum order".
const THRESHOLDS: [&str; 4] = ["minimum", "mindestbestellwert", "mínimo", "only valid"];
/// Words of refusals that say nothing of the coupon itself.
const CANNOT: [&str; 9] =
    ["cannot", "can't", "can not", "could not", "couldn't", "kann nicht", "ne peut", "no se puede", "please enter"];
/// Behind a no, these say for what: "not valid for gift cards".
const SCOPE: [&str; 16] =
    ["for", "with", "on", "in", "at", "für", "mit", "auf", "bei", "pour", "avec", "sur", "para", "con", "en", "sobre"];
/// What is before the customer: "not valid for your order" is no limit.
const HERE: [&str; 28] = [
    "your", "this", "these", "you", "ihr", "ihre", "ihren", "ihrem", "ihrer", "dein", "deine", "deinen", "diese",
    "diesen", "dieser", "dieses", "votre", "vos", "cette", "cet", "ces", "tu", "tus", "su", "sus", "este", "esta",
    "estos",
];
/// A good word behind these says which coupon is meant, not what became of it: "the coupon you added".
const WHICH: [&str; 22] = [
    "you", "you've", "you’ve", "the", "your", "this", "an", "der", "die", "das", "den", "dem", "ihr", "ihre", "ihren",
    "dein", "deine", "deinen", "vous", "tu", "que", "has",
];
/// Good words that may be said of looking at a coupon as well as of taking it: "successfully checked".
const OF_ANYTHING: [&str; 3] = ["success", "erfolgreich", "succès"];
/// Good words that are said of goods and news, too.
const OF_GOODS: [&str; 5] = ["added", "hinzugefügt", "ajouté", "añadido", "you save"];

/// A good word that stands for a yes.
pub(super) struct Good {
    /// Where it begins in its sentence, and where the word ends that it stands in.
    pub(super) at: usize,
    pub(super) end: usize,
    /// It says what became of the coupon.
    pub(super) plain: bool,
    /// And may be said of little else.
    pub(super) of_coupons: bool,
}

impl Good {
    pub(super) fn new(word: &str, at: usize, sentence: &str) -> Good {
        let rest = &sentence[at + word.len()..];
        let end = sentence.len() - rest.trim_start_matches(char::is_alphabetic).len();
        let before = words(&sentence[..at]).next_back();
        // A German participle before its noun is inflected: `eingelöste`.
        let inflected = word.ends_with('t') && rest.starts_with('e');
        let plain = !inflected && !OF_ANYTHING.contains(&word) && !before.is_some_and(|word| WHICH.contains(&word));
        Good { at, end, plain, of_coupons: plain && !OF_GOODS.contains(&word) }
    }
}

/// What a no makes of a good word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum No {
    /// It says where the coupon does not count.
    Limit,
    /// The sums will tell.
    Unclear,
    /// It is the answer.
    Verdict,
}

impl No {
    /// What the word of refusals at this place is behind a good word that ends at `good`; behind none, it is 0.
    pub(super) fn of(word: &str, at: usize, good: usize, sentence: &str) -> No {
        let (between, rest) = (&sentence[good..at], &sentence[at + word.len()..]);
        let has = |text: &str, list: &[&str]| words(text).any(|word| list.contains(&word));
        let apart = good == 0 || between.contains([',', '，', '、']) || has(between, &AND) || has(between, &BUT);
        if words(rest).any(|word| COMBINED.iter().any(|start| word.starts_with(start))) {
            return if apart { No::Limit } else { No::Unclear };
        }
        let mut next = words(rest);
        let scope = next.next().is_some_and(|word| SCOPE.contains(&word)) && !has(rest, &HERE);
        if THRESHOLDS.contains(&word) {
            return if apart && (has(between, &HERE) || has(between, &BUT)) { No::Unclear } else { No::Limit };
        }
        match () {
            () if scope && apart && !has(between, &BUT) => No::Limit,
            () if CANNOT.contains(&word) && apart => No::Unclear,
            () => No::Verdict,
        }
    }
}

/// What a good word says with this before it in its sentence.
pub(super) fn good_word_says(before: &str) -> Option<Says> {
    let whole = before.trim_end_matches(char::is_alphabetic);
    if UN.contains(&&before[whole.len()..]) {
        return Some(Says::No);
    }
    if words(whole).any(|word| NOT.contains(&word) || word.ends_with("n't") || word.ends_with("n’t")) {
        return Some(Says::No);
    }
    (!words(whole).any(|word| PERHAPS.contains(&word))).then_some(Says::Yes)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let is_letter = |sign: char| sign.is_alphabetic() || sign == '\'' || sign == '’';
    text.split(move |sign: char| !is_letter(sign)).filter(|word| !word.is_empty())
}

/// What stands in a clause before this place: behind the latest comma.
pub(super) fn clause_before(sentence: &str, at: usize) -> &str {
    sentence[..at].rsplit([',', '，', '、']).next().unwrap_or_default()
}

/// The sentences of a text, and what stands in brackets or behind a dash. The point of `$20.00` ends none.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
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
