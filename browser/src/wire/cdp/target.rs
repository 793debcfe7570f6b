//! What is known of one CDP target (a page, or a cross-origin frame in a process of its own) from its events.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use serde_json::{Value, json};
use tokio::sync::Notify;

use super::intercept::Gate;
use super::needs::Needs;
use super::socket::{Listener, Socket};
use crate::evidence::ActivityLog;
use crate::locate::Eyes;
use crate::outside::{LeftOut, hosts_of};
use crate::wire::{Awaited, WireError};

/// The events that are listened to; the browser tells many more.
enum Heard {
    RequestSent,
    ResponseReceived,
    LoadingFinished,
    LoadingFailed,
    ConsoleAPICalled,
    ExceptionThrown,
    EntryAdded,
    ExecutionContextCreated,
    ExecutionContextDestroyed,
    ExecutionContextsCleared,
    FrameAttached,
    FrameNavigated,
    FrameDetached,
    JavascriptDialogOpening,
    JavascriptDialogClosed,
    AttachedToTarget,
    DetachedFromTarget,
    TargetCrashed,
    InspectorDetached,
    RequestPaused,
    AuthRequired,
}

impl Heard {
    fn of(method: &str) -> Option<Self> {
        Some(match method {
            "Network.requestWillBeSent" => Self::RequestSent,
            "Network.responseReceived" => Self::ResponseReceived,
            "Network.loadingFinished" => Self::LoadingFinished,
            "Network.loadingFailed" => Self::LoadingFailed,
            "Runtime.consoleAPICalled" => Self::ConsoleAPICalled,
            "Runtime.exceptionThrown" => Self::ExceptionThrown,
            "Log.entryAdded" => Self::EntryAdded,
            "Runtime.executionContextCreated" => Self::ExecutionContextCreated,
            "Runtime.executionContextDestroyed" => Self::ExecutionContextDestroyed,
            "Runtime.executionContextsCleared" => Self::ExecutionContextsCleared,
            "Page.frameAttached" => Self::FrameAttached,
            "Page.frameNavigated" => Self::FrameNavigated,
            "Page.frameDetached" => Self::FrameDetached,
            "Page.javascriptDialogOpening" => Self::JavascriptDialogOpening,
            "Page.javascriptDialogClosed" => Self::JavascriptDialogClosed,
            "Target.attachedToTarget" => Self::AttachedToTarget,
            "Target.detachedFromTarget" => Self::DetachedFromTarget,
            "Inspector.targetCrashed" => Self::TargetCrashed,
            "Fetch.requestPaused" => Self::RequestPaused,
            "Fetch.authRequired" => Self::AuthRequired,
            "Inspector.detached" => Self::InspectorDetached,
            _ => return None,
        })
    }
}

/// A frame inside a target, as its events tell.
#[derive(Debug, Clone, Default)]
struct FrameState {
    parent: Option<String>,
    /// The id and origin of its main world.
    world: Option<(i64, String)>,
}

#[derive(Default)]
struct State {
    frames: HashMap<String, FrameState>,
    children: Vec<Arc<Target>>,
    dialog: Option<String>,
    /// The loader of the document that is shown now.
    loader: String,
    /// The latest request for a document to show.
    navigation: String,
    /// What became of it so far.
    awaited: Awaited,
    /// What its document may have to have before it is shown.
    needs: Needs,
    gone: bool,
}

/// One attached target.
pub(super) struct Target {
    pub(super) session: String,
    /// The target's id, which is also the id of its outermost frame (and, for a page, a classic window handle).
    pub(super) id: String,
    /// The target in whose document this frame stands.
    pub(super) parent: Option<Weak<Target>>,
    socket: Socket,
    log: Arc<ActivityLog>,
    /// What its documents are given to look with.
    pub(super) eyes: Eyes,
    state: Mutex<State>,
    /// Where requests to one host are held.
    pub(super) gate: Gate,
    /// Told whenever a new document is shown.
    shown: Notify,
    this: Weak<Target>,
}

/// A frame that script in the main document cannot reach.
#[derive(Debug, Clone)]
pub(super) struct ForeignFrame {
    pub(super) id: String,
    /// The world to evaluate in; `None` is the target's own main world.
    pub(super) world: Option<i64>,
}

impl Target {
    /// Takes hold of an attached target and switches its events on; nothing is waited for.
    pub(super) fn take(
        socket: &Socket,
        session: &str,
        id: &str,
        parent: Option<&Arc<Self>>,
        (log, eyes): (&Arc<ActivityLog>, &Eyes),
    ) -> Arc<Self> {
        let target = Arc::new_cyclic(|this| Self {
            session: session.to_owned(),
            id: id.to_owned(),
            parent: parent.map(Arc::downgrade),
            socket: socket.clone(),
            log: Arc::clone(log),
            eyes: eyes.clone(),
            state: Mutex::default(),
            gate: Gate::default(),
            shown: Notify::new(),
            this: this.clone(),
        });
        socket.listen(session, Arc::new(Ears(Arc::downgrade(&target))));
        for (method, params) in [
            ("Page.enable", json!({})),
            ("Page.addScriptToEvaluateOnNewDocument", json!({"source": eyes.source(), "runImmediately": true})),
            ("Runtime.enable", json!({})),
            ("Network.enable", json!({"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})),
            ("Log.enable", json!({})),
            ("Target.setAutoAttach", json!({"autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true})),
        ] {
            drop(socket.send(Some(session), method, params));
        }
        target
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text of the dialog that holds this page or one of its frames, if one does.
    pub(super) fn dialog(&self) -> Option<String> {
        let state = self.state();
        state.dialog.clone().or_else(|| state.children.iter().find_map(|child| child.dialog()))
    }

    pub(super) fn dialog_answered(&self) {
        self.state().dialog = None;
    }

    /// What is known of the document that is to be shown next.
    pub(super) fn awaited(&self) -> Awaited {
        self.state().awaited.clone()
    }

    /// Whether it is a frame of this target.
    pub(super) fn has_frame(&self, frame: &str) -> bool {
        let state = self.state();
        self.id == frame
            || state.frames.contains_key(frame)
            || state.children.iter().any(|child| child.has_frame(frame))
    }

    pub(super) fn is_gone(&self) -> bool {
        self.state().gone
    }

    /// No document will be shown any more: whoever waits for one is told.
    fn end(&self) {
        self.state().gone = true;
        self.shown.notify_waiters();
    }

    /// Waits until the document of that loader is shown (or the target is gone); the caller holds the deadline.
    pub(super) async fn document_shown(&self, loader: &str) {
        self.document_that(|shown| shown == loader).await;
    }

    /// Waits until another document than that of `loader` is shown; the caller holds the deadline.
    pub(super) async fn document_after(&self, loader: &str) {
        self.document_that(|shown| shown != loader).await;
    }

    async fn document_that(&self, is_wanted: impl Fn(&str) -> bool) {
        loop {
            let told = self.shown.notified();
            {
                let state = self.state();
                if is_wanted(&state.loader) || state.gone {
                    return;
                }
            }
            told.await;
        }
    }

    /// Whether the document that is shown was asked for by GET.
    pub(super) fn came_by_get(&self) -> bool {
        self.state().needs.came_by_get()
    }

    /// The loader of the document that is shown.
    pub(super) fn loader(&self) -> String {
        self.state().loader.clone()
    }

    /// The outside hosts among the `awaited` addresses that say nothing while the document waits for them and for nothing
    /// else. One that holds a frame of the page is no stranger to the customer, and a slow network of our own making is none.
    pub(super) fn silent_hosts(&self, awaited: &[String]) -> Vec<LeftOut> {
        let state = self.state();
        if state.awaited.under_way || self.gate.is_slow() {
            return Vec::new();
        }
        let mut hosts = hosts_of(state.needs.silent(awaited));
        drop(state);
        // A stranger's address may lead to the page's own host.
        hosts.retain(|one| !self.shows_a_frame_of(&one.host));
        hosts
    }

    /// Whether a document in it, or in a target below it, has come from that host.
    fn shows_a_frame_of(&self, host: &str) -> bool {
        let state = self.state();
        let origins = state.frames.values().filter_map(|frame| frame.world.as_ref());
        let mut hosts = origins.filter_map(|(_, origin)| url::Url::parse(origin).ok());
        hosts.any(|origin| origin.host_str().is_some_and(|own| host == own || host.ends_with(&format!(".{own}"))))
            || state.children.iter().any(|child| child.shows_a_frame_of(host))
    }

    /// Frames of this target and of the targets below it that script in its own document cannot reach.
    pub(super) fn foreign_frames(&self) -> Vec<(Arc<Self>, ForeignFrame)> {
        let Some(this) = self.this.upgrade() else { return Vec::new() };
        let state = self.state();
        let mut found: Vec<(Arc<Self>, ForeignFrame)> = state
            .frames
            .iter()
            .filter_map(|(id, frame)| {
                let (world, origin) = frame.world.as_ref()?;
                let (_, parent_origin) = state.frames.get(frame.parent.as_ref()?)?.world.as_ref()?;
                (origin != parent_origin)
                    .then(|| (Arc::clone(&this), ForeignFrame { id: id.clone(), world: Some(*world) }))
            })
            .collect();
        for child in &state.children {
            found.push((Arc::clone(child), ForeignFrame { id: child.id.clone(), world: None }));
            found.extend(child.foreign_frames());
        }
        found
    }

    /// Notes how the latest navigation ended, if it was that request.
    fn navigation_failed(&self, request: &str, error: &str) -> bool {
        let mut state = self.state();
        let mine = state.navigation == request;
        if mine {
            state.awaited.under_way = false;
            // An answer that is no document, such as a file to keep, ends a navigation too, and nothing is wrong.
            state.awaited.error = Some(error.to_owned()).filter(|error| error != "net::ERR_ABORTED");
        }
        mine
    }

    /// The latest navigation will bring no document: it was answered with nothing, or with a file.
    fn document_stays(&self) {
        let expression = format!("globalThis[\"{}\"]?.stay()", crate::locate::EYES_NAME);
        drop(self.socket.send(Some(&self.session), "Runtime.evaluate", json!({"expression": expression})));
    }

    fn event(&self, heard: &Heard, params: &Value) {
        let text = |name: &str| params[name].as_str().unwrap_or_default();
        match heard {
            Heard::RequestSent => {
                let request = &params["request"];
                let address = request["url"].as_str().unwrap_or_default();
                if let Some(status) = params["redirectResponse"]["status"].as_u64() {
                    self.log.response_came(text("requestId"), status as u16);
                    self.log.request_ended(text("requestId"), None);
                }
                let outermost = params["frameId"] == self.id.as_str();
                if outermost {
                    self.state().needs.sent(params);
                }
                if params["type"] == "Document" && outermost {
                    let mut state = self.state();
                    text("requestId").clone_into(&mut state.navigation);
                    state.awaited = Awaited { url: address.to_owned(), under_way: true, error: None };
                }
                if !address.starts_with("data:") {
                    let verb = request["method"].as_str().unwrap_or_default();
                    self.log.request_sent(text("requestId"), verb, address, params["type"].as_str().unwrap_or("Other"));
                }
            }
            Heard::ResponseReceived => {
                let status = params["response"]["status"].as_u64().unwrap_or_default() as u16;
                self.log.response_came(text("requestId"), status);
                let mut state = self.state();
                state.needs.answered(text("requestId"));
                if state.navigation == text("requestId") {
                    state.awaited.under_way = false;
                }
            }
            Heard::LoadingFinished => {
                self.log.request_ended(text("requestId"), None);
                self.state().needs.ended(text("requestId"));
            }
            Heard::LoadingFailed => {
                self.state().needs.ended(text("requestId"));
                // Of what is blocked the browser says no more than that.
                let blocked = params["blockedReason"].as_str().map(|_| "blocked");
                self.log.request_ended(text("requestId"), Some(blocked.unwrap_or(text("errorText"))));
                if self.navigation_failed(text("requestId"), text("errorText")) {
                    self.document_stays();
                }
            }
            Heard::ConsoleAPICalled => {
                let arguments = params["args"].as_array().map(Vec::as_slice).unwrap_or_default();
                let words: Vec<String> = arguments.iter().map(spoken).collect();
                self.log.console(text("type"), &words.join(" "), place(&params["stackTrace"]["callFrames"][0]));
            }
            Heard::ExceptionThrown => {
                let details = &params["exceptionDetails"];
                let thrown =
                    details["exception"]["description"].as_str().or(details["text"].as_str()).unwrap_or_default();
                self.log.console("exception", thrown, place(details));
            }
            Heard::EntryAdded => {
                let entry = &params["entry"];
                let level = entry["level"].as_str().unwrap_or("info");
                self.log.console(level, entry["text"].as_str().unwrap_or_default(), place(entry));
            }
            Heard::ExecutionContextCreated => {
                let context = &params["context"];
                if let (Some(frame), Some(id), Some(true)) = (
                    context["auxData"]["frameId"].as_str(),
                    context["id"].as_i64(),
                    context["auxData"]["isDefault"].as_bool(),
                ) {
                    let origin = context["origin"].as_str().unwrap_or_default().to_owned();
                    self.state().frames.entry(frame.to_owned()).or_default().world = Some((id, origin));
                }
            }
            Heard::ExecutionContextDestroyed => {
                let destroyed = params["executionContextId"].as_i64();
                for frame in self.state().frames.values_mut() {
                    if frame.world.as_ref().map(|(id, _)| *id) == destroyed {
                        frame.world = None;
                    }
                }
            }
            Heard::ExecutionContextsCleared => {
                self.state().frames.values_mut().for_each(|frame| frame.world = None);
            }
            Heard::FrameAttached => {
                let parent = text("parentFrameId").to_owned();
                self.state().frames.entry(text("frameId").to_owned()).or_default().parent = Some(parent);
            }
            Heard::FrameNavigated => {
                let frame = &params["frame"];
                if frame["parentId"].is_null() {
                    let loader = frame["loaderId"].as_str().unwrap_or_default();
                    let mut state = self.state();
                    loader.clone_into(&mut state.loader);
                    state.needs.shown(loader);
                    drop(state);
                    self.shown.notify_waiters();
                }
            }
            Heard::FrameDetached => {
                self.state().frames.remove(text("frameId"));
            }
            Heard::JavascriptDialogOpening => {
                let message = text("message").to_owned();
                self.state().dialog = Some(message.clone());
                // The dialog may hold the page that opened it as well as every document in the same process.
                let mut held = Some(self.this.clone());
                while let Some(target) = held.as_ref().and_then(Weak::upgrade) {
                    self.socket.abandon(&target.session, &WireError::Dialog(message.clone()));
                    held.clone_from(&target.parent);
                }
            }
            Heard::JavascriptDialogClosed => self.dialog_answered(),
            Heard::AttachedToTarget => {
                let info = &params["targetInfo"];
                let (Some(session), Some(id), Some(this)) =
                    (params["sessionId"].as_str(), info["targetId"].as_str(), self.this.upgrade())
                else {
                    return;
                };
                if info["type"] == "iframe" {
                    let child = Self::take(&self.socket, session, id, Some(&this), (&self.log, &self.eyes));
                    self.state().children.push(child);
                }
            }
            Heard::DetachedFromTarget => {
                let session = text("sessionId");
                self.state().children.retain(|child| child.session != session);
                self.socket.forget(session);
            }
            Heard::RequestPaused => self.gate.pass(&self.socket, &self.session, params),
            Heard::AuthRequired => self.gate.log_in(&self.socket, &self.session, params),
            Heard::TargetCrashed => {
                self.end();
                let crashed = WireError::Lost("the page's process crashed".to_owned());
                self.socket.abandon(&self.session, &crashed);
            }
            Heard::InspectorDetached => {
                self.end();
                self.socket.abandon(&self.session, &WireError::Gone);
            }
        }
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        self.socket.forget(&self.session);
    }
}

/// Hands the events on; holds the target weakly, so that a closed tab can go.
struct Ears(Weak<Target>);

impl Listener for Ears {
    fn hears(&self, method: &str) -> bool {
        Heard::of(method).is_some()
    }

    fn event(&self, method: &str, params: &Value) {
        if let (Some(target), Some(heard)) = (self.0.upgrade(), Heard::of(method)) {
            target.event(&heard, params);
        }
    }

    fn closed(&self) {
        if let Some(target) = self.0.upgrade() {
            target.end();
        }
    }
}

/// What an argument of `console.log` reads like.
fn spoken(argument: &Value) -> String {
    match &argument["value"] {
        Value::Null => argument["description"].as_str().or(argument["type"].as_str()).unwrap_or_default().to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn place(at: &Value) -> Option<String> {
    let url = at["url"].as_str().filter(|url| !url.is_empty())?;
    let line = at["lineNumber"].as_u64().map(|line| format!(":{}", line + 1)).unwrap_or_default();
    Some(format!("{url}{line}"))
}
