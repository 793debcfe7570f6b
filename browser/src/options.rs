//! What a browser is started with, resolved: nobody below asks where a value came from.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::redact::Redactor;

/// How pages are spoken to once the session is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WireChoice {
    /// The browser-level CDP socket where the session offers one, classic WebDriver elsewhere.
    #[default]
    Auto,
    /// The CDP socket, or an error where there is none.
    Cdp,
    /// Classic WebDriver commands only.
    Classic,
}

/// What a browser is started with.
#[derive(Debug, Clone)]
pub struct BrowserOptions {
    /// A WebDriver end point (a grid, a driver that runs already); `None` starts a driver of our own.
    pub webdriver: Option<url::Url>,
    /// How pages are spoken to.
    pub wire: WireChoice,
    /// Whether a person wants to watch in a real window.
    pub headed: bool,
    /// Width and height of the viewport in CSS pixels.
    pub viewport: (u32, u32),
    /// The browser to start; `None` looks for one.
    pub browser_binary: Option<PathBuf>,
    /// The driver to start; `None` looks for one.
    pub driver_binary: Option<PathBuf>,
    /// Command line arguments for the browser beside the usual ones.
    pub args: Vec<String>,
    /// How long one command may take before the browser counts as lost.
    pub command_deadline: Duration,
    /// How long a locator or an expectation is waited for, within the step's own budget.
    pub patience: Duration,
    /// What cleans all evidence.
    pub redactor: Arc<Redactor>,
    /// How many isolated contexts are kept ready.
    pub contexts_ahead: usize,
    /// Whether certificates that do not verify are accepted.
    pub accept_insecure_certs: bool,
    /// The language the browser asks for, e.g. `de-DE`.
    pub language: Option<String>,
    /// Hosts that pages are waited for as for their own, with those below them; others only for a moment.
    pub own_hosts: Vec<String>,
}

impl Default for BrowserOptions {
    fn default() -> Self {
        Self {
            webdriver: None,
            wire: WireChoice::Auto,
            headed: false,
            viewport: (1280, 800),
            browser_binary: None,
            driver_binary: None,
            args: Vec::new(),
            command_deadline: Duration::from_secs(30),
            patience: Duration::from_secs(5),
            redactor: Arc::new(Redactor::default()),
            contexts_ahead: 1,
            accept_insecure_certs: false,
            language: None,
            own_hosts: Vec::new(),
        }
    }
}
