//! A coupon that was entered: what a page shows since then, beside what it showed before.

use std::collections::HashSet;

use super::Redeemed;
use super::wording::{Says, Wording};
use crate::oracle::Money;
use crate::pages::View;
use crate::pages::basket::{Basket, Sum};
use crate::pages::view::same;
use crate::shop::Shop;

/// What tells the answer to a coupon. It is made once: a page is looked at many times until it answers.
pub(super) struct Entered<'a> {
    shop: &'a Shop,
    wording: Wording,
    code: &'a str,
    /// The document, the texts, the messages and the cart before.
    document: &'a str,
    texts: HashSet<&'a str>,
    messages: HashSet<&'a str>,
    basket: Basket,
    /// What the shop said of a coupon before this one, which it refused: it may say the same of this one.
    earlier: Option<&'a str>,
}

impl<'a> Entered<'a> {
    pub(super) fn new(code: &'a str, before: &'a View, shop: &'a Shop) -> Entered<'a> {
        Entered {
            shop,
            wording: Wording::new(code, shop),
            code,
            document: &before.document,
            texts: before.texts().map(String::as_str).collect(),
            messages: messages(before).map(String::as_str).collect(),
            basket: before.basket(shop),
            earlier: None,
        }
    }

    /// A coupon that was entered after one of which the shop said this.
    pub(super) fn after(self, earlier: Option<&'a str>) -> Entered<'a> {
        Entered { earlier, ..self }
    }

    /// What the page shows of the coupon without doubt.
    pub(super) fn answer(&self, view: &View) -> Option<Redeemed> {
        if view.busy {
            return None;
        }
        let basket = view.basket(self.shop);
        self.discounted(&basket)
            .or_else(|| self.totals_less(&basket))
            .map(Redeemed::Taken)
            .or_else(|| self.answer_in_messages(view))
            .or_else(|| self.answer_in_texts(view))
    }

    /// What a page shows of a coupon of which something is known, where the journey has done something else since. It need not be the
    /// cart any more, and neither goods nor shipping need be what they were: only what these cannot have changed counts.
    pub(super) fn answer_since(&self, view: &View) -> Option<Redeemed> {
        if view.busy {
            return None;
        }
        let basket = view.basket(self.shop);
        let summed = basket.sum(Sum::Total).or(basket.sum(Sum::Subtotal)).is_some();
        let same_goods = holds_all(&self.basket, &basket) && holds_all(&basket, &self.basket);
        let discounts = summed && (same_goods || self.basket.sum(Sum::Discount).is_none());
        let totals = self.basket.sum(Sum::Shipping) == basket.sum(Sum::Shipping);
        let by_sums = || discounts.then(|| self.discounted(&basket)).flatten();
        by_sums()
            .or_else(|| totals.then(|| self.totals_less(&basket)).flatten())
            .map(Redeemed::Taken)
            .or_else(|| self.answer_about_it(view))
            .or_else(|| summed.then(|| self.answer_in_texts(view)).flatten())
    }

    /// Whether another code stands in the field.
    pub(super) fn is_replaced(&self, view: &View) -> bool {
        view.coupon_field(self.shop).is_some_and(|field| !field.value.is_empty() && !same(&field.value, self.code))
    }

    /// What a page that shows no sign of the coupon complains of since it was entered.
    pub(super) fn complaint(&self, view: &View) -> Option<Redeemed> {
        let bad = |text: &&String| self.is_news(text, view) && self.wording.says(text) != Some(Says::Yes);
        let loud = view.alerts.iter().find(bad);
        // A text that says nothing of the coupon and is no message, either, has to be plain.
        let plain = || self.news(view).find(|text| self.wording.refuses(text)).map(|said| whole(said, view));
        loud.or_else(plain).map(|said| refused(said)).or_else(|| self.said_again(view))
    }

    /// What the shop said of the coupon before, as long as it stands there: nobody can see whether it was said again.
    fn said_again(&self, view: &View) -> Option<Redeemed> {
        let wrong = view.coupon_field(self.shop).map(|field| &field.wrong);
        let said = |earlier: &&str| messages(view).chain(view.texts()).chain(wrong).any(|text| text == earlier);
        self.earlier.filter(said).map(refused)
    }

    /// What messages say. Those that speak of the coupon come first: others may be about the goods.
    fn answer_in_messages(&self, view: &View) -> Option<Redeemed> {
        self.answer_about_it(view).or_else(|| {
            let others = self.news_in_messages(view).filter(|text| !self.wording.is_about(text));
            others.into_iter().find(|text| self.wording.says(text) == Some(Says::No)).map(|said| refused(said))
        })
    }

    /// What messages that speak of the coupon say, and its field.
    fn answer_about_it(&self, view: &View) -> Option<Redeemed> {
        let saying = |says: Says| {
            let mut of_it = self.news_in_messages(view).filter(|text| self.wording.is_about(text));
            of_it.find(|text| self.wording.says(text) == Some(says))
        };
        // A field that the shop has emptied says nothing of what stood in it.
        let field = view.coupon_field(self.shop).filter(|field| !field.wrong.is_empty() && !field.value.is_empty());
        saying(Says::No)
            .or(field.map(|field| &field.wrong))
            .map(|said| refused(said))
            .or_else(|| saying(Says::Yes).map(|said| Redeemed::Taken(quoted(said))))
    }

    fn news_in_messages<'v>(&'v self, view: &'v View) -> impl Iterator<Item = &'v String> {
        messages(view).filter(move |text| self.is_news(text, view))
    }

    /// What stands on the page, and is marked as no message.
    fn answer_in_texts(&self, view: &View) -> Option<Redeemed> {
        let of_it: Vec<&String> = self.news(view).filter(|text| self.wording.is_about(text)).collect();
        if let Some(said) = of_it.iter().find(|text| self.wording.says(text) == Some(Says::No)) {
            return Some(refused(whole(said, view)));
        }
        let yes = |text: &&&String| self.wording.names(text) && self.wording.says(text) == Some(Says::Yes);
        let said = of_it.iter().find(yes).map(|text| quoted(text));
        let listed = || self.is_listed(&of_it, view).then(|| format!("the page lists \"{}\"", self.code));
        said.or_else(listed).map(Redeemed::Taken)
    }

    /// Whether the shop lists the code as one that it took: by itself, and not within a text that says something of it.
    fn is_listed(&self, of_it: &[&String], view: &View) -> bool {
        of_it.iter().any(|text| same(text, self.code))
            && !messages(view).any(|text| self.is_news(text, view) && self.wording.names(text))
            && !of_it.iter().any(|text| self.wording.names(text) && self.wording.says_more(text))
    }

    /// The texts that were not there before.
    fn news<'v>(&self, view: &'v View) -> impl Iterator<Item = &'v String> {
        view.texts().filter(|text| !self.texts.contains(text.as_str()))
    }

    /// Whether a message came with the coupon; one that stood there may have come again with a new page if it names this
    /// code, or was the answer to the code before.
    fn is_news(&self, text: &str, view: &View) -> bool {
        let again = || self.earlier == Some(text) || self.wording.names(text);
        !self.messages.contains(text) || (view.document != self.document && again())
    }

    /// What is taken off that was not before.
    fn discounted(&self, now: &Basket) -> Option<String> {
        let amount = |money: Money| money.unsigned().amount;
        let was = self.read(&self.basket, Sum::Discount).map(amount);
        let is = self.read(now, Sum::Discount).map(amount);
        let news = is.is_some_and(|is| !is.is_zero() && was != Some(is));
        now.sum(Sum::Discount).filter(|_| news).map(|discount| format!("the page shows a discount of {discount}"))
    }

    /// A lower total, unless something was taken out of the cart.
    fn totals_less(&self, now: &Basket) -> Option<String> {
        let (was, is) = (self.read(&self.basket, Sum::Total)?, self.read(now, Sum::Total)?);
        (is.amount < was.amount && holds_all(&self.basket, now)).then(|| format!("the total was {was}, and is {is}"))
    }

    fn read(&self, basket: &Basket, sum: Sum) -> Option<Money> {
        basket.sum(sum).and_then(|text| self.shop.money(text).ok())
    }
}

/// Whether a cart still holds all that it held.
fn holds_all(before: &Basket, now: &Basket) -> bool {
    before.lines.iter().all(|line| now.pieces_of(&line.name) >= line.quantity.unwrap_or(1))
}

/// The line or paragraph that a text stands in.
fn whole<'v>(said: &'v String, view: &'v View) -> &'v String {
    view.blocks.iter().find(|block| block.contains(said.as_str())).unwrap_or(said)
}

fn refused(said: &str) -> Redeemed {
    Redeemed::Refused(said.to_owned())
}

fn quoted(said: &str) -> String {
    format!("the page says \"{said}\"")
}

/// What a page tells a customer, loud or not.
pub(super) fn messages(view: &View) -> impl Iterator<Item = &String> {
    view.alerts.iter().chain(&view.notices)
}
