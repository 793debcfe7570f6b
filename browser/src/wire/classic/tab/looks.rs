//! Looks: a function is run in a frame with the document's eyes, and tells which document it was run in.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::ClassicTab;
use crate::locate::EYES_NAME;
use crate::wire::classic::desk::Place;
use crate::wire::{Frame, WireError};

impl ClassicTab {
    /// Runs a function where `place` stands, which is in `frame`. A document without eyes says so and is given them.
    pub(super) async fn call_at(
        &self,
        place: &mut Place<'_>,
        frame: &Frame,
        function: &str,
        args: &Value,
    ) -> Result<Value, WireError> {
        let mut answer = Self::answer_at(place, &script(function, &format!("window[\"{EYES_NAME}\"]")), args).await?;
        if answer["blind"] == true {
            answer = Self::answer_at(place, &script(function, self.desk.eyes.source()), args).await?;
        }
        if *frame == Frame::Main {
            self.has_frames.store(answer["frames"] == true, Ordering::Relaxed);
        }
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if *frame == Frame::Main && seen.get(frame) != Some(&answer["document"]) {
                // A new main document has frames of its own.
                seen.clear();
            }
            seen.insert(frame.clone(), answer["document"].take());
        }
        match answer["threw"].as_str() {
            Some(thrown) => Err(WireError::Script(thrown.to_owned())),
            None => Ok(answer["value"].take()),
        }
    }

    async fn answer_at(place: &mut Place<'_>, script: &str, args: &Value) -> Result<Value, WireError> {
        let answer = match place.post("execute/async", json!({ "script": script, "args": [args] })).await {
            // chromedriver says "script timeout" when the document goes away under the script, however short the time.
            Err(WireError::Hung) if !place.is_over() => Err(WireError::Gone),
            answer => answer,
        };
        if let Err(WireError::Gone) = answer {
            place.forget_frame();
        }
        let answer = answer?;
        // A window that closes itself takes the script's answer with it.
        let told = answer.as_str().ok_or(WireError::Gone)?;
        serde_json::from_str(told)
            .map_err(|why| WireError::Script(format!("the page changed the script's answer: {why}")))
    }

    pub(super) fn seen_document(&self, frame: &Frame) -> Option<Value> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(frame).cloned()
    }

    /// The document that is open was asked for by us, by GET.
    pub(super) fn note_opened(&self) {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = self.seen_document(&Frame::Main);
    }
}

/// The body of an asynchronous script that runs `function` with `eyes` and answers with JSON as text: drivers differ in
/// what they make of values such as `undefined`. `document` is the time at which the document began to be.
fn script(function: &str, eyes: &str) -> String {
    format!(
        "const [args, done] = arguments;
        const eyes = {eyes};
        if (!eyes) {{ done('{{\"blind\":true}}'); return; }}
        const say = answer => done(JSON.stringify({{ ...answer, document: performance.timeOrigin,
            frames: window.length > 0 || !!document.querySelector('iframe, frame') }}));
        (async () => ({function})(eyes, args))().then(value => say({{ value }}), error => say({{ threw: String(error) }}));"
    )
}
