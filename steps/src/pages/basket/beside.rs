//! What stands beside a cart: goods that the shop offers there, as many do on the page of the cart, and above all when it is
//! empty.

use super::sum_of;
use crate::pages::view::{Names, Row, View, begins, same};
use crate::shop::Shop;
use crate::words::Word;

pub(super) struct Beside {
    /// What puts goods into the cart.
    add: Names,
    /// The headings of the lines that certainly are some: they can be removed, or their number can be changed.
    held: Vec<String>,
    empty: bool,
}

impl Beside {
    pub(super) fn on(view: &View, shop: &Shop) -> Self {
        let remove = shop.words(Word::Remove);
        let is_held = |row: &&Row| {
            let changes = row.quantity.is_some() && row.typed || row.less.is_some();
            changes || row.buttons.iter().any(|button| begins(&button.name, &remove))
        };
        let held = view.rows.iter().filter(|row| sum_of(row, shop).is_none()).filter(is_held);
        Self {
            // What is saved for later below a cart offers to come back into it.
            add: shop.words_of(&[Word::AddToCart, Word::MoveToCart]),
            held: held.map(|row| row.under.clone()).collect(),
            empty: view.is_empty_cart(shop),
        }
    }

    /// Whether a row offers goods that are not in the cart. Where it counts `pieces`, a button that only says "Add" may be for
    /// one piece more. Goods without a number and a button stand in the cart where its lines stand: a gift, a warranty.
    pub(super) fn holds(&self, row: &Row, pieces: Option<u32>) -> bool {
        let adds = |word: &String, name: &str| (pieces.is_none() || word.contains(' ')) && same(word, name);
        let offers = || row.buttons.iter().any(|button| self.add.iter().any(|word| adds(word, &button.name)));
        let elsewhere = || self.empty || (!self.held.is_empty() && !self.held.contains(&row.under));
        offers() || (pieces.is_none() && row.goods && !row.plain && elsewhere())
    }
}
