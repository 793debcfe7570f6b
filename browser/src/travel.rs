//! Ways through a page and through what a window has shown: scrolling, dragging, back, forward, the same page anew; and
//! files that go in.

use serde_json::{Value, json};

use crate::act;
use crate::failure::{Class, Failure};
use crate::locate::Locator;
use crate::page::Page;
use crate::wait::{self, Seen, Try};
use crate::wire::{Frame, Travel};

/// What tells one entry of a window's history from the next, also when the document is the same.
const WHERE: &str = "() => [performance.timeOrigin, location.href, window.navigation?.currentEntry?.id ?? null]";
const SCROLL: &str = "(eyes, down) => { scrollTo({ top: down ? document.documentElement.scrollHeight : 0, behavior: 'instant' }); return true; }";

impl Page {
    /// Goes back, forward, or asks for the page anew; waits until another document (or entry) is shown.
    pub async fn travel(&self, way: Travel) -> Result<(), Failure> {
        let (what, none) = match way {
            Travel::Back => ("the page before", "there is no page to go back to"),
            Travel::Forward => ("the page after", "there is no page to go forward to"),
            Travel::Reload => ("the page to come anew", "the page does not come anew"),
        };
        let before = wait::until(self, what, async |_| {
            Ok(Try::Done(self.tab().call(&Frame::Main, WHERE, &Value::Null, self.answer_by()).await?))
        })
        .await?;
        let before = before.to_string();
        self.about_to_act().await;
        if let Err(error) = self.tab().travel(way, self.answer_by()).await {
            return Err(wait::told(self, error).await);
        }
        let cure = match way {
            Travel::Back => "open a page, or press a link, before this step",
            Travel::Forward => "go back before this step",
            Travel::Reload => "look at the picture: what does the browser show instead?",
        };
        let nowhere = || Failure::new(Class::NotFound, none).mend(cure);
        let no_answer = || {
            let mend = "check that the site is running, and that the network is there";
            Failure::new(Class::Unreachable, "the browser got no answer for the page").mend(mend)
        };
        wait::until(self, what, async |within| {
            let millis = u64::try_from(within.as_millis()).unwrap_or(0);
            let asked = json!({"args": null, "previous": before, "within": millis});
            let look = format!("(eyes, asked) => eyes.look({WHERE}, asked)");
            let answer = self.tab().call(&Frame::Main, &look, &asked, self.answer_by()).await?;
            match answer["json"].as_str() {
                // The window began with an empty page, which is none that anybody has opened.
                Some(now) if now.contains("\"about:blank\"") => Ok(Try::Refuse(nowhere())),
                Some(now) if now.contains("\"chrome-error://") => Ok(Try::Refuse(no_answer())),
                Some(now) if now != before => Ok(Try::Done(())),
                _ => {
                    let mut seen = Seen::from_eyes(answer);
                    (seen.why, seen.say) = ("none".to_owned(), none.to_owned());
                    Ok(Try::NotYet(seen))
                }
            }
        })
        .await
        .map_err(|failure| if failure.class == Class::NotFound { failure.mend(cure) } else { failure })
    }

    /// Brings the one thing meant into view.
    pub async fn scroll_to(&self, at: &Locator) -> Result<(), Failure> {
        act::scroll_to(self, at).await
    }

    /// Gives a file of this machine to a file field.
    pub async fn upload(&self, field: &Locator, path: &str) -> Result<(), Failure> {
        act::upload(self, field, path).await
    }

    /// Drags the one thing meant onto another.
    pub async fn drag(&self, from: &Locator, onto: &Locator) -> Result<(), Failure> {
        act::drag(self, from, onto).await
    }

    /// Scrolls to the end of the page, or to its beginning.
    pub async fn scroll_to_end(&self, down: bool) -> Result<(), Failure> {
        wait::until(self, "the page to scroll", async |_| {
            self.about_to_act().await;
            self.tab().call(&Frame::Main, SCROLL, &down.into(), self.answer_by()).await?;
            Ok(Try::Done(()))
        })
        .await
    }
}
