//! What a target makes of the events of its session.

use std::sync::Weak;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::Target;
use crate::wire::cdp::socket::Listener;
use crate::wire::{Awaited, WireError};

/// The events that are listened to; the browser tells many more.
enum Heard {
    RequestSent,
    ResponseReceived,
    DataReceived,
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
            "Network.dataReceived" => Self::DataReceived,
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

impl Target {
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
        let expression = format!("window[\"{}\"]?.stay()", crate::locate::EYES_NAME);
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
                state.needs.spoke(text("requestId"), Instant::now());
                if state.navigation == text("requestId") {
                    state.awaited.under_way = false;
                }
            }
            Heard::DataReceived => self.state().needs.spoke(text("requestId"), Instant::now()),
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

/// Hands the events on; holds the target weakly, so that a closed tab can go.
pub(super) struct Ears(pub(super) Weak<Target>);

impl Listener for Ears {
    fn hears(&self, method: &str) -> bool {
        match Heard::of(method) {
            // Pictures and the like come in many pieces; what nothing waits for is not read.
            Some(Heard::DataReceived) => self.0.upgrade().is_some_and(|target| target.state().needs.are_open()),
            heard => heard.is_some(),
        }
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
