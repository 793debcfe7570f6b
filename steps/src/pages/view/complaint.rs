//! What a page complains of, in its own words: the messages for it, and the fields that take no such value.

use super::{Field, View};
use crate::pages::basket::Basket;
use crate::shop::Shop;
use crate::words::Word;

/// So many of a page's complaints are told.
const MOST: usize = 3;
/// Longer texts tell of more than that a product is sold out.
const SHORT: usize = 60;

impl View {
    /// What the page says when something went wrong.
    pub(crate) fn complaint(&self) -> Option<String> {
        let said: Vec<&str> = self.alerts.iter().take(MOST).map(String::as_str).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// The same as a part of a sentence, with what the browser says of fields: `the page says "Only 8 are left."`.
    pub(crate) fn complains(&self) -> Option<String> {
        let said = self.complaint().map(|said| format!("the page says \"{said}\""));
        let all: Vec<String> = said.into_iter().chain(self.wrong_fields()).collect();
        (!all.is_empty()).then(|| all.join(", and "))
    }

    /// What the browser says of fields: `the field "Quantity" takes no such value: "Value must be less than 10."`.
    pub(crate) fn wrong_fields(&self) -> Option<String> {
        let wrong = self.fields.iter().filter(|field| !field.aside && !field.wrong.is_empty()).take(MOST);
        let told = wrong.map(|field| format!("the field {} takes no such value: \"{}\"", field.called(), field.wrong));
        let all: Vec<String> = told.collect();
        (!all.is_empty()).then(|| all.join(", and "))
    }

    /// What a field for the number of pieces complains of: until it is mended, what it holds is not what the shop knows. Of
    /// what the cart does not hold, such as goods that are offered beside it, nothing depends.
    pub(crate) fn wrong_number(&self, basket: &Basket) -> Option<String> {
        let in_cart = |name: &str| basket.lines.iter().any(|line| line.name == name);
        let wrong = |field: &Field| field.input == "number" && !field.wrong.is_empty() && in_cart(&field.line);
        self.fields.iter().any(wrong).then(|| self.complains()).flatten()
    }

    /// Where the page says that a product is sold out, what it says: in the product's line, else on its button or beside it.
    pub(crate) fn says_sold_out(&self, product: &str, shop: &Shop) -> Option<&str> {
        let gone = shop.words(Word::SoldOut);
        let says = |text: &&String| text.len() < SHORT && super::holds(text, &gone);
        let row = self.product(product);
        let in_row = row.into_iter().flat_map(|row| row.words.iter().chain(row.buttons.iter().map(|one| &one.name)));
        let on_page = self.buttons.iter().filter(|one| !one.aside).map(|one| &one.name).chain(&self.notes);
        in_row.chain(on_page.filter(|_| row.is_none())).find(says).map(String::as_str)
    }
}
