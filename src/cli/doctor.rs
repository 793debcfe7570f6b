//! `shopper doctor`: what a run needs, looked at one by one, each with what mends it.

mod checks;
mod mailbox;
mod site_map;

use std::fmt::Write as _;

use clap::Args;

use super::flags::BrowserFlags;
use super::output;
use super::start::{Ready, Start};
use crate::config::Flags;
use crate::exit::Exit;

/// Check what a run needs: browser, driver, disk space, the mailbox, the shop and its site map
///
/// Where there is a site map, a walk through the shop looks whether its hints, paths and words still fit.
/// Each line says ok, warn or fail, and what mends it. Ends as a run would: with 1 when the shop does not
/// answer, 2 when settings or site map are wrong, 3 when browser, driver, disk or mailbox server fail.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper doctor
  shopper doctor --shop https://staging.shop.example
  shopper doctor --webdriver http://grid.example:4444/")]
pub(crate) struct DoctorCommand {
    /// The shop to reach
    #[arg(long, value_name = "URL")]
    shop: Option<String>,

    /// Folder of the report, to look at the space there
    #[arg(long, value_name = "DIR")]
    out: Option<String>,

    #[command(flatten)]
    browser: BrowserFlags,
}

/// How one thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ok,
    Warn,
    Fail,
}

/// One line of the examination.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    state: State,
    about: &'static str,
    what: String,
    /// What mends it; nothing when it is well.
    mend: Option<String>,
    /// How a run would end by it.
    exit: Exit,
}

impl Finding {
    fn ok(about: &'static str, what: impl Into<String>) -> Self {
        Self { state: State::Ok, about, what: what.into(), mend: None, exit: Exit::Passed }
    }

    fn warn(about: &'static str, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { state: State::Warn, about, what: what.into(), mend: Some(mend.into()), exit: Exit::Passed }
    }

    /// Nobody could tell anything of the shop.
    fn fail(about: &'static str, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { state: State::Fail, about, what: what.into(), mend: Some(mend.into()), exit: Exit::Blocked }
    }

    /// A run would end otherwise by it.
    fn with(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }

    fn render(&self, colour: bool) -> String {
        let (word, code) = match self.state {
            State::Ok => ("ok", "32"),
            State::Warn => ("warn", "33"),
            State::Fail => ("fail", "31"),
        };
        let padding = " ".repeat(6 - word.len());
        let word = if colour { format!("\x1b[1;{code}m{word}\x1b[0m") } else { word.to_owned() };
        let mut text = format!("{word}{padding}{:<10} {}\n", self.about, self.what);
        if let Some(mend) = &self.mend {
            let _ = writeln!(text, "                 -> {mend}");
        }
        text
    }
}

impl DoctorCommand {
    pub(crate) fn carry_out(&self, start: &Start) -> Exit {
        let mut flags = Flags::default();
        flags.set("url", self.shop.as_ref());
        flags.set("out", self.out.as_ref());
        self.browser.put(&mut flags);
        match start.settings(flags) {
            Ok(ready) => super::runtime::block_on(examine(&ready)).unwrap_or_else(|exit| exit),
            Err(exit) => exit,
        }
    }
}

async fn examine(ready: &Ready) -> Exit {
    let colour = ready.look().colour;
    let mut exit = Exit::Passed;
    let mut show = |findings: Vec<Finding>| {
        let well = findings.iter().all(|finding| finding.state != State::Fail);
        for finding in findings {
            let text = finding.render(colour);
            exit = exit.and(output::print(&ready.redactor.clean(&text))).and(finding.exit);
        }
        well
    };
    show(checks::settings(&ready.settings));
    let installed = match &ready.settings.webdriver {
        Some(url) => show(checks::webdriver(url).await),
        None => show(checks::programs(&ready.browser_options()).await),
    };
    show(checks::disk(&ready.settings));
    show(mailbox::examine(ready).await);
    if installed {
        show(Box::pin(checks::browser_and_shop(ready)).await);
    } else {
        show(checks::shop_without_browser(&ready.settings).await);
    }
    exit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_that_is_not_well_says_what_mends_it() {
        let text = Finding::ok("browser", "chromium 156").render(false)
            + &Finding::warn("disk", "90 MB free in /tmp", "free some space").render(false)
            + &Finding::fail("driver", "no chromedriver", "apt-get install -y chromium-driver").render(false);
        insta::assert_snapshot!(text, @r"
        ok    browser    chromium 156
        warn  disk       90 MB free in /tmp
                         -> free some space
        fail  driver     no chromedriver
                         -> apt-get install -y chromium-driver
        ");
        assert!(Finding::ok("browser", "").render(true).starts_with("\x1b[1;32mok\x1b[0m    browser"));
    }
}
