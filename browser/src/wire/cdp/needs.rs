//! What the open document has asked for and may have to have before it is read on or shown, as the network's events tell.

use std::collections::HashMap;

use serde_json::Value;
use tokio::time::{Duration, Instant};

/// A host that has begun to answer and has said nothing more for so long is silent, too.
const STALLED: Duration = Duration::from_secs(1);

/// The requests of one outermost frame for documents, scripts and style sheets that have not ended.
#[derive(Debug, Default)]
pub(super) struct Needs {
    open: HashMap<String, Need>,
    /// The latest document asked for: its request, which is also its loader, and how it was asked for.
    latest: (String, String),
    /// The document that is shown was asked for by GET: to ask again does nothing twice.
    by_get: bool,
}

#[derive(Debug)]
struct Need {
    loader: String,
    document: bool,
    /// The address that the page names, and the one that it has been redirected to since.
    asked: String,
    address: String,
    /// When its host has last said something, an answer's head or a part of it.
    spoke: Option<Instant>,
}

impl Needs {
    /// A request was sent (`Network.requestWillBeSent`); a redirect sends it again.
    pub(super) fn sent(&mut self, params: &Value) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let document = params["type"] == "Document";
        if !document && params["type"] != "Script" && params["type"] != "Stylesheet" {
            return;
        }
        let (id, address) = (text(&params["requestId"]), text(&params["request"]["url"]));
        if document {
            self.latest = (id.clone(), text(&params["request"]["method"]));
        }
        let need = self.open.entry(id).or_insert_with(|| Need {
            loader: text(&params["loaderId"]),
            document,
            asked: address.clone(),
            address: String::new(),
            spoke: None,
        });
        need.address = address;
    }

    /// Its host has said something.
    pub(super) fn spoke(&mut self, id: &str, now: Instant) {
        if let Some(need) = self.open.get_mut(id) {
            need.spoke = Some(now);
        }
    }

    /// Whether anything is on its way that a document may have to have.
    pub(super) fn are_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// It has come, or failed.
    pub(super) fn ended(&mut self, id: &str) {
        self.open.remove(id);
    }

    /// The document of that loader is shown.
    pub(super) fn shown(&mut self, loader: &str) {
        self.by_get = self.latest.0 == loader && self.latest.1 == "GET";
        self.open.retain(|_, need| need.loader == loader);
    }

    /// Whether the document that is shown may be asked for again.
    pub(super) fn came_by_get(&self) -> bool {
        self.by_get
    }

    /// Where those of the `awaited` addresses lead whose hosts have not said a word, or no more of it for a while. None while
    /// the document itself is on its way, and for one that may not be asked for again.
    pub(super) fn silent(&self, awaited: &[String], now: Instant) -> impl Iterator<Item = &str> {
        let sound = self.by_get && !self.open.values().any(|need| need.document);
        let named = move |need: &&Need| {
            let page_says = |address: &String| address.split('#').next() == Some(&*need.asked);
            let quiet = need.spoke.is_none_or(|spoke| now.saturating_duration_since(spoke) >= STALLED);
            sound && quiet && awaited.iter().any(page_says)
        };
        self.open.values().filter(named).map(|need| need.address.as_str())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SCRIPT: &str = "https://cdn.example/a.js";

    fn sent(needs: &mut Needs, id: &str, kind: &str, method: &str, url: &str) {
        needs.sent(&json!({
            "requestId": id, "loaderId": "doc", "type": kind, "request": {"url": url, "method": method},
        }));
    }

    /// A document that was asked for so, has come, and waits for a script.
    fn held(method: &str) -> Needs {
        let mut needs = Needs::default();
        sent(&mut needs, "doc", "Document", method, "https://site.example/");
        needs.shown("doc");
        needs.ended("doc");
        sent(&mut needs, "1", "Script", "GET", SCRIPT);
        needs
    }

    fn silent(needs: &Needs) -> Vec<&str> {
        needs.silent(&[format!("{SCRIPT}#part")], Instant::now()).collect()
    }

    #[test]
    fn a_script_whose_host_says_nothing_is_silent_until_it_speaks() {
        let mut needs = held("GET");
        assert_eq!(silent(&needs), [SCRIPT]);
        assert_eq!(
            needs.silent(&["https://other.example/".to_owned()], Instant::now()).count(),
            0,
            "the page does not wait for it"
        );
        needs.spoke("1", Instant::now());
        assert!(silent(&needs).is_empty());
    }

    #[test]
    fn a_script_whose_host_stops_in_the_middle_is_silent_after_a_while_and_one_that_goes_on_is_not() {
        let (mut needs, began) = (held("GET"), Instant::now());
        let at = |ms: u64| began + Duration::from_millis(ms);
        let is_silent = |needs: &Needs, now| needs.silent(&[SCRIPT.to_owned()], now).count() == 1;
        needs.spoke("1", at(0));
        assert!(!is_silent(&needs, at(900)));
        needs.spoke("1", at(900));
        assert!(!is_silent(&needs, at(1800)), "a piece has come meanwhile");
        assert!(is_silent(&needs, at(1900)));
    }

    #[test]
    fn a_redirect_leads_to_the_host_that_is_silent() {
        let mut needs = held("GET");
        sent(&mut needs, "1", "Script", "GET", "https://mirror.example/a.js");
        assert_eq!(silent(&needs), ["https://mirror.example/a.js"]);
    }

    #[test]
    fn what_a_form_was_answered_with_is_never_asked_for_again() {
        assert!(silent(&held("POST")).is_empty());
        let mut redirected = Needs::default();
        sent(&mut redirected, "doc", "Document", "POST", "https://site.example/order");
        sent(&mut redirected, "doc", "Document", "GET", "https://site.example/thanks");
        redirected.shown("doc");
        redirected.ended("doc");
        sent(&mut redirected, "1", "Script", "GET", SCRIPT);
        assert_eq!(silent(&redirected), [SCRIPT]);
    }

    #[test]
    fn a_document_that_still_comes_is_waited_for() {
        let mut needs = Needs::default();
        sent(&mut needs, "doc", "Document", "GET", "https://site.example/");
        needs.shown("doc");
        sent(&mut needs, "1", "Script", "GET", SCRIPT);
        assert!(silent(&needs).is_empty());
    }

    #[test]
    fn what_the_document_before_waited_for_is_forgotten() {
        let mut needs = held("GET");
        needs.sent(&json!({
            "requestId": "next", "loaderId": "next", "type": "Document",
            "request": {"url": "https://site.example/2", "method": "GET"},
        }));
        needs.shown("next");
        needs.ended("next");
        assert!(silent(&needs).is_empty());
    }
}
