//! What a customer reads on a page, and waits to see.

use std::sync::PoisonError;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Look, Page};
use crate::act;
use crate::failure::{Class, Failure};
use crate::locate::Locator;
use crate::wait::{self, Seen, Try};
use crate::wire::{Frame, WireError};

impl Page {
    /// The address of the document.
    pub async fn url(&self) -> Result<String, Failure> {
        Ok(self.address().await?.0)
    }

    /// The title of the document.
    pub async fn title(&self) -> Result<String, Failure> {
        Ok(self.address().await?.1)
    }

    async fn address(&self) -> Result<(String, String), Failure> {
        self.touch();
        match self.tab.address(self.answer_by()).await {
            Ok(address) => Ok(address),
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// The visible text, or the value, of the one thing meant; waits until it is there.
    pub async fn text(&self, of: &Locator) -> Result<String, Failure> {
        act::text(self, of).await
    }

    /// Whether anything that is meant is to be seen now.
    pub async fn is_shown(&self, what: &Locator) -> Result<bool, Failure> {
        act::is_shown(self, what).await
    }

    /// Waits until the one thing meant is to be seen.
    pub async fn expect_shown(&self, what: &Locator) -> Result<(), Failure> {
        act::shown(self, what).await
    }

    /// Waits until nothing that is meant is to be seen any longer.
    pub async fn expect_gone(&self, what: &Locator) -> Result<(), Failure> {
        act::gone(self, what).await
    }

    /// Reads with a script, again whenever the page changes, until `judge` accepts or the patience is spent.
    ///
    /// `script` is a JavaScript function expression `(args, eyes) => value`; `eyes` offers `norm`, `all(css, scope)`,
    /// `visible`, `text`, `name`, `role`, `find(locator)` and `describe`. One round trip a look. A value that is no `V`
    /// is a fault of the script.
    pub async fn read<V: DeserializeOwned, T>(
        &self,
        what: &str,
        script: &str,
        args: Value,
        mut judge: impl FnMut(V) -> Look<T>,
    ) -> Result<T, Failure> {
        let function = format!("(eyes, asked) => eyes.look({script}, asked)");
        let mut previous = Value::Null;
        let mut shown = String::new();
        wait::until(self, what, async |within| {
            let asked =
                json!({"args": args, "previous": previous, "within": u64::try_from(within.as_millis()).unwrap_or(0)});
            let mut answer = self.tab.call(&Frame::Main, &function, &asked, self.answer_by()).await?;
            if let Some(text) = answer["json"].as_str().filter(|text| previous != *text) {
                match serde_json::from_str(text).map(&mut judge) {
                    Ok(Look::Accept(value)) => {
                        let url = answer["url"].as_str().unwrap_or_default().to_owned();
                        let looked = (self.latest_act(), url);
                        *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = Some(looked);
                        return Ok(Try::Done(value));
                    }
                    Ok(Look::NotYet(instead)) => shown = instead,
                    Ok(Look::Refuse(failure)) => return Ok(Try::Refuse(failure)),
                    Err(error) => {
                        let failure = Failure::new(
                            Class::Lost,
                            // Its own words would repeat what the page shows, whatever that is.
                            format!("the page could not be read: line {}, column {}", error.line(), error.column()),
                        );
                        return Ok(Try::Refuse(failure));
                    }
                }
                previous = answer["json"].take();
                return Ok(Try::NotYet(Seen::new("expectation", shown.clone())));
            }
            let mut seen = Seen::from_eyes(answer);
            (seen.why, seen.say) = ("expectation".to_owned(), shown.clone());
            Ok(Try::NotYet(seen))
        })
        .await
    }

    /// Reads with a script as [`Page::read`] does, in the document and in all frames of other sites: one value for each,
    /// that of the document first. `judge` accepts, or says what they show instead.
    pub async fn read_with_frames<V: DeserializeOwned, T>(
        &self,
        what: &str,
        script: &str,
        args: Value,
        mut judge: impl FnMut(Vec<V>) -> Result<T, String>,
    ) -> Result<T, Failure> {
        let function = format!("(eyes, asked) => eyes.look({script}, asked)");
        let asked = json!({"args": args, "previous": null, "within": 0});
        wait::polled(self, what, async || {
            let deadline = self.answer_by();
            let mut places = vec![Frame::Main];
            places.extend(self.tab.foreign_frames(deadline).await?);
            let reads = places.iter().map(|place| self.tab.call(place, &function, &asked, deadline));
            let mut values = Vec::new();
            for (place, answer) in places.iter().zip(futures::future::join_all(reads).await) {
                match answer {
                    Ok(answer) => {
                        let value = answer["json"].as_str().and_then(|text| serde_json::from_str(text).ok());
                        if *place == Frame::Main && value.is_none() {
                            crate::outside::leave_out(self, &Seen::from_eyes(answer)).await;
                            return Ok(Err("the page is still on its way".to_owned()));
                        }
                        values.extend(value);
                    }
                    Err(error) if *place == Frame::Main => return Err(error),
                    // A frame that is being replaced is looked into again next time.
                    Err(WireError::Gone | WireError::Script(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(judge(values))
        })
        .await
    }

    /// Asks somebody beside the page, a server for instance, again until `ask` accepts or the patience is spent.
    pub async fn ask<T>(&self, what: &str, ask: impl AsyncFnMut() -> Look<T>) -> Result<T, Failure> {
        wait::asked(self, what, ask).await
    }
}
