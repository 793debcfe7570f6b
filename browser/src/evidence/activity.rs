//! What the console said and what the network did, in a bounded ring that steps cut their time window from.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// Entries kept per kind; older ones make room and are counted.
const KEPT: usize = 500;
/// Characters kept of one text.
const TEXT_KEPT: usize = 2_000;

/// One line of the console, an uncaught error, or a browser message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleEntry {
    /// Milliseconds since the Unix epoch.
    pub at_ms: u64,
    /// `log`, `info`, `warning`, `error`, `exception`, ...
    pub level: String,
    /// The text, cut to 2,000 characters.
    pub text: String,
    /// Where it came from, if known: an address with line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// One request and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkEntry {
    /// Milliseconds since the Unix epoch at which it was sent.
    pub at_ms: u64,
    /// `GET`, `POST`, ...
    pub method: String,
    /// The address, cut to 2,000 characters.
    pub url: String,
    /// `Document`, `Fetch`, `Image`, ...
    pub kind: String,
    /// The HTTP status, once an answer came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why it failed, e.g. `net::ERR_CONNECTION_REFUSED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Milliseconds until it had ended; `None` while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took_ms: Option<u64>,
}

/// What happened in a step's time window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepActivity {
    /// Console lines, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub console: Vec<ConsoleEntry>,
    /// Requests, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub network: Vec<NetworkEntry>,
    /// Entries that no longer fitted.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub dropped: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// A place in an [`ActivityLog`]; what comes later belongs to the step that starts here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    console: u64,
    network: u64,
}

#[derive(Debug)]
struct Ring<T> {
    entries: VecDeque<T>,
    /// How many entries ever came.
    total: u64,
}

impl<T> Default for Ring<T> {
    fn default() -> Self {
        Self { entries: VecDeque::new(), total: 0 }
    }
}

impl<T: Clone> Ring<T> {
    fn push(&mut self, entry: T) {
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
        self.total += 1;
    }

    fn first(&self) -> u64 {
        self.total - self.entries.len() as u64
    }

    fn since(&self, mark: u64) -> (Vec<T>, u64) {
        let first = self.first();
        let skip = mark.saturating_sub(first) as usize;
        (self.entries.iter().skip(skip).cloned().collect(), first.saturating_sub(mark))
    }
}

#[derive(Debug, Default)]
struct Rings {
    console: Ring<ConsoleEntry>,
    network: Ring<(String, NetworkEntry)>,
}

/// The bounded log of one isolated tab and its windows.
#[derive(Debug, Default)]
pub struct ActivityLog {
    rings: Mutex<Rings>,
}

impl ActivityLog {
    fn rings(&self) -> std::sync::MutexGuard<'_, Rings> {
        self.rings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a console line.
    pub fn console(&self, level: &str, text: &str, source: Option<String>) {
        let entry = ConsoleEntry { at_ms: now_ms(), level: level.to_owned(), text: cut(text), source };
        self.rings().console.push(entry);
    }

    /// Notes that a request was sent. A redirect sends the same `id` again.
    pub fn request_sent(&self, id: &str, method: &str, url: &str, kind: &str) {
        let entry = NetworkEntry {
            at_ms: now_ms(),
            method: method.to_owned(),
            url: cut(url),
            kind: kind.to_owned(),
            status: None,
            error: None,
            took_ms: None,
        };
        self.rings().network.push((id.to_owned(), entry));
    }

    /// Notes the status of the answer to the latest request of that `id`.
    pub fn response_came(&self, id: &str, status: u16) {
        self.change(id, |entry| entry.status = Some(status));
    }

    /// Notes that the request has ended, with an error or without.
    pub fn request_ended(&self, id: &str, error: Option<&str>) {
        self.change(id, |entry| {
            entry.took_ms = Some(now_ms().saturating_sub(entry.at_ms));
            entry.error = error.map(str::to_owned);
        });
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut NetworkEntry)) {
        if let Some((_, entry)) = self.rings().network.entries.iter_mut().rev().find(|(of, _)| of == id) {
            change(entry);
        }
    }

    /// The place where the next entry will stand.
    pub fn mark(&self) -> Mark {
        let rings = self.rings();
        Mark { console: rings.console.total, network: rings.network.total }
    }

    /// What came since `mark`, oldest first.
    pub fn since(&self, mark: Mark) -> StepActivity {
        let rings = self.rings();
        let (console, lost_lines) = rings.console.since(mark.console);
        let (network, lost_requests) = rings.network.since(mark.network);
        StepActivity {
            console,
            network: network.into_iter().map(|(_, entry)| entry).collect(),
            dropped: lost_lines + lost_requests,
        }
    }
}

fn now_ms() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_millis() as u64
}

/// The text, shortened. A number at the cut goes whole: half a card number would be recognised by nobody later on.
fn cut(text: &str) -> String {
    match text.char_indices().nth(TEXT_KEPT) {
        Some((end, _)) => {
            let kept = text[..end].trim_end_matches(|last: char| !last.is_alphabetic());
            format!("{kept}… ({} characters)", text.chars().count())
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_sees_its_own_window_only() {
        let log = ActivityLog::default();
        log.console("log", "before", None);
        let mark = log.mark();
        log.console("error", "mine", None);
        log.request_sent("1", "GET", "http://shop/", "Document");
        log.response_came("1", 200);
        log.request_ended("1", None);
        let seen = log.since(mark);
        assert_eq!(seen.console.len(), 1);
        assert_eq!(seen.console[0].text, "mine");
        assert_eq!(seen.network[0].status, Some(200));
        assert!(seen.network[0].took_ms.is_some());
    }

    #[test]
    fn the_ring_is_bounded_and_counts_what_it_dropped() {
        let log = ActivityLog::default();
        let mark = log.mark();
        for line in 0..KEPT + 7 {
            log.console("log", &line.to_string(), None);
        }
        let seen = log.since(mark);
        assert_eq!((seen.console.len(), seen.dropped), (KEPT, 7));
    }

    #[test]
    fn no_half_of_a_card_number_is_left_where_a_text_is_cut() {
        let log = ActivityLog::default();
        log.console("log", &format!("{} 4242 4242 4242 4242", "x".repeat(TEXT_KEPT - 15)), None);
        let seen = log.since(Mark::default()).console.remove(0).text;
        assert!(seen.ends_with("x… (2005 characters)"), "{}", &seen[TEXT_KEPT - 20..]);
    }
}
