//! The cart: what is put in, changed and taken out, and what it must hold.

use std::sync::Arc;

use shopper_browser::Look;
use shopper_steps_macros::step;

use super::Outcome;
use super::cart_lines::{CartLines, differences};
use super::differences::Comparison;
use super::product::refused;
use crate::catalogue::{Definition, Keyword};
use crate::failure::Blame as _;
use crate::pages::basket::Basket;
use crate::pages::cart::Added;
use crate::pages::{Site, accept_if};
use crate::parameters::{Product, Quantity, Text};
use crate::words::Word;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![
        ADD,
        ADD_MANY,
        ADD_VARIANT,
        CHANGE_QUANTITY,
        REMOVE,
        LOOK_AT,
        CONTAINS,
        CONTAINS_MANY,
        CONTAINS_TABLE,
        DOES_NOT_CONTAIN,
        IS_EMPTY,
    ]
}

/// Puts one piece of a product into the cart.
#[step(when, "I add {product} to my cart", example = "I add \"Blue Mug\" to my cart")]
async fn add(world: &mut World, product: Product) -> Outcome {
    put(world, &product, 1).await
}

/// Puts some pieces of a product into the cart.
#[step(when, "I add {quantity} of {product} to my cart", example = "I add 2 of \"Red Scarf\" to my cart")]
async fn add_many(world: &mut World, pieces: Quantity, product: Product) -> Outcome {
    put(world, &product, pieces.0).await
}

/// Chooses size and colour of a product, and puts it into the cart.
#[step(
    when,
    "I add {product} in size {text} and colo(u)r {text} to my cart",
    example = "I add \"Linen Shirt\" in size \"M\" and colour \"navy\" to my cart"
)]
async fn add_variant(world: &mut World, product: Product, size: Text, colour: Text) -> Outcome {
    let page = world.site();
    page.open_product(&product).await?;
    page.choose_variant(Word::Size, &size).await.blame(&size.0, "name the size as the shop does")?;
    page.choose_variant(Word::Colour, &colour).await.blame(&colour.0, "name the colour as the shop does")?;
    put(world, &product, 1).await
}

/// Changes how many pieces of a product are in the cart.
#[step(
    when,
    "I change the quantity of {product} to {quantity}",
    example = "I change the quantity of \"Blue Mug\" to 3"
)]
async fn change_quantity(world: &mut World, product: Product, pieces: Quantity) -> Outcome {
    let site = world.site();
    site.quoting(Some(&product), site.set_quantity(&product, pieces.0).await).await?;
    holds_pieces(&site, &product, pieces.0)
        .await
        .blame(&pieces.0.to_string(), "look at the picture: did the cart keep the new quantity?")
}

/// Takes a product out of the cart.
#[step(when, "I remove {product} from my cart", example = "I remove \"Blue Mug\" from my cart")]
async fn remove(world: &mut World, product: Product) -> Outcome {
    let site = world.site();
    site.quoting(Some(&product), site.remove_from_cart(&product).await).await?;
    lacks(&site, &product)
        .await
        .blame(&product.0, "look at the picture: the customer pressed \"remove\", and the product is still there")
}

/// Shows the cart.
#[step(when, "I look at my cart", example = "I look at my cart")]
async fn look_at(world: &mut World) -> Outcome {
    world.site().show_cart().await.map(drop)
}

/// After Given: puts the product into the cart. Otherwise: the cart holds it.
#[step(given, "my cart contains {product}", example = "my cart contains \"Red Scarf\"")]
async fn contains(world: &mut World, product: Product) -> Outcome {
    if world.keyword == Keyword::Given {
        return put(world, &product, 1).await;
    }
    let look = |basket: &Basket| match basket.pieces_of(&product) {
        0 => Look::NotYet(basket.summary()),
        _ => Look::Accept(()),
    };
    world
        .site()
        .look_at_cart(&format!("\"{product}\" in the cart"), look)
        .await
        .blame(&product.0, "look at the picture: what is in the cart instead?")
}

/// After Given: puts so many pieces into the cart. Otherwise: the cart holds so many pieces of it.
#[step(given, "my cart contains {quantity} of {product}", example = "my cart contains 2 of \"Red Scarf\"")]
async fn contains_many(world: &mut World, pieces: Quantity, product: Product) -> Outcome {
    if world.keyword == Keyword::Given {
        return put(world, &product, pieces.0).await;
    }
    holds_pieces(&world.site(), &product, pieces.0)
        .await
        .blame(&pieces.0.to_string(), "look at the picture: what is in the cart instead?")
}

/// The cart holds these lines and no others. Columns: product, and any of variant, quantity, price, total. After Given:
/// puts them into the cart; there the columns are product and quantity.
#[step(
    then,
    "my cart contains:",
    example = "my cart contains:",
    block = "| product   | quantity | price  |\n| Red Scarf | 2        | $29.99 |"
)]
async fn contains_table(world: &mut World, lines: CartLines) -> Outcome {
    let wanted = lines.0;
    if world.keyword == Keyword::Given {
        for line in &wanted {
            put(world, &line.product, line.pieces().unwrap_or(1)).await?;
        }
        return Ok(());
    }
    let shop = Arc::clone(&world.shop);
    let mut compared = Comparison::default();
    let look = |basket: &Basket| compared.judge(differences(&shop, basket, &wanted));
    let outcome = world.site().look_at_cart("the cart of the table", look).await;
    compared.list(outcome).blame("contains:", "look at the picture, and compare the cart with the table line by line")
}

/// The cart is shown, and the product is not in it.
#[step(then, "my cart does not contain {product}", example = "my cart does not contain \"Blue Mug\"")]
async fn does_not_contain(world: &mut World, product: Product) -> Outcome {
    lacks(&world.site(), &product).await.blame(&product.0, "look at the picture: why is it still in the cart?")
}

/// The shop says that the cart is empty, and shows no lines.
#[step(then, "my cart is empty", example = "my cart is empty")]
async fn is_empty(world: &mut World) -> Outcome {
    let look = |basket: &Basket| accept_if(basket.empty && basket.lines.is_empty(), || basket.summary());
    world
        .site()
        .look_at_cart("an empty cart", look)
        .await
        .blame("empty", "look at the picture: what is left in the cart?")
}

async fn put(world: &mut World, product: &str, pieces: u32) -> Outcome {
    world.memory.product = Some(product.to_owned());
    let site = world.site();
    let added = site.quoting(Some(product), site.add_to_cart(product, pieces).await).await;
    match added.blame(product, "look at the picture: what did the shop do instead?")? {
        Added::Yes => Ok(()),
        Added::Refused(why) => Err(refused(product, &why)),
    }
}

async fn holds_pieces(site: &Site, product: &str, pieces: u32) -> Outcome {
    let look = |basket: &Basket| {
        accept_if(basket.pieces_of(product) == pieces && basket.lines_of(product).count() == 1, || basket.summary())
    };
    site.look_at_cart(&format!("{pieces} of \"{product}\" in the cart"), look).await
}

async fn lacks(site: &Site, product: &str) -> Outcome {
    let look = |basket: &Basket| accept_if(basket.lacks(product) && basket.is_there(), || basket.summary());
    site.look_at_cart(&format!("a cart without \"{product}\""), look).await
}
