//! What a hand does: one request of the actions API for each burst of input, and files handed over.

use serde_json::{Value, json};
use tokio::time::Instant;

use super::ClassicTab;
use crate::locate::EYES_NAME;
use crate::wire::classic::desk::element_of;
use crate::wire::classic::hand::{self, Origin};
use crate::wire::{Frame, Input, WireError};

/// The root element and its in-view centre (W3C WebDriver, 12.1): drivers differ in where the viewport of a frame begins,
/// but agree in where an element is.
const ROOT_CENTRE: &str = "
    const root = document.documentElement, box = root.getClientRects()[0] || { left: 0, right: 0, top: 0, bottom: 0 };
    const middle = (from, to, size) => Math.floor((Math.max(0, from) + Math.min(size, to)) / 2);
    return [root, middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];";

impl ClassicTab {
    /// Gives the inputs to the page, and then asks the question after them.
    pub(super) async fn give_input(
        &self,
        frame: &Frame,
        inputs: &[Input],
        after: Option<(&str, &Value)>,
        deadline: Instant,
    ) -> Result<Option<Value>, WireError> {
        let mut place = self.at(frame, deadline).await?;
        let origin = match frame {
            Frame::Main => Origin::viewport(),
            Frame::Foreign(_) => Origin::root(&place.execute(ROOT_CENTRE).await?),
        };
        let before = self.seen_document(frame);
        match place.post("actions", hand::actions(inputs, &origin)?).await {
            // The page left, or opened a dialog, in answer to the input: then it arrived.
            Err(WireError::Gone | WireError::Dialog(_)) => {
                place.forget_frame();
                return Ok(None);
            }
            answer => answer?,
        };
        let Some((function, args)) = after else { return Ok(None) };
        match self.call_at(&mut place, frame, function, args).await {
            Ok(_) if before.is_some() && self.seen_document(frame) != before => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(WireError::Gone | WireError::Dialog(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives a file to the file field that the frame's eyes hold.
    pub(super) async fn hand_over(&self, frame: &Frame, path: &str, deadline: Instant) -> Result<(), WireError> {
        let place = self.at(frame, deadline).await?;
        let handed = place.execute(&format!("return window[\"{EYES_NAME}\"].handed")).await?;
        let element = element_of(&handed).ok_or(WireError::Gone)?;
        place.post(&format!("element/{element}/value"), json!({ "text": path })).await?;
        Ok(())
    }
}
