//! The cart: a page of its own, or a drawer over whatever page is open.

use shopper_browser::{Failure, Locator, Look};

use super::basket::{Basket, Sum};
use super::catalogue::Standing;
use super::view::fold;
use super::{Site, View, begins, names, same};
use crate::failure::unmet;
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

    async fn go_to_cart(&self, view: View) -> Result<View, Failure> {
        let view = self.close_dialog(view).await?;
        let link = match view.button(&self.shop.words(Word::Cart)) {
            Some(button) => super::view::button_locator(button, &view),
            None => Locator::hint(&["cart", "basket", "bag", "warenkorb", "panier", "carrito"]).first(),
        };
        self.page.click(&link.named("the way to the cart")).await?;
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
    pub(crate) async fn look_at_cart<T>(
        &self,
        what: &str,
        judge: impl FnMut(&Basket) -> Look<T>,
    ) -> Result<T, Failure> {
        self.look_at_basket(what, View::is_cart, judge).await
    }

    /// Looks at the sums of whatever shows them: cart, checkout or receipt; a page without any leads to the cart.
    pub(crate) async fn look_at_sums<T>(
        &self,
        what: &str,
        judge: impl FnMut(&Basket) -> Look<T>,
    ) -> Result<T, Failure> {
        let shows = |view: &View, shop: &Shop| view.is_cart(shop) || view.basket(shop).sum(Sum::Total).is_some();
        self.look_at_basket(what, shows, judge).await
    }

    /// One look is enough when the page shows it already; otherwise the cart is opened.
    async fn look_at_basket<T>(
        &self,
        what: &str,
        is_here: impl Fn(&View, &Shop) -> bool,
        mut judge: impl FnMut(&Basket) -> Look<T>,
    ) -> Result<T, Failure> {
        let mut judged = |view: &View| {
            let basket = view.basket(&self.shop);
            if basket.busy { Look::NotYet("the page is still busy with the cart".to_owned()) } else { judge(&basket) }
        };
        let mut was_here = false;
        let here = self
            .look(what, |view| {
                was_here |= is_here(view, &self.shop);
                if !was_here {
                    return Look::Accept(Err(view.clone()));
                }
                match judged(view) {
                    Look::Accept(value) => Look::Accept(Ok(value)),
                    Look::NotYet(instead) => Look::NotYet(instead),
                    Look::Refuse(failure) => Look::Refuse(failure),
                }
            })
            .await?;
        match here {
            Ok(value) => Ok(value),
            Err(elsewhere) => {
                self.go_to_cart(elsewhere).await?;
                self.look(what, judged).await
            }
        }
    }

    /// Puts a product into the cart from where it stands: from a list when one piece is enough, else from its page.
    pub(crate) async fn add_to_cart(&self, product: &str, pieces: u32) -> Result<Added, Failure> {
        let view = self.find_product(product).await?;
        let view = if view.standing(product) == Standing::Listed && (pieces > 1 || !self.buys_from_list(&view, product))
        {
            self.open_product(product).await?
        } else {
            view
        };
        let before = self.told(&view);
        let words = self.shop.words(Word::AddToCart);
        let add = Locator::button(self.shop.named(Word::AddToCart));
        if view.standing(product) == Standing::Listed {
            self.page.click(&add.beside(product)).await?;
        } else {
            if pieces > 1 {
                self.set_pieces(&view, pieces).await?;
            }
            let own = view
                .buttons
                .iter()
                .find(|button| !button.link && !button.aside && words.iter().any(|word| same(word, &button.name)));
            let add = own.map_or_else(|| add.first(), |button| super::view::button_locator(button, &view));
            self.page.click(&add.named(&format!("the button that adds \"{product}\" to the cart"))).await?;
        }
        self.look(&format!("\"{product}\" in the cart"), |view| self.outcome_of_adding(view, product, &before)).await
    }

    fn buys_from_list(&self, view: &View, product: &str) -> bool {
        let words = self.shop.words(Word::AddToCart);
        view.product(product).is_some_and(|row| {
            row.buttons.iter().any(|button| !button.disabled && words.iter().any(|word| same(word, &button.name)))
        })
    }

    /// What the page tells and counts, so that news can be told from olds.
    fn told(&self, view: &View) -> (Vec<String>, String) {
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

    fn outcome_of_adding(&self, view: &View, product: &str, before: &(Vec<String>, String)) -> Look<Added> {
        let news = |text: &&String| !before.0.contains(text);
        if let Some(complaint) = view.alerts.iter().find(news) {
            return Look::Accept(Added::Refused(complaint.clone()));
        }
        if view.is_cart(&self.shop) {
            let basket = view.basket(&self.shop);
            return if !basket.busy && basket.pieces_of(product) > 0 {
                Look::Accept(Added::Yes)
            } else {
                Look::NotYet(basket.summary())
            };
        }
        let product = fold(product);
        match view.notices.iter().chain(&before.0).find(|text| fold(text).contains(&product)) {
            Some(notice)
                if view.notices.contains(notice) && (!before.0.contains(notice) || self.counted(view) != before.1) =>
            {
                Look::Accept(Added::Yes)
            }
            _ => Look::NotYet(match view.notices.first() {
                Some(notice) => format!("the page says \"{notice}\""),
                None => "nothing on the page says that it is in the cart".to_owned(),
            }),
        }
    }

    async fn set_pieces(&self, view: &View, pieces: u32) -> Result<(), Failure> {
        let words = self.shop.words(Word::Quantity);
        let named = view.fields.iter().find(|field| begins(&field.name, &words));
        // A number without a name beside the button is the number of pieces.
        let counting = view.fields.iter().find(|field| field.kind == "text" && field.value == "1");
        match named.or(counting) {
            Some(field) if field.kind == "select" => self.page.choose(&field.locator(view), &pieces.to_string()).await,
            Some(field) => self.page.fill(&field.locator(view), &pieces.to_string()).await,
            None => Err(unmet(
                format!("the page {} has no field for the quantity", view.what()),
                "look at the picture: can a customer say how many pieces they want?",
            )),
        }
    }

    /// Changes how many pieces of a product are in the cart.
    pub(crate) async fn set_quantity(&self, product: &str, pieces: u32) -> Result<(), Failure> {
        self.show_cart().await?;
        let field = Locator::field(self.shop.named(Word::Quantity))
            .or(Locator::role("spinbutton"))
            .or(Locator::role("textbox"))
            .beside(product)
            .first()
            .named(&format!("the quantity of \"{product}\""));
        self.page.fill(&field, &pieces.to_string()).await?;
        let view = self.now().await?;
        let update = self.shop.words(Word::Update);
        let in_line =
            view.product(product).is_some_and(|row| row.buttons.iter().any(|button| begins(&button.name, &update)));
        if in_line {
            return self.page.click(&Locator::button(self.shop.named(Word::Update)).beside(product)).await;
        }
        match view.button(&update) {
            Some(button) => self.page.click(&super::view::button_locator(button, &view)).await,
            None => self.page.press("Tab").await,
        }
    }

    /// Takes a product out of the cart.
    pub(crate) async fn remove_from_cart(&self, product: &str) -> Result<(), Failure> {
        self.show_cart().await?;
        let remove = Locator::clickable(self.shop.named(Word::Remove))
            .or(Locator::hint(&["remove", "delete", "trash", "bin"]))
            .beside(product)
            .first()
            .named(&format!("the way to remove \"{product}\" from the cart"));
        self.page.click(&remove).await
    }

    /// Enters a coupon; the answer is for others to judge.
    pub(crate) async fn apply_coupon(&self, code: &str) -> Result<(), Failure> {
        let mut view = self.show_cart().await?;
        let words = self.shop.words(Word::Coupon);
        let is_coupon = |view: &View| view.fields.iter().any(|field| begins(&field.name, &words));
        if !is_coupon(&view) {
            self.press(&view, Word::CouponOpen).await?;
            view = self
                .look("the field for the coupon", |view| {
                    view.accept_if(is_coupon(view), || "the page shows no field for a coupon".to_owned())
                })
                .await?;
        }
        let field = view.fields.iter().find(|field| begins(&field.name, &words)).expect("it was just seen");
        self.page.fill(&field.locator(&view), code).await?;
        self.press(&view, Word::CouponApply).await
    }

    /// Goes from the cart to the checkout.
    pub(crate) async fn start_checkout(&self) -> Result<(), Failure> {
        let view = self.enter_if_outside().await?;
        if view.is_checkout(&self.shop) && !view.fields.is_empty() {
            return Ok(());
        }
        let view = if view.is_cart(&self.shop) { view } else { self.go_to_cart(view).await? };
        if view.basket(&self.shop).lines.is_empty() {
            return Err(unmet("the cart is empty: there is nothing to check out", "put something into the cart first"));
        }
        self.press(&view, Word::Checkout).await
    }
}
