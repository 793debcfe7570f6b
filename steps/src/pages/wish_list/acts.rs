//! What a customer does with wishes, and what the shop makes of it.

use std::time::Duration;

use shopper_browser::{Failure, Locator, Look, Match, Travel};

use super::super::Purpose;
use super::super::cart::Added;
use super::super::view::{Button, Names, button_locator, fold, holds, names, same};
use super::heart::{Heart, without};
use super::{WishList, taking_off};
use crate::found::Means;
use crate::pages::{Site, View, accept_if};
use crate::words::Word;

/// So long a product may take to show on the list, when only the look of its heart says that it is there.
const SHOWS: Duration = Duration::from_secs(1);

/// What the shop did with a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wished {
    /// The shop says, or shows, that it is on the wish list.
    Yes,
    /// The shop refuses, and this is what it says.
    Refused(String),
    /// It asks first who the customer is, on this page.
    AsksWho(String),
}

/// What the page told before the press, so that news can be told from olds.
struct Before {
    told: Vec<String>,
    /// How many wishes the way to the list counts.
    count: u32,
    worn: Vec<String>,
    /// It asked for a password already.
    asked: bool,
}

impl Site {
    /// Puts a product on the wish list: by the heart of its card where a list has one, else from its own page.
    pub(crate) async fn add_to_wish_list(&self, product: &str) -> Result<Wished, Failure> {
        let view = self.page_with_heart(product).await?;
        let view = match view.heart(product, &self.shop)? {
            Some(Heart::Wished) => return Ok(Wished::Yes),
            Some(Heart::Filled(_)) if self.is_wished(product).await? => return Ok(Wished::Yes),
            // Seldom, and large.
            Some(Heart::Filled(_)) => Box::pin(self.back_to_heart(product)).await?,
            _ => view,
        };
        let before = self.before_wishing(&view, product);
        self.note_miss(Word::AddToWishList.key(), &view);
        let Some(Heart::Empty(picked) | Heart::Filled(picked)) = view.heart(product, &self.shop)? else {
            return Ok(Wished::Yes);
        };
        let locator = button_locator(picked.button, &view);
        self.note(picked.found, &view);
        self.click(&locator).await?;
        let what = format!("\"{product}\" on the wish list");
        self.look(&what, |view| self.outcome_of_wishing(view, product, &before)).await
    }

    async fn page_with_heart(&self, product: &str) -> Result<View, Failure> {
        let view = self.find_product(product).await?;
        if view.is_list_of_hearts(&self.shop) && self.has_heart(&view, product)? {
            return Ok(view);
        }
        self.open_product_from(view, product).await?;
        let has = |view: &View| self.has_heart(view, product);
        self.page_with(Word::AddToWishList, "puts it on a wish list", has).await
    }

    /// The heart once more, after a look at the list: a list in a drawer lies over the page that it is on.
    async fn back_to_heart(&self, product: &str) -> Result<View, Failure> {
        let view = self.now().await?;
        if view.dialog.is_none() && view.is_wish_list(&self.shop) {
            self.page.travel(Travel::Back).await?;
        }
        self.page_with_heart(product).await
    }

    /// Whether the page of the product offers to put it on a wish list.
    pub(crate) fn has_heart(&self, view: &View, product: &str) -> Result<bool, Failure> {
        Ok(view.heart(product, &self.shop)?.is_some())
    }

    /// Whether the list itself shows the product.
    async fn is_wished(&self, product: &str) -> Result<bool, Failure> {
        self.show_wish_list().await?;
        let soon = self.with_patience(SHOWS);
        let look = |list: &WishList| accept_if(list.holds(product), || list.summary());
        // Whatever else is wrong is told by the next act.
        Ok(soon.look_at_wish_list("the wish", look).await.is_ok())
    }

    fn before_wishing(&self, view: &View, product: &str) -> Before {
        Before {
            told: view.notices.iter().chain(&view.alerts).cloned().collect(),
            count: self.counted_wishes(view),
            worn: view.heart_wears(product, &self.shop),
            asked: asks_for_password(view),
        }
    }

    /// The number beside the way to the list: `Wish list (2)`.
    fn counted_wishes(&self, view: &View) -> u32 {
        let way = view.pick(&self.shop, Word::WishList, |button| button.may_lead_to_wishes(&self.shop));
        let Ok(Some(way)) = way else { return 0 };
        let digits: String = way.button.name.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    }

    fn outcome_of_wishing(&self, view: &View, product: &str, before: &Before) -> Look<Wished> {
        let news = |text: &&String| !before.told.contains(text);
        if asks_for_password(view) && !before.asked {
            return Look::Accept(Wished::AsksWho(view.what()));
        }
        if let Some(complaint) = view.alerts.iter().find(news) {
            return Look::Accept(Wished::Refused(complaint.clone()));
        }
        if view.is_wish_list(&self.shop) {
            let list = view.wish_list(&self.shop);
            return if list.holds(product) { Look::Accept(Wished::Yes) } else { Look::NotYet(list.summary()) };
        }
        if let Some(notice) = view.notices.iter().find(news) {
            if holds(notice, &self.shop.words_of(&[Word::LogIn, Word::Register])) {
                return Look::Accept(Wished::Refused(notice.clone()));
            }
            if fold(notice).contains(&fold(product)) || holds(notice, &self.shop.words(Word::WishList)) {
                return Look::Accept(Wished::Yes);
            }
        }
        if view.has_filled(product, &before.worn, &self.shop) || self.counted_wishes(view) > before.count {
            return Look::Accept(Wished::Yes);
        }
        Look::NotYet(match view.notices.first() {
            Some(notice) => format!("the page says \"{notice}\""),
            None => "nothing on the page says that it is on the wish list".to_owned(),
        })
    }

    /// Takes a product off the wish list.
    pub(crate) async fn remove_from_wish_list(&self, product: &str) -> Result<(), Failure> {
        let view = self.show_wish_list().await?;
        // Where nothing else does it, the heart in the line does, or a cross.
        let heart_or_cross = [Word::WishList.icons(), Word::Close.icons(), &["times", "cross"]].concat();
        let icon = Locator::hint(Word::RemoveFromWishList.icons()).or(Locator::hint(&heart_or_cross));
        let what = format!("the way to remove \"{product}\" from the wish list");
        self.press_in_line(&view, product, Word::RemoveFromWishList, &taking_off(&self.shop), icon, &what).await
    }

    /// Puts a product from the wish list into the cart, by what its line offers.
    pub(crate) async fn move_from_wish_list(&self, product: &str) -> Result<Added, Failure> {
        let view = self.show_wish_list().await?;
        let before = self.told(&view);
        let words = self.shop.words_of(&[Word::MoveToCart, Word::AddToCart]);
        let icon = Locator::hint(Word::Cart.icons());
        let what = format!("the way to move \"{product}\" from the wish list to the cart");
        self.press_in_line(&view, product, Word::MoveToCart, &words, icon, &what).await?;
        let what = format!("\"{product}\" in the cart");
        self.look(&what, |view| self.outcome_of_adding(view, product, &before)).await
    }

    /// Presses what the line of a wish has for a thing: by the site map's hint, by one of these names, by its icon.
    async fn press_in_line(
        &self,
        view: &View,
        product: &str,
        word: Word,
        words: &Names,
        icon: Locator,
        what: &str,
    ) -> Result<(), Failure> {
        self.note_miss(word.key(), view);
        let hinted = self.shop.hint(word.key()).is_some();
        if let Some((button, by)) = in_card(view, product, word, words).filter(|_| !hinted) {
            self.note(button.found(word, by, &self.shop), view);
            return self.click(&button_locator(button, view)).await;
        }
        let heart = view.filled_hearts(&self.shop).find(|one| same(&one.card, product));
        if let Some(heart) = heart.filter(|_| word == Word::RemoveFromWishList && !hinted) {
            self.note(heart.found(word, Means::Icon, &self.shop), view);
            return self.click(&button_locator(heart, view)).await;
        }
        let named = self.hinted_or(word, Locator::clickable(Match::OneOf(words.to_vec())).or(icon));
        self.click(&named.beside(product).first().named(what)).await?;
        self.note_match(word.key(), &[Means::Name, Means::Icon, Means::Icon]);
        Ok(())
    }
}

/// What the card of a product has for a thing, by name or by icon; no text need say which card it is.
fn in_card<'v>(view: &'v View, product: &str, word: Word, words: &Names) -> Option<(&'v Button, Means)> {
    let mut own = view.buttons.iter().filter(|one| !one.disabled && same(&one.card, product));
    let named = own.clone().find(|one| names(&without(&one.name, product), words));
    named.map(|one| (one, Means::Name)).or_else(|| Some((own.find(|one| one.wears(word))?, Means::Icon)))
}

fn asks_for_password(view: &View) -> bool {
    view.fields.iter().any(|field| field.purpose() == Some(Purpose::Password))
}
