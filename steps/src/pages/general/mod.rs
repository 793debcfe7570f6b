//! Any page, by the names that people see on it: verbs and looks that know nothing of shops.

mod around;
mod kept;
mod look;

use shopper_browser::{Entry, Failure, Locator, Match};
use url::Url;

pub(crate) use around::{Around, answered, script_error};
pub(crate) use kept::{Area, Kept};
pub(crate) use look::Grid;

use super::Site;
use crate::failure::mistake;
use crate::secrets::secret_called;

/// Whatever is called so: something to press, or else a text or a picture.
fn anything(name: &str) -> Locator {
    let more = Locator::text(name).or(Locator::alt(name));
    Locator::clickable(name).or(Locator::field(name)).or(more).named(&format!("\"{name}\""))
}

/// Something to press: a button or link, or else the text that people would press.
fn pressable(name: &str) -> Locator {
    Locator::clickable(name).or(Locator::text(name)).or(Locator::alt(name))
}

/// Words somewhere on the page.
fn words(text: &str) -> Locator {
    Locator::text(Match::Contains(text.to_owned())).first().named(&format!("the text \"{text}\""))
}

impl Site {
    /// The address that a journey means by a path or a whole address.
    pub(crate) fn address(&self, place: &str) -> Result<Url, Failure> {
        let read = self.shop.url.join(place).map_err(|error| error.to_string());
        match read {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
            Ok(url) => Err(mistake(
                format!("\"{place}\" is no address of a web page: {} is not http or https", url.scheme()),
                "write a path within the shop, such as \"/sale\", or an address that begins with https://",
            )
            .about(place)),
            Err(why) => Err(mistake(
                format!("\"{place}\" is no address: {why}"),
                "write a path within the shop, such as \"/sale\", or a whole address",
            )
            .about(place)),
        }
    }

    /// Presses what is called so.
    pub(crate) async fn press_named(&self, name: &str) -> Result<(), Failure> {
        self.click(&pressable(name)).await
    }

    /// Presses what is called so twice at once.
    pub(crate) async fn press_twice(&self, name: &str) -> Result<(), Failure> {
        self.click_twice(&pressable(name)).await
    }

    /// Presses what is called so, in the line of some text.
    pub(crate) async fn press_beside(&self, name: &str, beside: &str) -> Result<(), Failure> {
        self.click(&pressable(name).beside(beside)).await
    }

    /// Replaces what is in a field. What is a secret by the field's name is repeated nowhere.
    pub(crate) async fn fill_named(&self, field: &str, text: &str) -> Result<(), Failure> {
        let at = Locator::field(field);
        if secret_called(field).is_none() {
            return self.fill(&at, text).await;
        }
        self.fill_all(&[Entry::secret(at, text)]).await
    }

    /// Chooses an option of a select, by its visible text.
    pub(crate) async fn choose_named(&self, option: &str, field: &str) -> Result<(), Failure> {
        self.choose(&Locator::field(field), option).await
    }

    /// Ticks a box, a radio button or a switch, or takes the tick away.
    pub(crate) async fn check_named(&self, name: &str, on: bool) -> Result<(), Failure> {
        self.check(&Locator::field(name), on).await
    }

    /// Holds the pointer over what is called so.
    pub(crate) async fn hover_named(&self, name: &str) -> Result<(), Failure> {
        self.page.hover(&pressable(name)).await
    }

    /// Brings what is called so into view.
    pub(crate) async fn scroll_to_named(&self, name: &str) -> Result<(), Failure> {
        self.page.scroll_to(&Locator::heading(name).or(anything(name)).first().named(&format!("\"{name}\""))).await
    }

    /// Waits until the words can be seen, in whatever frame.
    pub(crate) async fn until_seen(&self, text: &str) -> Result<(), Failure> {
        self.page.expect_shown(&words(text)).await
    }

    /// Waits until the words cannot be seen in any frame of a page that shows something.
    pub(crate) async fn until_unseen(&self, text: &str) -> Result<(), Failure> {
        self.until_something_shows().await?;
        self.page.expect_gone(&words(text)).await
    }
}
