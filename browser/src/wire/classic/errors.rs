//! WebDriver's refusals, sorted by what the waiting loop does about them.

use crate::session::CommandError;
use crate::wire::WireError;

/// Parts of messages that tell, under various codes, that the document went away under the command; the last three are Firefox's.
const SIGNS_OF_LEAVING: [&str; 12] = [
    "aborted by navigation",
    "document unloaded",
    "execution context",
    "cannot find context",
    "target navigated",
    "frame was detached",
    "frame detached",
    "loader has changed",
    "cannot determine loading status",
    "document was unloaded",
    "'marionettecommands' destroyed",
    "access dead object",
];

impl From<CommandError> for WireError {
    fn from(error: CommandError) -> Self {
        let (code, message, data) = match error {
            CommandError::Lost(why) => return Self::Lost(why),
            CommandError::Late { .. } => return Self::Hung,
            CommandError::Refused { code, message, data } => (code, message, data),
        };
        let lowered = message.to_lowercase();
        match code.as_str() {
            "unexpected alert open" => {
                let told = data.as_ref().and_then(|data| data["text"].as_str()).map(str::to_owned);
                Self::Dialog(told.unwrap_or_else(|| dialog_text(&message)))
            }
            "script timeout" | "timeout" => Self::Hung,
            "unknown command" | "unknown method" | "unknown path" | "unsupported operation" => {
                Self::Unsupported(format!("this browser's driver cannot do that: {message}"))
            }
            "stale element reference"
            | "no such frame"
            | "no such window"
            | "no such element"
            | "detached shadow root"
            | "no such execution context"
            | "move target out of bounds"
            | "unable to capture screen" => Self::Gone,
            _ if SIGNS_OF_LEAVING.iter().any(|sign| lowered.contains(sign)) => Self::Gone,
            _ => network_error(&message).map_or(Self::Script(message), Self::Navigation),
        }
    }
}

/// `net::ERR_CONNECTION_REFUSED` out of Chromium's message, or the whole of Firefox's, which names an error page.
fn network_error(message: &str) -> Option<String> {
    if let Some(start) = message.find("net::ERR_") {
        let rest = &message[start..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '_'))).unwrap_or(rest.len());
        return Some(rest[..end].to_owned());
    }
    message.contains("about:neterror").then(|| message.to_owned())
}

/// The words of the dialog out of `unexpected alert open: {Alert text : Are you sure?}`.
fn dialog_text(message: &str) -> String {
    let quoted = message.split_once("{Alert text : ").and_then(|(_, rest)| rest.rsplit_once('}'));
    quoted.map_or(message, |(text, _)| text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str, message: &str) -> WireError {
        CommandError::Refused { code: code.into(), message: message.into(), data: None }.into()
    }

    #[test]
    fn a_document_that_is_being_left_is_asked_again() {
        assert!(matches!(refused("stale element reference", "stale element not found"), WireError::Gone));
        assert!(matches!(refused("javascript error", "document unloaded while waiting for result"), WireError::Gone));
        assert!(matches!(refused("unknown error", "aborted by navigation: loader has changed"), WireError::Gone));
        assert!(matches!(refused("javascript error", "Document was unloaded"), WireError::Gone));
    }

    #[test]
    fn a_network_error_is_named_without_its_wrapping() {
        let WireError::Navigation(name) = refused("unknown error", "unknown error: net::ERR_CONNECTION_REFUSED (x)")
        else {
            panic!("no navigation error")
        };
        assert_eq!(name, "net::ERR_CONNECTION_REFUSED");
    }

    #[test]
    fn the_words_of_a_dialog_are_told() {
        let WireError::Dialog(text) =
            refused("unexpected alert open", "unexpected alert open: {Alert text : Sure {1}?}")
        else {
            panic!("no dialog")
        };
        assert_eq!(text, "Sure {1}?");
    }

    #[test]
    fn a_page_that_does_not_answer_is_not_a_lost_browser() {
        assert!(matches!(CommandError::Late { command: "GET url".into(), seconds: 5.0 }.into(), WireError::Hung));
        assert!(matches!(refused("timeout", "Timed out receiving message from renderer: 10.000"), WireError::Hung));
        assert!(matches!(CommandError::Lost("chromedriver ended".into()).into(), WireError::Lost(_)));
    }
}
