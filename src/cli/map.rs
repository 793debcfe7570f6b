//! `shopper map URL`: walks through a shop once and writes a first site map.

mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use shopper_browser::{Browser, Failure};
use shopper_steps::{FoundCounts, Survey, World};
use url::Url;

use super::flags::BrowserFlags;
use super::start::{Ready, Start};
use super::{output, runtime};
use crate::config::{Flags, SITE_MAP_NAME};
use crate::exit::Exit;
use crate::record::{WriteTrouble, write_renamed};

/// Walk through a shop and write a first site map of it
///
/// Goes from the first page by search, product and cart to the checkout, as a customer would, and orders nothing; the
/// checkout's forms are filled in up to the way of shipping. The site map tells what was found by which means and what
/// was not; only what was guessed becomes a line that counts. Pictures show each page with what was found outlined.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper map https://staging.shop.example
  shopper map https://staging.shop.example --out features/shop.toml --product \"Red Scarf\"
  shopper map https://staging.shop.example --out -")]
pub(crate) struct MapCommand {
    /// Where the shop's first page is
    #[arg(value_name = "URL")]
    shop: String,

    /// The file to write; - only prints it
    #[arg(long, value_name = "FILE", default_value = SITE_MAP_NAME)]
    out: PathBuf,

    /// Write over a file that is there
    #[arg(long)]
    force: bool,

    /// Folder for the pictures [default: map in the folder of the report]
    #[arg(long, value_name = "DIR")]
    pictures: Option<PathBuf>,

    /// A product to put into the cart, by its name; without it the first one found is taken
    #[arg(long, value_name = "NAME")]
    product: Option<String>,

    #[command(flatten)]
    browser: BrowserFlags,
}

impl MapCommand {
    pub(crate) fn carry_out(&self, start: &Start) -> Exit {
        self.try_carry_out(start).unwrap_or_else(|exit| exit)
    }

    fn try_carry_out(&self, start: &Start) -> Result<Exit, Exit> {
        if self.is_written() && self.out.exists() && !self.force {
            output::complain(&format!(
                "error: {} is there already\n  = help: write to another file with --out FILE, or over it with --force",
                self.out.display()
            ));
            return Err(Exit::Mistaken);
        }
        check_address(&self.shop)?;
        let mut flags = Flags::default();
        flags.set("url", Some(&self.shop));
        self.browser.put(&mut flags);
        let ready = start.settings(flags)?.with_variables()?;
        let Some(url) = ready.settings.url.as_ref().map(|url| url.value.clone()) else { return Err(Exit::Mistaken) };
        let walk = walk(&ready, url.clone(), self.product.as_deref());
        let survey = runtime::block_on(walk)?.map_err(|failure| told(&ready, &failure))?;
        self.keep(&ready, &url, &survey)
    }

    fn is_written(&self) -> bool {
        self.out != Path::new("-")
    }

    /// Writes pictures and map, and tells what came of the walk.
    fn keep(&self, ready: &Ready, url: &Url, survey: &Survey) -> Result<Exit, Exit> {
        let folder = self.pictures.clone().unwrap_or_else(|| ready.settings.out.value.join("map"));
        let mut pictures = Vec::new();
        for (at, stop) in survey.stops.iter().enumerate() {
            let path = folder.join(format!("{}-{}.png", at + 1, stop.name.replace(", ", "-").replace(' ', "-")));
            if let Some(picture) = &stop.picture {
                write_renamed(&path, |out| out.write_all(&picture.bytes)).map_err(|trouble| cannot_write(&trouble))?;
                pictures.push(Some(path));
            } else {
                pictures.push(None);
            }
        }
        let text = ready.redactor.clean(&write::site_map(url, survey, &pictures)).into_owned();
        let mut exit = output::print(&text);
        if self.is_written() {
            write_renamed(&self.out, |out| out.write_all(text.as_bytes())).map_err(|trouble| cannot_write(&trouble))?;
            let counts = FoundCounts::of(survey.found());
            let shown = self.out.display();
            output::complain(&format!(
                "found: {counts}\nwritten: {shown}; check it any time: shopper doctor --shop {url}"
            ));
        }
        if let Some(failure) = &survey.ended {
            exit = exit.and(told(ready, failure));
        }
        Ok(exit)
    }
}

/// Tells an address that is none before anything begins.
fn check_address(shop: &str) -> Result<(), Exit> {
    if Url::parse(shop).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
        return Ok(());
    }
    let whole = Url::parse(&format!("https://{shop}")).ok();
    let host = whole.filter(|url| url.host_str().is_some_and(|host| host.contains('.') || host == "localhost"));
    let example = host.map_or_else(|| "https://staging.shop.example".to_owned(), |url| url.to_string());
    output::complain(&format!(
        "error: \"{shop}\" is no web address\n  = help: write the whole address of the shop's first page: shopper map {example}"
    ));
    Err(Exit::Mistaken)
}

async fn walk(ready: &Ready, url: Url, product: Option<&str>) -> Result<Survey, Failure> {
    let browser = Browser::start(ready.browser_options()).await?;
    let context = browser.open_context().await?;
    let mut world = World::new(context.page().clone(), Arc::new(ready.shop(url)));
    let survey = Box::pin(world.survey(product, true)).await;
    context.close().await;
    browser.close().await;
    survey
}

/// Tells a failure, and what it means for the exit code.
pub(super) fn told(ready: &Ready, failure: &Failure) -> Exit {
    let mut lines = vec![format!("error: the walk ended: {failure}")];
    lines.extend(failure.details.iter().map(|line| format!("  = {line}")));
    lines.push(format!("  = help: {}", failure.mend));
    output::complain(&ready.redactor.clean(&lines.join("\n")));
    Exit::of_failure(failure.class)
}

fn cannot_write(trouble: &WriteTrouble) -> Exit {
    output::complain(&format!("error: {trouble}"));
    Exit::Blocked
}
