//! A window driven by classic commands.
//!
//! Here is the window and what it answers in a line or two. Looks stand in [`looks`], what a hand does in [`input`], frames
//! of other sites in [`frames`], pictures in [`pictures`], another device or network, and what is left out, in [`emulation`].

mod emulation;
mod frames;
mod input;
mod looks;
mod pictures;

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::{Value, json};
use tokio::time::{Duration, Instant};

use self::frames::way_of;
use super::desk::{Desk, Place};
use crate::emulate::{Emulation, Interception};
use crate::evidence::ActivityLog;
use crate::outside::LeftOut;
use crate::traffic::Download;
use crate::wire::{Frame, Input, Picture, PictureFormat, PictureKind, Tab, Travel, Trips, WireError};

/// How long the browser itself may take to tell a window's address.
const GLANCE: Duration = Duration::from_secs(1);

/// One window of a session.
pub(super) struct ClassicTab {
    desk: Arc<Desk>,
    window: String,
    /// Whether the main document held any frame when it was last looked at; most pages hold none.
    has_frames: AtomicBool,
    /// The document that each frame held when it was last looked at, to tell when another has taken its place.
    seen: Mutex<HashMap<Frame, Value>>,
    /// The document that came when an address was opened, and so may be asked for again.
    opened: Mutex<Option<Value>>,
    /// Patterns of what the journey blocks, and of the outside hosts that were left out.
    blocked: Mutex<(Vec<Value>, Vec<Value>)>,
}

impl ClassicTab {
    pub(super) fn first(desk: Arc<Desk>) -> Self {
        let window = desk.first_window().to_owned();
        Self::of(desk, window)
    }

    fn of(desk: Arc<Desk>, window: String) -> Self {
        Self {
            desk,
            window,
            has_frames: AtomicBool::new(true),
            seen: Mutex::default(),
            opened: Mutex::default(),
            blocked: Mutex::default(),
        }
    }

    pub(super) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// A command of Chromium's own protocol, where the driver passes it on.
    pub(super) async fn chromium(
        &self,
        command: &str,
        parameters: Value,
        deadline: Instant,
    ) -> Result<Value, WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        place.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    async fn at(&self, frame: &Frame, deadline: Instant) -> Result<Place<'_>, WireError> {
        self.desk.at(&self.window, &way_of(frame), deadline).await
    }

    /// Asks for a new document and gives the network error, if there was one.
    async fn ask_for(&self, place: &Place<'_>, url: &str) -> Result<(), WireError> {
        if self.desk.session().debugger_address().is_none() {
            place.post("url", json!({ "url": url })).await?;
            return Ok(());
        }
        // Without waiting for the page to load, chromedriver's own command tells no errors.
        let body = json!({ "cmd": "Page.navigate", "params": { "url": url } });
        let answer = place.post("goog/cdp/execute", body).await?;
        match answer["errorText"].as_str().filter(|text| !text.is_empty()) {
            Some(error) => Err(WireError::Navigation(error.to_owned())),
            None => Ok(()),
        }
    }

    /// Its address and title as the browser knows them, past commands that hang.
    async fn glance(&self) -> Option<(String, String)> {
        self.desk.meter.during(self.desk.session().glance(&self.window, GLANCE)).await
    }

    async fn told_address(&self, deadline: Instant) -> Result<(String, String), WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        let url = place.get("url").await?;
        let title = place.get("title").await?;
        Ok((url.as_str().unwrap_or_default().to_owned(), title.as_str().unwrap_or_default().to_owned()))
    }
}

#[async_trait]
impl Tab for ClassicTab {
    async fn navigate(&self, url: &str, deadline: Instant) -> Result<(), WireError> {
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        self.ask_for(&place, url).await?;
        let came = self.call_at(&mut place, &Frame::Main, "() => location.protocol", &Value::Null).await;
        self.note_opened();
        match came {
            Ok(protocol) if protocol == "chrome-error:" => {
                Err(WireError::Navigation("the browser shows an error page of its own".to_owned()))
            }
            Ok(_) | Err(WireError::Gone | WireError::Dialog(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn call(&self, frame: &Frame, function: &str, args: &Value, deadline: Instant) -> Result<Value, WireError> {
        let mut place = self.at(frame, deadline).await?;
        self.call_at(&mut place, frame, function, args).await
    }

    async fn foreign_frames(&self, deadline: Instant) -> Result<Vec<Frame>, WireError> {
        self.find_foreign_frames(deadline).await
    }

    async fn input(
        &self,
        frame: &Frame,
        inputs: &[Input],
        after: Option<(&str, &Value)>,
        deadline: Instant,
    ) -> Result<Option<Value>, WireError> {
        self.give_input(frame, inputs, after, deadline).await
    }

    /// Always a PNG: the protocol knows nothing else.
    async fn picture(
        &self,
        kind: PictureKind,
        _format: PictureFormat,
        deadline: Instant,
    ) -> Result<Picture, WireError> {
        let bytes = match kind {
            PictureKind::Viewport => self.screenshot(deadline).await?,
            PictureKind::FullPage => self.full_page(deadline).await?,
            PictureKind::Clip { at, width, height } => self.clip(at, width, height, deadline).await?,
        };
        Ok(Picture { bytes, format: PictureFormat::Png })
    }

    async fn address(&self, deadline: Instant) -> Result<(String, String), WireError> {
        if self.desk.session().is_late()
            && let Some(known) = self.glance().await
        {
            return Ok(known);
        }
        match self.told_address(deadline).await {
            // The page cannot answer; the browser may.
            Err(error @ (WireError::Dialog(_) | WireError::Hung)) => self.glance().await.ok_or(error),
            answer => answer,
        }
    }

    async fn travel(&self, way: Travel, deadline: Instant) -> Result<(), WireError> {
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        let command = match way {
            Travel::Back => "back",
            Travel::Forward => "forward",
            Travel::Reload => "refresh",
        };
        place.post(command, json!({})).await?;
        place.forget_frame();
        Ok(())
    }

    async fn dialog(&self, deadline: Instant) -> Result<Option<String>, WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await;
        let told = match place {
            Ok(place) => place.get("alert/text").await,
            Err(error) => Err(error),
        };
        match told {
            Ok(text) => Ok(text.as_str().map(str::to_owned)),
            Err(WireError::Dialog(text)) => Ok(Some(text)),
            // W3C WebDriver, 16.3: "no such alert".
            Err(WireError::Script(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn answer_dialog(&self, accept: bool, text: Option<&str>, deadline: Instant) -> Result<(), WireError> {
        let place = self.desk.anywhere(deadline).await?;
        if let Some(text) = text {
            place.post("alert/text", json!({ "text": text })).await?;
        }
        place.post(if accept { "alert/accept" } else { "alert/dismiss" }, json!({})).await?;
        Ok(())
    }

    async fn windows(&self, deadline: Instant) -> Result<Vec<Arc<dyn Tab>>, WireError> {
        let open = self.desk.anywhere(deadline).await?.open_windows().await?;
        let others = open.into_iter().filter(|window| *window != self.window && *window != self.desk.first_window());
        Ok(others.map(|window| Arc::new(Self::of(Arc::clone(&self.desk), window)) as Arc<dyn Tab>).collect())
    }

    async fn emulate(&self, what: &Emulation, deadline: Instant) -> Result<(), WireError> {
        self.change_surroundings(what, deadline).await
    }

    async fn intercept(&self, rules: &Arc<Interception>, _deadline: Instant) -> Result<(), WireError> {
        if rules.is_empty() {
            return Ok(());
        }
        Err(WireError::Unsupported(
            "this wire cannot hold requests: it can give no header and no log-in, and make nothing slow".to_owned(),
        ))
    }

    async fn leave_out(&self, awaited: &[String], deadline: Instant) -> Result<Vec<LeftOut>, WireError> {
        self.do_without(awaited, deadline).await
    }

    fn why_kept(&self) -> Option<&'static str> {
        Some("not asked for again: on this wire nobody tells whether the page is the answer to a form (POST)")
    }

    async fn give_file(&self, frame: &Frame, path: &str, deadline: Instant) -> Result<(), WireError> {
        self.hand_over(frame, path, deadline).await
    }

    async fn downloads(&self) -> Result<Vec<Download>, WireError> {
        Err(WireError::Unsupported("this wire has no events: nobody can tell which files have come".to_owned()))
    }

    fn window(&self) -> &str {
        &self.window
    }

    async fn close_window(&self, deadline: Instant) -> Result<(), WireError> {
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        place.command(http::Method::DELETE, "window", None).await?;
        place.forget_window();
        Ok(())
    }

    async fn set_cookie(&self, url: &str, name: &str, value: &str, deadline: Instant) -> Result<(), WireError> {
        if self.desk.session().debugger_address().is_some() {
            let cookie = json!({ "url": url, "name": name, "value": value });
            self.chromium("Network.setCookie", cookie, deadline).await?;
            return Ok(());
        }
        let place = self.desk.at(&self.window, &[], deadline).await?;
        match place.post("cookie", json!({ "cookie": { "name": name, "value": value, "path": "/" } })).await {
            Err(WireError::Script(_)) => Err(WireError::Unsupported(
                "this browser keeps a cookie for the open page's host only: open a page of it first".to_owned(),
            )),
            kept => kept.map(drop),
        }
    }

    async fn cookies(&self, deadline: Instant) -> Result<Vec<String>, WireError> {
        let place = self.desk.at(&self.window, &[], deadline).await?;
        Ok(crate::wire::cdp::cookie_names(&place.get("cookie").await?))
    }

    async fn is_open(&self, deadline: Instant) -> bool {
        let Ok(mut place) = self.desk.anywhere(deadline).await else { return false };
        place.open_windows().await.is_ok_and(|open| open.contains(&self.window))
    }

    fn activity(&self) -> Option<Arc<ActivityLog>> {
        None
    }

    fn trips(&self) -> Trips {
        self.desk.meter.so_far()
    }
}
