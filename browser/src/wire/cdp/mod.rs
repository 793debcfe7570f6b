//! The CDP wire: the browser-level socket of a session that WebDriver made (Chrome DevTools Protocol, flattened sessions).
//!
//! A look is one `Runtime.evaluate` that locates, waits and checks inside the page; an action is a few `Input` messages
//! sent back to back. An isolated context costs 10 to 20 ms, where a WebDriver session costs some hundred.

mod context;
mod emulate;
mod intercept;
mod keys;
mod needs;
mod socket;
mod tab;
mod target;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use serde_json::json;
use tokio::time::Instant;
use url::Url;

use self::context::{CdpContext, Doorman, View};
pub(in crate::wire) use self::emulate::commands as emulation_commands;
use self::socket::Socket;
pub(in crate::wire) use self::tab::names as cookie_names;
use crate::locate::Eyes;
use crate::wire::{IsolatedTab, Wire, WireError};

/// The browser-level CDP socket of one session.
pub struct CdpWire {
    socket: Socket,
    doorman: Arc<Doorman>,
    view: View,
    deadline: Duration,
    /// Where files go that pages hand out; nobody reads them.
    files: Files,
}

/// A folder for what pages hand out: the driver's own, which its guard removes, or one of ours where there is no driver.
enum Files {
    OfDriver(PathBuf),
    Own(Option<tempfile::TempDir>),
}

impl Files {
    fn path(&self) -> Option<&Path> {
        match self {
            Self::OfDriver(folder) => Some(folder),
            Self::Own(folder) => folder.as_ref().map(tempfile::TempDir::path),
        }
    }
}

impl CdpWire {
    /// Connects to `webSocketDebuggerUrl` (or a grid's `se:cdp`). `viewport` overrides the size of every page, `locale` what its scripts see;
    /// each document gets these eyes.
    pub(crate) async fn connect(
        address: &Url,
        viewport: Option<(u32, u32)>,
        locale: Option<String>,
        eyes: Eyes,
        folder: Option<&Path>,
        deadline: Duration,
    ) -> Result<Self, WireError> {
        let until = Instant::now() + deadline;
        let socket = Socket::connect(address, until).await?;
        let doorman = Arc::new(Doorman::default());
        socket.listen("", Arc::clone(&doorman) as Arc<_>);
        let pages = json!({"discover": true, "filter": [{"type": "page"}]});
        socket.call(None, "Target.setDiscoverTargets", pages, until).await?;
        let files = match folder {
            Some(folder) => Files::OfDriver(folder.join("files")),
            None => Files::Own(tempfile::tempdir().ok()),
        };
        Ok(Self { socket, doorman, view: View { size: viewport, locale, eyes }, deadline, files })
    }
}

#[async_trait]
impl Wire for CdpWire {
    async fn open_tab(&self) -> Result<Box<dyn IsolatedTab>, WireError> {
        let until = Instant::now() + self.deadline;
        Ok(Box::new(CdpContext::open(&self.socket, &self.doorman, &self.view, self.files.path(), until).await?))
    }

    fn name(&self) -> &'static str {
        "cdp"
    }

    async fn close(&self) {
        self.socket.close();
    }
}
