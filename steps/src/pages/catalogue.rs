//! Where products are found and looked at: the shop window, lists, search results, the product's page.

use shopper_browser::{Failure, Locator, Look};

use super::basket::sum_of;
use super::offered::Offer;
use super::overlays::may_be_in_the_way;
use super::view::Field;
use super::{Button, Names, Purpose, Row, Site, View, begins, fold, is_one, same};
use crate::failure::unmet;
use crate::found::Means;
use crate::shop::Shop;
use crate::words::Word;

/// What a customer can do with a product where they see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Its own page is open.
    OwnPage,
    /// It is in a list here.
    Listed,
    /// It is not here.
    Elsewhere,
}

impl View {
    /// Where a product stands on this page.
    pub(crate) fn standing(&self, product: &str) -> Standing {
        if self.dialog.is_none() && self.heads.first().is_some_and(|title| same(title, product)) {
            return Standing::OwnPage;
        }
        let linked = self.buttons.iter().any(|button| button.link && fold(&button.name).contains(&fold(product)));
        if linked && self.dialog.is_none() { Standing::Listed } else { Standing::Elsewhere }
    }

    /// Its line of an order form: a list in which customers say how many they want of each, with one button for all.
    pub(super) fn order_row(&self, product: &str, shop: &Shop) -> Option<&Row> {
        self.rows.iter().find(|row| same(&row.name, product) && self.sends(row, shop).is_some())
    }

    /// The button that puts what an order form asks for into the cart, if this row is a line of one. A button of another row
    /// is that row's own; of several that do different things, none is the form's.
    pub(super) fn sends(&self, row: &Row, shop: &Shop) -> Option<&Button> {
        if row.form < 0 {
            return None;
        }
        let add = shop.words(Word::AddToCart);
        let adds = |name: &str| is_one(name, &add);
        if row.buttons.iter().any(|button| same(&button.name, &row.name) || adds(&button.name)) {
            return None;
        }
        // "Add" in a form with a field for coupons may add one of these.
        let coupons =
            || self.fields.iter().any(|field| field.form == row.form && field.purpose() == Some(Purpose::Coupon));
        let adds_goods = |name: &str| adds(name) && (name.trim().contains(' ') || !coupons());
        let of_form = |one: &&Button| one.form == row.form && !one.link && adds_goods(&one.name);
        let mut sends = self.buttons.iter().filter(of_form).filter(|one| !self.is_of_another(one, row, shop));
        let first = sends.next()?;
        sends.all(|other| other.goal == first.goal).then_some(first)
    }

    /// Whether a button stands in the card or the line of another product.
    fn is_of_another(&self, button: &Button, row: &Row, shop: &Shop) -> bool {
        let holds = |other: &&Row| other.buttons.iter().any(|one| one.path == button.path);
        let in_line = || self.rows.iter().filter(holds).any(|other| sum_of(other, shop).is_none());
        (!button.card.is_empty() && !same(&button.card, &row.name)) || in_line()
    }

    /// The link to a product: of exactly its name, else one that begins so, else one that holds it. Where one is already is
    /// no way to it.
    fn link_to(&self, product: &str) -> Option<&super::view::Button> {
        let wanted = fold(product);
        let mut links =
            self.buttons.iter().filter(|one| one.link && !one.disabled && !one.aside && one.pressed.is_none());
        links
            .clone()
            .find(|one| fold(&one.name) == wanted)
            .or_else(|| links.clone().find(|one| begins(&one.name, std::slice::from_ref(&wanted))))
            .or_else(|| links.find(|one| fold(&one.name).contains(&wanted)))
    }

    /// The row of a product: in a list, or its own page.
    pub(crate) fn product(&self, product: &str) -> Option<&Row> {
        self.rows.iter().find(|row| same(&row.name, product))
    }

    /// The one row in which a product can be bought on its own page without being named again: the page's heading is its name.
    pub(crate) fn unnamed_offer(&self, product: &str, shop: &Shop) -> Option<&Row> {
        let add = shop.words(Word::AddToCart);
        let sells = |row: &&Row| {
            let names_itself = row.headed || row.buttons.iter().any(|button| same(&button.name, &row.name));
            let bought = row.buttons.iter().any(|button| is_one(&button.name, &add));
            !names_itself && (bought || row.form >= 0)
        };
        let mut offers = self.rows.iter().filter(sells);
        let only = offers.next().filter(|_| offers.next().is_none());
        // The price may stand by itself, with words of its own: "20,00 € inkl. MwSt. zzgl. Versandkosten".
        let mut below = self.rows.iter().filter(|row| row.plain && same(&row.under, product));
        let priced = || below.next().filter(|_| below.next().is_none());
        only.or_else(priced).filter(|_| self.standing(product) == Standing::OwnPage)
    }

    /// The products that are listed, in the order of the page.
    pub(crate) fn products(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.goods && !row.name.is_empty() && row.quantity.is_none())
    }
}

impl Site {
    /// Goes to where the product can be seen: here, or by way of the search.
    pub(crate) async fn find_product(&self, product: &str) -> Result<View, Failure> {
        let view = self.close_dialog(self.enter_if_outside().await?).await?;
        if view.standing(product) != Standing::Elsewhere || view.order_row(product, &self.shop).is_some() {
            return Ok(view);
        }
        let fired = self.overlays.firings();
        let found = self.search_for(&view, product).await;
        match found {
            // What came between the words and the key that sends them has taken the key.
            Err(failure) if may_be_in_the_way(failure.class) && self.overlays.firings() > fired => {
                self.search_for(&self.now().await?, product).await
            }
            found => found,
        }
    }

    async fn search_for(&self, view: &View, product: &str) -> Result<View, Failure> {
        self.search_from(view, product).await?;
        self.look(&format!("\"{product}\""), |view| match view.standing(product) {
            Standing::Elsewhere => Look::NotYet(format!("the page {} does not show \"{product}\"", view.what())),
            _ => Look::Accept(view.clone()),
        })
        .await
    }

    /// Opens the product's own page.
    pub(crate) async fn open_product(&self, product: &str) -> Result<View, Failure> {
        let view = self.find_product(product).await?;
        self.open_product_from(view, product).await
    }

    /// As [`Self::open_product`], from a page that shows it.
    pub(super) async fn open_product_from(&self, view: View, product: &str) -> Result<View, Failure> {
        if view.standing(product) == Standing::OwnPage {
            return Ok(view);
        }
        let part = Locator::role_named("link", shopper_browser::Match::Contains(product.to_owned()));
        let link = view.link_to(product).map_or_else(
            || Locator::link(product).or(part).first(),
            |button| super::view::button_locator(button, &view),
        );
        self.click(&link.named(&format!("link \"{product}\""))).await?;
        self.look(&format!("the page of \"{product}\""), |view| match view.standing(product) {
            Standing::OwnPage => Look::Accept(view.clone()),
            _ => Look::NotYet(format!("the page is {}", view.what())),
        })
        .await
    }

    /// Types words into the shop's search and sends them.
    pub(crate) async fn search(&self, words: &str) -> Result<(), Failure> {
        let view = self.close_dialog(self.enter_if_outside().await?).await?;
        self.search_from(&view, words).await
    }

    async fn search_from(&self, view: &View, words: &str) -> Result<(), Failure> {
        let key = Word::Search.key();
        let is_search = |field: &&Field| {
            field.is_hinted(key) || field.input == "search" || begins(&field.name, &self.shop.words(Word::Search))
        };
        let field = Locator::role("searchbox").or(Locator::field(self.shop.starting(Word::Search)));
        // The hint may point to what opens the field.
        let opens = view.buttons.iter().any(|button| button.is_hinted(key));
        let field = if opens { field } else { self.hinted_or(Word::Search, field) };
        let field = field.first().named("the search field");
        self.note_miss(key, view);
        let seen = view.fields.iter().find(|field| field.is_hinted(key)).or_else(|| view.fields.iter().find(is_search));
        match seen {
            Some(seen) => {
                let by = match begins(&seen.name, &self.shop.words(Word::Search)) {
                    _ if seen.is_hinted(key) => Means::Hint,
                    true => Means::Name,
                    false => Means::Kind,
                };
                self.note(seen.found(key, by, view, &self.shop), view);
            }
            None if self.open_path("search", words).await? => return Ok(()),
            None => {
                let may = |button: &super::view::Button| !button.link && !button.name.is_empty();
                if !self.press_best(view, Word::Search, may).await? {
                    let open = Locator::hint(Word::Search.icons()).first().named("the way to the search field");
                    self.click(&open).await?;
                    self.note_match(key, &[Means::Icon]);
                }
            }
        }
        self.fill(&field, words).await?;
        self.page.press("Enter").await
    }

    /// Opens a category by its name.
    pub(crate) async fn browse(&self, category: &str) -> Result<(), Failure> {
        self.close_dialog(self.enter_if_outside().await?).await?;
        self.click(&Locator::link(category).first()).await?;
        self.look(&format!("the category \"{category}\""), |view| {
            if view.heads.iter().any(|title| same(title, category)) {
                Look::Accept(())
            } else {
                Look::NotYet(format!("the page is {}", view.what()))
            }
        })
        .await
    }

    /// Sorts the products of a list, by what the shop calls the order or by its first words.
    pub(crate) async fn sort(&self, names: &Names) -> Result<(), Failure> {
        let view = self.now().await?;
        // The more exact words come first: `Price` alone would take `Price, high to low`.
        self.note_miss(Word::SortOpen.key(), &view);
        let offer = view.offer(Word::SortOpen, &self.shop, true, |options| {
            names.iter().find_map(|name| options.iter().find(|option| begins(option, std::slice::from_ref(name))))
        });
        if let Some(Offer { field, option, by }) = offer {
            self.note(field.found(Word::SortOpen.key(), by, &view, &self.shop), &view);
            self.choose(&field.locator(&view), option).await?;
            // Some shops sort at once, some need the button of the same form.
            let apply = self.shop.words(Word::SortApply);
            let button = view.buttons.iter().find(|button| {
                !button.link && (field.form < 0 || button.form == field.form) && is_one(&button.name, &apply)
            });
            if let Some(button) = button {
                self.click(&super::view::button_locator(button, &view)).await?;
            }
            return Ok(());
        }
        let by_name = view.buttons.iter().find(|button| names.iter().any(|name| same(&button.name, name)));
        match by_name {
            Some(button) => self.click(&super::view::button_locator(button, &view)).await,
            None if self.sort_by_opening(&view, names).await? => Ok(()),
            None => Err(unmet(
                format!("the page {} offers no such order", view.what()),
                "look at the picture: what does the shop call it? Name it as the shop does",
            )),
        }
    }

    /// Chooses one of the variants on the product's page: an option of a select, a radio button or a chip.
    pub(crate) async fn choose_variant(&self, caption: Word, value: &str) -> Result<(), Failure> {
        let (at, option) = self
            .look(&format!("{} \"{value}\"", caption.key()), |view| {
                let offer =
                    view.offer(caption, &self.shop, false, |options| options.iter().find(|option| same(option, value)));
                if let Some(Offer { field, option, by }) = offer {
                    self.note(field.found(caption.key(), by, view, &self.shop), view);
                    return Look::Accept((field.locator(view), Some(option.to_owned())));
                }
                if let Some(radio) =
                    view.choices.iter().find(|choice| same(&choice.name, value) || same(&choice.words, value))
                {
                    return Look::Accept((Locator::css(&radio.path).named(&format!("radio \"{value}\"")), None));
                }
                if let Some(chip) = view.buttons.iter().find(|button| same(&button.name, value)) {
                    return Look::Accept((super::view::button_locator(chip, view), None));
                }
                Look::NotYet(format!("the page {} offers no {} \"{value}\"", view.what(), caption.key()))
            })
            .await?;
        match option {
            Some(option) => self.choose(&at, &option).await,
            None => self.click(&at).await,
        }
    }

    /// Switches a setting of the whole shop (its language, its currency) by select, link or button.
    pub(crate) async fn switch(&self, caption: Word, value: &str) -> Result<(), Failure> {
        let view = self.close_dialog(self.enter_if_outside().await?).await?;
        let named = [value.to_owned()];
        self.note_miss(caption.key(), &view);
        let offer =
            view.offer(caption, &self.shop, false, |options| options.iter().find(|option| begins(option, &named)));
        match offer {
            Some(Offer { field, option, by }) => {
                self.note(field.found(caption.key(), by, &view, &self.shop), &view);
                self.choose(&field.locator(&view), option).await?;
                let mut own = view.buttons.iter().filter(|one| field.form >= 0 && !one.link && one.form == field.form);
                match (own.next(), own.next()) {
                    // It may have gone with the page, when the choice was enough.
                    (Some(button), None) if self.now().await?.buttons.iter().any(|one| one.path == button.path) => {
                        self.click(&super::view::button_locator(button, &view)).await
                    }
                    _ => Ok(()),
                }
            }
            None => self.click(&Locator::clickable(value).first()).await,
        }
    }
}
