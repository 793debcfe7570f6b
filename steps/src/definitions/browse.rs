//! Finding products: search, categories, sorting.

use shopper_browser::Look;
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::failure::Blame as _;
use crate::oracle::Money;
use crate::pages::catalogue::Standing;
use crate::pages::{Names, Row, Site, View, accept_if, fold, holds, same};
use crate::parameters::{Product, Text};
use crate::words::Word;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![
        SEARCH,
        BROWSE,
        SORT,
        FOUND,
        NOT_FOUND,
        NOTHING_FOUND,
        ONLY_MATCHES,
        SORTED_BY_PRICE,
        SORTED_BY_NAME,
        FILTER,
        FILTER_PRICES,
        ALL_COST,
    ]
}

/// Types words into the shop's search.
#[step(when, "I search for {text}", example = "I search for \"lantern\"")]
async fn search(world: &mut World, words: Text) -> Outcome {
    world.site().search(&words).await
}

/// Opens a category by the name of its link.
#[step(when, "I browse {text}", example = "I browse \"Kitchen\"")]
async fn browse(world: &mut World, category: Text) -> Outcome {
    world.site().browse(&category).await.blame(&category.0, "name the category as the shop does")
}

/// Sorts the list: by `price`, by `name`, or by what the shop calls the order.
#[step(when, "I sort the products by {text}", example = "I sort the products by \"price\"")]
async fn sort(world: &mut World, order: Text) -> Outcome {
    let names = match fold(&order).as_str() {
        "price" | "preis" | "prix" | "precio" => world.shop.words(Word::SortPrice),
        "name" | "namen" | "nom" | "nombre" => world.shop.words(Word::SortName),
        _ => Names::new(vec![order.0.clone()]),
    };
    world.site().sort(&names).await.blame(&order.0, "name the order as the shop does")
}

/// The list shows the product.
#[step(then, "I find {product}", example = "I find \"Paper Lantern\"")]
async fn found(world: &mut World, product: Product) -> Outcome {
    world.memory.product = Some(product.0.clone());
    let site = world.site();
    let look = site.look("the product in the list", |view| accept_if(listed(view, &product), || shown(view)));
    look.await.blame(&product.0, "search by hand: does the shop find it?")
}

/// The list has come, and does not show the product.
#[step(then, "I do not find {product}", example = "I do not find \"Blue Mug\"")]
async fn not_found(world: &mut World, product: Product) -> Outcome {
    let site = world.site();
    let look = site.look("a list without the product", |view| {
        // A list whose rows cannot be told apart may still link to it.
        if listed(view, &product) || view.standing(&product) != Standing::Elsewhere {
            return Look::NotYet(format!("the list shows \"{product}\""));
        }
        let has_come = view.products().next().is_some() || nothing(&site, view);
        accept_if(has_come, || "the page shows no list".to_owned())
    });
    look.await.blame(&product.0, "search by hand: why does the shop find it?")
}

/// The shop says that it has found nothing.
#[step(then, "nothing is found", example = "nothing is found")]
async fn nothing_found(world: &mut World) -> Outcome {
    let site = world.site();
    let look = site.look("the shop to find nothing", |view| {
        accept_if(nothing(&site, view) && view.products().next().is_none(), || shown(view))
    });
    look.await.blame("nothing", "search by hand: what does the shop find?")
}

/// Every product of the list has these words in its name.
#[step(
    then,
    "I find only products with {text} in their names",
    example = "I find only products with \"lantern\" in their names"
)]
async fn only_matches(world: &mut World, words: Text) -> Outcome {
    let wanted = fold(&words);
    let site = world.site();
    let look = site.look("products of that name", |view| {
        let stranger = view.products().find(|row| !fold(&row.name).contains(&wanted));
        match (view.products().next(), stranger) {
            (Some(_), None) => Look::Accept(()),
            (_, Some(stranger)) => Look::NotYet(format!("the list shows \"{}\"", stranger.name)),
            (None, None) => Look::NotYet(shown(view)),
        }
    });
    look.await.blame(&words.0, "search by hand: what does the shop find?")
}

/// The prices in the list do not fall.
#[step(then, "the products are sorted by price", example = "the products are sorted by price")]
async fn sorted_by_price(world: &mut World) -> Outcome {
    let price = |row: &Row| row.monies.first().and_then(|text| Money::read(text).ok()).map(|money| money.amount);
    let site = world.site();
    let look = site.look("products from cheap to dear", |view| {
        let products: Vec<&Row> = view.products().collect();
        let wrong = products.windows(2).find(|pair| price(pair[0]).is_none() || price(pair[0]) > price(pair[1]));
        judge_order(&products, wrong)
    });
    look.await.blame("price", "look at the picture: in which order does the shop show them?")
}

/// Narrows the list by one of the shop's filters, as the shop calls the filter and its value: a box to tick, an option
/// of a list, or a link, also where the filters must be opened first.
#[step(when, "I filter by {text} {text}", example = "I filter by \"Colour\" \"Navy\"")]
async fn filter(world: &mut World, filter: Text, value: Text) -> Outcome {
    let done = world.site().filter(&filter, &value).await;
    done.blame(&value.0, "look at the picture: how does the shop call its filters?")
}

/// Narrows the list to prices in this range, in the shop's two fields for it.
#[step(when, "I filter the prices from {money} to {money}", example = "I filter the prices from $10.00 to $20.00")]
async fn filter_prices(world: &mut World, lowest: Money, highest: Money) -> Outcome {
    let (lowest, highest) = (lowest.amount.normalize().to_string(), highest.amount.normalize().to_string());
    world.site().filter_prices(&lowest, &highest).await
}

/// The list shows products, and each costs as much as this or something between.
#[step(then, "all products cost between {money} and {money}", example = "all products cost between $10.00 and $20.00")]
async fn all_cost(world: &mut World, lowest: Money, highest: Money) -> Outcome {
    let site = world.site();
    let look = site.look("products in this range", |view| {
        let price = |row: &Row| row.monies.iter().find_map(|text| site.shop.money(text).ok());
        let outside = view
            .products()
            .find(|row| price(row).is_none_or(|price| price.amount < lowest.amount || price.amount > highest.amount));
        match (view.products().next(), outside) {
            (Some(_), None) => Look::Accept(()),
            (_, Some(row)) => {
                Look::NotYet(format!("\"{}\" costs {}", row.name, row.monies.first().map_or("nothing", String::as_str)))
            }
            (None, None) => Look::NotYet(shown(view)),
        }
    });
    look.await.blame(highest.as_written(), "look at the picture: did the filter take effect?")
}

/// The names in the list follow the alphabet.
#[step(then, "the products are sorted by name", example = "the products are sorted by name")]
async fn sorted_by_name(world: &mut World) -> Outcome {
    let site = world.site();
    let look = site.look("products from A to Z", |view| {
        let products: Vec<&Row> = view.products().collect();
        if products.len() > 2 && products.iter().all(|row| row.name == products[0].name) {
            return Look::NotYet(format!(
                "the rows of the list cannot be told apart: all are called \"{}\"",
                products[0].name
            ));
        }
        let wrong = products.windows(2).find(|pair| fold(&pair[0].name) > fold(&pair[1].name));
        judge_order(&products, wrong)
    });
    look.await.blame("name", "look at the picture: in which order does the shop show them?")
}

fn judge_order(products: &[&Row], wrong: Option<&[&Row]>) -> Look<()> {
    let said = |row: &Row| format!("\"{}\" ({})", row.name, row.monies.first().map_or("no price", String::as_str));
    match wrong {
        Some(pair) => Look::NotYet(format!("{} comes before {}", said(pair[0]), said(pair[1]))),
        None if products.len() < 2 => Look::NotYet("the page shows no list".to_owned()),
        None => Look::Accept(()),
    }
}

fn listed(view: &View, product: &str) -> bool {
    view.products().any(|row| same(&row.name, product))
}

fn nothing(site: &Site, view: &View) -> bool {
    let words = site.shop.words(Word::NothingFound);
    // "No products in the cart" says nothing of what was searched for.
    let empty = site.shop.words(Word::CartEmpty);
    view.texts().chain(&view.heads).any(|text| holds(text, &words) && !holds(text, &empty))
}

fn shown(view: &View) -> String {
    let names: Vec<String> = view.products().take(6).map(|row| format!("\"{}\"", row.name)).collect();
    match names.as_slice() {
        [] => format!("the page {} shows no products", view.what()),
        names => format!("the page shows {}", names.join(", ")),
    }
}
