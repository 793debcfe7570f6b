//! A WebDriver server of our own: found, started on a port the system chooses, and ended with us.

mod find;
mod switches;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;
use url::Url;

use crate::failure::Failure;
use crate::options::BrowserOptions;
use crate::process::{Life, Process};
use crate::session::http;

pub use find::{Found, Kind, Version, find_browser, find_driver, install_command, versions_fit};
pub(crate) use switches::{accepted, browser_switches, preferences};

/// How long the driver may take to say on which port it listens; some milliseconds are usual.
const START_DEADLINE: Duration = Duration::from_secs(20);
/// So often a driver is started that ends before it is ready.
const MOST_STARTS: u32 = 3;
/// How long it may take to end by itself when asked to.
const SHUTDOWN_DEADLINE: Duration = Duration::from_secs(2);

/// A running chromedriver and the browser it is to start.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Arc<Process>,
    url: Url,
    browser: Found,
    program: Found,
}

impl Driver {
    /// Finds browser and driver and starts the driver.
    pub(crate) async fn start(options: &BrowserOptions) -> Result<Self, Failure> {
        let browser = find_browser(options)?;
        if options.headed && !has_display() {
            return Err(Failure::lost("a window is wanted, but there is no display to show it on")
                .mend("leave out --headed, or set DISPLAY (`xvfb-run` gives a display without a screen)"));
        }
        let program = find_driver(options)?;
        let failed = |why: String| {
            Failure::lost(format!("the driver {} {why}", program.path.display())).mend(format!(
                "run `{} --version` by hand; to install it anew: {}",
                program.path.display(),
                install_command(options.headed)
            ))
        };
        let mut tries = 1;
        let (process, port) = loop {
            let (process, mut printed) = Process::start(&program.path, &["--port=0", "--log-level=SEVERE"])
                .map_err(|why| failed(format!("does not start: {why}")))?;
            let Ok(port) = timeout(START_DEADLINE, port_told(&mut printed)).await else {
                return Err(failed(format!("said no port within {} s", START_DEADLINE.as_secs())));
            };
            if let Some(port) = port {
                break (process, port);
            }
            let end = process.life().wait().await;
            // On a busy machine the free port that it found may be taken a moment later, and it ends.
            if tries == MOST_STARTS {
                let failure = failed(format!("ended before it was ready: {end}"));
                return Err(process.last_words(5).into_iter().fold(failure, Failure::detail));
            }
            tracing::info!("the driver ended before it was ready: {end}; it is started once more");
            tries += 1;
        };
        let url = Url::parse(&format!("http://127.0.0.1:{port}/")).expect("a port makes a valid URL");
        tracing::debug!(%url, driver = %program.path.display(), browser = %browser.path.display(), "driver started");
        Ok(Self { process: Arc::new(process), url, browser, program })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// The browser that it is to start.
    pub(crate) fn browser(&self) -> &Found {
        &self.browser
    }

    /// Explains why no session came about, with what the driver wrote and whether the versions fit.
    pub(crate) async fn explain(&self, failure: Failure) -> Failure {
        let (browser, driver) = tokio::join!(self.browser.version(), self.program.version());
        let explained = match (browser, driver) {
            (Ok(browser), Ok(driver)) => match versions_fit(&browser, &driver) {
                Ok(()) => failure.mend(format!("see whether the browser starts by hand: `{}`", self.browser.trial())),
                Err(misfit) => misfit.detail(failure.what),
            },
            (Err(trouble), _) | (_, Err(trouble)) => trouble.detail(failure.what),
        };
        self.process.last_words(5).into_iter().fold(explained, Failure::detail)
    }

    /// Its private folder for temporary files, which goes when it does.
    pub(crate) fn folder(&self) -> &Path {
        self.process.folder()
    }

    pub(crate) fn life(&self) -> Life {
        self.process.life()
    }

    /// Ends it in good order: it ends its sessions, then itself; what remains is killed, the folder removed.
    pub(crate) async fn close(&self) {
        if self.life().ended().is_none() {
            let url = self.url.join("shutdown").expect("a fixed path joins");
            let asked = http::get(&url, SHUTDOWN_DEADLINE).await;
            let ended = timeout(SHUTDOWN_DEADLINE, self.life().wait()).await;
            tracing::debug!(asked = asked.is_ok(), ended = ?ended.ok(), "driver closed");
        }
        let process = Arc::clone(&self.process);
        let _ = tokio::task::spawn_blocking(move || process.end()).await;
    }
}

/// Reads what the driver prints until it names its port; `None` when it ends without.
async fn port_told(printed: &mut UnboundedReceiver<String>) -> Option<u16> {
    while let Some(line) = printed.recv().await {
        if let Some(port) = port_in(&line) {
            return Some(port);
        }
    }
    None
}

fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

/// Whether windows can be shown; only Linux tells it by variables.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Whether `path` holds less than `megabytes` in all; `false` when it cannot be told.
fn is_small(path: &Path, megabytes: u64) -> bool {
    nix::sys::statvfs::statvfs(path)
        .is_ok_and(|volume| volume.blocks() * volume.fragment_size() < megabytes * 1024 * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Class;

    #[test]
    fn the_port_is_read_from_the_drivers_own_words() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 34977."), Some(34977));
        assert_eq!(port_in("ChromeDriver was started successfully."), None);
        assert_eq!(port_in("Starting ChromeDriver 156.0.8078.79 on port 0"), None);
    }

    #[tokio::test]
    async fn a_driver_that_misses_its_first_start_gets_a_second_one() {
        let folder = tempfile::tempdir().unwrap();
        let (moody, missed) = (folder.path().join("moody-driver"), folder.path().join("missed"));
        let script = format!(
            "#!/bin/sh\n[ -e {0} ] || {{ touch {0}; exit 1; }}\necho 'ChromeDriver was started successfully on port 4444.'\nexec sleep 60\n",
            missed.display()
        );
        std::fs::write(&moody, script).unwrap();
        std::fs::set_permissions(&moody, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        // A file that was just written may be held open by the child of another test for a moment.
        let mut busy = 0;
        while std::process::Command::new(&moody).env("PATH", "/nowhere").output().is_err() {
            busy += 1;
            assert!(busy < 10_000, "{} can never be started", moody.display());
            std::thread::yield_now();
        }
        let _ = std::fs::remove_file(&missed);
        let programs =
            BrowserOptions { browser_binary: Some("/bin/sh".into()), driver_binary: Some(moody), ..Default::default() };
        let driver = Driver::start(&programs).await.unwrap_or_else(|failure| panic!("{failure}"));
        assert_eq!((driver.url().port(), missed.exists()), (Some(4444), true));
    }

    #[tokio::test]
    async fn a_driver_that_is_none_is_told_with_its_last_words() {
        let programs = BrowserOptions {
            browser_binary: Some("/bin/sh".into()),
            driver_binary: Some("/bin/false".into()),
            ..Default::default()
        };
        let failure = Driver::start(&programs).await.unwrap_err();
        assert_eq!(failure.class, Class::Lost);
        assert_eq!(failure.what, "the driver /bin/false ended before it was ready: false ended with exit code 1");
        assert!(failure.mend.contains("apt-get install"));
    }
}
