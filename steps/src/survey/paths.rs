//! Whether the addresses that a site map gives still lead to its pages.

use serde_json::Value;
use shopper_browser::{Failure, Look};

use crate::failure::unmet;
use crate::pages::Site;

const STATUS: &str = "() => performance.getEntriesByType('navigation')[0]?.responseStatus || 0";

/// Opens every path of the site map; gives what is there, or why it is not the page.
pub(super) async fn look(site: &Site, words: &str) -> Vec<(String, Result<String, Failure>)> {
    let mut seen = Vec::new();
    for page in site.shop.paths.keys() {
        seen.push((page.clone(), open(site, page, words).await));
    }
    seen
}

async fn open(site: &Site, page: &str, words: &str) -> Result<String, Failure> {
    if !site.open_path(page, words).await? {
        return Err(unmet("it is no address", "write it from the shop's first page on, such as \"/basket\""));
    }
    let status = site.page.read("the status", STATUS, Value::Null, Look::Accept::<u64>).await?;
    let view = site.now().await?;
    if status >= 400 {
        return Err(unmet(
            format!("the shop answers with HTTP status {status}"),
            "open the page by hand and correct it",
        ));
    }
    if page == "cart" && !view.is_cart(&site.shop) {
        return Err(unmet(format!("the page {} is no cart", view.what()), "open the cart by hand and correct it"));
    }
    if page == "wish list" && !view.is_wish_list(&site.shop) {
        let what = format!("the page {} is no wish list", view.what());
        return Err(unmet(what, "open the wish list by hand and correct it"));
    }
    Ok(view.what())
}
