//! The moves of a step, told as they are made: a run that is killed in the middle of a checkout leaves those it made.

use jiff::Timestamp;
use shopper_browser::{Evidence, Picture};
use shopper_steps::{DiaryEntry, MoveMade};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinHandle;

use super::evidence::Place;
use super::millis;
use super::typed::Short;
use crate::record::{Event, EventSink, MoveRecord, ScenarioId};

/// The moves of the step that runs.
pub(super) struct Moves<'a> {
    pub(super) events: &'a EventSink,
    pub(super) short: &'a Short,
    pub(super) scenario: ScenarioId,
    pub(super) attempt: u32,
    pub(super) heard: UnboundedReceiver<DiaryEntry>,
}

/// The moves of one step as they come.
pub(super) struct OfStep {
    place: Place,
    told: usize,
    /// The latest, whose picture may still be on its way.
    latest: Option<(MoveRecord, Option<JoinHandle<Evidence<Picture>>>)>,
    /// How often the page had been touched when the latest picture was asked for.
    pub(super) sight: Option<u64>,
}

impl OfStep {
    pub(super) fn new(place: Place) -> Self {
        Self { place, told: 0, latest: None, sight: None }
    }
}

impl Moves<'_> {
    /// Hears and tells until the step is over. The latest move waits for its picture, and is told by [`Moves::tell_latest`].
    pub(super) async fn hear(&mut self, step: &mut OfStep) {
        while let Some(DiaryEntry::Move(made)) = self.heard.recv().await {
            let _ = self.tell_latest(step).await;
            step.sight = made.picture.is_some().then_some(made.touches);
            let (made, picture) = record(made, &step.place);
            step.latest = Some((made, picture));
            if step.sight.is_none() {
                let _ = self.tell_latest(step).await;
            }
        }
    }

    /// Tells the latest move with its picture, and gives it.
    pub(super) async fn tell_latest(&self, step: &mut OfStep) -> Option<MoveRecord> {
        let (mut made, picture) = step.latest.take()?;
        step.told += 1;
        if let Some(picture) = picture {
            made.picture = step.place.keep_move(step.told, picture).await;
        }
        let (scenario, attempt) = (self.scenario.clone(), self.attempt);
        let moved = Event::Moved { scenario, attempt, step: step.place.step, made: made.clone() };
        self.events.tell(self.short.clean(moved));
        Some(made)
    }
}

fn record(made: MoveMade, place: &Place) -> (MoveRecord, Option<JoinHandle<Evidence<Picture>>>) {
    let MoveMade { text, at, took, trips, failed, url, picture, touches: _, left_out } = made;
    let url = url.and_then(|url| place.address(&Evidence::Captured(url)));
    let at = Timestamp::try_from(at).unwrap_or_else(|_| Timestamp::now());
    let (took_ms, browser_ms, trips) = (millis(took), millis(trips.waited), trips.count);
    let off = Evidence::Off;
    (MoveRecord { text, at, took_ms, trips, browser_ms, failed, url, picture: off, left_out }, picture)
}
