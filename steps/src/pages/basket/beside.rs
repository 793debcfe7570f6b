//! What stands beside a cart: goods that the shop offers there, as many do on the page of the cart, and above all when it is
//! empty.

use crate::pages::view::{Row, View, begins, same};
use crate::shop::Shop;
use crate::words::Word;

pub(super) struct Beside {
    /// What puts goods into the cart.
    add: Vec<String>,
    remove: Vec<String>,
    /// A line of this cart would have a number of pieces or what removes it, by name.
    removes: bool,
    /// A line of this cart would have a number of pieces that can be changed, or an icon of what removes it.
    changes: bool,
}

impl Beside {
    pub(super) fn on(view: &View, shop: &Shop) -> Self {
        // What is saved for later below a cart offers to come back into it.
        let add = [shop.words(Word::AddToCart), shop.words(Word::MoveToCart)].concat();
        let counts = |row: &Row| row.quantity.is_some() && row.typed || row.less.is_some();
        let changes = view.rows.iter().any(counts);
        let mut beside = Self { add, remove: shop.words(Word::Remove), removes: true, changes };
        beside.removes = view.is_empty_cart(shop) || view.rows.iter().any(|row| beside.is_removable(row));
        beside
    }

    fn is_removable(&self, row: &Row) -> bool {
        row.buttons.iter().any(|button| begins(&button.name, &self.remove))
    }

    /// Whether a row offers goods that are not in the cart. Where it counts `pieces`, a button that only says "Add" may be for
    /// one piece more.
    pub(super) fn holds(&self, row: &Row, pieces: Option<u32>) -> bool {
        let adds = |word: &String, name: &str| (pieces.is_none() || word.contains(' ')) && same(word, name);
        let offers = || row.buttons.iter().any(|button| self.add.iter().any(|word| adds(word, &button.name)));
        let bare = || pieces.is_none() && !row.plain && !self.is_removable(row);
        offers() || ((self.removes || (self.changes && !row.worn)) && bare())
    }
}
