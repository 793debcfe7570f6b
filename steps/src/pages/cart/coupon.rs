//! A coupon: entered in the cart, and what the shop makes of it.

use std::time::Duration;

use shopper_browser::{Failure, Look};

use crate::failure::is_unmet;
use crate::found::Means;
use crate::oracle::Money;
use crate::pages::basket::{Basket, Sum};
use crate::pages::view::{Button, Field, button_locator, fold, holds, same};
use crate::pages::{Purpose, Site, View, begins, names};
use crate::shop::Shop;
use crate::words::Word;

/// So long a shop that shows nothing of a coupon at all is looked at, once its page stands still.
const ANSWERS: Duration = Duration::from_secs(2);

/// What the shop made of a coupon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Redeemed {
    /// It shows, or says, that it took it.
    Taken,
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
        let soon = Site { page: self.page.with_patience_at_most(ANSWERS), ..self.clone() };
        let mut last = None;
        let look = soon.look("the shop's answer to the coupon", |view| {
            last = Some(view.clone());
            match view.redeemed(code, before, &self.shop) {
                Some(redeemed) => Look::Accept(redeemed),
                None => Look::NotYet("the page says nothing of it".to_owned()),
            }
        });
        match look.await {
            // No discount came, and the shop complains: in whatever words, that is no.
            Err(failure) if is_unmet(&failure) => Ok(last
                .and_then(|view| view.complaint_about_coupon(code, before, &self.shop))
                .unwrap_or(Redeemed::Untold)),
            answered => answered,
        }
    }
}

impl View {
    fn coupon_field(&self, shop: &Shop) -> Option<&Field> {
        let words = shop.words(Word::Coupon);
        let asks = |field: &&Field| {
            field.is_hinted(Word::Coupon.key())
                || (!field.aside && (begins(&field.name, &words) || field.purpose() == Some(Purpose::Coupon)))
        };
        self.fields.iter().find(asks)
    }

    /// What the page shows of a coupon without doubt.
    fn redeemed(&self, code: &str, before: &View, shop: &Shop) -> Option<Redeemed> {
        if self.busy {
            return None;
        }
        if costs_less(&before.basket(shop), &self.basket(shop), shop) {
            return Some(Redeemed::Taken);
        }
        let (no, yes) = (shop.words(Word::CouponRefused), shop.words(Word::CouponTaken));
        let messages: Vec<&String> = messages(self).filter(|text| is_news(text, code, self, before)).collect();
        if let Some(said) = messages.iter().find(|text| holds(text, &no)) {
            return Some(Redeemed::Refused((*said).clone()));
        }
        if let Some(field) = self.coupon_field(shop).filter(|field| !field.wrong.is_empty()) {
            return Some(Redeemed::Refused(field.wrong.clone()));
        }
        let names_it = |text: &str| fold(text).contains(&fold(code));
        let about = |text: &&String| holds(text, &shop.words(Word::Coupon)) || names_it(text);
        let mut texts = self.texts().filter(|text| !before.texts().any(|old| old == *text)).filter(about);
        if let Some(said) = texts.clone().find(|text| holds(text, &no)) {
            return Some(Redeemed::Refused(said.clone()));
        }
        // A shop lists what it took, by its code.
        let listed = texts.any(|text| same(text, code)) && !messages.iter().any(|text| names_it(text));
        (listed || messages.iter().any(|text| holds(text, &yes))).then_some(Redeemed::Taken)
    }

    /// What a page that shows no sign of the coupon complains of since it was entered.
    fn complaint_about_coupon(&self, code: &str, before: &View, shop: &Shop) -> Option<Redeemed> {
        let no = shop.words(Word::CouponRefused);
        let news = self.alerts.iter().find(|text| is_news(text, code, self, before));
        let unmarked = || self.texts().find(|text| holds(text, &no) && !before.texts().any(|old| old == *text));
        news.or_else(unmarked).map(|said| Redeemed::Refused(said.clone()))
    }
}

/// Whether something is taken off that was not before.
fn costs_less(before: &Basket, now: &Basket, shop: &Shop) -> bool {
    let read = |basket: &Basket, sum: Sum| basket.sum(sum).and_then(|text| shop.money(text).ok());
    let amount = |money: Money| money.unsigned().amount;
    let (was, is) = (read(before, Sum::Discount).map(amount), read(now, Sum::Discount).map(amount));
    let discounted = is.is_some_and(|is| !is.is_zero() && was != Some(is));
    let cheaper = match (read(before, Sum::Total), read(now, Sum::Total)) {
        (Some(was), Some(is)) => is.amount < was.amount,
        _ => false,
    };
    discounted || cheaper
}

/// What a page tells a customer, loud or not.
fn messages(view: &View) -> impl Iterator<Item = &String> {
    view.alerts.iter().chain(&view.notices)
}

/// Whether a message came with the coupon; one that stood there may have come again with a new page if it names this code.
fn is_news(text: &str, code: &str, view: &View, before: &View) -> bool {
    !messages(before).any(|old| old == text) || (view.document != before.document && fold(text).contains(&fold(code)))
}

#[cfg(test)]
mod tests;
