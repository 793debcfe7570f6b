//! Hints that match nothing: what is said of them, and what stands there instead.

use crate::pages::View;
use crate::pages::view::Button;
use crate::shop::Shop;
use crate::words::Word;

/// A page that offers more is not told in full.
const MOST_NAMED: usize = 6;

impl View {
    /// What stands here instead of what a hint wanted, the nearest by name first.
    fn instead_of(&self, shop: &Shop, meaning: &str, wanted: &str) -> String {
        let field = crate::meanings::is_field(meaning);
        let told = |what: String, name: &str| (likeness(wanted, name), what);
        // What would be taken without the hint comes first.
        let word = Word::ALL.iter().find(|word| word.key() == meaning);
        let fits = |one: &Button| {
            let means = |word: &Word| one.means(shop, *word, &shop.words(*word)).is_some();
            f64::from(u8::from(word.is_some_and(means)))
        };
        let mut there: Vec<(f64, String)> = if field {
            let fields = self.fields.iter().filter(|field| !field.aside);
            fields.map(|field| told(field.told(), &format!("{} {}", field.name, field.attribute))).collect()
        } else {
            let buttons = self.buttons.iter().filter(|button| !button.disabled);
            let told = |one: &Button| {
                let (likeness, what) = told(one.told(), &format!("{} {}", one.name, one.icon.join(" ")));
                (likeness + fits(one), what)
            };
            buttons.map(told).collect()
        };
        there.sort_by(|left, right| right.0.total_cmp(&left.0));
        let mut named: Vec<String> = there.into_iter().map(|(_, what)| what).collect();
        named.dedup();
        named.truncate(MOST_NAMED);
        if named.is_empty() { "nothing of the kind".to_owned() } else { named.join(", ") }
    }

    /// What to say of a hint that matches nothing on this page; nothing when it matches or when there is none.
    pub(crate) fn miss(&self, shop: &Shop, meaning: &str) -> Option<String> {
        let hint = shop.hint(meaning)?;
        if self.hinted.get(meaning).is_none_or(|count| *count > 0) {
            return None;
        }
        Some(format!(
            "the hint \"{meaning}\" = {hint} ({}) matches nothing on the page {}; there is {}",
            hint.place,
            self.what(),
            self.instead_of(shop, meaning, &format!("{meaning} {}", hint.words()))
        ))
    }
}

/// How alike two texts are, 0 to 1: the best likeness of any of their words.
fn likeness(left: &str, right: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        let parts = text.to_lowercase();
        parts.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_owned).collect()
    };
    let (left, right) = (words(left), words(right));
    let best = |word: &String| right.iter().map(|other| strsim::jaro_winkler(word, other)).fold(0.0, f64::max);
    left.iter().map(best).fold(0.0, f64::max)
}
