//! The sums below a cart, in a checkout or on a receipt, and the coupons that change them.

use shopper_browser::Look;
use shopper_steps_macros::step;

use super::{Outcome, amiss};
use crate::catalogue::{Definition, Refusal};
use crate::failure::{Blame as _, unmet};
use crate::oracle::Money;
use crate::pages::accept_if;
use crate::pages::basket::{Basket, Sum};
use crate::pages::cart::Redeemed;
use crate::parameters::Text;
use crate::words::Word;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![SUBTOTAL, DISCOUNT, SHIPPING, FREE_SHIPPING, TAX, TOTAL, APPLY_COUPON, COUPON_REFUSED]
}

/// What the goods cost together.
#[step(then, "the sub-total is {money}", example = "the sub-total is $59.98")]
async fn subtotal(world: &mut World, amount: Money) -> Outcome {
    sum(world, Sum::Subtotal, amount).await
}

/// What is taken off; with or without a minus.
#[step(then, "the discount is {money}", example = "the discount is $6.00")]
async fn discount(world: &mut World, amount: Money) -> Outcome {
    sum(world, Sum::Discount, amount).await
}

/// What bringing the goods costs.
#[step(then, "the shipping is {money}", example = "the shipping is $4.99")]
async fn shipping(world: &mut World, amount: Money) -> Outcome {
    sum(world, Sum::Shipping, amount).await
}

/// Bringing the goods costs nothing.
#[step(then, "the shipping is free", example = "the shipping is free")]
async fn free_shipping(world: &mut World) -> Outcome {
    let site = world.site();
    let look = |basket: &Basket| {
        let nothing = basket
            .sum(Sum::Shipping)
            .and_then(|text| site.shop.money(text).ok())
            .is_some_and(|money| money.amount.is_zero());
        accept_if(basket.ships_free() || nothing, || {
            format!("the page shows {}", basket.sum(Sum::Shipping).unwrap_or("no price for shipping"))
        })
    };
    site.look_at_sums("free shipping", look).await.blame("free", "compare with the shop's rules for shipping")
}

/// The tax that the shop shows.
#[step(then, "the tax is {money}", example = "the tax is $5.20")]
async fn tax(world: &mut World, amount: Money) -> Outcome {
    sum(world, Sum::Tax, amount).await
}

/// What is to be paid.
#[step(then, "the total is {money}", example = "the total is $64.98")]
async fn total(world: &mut World, amount: Money) -> Outcome {
    sum(world, Sum::Total, amount).await
}

/// Enters a coupon in the cart. If the shop refuses it, this step fails, unless one of the next Thens says that it is
/// refused, or quotes what the shop says then.
#[step(when, "I apply the coupon {text}", example = "I apply the coupon \"SAVE10\"")]
async fn apply_coupon(world: &mut World, code: Text) -> Outcome {
    let site = world.site();
    let before = site.quoting(None, site.enter_coupon(&code).await).await?;
    let redeemed = site.answer_to_coupon(&code, &before).await?;
    world.remember_coupon(&code, before, Some(redeemed.clone()));
    if world.ahead.expects(Refusal::Coupon) {
        return Ok(());
    }
    match redeemed {
        Redeemed::Taken(_) => Ok(()),
        Redeemed::Untold => {
            world.leave_unchecked("the shop did not show whether it took the coupon");
            Ok(())
        }
        Redeemed::Refused(why) if world.ahead.quotes(&why, &world.shop.words(Word::CouponRefused)) => Ok(()),
        Redeemed::Refused(why) => {
            let mend = "check the coupon in the shop; where the journey means the refusal, say so next: Then the coupon is refused";
            Err(unmet(format!("the shop refuses the coupon \"{code}\": it says \"{why}\""), mend).about(code.0))
        }
    }
}

/// The shop says no to the coupon, and takes nothing off.
#[step(then, "the coupon is refused", example = "the coupon is refused", judges = [Coupon])]
async fn coupon_refused(world: &mut World) -> Outcome {
    let mend = "check the coupon in the shop: should it be good?";
    let Some((code, redeemed)) = world.judge_coupon().await? else {
        return world.site().look_for_refusal().await.blame("refused", mend);
    };
    let what = match redeemed {
        Redeemed::Refused(_) => return Ok(()),
        Redeemed::Taken(how) => format!("the shop takes the coupon \"{code}\": {how}"),
        Redeemed::Untold => format!("the page does not say that the coupon \"{code}\" is refused"),
    };
    Err(unmet(what, mend).about("refused"))
}

async fn sum(world: &mut World, sum: Sum, amount: Money) -> Outcome {
    let site = world.site();
    let read = |basket: &Basket| {
        let shown = basket.sum(sum);
        // A discount may be written with a minus or without.
        let wrong = match (sum, shown.and_then(|text| site.shop.money(text).ok())) {
            (Sum::Discount, Some(money)) if money.unsigned().equals(&amount.unsigned()) => None,
            _ => amiss(&site.shop, shown, &amount, sum.name()),
        };
        wrong.map_or(Look::Accept(()), Look::NotYet)
    };
    let mend =
        format!("add it up by hand from the picture: is the {} of the shop or of the journey wrong?", sum.name());
    site.look_at_sums(&format!("{} {amount}", sum.name()), read).await.blame(amount.as_written(), &mend)
}
