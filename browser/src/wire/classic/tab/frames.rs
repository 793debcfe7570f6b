//! Frames that script in the main document cannot reach, found by walking through all that a customer can see.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;

use super::ClassicTab;
use crate::wire::classic::desk::{Place, Way, frame_elements};
use crate::wire::{Frame, WireError};

use tokio::time::Instant;

/// Frames beyond this depth or number are advertising, not a shop.
const DEEPEST_FRAME: usize = 5;
const MOST_FRAMES: usize = 24;

/// Frames a customer can see, with whether scripts of the holding document cannot reach into them.
const VISIBLE_FRAMES: &str = "
    const found = [];
    const walk = root => {
        for (const node of root.querySelectorAll('*')) {
            if (node.shadowRoot) walk(node.shadowRoot);
            if (node.localName !== 'iframe' && node.localName !== 'frame') continue;
            const box = node.getBoundingClientRect();
            if (box.width < 2 || box.height < 2) continue;
            let inside = null;
            try { inside = node.contentDocument; } catch (refused) { inside = null; }
            found.push([node, inside === null]);
        }
    };
    walk(document);
    return found;";

impl ClassicTab {
    /// The cross-origin frames of this window, outermost first.
    pub(super) async fn find_foreign_frames(&self, deadline: Instant) -> Result<Vec<Frame>, WireError> {
        if !self.has_frames.load(Ordering::Relaxed) {
            return Ok(Vec::new());
        }
        let mut place = self.desk.at(&self.window, &[], deadline).await?;
        let mut frames = Vec::new();
        let mut to_search = VecDeque::from([Way::new()]);
        while let Some(way) = to_search.pop_front() {
            let held = match search(&mut place, &way).await {
                Ok(held) => held,
                // A frame that left meanwhile holds nothing; a main document that left has to be looked at again.
                Err(WireError::Gone) if !way.is_empty() => {
                    place.forget_frame();
                    continue;
                }
                Err(error) => return Err(error),
            };
            for (element, foreign) in held {
                let inner: Way = way.iter().cloned().chain([element]).collect();
                if foreign && frames.len() < MOST_FRAMES {
                    frames.push(Frame::Foreign(inner.join(" ")));
                }
                if inner.len() < DEEPEST_FRAME {
                    to_search.push_back(inner);
                }
            }
        }
        Ok(frames)
    }
}

async fn search(place: &mut Place<'_>, way: &[String]) -> Result<Vec<(String, bool)>, WireError> {
    place.enter(way).await?;
    Ok(frame_elements(&place.execute(VISIBLE_FRAMES).await?))
}

/// The elements that a frame's name is made of.
pub(super) fn way_of(frame: &Frame) -> Way {
    match frame {
        Frame::Main => Way::new(),
        Frame::Foreign(way) => way.split(' ').map(str::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_named_by_the_way_to_it() {
        assert_eq!(way_of(&Frame::Main), Way::new());
        assert_eq!(way_of(&Frame::Foreign("outer inner".into())), ["outer", "inner"]);
    }
}
