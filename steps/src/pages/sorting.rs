//! Sorting a list by what only a press shows: lists that the page has drawn itself, often without a name, and menus.

use shopper_browser::{Failure, Locator};

use super::acts::ESCAPE;
use super::view::{Names, button_locator, fold};
use super::{Site, View, begins, holds};
use crate::words::Word;

/// More lists without a name are not opened one after the other.
const MOST_OPENED: usize = 3;

impl Site {
    /// Chooses the order in a list or menu that must be opened first; whether there is one that offers it. Only its options
    /// tell what a list without a name is for: those that offer no such order are closed again.
    pub(super) async fn sort_by_opening(&self, view: &View, names: &Names) -> Result<bool, Failure> {
        let option = ["option", "menuitem", "menuitemradio"]
            .map(|role| Locator::role_named(role, names.to_vec()))
            .into_iter()
            .reduce(Locator::or);
        let Some(option) = option.map(Locator::first) else { return Ok(false) };
        let soon = self.with_patience(ESCAPE);
        for door in doors(view, &self.shop.words(Word::SortOpen), names).into_iter().take(MOST_OPENED) {
            self.click(&door).await?;
            if soon.page.expect_shown(&option).await.is_ok() {
                self.click(&option).await?;
                return Ok(true);
            }
            self.page.press("Escape").await?;
        }
        Ok(false)
    }
}

/// What may open the orders: what is called so first, then what shows one of them, then what has no name.
fn doors(view: &View, called: &Names, names: &Names) -> Vec<Locator> {
    let lists = view.fields.iter().filter(|field| field.kind == "combobox" && !field.aside && !field.disabled);
    let lists = lists.filter_map(|field| {
        let rank = match () {
            () if holds(&field.name, called) || holds(&field.caption, called) => 0,
            () if begins(&field.value, names) => 1,
            // A name that is no more than what is chosen says nothing of what the list is for.
            () if field.name.trim().is_empty() || fold(&field.name) == fold(&field.value) => 2,
            () => return None,
        };
        Some((rank, field.locator(view)))
    });
    let closed = view.buttons.iter().filter(|button| {
        !button.link && !button.aside && !button.disabled && button.expanded.as_deref() == Some("false")
    });
    let menus = closed.filter(|button| begins(&button.name, called)).map(|button| (0, button_locator(button, view)));
    let mut doors: Vec<(u8, Locator)> = lists.chain(menus).collect();
    doors.sort_by_key(|(rank, _)| *rank);
    doors.into_iter().map(|(_, door)| door).collect()
}
