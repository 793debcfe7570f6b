//! Requests that are held: they are given headers, wait a while, or answer the server that asks who is there.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use super::socket::Socket;
use crate::emulate::Interception;
use crate::wait;

/// What is done with the requests of one target that go to one host.
#[derive(Default)]
pub(super) struct Gate {
    rules: Mutex<Option<Arc<Interception>>>,
    /// Requests whose log-in has been answered: a server that asks again has refused it.
    answered: Mutex<HashSet<String>>,
}

impl Gate {
    /// Sets the rules, and gives the parameters of `Fetch.enable` for them.
    pub(super) fn set(&self, rules: &Arc<Interception>) -> Value {
        *self.rules.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(rules));
        json!({
            "patterns": [{"urlPattern": if rules.delay.is_some() { "*".to_owned() } else { format!("*://{}/*", rules.host) }}],
            "handleAuthRequests": rules.login.is_some(),
        })
    }

    fn rules(&self) -> Option<Arc<Interception>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether requests are made to wait.
    pub(super) fn is_slow(&self) -> bool {
        self.rules().is_some_and(|rules| rules.delay.is_some())
    }

    /// Lets a request go on, with its headers.
    pub(super) fn pass(&self, socket: &Socket, session: &str, params: &Value) {
        let mut go_on = json!({"requestId": params["requestId"]});
        let rules = self.rules();
        let delay = rules.as_ref().and_then(|rules| rules.delay);
        if let Some(rules) = rules.filter(|rules| !rules.headers.is_empty() && is_for(rules, params)) {
            let own = params["request"]["headers"].as_object();
            let mut headers: Vec<Value> = own
                .into_iter()
                .flatten()
                .filter(|(name, _)| !rules.headers.iter().any(|(ours, _)| ours.eq_ignore_ascii_case(name)))
                .map(|(name, value)| json!({"name": name, "value": value}))
                .collect();
            headers.extend(rules.headers.iter().map(|(name, value)| json!({"name": name, "value": value})));
            go_on["headers"] = headers.into();
        }
        let (socket, session) = (socket.clone(), session.to_owned());
        let send = move || drop(socket.send(Some(&session), "Fetch.continueRequest", go_on));
        match delay {
            Some(delay) => wait::later(delay, send),
            None => send(),
        }
    }

    /// Answers the server that asks who is there; once a request.
    pub(super) fn log_in(&self, socket: &Socket, session: &str, params: &Value) {
        let request = params["requestId"].as_str().unwrap_or_default().to_owned();
        let first = self.answered.lock().unwrap_or_else(PoisonError::into_inner).insert(request);
        let rules =
            self.rules().filter(|rules| first && params["authChallenge"]["source"] != "Proxy" && is_for(rules, params));
        let answer = match rules.as_ref().and_then(|rules| rules.login.as_ref()) {
            Some((user, password)) => {
                json!({"response": "ProvideCredentials", "username": user, "password": password})
            }
            None => json!({"response": "Default"}),
        };
        let go_on = json!({"requestId": params["requestId"], "authChallengeResponse": answer});
        drop(socket.send(Some(session), "Fetch.continueWithAuth", go_on));
    }
}

/// Whether the request goes to the host that headers and log-in are for.
fn is_for(rules: &Interception, params: &Value) -> bool {
    let url = params["request"]["url"].as_str().and_then(|url| url::Url::parse(url).ok());
    url.is_some_and(|url| {
        let host = url.host_str().unwrap_or_default();
        rules.host == url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    })
}
