//! A coupon that the journey has tried, in a sentence of its own or by typing it into its field; and what has become of it.

use shopper_browser::{Failure, Look};

use super::entered::Entered;
use super::{Redeemed, says_nothing};
use crate::catalogue::Refusal;
use crate::failure::is_unmet;
use crate::pages::{Purpose, Site, View, names};
use crate::shop::Shop;
use crate::words::Word;
use crate::world::World;

/// A coupon that the journey has tried.
pub(crate) struct Tried {
    pub(crate) code: String,
    /// What the page showed before.
    before: View,
    /// What the shop said of the coupon before, which it refused.
    earlier: Option<String>,
    /// What the shop made of it; nothing while nobody has looked.
    redeemed: Option<Redeemed>,
    /// The latest act when that was seen.
    act: u64,
}

impl World {
    /// Remembers a coupon, and what the shop made of it if somebody has looked.
    pub(crate) fn remember_coupon(&mut self, code: &str, before: View, redeemed: Option<Redeemed>) {
        let earlier = self.memory.coupon.take().and_then(|tried| match tried.redeemed {
            Some(Redeemed::Refused(said)) => Some(said),
            _ => tried.earlier,
        });
        let act = self.page.latest_act();
        self.memory.coupon = Some(Tried { code: code.to_owned(), before, earlier, redeemed, act });
    }

    /// Remembers a coupon that is about to be typed into a field of this name, if the journey goes on to judge it: only
    /// what the page shows before can tell its answer from what stands there anyway.
    pub(crate) async fn note_coupon(&mut self, field: &str, code: &str) -> Result<(), Failure> {
        let typed = !code.is_empty() && is_for_coupon(field, &self.shop);
        if typed && self.ahead.expects(Refusal::Coupon) {
            let before = self.site().now().await?;
            self.remember_coupon(code, before, None);
        }
        Ok(())
    }

    /// What has become of the coupon that the journey has tried last, and its code.
    pub(crate) async fn judge_coupon(&mut self) -> Result<Option<(String, Redeemed)>, Failure> {
        let site = self.site();
        let Some(tried) = &mut self.memory.coupon else { return Ok(None) };
        let redeemed = site.what_became_of(tried).await?;
        (tried.redeemed, tried.act) = (Some(redeemed.clone()), site.page.latest_act());
        Ok(Some((tried.code.clone(), redeemed)))
    }
}

impl Site {
    async fn what_became_of(&self, tried: &Tried) -> Result<Redeemed, Failure> {
        let entered = Entered::new(&tried.code, &tried.before, &self.shop).after(tried.earlier.as_deref());
        match &tried.redeemed {
            Some(known @ (Redeemed::Refused(_) | Redeemed::Taken(_))) if tried.act == self.page.latest_act() => {
                Ok(known.clone())
            }
            Some(known) if tried.act != self.page.latest_act() => self.since(&entered, known).await,
            // It may come late.
            Some(_) => self.answer_to(&entered).await,
            None => match self.soon().answer_to(&entered).await {
                Ok(answered) if answered != Redeemed::Untold => Ok(answered),
                // Nothing yet, or the shop is still asked.
                _ => self.answer_to(&entered).await,
            },
        }
    }

    /// What has become of a coupon of which this was known, after something else was done: one that was refused may be good
    /// by now, and one that was taken may not. A page that stands still and says nothing of it leaves it what it was.
    async fn since(&self, entered: &Entered<'_>, known: &Redeemed) -> Result<Redeemed, Failure> {
        let look = self.soon();
        let look = look.look("what has become of the coupon", |view| match entered.answer_since(view) {
            Some(answer) => Look::Accept(answer),
            None if view.busy || entered.is_replaced(view) || matches!(known, Redeemed::Untold) => says_nothing(),
            None => Look::Accept(known.clone()),
        });
        match look.await {
            Err(failure) if is_unmet(&failure) => Ok(known.clone()),
            answered => answered,
        }
    }
}

/// Whether a field of this name is for a coupon: by what stands before its brackets, or by a word for coupons alone.
/// `Code postal` is none, for all that shops call a coupon `Code`.
fn is_for_coupon(field: &str, shop: &Shop) -> bool {
    let bare = field.split(['(', '[']).next().unwrap_or_default();
    names(bare, &shop.words(Word::Coupon)) || Purpose::spoken_of(field) == Some(Purpose::Coupon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_for_a_coupon_is_known_by_its_name_in_four_languages() {
        for field in [
            "Promo code",
            "Coupon code (optional)",
            "Enter a discount code",
            "Code",
            "Gutscheincode",
            "Gutscheincode eingeben",
            "Code promo (facultatif)",
            "Bon de réduction",
            "Código de descuento (opcional)",
            "Cupón *",
        ] {
            assert!(is_for_coupon(field, &Shop::default()), "{field}");
        }
        for field in ["Code postal", "Código postal", "Postcode", "Security code", "Code de vérification", "Name"] {
            assert!(!is_for_coupon(field, &Shop::default()), "{field}");
        }
    }
}
