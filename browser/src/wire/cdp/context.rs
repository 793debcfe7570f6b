//! Isolated contexts of the browser: made, watched for the windows that pages open, and disposed of.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::socket::{Listener, Socket};
use super::tab::CdpTab;
use super::target::Target;
use crate::evidence::ActivityLog;
use crate::locate::Eyes;
use crate::outside::{LeftOut, patterns};
use crate::traffic::Download;
use crate::wire::{IsolatedTab, Tab, WireError};

/// How long the removal of a context may take before it is left to the browser's end.
const REMOVAL: Duration = Duration::from_secs(5);

/// How pages are shown.
pub(super) struct View {
    /// The viewport's size in CSS pixels, where the window's own is not exact.
    pub(super) size: Option<(u32, u32)>,
    /// The locale that scripts see, e.g. `de-DE`.
    pub(super) locale: Option<String>,
    /// What each document is given to look with.
    pub(super) eyes: Eyes,
}

/// The windows that the pages of one context opened.
pub(super) struct Windows {
    /// The browser context that they share.
    pub(super) context: String,
    eyes: Eyes,
    state: Mutex<WindowState>,
}

#[derive(Default)]
struct WindowState {
    /// Target id, and the target once it has been attached to.
    opened: Vec<(String, Option<Arc<Target>>)>,
    closed: HashSet<String>,
    /// All windows that were ever opened.
    ever: HashSet<String>,
    /// What each window is given when it is taken hold of.
    given: Vec<(&'static str, Value)>,
    files: Vec<(String, Download)>,
    /// Patterns of what the journey blocks, and of the outside hosts that were left out.
    blocked: Vec<Value>,
    left_out: Vec<Value>,
}

impl WindowState {
    fn all_blocked(&self) -> Value {
        let all = [self.blocked.as_slice(), self.left_out.as_slice()].concat();
        json!({"urls": all})
    }
}

impl Windows {
    fn state(&self) -> MutexGuard<'_, WindowState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The windows that are open, oldest first.
    pub(super) fn opened(&self) -> Vec<(String, Option<Arc<Target>>)> {
        self.state().opened.clone()
    }

    /// Has each window that is opened from now on given the same.
    pub(super) fn give(&self, method: &'static str, params: Value) {
        let given = &mut self.state().given;
        given.retain(|(before, _)| *before != method);
        given.push((method, params));
    }

    /// The parameters for blocking these patterns from now on, beside what was left out.
    pub(super) fn block(&self, patterns: &Value) -> Value {
        let mut state = self.state();
        state.blocked = patterns.as_array().cloned().unwrap_or_default();
        state.all_blocked()
    }

    /// The parameters for leaving these out as well from now on.
    pub(super) fn leave_out(&self, hosts: &[LeftOut]) -> Value {
        let mut state = self.state();
        state.left_out.extend(hosts.iter().flat_map(|one| patterns(&one.host)).map(Value::from));
        state.all_blocked()
    }

    /// The files that pages have handed out, oldest first.
    pub(super) fn files(&self) -> Vec<Download> {
        self.state().files.iter().map(|(_, file)| file.clone()).collect()
    }

    pub(super) fn has_closed(&self, id: &str) -> bool {
        self.state().closed.contains(id)
    }

    /// Takes hold of a window that was opened.
    pub(super) async fn attach(
        &self,
        socket: &Socket,
        id: &str,
        log: &Arc<ActivityLog>,
        deadline: Instant,
    ) -> Result<Arc<Target>, WireError> {
        let params = json!({"targetId": id, "flatten": true});
        let attached = socket.call(None, "Target.attachToTarget", params, deadline).await?;
        let target =
            Target::take(socket, attached["sessionId"].as_str().unwrap_or_default(), id, None, (log, &self.eyes));
        for (method, params) in self.state().given.clone() {
            drop(socket.send(Some(&target.session), method, params));
        }
        if let Some((_, known)) = self.state().opened.iter_mut().find(|(known, _)| known == id) {
            *known = Some(Arc::clone(&target));
        }
        Ok(target)
    }
}

/// Hears, for the whole browser, of windows that pages open and close.
#[derive(Default)]
pub(super) struct Doorman {
    contexts: Mutex<Vec<Entry>>,
}

/// One context: its first target, and the windows that were opened from there.
struct Entry {
    target: Arc<Target>,
    windows: Arc<Windows>,
}

impl Doorman {
    fn contexts(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.contexts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener for Doorman {
    fn hears(&self, method: &str) -> bool {
        matches!(
            method,
            "Target.targetCreated"
                | "Target.targetDestroyed"
                | "Browser.downloadWillBegin"
                | "Browser.downloadProgress"
        )
    }

    fn event(&self, method: &str, params: &Value) {
        match method {
            "Target.targetCreated" => {
                let info = &params["targetInfo"];
                if info["type"] != "page" || info["openerId"].as_str().is_none() {
                    return;
                }
                let (id, context) = (info["targetId"].as_str(), info["browserContextId"].as_str());
                let known = |entry: &&Entry| Some(entry.windows.context.as_str()) == context;
                if let Some(entry) = self.contexts().iter().find(known) {
                    let mut state = entry.windows.state();
                    state.opened.push((id.unwrap_or_default().to_owned(), None));
                    state.ever.insert(id.unwrap_or_default().to_owned());
                }
            }
            "Target.targetDestroyed" => {
                let id = params["targetId"].as_str().unwrap_or_default();
                for entry in self.contexts().iter() {
                    let mut state = entry.windows.state();
                    state.opened.retain(|(known, _)| known != id);
                    state.closed.insert(id.to_owned());
                }
            }
            "Browser.downloadWillBegin" => {
                let text = |name: &str| params[name].as_str().unwrap_or_default().to_owned();
                let frame = text("frameId");
                let mine =
                    |entry: &&Entry| entry.target.has_frame(&frame) || entry.windows.state().ever.contains(&frame);
                if let Some(entry) = self.contexts().iter().find(mine) {
                    let file = Download { name: text("suggestedFilename"), complete: None };
                    entry.windows.state().files.push((text("guid"), file));
                }
            }
            "Browser.downloadProgress" => {
                let complete = match params["state"].as_str() {
                    Some("completed") => Some(true),
                    Some("canceled") => Some(false),
                    _ => None,
                };
                for entry in self.contexts().iter() {
                    let files = &mut entry.windows.state().files;
                    let file = files.iter_mut().find(|(guid, _)| params["guid"] == guid.as_str());
                    if let Some((_, file)) = file {
                        file.complete = complete;
                    }
                }
            }
            _ => {}
        }
    }
}

/// A context of its own, with the tab it began with.
pub(super) struct CdpContext {
    socket: Socket,
    doorman: Arc<Doorman>,
    id: String,
    pub(super) tab: Arc<CdpTab>,
}

impl CdpContext {
    pub(super) async fn open(
        socket: &Socket,
        doorman: &Arc<Doorman>,
        view: &View,
        files: Option<&Path>,
        deadline: Instant,
    ) -> Result<Self, WireError> {
        let context =
            socket.call(None, "Target.createBrowserContext", json!({"disposeOnDetach": true}), deadline).await?;
        let id = context["browserContextId"].as_str().unwrap_or_default().to_owned();
        let windows = Arc::new(Windows { context: id.clone(), eyes: view.eyes.clone(), state: Mutex::default() });
        let log = Arc::new(ActivityLog::default());
        let params = json!({"url": "about:blank", "browserContextId": id});
        let created = socket.call(None, "Target.createTarget", params, deadline).await?;
        let target_id = created["targetId"].as_str().unwrap_or_default();
        let params = json!({"targetId": target_id, "flatten": true});
        let attached = socket.call(None, "Target.attachToTarget", params, deadline).await?;
        let session = attached["sessionId"].as_str().unwrap_or_default();
        let target = Target::take(socket, session, target_id, None, (&log, &view.eyes));
        doorman.contexts().push(Entry { target: Arc::clone(&target), windows: Arc::clone(&windows) });
        if let Some(files) = files {
            let wanted = json!({
                "behavior": "allowAndName", "browserContextId": id, "downloadPath": files, "eventsEnabled": true,
            });
            drop(socket.send(None, "Browser.setDownloadBehavior", wanted));
        }
        // Every tab believes that it is in front: timers, animations and focus go on as for the one customer it has.
        drop(socket.send(Some(session), "Emulation.setFocusEmulationEnabled", json!({"enabled": true})));
        if let Some((width, height)) = view.size {
            let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
            drop(socket.send(Some(session), "Emulation.setDeviceMetricsOverride", size));
        }
        if let Some(locale) = &view.locale {
            drop(socket.send(Some(session), "Emulation.setLocaleOverride", json!({"locale": locale})));
        }
        // The answer to the last command says that all of them have been carried out.
        socket.call(Some(session), "Runtime.evaluate", json!({"expression": "0"}), deadline).await?;
        let tab = CdpTab::new(socket, target, windows, log, Arc::default());
        Ok(Self { socket: socket.clone(), doorman: Arc::clone(doorman), id, tab: Arc::new(tab) })
    }
}

#[async_trait]
impl IsolatedTab for CdpContext {
    fn tab(&self) -> Arc<dyn Tab> {
        Arc::clone(&self.tab) as Arc<dyn Tab>
    }

    async fn close(self: Box<Self>) {
        self.doorman.contexts().retain(|entry| entry.windows.context != self.id);
        let params = json!({"browserContextId": self.id});
        if let Err(error) =
            self.socket.call(None, "Target.disposeBrowserContext", params, Instant::now() + REMOVAL).await
        {
            tracing::debug!(%error, "a browser context could not be removed; it ends with the browser");
        }
    }
}
