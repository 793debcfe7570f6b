//! What a host keeps in the browser: cookies and storage.

use serde::Deserialize;
use serde_json::json;
use shopper_browser::{Failure, Look};

use super::super::Site;

const KEEP: &str = "(args) => { window[args.area].setItem(args.key, args.value); return true; }";
const KEPT: &str = "(args) => {
  const held = window[args.area].getItem(args.key);
  return { there: held !== null, same: held === args.value, length: (held ?? '').length };
}";

/// Where a page's scripts keep things.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Area {
    /// Until somebody removes them.
    Local,
    /// Until the window is closed.
    Session,
}

/// What is known of one entry; never its value, which may be a secret.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Kept {
    pub(crate) there: bool,
    pub(crate) same: bool,
    pub(crate) length: usize,
}

impl Area {
    fn property(self) -> &'static str {
        match self {
            Area::Local => "localStorage",
            Area::Session => "sessionStorage",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Area::Local => "the local storage",
            Area::Session => "the session storage",
        }
    }
}

impl Site {
    /// Keeps a cookie for the shop's host.
    pub(crate) async fn keep_cookie(&self, name: &str, value: &str) -> Result<(), Failure> {
        self.page.set_cookie(self.address("/")?.as_str(), name, value).await
    }

    /// Keeps something in the storage of the shop; outside of the shop, the shop is opened first.
    pub(crate) async fn keep(&self, area: Area, key: &str, value: &str) -> Result<(), Failure> {
        let here = url::Url::parse(&self.page.url().await?);
        if here.is_ok_and(|url| url.origin() != self.shop.url.origin()) {
            self.enter().await?;
        }
        let asked = json!({"area": area.property(), "key": key, "value": value});
        self.page.read(area.name(), KEEP, asked, |_: bool| Look::Accept(())).await
    }

    /// Looks at one entry of the page's storage, and whether its value is `value`.
    pub(crate) async fn look_at_kept(
        &self,
        area: Area,
        key: &str,
        value: &str,
        judge: impl FnMut(Kept) -> Look<()>,
    ) -> Result<(), Failure> {
        let asked = json!({"area": area.property(), "key": key, "value": value});
        self.page.read(area.name(), KEPT, asked, judge).await
    }
}
