//! `shopper demo`: the shipped journeys, in a shop that the program brings along.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use shopper_steps::{Catalogue, Mailbox, Shop, SmtpSink};
use storefront::{Fault, Options, Skin, Storefront};
use url::Url;

use super::flags::{BrowserFlags, Choice, Filter, RunFlags, words};
use super::run::{Ground, go};
use super::signals::Signals;
use super::start::{Ready, Start};
use super::{output, runtime, shipped};
use crate::config::{Flags, did_you_mean};
use crate::exit::Exit;
use crate::plan::Plan;
use crate::record::JOURNEY;

/// See it at work on a shop it brings along
///
/// Opens a small shop on this machine and goes through the shipped journeys in it, on each of its two
/// skins: pages made by the server, and one page drawn by a script. With --fault the shop is wrong in
/// a way that the journeys find. The journeys are copied beside the report. With PATHS it goes through
/// your own journeys instead: a place to try them where nothing can be broken.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper demo
  shopper demo --skin app --headed
  shopper demo --tags @critical --skin classic
  shopper demo first.feature                a journey of your own, on both skins
  shopper demo --fault total-off-by-a-cent
  shopper demo --faults                     every way in which the shop can be wrong")]
pub(crate) struct DemoCommand {
    /// Journeys of your own: files, folders, or one line of a file; without any, the shipped ones
    #[arg(value_name = "PATHS")]
    paths: Vec<String>,

    /// Which skin of the shop
    #[arg(long, value_enum, default_value_t = Skins::Both)]
    skin: Skins,

    /// Let the shop be wrong in this way; can be given several times
    #[arg(long = "fault", value_name = "NAME")]
    faults: Vec<String>,

    /// Only tell in which ways the shop can be wrong
    #[arg(long = "faults")]
    list: bool,

    #[command(flatten)]
    filter: Filter,

    #[command(flatten)]
    run: RunFlags,

    #[command(flatten)]
    browser: BrowserFlags,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Skins {
    /// Both, one after the other
    Both,
    /// Pages made by the server
    Classic,
    /// One page drawn by a script
    App,
}

impl Skins {
    fn each(self) -> &'static [Skin] {
        match self {
            Self::Both => &Skin::ALL,
            Self::Classic => &[Skin::Classic],
            Self::App => &[Skin::App],
        }
    }
}

impl DemoCommand {
    pub(crate) fn carry_out(&self, start: &Start, catalogue: &Arc<Catalogue>) -> Exit {
        if self.list {
            return output::print(&list_of_faults());
        }
        self.try_carry_out(start, catalogue).unwrap_or_else(|exit| exit)
    }

    fn try_carry_out(&self, start: &Start, catalogue: &Arc<Catalogue>) -> Result<Exit, Exit> {
        let mut flags = Flags::default();
        self.run.put(&mut flags);
        self.browser.put(&mut flags);
        let faults = self.known_faults()?;
        let ready = start.settings_beside(flags, &self.paths)?;
        let paths = if self.paths.is_empty() { copies(&ready)? } else { self.paths.clone() };
        let choice = Choice { paths, filter: self.filter.clone() };
        let plan = choice.plan_with_mailbox(&ready, catalogue)?;
        runtime::block_on(async {
            let mut signals = Signals::listen()?;
            let mut exit = Exit::Passed;
            let own = !self.paths.is_empty();
            for skin in self.skin.each() {
                let again = self.again(*skin, start);
                let went = shop_in((*skin, &faults, own), again, &ready, plan.clone(), catalogue, &mut signals).await?;
                exit = exit.and(went);
                if signals.stopped().is_some() {
                    break;
                }
            }
            Ok(exit.and(output::print(&farewell(&ready.settings.out.value, own))))
        })?
    }

    /// The command that shows one journey on this skin again.
    fn again(&self, skin: Skin, start: &Start) -> String {
        let faults = words(self.faults.iter().map(|name| ("--fault", Some(name.clone()))));
        let (common, browser) = (start.common.again(), self.browser.again());
        format!("shopper demo {JOURNEY} --skin {}{faults}{common}{browser} --headed", skin.name())
    }

    fn known_faults(&self) -> Result<Vec<Fault>, Exit> {
        self.faults.iter().map(|name| known_fault(name)).collect()
    }
}

fn known_fault(name: &str) -> Result<Fault, Exit> {
    let known = Fault::ALL.iter().copied().find(|fault| fault.name() == name);
    known.ok_or_else(|| {
        let mend = match did_you_mean(name, Fault::ALL.iter().map(|fault| fault.name())) {
            Some(near) => format!("did you mean {near}?"),
            None => "`shopper demo --faults` tells all".to_owned(),
        };
        output::complain(&format!("error: the demo shop cannot be wrong in the way \"{name}\"\n  = help: {mend}"));
        Exit::Mistaken
    })
}

/// The shipped journeys, copied beside the report.
fn copies(ready: &Ready) -> Result<Vec<String>, Exit> {
    let folder = ready.settings.out.value.join("features");
    shipped::write_to(&folder).map_err(|error| {
        output::complain(&format!("error: cannot write the journeys to {}: {error}", folder.display()));
        Exit::Blocked
    })
}

/// Goes through the journeys, which are the shipped ones or the user's own, in a shop of its own.
async fn shop_in(
    (skin, faults, own): (Skin, &[Fault], bool),
    again: String,
    ready: &Ready,
    plan: Plan,
    catalogue: &Arc<Catalogue>,
    signals: &mut Signals,
) -> Result<Exit, Exit> {
    let sink = SmtpSink::listen("127.0.0.1:0").await.map_err(|why| {
        output::complain(&format!("error: {why}"));
        Exit::Blocked
    })?;
    let mail = Some(sink.address().to_string());
    let options = Options { skin, faults: faults.to_vec(), mail, ..Options::default() };
    let storefront = Storefront::start(options).await.map_err(|error| {
        output::complain(&format!("error: the demo shop does not open: {error}"));
        Exit::Blocked
    })?;
    let heading = format!("\nthe {skin} skin at {}\n", storefront.url());
    let exit = output::print(&heading);
    let url = Url::parse(storefront.url()).expect("the storefront tells a URL");
    let places = ready.places(ready.settings.out.value.join(skin.name()));
    // The settings of the shipped journeys' neighbours are those of another shop.
    let shop = if own { ready.shop(url) } else { Shop::with_url(url) };
    let run =
        Ground { shop: Arc::new(shop), mailbox: Some(Mailbox::of(sink)), places, again, again_without_login: false };
    let outcome = go(ready, plan, catalogue, run, signals).await;
    storefront.stop().await;
    outcome.map(|outcome| exit.and(outcome))
}

fn farewell(out: &Path, own: bool) -> String {
    let out = out.display();
    let journeys = if own { String::new() } else { format!("; the journeys in {out}/features") };
    format!("\nthe reports, with pictures of what went wrong, are in {out}{journeys}\n")
}

fn list_of_faults() -> String {
    let width = Fault::ALL.iter().map(|fault| fault.name().len()).max().unwrap_or(0);
    Fault::ALL.iter().fold(String::new(), |mut text, fault| {
        let _ = writeln!(text, "{:width$}  {}", fault.name(), fault.describe());
        text
    })
}
