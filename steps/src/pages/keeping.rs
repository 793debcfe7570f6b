//! How many pieces and orders there are: by the shop's books where the settings name them, else by its pages.

use std::sync::Arc;

use shopper_browser::{Failure, Look, Travel};

use super::catalogue::Standing;
use super::{View, fold, holds};
use crate::failure::mistake;
use crate::shop::Shop;
use crate::words::Word;
use crate::world::World;

/// A longer text speaks of something else.
const LONGEST: usize = 60;

impl World {
    /// How many pieces of a product are left, again until `judge` accepts.
    pub(crate) async fn stock_of<T>(&self, product: &str, mut judge: impl FnMut(i64) -> Look<T>) -> Result<T, Failure> {
        let what = format!("the stock of \"{product}\"");
        if self.shop.stock.is_given() {
            let shop = Arc::clone(&self.shop);
            return self
                .page
                .ask(&what, async || match shop.stock.stock_of(&shop, product).await {
                    Ok(stock) => judge(stock),
                    Err(why) => Look::NotYet(why),
                })
                .await;
        }
        let site = self.site();
        if site.now().await?.standing(product) == Standing::OwnPage {
            site.page.travel(Travel::Reload).await?;
        } else {
            site.open_product(product).await?;
        }
        site.look(&what, |view| match view.stock(&site.shop) {
            Some(stock) => judge(stock),
            None => Look::NotYet(format!("the page {} does not tell how many there are", view.what())),
        })
        .await
    }

    /// How many orders this customer has placed, again until `judge` accepts.
    pub(crate) async fn orders_of_customer<T>(&self, mut judge: impl FnMut(usize) -> Look<T>) -> Result<T, Failure> {
        let registered = self.memory.account.as_ref().filter(|_| self.memory.registered);
        let email =
            registered.map(|account| &account.email).or(self.memory.made_up.then_some(&self.shop.customer.email));
        match (email, self.shop.orders.is_given(), registered) {
            (None, ..) => Err(mistake(
                "nobody can tell this customer's orders from earlier ones",
                "say at the beginning: Given I am a new customer, or: Given I have an account",
            )),
            (Some(email), true, _) => {
                let shop = Arc::clone(&self.shop);
                self.page
                    .ask("the orders of this customer", async || match shop.orders.orders_of(&shop, email).await {
                        Ok(count) => judge(count),
                        Err(why) => Look::NotYet(why),
                    })
                    .await
            }
            (_, false, Some(_)) => {
                self.site().look_at_orders("the orders of this customer", |rows| judge(rows.len())).await
            }
            (_, false, None) => Err(mistake(
                "a guest's orders are shown on no page",
                "name the shop's own API in [orders] of shop.toml, or say: Given I have an account",
            )),
        }
    }
}

impl View {
    /// How many pieces the page says there are.
    fn stock(&self, shop: &Shop) -> Option<i64> {
        let words = shop.words(Word::Pieces);
        let told = self.notes.iter().chain(&self.blocks).filter(|text| text.chars().count() <= LONGEST);
        let counted = told.filter(|text| holds(text, &words)).find_map(|text| only_number(text));
        let sold_out = || {
            let words = shop.words(Word::SoldOut);
            let texts = self.notes.iter().chain(self.buttons.iter().map(|button| &button.name));
            let says = texts.filter(|text| text.chars().count() <= LONGEST).any(|text| holds(text, &words));
            says.then_some(0)
        };
        counted.or_else(sold_out)
    }
}

/// The number in a text that has one and no other.
fn only_number(text: &str) -> Option<i64> {
    let folded = fold(text);
    let mut numbers = folded.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty());
    let number = numbers.next()?.parse().ok()?;
    numbers.next().is_none().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_as_shops_write_them() {
        let shop = Shop::default();
        let told = |text: &str| View { notes: vec![text.to_owned()], ..View::default() }.stock(&shop);
        for (text, pieces) in [
            ("5 in stock", 5),
            ("In stock (12)", 12),
            ("In stock: 7 pieces", 7),
            ("Only 3 left", 3),
            ("Only 3 left in stock - order soon", 3),
            ("Nur noch 4 verfügbar", 4),
            ("12 auf Lager", 12),
            ("Noch 2 Stück auf Lager", 2),
            ("Plus que 2 en stock", 2),
            ("6 disponibles", 6),
            ("¡Solo quedan 3!", 3),
            ("Sold out", 0),
            ("Ausverkauft", 0),
        ] {
            assert_eq!(told(text), Some(pieces), "{text}");
        }
        for text in ["In stock", "Blue Mug, 3 dl", "In stock: 5 of 12"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
