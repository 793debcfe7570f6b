//! The flags that several commands share. They hold text: the settings alone read and judge it.
#![expect(clippy::doc_markdown, reason = "the doc comments here are printed as help")]

use std::path::PathBuf;

use clap::{ArgAction, Args};

use crate::config::Flags;
use crate::report::word;

/// Flags of every command.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Common {
    /// Settings file to read, instead of the nearest shopper.toml at or above this folder
    #[arg(long, value_name = "FILE", global = true, help_heading = "Everywhere")]
    pub(crate) config: Option<PathBuf>,

    /// Site map to read, instead of the nearest shop.toml beside or above the features
    #[arg(long, value_name = "FILE", global = true, help_heading = "Everywhere")]
    pub(crate) site_map: Option<PathBuf>,

    /// When to use colours: auto, always, never
    #[arg(long, value_name = "WHEN", global = true, help_heading = "Everywhere")]
    pub(crate) color: Option<String>,

    /// Tell on standard error what happens; twice: in detail. RUST_LOG chooses finer
    #[arg(short, long, action = ArgAction::Count, global = true, help_heading = "Everywhere")]
    pub(crate) verbose: u8,
}

/// How the browser is started and spoken to.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Browser")]
pub(crate) struct BrowserFlags {
    /// Use a running WebDriver (chromedriver, Selenium Grid) instead of starting one
    #[arg(long, value_name = "URL")]
    webdriver: Option<String>,

    /// How pages are driven: auto, cdp (fast, needs Chromium), classic (plain WebDriver)
    #[arg(long, value_name = "WIRE")]
    wire: Option<String>,

    /// Show the browser's window
    #[arg(long)]
    headed: bool,

    /// Size of the page in CSS pixels, such as 1280x800
    #[arg(long, value_name = "WxH")]
    viewport: Option<String>,

    /// Browser to start, instead of the first one found
    #[arg(long, value_name = "PATH")]
    browser_binary: Option<String>,

    /// Driver to start, instead of the first one found
    #[arg(long, value_name = "PATH")]
    driver_binary: Option<String>,
}

/// How a run goes and what it leaves.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct RunFlags {
    /// How many journeys at a time: a number, or auto
    #[arg(short = 'j', long, value_name = "N")]
    workers: Option<String>,

    /// When pictures are taken: off, failures, steps
    #[arg(long, value_name = "WHEN")]
    screenshots: Option<String>,

    /// Folder for the report, the record, JUnit and pictures; what an earlier run left there is replaced
    #[arg(long, value_name = "DIR")]
    out: Option<String>,

    /// Make up the same data as the run that told this seed
    #[arg(long, value_name = "N")]
    seed: Option<String>,

    /// How long the shop may take to show what is expected, such as 5s or 500ms
    #[arg(long, value_name = "DURATION")]
    timeout: Option<String>,

    /// How long one step may take
    #[arg(long, value_name = "DURATION")]
    step_timeout: Option<String>,

    /// How long one journey may take
    #[arg(long, value_name = "DURATION")]
    scenario_timeout: Option<String>,

    /// How long the whole run may take
    #[arg(long, value_name = "DURATION")]
    run_timeout: Option<String>,
}

/// Which journeys are gone through.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Choice {
    /// Feature files and folders; FILE:LINE takes the journey at that line, FILE:LINE[2] the second row of its examples, and data.csv:LINE that of a row in a file
    #[arg(value_name = "PATHS", required = true)]
    pub(crate) paths: Vec<String>,

    #[command(flatten)]
    pub(crate) filter: Filter,
}

/// Which of the journeys in the files.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Filter {
    /// Only journeys whose tags fit, such as "@critical and not @slow"
    #[arg(long, value_name = "TAGS", help_heading = "Selection")]
    pub(crate) tags: Option<String>,

    /// Only journeys whose name fits this regular expression
    #[arg(long, value_name = "REGEX", help_heading = "Selection")]
    pub(crate) name: Option<String>,
}

impl Common {
    /// What was given of it and matters when a journey is gone through again, as words of a command.
    pub(crate) fn again(&self) -> String {
        let path = |path: &PathBuf| path.display().to_string();
        words([("--config", self.config.as_ref().map(path)), ("--site-map", self.site_map.as_ref().map(path))])
    }

    pub(crate) fn put(&self, flags: &mut Flags) {
        flags.set("color", self.color.as_ref());
    }
}

/// Flags with their values, as words of a command; each with a blank before it.
pub(crate) fn words<'f>(flags: impl IntoIterator<Item = (&'f str, Option<String>)>) -> String {
    let given =
        flags.into_iter().filter_map(|(flag, value)| Some(format!(" {flag} {}", word(&without_password(value?)))));
    given.collect()
}

/// Whether a user or a password stands in an address.
pub(crate) fn has_login(value: &str) -> bool {
    url::Url::parse(value).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

/// An address goes without its user and password: whoever goes through a journey again has them, and a record is read by more.
fn without_password(value: String) -> String {
    match url::Url::parse(&value) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            let both = (url.set_username(""), url.set_password(None));
            if both == (Ok(()), Ok(())) { url.into() } else { String::new() }
        }
        _ => value,
    }
}

impl BrowserFlags {
    /// What was given of it and matters when a person watches a journey, as words of a command.
    pub(crate) fn again(&self) -> String {
        words([
            ("--wire", self.wire.clone()),
            ("--viewport", self.viewport.clone()),
            ("--browser-binary", self.browser_binary.clone()),
            ("--driver-binary", self.driver_binary.clone()),
        ])
    }

    pub(crate) fn put(&self, flags: &mut Flags) {
        flags.set("webdriver", self.webdriver.as_ref());
        flags.set("wire", self.wire.as_ref());
        flags.set("headed", self.headed.then_some(true));
        flags.set("viewport", self.viewport.as_ref());
        flags.set("browser-binary", self.browser_binary.as_ref());
        flags.set("driver-binary", self.driver_binary.as_ref());
    }
}

impl RunFlags {
    pub(crate) fn put(&self, flags: &mut Flags) {
        flags.set("workers", self.workers.as_ref());
        flags.set("screenshots", self.screenshots.as_ref());
        flags.set("out", self.out.as_ref());
        flags.set("seed", self.seed.as_ref());
        flags.set("timeout.wait", self.timeout.as_ref());
        flags.set("timeout.step", self.step_timeout.as_ref());
        flags.set("timeout.scenario", self.scenario_timeout.as_ref());
        flags.set("timeout.run", self.run_timeout.as_ref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_to_be_copied_holds_no_password() {
        let told = |value: &str| words([("--shop", Some(value.to_owned()))]);
        assert_eq!(told("https://qa:p^ss;w=rd@staging.example/"), " --shop https://staging.example/");
        assert_eq!(told("https://qa@staging.example/a?b=c"), " --shop 'https://staging.example/a?b=c'");
        assert_eq!(told("staging.example"), " --shop staging.example");
    }
}
