//! What eyes do without hands: they wait for a thing, read it, or see it go.

use std::time::Duration;

use serde_json::json;

use super::{Found, look, millis, request};
use crate::failure::Failure;
use crate::locate::Locator;
use crate::page::Page;
use crate::wait::{self, Seen, Try};
use crate::wire::{Frame, WireError};

/// The visible text (or the value) of the one thing meant.
pub(crate) async fn text(page: &Page, of: &Locator) -> Result<String, Failure> {
    let found = seen(page, of, "text").await?;
    Ok(found.answer["text"].as_str().unwrap_or_default().to_owned())
}

/// Waits until the one thing meant is to be seen.
pub(crate) async fn shown(page: &Page, what: &Locator) -> Result<(), Failure> {
    seen(page, what, "shown").await.map(|_| ())
}

pub(super) async fn seen(page: &Page, what: &Locator, want: &str) -> Result<Found, Failure> {
    wait::until(page, &what.to_string(), async |within| look(page, request(what, want, 0), within).await).await
}

/// Whether something is to be seen now; several will do.
pub(crate) async fn is_shown(page: &Page, what: &Locator) -> Result<bool, Failure> {
    let anything = what.clone().first();
    wait::until(page, &what.to_string(), async |_| {
        match look(page, request(&anything, "shown", 0), Duration::ZERO).await? {
            Try::Done(_) => Ok(Try::Done(true)),
            Try::NotYet(seen) if matches!(seen.why.as_str(), "none" | "hidden" | "many") => {
                Ok(Try::Done(seen.why == "many"))
            }
            Try::NotYet(seen) => Ok(Try::NotYet(seen)),
            Try::Refuse(failure) => Ok(Try::Refuse(failure)),
        }
    })
    .await
}

/// Waits until nothing that is meant is to be seen any longer.
pub(crate) async fn gone(page: &Page, what: &Locator) -> Result<(), Failure> {
    wait::until(page, &what.to_string(), async |within| {
        let tab = page.tab();
        let frames = tab.foreign_frames(page.answer_by()).await?;
        let asked = json!({"locator": what, "within": if frames.is_empty() { millis(within) } else { 0 }});
        for frame in std::iter::once(&Frame::Main).chain(&frames) {
            match tab.call(frame, "(eyes, request) => eyes.gone(request)", &asked, page.answer_by()).await {
                Ok(answer) if answer["ok"] != true => return Ok(Try::NotYet(Seen::from_eyes(answer))),
                // What was in a frame that has gone has gone with it.
                Err(error) if *frame == Frame::Main || !matches!(error, WireError::Gone) => return Err(error),
                Ok(_) | Err(_) => {}
            }
        }
        Ok(Try::Done(()))
    })
    .await
}
