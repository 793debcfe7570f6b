//! What is kept of a page for the record. It has deadlines of its own, so that it never hides a failure.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::Page;
use crate::evidence::{Evidence, Mark, StepActivity};
use crate::wait;
use crate::wire::{Frame, Picture, PictureFormat, PictureKind, WireError};

/// How long a piece of evidence may take: it must never hide the failure.
const EVIDENCE: Duration = Duration::from_secs(4);
/// A page's source is cut here, in bytes.
const SOURCE_KEPT: usize = 2 << 20;

impl Page {
    /// Takes a picture now.
    pub async fn picture(&self, kind: PictureKind, format: PictureFormat) -> Evidence<Picture> {
        evidence(wait::picture(self.tab(), kind, format, false, Instant::now() + EVIDENCE).await)
    }

    /// Has a picture taken while the next step begins to look; the next act waits until it is there.
    pub fn picture_soon(&self, kind: PictureKind, format: PictureFormat) -> JoinHandle<Evidence<Picture>> {
        let tab = Arc::clone(&self.tab);
        let held = Arc::clone(&self.picture).try_read_owned();
        let still = self.address_looked_at().is_some();
        tokio::spawn(async move {
            let deadline = Instant::now() + EVIDENCE;
            let picture = evidence(wait::picture(tab.as_ref(), kind, format, still, deadline).await);
            drop(held);
            picture
        })
    }

    /// The document's HTML as it is now, cut at 2 MiB; fields for card data and passwords are blank.
    pub async fn source(&self) -> Evidence<String> {
        let source =
            self.tab.call(&Frame::Main, "(eyes) => eyes.source()", &Value::Null, Instant::now() + EVIDENCE).await;
        evidence(source).map(|source| {
            let mut source = source.as_str().unwrap_or_default().to_owned();
            if source.len() > SOURCE_KEPT {
                let end = (0..=SOURCE_KEPT).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
                // A number at the cut goes whole: half a card number would be recognised by nobody later on.
                source.truncate(source[..end].trim_end_matches(|last: char| !last.is_alphabetic()).len());
                source.push_str("\n<!-- cut at 2 MiB -->");
            }
            source
        })
    }

    /// The address that the last look saw, unless something was done since: the page stood still then.
    pub fn address_looked_at(&self) -> Option<String> {
        let looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        looked.filter(|(act, _)| *act == self.latest_act()).map(|(_, url)| url)
    }

    /// The address for the record: that of the last look if nothing was done since, else as it is now.
    pub async fn address_seen(&self) -> Evidence<String> {
        match self.address_looked_at() {
            Some(url) => Evidence::Captured(url),
            None => self.address_now().await,
        }
    }

    /// The address for the record as it is now, with a short deadline of its own.
    pub async fn address_now(&self) -> Evidence<String> {
        evidence(self.tab.address(Instant::now() + EVIDENCE).await).map(|(url, _)| url)
    }

    /// The place in the activity log where a step begins.
    pub fn mark(&self) -> Mark {
        self.tab.activity().map(|log| log.mark()).unwrap_or_default()
    }

    /// What the console said and the network did since `mark`.
    pub fn activity_since(&self, mark: Mark) -> Evidence<StepActivity> {
        match self.tab.activity() {
            Some(log) => Evidence::Captured(log.since(mark)),
            None => Evidence::Unavailable("this wire has no events".to_owned()),
        }
    }
}

fn evidence<T>(taken: Result<T, WireError>) -> Evidence<T> {
    match taken {
        Ok(content) => Evidence::Captured(content),
        Err(error) => Evidence::Unavailable(error.to_string()),
    }
}
