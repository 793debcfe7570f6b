//! What a customer does with a page: opens an address, presses, fills in, answers a dialog.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use super::Page;
use crate::act::{self, Entry};
use crate::failure::{Class, Failure};
use crate::locate::Locator;
use crate::wait::{self, Seen, Try};
use crate::wire::{Frame, WireError};

/// How long a browser may take to show that it is there, when a site does not answer.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);

impl Page {
    /// Goes to an address and waits until its document has come; gives the HTTP status that it came with, where the browser
    /// tells it. A status of 500 or more is a failure.
    pub async fn open(&self, url: &str) -> Result<Option<u16>, Failure> {
        self.about_to_act().await;
        let deadline = self.answer_by();
        let started = Instant::now();
        match self.tab.navigate(url, deadline).await {
            Ok(()) => {}
            Err(WireError::Hung) => {
                let failure = match self.tab.address(Instant::now() + SIGN_OF_LIFE).await {
                    Ok(_) => Failure::new(Class::Unreachable, "the site does not answer"),
                    // A browser that says nothing at all has no word on the site.
                    Err(_) => self.explain_loss("the browser does not answer".to_owned()).await,
                };
                return Err(failure.waited(started.elapsed()).at(url));
            }
            Err(error) => return Err(wait::told(self, error).await.or_at(url)),
        }
        let state = wait::until(self, url, async |within| {
            let within = u64::try_from(within.as_millis()).unwrap_or(0).into();
            let arrived = "(eyes, within) => eyes.arrived(within)";
            let state = self.tab.call(&Frame::Main, arrived, &within, deadline).await?;
            if state["unsettled"] == "loading" || !state["leaving"].is_null() {
                return Ok(Try::NotYet(Seen::from_eyes(
                    json!({"why": "loading", "say": "the page does not finish loading", "page": state}),
                )));
            }
            Ok(Try::Done(state))
        })
        .await?;
        if let Some(error) = state["error"].as_str() {
            return Err(
                Failure::new(Class::Unreachable, format!("the browser could not load the page: {error}")).at(url)
            );
        }
        match state["status"].as_u64() {
            Some(status) if status >= 500 => {
                Err(Failure::new(Class::ServerError, format!("the site answered with HTTP status {status}")).at(url))
            }
            status => Ok(status.and_then(|status| u16::try_from(status).ok())),
        }
    }

    /// Presses the one thing meant.
    pub async fn click(&self, at: &Locator) -> Result<(), Failure> {
        act::click(self, at, 1).await
    }

    /// Presses it twice at once, as an impatient hand does.
    pub async fn click_twice(&self, at: &Locator) -> Result<(), Failure> {
        act::click(self, at, 2).await
    }

    /// Replaces what is in a field; fails if the field does not keep it.
    pub async fn fill(&self, field: &Locator, text: &str) -> Result<(), Failure> {
        self.fill_all(&[Entry::new(field.clone(), text)]).await
    }

    /// As [`Page::fill`]; the value is covered in pictures and named in no message.
    pub async fn fill_secret(&self, field: &Locator, secret: &str) -> Result<(), Failure> {
        self.fill_all(&[Entry::secret(field.clone(), secret)]).await
    }

    /// Fills the fields of a form, one after the other: one round trip a field, and one more.
    pub async fn fill_all(&self, entries: &[Entry]) -> Result<(), Failure> {
        act::fill(self, entries).await
    }

    /// Chooses an option of a native select, by its visible text or else by its value.
    pub async fn choose(&self, select: &Locator, option: &str) -> Result<(), Failure> {
        act::choose(self, select, option).await
    }

    /// Brings a check box, radio button or switch into a state.
    pub async fn check(&self, control: &Locator, on: bool) -> Result<(), Failure> {
        act::check(self, control, on).await
    }

    /// Presses a key (`Enter`) or a combination (`Control+a`) where the focus is. Names are those of UI Events' `key`.
    pub async fn press(&self, key: &str) -> Result<(), Failure> {
        act::press_key(self, key).await
    }

    /// Moves the pointer over the one thing meant.
    pub async fn hover(&self, at: &Locator) -> Result<(), Failure> {
        act::hover(self, at).await
    }

    /// Answers the open dialog (`alert`, `confirm`, `prompt`).
    pub async fn answer_dialog(&self, accept: bool, text: Option<&str>) -> Result<(), Failure> {
        self.about_to_act().await;
        match self.tab.answer_dialog(accept, text, self.answer_by()).await {
            Ok(()) => Ok(()),
            Err(WireError::Script(_)) => Err(Failure::expectation("no dialog is open")),
            Err(error) => Err(wait::told(self, error).await),
        }
    }
}
