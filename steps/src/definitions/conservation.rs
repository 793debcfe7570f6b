//! What must be kept: one purchase is one order, and the stock goes down by what was bought.

use shopper_browser::Look;
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::failure::{Blame as _, mistake};
use crate::parameters::{Product, Quantity};
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![NOTE_STOCK, STOCK_WENT_DOWN, STOCK_UNCHANGED, ONE_ORDER, NO_ORDER]
}

/// Remembers how many pieces there are: from [stock] in shop.toml, else from the product's page ("5 in stock").
#[step(given, "I note the stock of {product}", example = "I note the stock of \"Blue Mug\"", gives = [NotedStock])]
async fn note_stock(world: &mut World, product: Product) -> Outcome {
    let stock = world.stock_of(&product, Look::Accept).await.blame(&product.0, TELL_STOCK)?;
    world.memory.stock.insert(product.0, stock);
    Ok(())
}

/// There are so many pieces less than when the stock was noted.
#[step(
    then,
    "the stock of {product} went down by {quantity}",
    example = "the stock of \"Blue Mug\" went down by 2",
    needs = [NotedStock]
)]
async fn stock_went_down(world: &mut World, product: Product, quantity: Quantity) -> Outcome {
    stock_fell(world, &product, i64::from(quantity.0), &quantity.0.to_string()).await
}

/// There are as many pieces as when the stock was noted, and still three seconds later.
#[step(
    then,
    "the stock of {product} is unchanged",
    example = "the stock of \"Blue Mug\" is unchanged",
    needs = [NotedStock]
)]
async fn stock_unchanged(world: &mut World, product: Product) -> Outcome {
    stock_fell(world, &product, 0, "unchanged").await
}

/// One purchase, one order, and no other within three seconds: in the account's history where this journey has registered,
/// or by [orders] in shop.toml.
#[step(then, "exactly one order was placed", example = "exactly one order was placed", needs = [OwnEmail, Orders])]
async fn one_order(world: &mut World) -> Outcome {
    orders_are(world, 1, "exactly one order").await
}

/// Nothing was ordered, and nothing within three seconds either: by the account's history where this journey has
/// registered, or by [orders] in shop.toml.
#[step(
    then,
    "no order was placed",
    example = "no order was placed",
    needs = [OwnEmail, Orders],
    judges = [Payment]
)]
async fn no_order(world: &mut World) -> Outcome {
    orders_are(world, 0, "no order").await
}

const TELL_STOCK: &str = "where the page tells no number, name the shop's own API in [stock] of shop.toml";

async fn stock_fell(world: &mut World, product: &str, by: i64, words: &str) -> Outcome {
    let before = *world.memory.stock.get(product).ok_or_else(|| {
        mistake(
            format!("the stock of \"{product}\" was not noted before"),
            format!("say before the purchase: Given I note the stock of \"{product}\""),
        )
    })?;
    let judge = |now: i64| match before - now {
        fell if fell == by => Look::Accept(()),
        _ => Look::NotYet(format!("there were {before} of \"{product}\", and there are {now} now")),
    };
    let mut look = world.stock_of(product, judge).await;
    if look.is_ok() && by == 0 {
        // What changes it may be booked late.
        world.let_it_come("a stock that stays as it is").await?;
        look = world.stock_of(product, judge).await;
    }
    look.blame(words, "look into the shop's books: was the order booked against the stock?")
}

async fn orders_are(world: &mut World, wanted: usize, words: &str) -> Outcome {
    let judge = |count: usize| match count {
        _ if count == wanted => Look::Accept(()),
        0 => Look::NotYet("there is no order".to_owned()),
        1 => Look::NotYet("there is 1 order".to_owned()),
        _ => Look::NotYet(format!("there are {count} orders")),
    };
    let mut counted = world.orders_of_customer(judge).await;
    if counted.is_ok() {
        // The second order of a double click may be booked late.
        world.let_it_come("no further order").await?;
        world.ask_anew_for_orders().await?;
        counted = world.orders_of_customer(judge).await;
    }
    counted.blame(words, "look into the shop's books: which orders does this customer have?")
}
