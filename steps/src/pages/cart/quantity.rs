//! How many pieces: said on the page of a product, changed in the cart.

use shopper_browser::{Failure, Locator};

use crate::failure::unmet;
use crate::found::Means;
use crate::pages::means::decided;
use crate::pages::view::Field;
use crate::pages::{Row, Site, View, begins, names, same};
use crate::words::Word;

impl Site {
    /// Whether a customer can say on the product's page how many pieces they want.
    pub(super) fn counts_pieces(&self, view: &View) -> bool {
        self.pieces_field(view).is_some()
    }

    fn pieces_field<'a>(&self, view: &'a View) -> Option<&'a Field> {
        let words = self.shop.words(Word::Quantity);
        let hinted = view.fields.iter().find(|field| field.is_hinted(Word::Quantity.key()));
        let named = hinted.or_else(|| view.fields.iter().find(|field| !field.aside && begins(&field.name, &words)));
        // A number without a name beside the button is the number of pieces.
        named.or_else(|| view.fields.iter().find(|field| !field.aside && field.kind == "text" && field.value == "1"))
    }

    pub(super) async fn set_pieces(&self, view: &View, pieces: u32) -> Result<(), Failure> {
        if let Some(field) = self.pieces_field(view) {
            let key = Word::Quantity.key();
            let by = match begins(&field.name, &self.shop.words(Word::Quantity)) {
                _ if field.is_hinted(key) => Means::Hint,
                true => Means::Name,
                false => Means::Position,
            };
            self.note(field.found(key, by, view, &self.shop), view);
        }
        match self.pieces_field(view) {
            Some(field) if field.kind == "select" => self.choose(&field.locator(view), &pieces.to_string()).await,
            Some(field) => self.fill(&field.locator(view), &pieces.to_string()).await,
            None => Err(unmet(
                format!("the page {} has no field for the quantity", view.what()),
                "look at the picture: can a customer say how many pieces they want?",
            )),
        }
    }

    /// Presses for one piece more or less until there are so many, and waits until the cart costs something else: shops
    /// change the number at once, and the cart later.
    async fn step_quantity(
        &self,
        (now, before): (u32, Vec<String>),
        product: &str,
        pieces: u32,
        (less, more): (String, String),
    ) -> Result<(), Failure> {
        let (button, what) = if pieces > now { (more, "more") } else { (less, "less") };
        let button = Locator::css(&button).named(&format!("the button for one \"{product}\" {what}"));
        self.note_alone(Word::Quantity.key(), Means::Position, button.to_string(), None);
        for step in 1..=now.abs_diff(pieces) {
            self.click(&button).await?;
            let reached = if pieces > now { now + step } else { now - step };
            self.look(&format!("{reached} of \"{product}\""), |view| {
                let shown = view.product(product).and_then(|row| row.count);
                let gone = reached == 0 && view.product(product).is_none();
                view.accept_if(gone || shown == Some(reached), || {
                    format!("the page shows {}", shown.map_or("no number".to_owned(), |shown| shown.to_string()))
                })
            })
            .await?;
        }
        if now == pieces {
            return Ok(());
        }
        self.look(&format!("the new sums with {pieces} of \"{product}\""), |view| {
            view.accept_if(amounts(view) != before, || format!("the sums are still {}", before.join(", ")))
        })
        .await
        .map(drop)
    }

    /// The field for the number of pieces in the line of a product.
    pub(super) fn quantity_of(&self, product: &str) -> Locator {
        let field = Locator::field(self.shop.named(Word::Quantity))
            .or(Locator::role("spinbutton"))
            .or(Locator::role("textbox"));
        let field = self.hinted_or(Word::Quantity, field).beside(product).first();
        field.named(&format!("the quantity of \"{product}\""))
    }

    /// Changes how many pieces of a product are in the cart.
    pub(crate) async fn set_quantity(&self, product: &str, pieces: u32) -> Result<(), Failure> {
        let view = self.show_whole_cart().await?;
        if let Some((row, less, more)) = stepper(&view, product) {
            let now = (row.count.unwrap_or(1), amounts(&view));
            return self.step_quantity(now, product, pieces, (less.to_owned(), more.to_owned())).await;
        }
        self.note_miss(Word::Quantity.key(), &view);
        self.fill(&self.quantity_of(product), &pieces.to_string()).await?;
        self.note_match(Word::Quantity.key(), &[Means::Name, Means::Kind, Means::Position]);
        if self.send_cart(product).await? { Ok(()) } else { self.page.press("Tab").await }
    }

    /// Presses what tells the shop of a change that was made in the cart, in the product's line or below all; whether
    /// there is such a thing.
    pub(super) async fn send_cart(&self, product: &str) -> Result<bool, Failure> {
        let view = self.now().await?;
        let update = self.shop.words(Word::Update);
        let in_line =
            view.product(product).is_some_and(|row| row.buttons.iter().any(|button| begins(&button.name, &update)));
        if in_line {
            let own = self.hinted_or(Word::Update, Locator::button(self.shop.named(Word::Update)));
            let pressed = self.click(&own.beside(product)).await;
            self.note_match(Word::Update.key(), &[Means::Name]);
            return pressed.map(|()| true).map_err(|failure| decided(Word::Update, failure));
        }
        self.press_best(&view, Word::Update, |button| names(&button.name, &update)).await
    }
}

/// Every amount that the page shows, in its order.
fn amounts(view: &View) -> Vec<String> {
    view.rows.iter().flat_map(|row| row.monies.clone()).collect()
}

/// The line of a product whose number of pieces stands between two buttons, and those.
fn stepper<'a>(view: &'a View, product: &str) -> Option<(&'a Row, &'a str, &'a str)> {
    let row = view.rows.iter().find(|row| same(&row.name, product))?;
    if row.quantity.is_some() {
        return None;
    }
    Some((row, row.less.as_deref()?, row.more.as_deref()?))
}
