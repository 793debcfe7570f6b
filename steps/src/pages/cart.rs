//! The cart: a page of its own, or a drawer over whatever page is open.

mod coupon;
mod quantity;
mod removal;

pub(crate) use coupon::{Redeemed, Tried};
use shopper_browser::{Failure, Locator, Look};

use super::acts::with_words;
use super::basket::{Basket, Sum};
use super::catalogue::Standing;
use super::means::decided;
use super::view::{Button, fold, is_one};
use super::{Site, View, names};
use crate::failure::{is_unmet, unmet};
use crate::found::Means;
use crate::shop::Shop;
use crate::words::Word;

/// What the shop did with the wish to add something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Added {
    /// The shop says, or shows, that it is in the cart.
    Yes,
    /// The shop refuses, and this is what it says.
    Refused(String),
}

impl Site {
    /// Shows the cart, unless it is shown already.
    pub(crate) async fn show_cart(&self) -> Result<View, Failure> {
        let view = self.enter_if_outside().await?;
        if view.is_cart(&self.shop) { Ok(view) } else { self.go_to_cart(view).await }
    }

    /// Shows the cart with what changes it: a drawer that only shows is left by its own way to the cart.
    async fn show_whole_cart(&self) -> Result<View, Failure> {
        let view = self.show_cart().await?;
        let cart = self.shop.words(Word::Cart);
        if view.dialog.is_none() || view.button(&cart).is_none() {
            return Ok(view);
        }
        self.press(&view, Word::Cart).await?;
        self.look("the cart's own page", |view| {
            let whole = view.is_cart(&self.shop) && view.dialog.is_none();
            view.accept_if(whole, || format!("the page is {}, which is no cart", view.what()))
        })
        .await
    }

    async fn go_to_cart(&self, view: View) -> Result<View, Failure> {
        let view = self.close_dialog(view).await?;
        // It may have lain over the cart.
        if view.is_cart(&self.shop) {
            return Ok(view);
        }
        // A way that the page names goes before the address in the site map: it may open a drawer.
        let known = self.shop.hint(Word::Cart.key()).is_some() || view.button(&self.shop.words(Word::Cart)).is_some();
        let opened = !known && self.open_path("cart", "").await?;
        // Elsewhere on the page a name that only begins so may be a product's: "Basket, wicker".
        let words = self.shop.words(Word::Cart);
        let may = |button: &Button| button.aside || names(&button.name, &words);
        if !opened && !self.press_best(&view, Word::Cart, may).await? {
            // An icon of a cart may be worn by what puts things into it alone.
            let add = self.shop.words(Word::AddToCart);
            if view.buttons.iter().any(|button| button.wears(Word::Cart) && names(&button.name, &add)) {
                return Err(unmet(
                    format!("nothing on the page {} leads to the cart", view.what()),
                    "look at the picture: say in shop.toml what does, or give the address: [paths] cart = \"...\"",
                ));
            }
            let icon = Locator::hint(Word::Cart.icons()).first();
            self.click(&self.hinted_or(Word::Cart, icon).named("the way to the cart")).await?;
            self.note_match(Word::Cart.key(), &[Means::Icon]);
        }
        self.look("the cart", |view| {
            if view.is_cart(&self.shop) {
                Look::Accept(view.clone())
            } else {
                Look::NotYet(format!("the page is {}, which is no cart", view.what()))
            }
        })
        .await
    }

    /// Looks at the cart until `judge` accepts it. While the page is busy with the cart, nothing is judged.
    pub(crate) async fn look_at_cart<T: Send>(
        &self,
        what: &str,
        judge: impl FnMut(&Basket) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        self.look_at_basket(what, View::is_cart, judge).await
    }

    /// Looks at the sums of whatever shows them: cart, checkout or receipt; a page without any leads to the cart.
    pub(crate) async fn look_at_sums<T: Send>(
        &self,
        what: &str,
        judge: impl FnMut(&Basket) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        let shows = |view: &View, shop: &Shop| view.is_cart(shop) || view.basket(shop).sum(Sum::Total).is_some();
        self.look_at_basket(what, shows, judge).await
    }

    /// One look is enough when the page shows it already; otherwise the cart is opened.
    async fn look_at_basket<T: Send>(
        &self,
        what: &str,
        is_here: impl Fn(&View, &Shop) -> bool + Send + Sync,
        mut judge: impl FnMut(&Basket) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        // A message may be gone again when the patience is spent.
        let mut said = None;
        let mut judged = |view: &View| {
            said = view.complains().or(said.take());
            let basket = view.basket(&self.shop);
            if basket.busy {
                return Look::NotYet("the page is still busy with the cart".to_owned());
            }
            view.wrong_number(&basket).map_or_else(|| judge(&basket), Look::NotYet)
        };
        let looked = match self.look_where(what, |view| is_here(view, &self.shop), &mut judged).await {
            Ok(Err(elsewhere)) => {
                self.go_to_cart(elsewhere).await?;
                self.look(what, judged).await
            }
            Ok(Ok(value)) => Ok(value),
            Err(failure) => Err(failure),
        };
        looked.map_err(|failure| match said {
            Some(said) if is_unmet(&failure) => with_words(failure, &said),
            _ => failure,
        })
    }

    /// Puts a product into the cart from where it stands: from a list when one piece is enough, else from its page.
    pub(crate) async fn add_to_cart(&self, product: &str, pieces: u32) -> Result<Added, Failure> {
        let view = self.find_product(product).await?;
        if view.order_row(product, &self.shop).is_some() {
            return self.add_by_form(&view, product, pieces).await;
        }
        // What the wish list's own buttons put into the cart leaves the list.
        let listed = view.standing(product) == Standing::Listed;
        let view = if listed && (pieces > 1 || !self.buys_from_list(&view, product) || view.is_wish_list(&self.shop)) {
            self.open_product(product).await?
        } else {
            view
        };
        let before = self.told(&view);
        let words = self.shop.words(Word::AddToCart);
        let add = Locator::button(self.shop.named(Word::AddToCart));
        let add = self.hinted_or(Word::AddToCart, add);
        // What stood there before the press tells news from olds.
        if view.standing(product) == Standing::Listed {
            let pressed = self.click(&add.beside(product)).await;
            pressed.map_err(|failure| decided(Word::AddToCart, failure))?;
            self.note_match(Word::AddToCart.key(), &[Means::Name]);
        } else {
            if pieces > 1 && self.counts_pieces(&view) {
                self.set_pieces(&view, pieces).await?;
            }
            let may = |button: &Button| {
                let named = is_one(&button.name, &words);
                let may =
                    !button.link && !button.aside && (named || button.name.is_empty() || !button.title.is_empty());
                may && !view.is_of_others(button, product)
            };
            if !self.press_best(&view, Word::AddToCart, may).await? {
                let of_others = |button: &Button| is_one(&button.name, &words) && view.is_of_others(button, product);
                if view.buttons.iter().any(of_others) {
                    let what = format!("the page {} adds other products to the cart, and not this one", view.what());
                    return Err(unmet(what, "look at the picture: is it sold out?"));
                }
                let add = add.first().named(&format!("the button that adds \"{product}\" to the cart"));
                self.click(&add).await?;
                self.note_match(Word::AddToCart.key(), &[Means::Name]);
            }
        }
        let counted = pieces == 1 || self.counts_pieces(&view);
        let added = self
            .look(&format!("\"{product}\" in the cart"), |view| self.outcome_of_adding(view, product, &before))
            .await?;
        if !counted && added == Added::Yes {
            // The shop sells one piece at a time: the cart knows how many it should be now.
            let view = self.show_whole_cart().await?;
            let held = view.basket(&self.shop).pieces_of(product);
            self.set_quantity(product, held + pieces - 1).await?;
        }
        Ok(added)
    }

    /// Says in an order form how many pieces of it are wanted, and sends the form.
    async fn add_by_form(&self, view: &View, product: &str, pieces: u32) -> Result<Added, Failure> {
        let before = self.told(view);
        let held = if view.is_cart(&self.shop) { view.basket(&self.shop).pieces_of(product) } else { 0 };
        self.fill(&self.quantity_of(product), &pieces.to_string()).await?;
        self.note_match(Word::Quantity.key(), &[Means::Name, Means::Kind, Means::Position]);
        let sends = view.order_row(product, &self.shop).and_then(|row| view.sends(row, &self.shop));
        if let Some(button) = sends {
            self.note(button.found(Word::AddToCart, Means::Name, &self.shop), view);
            self.click(&super::view::button_locator(button, view)).await?;
        }
        self.look(&format!("\"{product}\" in the cart"), |view| {
            // A cart on the same page counts what was in it before.
            if held > 0 && view.is_cart(&self.shop) && view.basket(&self.shop).pieces_of(product) <= held {
                return Look::NotYet(view.basket(&self.shop).summary());
            }
            self.outcome_of_adding(view, product, &before)
        })
        .await
    }

    fn buys_from_list(&self, view: &View, product: &str) -> bool {
        let words = self.shop.words(Word::AddToCart);
        view.product(product)
            .is_some_and(|row| row.buttons.iter().any(|button| !button.disabled && is_one(&button.name, &words)))
    }

    /// What the page tells and counts, so that news can be told from olds.
    pub(super) fn told(&self, view: &View) -> (Vec<String>, String) {
        (view.notices.iter().chain(&view.alerts).cloned().collect(), self.counted(view))
    }

    /// The count beside the cart's link, as far as its name has one.
    fn counted(&self, view: &View) -> String {
        let cart = self.shop.words(Word::Cart);
        view.buttons
            .iter()
            .find(|button| names(&button.name, &cart))
            .map(|button| button.name.clone())
            .unwrap_or_default()
    }

    pub(super) fn outcome_of_adding(&self, view: &View, product: &str, before: &(Vec<String>, String)) -> Look<Added> {
        let news = |text: &&String| !before.0.contains(text);
        if view.is_cart(&self.shop) {
            let basket = view.basket(&self.shop);
            if !basket.busy && basket.pieces_of(product) > 0 {
                return Look::Accept(Added::Yes);
            }
        }
        if let Some(complaint) = view.alerts.iter().find(news) {
            return Look::Accept(Added::Refused(complaint.clone()));
        }
        if view.is_cart(&self.shop) {
            return Look::NotYet(view.basket(&self.shop).summary());
        }
        let product = fold(product);
        match view.notices.iter().chain(&before.0).find(|text| fold(text).contains(&product)) {
            Some(notice)
                if view.notices.contains(notice) && (!before.0.contains(notice) || self.counted(view) != before.1) =>
            {
                Look::Accept(Added::Yes)
            }
            _ => Look::NotYet(match (view.complains(), view.notices.first()) {
                (Some(complains), _) => complains,
                (None, Some(notice)) => format!("the page says \"{notice}\""),
                (None, None) => "nothing on the page says that it is in the cart".to_owned(),
            }),
        }
    }

    /// Goes from the cart to the checkout.
    pub(crate) async fn start_checkout(&self) -> Result<(), Failure> {
        let view = self.enter_if_outside().await?;
        if view.is_checkout(&self.shop) && (!view.fields.is_empty() || view.has_form_elsewhere(&self.shop)) {
            return Ok(());
        }
        let view = if view.is_cart(&self.shop) { view } else { self.go_to_cart(view).await? };
        if view.basket(&self.shop).lines.is_empty() {
            return Err(unmet("the cart is empty: there is nothing to check out", "put something into the cart first"));
        }
        let named =
            self.shop.hint(Word::Checkout.key()).is_some() || view.button(&self.shop.words(Word::Checkout)).is_some();
        if !named && self.open_path("checkout", "").await? {
            return Ok(());
        }
        self.press(&view, Word::Checkout).await
    }
}
