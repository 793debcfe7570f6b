//! A walk through a shop that nobody has described yet: from its first page to its checkout, without placing an order.
//! It tells what each page has, by what means that was found, and what was not found.

mod outline;
mod paths;
mod stop;

use std::time::Duration;

use shopper_browser::{Class, Failure, Look};

pub use stop::{Lost, Stop};

use crate::failure::{mistake, unmet};
use crate::found::Found;
use crate::pages::cart::Added;
use crate::pages::{Site, Until, View, fold};
use crate::shop::Shop;
use crate::words::Word;
use crate::world::World;

const LINKS: &str = include_str!("survey/links.js");

/// So many products are tried until one goes into the cart.
const MOST_PRODUCTS: usize = 3;
/// So long a page may take to show products.
const PRODUCTS_COME: Duration = Duration::from_secs(2);
/// So many links of the first page are followed in search of products.
const MOST_LINKS: usize = 4;

/// A link of a page.
#[derive(serde::Deserialize)]
struct Link {
    address: String,
    name: String,
}

/// What a walk has seen.
#[derive(Debug, Default)]
pub struct Survey {
    /// The currency of the prices (ISO 4217), when a page or the sign tells it.
    pub currency: Option<String>,
    /// The language that the pages say they are in (BCP 47).
    pub language: Option<String>,
    /// The product that was put into the cart.
    pub product: Option<String>,
    /// The pages in the order in which they were reached.
    pub stops: Vec<Stop>,
    /// Why the walk ended before the checkout.
    pub ended: Option<Failure>,
    /// What was found on the way through the checkout's forms.
    pub on_the_way: Vec<Found>,
    /// Where the paths of the site map lead, or why they lead nowhere.
    pub paths: Vec<(String, Result<String, Failure>)>,
}

impl Survey {
    /// Everything that was found, on whichever page.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.stops.iter().flat_map(|stop| &stop.found).chain(&self.on_the_way)
    }

    /// Where something was found first.
    pub fn stop_of(&self, meaning: &str) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.found.iter().any(|found| found.meaning == meaning))
    }
}

impl World {
    /// Walks through the shop as far as it gets; `product` names what is to be put into the cart. Pictures show the page
    /// with what was found outlined and named.
    ///
    /// # Errors
    ///
    /// When the shop's first page does not open.
    pub async fn survey(&mut self, product: Option<&str>, pictures: bool) -> Result<Survey, Failure> {
        self.site().enter().await?;
        let mut survey = Survey::default();
        let ended = Walk { world: self, survey: &mut survey, pictures }.go(product).await;
        survey.ended = ended.err();
        let words = survey.product.clone().unwrap_or_default();
        survey.paths = paths::look(&self.site(), &words).await;
        Ok(survey)
    }
}

/// A product that was named and is not there was named wrongly: the shop may be well.
fn as_named(failure: Failure, product: &str) -> Failure {
    match failure.class {
        Class::Expectation | Class::NotFound => {
            let named = mistake(
                format!("the product \"{product}\" of --product could not be put into the cart: {failure}"),
                "name one that the shop sells as it is, with its name as the shop writes it; or leave --product out",
            );
            failure.details.iter().cloned().fold(named, Failure::detail)
        }
        _ => failure,
    }
}

struct Walk<'w> {
    world: &'w mut World,
    survey: &'w mut Survey,
    pictures: bool,
}

impl Walk<'_> {
    fn site(&self) -> Site {
        self.world.site()
    }

    async fn go(&mut self, product: Option<&str>) -> Result<(), Failure> {
        let first = self.products_shown().await?;
        self.survey.language = language(&first);
        let account =
            if first.control(&self.world.shop, Word::Account).is_some() { Word::Account } else { Word::LogIn };
        self.stop("first page", &first, &[Word::Search, Word::Cart, account, Word::WishList]).await;
        let products = match product {
            Some(name) => vec![name.to_owned()],
            None => self.products(first).await?,
        };
        self.search(&products[0]).await;
        let mut refused = None;
        for one in products.iter().take(MOST_PRODUCTS) {
            match self.add(one).await {
                Ok(()) => {
                    self.survey.product = Some(one.clone());
                    break;
                }
                Err(failure) if product.is_some() => return Err(as_named(failure, one)),
                Err(failure) => refused = Some(failure),
            }
        }
        if let (None, Some(failure)) = (&self.survey.product, refused) {
            return Err(failure);
        }
        let cart = self.site().show_cart().await?;
        let wanted = [Word::Checkout, Word::Remove, Word::Quantity, Word::Coupon, Word::Update];
        self.stop("cart", &cart, &wanted).await;
        self.checkout().await
    }

    /// Names of products: on the first page, or behind one of its links.
    async fn products(&mut self, first: View) -> Result<Vec<String>, Failure> {
        let mut names = sold(&first, &self.world.shop);
        let links = if names.is_empty() { self.ways_in().await? } else { Vec::new() };
        for link in links {
            if !names.is_empty() {
                break;
            }
            let site = self.site();
            if site.page.open(&link.address).await.is_err() {
                continue;
            }
            let view = self.products_shown().await?;
            names = sold(&view, &self.world.shop);
        }
        if let Some(name) = names.first() {
            let view = self.site().now().await?;
            self.survey.currency = currency(&view, name);
            return Ok(names);
        }
        let what = format!("no product with a name and a price was found from the first page {} on", first.what());
        Err(unmet(what, "check the address; or name a product that the shop's search finds: --product \"Red Scarf\""))
    }

    /// The page as soon as it shows products, which may come late; as it is, when none come.
    async fn products_shown(&self) -> Result<View, Failure> {
        let site = self.site();
        let soon = site.with_patience(PRODUCTS_COME);
        let shown = soon.look("products", |view| {
            view.accept_if(!sold(view, &site.shop).is_empty(), || "the page shows no products".to_owned())
        });
        match shown.await {
            Ok(view) => Ok(view),
            Err(_) => site.now().await,
        }
    }

    /// Where products may be: what the page leads to, but neither cart nor account.
    async fn ways_in(&self) -> Result<Vec<Link>, Failure> {
        let read =
            self.world.page.read("links", LINKS, serde_json::Value::Null, |links: Vec<Link>| Look::Accept(links));
        let mut links = read.await?;
        let others = [Word::Cart, Word::Account, Word::LogIn, Word::Register, Word::Checkout, Word::Orders];
        let others = self.world.shop.words_of(&others);
        links.retain(|link| !crate::pages::begins(&link.name, &others));
        links.truncate(MOST_LINKS);
        Ok(links)
    }

    async fn search(&mut self, product: &str) {
        let site = self.site();
        if site.search(product).await.is_err() {
            return;
        }
        let listed = site
            .look("the products that were found", |view| {
                view.accept_if(!view.rows.is_empty(), || "nothing with a price".to_owned())
            })
            .await;
        if let Ok(view) = listed {
            self.stop("list", &view, &[]).await;
        }
    }

    /// Puts one piece of a product into the cart, from its own page.
    async fn add(&mut self, product: &str) -> Result<(), Failure> {
        let site = self.site();
        let view = site.open_product(product).await?;
        if self.survey.currency.is_none() {
            self.survey.currency = currency(&view, product);
        }
        if !self.survey.stops.iter().any(|stop| stop.name == "product") {
            self.stop("product", &view, &[Word::AddToCart, Word::Quantity, Word::AddToWishList]).await;
            self.wish(product, &view).await;
        }
        match site.add_to_cart(product, 1).await? {
            Added::Yes => Ok(()),
            Added::Refused(why) => Err(unmet(
                format!("the shop does not put \"{product}\" into the cart: it says \"{why}\""),
                "name a product that can be bought as it is: --product \"Red Scarf\"",
            )),
        }
    }

    /// Puts a product on the wish list and looks at that, in shops that have one.
    async fn wish(&mut self, product: &str, view: &View) {
        let site = self.site().with_patience(PRODUCTS_COME);
        if !matches!(site.has_heart(view, product), Ok(true)) || site.add_to_wish_list(product).await.is_err() {
            return;
        }
        if let Ok(list) = site.show_wish_list().await {
            self.stop("wish list", &list, &[Word::RemoveFromWishList, Word::MoveToCart]).await;
        }
    }

    /// Goes to the checkout and through its forms, up to the way of shipping: nothing is ordered.
    async fn checkout(&mut self) -> Result<(), Failure> {
        let site = self.site();
        site.start_checkout().await?;
        let view = site
            .look("the checkout", |view| {
                let asks =
                    !view.is_cart(&site.shop) && (!view.choices.is_empty() || view.fields.iter().any(|one| !one.aside));
                view.accept_if(asks, || format!("the page is {}, and asks nothing", view.what()))
            })
            .await?;
        self.stop("checkout", &view, &[Word::Continue]).await;
        self.world.finds.take();
        let errand = self.world.errand(None, Until::Shipping)?;
        let through = self.world.go_through(errand).await;
        self.survey.on_the_way = self.world.finds.take();
        through?;
        let view = self.site().now().await?;
        self.stop("checkout, further", &view, &[Word::PlaceOrder]).await;
        Ok(())
    }

    async fn stop(&mut self, name: &'static str, view: &View, wanted: &[Word]) {
        let mut stop = Stop::at(name, view, &self.world.shop, wanted);
        outline::draw(&self.world.page, &mut stop, self.pictures).await;
        self.survey.stops.push(stop);
    }
}

/// The names of what a page sells.
fn sold(view: &View, shop: &Shop) -> Vec<String> {
    let gone = shop.words(Word::SoldOut);
    let rows = view.products().filter(|row| !row.monies.is_empty() && row.name.chars().count() > 2);
    let rows = rows.filter(|row| !row.words.iter().any(|word| crate::pages::holds(word, &gone)));
    let linked =
        |name: &&String| view.buttons.iter().any(|one| one.link && !one.aside && fold(&one.name).contains(&fold(name)));
    let mut names: Vec<String> = rows.map(|row| &row.name).filter(linked).cloned().collect();
    names.dedup();
    names
}

fn language(view: &View) -> Option<String> {
    let language = view.language.trim().replace('_', "-");
    (!language.is_empty()).then_some(language)
}

/// The currency that a product's price is in.
fn currency(view: &View, product: &str) -> Option<String> {
    let row = view.product(product).or_else(|| view.rows.iter().find(|row| !row.monies.is_empty()))?;
    row.monies.iter().find_map(|text| crate::oracle::Money::read(text).ok()?.code())
}
