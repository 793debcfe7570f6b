//! The wire for every browser that speaks WebDriver: classic commands only, one session for each isolated tab.
//!
//! A session is the only thing that the classic protocol isolates: `POST /window/new` shares the cookies of the session.
//! Scripts do the looking, one request of the actions API does each input.

mod desk;
mod errors;
mod hand;
mod tab;

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use async_trait::async_trait;
use serde_json::json;
use tokio::time::Instant;

use self::desk::Desk;
use self::tab::ClassicTab;
use crate::driver::Driver;
use crate::locate::Eyes;
use crate::options::BrowserOptions;
use crate::session::Session;
use crate::wire::{IsolatedTab, Tab, Wire, WireError};

/// Preparing a new session's window takes a few commands; each is quick unless the machine is stuck.
const PREPARING_DEADLINE: Duration = Duration::from_secs(20);

/// The classic wire.
pub(crate) struct Classic {
    options: BrowserOptions,
    driver: Option<Arc<Driver>>,
    /// The session that told what the browser can do; the first tab takes it.
    first: Mutex<Option<Session>>,
    open: Mutex<Vec<Weak<Desk>>>,
}

impl Classic {
    /// A wire whose first tab lives in the session `first`.
    pub(crate) fn new(options: BrowserOptions, driver: Option<Arc<Driver>>, first: Session) -> Self {
        Self { options, driver, first: Mutex::new(Some(first)), open: Mutex::default() }
    }

    fn take_first(&self) -> Option<Session> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[async_trait]
impl Wire for Classic {
    async fn open_tab(&self) -> Result<Box<dyn IsolatedTab>, WireError> {
        let session = match self.take_first() {
            Some(session) => session,
            None => Session::open(&self.options, self.driver.as_deref())
                .await
                .map_err(|failure| WireError::Lost(failure.to_string()))?,
        };
        let deadline = Instant::now() + PREPARING_DEADLINE;
        let desk = Arc::new(Desk::new(session, Eyes::waiting_for(&self.options.own_hosts), deadline).await?);
        {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            open.retain(|desk| desk.strong_count() > 0);
            open.push(Arc::downgrade(&desk));
        }
        let tab = Arc::new(ClassicTab::first(desk));
        tab.fit_viewport(self.options.viewport, deadline).await?;
        if let Some(language) = &self.options.language {
            // Only Chromium has it, and it is not worth a failure: numbers are written as the locale says.
            let _ = tab.chromium("Emulation.setLocaleOverride", json!({ "locale": language }), deadline).await;
        }
        Ok(Box::new(IsolatedClassicTab { tab }))
    }

    fn name(&self) -> &'static str {
        "classic"
    }

    async fn close(&self) {
        if let Some(session) = self.take_first() {
            end(&session).await;
        }
        let open = std::mem::take(&mut *self.open.lock().unwrap_or_else(PoisonError::into_inner));
        for desk in open.iter().filter_map(Weak::upgrade) {
            end(desk.session()).await;
        }
    }
}

/// A tab with the session that isolates it.
struct IsolatedClassicTab {
    tab: Arc<ClassicTab>,
}

#[async_trait]
impl IsolatedTab for IsolatedClassicTab {
    fn tab(&self) -> Arc<dyn Tab> {
        Arc::clone(&self.tab) as Arc<dyn Tab>
    }

    async fn close(self: Box<Self>) {
        end(self.tab.desk().session()).await;
    }
}

async fn end(session: &Session) {
    if let Err(failure) = session.end().await {
        tracing::warn!("{failure}; {}", failure.mend);
    }
}
