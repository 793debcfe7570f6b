//! The command line a browser of ours is started with, and why each switch is there.

use std::path::Path;

use serde_json::{Value, json};

use super::find::{Kind, we_are_root};
use super::is_small;
use crate::options::BrowserOptions;
use crate::session::is_here;

/// Below this, Chromium's shared memory has to live elsewhere; containers often give 64 MB.
const ENOUGH_SHARED_MEMORY: u64 = 512;

/// Switches for every run.
const ALWAYS: [&str; 20] = [
    // No talk with anyone but the shop, and nothing that changes by itself.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-field-trial-config",
    "--disable-sync",
    "--disable-breakpad",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-service-autorun",
    // Networks of pipelines often drop UDP: the wait for QUIC would look like a slow shop.
    "--disable-quic",
    // Contexts beside the front one must run at full speed.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    // A page that was left is gone, so that nothing can land in it.
    "--disable-back-forward-cache",
    // Pictures look alike on every machine.
    "--force-color-profile=srgb",
    "--mute-audio",
    // RenderDocument and BackForwardCache make a new frame host and view for each page of one site, which costs a fifth of
    // all time and shows in nothing that a page or a customer sees.
    "--disable-features=Translate,MediaRouter,OptimizationHints,DialMediaRouteProvider,AcceptCHFrame,AutofillServerCommunication,RenderDocument,RenderDocumentCompositorReuse,BackForwardCache",
    // One hop less for each request: a browser of ours lives for one run.
    "--enable-features=NetworkServiceInProcess2",
];

/// The switches for a browser that runs here (`kind`) or at a given WebDriver server (`None`).
pub(crate) fn browser_switches(options: &BrowserOptions, kind: Option<Kind>) -> Vec<String> {
    let mut switches: Vec<String> = ALWAYS.iter().map(|switch| (*switch).to_owned()).collect();
    let mut add = |switch: &str| switches.push(switch.to_owned());
    let (width, height) = options.viewport;
    add(&format!("--window-size={width},{height}"));
    if !options.headed {
        if kind != Some(Kind::HeadlessShell) {
            add("--headless=new");
        }
        // Scroll bars change the width of a page from one machine to the next.
        add("--hide-scrollbars");
        add("--disable-gpu");
        // Painted without a GPU, a page is cut into tiles of 256x256, each with a cost of its own: one tile for the whole page
        // saves a twentieth of all time.
        add(&format!("--default-tile-width={width}"));
        add(&format!("--default-tile-height={height}"));
    }
    let here = kind.is_some() || options.webdriver.as_ref().is_some_and(is_here);
    if here && we_are_root() {
        add("--no-sandbox");
    }
    if here && is_small(Path::new("/dev/shm"), ENOUGH_SHARED_MEMORY) {
        add("--disable-dev-shm-usage");
    }
    if let Some(language) = &options.language {
        add(&format!("--accept-lang={}", accepted(language)));
    }
    switches.extend(options.args.iter().cloned());
    switches
}

/// A browser of ours keeps nothing: no passwords, addresses or cards, and asks nobody to.
pub(crate) fn preferences() -> Value {
    json!({
        "autofill.credit_card_enabled": false,
        "autofill.profile_enabled": false,
        "credentials_enable_service": false,
        "profile.password_manager_enabled": false,
        "profile.password_manager_leak_detection": false,
    })
}

/// `de-DE` is asked for as `de-DE,de`.
pub(crate) fn accepted(language: &str) -> String {
    match language.split_once('-') {
        Some((general, _)) => format!("{language},{general}"),
        None => language.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headless_shell_is_not_told_to_be_headless() {
        let options = BrowserOptions::default();
        let shell = browser_switches(&options, Some(Kind::HeadlessShell));
        let full = browser_switches(&options, Some(Kind::Windowed));
        assert!(!shell.iter().any(|switch| switch.starts_with("--headless")));
        assert!(full.contains(&"--headless=new".to_owned()) && full.contains(&"--window-size=1280,800".to_owned()));
    }

    #[test]
    fn a_window_to_watch_hides_nothing() {
        let switches = browser_switches(&BrowserOptions { headed: true, ..Default::default() }, Some(Kind::Windowed));
        assert!(!switches.iter().any(|switch| switch.contains("headless") || switch.contains("scrollbars")));
    }

    #[test]
    fn a_language_is_asked_for_with_its_general_form() {
        let options = BrowserOptions { language: Some("de-DE".into()), ..Default::default() };
        assert!(browser_switches(&options, None).contains(&"--accept-lang=de-DE,de".to_owned()));
    }

    #[test]
    fn switches_of_the_user_come_last_and_so_win() {
        let options = BrowserOptions { args: vec!["--window-size=400,300".into()], ..Default::default() };
        assert_eq!(browser_switches(&options, None).last().map(String::as_str), Some("--window-size=400,300"));
    }
}
