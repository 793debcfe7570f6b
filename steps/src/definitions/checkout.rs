//! Buying: the checkout as a goal, and its steps one by one.

use shopper_browser::Failure;
use shopper_steps_macros::step;

use super::Outcome;
use super::account::{become_customer, own_account};
use super::payment::{paid, paid_by};
use crate::catalogue::Definition;
use crate::failure::Blame as _;
use crate::pages::{Answers, End, Errand, Until};
use crate::parameters::{Card, CustomerName, Text};
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![
        GUEST,
        GUEST_WITH_ADDRESS,
        GUEST_WITH_CARD,
        GUEST_SECURE,
        CUSTOMER,
        CUSTOMER_WITH_CARD,
        NAMED_CUSTOMER,
        GUEST_TWICE,
        CUSTOMER_TWICE,
        GO_TO_CHECKOUT,
        FILL_ADDRESS,
        CHOOSE_SHIPPING,
        WANT_SHIPPING,
    ]
}

/// Goes through the checkout without an account and pays with a good card, until the shop thanks.
#[step(when, "I check out as a guest", example = "I check out as a guest")]
async fn guest(world: &mut World) -> Outcome {
    paid(buy_anyhow(world).await?)
}

/// The same, with answers of one's own: a table of what is asked and the answer, what is asked being a word every shop
/// knows (`city`) or the label of the shop's field or question (`Note for the courier`, `Is this a gift?`); what the table lacks comes from the customer.
#[step(
    when,
    "I check out as a guest with this address:",
    example = "I check out as a guest with this address:",
    block = "| country  | Germany |\n| city     | Berlin  |\n| postcode | 10115   |"
)]
async fn guest_with_address(world: &mut World, answers: Answers) -> Outcome {
    world.memory.answers = answers.0;
    paid(buy_anyhow(world).await?)
}

/// Goes through the checkout without an account and pays with this test card. That a good one is refused is a failure,
/// unless the next Thens say so; of other cards the Then is to judge.
#[step(
    when,
    "I check out as a guest and pay with a {card} card",
    example = "I check out as a guest and pay with a \"declined\" card"
)]
async fn guest_with_card(world: &mut World, card: Card) -> Outcome {
    let end = buy(world, &card, false).await?;
    paid_by(world, end, &card)
}

/// The same; the card is typed into the secure fields of the bank.
#[step(
    when,
    "I check out as a guest and pay with a {card} card in secure fields",
    example = "I check out as a guest and pay with a \"good\" card in secure fields"
)]
async fn guest_secure(world: &mut World, card: Card) -> Outcome {
    let end = buy(world, &card, true).await?;
    paid_by(world, end, &card)
}

/// Logs in if need be, goes through the checkout, and pays with a good card, until the shop thanks.
#[step(when, "I check out as a customer", example = "I check out as a customer")]
async fn customer(world: &mut World) -> Outcome {
    log_in(world).await?;
    paid(buy_anyhow(world).await?)
}

/// Logs in if need be, goes through the checkout, and pays with this test card. That a good one is refused is a failure,
/// unless the next Thens say so; of other cards the Then is to judge.
#[step(
    when,
    "I check out as a customer and pay with a {card} card",
    example = "I check out as a customer and pay with a \"declined\" card"
)]
async fn customer_with_card(world: &mut World, card: Card) -> Outcome {
    log_in(world).await?;
    let end = buy(world, &card, false).await?;
    paid_by(world, end, &card)
}

/// Logs in as this customer of shop.toml, goes through the checkout, and pays with a good card, until the shop thanks.
#[step(when, "I check out as the customer {customer}", example = "I check out as the customer \"German business\"")]
async fn named_customer(world: &mut World, name: CustomerName) -> Outcome {
    become_customer(world, &name)?;
    log_in(world).await?;
    paid(buy_anyhow(world).await?)
}

/// The same as a guest; the button that places the order is pressed twice at once, as an impatient hand does.
#[step(
    when,
    "I check out as a guest and order with a double click",
    example = "I check out as a guest and order with a double click"
)]
async fn guest_twice(world: &mut World) -> Outcome {
    paid(buy_twice(world).await?)
}

/// The same with the account of this journey.
#[step(
    when,
    "I check out as a customer and order with a double click",
    example = "I check out as a customer and order with a double click"
)]
async fn customer_twice(world: &mut World) -> Outcome {
    log_in(world).await?;
    paid(buy_twice(world).await?)
}

/// Goes from the cart to the checkout.
#[step(when, "I go to the checkout", example = "I go to the checkout")]
async fn go_to_checkout(world: &mut World) -> Outcome {
    world.site().start_checkout().await
}

/// Answers who and where to, until the ways of shipping are offered. The table is optional; its rows may also be called
/// by the labels of the shop's fields.
#[step(
    when,
    "I fill in my address",
    example = "I fill in my address",
    block = "| country  | Germany |\n| city     | Berlin  |\n| postcode | 10115   |"
)]
async fn fill_address(world: &mut World, answers: Option<Answers>) -> Outcome {
    if let Some(answers) = answers {
        world.memory.answers = answers.0;
    }
    let errand = world.errand(None, Until::Address)?;
    world.go_through(errand).await.map(drop)
}

/// Chooses a way of shipping by its name; give the address first.
#[step(when, "I choose {text} shipping", example = "I choose \"Express\" shipping")]
async fn choose_shipping(world: &mut World, name: Text) -> Outcome {
    world.memory.shipping = Some(name.0.clone());
    let errand = world.errand(None, Until::Shipping)?;
    world.go_through(errand).await.map(drop).blame(&name.0, "name the way of shipping as the shop does")
}

/// Says beforehand which way of shipping is chosen in the checkout.
#[step(given, "I want {text} shipping", example = "I want \"Express\" shipping")]
#[expect(clippy::unused_async, reason = "every definition is an async function")]
async fn want_shipping(world: &mut World, name: Text) -> Outcome {
    world.memory.shipping = Some(name.0);
    Ok(())
}

async fn log_in(world: &mut World) -> Outcome {
    let account = own_account(world)?;
    world.site().log_in(&account).await
}

/// With the good card, or however a shop without cards is paid.
async fn buy_anyhow(world: &mut World) -> Result<End, Failure> {
    let errand = Errand { only_by_card: false, ..world.errand(Some("good"), Until::Placed)? };
    world.site().start_checkout().await?;
    world.go_through(errand).await
}

async fn buy_twice(world: &mut World) -> Result<End, Failure> {
    let errand = Errand { only_by_card: false, twice: true, ..world.errand(Some("good"), Until::Placed)? };
    world.site().start_checkout().await?;
    world.go_through(errand).await
}

async fn buy(world: &mut World, card: &str, secure: bool) -> Result<End, Failure> {
    let errand = Errand { secure, ..world.errand(Some(card), Until::Placed)? };
    world.site().start_checkout().await?;
    world.go_through(errand).await
}
