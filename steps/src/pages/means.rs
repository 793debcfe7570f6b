//! Controls by meaning: the site map's hint first, then accessible name, title, icon, each with a score (`found.rs`).
//!
//! The best one is taken, of equals the first on the page. Equals that a customer could not tell apart and that would not
//! do the same are an error that shows the lines of site map that decide it.

mod misses;
#[cfg(test)]
mod tests;
mod ties;

use shopper_browser::Failure;
pub(crate) use ties::decided;
use ties::tie;

use super::view::{Button, Choice, Field, Names, View, begins, button_locator, fold, holds, is_one, names};
use super::{Purpose, Site};
use crate::found::{ASIDE, FASTENED, Found, Means, RunnerUp};
use crate::shop::Shop;
use crate::words::Word;

/// The button that was chosen for a meaning.
pub(crate) struct Picked<'a> {
    pub(crate) button: &'a Button,
    pub(crate) found: Found,
}

/// What says one of these does that, whatever icon it wears.
const ELSE: [Word; 7] =
    [Word::AddToCart, Word::Checkout, Word::PlaceOrder, Word::Continue, Word::Remove, Word::Update, Word::LogOut];

#[derive(Clone, Copy)]
struct Candidate<'a> {
    button: &'a Button,
    by: Means,
    score: u8,
}

impl Button {
    pub(super) fn is_hinted(&self, meaning: &str) -> bool {
        self.hints.iter().any(|hint| hint == meaning)
    }

    /// By what means it could be what is meant.
    fn means(&self, shop: &Shop, word: Word, words: &Names) -> Option<Means> {
        // What wears a cart and says "Add to cart", "Checkout" or "Remove" is no way to the cart.
        let is_another = || {
            let others = ELSE.into_iter().filter(|other| *other != word);
            !self.name.is_empty() && others.into_iter().any(|other| names(&self.name, &shop.words(other)))
        };
        match () {
            () if self.is_hinted(word.key()) => Some(Means::Hint),
            () if names(&self.name, words) => Some(if self.titled { Means::Title } else { Means::Name }),
            () if !self.title.is_empty() && names(&self.title, words) => Some(Means::Title),
            () if begins(&self.name, words) => Some(Means::PartOfName),
            () if self.wears(word) && !is_another() => Some(Means::Icon),
            () => None,
        }
    }

    /// Whether it is about the wish list, and something else is meant: "Add to wish list" begins with "Add", and many hearts
    /// wear the class of a button that buys.
    pub(super) fn is_only_a_wish(&self, shop: &Shop, word: Word, words: &Names) -> bool {
        let exact = || is_one(&self.name, words);
        if word.is_about_wishes() || exact() {
            return false;
        }
        let (list, add) = (shop.words(Word::WishList), shop.words(Word::AddToWishList));
        let said = |text: &str| holds(text, &list) || begins(text, &add);
        let nameless = !self.name.contains(char::is_alphabetic);
        said(&self.name) || said(&self.title) || (nameless && self.wears(Word::AddToWishList))
    }

    /// Whether its class or icon is one that such things wear.
    pub(super) fn wears(&self, word: Word) -> bool {
        let icon = |one: &&str| one.split(' ').all(|part| self.icon.iter().any(|worn| worn == part));
        word.icons().iter().any(icon)
    }

    /// `button "Add to cart"`
    pub(crate) fn told(&self) -> String {
        let kind = if self.link { "link" } else { "button" };
        match (self.name.as_str(), self.icon.as_slice()) {
            ("", []) => format!("{kind} without a name"),
            ("", icon) => format!("{kind} without a name (\"{}\")", icon[..icon.len().min(4)].join(" ")),
            (name, _) => format!("{kind} \"{name}\""),
        }
    }

    /// The note that it was taken for a meaning.
    pub(crate) fn found(&self, word: Word, by: Means, shop: &Shop) -> Found {
        Found {
            meaning: word.key().to_owned(),
            by,
            what: self.told(),
            score: by.score(),
            runner_up: None,
            missed_hint: shop.missed_hint(word.key(), by),
            selector: self.selector().to_owned(),
        }
    }

    fn selector(&self) -> &str {
        if self.selector.is_empty() { &self.path } else { &self.selector }
    }
}

impl View {
    /// The best button for a thing, of those that `may` be it; nothing when there is none.
    pub(crate) fn pick<'a>(
        &'a self,
        shop: &Shop,
        word: Word,
        may: impl Fn(&Button) -> bool,
    ) -> Result<Option<Picked<'a>>, Failure> {
        let words = shop.words(word);
        let fitting =
            self.buttons.iter().filter(|button| !button.disabled && (button.is_hinted(word.key()) || may(button)));
        let mut ranked: Vec<Candidate<'a>> = fitting
            .filter_map(|button| {
                let by = button.means(shop, word, &words)?;
                if by != Means::Hint && button.is_only_a_wish(shop, word, &words) {
                    return None;
                }
                let less = if by == Means::Hint { 0 } else { u8::from(button.aside) * ASIDE };
                Some(Candidate { button, by, score: by.score() - less - u8::from(button.fastened) * FASTENED })
            })
            .collect();
        // Of equals the first on the page comes first.
        ranked.sort_by_key(|one| std::cmp::Reverse(one.score));
        let Some(best) = ranked.first().copied() else { return Ok(None) };
        let equals: Vec<&Candidate<'_>> = ranked[1..].iter().filter(|other| self.is_tie(&best, other)).collect();
        if !equals.is_empty() {
            return Err(tie(word, &best, &equals));
        }
        let runner_up = ranked.get(1).map(|next| RunnerUp { what: next.button.told(), score: next.score });
        let found = Found {
            meaning: word.key().to_owned(),
            by: best.by,
            what: best.button.told(),
            score: best.score,
            runner_up,
            missed_hint: shop.missed_hint(word.key(), best.by),
            selector: best.button.selector().to_owned(),
        };
        Ok(Some(Picked { button: best.button, found }))
    }

    /// Whether a customer could not tell two equals apart: the same name under the same heading, outside of the lines of
    /// different products, and the page's source says that they do different things.
    fn is_tie(&self, best: &Candidate<'_>, other: &Candidate<'_>) -> bool {
        let (one, two) = (best.button, other.button);
        let line = |button: &Button| {
            let holds = |row: &&super::Row| row.goods && row.buttons.iter().any(|inner| inner.path == button.path);
            self.rows.iter().position(|row| holds(&row))
        };
        best.score == other.score
            && fold(&one.name) == fold(&two.name)
            && one.link == two.link
            && one.goal != two.goal
            && one.heading == two.heading
            && (line(one) == line(two) || best.by == Means::Hint)
    }
}

impl Field {
    /// `field "Email"`
    pub(crate) fn told(&self) -> String {
        let named = [&self.name, &self.caption, &self.placeholder].into_iter().find(|text| !text.trim().is_empty());
        match named {
            Some(name) => format!("field \"{}\"", name.trim()),
            None => format!("field without a label (\"{}\")", self.attribute.trim()),
        }
    }

    /// The note that this field was taken for a meaning.
    pub(crate) fn found(&self, meaning: &str, by: Means, view: &View, shop: &Shop) -> Found {
        let purpose = self.purpose();
        let second = view.fields.iter().filter(|other| other.path != self.path && !other.disabled && !other.aside);
        let rival =
            second.filter_map(|other| Some((other, other.asks()?))).find(|(_, (asked, _))| Some(*asked) == purpose);
        Found {
            meaning: meaning.to_owned(),
            by,
            what: self.told(),
            score: by.score(),
            runner_up: rival.map(|(other, (_, by))| RunnerUp { what: other.told(), score: by.score() }),
            missed_hint: shop.missed_hint(meaning, by),
            selector: self.path.clone(),
        }
    }
}

impl Choice {
    pub(super) fn is_hinted(&self, word: Word) -> bool {
        self.hints.iter().any(|hint| hint == word.key())
    }

    /// The note that this choice was taken for a meaning.
    pub(crate) fn found(&self, word: Word, shop: &Shop) -> Found {
        let by = if self.is_hinted(word) {
            Means::Hint
        } else if begins(&self.words, &shop.words(word)) {
            Means::Name
        } else {
            Means::PartOfName
        };
        Found {
            meaning: word.key().to_owned(),
            by,
            what: format!("choice \"{}\"", self.words),
            score: by.score(),
            runner_up: None,
            missed_hint: shop.missed_hint(word.key(), by),
            selector: self.path.clone(),
        }
    }
}

impl Site {
    /// Notes what was found in a view, and whether a hint was wanted in vain.
    pub(crate) fn note(&self, found: Found, view: &View) {
        self.note_miss(&found.meaning, view);
        self.finds.note(found);
    }

    /// Notes it when the hint for a thing matches nothing here.
    pub(crate) fn note_miss(&self, meaning: &str, view: &View) {
        if let Some(told) = view.miss(&self.shop, meaning) {
            self.finds.miss(meaning, told);
        }
    }

    /// Notes what the page's own eyes have just found for a locator: in a line, or in a frame. `means` are those of the
    /// locator's alternatives; a hint of the site map went before them.
    pub(crate) fn note_match(&self, meaning: &str, means: &[Means]) {
        let hint = self.shop.hint(meaning);
        let (at, what) = self.page.latest_match();
        let means: Vec<Means> = hint.iter().map(|_| Means::Hint).chain(means.iter().copied()).collect();
        let Some(by) = means.get(at).or(means.last()).copied() else { return };
        self.note_alone(meaning, by, what, self.shop.missed_hint(meaning, by));
    }

    /// Notes what was found where nothing else could have been taken for it.
    pub(crate) fn note_alone(&self, meaning: &str, by: Means, what: String, missed_hint: Option<String>) {
        let (score, meaning) = (by.score(), meaning.to_owned());
        self.finds.note(Found { meaning, by, what, score, runner_up: None, missed_hint, selector: String::new() });
    }

    /// Notes the field that a purpose was answered in.
    pub(crate) fn note_field(&self, field: &Field, purpose: Purpose, view: &View) {
        let by = field.asks().map_or(Means::Name, |(_, by)| by);
        self.note(field.found(purpose.key(), by, view, &self.shop), view);
    }

    /// Presses the best button for a thing, if the view shows one; whether it did.
    pub(crate) async fn press_best(
        &self,
        view: &View,
        word: Word,
        may: impl Fn(&Button) -> bool,
    ) -> Result<bool, Failure> {
        self.note_miss(word.key(), view);
        let Some(Picked { button, found }) = view.pick(&self.shop, word, may)? else { return Ok(false) };
        let locator = button_locator(button, view);
        self.note(found, view);
        self.click(&locator).await?;
        Ok(true)
    }
}
