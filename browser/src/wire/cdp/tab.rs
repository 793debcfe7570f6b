//! A page driven over the browser's CDP socket: one message to look, a few back to back to act.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use base64::Engine as _;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::context::Windows;
use super::emulate::commands;
use super::keys;
use super::socket::{Pending, Socket, browser_left};
use super::target::{ForeignFrame, Target};
use crate::emulate::{Emulation, Interception};
use crate::evidence::ActivityLog;
use crate::locate::EYES_NAME;
use crate::outside::LeftOut;
use crate::traffic::Download;
use crate::wire::{Awaited, Frame, Input, Picture, PictureFormat, PictureKind, Point, Tab, Travel, WireError};

/// What the page says when its document has no eyes yet, or has not been taught what is asked of it.
const BLIND: &str = "\u{1}blind";
/// Functions longer than this are taught to a tab once, instead of sent and compiled with each call.
const WORTH_TEACHING: usize = 1_000;
/// The command after which nothing is asked of the addresses that it names.
const BLOCK: &str = "Network.setBlockedURLs";
/// A full-page picture ends here, in CSS pixels: taller pages would exhaust the browser's memory.
const TALLEST_PICTURE: f64 = 16_000.0;

/// One window of an isolated context.
pub(super) struct CdpTab {
    socket: Socket,
    target: Arc<Target>,
    windows: Arc<Windows>,
    log: Arc<ActivityLog>,
    trips: Arc<AtomicU64>,
    /// The frames that [`Tab::foreign_frames`] named last.
    foreign: Mutex<Vec<(Arc<Target>, ForeignFrame)>>,
    /// What the documents of this tab have been taught, by the hash of its source.
    taught: Mutex<HashSet<u64>>,
}

impl CdpTab {
    pub(super) fn new(
        socket: Socket,
        target: Arc<Target>,
        windows: Arc<Windows>,
        log: Arc<ActivityLog>,
        trips: Arc<AtomicU64>,
    ) -> Self {
        Self { socket, target, windows, log, trips, foreign: Mutex::default(), taught: Mutex::default() }
    }

    fn count(&self) {
        self.trips.fetch_add(1, Ordering::Relaxed);
    }

    /// Where a frame's scripts run: the target's session and the world in it.
    fn place_of(&self, frame: &Frame) -> Result<(Arc<Target>, Option<i64>), WireError> {
        match frame {
            Frame::Main => Ok((Arc::clone(&self.target), None)),
            Frame::Foreign(id) => {
                let foreign = self.foreign.lock().unwrap_or_else(PoisonError::into_inner);
                let found = foreign.iter().find(|(_, known)| known.id == *id);
                found.map(|(target, known)| (Arc::clone(target), known.world)).ok_or(WireError::Gone)
            }
        }
    }

    fn evaluate(&self, target: &Target, world: Option<i64>, expression: &str) -> Pending {
        let mut params = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true, "silent": true,
        });
        if let Some(world) = world {
            params["contextId"] = world.into();
        }
        self.socket.send(Some(&target.session), "Runtime.evaluate", params)
    }

    /// The lesson that a long function is. When it is first used, this and all later documents of the tab are taught it:
    /// the engine compiles it once and keeps what it compiled.
    fn lesson(&self, frame: &Frame, function: &str) -> Option<Lesson> {
        if *frame != Frame::Main || function.len() < WORTH_TEACHING {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        function.hash(&mut hasher);
        let lesson = Lesson(hasher.finish());
        if self.taught.lock().unwrap_or_else(PoisonError::into_inner).insert(lesson.0) {
            let params = json!({"source": lesson.taught(function), "runImmediately": true});
            let method = "Page.addScriptToEvaluateOnNewDocument";
            drop(self.socket.send(Some(&self.target.session), method, params));
        }
        Some(lesson)
    }

    fn check_dialog(&self) -> Result<(), WireError> {
        self.target.dialog().map_or(Ok(()), |text| Err(WireError::Dialog(text)))
    }

    /// Where the viewport of `frame` begins in the tab's viewport; the frame is scrolled into view for it.
    async fn offset(&self, frame: &Frame, deadline: Instant) -> Result<Point, WireError> {
        let mut offset = Point { x: 0.0, y: 0.0 };
        let Frame::Foreign(id) = frame else { return Ok(offset) };
        let (mut target, world) = self.place_of(frame)?;
        let mut frame_id = id.clone();
        // A frame of a process of its own stands in the document of the target above; one of a shared process in its own target's.
        let mut owner = if world.is_some() {
            Some(Arc::clone(&target))
        } else {
            target.parent.as_ref().and_then(std::sync::Weak::upgrade)
        };
        while let Some(holder) = owner {
            self.count();
            let session = Some(holder.session.as_str());
            drop(self.socket.send(session, "DOM.enable", json!({})));
            let node = self.socket.call(session, "DOM.getFrameOwner", json!({"frameId": frame_id}), deadline).await?;
            let node = json!({"backendNodeId": node["backendNodeId"]});
            drop(self.socket.send(session, "DOM.scrollIntoViewIfNeeded", node.clone()));
            self.count();
            let boxes = self.socket.call(session, "DOM.getBoxModel", node, deadline).await?;
            let corner = &boxes["model"]["content"];
            offset.x += corner[0].as_f64().unwrap_or_default();
            offset.y += corner[1].as_f64().unwrap_or_default();
            target = holder;
            frame_id.clone_from(&target.id);
            owner = target.parent.as_ref().and_then(std::sync::Weak::upgrade);
        }
        Ok(offset)
    }

    fn send_mouse(&self, kind: &str, at: Point, down: bool) -> Pending {
        let button = if kind == "mouseMoved" && !down { "none" } else { "left" };
        let params = json!({
            "type": kind, "x": at.x, "y": at.y, "button": button,
            "buttons": i32::from(down), "clickCount": i32::from(kind != "mouseMoved"),
        });
        self.socket.send(Some(&self.target.session), "Input.dispatchMouseEvent", params)
    }

    fn send_input(&self, input: &Input, offset: Point, sent: &mut Vec<Pending>) -> Result<(), WireError> {
        let session = Some(self.target.session.as_str());
        let shifted = |at: &Point| Point { x: at.x + offset.x, y: at.y + offset.y };
        match input {
            Input::Move(at) => sent.push(self.send_mouse("mouseMoved", shifted(at), false)),
            Input::Click(at) => {
                sent.push(self.send_mouse("mouseMoved", shifted(at), false));
                sent.push(self.send_mouse("mousePressed", shifted(at), true));
                sent.push(self.send_mouse("mouseReleased", shifted(at), false));
            }
            Input::Hold(at) => {
                sent.push(self.send_mouse("mouseMoved", shifted(at), false));
                sent.push(self.send_mouse("mousePressed", shifted(at), true));
            }
            Input::Drag(at) => sent.push(self.send_mouse("mouseMoved", shifted(at), true)),
            Input::Drop(at) => sent.push(self.send_mouse("mouseReleased", shifted(at), false)),
            Input::Text(text) => sent.push(self.socket.send(session, "Input.insertText", json!({"text": text}))),
            Input::Keys(text) => {
                for event in text.chars().flat_map(keys::character) {
                    sent.push(self.socket.send(session, "Input.dispatchKeyEvent", event));
                }
            }
            Input::Press(key) => {
                let events =
                    keys::press(key).ok_or_else(|| WireError::Unsupported(format!("there is no key \"{key}\"")))?;
                for event in events {
                    sent.push(self.socket.send(session, "Input.dispatchKeyEvent", event));
                }
            }
        }
        Ok(())
    }
}

/// A function that documents know by the hash of its source.
#[derive(Clone, Copy)]
struct Lesson(u64);

impl Lesson {
    /// The script that teaches it.
    fn taught(self, function: &str) -> String {
        format!("globalThis[\"{EYES_NAME}\"]?.taught.set(\"{:x}\",{function})", self.0)
    }

    /// The expression that runs it.
    fn recited(self, args: &Value) -> String {
        format!(
            "(()=>{{const e=globalThis[\"{EYES_NAME}\"],f=e?.taught.get(\"{:x}\");return f?f(e,{args}):\"\\u0001blind\"}})()",
            self.0
        )
    }
}

/// The expression that runs `function` with the document's eyes.
fn expression(function: &str, args: &Value) -> String {
    format!("(()=>{{const e=globalThis[\"{EYES_NAME}\"];return e?({function})(e,{args}):\"\\u0001blind\"}})()")
}

/// The value of a `Runtime.evaluate`, or what it threw.
fn value_of(mut answer: Value) -> Result<Value, WireError> {
    if let Some(thrown) = answer.get("exceptionDetails") {
        let text = thrown["exception"]["description"].as_str().or(thrown["text"].as_str()).unwrap_or("unknown error");
        return Err(WireError::Script(text.to_owned()));
    }
    Ok(answer["result"]["value"].take())
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
        tokio::time::timeout_at(deadline, self.target.document_shown(loader)).await.map_err(|_| WireError::Hung)?;
        if self.socket.is_closed() {
            return Err(browser_left());
        }
        if self.target.is_gone() { Err(WireError::Gone) } else { Ok(()) }
    }

    async fn call(&self, frame: &Frame, function: &str, args: &Value, deadline: Instant) -> Result<Value, WireError> {
        self.check_dialog()?;
        let (target, world) = self.place_of(frame)?;
        let lesson = self.lesson(frame, function);
        let expression = lesson.map_or_else(|| expression(function, args), |lesson| lesson.recited(args));
        self.count();
        let value = value_of(self.evaluate(&target, world, &expression).answer(deadline).await?)?;
        if value != BLIND {
            return Ok(value);
        }
        self.count();
        drop(self.evaluate(&target, world, &format!("void {}", target.eyes.source())));
        if let Some(lesson) = lesson {
            drop(self.evaluate(&target, world, &format!("void {}", lesson.taught(function))));
        }
        let value = value_of(self.evaluate(&target, world, &expression).answer(deadline).await?)?;
        if value == BLIND { Err(WireError::Gone) } else { Ok(value) }
    }

    async fn foreign_frames(&self, _deadline: Instant) -> Result<Vec<Frame>, WireError> {
        let found = self.target.foreign_frames();
        let frames = found.iter().map(|(_, frame)| Frame::Foreign(frame.id.clone())).collect();
        *self.foreign.lock().unwrap_or_else(PoisonError::into_inner) = found;
        Ok(frames)
    }

    async fn input(
        &self,
        frame: &Frame,
        inputs: &[Input],
        after: Option<(&str, &Value)>,
        deadline: Instant,
    ) -> Result<Option<Value>, WireError> {
        self.check_dialog()?;
        let offset = self.offset(frame, deadline).await?;
        let (target, world) = self.place_of(frame)?;
        let mut sent = Vec::new();
        for input in inputs {
            self.send_input(input, offset, &mut sent)?;
        }
        let after = after.map(|(function, args)| self.evaluate(&target, world, &expression(function, args)));
        self.count();
        for pending in sent {
            match pending.answer(deadline).await {
                // The page left, or opened a dialog, in answer to the input: then it arrived.
                Ok(_) | Err(WireError::Gone | WireError::Dialog(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let Some(after) = after else { return Ok(None) };
        match after.answer(deadline).await.and_then(value_of) {
            Ok(value) if value == BLIND => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(WireError::Gone | WireError::Dialog(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn picture(&self, kind: PictureKind, format: PictureFormat, deadline: Instant) -> Result<Picture, WireError> {
        self.check_dialog()?;
        let session = Some(self.target.session.as_str());
        let mut params = match format {
            PictureFormat::Png => json!({"format": "png", "optimizeForSpeed": true}),
            PictureFormat::Jpeg => json!({"format": "jpeg", "quality": 70, "optimizeForSpeed": true}),
        };
        match kind {
            PictureKind::Viewport => {}
            PictureKind::FullPage => {
                self.count();
                let layout = self.socket.call(session, "Page.getLayoutMetrics", json!({}), deadline).await?;
                let size = &layout["cssContentSize"];
                let height = size["height"].as_f64().unwrap_or(800.0).min(TALLEST_PICTURE);
                params["captureBeyondViewport"] = true.into();
                params["clip"] = json!({"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1});
            }
            PictureKind::Clip { at, width, height } => {
                params["clip"] = json!({"x": at.x, "y": at.y, "width": width, "height": height, "scale": 1});
            }
        }
        self.count();
        let answer = self.socket.call(session, "Page.captureScreenshot", params, deadline).await?;
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(answer["data"].as_str().unwrap_or_default())
            .map_err(|error| WireError::Script(format!("the picture is no base64: {error}")))?;
        Ok(Picture { bytes, format })
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
                self.socket.clone(),
                target,
                Arc::clone(&self.windows),
                Arc::clone(&self.log),
                Arc::clone(&self.trips),
            );
            tabs.push(Arc::new(tab));
        }
        Ok(tabs)
    }

    async fn emulate(&self, what: &Emulation, deadline: Instant) -> Result<(), WireError> {
        let session = Some(self.target.session.as_str());
        self.count();
        let agent =
            self.evaluate(&self.target, None, "navigator.userAgent").answer(deadline).await.and_then(value_of)?;
        for mut command in commands(what, agent.as_str().unwrap_or_default()) {
            self.count();
            if command.browser {
                command.params["browserContextId"] = self.windows.context.as_str().into();
                self.socket.call(None, command.method, command.params, deadline).await?;
            } else {
                if command.method == BLOCK {
                    command.params = self.windows.block(&command.params["urls"]);
                }
                self.socket.call(session, command.method, command.params.clone(), deadline).await?;
                self.windows.give(command.method, command.params);
            }
        }
        Ok(())
    }

    async fn intercept(&self, rules: &Arc<Interception>, deadline: Instant) -> Result<(), WireError> {
        self.count();
        let wanted = self.target.gate.set(rules);
        if rules.is_empty() {
            self.socket.call(Some(&self.target.session), "Fetch.disable", json!({}), deadline).await?;
            return Ok(());
        }
        self.socket.call(Some(&self.target.session), "Fetch.enable", wanted, deadline).await?;
        Ok(())
    }

    async fn leave_out(&self, awaited: &[String], deadline: Instant) -> Result<Vec<LeftOut>, WireError> {
        let hosts = self.target.silent_hosts(awaited);
        if hosts.is_empty() {
            return Ok(hosts);
        }
        let blocked = self.windows.leave_out(&hosts);
        self.windows.give(BLOCK, blocked.clone());
        for other in self.windows.opened().into_iter().filter_map(|(_, target)| target) {
            drop(self.socket.send(Some(&other.session), BLOCK, blocked.clone()));
        }
        let (session, before) = (Some(self.target.session.as_str()), self.target.loader());
        drop(self.socket.send(session, BLOCK, blocked));
        // What is under way is not cut off by that, and no other command cuts it off either: the document has to come anew.
        self.count();
        // The browser refuses when another document has come meanwhile: that one may be the answer to a form.
        let this = json!({"loaderId": before});
        let reloaded = self.socket.call(session, "Page.reload", this, deadline).await.is_ok();
        if !reloaded || tokio::time::timeout_at(deadline, self.target.document_after(&before)).await.is_err() {
            tracing::debug!("the document did not come anew");
        }
        // What is left out is told, whatever became of the document: the next look sees that.
        Ok(hosts)
    }

    fn why_kept(&self) -> Option<&'static str> {
        (!self.target.came_by_get()).then_some(
            "not asked for again: the page is the answer to a form (POST), and what that did must not be done twice",
        )
    }

    async fn give_file(&self, frame: &Frame, path: &str, deadline: Instant) -> Result<(), WireError> {
        let (target, world) = self.place_of(frame)?;
        let mut asked = json!({"expression": format!("globalThis[\"{EYES_NAME}\"].handed")});
        if let Some(world) = world {
            asked["contextId"] = world.into();
        }
        let session = Some(target.session.as_str());
        self.count();
        let handed = self.socket.call(session, "Runtime.evaluate", asked, deadline).await?;
        let given = json!({"files": [path], "objectId": handed["result"]["objectId"]});
        self.count();
        self.socket.call(session, "DOM.setFileInputFiles", given, deadline).await?;
        Ok(())
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

    fn trips(&self) -> u64 {
        self.trips.load(Ordering::Relaxed)
    }
}
