//! A page driven over the browser's CDP socket: one message to look, a few back to back to act.
//!
//! Here is the tab and what it answers in a line or two. Looks and the lessons they need stand in [`looks`], what a hand
//! does in [`input`], pictures in [`pictures`], another device or network in [`emulation`], and how silent outside hosts
//! are left out in [`leaving_out`].

mod emulation;
mod input;
mod leaving_out;
mod looks;
mod pictures;

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::context::Windows;
use super::socket::{Socket, browser_left};
use super::target::{ForeignFrame, Target};
use crate::emulate::{Emulation, Interception};
use crate::evidence::ActivityLog;
use crate::outside::LeftOut;
use crate::traffic::Download;
use crate::wire::{Awaited, Frame, Input, Meter, Picture, PictureFormat, PictureKind, Tab, Travel, Trips, WireError};

/// The command after which nothing is asked of the addresses that it names.
const BLOCK: &str = "Network.setBlockedURLs";

/// One window of an isolated context.
pub(super) struct CdpTab {
    socket: Socket,
    target: Arc<Target>,
    windows: Arc<Windows>,
    log: Arc<ActivityLog>,
    meter: Arc<Meter>,
    /// The frames that [`Tab::foreign_frames`] named last.
    foreign: Mutex<Vec<(Arc<Target>, ForeignFrame)>>,
    /// What the documents of this tab have been taught, by the hash of its source.
    taught: Mutex<HashSet<u64>>,
}

impl CdpTab {
    pub(super) fn new(
        socket: &Socket,
        target: Arc<Target>,
        windows: Arc<Windows>,
        log: Arc<ActivityLog>,
        meter: Arc<Meter>,
    ) -> Self {
        let socket = socket.metered(&meter);
        Self { socket, target, windows, log, meter, foreign: Mutex::default(), taught: Mutex::default() }
    }

    fn count(&self) {
        self.meter.count();
    }

    fn check_dialog(&self) -> Result<(), WireError> {
        self.target.dialog().map_or(Ok(()), |text| Err(WireError::Dialog(text)))
    }
}

/// The names of cookies, as both protocols tell them.
pub(in crate::wire) fn names(cookies: &Value) -> Vec<String> {
    let all = cookies.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(|cookie| cookie["name"].as_str()).map(str::to_owned).collect()
}

#[async_trait]
impl Tab for CdpTab {
    async fn navigate(&self, url: &str, deadline: Instant) -> Result<(), WireError> {
        self.check_dialog()?;
        self.count();
        let answer =
            self.socket.call(Some(&self.target.session), "Page.navigate", json!({"url": url}), deadline).await?;
        if let Some(error) = answer["errorText"].as_str().filter(|text| !text.is_empty()) {
            return Err(WireError::Navigation(error.to_owned()));
        }
        let Some(loader) = answer["loaderId"].as_str() else { return Ok(()) };
        let shown = tokio::time::timeout_at(deadline, self.target.document_shown(loader));
        self.meter.during(shown).await.map_err(|_| WireError::Hung)?;
        if self.socket.is_closed() {
            return Err(browser_left());
        }
        if self.target.is_gone() { Err(WireError::Gone) } else { Ok(()) }
    }

    async fn call(&self, frame: &Frame, function: &str, args: &Value, deadline: Instant) -> Result<Value, WireError> {
        self.look(frame, function, args, deadline).await
    }

    async fn foreign_frames(&self, _deadline: Instant) -> Result<Vec<Frame>, WireError> {
        Ok(self.note_foreign_frames())
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

    async fn picture(&self, kind: PictureKind, format: PictureFormat, deadline: Instant) -> Result<Picture, WireError> {
        self.take_picture(kind, format, deadline).await
    }

    async fn address(&self, deadline: Instant) -> Result<(String, String), WireError> {
        self.count();
        let info =
            self.socket.call(None, "Target.getTargetInfo", json!({"targetId": self.target.id}), deadline).await?;
        let text = |name: &str| info["targetInfo"][name].as_str().unwrap_or_default().to_owned();
        Ok((text("url"), text("title")))
    }

    async fn travel(&self, way: Travel, deadline: Instant) -> Result<(), WireError> {
        self.check_dialog()?;
        let session = Some(self.target.session.as_str());
        self.count();
        let step = match way {
            Travel::Reload => {
                self.socket.call(session, "Page.reload", json!({}), deadline).await?;
                return Ok(());
            }
            Travel::Back => -1,
            Travel::Forward => 1,
        };
        let history = self.socket.call(session, "Page.getNavigationHistory", json!({}), deadline).await?;
        let wanted = usize::try_from(history["currentIndex"].as_i64().unwrap_or_default() + step).ok();
        let entry = wanted.map(|at| &history["entries"][at]["id"]).filter(|id| !id.is_null());
        if let Some(entry) = entry {
            self.count();
            self.socket.call(session, "Page.navigateToHistoryEntry", json!({"entryId": entry}), deadline).await?;
        }
        Ok(())
    }

    async fn dialog(&self, _deadline: Instant) -> Result<Option<String>, WireError> {
        if self.socket.is_closed() { Err(browser_left()) } else { Ok(self.target.dialog()) }
    }

    async fn answer_dialog(&self, accept: bool, text: Option<&str>, deadline: Instant) -> Result<(), WireError> {
        let mut params = json!({"accept": accept});
        if let Some(text) = text {
            params["promptText"] = text.into();
        }
        self.count();
        self.socket.call(Some(&self.target.session), "Page.handleJavaScriptDialog", params, deadline).await?;
        self.target.dialog_answered();
        Ok(())
    }

    async fn windows(&self, deadline: Instant) -> Result<Vec<Arc<dyn Tab>>, WireError> {
        let mut tabs: Vec<Arc<dyn Tab>> = Vec::new();
        for (id, known) in self.windows.opened() {
            if id == self.target.id {
                continue;
            }
            let target = match known {
                Some(target) => target,
                None => match self.windows.attach(&self.socket, &id, &self.log, deadline).await {
                    Ok(target) => target,
                    Err(WireError::Gone | WireError::Script(_)) => continue,
                    Err(error) => return Err(error),
                },
            };
            let tab = Self::new(
                &self.socket,
                target,
                Arc::clone(&self.windows),
                Arc::clone(&self.log),
                Arc::clone(&self.meter),
            );
            tabs.push(Arc::new(tab));
        }
        Ok(tabs)
    }

    async fn emulate(&self, what: &Emulation, deadline: Instant) -> Result<(), WireError> {
        self.change_surroundings(what, deadline).await
    }

    async fn intercept(&self, rules: &Arc<Interception>, deadline: Instant) -> Result<(), WireError> {
        self.hold_requests(rules, deadline).await
    }

    async fn leave_out(&self, awaited: &[String], deadline: Instant) -> Result<Vec<LeftOut>, WireError> {
        self.do_without(awaited, deadline).await
    }

    fn why_kept(&self) -> Option<&'static str> {
        self.why_not_asked_again()
    }

    async fn give_file(&self, frame: &Frame, path: &str, deadline: Instant) -> Result<(), WireError> {
        self.hand_over(frame, path, deadline).await
    }

    async fn downloads(&self) -> Result<Vec<Download>, WireError> {
        Ok(self.windows.files())
    }

    fn window(&self) -> &str {
        &self.target.id
    }

    async fn close_window(&self, deadline: Instant) -> Result<(), WireError> {
        self.count();
        self.socket.call(None, "Target.closeTarget", json!({"targetId": self.target.id}), deadline).await?;
        Ok(())
    }

    async fn set_cookie(&self, url: &str, name: &str, value: &str, deadline: Instant) -> Result<(), WireError> {
        self.count();
        let cookie = json!({"url": url, "name": name, "value": value});
        let kept = self.socket.call(Some(&self.target.session), "Network.setCookie", cookie, deadline).await?;
        if kept["success"] == false { Err(WireError::Script(format!("the cookie \"{name}\""))) } else { Ok(()) }
    }

    async fn cookies(&self, deadline: Instant) -> Result<Vec<String>, WireError> {
        self.count();
        let kept = self.socket.call(Some(&self.target.session), "Network.getCookies", json!({}), deadline).await?;
        Ok(names(&kept["cookies"]))
    }

    async fn is_open(&self, _deadline: Instant) -> bool {
        !self.target.is_gone() && !self.socket.is_closed() && !self.windows.has_closed(&self.target.id)
    }

    fn awaited(&self) -> Awaited {
        self.target.awaited()
    }

    fn activity(&self) -> Option<Arc<ActivityLog>> {
        Some(Arc::clone(&self.log))
    }

    fn trips(&self) -> Trips {
        self.meter.so_far()
    }
}
