//! `shopper run PATHS`: goes through journeys and tells what it saw.

use std::io;
use std::sync::Arc;

use clap::Args;
use jiff::Timestamp;
use shopper_steps::{Catalogue, Mailbox, Shop};

use super::flags::{BrowserFlags, Choice, RunFlags, has_login, words};
use super::signals::Signals;
use super::start::{Ready, Start};
use super::{output, runtime, wiring};
use crate::config::Flags;
use crate::exit::{Exit, FlakyGate};
use crate::plan::Plan;
use crate::record::{Event, JOURNEY};
use crate::report::{Console, Desk, OpenTrouble, Places};
use crate::run::{RunSettings, run};

/// Go through journeys and tell what was seen
///
/// Every mistake in a journey is told before a browser starts. Each journey gets a browser context of
/// its own; what was seen is kept in the report's folder: run.json, TEST-mystery-shopper.xml (JUnit)
/// and pictures. The first Ctrl-C ends the journeys where they are and keeps what they left, the second ends now.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper run features --shop https://staging.shop.example
  shopper run features/checkout/guest.feature:12 --headed
  shopper run features --tags \"@critical and not @slow\" -j 4 --out reports/critical
  shopper run features --webdriver http://grid.example:4444/")]
pub(crate) struct RunCommand {
    #[command(flatten)]
    choice: Choice,

    /// The shop: where its first page is
    #[arg(long, value_name = "URL")]
    shop: Option<String>,

    #[command(flatten)]
    run: RunFlags,

    #[command(flatten)]
    browser: BrowserFlags,
}

impl RunCommand {
    pub(crate) fn carry_out(&self, start: &Start, catalogue: &Arc<Catalogue>) -> Exit {
        self.try_carry_out(start, catalogue).unwrap_or_else(|exit| exit)
    }

    fn try_carry_out(&self, start: &Start, catalogue: &Arc<Catalogue>) -> Result<Exit, Exit> {
        let mut flags = Flags::default();
        flags.set("url", self.shop.as_ref());
        self.run.put(&mut flags);
        self.browser.put(&mut flags);
        let ready = start.settings_beside(flags, &self.choice.paths)?;
        let plan = self.choice.plan(&ready, catalogue)?;
        let ready = ready.with_variables()?;
        let Some(url) = ready.settings.url.as_ref().map(|url| url.value.clone()) else {
            output::complain(
                "error: no shop is named\n  = help: name it: --shop URL, or url = \"...\" in shop.toml (beside the features) or shopper.toml; `shopper demo` brings a shop along",
            );
            return Err(Exit::Mistaken);
        };
        let shop = Arc::new(ready.shop(url));
        let places = ready.places(&ready.settings.out.value);
        runtime::block_on(async {
            let mut signals = Signals::listen()?;
            let mailbox = open_mailbox(&shop).await?;
            if let Some(mailbox) = mailbox.as_ref().filter(|_| plan.speaks_of(MAIL, catalogue)) {
                mailbox.begin().await;
            }
            let again_without_login = self.shop.as_deref().is_some_and(has_login);
            let run = Ground { shop, mailbox, places, again: self.again(start), again_without_login };
            go(&ready, plan, catalogue, run, &mut signals).await
        })?
    }
}

impl RunCommand {
    /// The command that shows one journey of this run again.
    fn again(&self, start: &Start) -> String {
        let shop = words([("--shop", self.shop.clone())]);
        format!("shopper run {JOURNEY}{shop}{}{} --headed", start.common.again(), self.browser.again())
    }
}

/// Where a run takes place, and what it leaves.
pub(crate) struct Ground {
    pub(crate) shop: Arc<Shop>,
    pub(crate) mailbox: Option<Mailbox>,
    pub(crate) places: Places,
    /// The command that goes through one of its journeys again.
    pub(crate) again: String,
    /// It goes without the user and password of the shop's address.
    pub(crate) again_without_login: bool,
}

/// The topic of the steps that read mails.
const MAIL: &str = "mail";

/// Opens the mailbox of the settings, and tells where the shop must send to.
async fn open_mailbox(shop: &Shop) -> Result<Option<Mailbox>, Exit> {
    let mailbox = Mailbox::open(&shop.mail).await.map_err(|why| {
        output::complain(&format!("error: {why}\n  = help: [mail] of shopper.toml says where mails are read"));
        Exit::Mistaken
    })?;
    if let Some(told) = mailbox.as_ref().and_then(Mailbox::told) {
        output::print(&format!("{told}\n"));
    }
    Ok(mailbox)
}

/// Goes through a plan: opens the reports' desk, starts the browser, runs, and waits until all is written.
pub(crate) async fn go(
    ready: &Ready,
    plan: Plan,
    catalogue: &Arc<Catalogue>,
    Ground { shop, mailbox, places, again, again_without_login }: Ground,
    signals: &mut Signals,
) -> Result<Exit, Exit> {
    let console = Console::new(Box::new(io::stdout()), ready.look());
    let (sink, desk) = Desk::open(places.clone(), Arc::clone(&ready.redactor), console).map_err(|trouble| {
        output::complain(&format!("error: {trouble}"));
        match trouble {
            OpenTrouble::Held(_) => Exit::Mistaken,
            OpenTrouble::Unwritable(_) => Exit::Blocked,
        }
    })?;
    let settings = RunSettings {
        catalogue: Arc::clone(catalogue),
        shop,
        mailbox,
        browser: ready.browser_options(),
        out: places.out,
        again: Some(again),
        again_without_login,
        workers: wiring::workers(&ready.settings),
        seed: ready.settings.seed.as_ref().map_or_else(wiring::any_seed, |seed| seed.value),
        screenshots: ready.settings.screenshots.value,
        step_budget: ready.settings.step_timeout.value,
        scenario_budget: ready.settings.scenario_timeout.value,
        run_budget: ready.settings.run_timeout.value,
        stop: signals.stop(),
    };
    let ended_now = tokio::select! {
        () = run(plan, settings, sink.clone()) => None,
        // Whatever the run holds is dropped here, and ends: contexts, browser, driver.
        why = signals.second() => Some(why),
    };
    if let Some(why) = ended_now {
        sink.tell(Event::Interrupted { at: Timestamp::now(), why });
    }
    drop(sink);
    let outcome = desk.close();
    for trouble in &outcome.troubles {
        output::complain(&format!("error: {trouble}"));
    }
    Ok(outcome.exit(FlakyGate::Pass))
}
