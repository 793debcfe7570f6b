//! Looks: a function is run in a frame with the document's eyes. Long functions are taught to a tab once.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, PoisonError};

use serde_json::{Value, json};
use tokio::time::Instant;

use super::CdpTab;
use crate::locate::EYES_NAME;
use crate::wire::cdp::socket::Pending;
use crate::wire::cdp::target::Target;
use crate::wire::{Frame, WireError};

/// What the page says when its document has no eyes yet, or has not been taught what is asked of it.
pub(super) const BLIND: &str = "\u{1}blind";
/// Functions longer than this are taught to a tab once, instead of sent and compiled with each call.
const WORTH_TEACHING: usize = 1_000;

impl CdpTab {
    /// Where a frame's scripts run: the target's session and the world in it.
    pub(super) fn place_of(&self, frame: &Frame) -> Result<(Arc<Target>, Option<i64>), WireError> {
        match frame {
            Frame::Main => Ok((Arc::clone(&self.target), None)),
            Frame::Foreign(id) => {
                let foreign = self.foreign.lock().unwrap_or_else(PoisonError::into_inner);
                let found = foreign.iter().find(|(_, known)| known.id == *id);
                found.map(|(target, known)| (Arc::clone(target), known.world)).ok_or(WireError::Gone)
            }
        }
    }

    pub(super) fn evaluate(&self, target: &Target, world: Option<i64>, expression: &str) -> Pending {
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

    /// Runs a function in a frame; a document without eyes, or without the lesson, is given them.
    pub(super) async fn look(
        &self,
        frame: &Frame,
        function: &str,
        args: &Value,
        deadline: Instant,
    ) -> Result<Value, WireError> {
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

    /// Notes which frames script in the main document cannot reach, and names them.
    pub(super) fn note_foreign_frames(&self) -> Vec<Frame> {
        let found = self.target.foreign_frames();
        let frames = found.iter().map(|(_, frame)| Frame::Foreign(frame.id.clone())).collect();
        *self.foreign.lock().unwrap_or_else(PoisonError::into_inner) = found;
        frames
    }
}

/// A function that documents know by the hash of its source.
#[derive(Clone, Copy)]
struct Lesson(u64);

impl Lesson {
    /// The script that teaches it.
    fn taught(self, function: &str) -> String {
        format!("window[\"{EYES_NAME}\"]?.taught.set(\"{:x}\",{function})", self.0)
    }

    /// The expression that runs it.
    fn recited(self, args: &Value) -> String {
        format!(
            "(()=>{{const e=window[\"{EYES_NAME}\"],f=e?.taught.get(\"{:x}\");return f?f(e,{args}):\"\\u0001blind\"}})()",
            self.0
        )
    }
}

/// The expression that runs `function` with the document's eyes.
pub(super) fn expression(function: &str, args: &Value) -> String {
    format!("(()=>{{const e=window[\"{EYES_NAME}\"];return e?({function})(e,{args}):\"\\u0001blind\"}})()")
}

/// The value of a `Runtime.evaluate`, or what it threw.
pub(super) fn value_of(mut answer: Value) -> Result<Value, WireError> {
    if let Some(thrown) = answer.get("exceptionDetails") {
        let text = thrown["exception"]["description"].as_str().or(thrown["text"].as_str()).unwrap_or("unknown error");
        return Err(WireError::Script(text.to_owned()));
    }
    Ok(answer["result"]["value"].take())
}
