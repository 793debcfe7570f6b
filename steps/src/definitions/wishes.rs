//! The wish list: what is put on it, taken off it and moved to the cart, and what it must show.

use std::sync::Arc;

use shopper_steps_macros::step;

use super::differences::{Asked, Comparison, Differences, Place};
use super::product::refused;
use super::{Outcome, amiss};
use crate::catalogue::{Block, BlockMistake, BlockNeed, Definition, Keyword, Row, Table, TakesBlock};
use crate::failure::{Blame as _, unmet};
use crate::oracle::Money;
use crate::pages::accept_if;
use crate::pages::basket::Line;
use crate::pages::cart::Added;
use crate::pages::wish_list::{WishList, Wished};
use crate::parameters::{Parameter as _, Product};
use crate::shop::Shop;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![ADD, REMOVE, MOVE_TO_CART, LOOK_AT, CONTAINS, CONTAINS_TABLE, DOES_NOT_CONTAIN, IS_EMPTY]
}

/// Puts a product on the wish list, by the heart of its card or of its page; the page must show that it is on it then.
#[step(when, "I add {product} to my wish list", example = "I add \"Blue Mug\" to my wish list")]
async fn add(world: &mut World, product: Product) -> Outcome {
    wish_for(world, &product).await
}

/// Takes a product off the wish list.
#[step(when, "I remove {product} from my wish list", example = "I remove \"Blue Mug\" from my wish list")]
async fn remove(world: &mut World, product: Product) -> Outcome {
    let site = world.site();
    site.remove_from_wish_list(&product).await?;
    lacks(world, &product)
        .await
        .blame(&product.0, "look at the picture: the customer pressed \"remove\", and the product is still there")
}

/// Puts a product from the wish list into the cart, by the button in its line. Whether it stays on the list is up to
/// the shop.
#[step(
    when,
    "I move {product} from my wish list to my cart",
    example = "I move \"Blue Mug\" from my wish list to my cart"
)]
async fn move_to_cart(world: &mut World, product: Product) -> Outcome {
    world.memory.product = Some(product.0.clone());
    let moved = world.site().move_from_wish_list(&product).await;
    match moved.blame(&product.0, "look at the picture: what did the shop do instead?")? {
        Added::Yes => Ok(()),
        Added::Refused(why) => Err(refused(&product, &why)),
    }
}

/// Shows the wish list.
#[step(when, "I look at my wish list", example = "I look at my wish list")]
async fn look_at(world: &mut World) -> Outcome {
    world.site().show_wish_list().await.map(drop)
}

/// After Given: puts the product on the wish list. Otherwise: it is on it.
#[step(given, "my wish list contains {product}", example = "my wish list contains \"Red Scarf\"")]
async fn contains(world: &mut World, product: Product) -> Outcome {
    if world.keyword == Keyword::Given {
        return wish_for(world, &product).await;
    }
    let look = |list: &WishList| accept_if(list.holds(&product), || list.summary());
    let looked = world.site().look_at_wish_list(&format!("\"{product}\" on the wish list"), look).await;
    looked.blame(&product.0, "look at the picture: what is on the wish list instead?")
}

/// The wish list shows these products and no others. Columns: product, and maybe price. After Given: puts them on it;
/// there the one column is product.
#[step(
    then,
    "my wish list contains:",
    example = "my wish list contains:",
    block = "| product   | price  |\n| Red Scarf | $29.99 |"
)]
async fn contains_table(world: &mut World, wishes: Wishes) -> Outcome {
    let wanted = wishes.0;
    if world.keyword == Keyword::Given {
        for wish in &wanted {
            wish_for(world, &wish.product).await?;
        }
        return Ok(());
    }
    let shop = Arc::clone(&world.shop);
    let mut compared = Comparison::default();
    let look = |list: &WishList| compared.judge(differences(&shop, list, &wanted));
    let looked = world.site().look_at_wish_list("the wish list of the table", look).await;
    compared
        .list(looked)
        .blame("contains:", "look at the picture, and compare the wish list with the table line by line")
}

/// The wish list is shown, and the product is not on it.
#[step(then, "my wish list does not contain {product}", example = "my wish list does not contain \"Blue Mug\"")]
async fn does_not_contain(world: &mut World, product: Product) -> Outcome {
    lacks(world, &product).await.blame(&product.0, "look at the picture: why is it still on the wish list?")
}

/// The shop says that the wish list is empty, and shows no lines.
#[step(then, "my wish list is empty", example = "my wish list is empty")]
async fn is_empty(world: &mut World) -> Outcome {
    let look = |list: &WishList| accept_if(list.empty && list.lines.is_empty(), || list.summary());
    let looked = world.site().look_at_wish_list("an empty wish list", look).await;
    looked.blame("empty", "look at the picture: what is left on the wish list?")
}

async fn wish_for(world: &mut World, product: &str) -> Outcome {
    world.memory.product = Some(product.to_owned());
    let wished = world.site().add_to_wish_list(product).await;
    match wished.blame(product, "look at the picture: does the page say, or its heart, that it is on the wish list?")? {
        Wished::Yes => Ok(()),
        Wished::AsksWho(page) => Err(unmet(
            format!("to put \"{product}\" on a wish list, the shop asks the customer to log in: {page}"),
            "this shop keeps wish lists for its customers alone: log in before, with \"I log in as\" or as a new customer",
        )
        .about(product)),
        Wished::Refused(why) => Err(refused(product, &why)),
    }
}

async fn lacks(world: &World, product: &str) -> Outcome {
    let there = |list: &WishList| list.empty || !list.lines.is_empty();
    let look = |list: &WishList| accept_if(!list.holds(product) && there(list), || list.summary());
    world.site().look_at_wish_list(&format!("a wish list without \"{product}\""), look).await
}

/// A line of the table: a product, and what it must cost.
struct Wish {
    product: String,
    /// The cell that names the product.
    place: Place,
    price: Option<Asked<Money>>,
}

/// A table of wishes.
struct Wishes(Vec<Wish>);

impl TakesBlock for Wishes {
    const NEED: BlockNeed = Table::NEED;

    fn take(block: &Block) -> Result<Self, BlockMistake> {
        let table = Table::take(block)?;
        table.only(&["product", "price"])?;
        let wish = |row: Row<'_>| {
            let price = row.read("price", "$18.00", Money::parse)?;
            Ok(Wish {
                product: row.want("product")?.to_owned(),
                place: row.place("product"),
                price: price.map(|value| Asked { value, place: row.place("price") }),
            })
        };
        table.rows().map(wish).collect::<Result<_, _>>().map(Self)
    }

    fn fits(block: &Block, role: Keyword) -> Result<(), BlockMistake> {
        Self::take(block)?;
        match role {
            Keyword::Given => Table::take(block)?.only_fills("wish list", &["price"]),
            Keyword::When | Keyword::Then => Ok(()),
        }
    }
}

/// In what a wish list differs from the table.
fn differences(shop: &Shop, list: &WishList, wanted: &[Wish]) -> Differences {
    let mut found = Differences::default();
    let mut left: Vec<&Line> = list.lines.iter().collect();
    for wish in wanted {
        let product = &wish.product;
        let Some(at) = left.iter().position(|line| line.is_of(product)) else {
            if found.is_empty() {
                found.shown(|| list.summary());
            }
            found.at(wish.place, format!("\"{product}\" is missing"));
            continue;
        };
        let shown = left.remove(at);
        if let Some(asked) = &wish.price
            && let Some(why) = amiss(shop, shown.unit_price(), &asked.value, "price")
        {
            found.at(asked.place, format!("{why} for \"{product}\", not {}", asked.value));
        }
    }
    for line in left {
        found.beside(format!("the page also shows \"{}\" on the wish list", line.name));
    }
    found
}
