//! A coupon: entered in the cart, and what the shop makes of it.

mod about;
mod clauses;
mod entered;
mod tried;
mod wording;

use std::time::Duration;

use shopper_browser::{Failure, Look};

use entered::{Entered, messages};
pub(crate) use tried::Tried;
use wording::{Says, Wording};

use crate::failure::is_unmet;
use crate::found::Means;
use crate::pages::basket::Sum;
use crate::pages::view::{Button, Field, button_locator, holds};
use crate::pages::{Purpose, Site, View, begins, names};
use crate::shop::Shop;
use crate::words::Word;

/// So long a shop that shows nothing of a coupon at all is looked at, once its page stands still.
const ANSWERS: Duration = Duration::from_secs(2);

/// What the shop made of a coupon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Redeemed {
    /// It shows, or says, that it took it; by what that is known.
    Taken(String),
    /// It refuses, and this is what it says.
    Refused(String),
    /// It shows neither.
    Untold,
}

impl Site {
    /// Enters a coupon; gives what the page showed before.
    pub(crate) async fn enter_coupon(&self, code: &str) -> Result<View, Failure> {
        let view = self.show_whole_cart().await?;
        self.note_miss(Word::Coupon.key(), &view);
        let view = if view.coupon_field(&self.shop).is_some() { view } else { self.open_coupon(&view).await? };
        let field = view.coupon_field(&self.shop).expect("it was just seen").clone();
        let by = match field.asks() {
            _ if field.is_hinted(Word::Coupon.key()) => Means::Hint,
            Some((Purpose::Coupon, by)) if !begins(&field.name, &self.shop.words(Word::Coupon)) => by,
            _ => Means::Name,
        };
        self.note(field.found(Word::Coupon.key(), by, &view, &self.shop), &view);
        self.fill(&field.locator(&view), code).await?;
        let apply = self.shop.words(Word::CouponApply);
        let own = |one: &Button| field.form >= 0 && one.form == field.form && names(&one.name, &apply);
        if !self.press_best(&view, Word::CouponApply, own).await? {
            self.press(&view, Word::CouponApply).await?;
        }
        Ok(view)
    }

    /// Opens what the shop hides the field in.
    async fn open_coupon(&self, view: &View) -> Result<View, Failure> {
        let opening = self.shop.words(Word::CouponOpen);
        let hinted = self.shop.hint(Word::CouponOpen.key()).is_some();
        let holding = |one: &&Button| !one.aside && !one.disabled && holds(&one.name, &opening);
        match view.buttons.iter().find(holding).filter(|_| !hinted) {
            Some(button) => {
                self.note(button.found(Word::CouponOpen, Means::Name, &self.shop), view);
                self.click(&button_locator(button, view)).await?;
            }
            None => self.press(view, Word::CouponOpen).await?,
        }
        self.look("the field for the coupon", |view| {
            view.accept_if(view.coupon_field(&self.shop).is_some(), || {
                "the page shows no field for a coupon".to_owned()
            })
        })
        .await
    }

    /// What the shop makes of the coupon that was just entered, where the page showed this before.
    pub(crate) async fn answer_to_coupon(&self, code: &str, before: &View) -> Result<Redeemed, Failure> {
        let entered = Entered::new(code, before, &self.shop);
        match self.soon().answer_to(&entered).await {
            // The shop is still asked: it has as much time as for anything else.
            Err(_) => self.answer_to(&entered).await,
            answered => answered,
        }
    }

    /// The same site, looked at as long as a shop is that shows nothing of a coupon.
    fn soon(&self) -> Site {
        Site { page: self.page.with_patience_at_most(ANSWERS), ..self.clone() }
    }

    async fn answer_to(&self, entered: &Entered<'_>) -> Result<Redeemed, Failure> {
        let mut last = None;
        let look = self.look("the shop's answer to the coupon", |view| {
            last = Some(view.clone());
            entered.answer(view).map_or_else(says_nothing, Look::Accept)
        });
        match look.await {
            // No discount came, and the shop complains: in whatever words, that is no.
            Err(failure) if is_unmet(&failure) => {
                Ok(last.and_then(|view| entered.complaint(&view)).unwrap_or(Redeemed::Untold))
            }
            answered => answered,
        }
    }

    /// Waits for a refusal of a coupon that nobody saw being entered: a complaint about it, and nothing taken off.
    pub(crate) async fn look_for_refusal(&self) -> Result<(), Failure> {
        let wording = Wording::new("", &self.shop);
        self.look("the shop to refuse the coupon", |view| {
            // What a message has to do with the coupon nobody knows but by its words: it may have stood there before.
            let refuses = |text: &String| wording.is_about(text) && wording.says(text) == Some(Says::No);
            let wrong = || view.coupon_field(&self.shop).is_some_and(|field| !field.wrong.is_empty());
            match view.basket(&self.shop).sum(Sum::Discount) {
                Some(discount) => Look::NotYet(format!("the page shows a discount of {discount}")),
                None if messages(view).any(refuses) || wrong() => Look::Accept(()),
                None => Look::NotYet("the page does not say that the coupon is refused".to_owned()),
            }
        })
        .await
    }
}

fn says_nothing<T>() -> Look<T> {
    Look::NotYet("the page says nothing of it".to_owned())
}

impl View {
    fn coupon_field(&self, shop: &Shop) -> Option<&Field> {
        let words = shop.words(Word::Coupon);
        // `Code postal` and `Code de sécurité` ask for something else.
        let asks = |field: &Field| match field.purpose() {
            Some(purpose) => purpose == Purpose::Coupon,
            None => begins(&field.name, &words),
        };
        let hinted = self.fields.iter().find(|field| field.is_hinted(Word::Coupon.key()));
        hinted.or_else(|| self.fields.iter().find(|field| !field.aside && asks(field)))
    }
}

#[cfg(test)]
mod tests;
