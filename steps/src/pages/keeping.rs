//! How many pieces and orders there are: by the shop's books where the settings name them, else by its pages.

use std::sync::Arc;
use std::time::{Duration, Instant};

use shopper_browser::{Failure, Look, Travel};

use super::catalogue::Standing;
use crate::catalogue::Need;
use crate::http::asked;
use crate::world::World;

/// So long what comes late is waited for: a second order, a second mail.
pub(crate) const STAYS_AWAY: Duration = Duration::from_secs(3);

const ORDERS: &str = "the orders of this customer";

impl World {
    /// Lets the time go by in which something late would come.
    pub(crate) async fn let_it_come(&self, what: &str) -> Result<(), Failure> {
        let (begun, page) = (Instant::now(), self.page.with_patience(STAYS_AWAY * 2));
        page.ask(what, async || {
            if begun.elapsed() >= STAYS_AWAY {
                Look::Accept(())
            } else {
                Look::NotYet("it is too early to tell".to_owned())
            }
        })
        .await
    }

    /// Loads the page with the orders anew, where it is a page that tells them: what it has shown once proves nothing.
    pub(crate) async fn ask_anew_for_orders(&self) -> Result<(), Failure> {
        if self.shop.orders.is_given() { Ok(()) } else { self.site().page.travel(Travel::Reload).await.map(drop) }
    }

    /// How many pieces of a product are left, again until `judge` accepts.
    pub(crate) async fn stock_of<T: Send>(
        &self,
        product: &str,
        mut judge: impl FnMut(i64) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        let what = format!("the stock of \"{product}\"");
        if self.shop.stock.is_given() {
            let shop = Arc::clone(&self.shop);
            return asked(&self.page, &what, async || shop.stock.stock_of(&shop, product).await, judge).await;
        }
        let site = self.site();
        if site.now().await?.standing(product) == Standing::OwnPage {
            site.page.travel(Travel::Reload).await?;
        } else {
            site.open_product(product).await?;
        }
        site.look(&what, |view| match view.stock(product, &site.shop) {
            Some(stock) => judge(stock),
            None => Look::NotYet(format!("the page {} does not tell how many there are", view.what())),
        })
        .await
    }

    /// How many orders this customer has placed, again until `judge` accepts.
    pub(crate) async fn orders_of_customer<T: Send>(
        &self,
        mut judge: impl FnMut(usize) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        let registered = self.memory.account.as_ref().filter(|_| self.memory.registered);
        match (self.memory.own_email(&self.shop), self.shop.orders.is_given(), registered) {
            (None, ..) => Err(Need::OwnEmail.into()),
            (Some(email), true, _) => {
                let shop = Arc::clone(&self.shop);
                asked(&self.page, ORDERS, async || shop.orders.orders_of(&shop, email).await, judge).await
            }
            (_, false, Some(_)) => self.site().look_at_orders(ORDERS, |rows| judge(rows.len())).await,
            (_, false, None) => Err(Need::Orders.into()),
        }
    }
}
