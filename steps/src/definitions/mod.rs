//! The sentences that the product ships, by topic. Each module lists its own: one that is not listed is dead code,
//! and the compiler says so.

mod account;
mod browse;
mod cart;
mod cart_lines;
mod checkout;
mod confirmation;
mod conservation;
mod differences;
mod general;
mod mail;
mod payment;
mod product;
mod shop;
pub(crate) mod texts;
mod totals;
mod wishes;

use shopper_browser::Failure;

use crate::catalogue::Definition;
use crate::failure::unmet;
use crate::oracle::Money;
use crate::shop::Shop;
use crate::world::World;

/// Every shipped definition.
pub(crate) fn shipped() -> Vec<Definition> {
    [
        shop::definitions(),
        browse::definitions(),
        product::definitions(),
        cart::definitions(),
        wishes::definitions(),
        totals::definitions(),
        checkout::definitions(),
        payment::definitions(),
        confirmation::definitions(),
        conservation::definitions(),
        account::definitions(),
        mail::definitions(),
        general::definitions(),
    ]
    .concat()
}

/// What a step hands back.
type Outcome = Result<(), Failure>;

/// Opens an address. What came with an HTTP status of 400 or more is not the page that was meant, unless the very next step
/// says what it shows.
async fn open_address(world: &World, address: &str) -> Outcome {
    match world.page.open(address).await? {
        Some(status @ 400..) if !world.ahead.looks_at_once() => Err(unmet(
            format!("the page came with HTTP status {status}"),
            "correct the address; if this page is what the journey is about, say what it shows by a Then right after",
        )
        .at(address)),
        _ => Ok(()),
    }
}

/// What is wrong with an amount that the page shows; nothing when it is the wanted one.
fn amiss(shop: &Shop, shown: Option<&str>, wanted: &Money, what: &str) -> Option<String> {
    let Some(shown) = shown else { return Some(format!("the page shows no {what}")) };
    match shop.money(shown) {
        Ok(amount) if amount.equals(wanted) => None,
        Ok(_) => Some(format!("the page shows {shown}")),
        Err(why) => Some(format!("the page shows \"{shown}\", which cannot be read: {why}")),
    }
}
