//! The end of a purchase: the shop thanks, names the order, and has taken the right amount.

use shopper_browser::Look;
use shopper_steps_macros::step;

use super::cart_lines::{WantedLines, differences};
use super::differences::Comparison;
use super::{Outcome, amiss};
use crate::catalogue::Definition;
use crate::failure::Blame as _;
use crate::oracle::Money;
use crate::pages::basket::Sum;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![IS_CONFIRMED, HAS_NUMBER, PAID, ORDER_CONTAINS]
}

/// The shop thanks for the order and complains about nothing.
#[step(then, "my order is confirmed", example = "my order is confirmed")]
async fn is_confirmed(world: &mut World) -> Outcome {
    let site = world.site();
    let look = site.look("the confirmation", |view| match (view.is_confirmation(&site.shop), view.complaint()) {
        (true, None) => Look::Accept(view.order(&site.shop)),
        (_, Some(complaint)) => Look::NotYet(format!("the page says \"{complaint}\"")),
        (false, None) => Look::NotYet(format!("the page is {}, which confirms no order", view.what())),
    });
    let order = look.await.blame("confirmed", "look at the picture: at which page did the purchase end?")?;
    world.memory.order = Some(order);
    Ok(())
}

/// The confirmation names the order by a number, for when the customer has a question.
#[step(then, "I am given an order number", example = "I am given an order number")]
async fn has_number(world: &mut World) -> Outcome {
    let site = world.site();
    let look = site.look("an order number", |view| match view.order_number(&site.shop) {
        Some(_) => Look::Accept(view.order(&site.shop)),
        None => Look::NotYet(format!("the page {} names no order number", view.what())),
    });
    let order = look
        .await
        .blame("order number", "look at the picture: where does the shop show it? Its word belongs into [words]")?;
    world.memory.order = Some(order);
    Ok(())
}

/// The confirmation says that this was paid.
#[step(then, "I paid {money}", example = "I paid $64.98")]
async fn paid(world: &mut World, amount: Money) -> Outcome {
    let site = world.site();
    let look = site.look("the amount paid", |view| {
        if !view.is_confirmation(&site.shop) {
            return Look::NotYet(format!("the page is {}, which confirms no order", view.what()));
        }
        amiss(&site.shop, view.basket(&site.shop).sum(Sum::Total), &amount, "total")
            .map_or(Look::Accept(()), Look::NotYet)
    });
    look.await.blame(amount.as_written(), "add it up by hand: goods, discount, shipping, tax")
}

/// The confirmation lists these lines and no others. Columns: product, and any of variant, quantity, price, total.
#[step(
    then,
    "my order contains:",
    example = "my order contains:",
    block = "| product   | quantity |\n| Red Scarf | 2        |"
)]
async fn order_contains(world: &mut World, lines: WantedLines) -> Outcome {
    let wanted = lines.0;
    let site = world.site();
    let mut compared = Comparison::default();
    let look = site.look("the order of the table", |view| {
        if !view.is_confirmation(&site.shop) {
            return compared.nothing(format!("the page is {}, which confirms no order", view.what()));
        }
        compared.judge(differences(&site.shop, &view.basket(&site.shop), &wanted))
    });
    let looked = look.await;
    compared.list(looked).blame("contains:", "look at the picture, and compare the order with the table line by line")
}
