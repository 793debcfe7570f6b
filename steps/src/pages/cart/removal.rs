//! Takes a product out of the cart: by its own button, by a box to tick, or by asking for none of it.

use shopper_browser::{Class, Failure, Locator};

use crate::failure::unmet;
use crate::found::Means;
use crate::pages::basket::Line;
use crate::pages::{Row, Site, is_one, same};
use crate::words::Word;

impl Site {
    /// Takes a product out of the cart.
    pub(crate) async fn remove_from_cart(&self, product: &str) -> Result<(), Failure> {
        let view = self.show_whole_cart().await?;
        let basket = view.basket(&self.shop);
        let lines: Vec<&Line> = basket.lines_of(product).collect();
        let named = lines.iter().filter(|line| same(&line.name, product)).count();
        if lines.len() > 1 && named != 1 {
            return Err(several(product, &lines));
        }
        // What is saved for later below the cart stays there.
        if lines.is_empty() && (basket.empty || !basket.lines.is_empty()) {
            let failure =
                unmet(format!("\"{product}\" is not in the cart"), "put it into the cart before it is removed");
            return Err(failure.about(product).detail(basket.summary()));
        }
        self.note_miss(Word::Remove.key(), &view);
        let hinted = self.shop.hint(Word::Remove.key()).is_some();
        if !hinted && view.product(product).is_some_and(|row| self.goes_only_by_number(row)) {
            return self.set_quantity(product, 0).await;
        }
        let remove = Locator::clickable(self.shop.named(Word::Remove)).or(Locator::hint(Word::Remove.icons()));
        let remove = self
            .hinted_or(Word::Remove, remove)
            .beside(product)
            .first()
            .named(&format!("the way to remove \"{product}\" from the cart"));
        let pressed = self.click(&remove).await;
        // What is not in the cart has no line to be found in.
        pressed.map_err(|failure| if lines.is_empty() { failure.detail(basket.summary()) } else { failure })?;
        self.note_match(Word::Remove.key(), &[Means::Name, Means::Icon]);
        // A box that is ticked says nothing to the shop until the cart is sent.
        let ticked = self.page.latest_match().1.starts_with("checkbox");
        if ticked { self.send_cart(product).await.map(drop) } else { Ok(()) }
    }

    /// Whether nothing in a line can be pressed or ticked that might remove it, and its number of pieces can be typed.
    fn goes_only_by_number(&self, row: &Row) -> bool {
        let update = self.shop.words(Word::Update);
        let leads_to_product = |name: &str| same(&row.name, name);
        let harmless = |name: &str| leads_to_product(name) || is_one(name, &update);
        row.typed && !row.worn && row.buttons.iter().all(|button| harmless(&button.name))
    }
}

/// Nobody can tell which of several lines of a product is meant.
fn several(product: &str, lines: &[&Line]) -> Failure {
    let what = format!("the cart holds {} lines of \"{product}\": which one is meant?", lines.len());
    let failure = Failure::new(Class::Ambiguous, what)
        .mend("press what removes it in its line, which is named by what only it says: When I click \"Remove\" in the line of \"Colour: blue\"")
        .about(product);
    lines.iter().fold(failure, |failure, line| failure.detail(line.with_words()))
}
