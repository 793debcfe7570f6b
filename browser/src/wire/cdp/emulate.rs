//! Other surroundings for a page, as commands of Chromium's protocol; the classic wire sends them by way of the driver.

use serde_json::{Value, json};

use crate::driver::accepted;
use crate::emulate::Emulation;

/// One command; some are for the browser as a whole.
pub(in crate::wire) struct Command {
    pub(in crate::wire) browser: bool,
    pub(in crate::wire) method: &'static str,
    pub(in crate::wire) params: Value,
}

fn page(method: &'static str, params: Value) -> Command {
    Command { browser: false, method, params }
}

/// What a phone says it is, before and after the browser's version.
const PHONE: (&str, &str) = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/",
    " Mobile Safari/537.36",
);

/// The commands for `what`, in a browser that says it is `agent`.
pub(in crate::wire) fn commands(what: &Emulation, agent: &str) -> Vec<Command> {
    match what {
        Emulation::Screen { width, height, phone } => vec![
            page(
                "Emulation.setDeviceMetricsOverride",
                json!({
                    "width": width, "height": height, "mobile": phone,
                    "deviceScaleFactor": if *phone { 3 } else { 1 },
                }),
            ),
            page(
                "Emulation.setTouchEmulationEnabled",
                json!({"enabled": phone, "maxTouchPoints": if *phone { 5 } else { 1 }}),
            ),
        ],
        Emulation::Customer { phone, language } => {
            let mut told = json!({"userAgent": if *phone { as_phone(agent) } else { agent.to_owned() }});
            let mut all = Vec::new();
            if let Some(language) = language {
                told["acceptLanguage"] = accepted(language).into();
                all.push(page("Emulation.setLocaleOverride", json!({"locale": language})));
            }
            if *phone {
                told["platform"] = "Linux armv81".into();
            }
            all.push(page("Emulation.setUserAgentOverride", told));
            all
        }
        Emulation::TimeZone(zone) => vec![page("Emulation.setTimezoneOverride", json!({"timezoneId": zone}))],
        Emulation::Place { latitude, longitude } => vec![
            Command {
                browser: true,
                method: "Browser.grantPermissions",
                params: json!({"permissions": ["geolocation"]}),
            },
            page(
                "Emulation.setGeolocationOverride",
                json!({"latitude": latitude, "longitude": longitude, "accuracy": 10}),
            ),
        ],
        Emulation::Offline(offline) => vec![page(
            "Network.emulateNetworkConditions",
            json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}),
        )],
        Emulation::Blocked(places) => {
            let patterns: Vec<String> = places.iter().flat_map(|place| patterns(place)).collect();
            vec![page("Network.setBlockedURLs", json!({"urls": patterns}))]
        }
    }
}

/// A host with the hosts below it, or a part of an address.
fn patterns(place: &str) -> Vec<String> {
    if place.contains('/') {
        return vec![format!("*{place}*")];
    }
    ["", "*."].iter().flat_map(|below| [format!("*://{below}{place}/*"), format!("*://{below}{place}:*")]).collect()
}

fn as_phone(agent: &str) -> String {
    let version = agent.split("Chrome/").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or("140.0.0.0");
    format!("{}{version}{}", PHONE.0, PHONE.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_keeps_the_browsers_version() {
        let told = as_phone("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/156.0.1.2 Safari/537.36");
        assert!(told.contains("Chrome/156.0.1.2 Mobile"), "{told}");
    }

    #[test]
    fn a_host_is_blocked_with_the_hosts_below_it_and_at_any_port() {
        assert_eq!(
            patterns("cdn.example"),
            ["*://cdn.example/*", "*://cdn.example:*", "*://*.cdn.example/*", "*://*.cdn.example:*"]
        );
        assert_eq!(patterns("shop.example/ads"), ["*shop.example/ads*"]);
    }
}
