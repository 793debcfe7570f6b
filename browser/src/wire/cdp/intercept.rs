//! Requests that are held until they have been given a header, or the server's own log-in has been answered.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use super::socket::Socket;
use crate::emulate::Interception;

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
            "patterns": [{"urlPattern": format!("*://{}/*", rules.host)}],
            "handleAuthRequests": rules.login.is_some(),
        })
    }

    fn rules(&self) -> Option<Arc<Interception>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets a request go on, with its headers.
    pub(super) fn pass(&self, socket: &Socket, session: &str, params: &Value) {
        let mut go_on = json!({"requestId": params["requestId"]});
        let rules = self.rules();
        if let Some(rules) = rules.filter(|rules| !rules.headers.is_empty()) {
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
        drop(socket.send(Some(session), "Fetch.continueRequest", go_on));
    }

    /// Answers the server that asks who is there; once a request.
    pub(super) fn log_in(&self, socket: &Socket, session: &str, params: &Value) {
        let request = params["requestId"].as_str().unwrap_or_default().to_owned();
        let first = self.answered.lock().unwrap_or_else(PoisonError::into_inner).insert(request);
        let rules = self.rules().filter(|_| first && params["authChallenge"]["source"] != "Proxy");
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
