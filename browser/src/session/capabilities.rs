//! What a session is asked for (W3C WebDriver, 7 Capabilities), and the address of the server as fantoccini needs it.

use serde_json::{Map, Value, json};
use url::{Host, Url};

use crate::driver::{Found, browser_switches, preferences};
use crate::failure::Failure;
use crate::options::BrowserOptions;

/// The capabilities to ask for. Chromium's own are sent to unknown servers too: others ignore them.
pub(super) fn capabilities(options: &BrowserOptions, browser: Option<&Found>) -> Map<String, Value> {
    let patience = u64::try_from(options.command_deadline.as_millis()).unwrap_or(u64::MAX);
    let mut chromium = json!({
        "args": browser_switches(options, browser.map(|found| found.kind)),
        "prefs": preferences(),
    });
    if let Some(found) = browser {
        chromium["binary"] = json!(found.path);
    }
    let wanted = json!({
        "acceptInsecureCerts": options.accept_insecure_certs,
        // A page that never finishes must not hold the session; when a page is ready, the waiting loop decides.
        "pageLoadStrategy": "none",
        // A dialog is for the journey to answer, never for the driver.
        "unhandledPromptBehavior": "ignore",
        "timeouts": { "script": patience, "pageLoad": patience, "implicit": 0 },
        "goog:chromeOptions": chromium,
    });
    match wanted {
        Value::Object(map) => map,
        _ => unreachable!("it is written as an object above"),
    }
}

/// The server's address with the slash at its end without which joining paths would lose its last part.
pub(super) fn base_url(given: &Url) -> Result<Url, Failure> {
    let supported = "give an http:// address without user name and password, e.g. http://127.0.0.1:4444/";
    if given.scheme() != "http" {
        return Err(Failure::mistake(format!(
            "a WebDriver server is spoken to over http only, not {}",
            given.scheme()
        ))
        .at(shown(given))
        .mend(supported));
    }
    if !given.username().is_empty() || given.password().is_some() {
        return Err(Failure::mistake("a WebDriver server that asks for a password is not supported")
            .at(shown(given))
            .mend(supported));
    }
    let mut base = given.clone();
    base.set_query(None);
    base.set_fragment(None);
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", given.path()));
    }
    Ok(base)
}

/// The address without what must not be shown.
fn shown(url: &Url) -> Url {
    let mut shown = url.clone();
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    shown
}

/// Whether the address is this machine's own.
pub(crate) fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Class;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_base_path_keeps_its_last_part() {
        let base = base_url(&url("http://grid:4444/wd/hub")).unwrap();
        assert_eq!(base.join("session").unwrap().as_str(), "http://grid:4444/wd/hub/session");
    }

    #[test]
    fn what_is_not_supported_is_said_and_no_password_is_shown() {
        let secure = base_url(&url("https://grid/")).unwrap_err();
        assert_eq!(secure.class, Class::Mistake);
        assert_eq!(secure.what, "a WebDriver server is spoken to over http only, not https");
        let closed = base_url(&url("http://me:s3cret@grid/")).unwrap_err();
        assert!(!format!("{closed:?}").contains("s3cret"));
    }

    #[test]
    fn dialogs_are_left_to_the_journey() {
        let wanted = capabilities(&BrowserOptions::default(), None);
        assert_eq!(wanted["unhandledPromptBehavior"], "ignore");
        assert!(wanted["goog:chromeOptions"].get("binary").is_none());
    }
}
