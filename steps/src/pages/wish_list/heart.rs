//! Whether a product is on the wish list, as the heart or button on its page tells.

use shopper_browser::Failure;

use super::super::catalogue::Standing;
use super::super::means::Picked;
use super::super::view::{Button, fold, names, same};
use crate::found::Means;
use crate::pages::View;
use crate::shop::Shop;
use crate::words::Word;

/// What a heart wears once it is filled; what it wore before its press proves nothing.
const FILLED: [&str; 12] = [
    "filled",
    "fill",
    "full",
    "solid",
    "fas",
    "active",
    "selected",
    "added",
    "checked",
    "wished",
    "liked",
    "favorited",
];
/// Of these, what says so of a heart that nobody has pressed yet: others are also names of looks.
const SURELY_FILLED: [&str; 4] = ["filled", "added", "wished", "favorited"];

/// What a heart wears that is no more than an outline, whatever else it wears.
const HOLLOW: [&str; 7] = ["far", "fal", "outline", "outlined", "empty", "regular", "border"];

/// What the page of a product offers for the wish list.
pub(super) enum Heart<'a> {
    /// This puts the product on it.
    Empty(Picked<'a>),
    /// This looks as if the product were on it already.
    Filled(Picked<'a>),
    /// The page says that the product is on it.
    Wished,
}

impl Heart<'_> {
    fn worn(&self) -> &[String] {
        match self {
            Heart::Empty(picked) | Heart::Filled(picked) => &picked.button.icon,
            Heart::Wished => &[],
        }
    }
}

impl Button {
    /// Whether it is a heart that says by itself that its product is on the list: pressed again, it takes it off.
    fn is_filled_heart(&self, shop: &Shop) -> bool {
        let words = shop.words_of(&[Word::AddToWishList, Word::OnWishList]);
        let about = self.wears(Word::WishList) || names(&self.name, &words) || names(&self.title, &words);
        let worn = |looks: &[&str]| self.icon.iter().any(|worn| looks.contains(&worn.as_str()));
        about
            && match self.pressed.as_deref() {
                Some(pressed) => pressed == "true",
                None => worn(&FILLED) && !worn(&HOLLOW),
            }
    }
}

impl View {
    /// The filled hearts of the cards on a list. Hearts of what a shop sells besides are hollow.
    pub(super) fn filled_hearts(&self, shop: &Shop) -> impl Iterator<Item = &Button> {
        self.buttons
            .iter()
            .filter(|one| !one.disabled && !one.aside && !one.card.is_empty() && one.is_filled_heart(shop))
    }

    /// Whether hearts in it may be pressed: in a cart or on the wish list itself they do something else.
    pub(super) fn is_list_of_hearts(&self, shop: &Shop) -> bool {
        self.dialog.is_none() && !self.is_cart(shop) && !self.is_wish_list(shop) && !self.is_checkout(shop)
    }

    /// The heart of the product: on its own page, or in its card in a list. Others stand in the lines of other products.
    pub(super) fn heart(&self, product: &str, shop: &Shop) -> Result<Option<Heart<'_>>, Failure> {
        let own: Vec<&str> = self.own_buttons(product).map(|button| button.path.as_str()).collect();
        let listed = self.standing(product) == Standing::Listed;
        let is_own = |button: &Button| own.contains(&button.path.as_str()) && (!listed || same(&button.card, product));
        let words = shop.words_of(&[Word::OnWishList, Word::RemoveFromWishList]);
        // With a number it counts how many people like the product.
        let says =
            |text: &str| names(&without(text, product), &words) && !text.contains(|sign: char| sign.is_ascii_digit());
        let says_so = |one: &Button| is_own(one) && (says(&one.name) || says(&one.title));
        let wished = self.buttons.iter().position(says_so);
        let picked = self.pick(shop, Word::AddToWishList, is_own)?;
        let picked = picked.or_else(|| self.heart_by_product(product, shop, is_own));
        let Some(picked) = picked else { return Ok(wished.map(|_| Heart::Wished)) };
        // Further down stand those of other products.
        let at = self.buttons.iter().position(|button| std::ptr::eq(button, picked.button));
        let hinted = picked.found.by == Means::Hint;
        if picked.button.pressed.as_deref() == Some("true") || (!hinted && wished.is_some() && wished < at) {
            return Ok(Some(Heart::Wished));
        }
        // Icon fonts call the empty heart so, and some call the filled one so.
        let unclear = same(&picked.button.name, "favorite");
        let filled = unclear || picked.button.icon.iter().any(|worn| SURELY_FILLED.contains(&worn.as_str()));
        Ok(Some(if filled { Heart::Filled(picked) } else { Heart::Empty(picked) }))
    }

    /// The heart that names its product: `Add Blue Mug to wish list`.
    fn heart_by_product(&self, product: &str, shop: &Shop, is_own: impl Fn(&Button) -> bool) -> Option<Picked<'_>> {
        let words = shop.words(Word::AddToWishList);
        let names_it = |one: &&Button| !one.disabled && is_own(one) && names(&without(&one.name, product), &words);
        let button = self.buttons.iter().find(names_it)?;
        Some(Picked { button, found: button.found(Word::AddToWishList, Means::Name, shop) })
    }

    /// What the product's heart wears.
    pub(super) fn heart_wears(&self, product: &str, shop: &Shop) -> Vec<String> {
        let heart = self.heart(product, shop).ok().flatten();
        heart.map(|heart| heart.worn().to_vec()).unwrap_or_default()
    }

    /// Whether the heart says that the product is on the list, or has been filled since it wore this.
    pub(super) fn has_filled(&self, product: &str, worn: &[String], shop: &Shop) -> bool {
        match self.heart(product, shop) {
            Ok(Some(Heart::Wished)) => true,
            Ok(Some(heart)) => heart.worn().iter().any(|word| !worn.contains(word) && FILLED.contains(&word.as_str())),
            _ => false,
        }
    }
}

/// What a name says beside the product's own name.
pub(super) fn without(name: &str, product: &str) -> String {
    let (name, product) = (fold(name), fold(product));
    let Some((before, after)) = name.split_once(product.as_str()).filter(|_| !product.is_empty()) else { return name };
    let edge = |sign: char| sign.is_whitespace() || ":-–\"'“”„‘’«»".contains(sign);
    let parts = [before.trim_end_matches(edge), after.trim_start_matches(edge)];
    parts.join(" ").trim_matches(edge).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heart_may_name_its_product() {
        for (name, rest) in [
            ("Add Blue Mug to wish list", "add to wish list"),
            ("Add “Blue Mug” to my favourites", "add to my favourites"),
            ("Add to wish list: Blue Mug", "add to wish list"),
            ("Blue Mug zur Wunschliste hinzufügen", "zur wunschliste hinzufügen"),
            ("Add to wish list", "add to wish list"),
        ] {
            assert_eq!(without(name, "Blue Mug"), rest);
        }
    }
}
