//! What a shop's text says of a coupon: yes, no, or neither. A good word alone is no yes: "was not applied".

use super::about::{About, replaced};
use super::clauses::{CODE, Good, No, clause_before, good_word_says, sentences};
use crate::pages::view::fold;
use crate::shop::Shop;
use crate::words::Word;

/// What a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Yes,
    No,
}

/// The words by which texts about one coupon are read, ready to be compared.
pub(super) struct Wording {
    /// The code as it was entered.
    entered: String,
    about: About,
    no: Vec<String>,
    yes: Vec<String>,
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
            about: About::new(fold(code), &about),
            no: words(Word::CouponRefused),
            yes: words(Word::CouponTaken),
            labels,
        }
    }

    /// Whether a text names the code.
    pub(super) fn names(&self, text: &str) -> bool {
        self.about.names(&fold(text))
    }

    /// Whether a text speaks of the coupon.
    pub(super) fn is_about(&self, text: &str) -> bool {
        let folded = fold(text);
        self.about.names(&folded) || sentences(&folded).any(|sentence| self.speaks_of_it(sentence))
    }

    fn speaks_of_it(&self, sentence: &str) -> bool {
        let taken = || self.good_words(sentence).any(|(good, says)| good.of_coupons && says == Some(Says::Yes));
        self.about.is_in(sentence) || (self.about.is_loosely_in(sentence) && taken())
    }

    /// A code may look like a word of refusals: `EXPIRED`. As it was entered, it is none.
    fn without_code(&self, text: &str) -> String {
        if self.entered.is_empty() { text.to_owned() } else { replaced(text, &self.entered, CODE) }
    }

    /// Whether it holds plain words of refusals, and they are not taken back.
    pub(super) fn refuses(&self, text: &str) -> bool {
        sentences(&fold(&self.without_code(text))).any(|sentence| self.noes(sentence).next().is_some())
            && self.says(text) != Some(Says::Yes)
    }

    /// What a text says: its first sentence about the coupon that says yes or no, else the first of all. So "FREESHIP
    /// applied. Minimum order $20." is a yes, and "Cart updated successfully. This code has expired." a no. What was
    /// successful may have been the looking up: "We successfully checked your coupon. It has expired." is a no, too.
    pub(super) fn says(&self, text: &str) -> Option<Says> {
        let folded = fold(&self.without_code(text));
        let all: Vec<&str> = sentences(&folded).collect();
        let first = |of_it: bool| {
            let of_it = |sentence: &str| !of_it || self.speaks_of_it(sentence);
            let saying = |(at, sentence): (usize, &&str)| Some((at, self.sentence_says(sentence)?));
            all.iter().enumerate().filter(|(_, sentence)| of_it(sentence)).find_map(saying)
        };
        let (at, says) = first(true).or_else(|| first(false))?;
        if says == Says::No || self.good_words(all[at]).any(|(good, _)| good.plain) {
            return Some(says);
        }
        let later = all[at + 1..].iter().flat_map(|sentence| self.noes(sentence).map(|no| no.of(0, sentence)));
        match later.max() {
            Some(No::Verdict) => Some(Says::No),
            Some(No::Unclear) => None,
            Some(No::Limit) | None => Some(says),
        }
    }

    fn sentence_says(&self, sentence: &str) -> Option<Says> {
        let goods: Vec<(Good, Option<Says>)> = self.good_words(sentence).collect();
        let good =
            goods.iter().filter(|(good, says)| good.plain && *says == Some(Says::Yes)).min_by_key(|(good, _)| good.at);
        let no = self.noes(sentence).map(|no| no.at).min();
        let denied = goods.iter().filter(|(_, says)| *says == Some(Says::No)).map(|(good, _)| good.at).min();
        match (good, no.into_iter().chain(denied).min()) {
            (Some((good, _)), Some(no)) if good.end <= no => self.limited(sentence, good, no, denied.is_some()),
            (_, Some(_)) => Some(Says::No),
            (_, None) => goods.iter().find_map(|(_, says)| *says),
        }
    }

    /// What a sentence says in which a no follows a good word: "SAVE10 applied, cannot be combined with other offers".
    fn limited(&self, sentence: &str, good: &Good, no: usize, denied: bool) -> Option<Says> {
        let of_it = |clause: &str| self.speaks_of_it(clause);
        if !of_it(clause_before(sentence, good.end)) && of_it(clause_before(sentence, no)) {
            return Some(Says::No);
        }
        let worst = self.noes(sentence).map(|no| no.of(good.end, sentence)).max();
        match worst.max(denied.then_some(No::Unclear)) {
            Some(No::Verdict) => Some(Says::No),
            Some(No::Unclear) => None,
            Some(No::Limit) | None => Some(Says::Yes),
        }
    }

    /// The good words of a sentence, with what each says there.
    fn good_words<'a>(&'a self, sentence: &'a str) -> impl Iterator<Item = (Good, Option<Says>)> {
        let good = self.yes.iter().flat_map(|word| sentence.match_indices(word.as_str()));
        good.map(|(at, word)| (Good::new(word, at, sentence), good_word_says(&sentence[..at])))
    }

    /// The words of refusals in a sentence.
    fn noes<'a>(&'a self, sentence: &'a str) -> impl Iterator<Item = Refusing<'a>> {
        self.no.iter().flat_map(|word| sentence.match_indices(word.as_str())).map(|(at, word)| Refusing { at, word })
    }

    /// Whether a text with the code in it says more than what a list of coupons has beside each.
    pub(super) fn says_more(&self, text: &str) -> bool {
        let rest = spaced(&self.about.without(&fold(text), " "));
        let rest = self.labels.iter().fold(rest, |rest, label| rest.replace(label.as_str(), " "));
        // What takes it off again may be a cross: `x`.
        rest.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().count() > 1)
    }
}

/// A word of refusals where it stands in a sentence.
struct Refusing<'a> {
    at: usize,
    word: &'a str,
}

impl Refusing<'_> {
    fn of(&self, good: usize, sentence: &str) -> No {
        No::of(self.word, self.at, good, sentence)
    }
}

/// The words of a folded text, with a space before and behind each.
fn spaced(folded: &str) -> String {
    let words = folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}

#[cfg(test)]
mod tests;
