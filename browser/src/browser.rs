//! The browser: a session that WebDriver made, the wire to its pages, and isolated contexts prepared ahead.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::driver::Driver;
use crate::failure::Failure;
use crate::locate::Eyes;
use crate::options::{BrowserOptions, WireChoice};
use crate::page::Page;
use crate::session::{Session, is_full};
use crate::wire::cdp::CdpWire;
use crate::wire::classic::Classic;
use crate::wire::{IsolatedTab, Wire, WireError};

/// What drove the pages, for the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserDescription {
    /// The `browserName` capability, e.g. `chrome-headless-shell`.
    pub name: String,
    /// The `browserVersion` capability.
    pub version: String,
    /// The driver's version, or the grid's address.
    pub driver: String,
    /// `cdp` or `classic`.
    pub wire: String,
}

/// How long a tab that was prepared may take to show that it is still there.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);

type Prepared = JoinHandle<Result<Box<dyn IsolatedTab>, WireError>>;

/// A browser that is ready to be used; it ends with [`Browser::close`], and in any case with the program.
pub struct Browser {
    options: BrowserOptions,
    description: BrowserDescription,
    wire: Arc<dyn Wire>,
    /// The session behind the CDP wire; the classic wire owns its own.
    session: Option<Arc<Session>>,
    driver: Option<Arc<Driver>>,
    ahead: Mutex<VecDeque<Prepared>>,
    /// Whether the server has refused a session because it makes no more: then nothing is prepared ahead.
    full: AtomicBool,
}

/// An isolated place for one attempt: its cookies and storage are its own, and go with it.
pub struct Context {
    tab: Box<dyn IsolatedTab>,
    page: Page,
}

impl Browser {
    /// Finds, starts and connects to what the options ask for.
    pub async fn start(options: BrowserOptions) -> Result<Self, Failure> {
        let driver = match &options.webdriver {
            Some(_) => None,
            None => Some(Arc::new(Driver::start(&options).await?)),
        };
        let session = Session::open(&options, driver.as_deref()).await?;
        let mut description = BrowserDescription {
            name: session.capability(&["browserName"]).unwrap_or("browser").to_owned(),
            version: session.capability(&["browserVersion"]).unwrap_or("unknown").to_owned(),
            driver: driver_words(&session, &options),
            wire: String::new(),
        };
        let socket = match options.wire {
            WireChoice::Classic => None,
            WireChoice::Auto | WireChoice::Cdp => session.cdp_socket(options.command_deadline).await?,
        };
        let (wire, session): (Arc<dyn Wire>, _) = match (socket, options.wire) {
            (Some(socket), _) => {
                let viewport =
                    (options.headed || !description.name.contains("headless-shell")).then_some(options.viewport);
                let folder = driver.as_ref().map(|driver| driver.folder());
                let (locale, deadline) = (options.language.clone(), options.command_deadline);
                let eyes = Eyes::waiting_for(&options.own_hosts);
                let connected = CdpWire::connect(&socket, viewport, locale, eyes, folder, deadline).await;
                (Arc::new(connected.map_err(lost)?), Some(Arc::new(session)))
            }
            (None, WireChoice::Cdp) => {
                let _ = session.end().await;
                return Err(Failure::mistake(format!(
                    "{} {} offers no CDP socket",
                    description.name, description.version
                ))
                .mend("use --wire auto, or a browser of the Chromium family"));
            }
            (None, _) => (Arc::new(Classic::new(options.clone(), driver.clone(), session)), None),
        };
        wire.name().clone_into(&mut description.wire);
        let browser =
            Self { options, description, wire, session, driver, ahead: Mutex::default(), full: AtomicBool::default() };
        browser.prepare();
        Ok(browser)
    }

    /// What drives the pages.
    pub fn description(&self) -> &BrowserDescription {
        &self.description
    }

    /// An isolated context, taken from those prepared ahead; another is prepared meanwhile.
    pub async fn open_context(&self) -> Result<Context, Failure> {
        let mut next = self.ahead().pop_front();
        self.prepare();
        while let Some(prepared) = next {
            // What was prepared may have gone stale meanwhile.
            if let Ok(Ok(tab)) = prepared.await
                && tab.tab().is_open(Instant::now() + SIGN_OF_LIFE).await
            {
                return Ok(self.context(tab));
            }
            next = self.ahead().pop_front();
        }
        match self.wire.open_tab().await {
            Ok(tab) => Ok(self.context(tab)),
            Err(error) => {
                let failure = self.explain(error).await;
                self.full.fetch_or(is_full(&failure), Ordering::Relaxed);
                Err(failure)
            }
        }
    }

    fn context(&self, tab: Box<dyn IsolatedTab>) -> Context {
        let page = Page::new(tab.tab(), self.options.patience, self.session.clone());
        Context { tab, page }
    }

    /// Whether the browser still answers; says what became of it if not.
    pub async fn trouble(&self) -> Option<Failure> {
        if let Some(end) = self.driver.as_ref().and_then(|driver| driver.life().ended()) {
            return Some(Failure::lost(format!("the driver has ended: {end}")));
        }
        match self.wire.open_tab().await {
            Ok(tab) => {
                self.ahead().push_back(tokio::spawn(async { Ok(tab) }));
                None
            }
            // A server that says that it is taken is there.
            Err(error) => Some(self.explain(error).await).filter(|failure| !is_full(failure)),
        }
    }

    async fn explain(&self, error: WireError) -> Failure {
        match &self.session {
            Some(session) => session.explain_loss(&error.to_string()).await,
            None => lost(error),
        }
    }

    fn ahead(&self) -> MutexGuard<'_, VecDeque<Prepared>> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn prepare(&self) {
        if self.full.load(Ordering::Relaxed) {
            return;
        }
        let mut ahead = self.ahead();
        while ahead.len() < self.options.contexts_ahead {
            let wire = Arc::clone(&self.wire);
            ahead.push_back(tokio::spawn(async move { wire.open_tab().await }));
        }
    }

    /// Ends the session, the driver and the browser, and removes their folders.
    pub async fn close(self) {
        let ahead: Vec<Prepared> = self.ahead().drain(..).collect();
        for prepared in ahead {
            // A session that is being made would be left behind if its maker were stopped.
            if let Ok(Ok(Ok(tab))) = tokio::time::timeout(Duration::from_secs(10), prepared).await
                && self.session.is_none()
            {
                tab.close().await;
            }
        }
        self.wire.close().await;
        if let Some(session) = &self.session
            && let Err(failure) = session.end().await
        {
            tracing::warn!("{failure}; {}", failure.mend);
        }
        if let Some(driver) = &self.driver {
            driver.close().await;
        }
    }
}

impl Context {
    /// The window that the context began with.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Closes its windows and forgets its cookies and storage.
    pub async fn close(self) {
        self.tab.close().await;
    }
}

fn lost(error: WireError) -> Failure {
    Failure::lost(error.to_string())
}

fn driver_words(session: &Session, options: &BrowserOptions) -> String {
    let version = session.capability(&["chrome", "chromedriverVersion"]).and_then(|text| text.split(' ').next());
    match (&options.webdriver, version) {
        (Some(url), Some(version)) => format!("chromedriver {version} at {}", url.origin().ascii_serialization()),
        (Some(url), None) => url.origin().ascii_serialization(),
        (None, Some(version)) => format!("chromedriver {version}"),
        (None, None) => "unknown".to_owned(),
    }
}
