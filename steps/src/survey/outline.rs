//! Pictures of a page with what was found on it outlined and named.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use shopper_browser::{Evidence, Failure, Look, Page, PictureFormat, PictureKind};

use super::Stop;

const OUTLINE: &str = include_str!("outline.js");

/// So long things may slide into their places.
const MOVES: Duration = Duration::from_secs(2);

#[derive(Default, Deserialize)]
#[serde(default)]
struct Drawn {
    done: bool,
    selectors: Vec<String>,
}

/// Gives everything that was found the selector that a person would write; and takes a picture of the page with it
/// outlined, when that is wanted. The page is left as it was; what cannot be had is left out.
pub(super) async fn draw(page: &Page, stop: &mut Stop, pictured: bool) {
    let told = |one: &crate::found::Found| json!({"path": one.selector, "by": one.by, "label": format!("{} ({})", one.meaning, one.by)});
    let things: Vec<Value> = stop.found.iter().map(told).collect();
    let drawn = match outlines(&page.with_patience(MOVES), &things, pictured, true).await {
        Ok(drawn) => drawn,
        Err(_) => match outlines(page, &things, pictured, false).await {
            Ok(drawn) => drawn,
            Err(_) => return,
        },
    };
    for (found, selector) in stop.found.iter_mut().zip(&drawn.selectors).filter(|(_, selector)| !selector.is_empty()) {
        found.selector.clone_from(selector);
    }
    if pictured {
        if let Evidence::Captured(picture) = page.picture(PictureKind::FullPage, PictureFormat::Png).await {
            stop.picture = Some(picture);
        }
        // A page that is gone by now needs no clearing.
        let _ = outlines(page, &[], false, false).await;
    }
}

async fn outlines(page: &Page, things: &[Value], draw: bool, still: bool) -> Result<Drawn, Failure> {
    let judge =
        |drawn: Drawn| if drawn.done { Look::Accept(drawn) } else { Look::NotYet("nothing is drawn".to_owned()) };
    page.read("the outlines", OUTLINE, json!({"things": things, "draw": draw, "still": still}), judge).await
}
