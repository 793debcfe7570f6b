//! The things that `shopper doctor` looks at.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use shopper_browser::driver::{find_browser, find_driver, versions_fit};
use shopper_browser::{Browser, BrowserOptions, Failure, webdriver_status};
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

use super::{Finding, site_map};
use crate::cli::start::Ready;
use crate::config::Settings;
use crate::exit::Exit;

/// What answers a check must answer within this time.
const PATIENCE: Duration = Duration::from_secs(10);
const MEGABYTE: u64 = 1024 * 1024;
/// Below this, a browser's profile and a run's pictures will not fit.
const TOO_LITTLE: u64 = 100 * MEGABYTE;
/// Below this, a longer run may not fit.
const LITTLE: u64 = 1024 * MEGABYTE;

pub(super) fn settings(settings: &Settings) -> Vec<Finding> {
    let what = match &settings.file {
        Some(path) => path.display().to_string(),
        None => "no shopper.toml here or above: the defaults hold".to_owned(),
    };
    let mut findings = vec![Finding::ok("settings", what)];
    if let Some(path) = &settings.site_map {
        findings.push(Finding::ok("site map", path.display().to_string()));
    }
    if let Err(troubles) = settings.require_variables() {
        for trouble in troubles.0 {
            findings.push(Finding::fail("settings", trouble.what, trouble.mend.join("; ")).with(Exit::Mistaken));
        }
    }
    findings
}

pub(super) async fn programs(options: &BrowserOptions) -> Vec<Finding> {
    let (browser, driver) = (find_browser(options), find_driver(options));
    let mut findings = Vec::new();
    let mut versions = Vec::new();
    for (about, found) in [("browser", browser), ("driver", driver)] {
        let version = match &found {
            Ok(found) => found.version().await,
            Err(failure) => Err(failure.clone()),
        };
        match (found, version) {
            (Ok(found), Ok(version)) => {
                findings.push(Finding::ok(about, format!("{} {}", found.path.display(), version.text)));
                versions.push(version);
            }
            (_, Err(failure)) | (Err(failure), _) => findings.push(failed(about, &failure)),
        }
    }
    if let [browser, driver] = versions.as_slice() {
        findings.push(match versions_fit(browser, driver) {
            Ok(()) => Finding::ok("versions", "browser and driver fit"),
            Err(failure) => failed("versions", &failure),
        });
    }
    findings
}

pub(super) async fn webdriver(url: &Url) -> Vec<Finding> {
    let shown = without_password(url);
    let mend = "start it, or correct --webdriver";
    let finding = match webdriver_status(url, PATIENCE).await {
        Ok(status) if status["value"]["ready"] == true => Finding::ok("webdriver", format!("{shown} is ready")),
        Ok(status) if status["value"]["ready"] == false => {
            let why = status["value"]["message"].as_str().unwrap_or("it says no more");
            Finding::warn("webdriver", format!("{shown} is not ready now: {why}"), "wait, or free one of its sessions")
        }
        Ok(_) => Finding::fail("webdriver", format!("{shown} answers, but not as a WebDriver does"), mend),
        Err(why) => Finding::fail("webdriver", format!("{shown} {why}"), mend),
    };
    vec![finding]
}

pub(super) fn disk(settings: &Settings) -> Vec<Finding> {
    let out = existing(&settings.out.value);
    let temporary = std::env::temp_dir();
    let out = (out, "free some space, or choose another folder with --out");
    let temporary = (temporary, "free some space, or name another folder in TMPDIR");
    let both = if out.0 == temporary.0 { vec![out] } else { vec![out, temporary] };
    both.into_iter().map(|(folder, mend)| space(&folder, mend)).collect()
}

fn space(folder: &Path, mend: &str) -> Finding {
    let shown = folder.display();
    if let Err(error) = tempfile::tempfile_in(folder) {
        return Finding::fail(
            "disk",
            format!("cannot write in {shown}: {error}"),
            "give this user the right to write there, or choose another folder",
        );
    }
    let free = match nix::sys::statvfs::statvfs(folder) {
        Ok(volume) => volume.blocks_available().saturating_mul(volume.fragment_size()),
        Err(error) => return Finding::warn("disk", format!("cannot tell the free space in {shown}: {error}"), mend),
    };
    let amount = if free < 10 * LITTLE { format!("{} MB", free / MEGABYTE) } else { format!("{} GB", free / LITTLE) };
    let what = format!("{amount} free in {shown}");
    match free {
        ..TOO_LITTLE => Finding::fail("disk", what, mend),
        TOO_LITTLE..LITTLE => Finding::warn("disk", what, mend),
        LITTLE.. => Finding::ok("disk", what),
    }
}

/// The nearest folder at or above `path` that is there: the report's folder is made later.
fn existing(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("/")).to_owned()
}

/// Starts the browser and opens the shop in it, as a run would.
pub(super) async fn browser_and_shop(ready: &Ready) -> Vec<Finding> {
    let began = Instant::now();
    let browser = match Browser::start(ready.browser_options()).await {
        Ok(browser) => browser,
        Err(failure) => return vec![failed("session", &failure)],
    };
    let about = browser.description();
    let mut findings = Vec::new();
    match browser.open_context().await {
        Ok(context) => {
            let took = began.elapsed().as_secs_f64();
            let what =
                format!("{} {} opens a page in {took:.1} s, driven over {}", about.name, about.version, about.wire);
            findings.push(Finding::ok("session", what));
            let url = ready.settings.url.as_ref().map(|url| &url.value);
            match url {
                None => findings.push(no_shop()),
                Some(url) => match context.page().open(url.as_str()).await {
                    Ok(Some(status @ 400..)) => {
                        let what = format!("{} answers with HTTP status {status}", without_password(url));
                        findings.push(Finding::fail("shop", what, SHOP_MEND).with(Exit::Broken));
                    }
                    Ok(_) => {
                        findings.push(Finding::ok("shop", format!("{} opens", without_password(url))));
                        let shop = ready.shop(url.clone());
                        if site_map::is_there(&shop) {
                            findings.extend(Box::pin(site_map::examine(ready, context.page(), shop)).await);
                        }
                    }
                    Err(failure) => findings.push(failed("shop", &failure)),
                },
            }
            context.close().await;
        }
        Err(failure) => findings.push(failed("session", &failure)),
    }
    browser.close().await;
    findings
}

/// Without a browser, a connection tells whether the shop is there.
pub(super) async fn shop_without_browser(settings: &Settings) -> Vec<Finding> {
    let Some(url) = settings.url.as_ref().map(|url| &url.value) else {
        return vec![no_shop()];
    };
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let port = url.port_or_known_default().unwrap_or(80);
    let shown = without_password(url);
    let silent = |what: String| Finding::fail("shop", what, SHOP_MEND).with(Exit::Broken);
    let finding = match timeout(PATIENCE, TcpStream::connect((host, port))).await {
        Ok(Ok(_)) => Finding::ok("shop", format!("{shown} takes connections")),
        Ok(Err(error)) => silent(format!("{shown} does not answer: {error}")),
        Err(_) => silent(format!("{shown} does not answer within {} s", PATIENCE.as_secs())),
    };
    vec![finding]
}

const SHOP_MEND: &str = "start the shop, or correct --shop";

fn no_shop() -> Finding {
    Finding::warn("shop", "no shop is named", "name it: --shop URL, or url = \"...\" in shop.toml or shopper.toml")
}

pub(super) fn failed(about: &'static str, failure: &Failure) -> Finding {
    Finding::fail(about, failure.to_string(), failure.mend.clone()).with(Exit::of_failure(failure.class))
}

fn without_password(url: &Url) -> Url {
    let mut shown = url.clone();
    if shown.password().is_some() {
        // Cannot fail for http and https, the only schemes of the settings.
        let _ = shown.set_password(None);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::State;

    #[test]
    fn the_folder_of_a_report_that_is_not_there_yet_is_judged_by_the_one_above() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(existing(&folder.path().join("a/b/c")), folder.path());
    }

    #[test]
    fn a_folder_that_cannot_be_written_fails() {
        let finding = space(Path::new("/proc"), "free some space");
        assert_eq!(finding.state, State::Fail);
        assert!(finding.what.starts_with("cannot write in /proc: "), "{}", finding.what);
    }

    #[tokio::test]
    async fn a_webdriver_that_is_not_there_fails() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let gone = Url::parse(&format!("http://qa:pass@127.0.0.1:{port}/")).unwrap();
        let finding = webdriver(&gone).await.remove(0);
        assert_eq!(finding.state, State::Fail);
        assert!(finding.what.contains("does not answer"), "{}", finding.what);
        assert!(!finding.what.contains("pass"), "{}", finding.what);
    }
}
