//! The wish list: a button or a heart on the page of a product, and a page or drawer with a line for each wish.

mod acts;
mod heart;

use shopper_browser::{Failure, Look};

use super::basket::Line;
use super::view::{Button, Names, begins, holds, names, same};
use super::{Row, Site, View};
use crate::hint::lacking;
use crate::shop::Shop;
use crate::words::Word;

pub(crate) use acts::Wished;

const NO_WISH_LIST: &str = "look at the picture: does this shop have a wish list? If not, leave this journey out";

/// The wish list that a page shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct WishList {
    pub(crate) lines: Vec<Line>,
    /// The page says that there is nothing on it.
    pub(crate) empty: bool,
    /// Products are shown, and nothing tells which of them are wishes: none can be taken off.
    untold: bool,
}

impl WishList {
    /// Whether a product is on it.
    pub(crate) fn holds(&self, product: &str) -> bool {
        self.lines.iter().any(|line| line.is_of(product))
    }

    /// What is on it, in a few words.
    pub(crate) fn summary(&self) -> String {
        let names: Vec<String> = self.lines.iter().map(|line| format!("\"{}\"", line.name)).collect();
        match names.as_slice() {
            [] if self.empty => "the page says that the wish list is empty".to_owned(),
            [] => "the page shows nothing on the wish list".to_owned(),
            names => format!("the page shows {} on the wish list", names.join(", ")),
        }
    }
}

impl View {
    /// Whether it shows the wish list, as a page or as a drawer.
    pub(crate) fn is_wish_list(&self, shop: &Shop) -> bool {
        let words = shop.words(Word::WishList);
        let titled = self.dialog.iter().chain(self.heads.first()).any(|title| names(title, &words));
        if titled || self.dialog.is_some() {
            return titled;
        }
        let part = |part: &str| words.iter().any(|word| same(word, &part.replace(['-', '_'], " ")));
        self.says_no_wishes(shop) || self.path.split('/').any(part)
    }

    fn says_no_wishes(&self, shop: &Shop) -> bool {
        let words = shop.words(Word::WishListEmpty);
        self.texts().any(|note| note.len() < 120 && holds(note, &words))
    }

    /// The wish list that is shown. What else a page sells ("You may also like") cannot be taken off the list.
    pub(crate) fn wish_list(&self, shop: &Shop) -> WishList {
        let empty = self.says_no_wishes(shop);
        let goods: Vec<&Row> = self.rows.iter().filter(|row| row.goods && !row.name.is_empty()).collect();
        let taking = self.what_takes_off(shop);
        // The row of a price may be smaller than the card of the product.
        let is_beside = |row: &Row, one: &Button| {
            same(&row.name, &one.card) || row.buttons.iter().any(|inner| inner.path == one.path)
        };
        let words = taking_off(shop);
        let removable = |row: &&&Row| {
            row.buttons.iter().any(|one| begins(&one.name, &words)) || taking.iter().any(|one| is_beside(row, one))
        };
        let mut lines: Vec<Line> = goods.iter().filter(removable).map(|row| line(row)).collect();
        // A shop may show no prices here, or none of what is sold out.
        for one in taking.iter().filter(|one| !one.card.is_empty() && !goods.iter().any(|row| is_beside(row, one))) {
            if !lines.iter().any(|line| same(&line.name, &one.card)) {
                lines.push(bare_line(&one.card));
            }
        }
        let untold = lines.is_empty() && !empty && !goods.is_empty();
        WishList { lines, empty, untold }
    }

    /// The buttons that take something off the list; where a shop has none, its filled hearts do.
    fn what_takes_off(&self, shop: &Shop) -> Vec<&Button> {
        let words = taking_off(shop);
        let takes = |one: &&Button| begins(&one.name, &words) || one.wears(Word::RemoveFromWishList);
        let taking: Vec<&Button> = self.buttons.iter().filter(takes).collect();
        if taking.iter().any(|one| !one.aside) { taking } else { self.filled_hearts(shop).collect() }
    }
}

/// The names of what takes a product off the list.
fn taking_off(shop: &Shop) -> Names {
    shop.words_of(&[Word::RemoveFromWishList, Word::Remove])
}

/// A line without an amount.
fn bare_line(name: &str) -> Line {
    Line { name: name.to_owned(), goods: true, ..Line::default() }
}

fn line(row: &Row) -> Line {
    Line {
        name: row.name.clone(),
        words: row.words.clone(),
        quantity: row.quantity,
        monies: row.monies.clone(),
        struck: row.struck.clone(),
        goods: row.goods,
    }
}

impl Button {
    /// Whether it may be the way to the list: outside of the head and foot a heart is for the product it stands beside.
    pub(crate) fn may_lead_to_wishes(&self, shop: &Shop) -> bool {
        let words = shop.words(Word::WishList);
        let named = names(&self.name, &words) || names(&self.title, &words);
        named || (self.aside && !self.name.contains(char::is_alphabetic))
    }
}

impl Site {
    /// Shows the wish list, unless it is shown already.
    pub(crate) async fn show_wish_list(&self) -> Result<View, Failure> {
        let view = self.enter_if_outside().await?;
        if view.is_wish_list(&self.shop) { Ok(view) } else { self.go_to_wish_list(view).await }
    }

    async fn go_to_wish_list(&self, view: View) -> Result<View, Failure> {
        let view = self.close_dialog(view).await?;
        if view.is_wish_list(&self.shop) {
            return Ok(view);
        }
        let key = Word::WishList.key();
        let known = self.way_to_wishes(&view)? || self.shop.hint(key).is_some();
        if known || !self.open_path(key, "").await? {
            let view = self.page_with(Word::WishList, "leads to a wish list", |view| self.way_to_wishes(view)).await?;
            self.press_best(&view, Word::WishList, |button| button.may_lead_to_wishes(&self.shop)).await?;
        }
        self.look("the wish list", |view| {
            view.accept_if(view.is_wish_list(&self.shop), || {
                format!("the page is {}, which is no wish list", view.what())
            })
        })
        .await
    }

    fn way_to_wishes(&self, view: &View) -> Result<bool, Failure> {
        Ok(view.pick(&self.shop, Word::WishList, |button| button.may_lead_to_wishes(&self.shop))?.is_some())
    }

    /// The page as soon as it has a thing; shops without a wish list have none, and the failure says so.
    async fn page_with(
        &self,
        word: Word,
        what: &str,
        has: impl Fn(&View) -> Result<bool, Failure> + Send + Sync,
    ) -> Result<View, Failure> {
        let looked_for = format!("something that {what}");
        let seen = self.look(&looked_for, |view| match has(view) {
            Ok(true) => Look::Accept(view.clone()),
            Ok(false) => Look::NotYet(format!("nothing on the page {} {what}", view.what())),
            Err(failure) => Look::Refuse(failure),
        });
        seen.await.map_err(|failure| lacking(word.key(), NO_WISH_LIST, failure))
    }

    /// Looks at the wish list until `judge` accepts it. While the page is busy, nothing is judged.
    pub(crate) async fn look_at_wish_list<T: Send>(
        &self,
        what: &str,
        mut judge: impl FnMut(&WishList) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        let mut judged = |view: &View| {
            if view.busy {
                return Look::NotYet("the page is still busy with the wish list".to_owned());
            }
            let list = view.wish_list(&self.shop);
            if list.untold {
                let key = Word::RemoveFromWishList.key();
                return Look::NotYet(format!(
                    "no product on the page {} can be taken off the list (\"{key}\" under [hints] in shop.toml says how)",
                    view.what()
                ));
            }
            judge(&list)
        };
        match self.look_where(what, |view| view.is_wish_list(&self.shop), &mut judged).await? {
            Ok(value) => Ok(value),
            Err(elsewhere) => {
                self.go_to_wish_list(elsewhere).await?;
                self.look(what, judged).await
            }
        }
    }
}
