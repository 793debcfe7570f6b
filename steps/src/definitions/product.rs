//! One product: its page, its price, its variants.

use std::sync::Arc;

use shopper_browser::{Failure, Look};
use shopper_steps_macros::step;

use super::{Outcome, amiss};
use crate::catalogue::Definition;
use crate::failure::Blame as _;
use crate::failure::unmet;
use crate::oracle::Money;
use crate::pages::cart::Added;
use crate::pages::catalogue::Standing;
use crate::pages::{Names, Row, View, holds};
use crate::parameters::{Product, Text};
use crate::words::Word;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![OPEN, COSTS, ON_SALE, SOLD_OUT, CHOOSE_SIZE, CHOOSE_COLOUR, CHOOSE_SIZE_AND_COLOUR, ADD_THIS, CANNOT_ADD]
}

/// Opens the page of a product, by way of the search when it is not on the page.
#[step(when, "I open {product}", example = "I open \"Blue Mug\"")]
async fn open(world: &mut World, product: Product) -> Outcome {
    world.memory.product = Some(product.0.clone());
    world.site().open_product(&product).await.map(drop)
}

/// The shop asks this price for one piece.
#[step(then, "{product} costs {money}", example = "\"Blue Mug\" costs $12.50")]
async fn costs(world: &mut World, product: Product, price: Money) -> Outcome {
    let shop = Arc::clone(&world.shop);
    let look = on_view(world, &product, |row| amiss(&shop, row.monies.first().map(String::as_str), &price, "price"));
    look.await.blame(price.as_written(), "compare the price in the journey with the shop's price list")
}

/// The shop asks less than before, and shows both prices.
#[step(
    then,
    "{product} is on sale for {money} instead of {money}",
    example = "\"Garden Kettle\" is on sale for $29.99 instead of $39.99"
)]
async fn on_sale(world: &mut World, product: Product, now: Money, before: Money) -> Outcome {
    let shop = Arc::clone(&world.shop);
    let look = on_view(world, &product, |row| {
        let old = match row.struck.first() {
            None => Some("the page shows no old price".to_owned()),
            Some(old) => amiss(&shop, Some(old), &before, "old price").map(|why| format!("{why} as the old price")),
        };
        amiss(&shop, row.monies.first().map(String::as_str), &now, "price").or(old)
    });
    look.await.blame(&product.0, "compare both prices in the journey with the shop's price list")
}

/// The shop says so, and offers no way to buy it.
#[step(then, "{product} is sold out", example = "\"Brass Lantern\" is sold out")]
async fn sold_out(world: &mut World, product: Product) -> Outcome {
    let site = world.site();
    site.open_product(&product).await?;
    let gone = world.shop.words(Word::SoldOut);
    let look = site.look("the product to be sold out", |view| {
        let says = view.notes.iter().any(|note| holds(note, &gone))
            || view.buttons.iter().any(|button| holds(&button.name, &gone));
        match (says, view.buys(&product, &world.shop)) {
            (_, Some(button)) => Look::NotYet(format!("the page offers \"{}\"", button.name)),
            (false, None) => Look::NotYet("the page does not say that it is sold out".to_owned()),
            (true, None) => Look::Accept(()),
        }
    });
    look.await.blame("sold out", "check the stock: should it be sold out?")
}

/// Chooses the size on the product's page.
#[step(when, "I choose size {text}", example = "I choose size \"M\"")]
async fn choose_size(world: &mut World, size: Text) -> Outcome {
    world.site().choose_variant(Word::Size, &size).await.blame(&size.0, "name the size as the shop does")
}

/// Chooses the colour on the product's page.
#[step(when, "I choose colo(u)r {text}", example = "I choose colour \"navy\"")]
async fn choose_colour(world: &mut World, colour: Text) -> Outcome {
    world.site().choose_variant(Word::Colour, &colour).await.blame(&colour.0, "name the colour as the shop does")
}

/// Chooses size and colour on the product's page.
#[step(when, "I choose size {text} and colo(u)r {text}", example = "I choose size \"M\" and colour \"navy\"")]
async fn choose_size_and_colour(world: &mut World, size: Text, colour: Text) -> Outcome {
    choose_size(world, size).await?;
    choose_colour(world, colour).await
}

/// Puts the product whose page is open into the cart, with the variant that was chosen.
#[step(when, "I add it to my cart", example = "I add it to my cart")]
async fn add_this(world: &mut World) -> Outcome {
    let product = world.memory.product.clone().ok_or_else(|| no_product("it"))?;
    let site = world.site();
    match site.quoting(Some(&product), site.add_to_cart(&product, 1).await).await? {
        Added::Yes => Ok(()),
        Added::Refused(why) => Err(refused(&product, &why)),
    }
}

/// The shop says that it is sold out, disables the button with nothing left to choose, or refuses it as sold out.
#[step(then, "{product} cannot be added to my cart", example = "\"Brass Lantern\" cannot be added to my cart")]
async fn cannot_add(world: &mut World, product: Product) -> Outcome {
    let site = world.site();
    if site.find_product(&product).await?.standing(&product) == Standing::Listed {
        site.open_product(&product).await?;
    }
    let (gone, buys) = (world.shop.words(Word::SoldOut), world.shop.words(Word::AddToCart));
    let mend = "check the stock: should it be sold out?";
    let look = site.look("a product that cannot be bought", |view| {
        if view.buys(&product, &world.shop).is_some() {
            return Look::Accept(true);
        }
        let mut said = view.notes.iter().chain(&view.notices).chain(&view.alerts);
        let off = |words: &Names| view.buttons.iter().any(|one| one.disabled && holds(&one.name, words));
        match unchosen(view) {
            _ if said.any(|text| holds(text, &gone)) => Look::Accept(false),
            None if off(&buys) || off(&gone) => Look::Accept(false),
            Some(choice) => Look::NotYet(format!("{choice} is not chosen, and the page does not say \"sold out\"")),
            None => Look::NotYet(format!("the page {} does not say that it is sold out", view.what())),
        }
    });
    if !look.await.blame(&product.0, mend)? {
        return Ok(());
    }
    let failure = match site.add_to_cart(&product, 1).await.blame(&product.0, mend)? {
        Added::Refused(why) if holds(&why, &gone) => return Ok(()),
        Added::Refused(why) => unmet(
            format!("the shop does not say that it is sold out: it says \"{why}\""),
            "choose size and colour first",
        ),
        Added::Yes => unmet(format!("\"{product}\" is in the cart"), mend),
    };
    Err(failure.about(product.0.clone()))
}

/// What is still to be chosen on a product's page: until then a disabled button proves nothing.
fn unchosen(view: &View) -> Option<String> {
    let select = view.fields.iter().find(|one| one.kind == "select" && !one.aside && one.chosen.is_empty());
    let mut radios = view.choices.iter().filter(|one| one.radio && !one.aside);
    let radio = radios.find(|one| !view.choices.iter().any(|twin| twin.group == one.group && twin.checked));
    let mut chips = view.buttons.iter().filter(|one| !one.aside && one.pressed.is_some());
    let chip = chips.clone().next().filter(|_| chips.all(|one| one.pressed.as_deref() == Some("false")));
    let name = select.map(|one| &one.name).or(radio.map(|one| &one.name)).or(chip.map(|one| &one.name))?;
    Some(format!("\"{name}\""))
}

/// The shop would not have it.
pub(super) fn refused(product: &str, why: &str) -> Failure {
    unmet(format!("the shop refuses \"{product}\": it says \"{why}\""), "check the product's stock and variants")
        .about(product.to_owned())
}

fn no_product(word: &str) -> Failure {
    crate::failure::mistake(
        format!("no product has been opened before \"{word}\""),
        "open one first: When I open \"Blue Mug\"",
    )
    .about(word.to_owned())
}

/// Judges the product where it is shown, in a list or on its page; a page without it is left for one with it.
async fn on_view(world: &mut World, product: &str, judge: impl Fn(&Row) -> Option<String> + Sync) -> Outcome {
    world.memory.product = Some(product.to_owned());
    let site = world.site();
    site.find_product(product).await?;
    let shop = Arc::clone(&world.shop);
    let row_of = |view: &View| view.product(product).or_else(|| view.unnamed_offer(product, &shop)).map(&judge);
    site.look(&format!("\"{product}\""), |view| match row_of(view) {
        Some(None) => Look::Accept(()),
        Some(Some(why)) => Look::NotYet(why),
        None => Look::NotYet(format!("the page {} shows no price of \"{product}\"", view.what())),
    })
    .await
}
