//! A message of the browser's as it comes, and what its refusals mean.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Answer;
use crate::wire::WireError;

/// A message as it comes; what nobody wants is not read further.
#[derive(Deserialize)]
pub(super) struct Envelope<'a> {
    pub(super) id: Option<u64>,
    pub(super) method: Option<&'a str>,
    #[serde(default, rename = "sessionId")]
    pub(super) session: &'a str,
    #[serde(borrow)]
    pub(super) params: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) result: Option<&'a RawValue>,
    pub(super) error: Option<Refusal>,
}

#[derive(Deserialize)]
pub(super) struct Refusal {
    #[serde(default)]
    pub(super) message: String,
}

pub(super) fn read(raw: &RawValue) -> Answer {
    serde_json::from_str(raw.get()).map_err(|_| WireError::Script("its answer cannot be read".to_owned()))
}

/// Chromium's own words for "ask again" are few and have been stable for years; everything else is a fault to be told.
pub(super) fn classify(message: &str) -> WireError {
    const GONE: [&str; 14] = [
        "Inspected target navigated or closed",
        "Cannot find context",
        "Cannot find default execution context",
        "Could not compute box model",
        "No node found for given backend id",
        "No target with given id",
        "Promise was collected",
        "Cannot find execution context",
        "uniqueContextId not found",
        "Execution context was destroyed",
        "Not attached to an active page",
        "Session with given id not found",
        "No frame for given id found",
        "Frame with the given id was not found",
    ];
    if GONE.iter().any(|words| message.starts_with(words)) {
        WireError::Gone
    } else {
        WireError::Script(message.to_owned())
    }
}
