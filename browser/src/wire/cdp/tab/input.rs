//! What a hand does: input sent back to back, and files handed over.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::CdpTab;
use super::looks::{BLIND, expression, value_of};
use crate::locate::EYES_NAME;
use crate::wire::cdp::keys;
use crate::wire::cdp::socket::Pending;
use crate::wire::{Frame, Input, Point, WireError};

impl CdpTab {
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

    /// Sends the inputs back to back, and the question after them in the same breath.
    pub(super) async fn give_input(
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

    /// Gives a file to the file field that the frame's eyes hold.
    pub(super) async fn hand_over(&self, frame: &Frame, path: &str, deadline: Instant) -> Result<(), WireError> {
        let (target, world) = self.place_of(frame)?;
        let mut asked = json!({"expression": format!("window[\"{EYES_NAME}\"].handed")});
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
}
