//! What stands beside a cart: goods that the shop offers there, as many do on the page of the cart, and above all when it is
//! empty.

use super::sum_of;
use crate::pages::view::{Names, Row, View, begins, same};
use crate::shop::Shop;
use crate::words::Word;

pub(super) struct Beside {
    /// What puts goods into the cart.
    add: Names,
    /// Where the lines stand that certainly are some, for they can be removed, or their number can be changed: list and heading.
    held: Vec<(u32, String)>,
    empty: bool,
}

impl Beside {
    pub(super) fn on(view: &View, shop: &Shop) -> Self {
        let mut beside = Self {
            // What is saved for later below a cart offers to come back into it.
            add: shop.words_of(&[Word::AddToCart, Word::MoveToCart]),
            held: Vec::new(),
            empty: view.is_empty_cart(shop),
        };
        let remove = shop.words(Word::Remove);
        let is_held = |row: &&Row| {
            let changes = row.quantity.is_some() && row.typed || row.less.is_some();
            let removes = || row.buttons.iter().any(|button| begins(&button.name, &remove));
            (changes || removes()) && sum_of(row, shop).is_none() && !beside.offers(row, row.quantity)
        };
        beside.held = view.rows.iter().filter(is_held).map(|row| (row.list, row.under.clone())).collect();
        beside
    }

    /// Whether a row offers goods that are not in the cart. Where it counts `pieces`, a button that only says "Add" may be for
    /// one piece more. Goods without a number and a button stand in the cart where its lines stand: a gift, a warranty.
    pub(super) fn holds(&self, row: &Row, pieces: Option<u32>) -> bool {
        let is_with_lines = || self.held.iter().any(|(list, under)| *list == row.list && *under == row.under);
        let elsewhere = || self.empty || (!self.held.is_empty() && !is_with_lines());
        self.offers(row, pieces) || (pieces.is_none() && row.goods && !row.plain && elsewhere())
    }

    fn offers(&self, row: &Row, pieces: Option<u32>) -> bool {
        let adds = |word: &String, name: &str| (pieces.is_none() || word.contains(' ')) && same(word, name);
        row.buttons.iter().any(|button| self.add.iter().any(|word| adds(word, &button.name)))
    }
}
