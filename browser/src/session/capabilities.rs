//! What a session is asked for (W3C WebDriver, 7 Capabilities), and the address of the server as fantoccini needs it.

use serde_json::{Map, Value, json};
use url::{Host, Url};

use crate::driver::{Found, browser_switches, preferences};
use crate::failure::Failure;
use crate::options::BrowserOptions;
use crate::session::http::shown;

/// The capabilities to ask for. Those of one browser are sent to every server: others ignore them.
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
        "moz:firefoxOptions": { "args": if options.headed { json!([]) } else { json!(["-headless"]) } },
    });
    match wanted {
        Value::Object(map) => map,
        _ => unreachable!("it is written as an object above"),
    }
}

/// The server's address with the slash at its end without which joining paths would lose its last part.
pub(super) fn base_url(given: &Url) -> Result<Url, Failure> {
    if !matches!(given.scheme(), "http" | "https") {
        return Err(Failure::mistake(format!(
            "a WebDriver server is spoken to over http or https, not {}",
            given.scheme()
        ))
        .at(shown(given))
        .mend("give an address such as http://127.0.0.1:4444/"));
    }
    // fantoccini sends them as they stand in the address.
    if given.username().contains('%') || given.password().is_some_and(|password| password.contains('%')) {
        return Err(Failure::mistake(
            "the user or password of the WebDriver server has a character that addresses escape, which is not supported",
        )
        .at(shown(given))
        .mend("use an access key of letters, digits, `-`, `_` and `.`"));
    }
    let mut base = given.clone();
    base.set_query(None);
    base.set_fragment(None);
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", given.path()));
    }
    Ok(base)
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
        let other = base_url(&url("ftp://grid/")).unwrap_err();
        assert_eq!(other.class, Class::Mistake);
        assert_eq!(other.what, "a WebDriver server is spoken to over http or https, not ftp");
        let odd = base_url(&url("https://me:s3cr%40t@grid/")).unwrap_err();
        assert!(!format!("{odd:?}").contains("s3cr"));
        assert!(base_url(&url("https://me:s3cret@grid/")).is_ok());
    }

    #[test]
    fn dialogs_are_left_to_the_journey() {
        let wanted = capabilities(&BrowserOptions::default(), None);
        assert_eq!(wanted["unhandledPromptBehavior"], "ignore");
        assert!(wanted["goog:chromeOptions"].get("binary").is_none());
    }
}
