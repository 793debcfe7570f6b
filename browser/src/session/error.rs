//! What a WebDriver server refused, sorted by what it means for us. Intermediaries use codes freely (a hub says
//! `unknown error` for a dead node), so the loss of a session is recognised by message too.

use fantoccini::error::{CmdError, NewSessionError};
use serde_json::Value;

use super::http::root_cause;
use crate::failure::Failure;

/// Why a WebDriver command did not do what it was sent for.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(crate) enum CommandError {
    /// The server answered with an error of the WebDriver standard (W3C WebDriver, 6.6 Errors).
    #[error("{code}: {message}")]
    Refused {
        /// The error code of the standard, e.g. `stale element reference`.
        code: String,
        /// The first line of the server's message.
        message: String,
        /// What else the server told, e.g. the text of an open dialog.
        data: Option<Value>,
    },
    /// No answer within the deadline; the browser is there, as far as can be told.
    #[error("no answer to {command} within {seconds:.1} s")]
    Late {
        /// What was asked: method and path.
        command: String,
        /// How long was waited.
        seconds: f64,
    },
    /// The session, the browser, the driver or the grid is gone.
    #[error("{0}")]
    Lost(String),
}

/// Beginnings and parts of messages by which chromedriver, Selenium Grid 3 and 4 and Appium tell that a session is gone.
const SIGNS_OF_LOSS: [&str; 16] = [
    "disconnected",
    "chrome not reachable",
    "not connected to devtools",
    "session deleted",
    "session is either terminated",
    "tab crashed",
    "connection error",
    "cannot forward the request",
    "error forwarding",
    "was terminated due to",
    "unable to find session",
    "cannot find session",
    "could not proxy command",
    "web view not found",
    "browser has closed the connection",
    "failed to decode response from marionette",
];

/// By what geckodriver and safaridriver tell that they make one session at a time, and that it is taken.
const SIGNS_OF_FULL: [&str; 3] = [
    "session is already started",
    "maximum number of active sessions",
    "already paired with another webdriver session",
];

/// Whether no session came about because the server makes one at a time, as geckodriver does, and that one is taken.
pub fn is_full(failure: &Failure) -> bool {
    let lowered = failure.what.to_lowercase();
    SIGNS_OF_FULL.iter().any(|sign| lowered.contains(sign))
}

impl CommandError {
    fn silent(why: &dyn std::error::Error) -> Self {
        Self::Lost(format!("the WebDriver server does not answer: {}", root_cause(why)))
    }

    fn refused(code: String, message: &str, data: Option<Value>) -> Self {
        let message = first_line(message);
        let lowered = message.to_lowercase();
        if code == "invalid session id" || SIGNS_OF_LOSS.iter().any(|sign| lowered.contains(sign)) {
            return Self::Lost(format!("the browser's session is gone: {message}"));
        }
        Self::Refused { code, message, data }
    }
}

impl From<CmdError> for CommandError {
    fn from(error: CmdError) -> Self {
        match error {
            CmdError::Standard(told) => Self::refused(told.error.to_string(), &told.message, told.data),
            // fantoccini gives a code it does not know as a bare text, without the message.
            CmdError::NotW3C(Value::String(code)) => {
                Self::refused(code, "the server gave no more than this code", None)
            }
            CmdError::NotW3C(other) => {
                Self::Lost(format!("the WebDriver server answered in no known form: {}", shortened(&other.to_string())))
            }
            CmdError::NotJson(text) => Self::refused(
                "unknown error".into(),
                &format!("not an answer of WebDriver: {}", shortened(&text)),
                None,
            ),
            CmdError::Failed(why) => Self::silent(&why),
            CmdError::FailedC(why) => Self::silent(&why),
            CmdError::Lost(why) => Self::silent(&why),
            other => Self::Lost(first_line(&other.to_string())),
        }
    }
}

/// Why no session came about, in one line.
pub(super) fn why_no_session(error: &NewSessionError) -> String {
    match error {
        NewSessionError::SessionNotCreated(told) | NewSessionError::UnexpectedError(CmdError::Standard(told)) => {
            first_line(&told.message)
        }
        NewSessionError::NotW3C(Value::Object(told)) if told.contains_key("message") => {
            first_line(told["message"].as_str().unwrap_or_default())
        }
        NewSessionError::NotW3C(other) => {
            format!("what answers there is no WebDriver server: {}", shortened(&other.to_string()))
        }
        // fantoccini names causes by a method that `std` has given up, so the chain is entered here.
        NewSessionError::Failed(why) => root_cause(why),
        NewSessionError::FailedC(why) => root_cause(why),
        NewSessionError::Lost(why) => root_cause(why),
        other => first_line(&other.to_string()),
    }
}

fn first_line(message: &str) -> String {
    message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("no reason given").to_owned()
}

pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: &str, message: &str) -> CommandError {
        CommandError::refused(code.into(), message, None)
    }

    #[test]
    fn a_lost_session_is_recognised_whoever_tells_it() {
        for (code, message) in [
            ("invalid session id", "session deleted as the browser has closed the connection\nfrom disconnected"),
            (
                "unknown error",
                "Unable to execute request for an existing session: Connection error (GET http://h/session/1)",
            ),
            ("unknown error", "Session [7] was terminated due to TIMEOUT"),
            ("unknown error", "cannot forward the request Failed to connect to /127.0.0.1:5556"),
            ("unknown error", "Could not proxy command to the remote server. Original error: read ECONNRESET"),
            ("unknown error", "tab crashed\n  (Session info: chrome=156.0.8078.79)"),
        ] {
            assert!(matches!(refusal(code, message), CommandError::Lost(_)), "{message}");
        }
    }

    #[test]
    fn a_refusal_keeps_its_code_and_the_first_line_of_its_message() {
        let error = refusal("no such window", "\nno such window: target window already closed\n  (Session info)");
        assert!(matches!(&error, CommandError::Refused { code, .. } if code == "no such window"));
        assert_eq!(error.to_string(), "no such window: no such window: target window already closed");
    }

    #[test]
    fn a_page_that_is_no_webdriver_server_is_told_shortly() {
        let page = NewSessionError::NotW3C(Value::String(format!("<!DOCTYPE html>{}", "é".repeat(500))));
        let told = why_no_session(&page);
        assert!(told.starts_with("what answers there is no WebDriver server: \"<!DOCTYPE") && told.len() < 400);
    }
}
