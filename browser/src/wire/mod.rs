//! One contract, several wires: how a page is spoken to once WebDriver has made the session.
//!
//! A wire moves bytes and answers in its own words ([`WireError`]); it never decides what a customer would do and never
//! waits for anything but an answer. Waiting, locating and judging live above it, once for all wires.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::time::Instant;

use crate::emulate::{Emulation, Interception};
use crate::outside::LeftOut;
use crate::traffic::Download;

pub mod cdp;
pub mod classic;
mod trips;

pub use self::trips::Trips;
pub(crate) use self::trips::{Awaiting, Meter};

/// What went wrong on a wire, sorted by what the waiting loop does about it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WireError {
    /// The document went away under the call (a navigation, a removed frame): ask again.
    #[error("the page is being left")]
    Gone,
    /// A dialog (`alert`, `confirm`, `prompt`, `beforeunload`) is open and holds the page.
    #[error("a dialog is open: \"{0}\"")]
    Dialog(String),
    /// The page did not answer before the deadline, though the browser is alive.
    #[error("the page does not answer")]
    Hung,
    /// The navigation ended in a network error, e.g. `net::ERR_CONNECTION_REFUSED`.
    #[error("{0}")]
    Navigation(String),
    /// The script given to the page threw; a fault of ours or of the script's author.
    #[error("script: {0}")]
    Script(String),
    /// This wire cannot do that; says why.
    #[error("{0}")]
    Unsupported(String),
    /// Browser, driver or grid is gone or out of order.
    #[error("{0}")]
    Lost(String),
}

/// A document that script in the main document cannot reach: a cross-origin frame.
///
/// Same-origin frames are searched from the main document by the injected script.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Frame {
    /// The tab's main document.
    Main,
    /// A cross-origin frame, named in the wire's own way.
    Foreign(String),
}

/// A point in CSS pixels, relative to the viewport of the frame it was found in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Pixels from the left edge.
    pub x: f64,
    /// Pixels from the top edge.
    pub y: f64,
}

/// One input, as a customer's hand gives it. A list of them is sent back to back, in one round trip where the wire can.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The pointer moves there, without a button.
    Move(Point),
    /// The pointer moves there, the main button goes down and up.
    Click(Point),
    /// The pointer moves there, and the main button goes down.
    Hold(Point),
    /// The pointer moves there while the main button is down.
    Drag(Point),
    /// The main button goes up there.
    Drop(Point),
    /// Text arrives in the focused field as from an input method: `beforeinput` and `input` events, no key events.
    Text(String),
    /// The text is typed key by key, with key events.
    Keys(String),
    /// One named key (`Enter`, `Tab`, `Escape`, `Backspace`, `ArrowDown`, ... as in UI Events `key`), optionally with
    /// modifiers: `Control+a`, `Shift+Tab`.
    Press(String),
}

/// A way through what the window has shown before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travel {
    /// To the page before.
    Back,
    /// To the page after, once one has gone back.
    Forward,
    /// To the same page, asked for anew.
    Reload,
}

/// What part of the page a picture shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PictureKind {
    /// What a customer sees now.
    Viewport,
    /// The whole page, however long (bounded by the wire).
    FullPage,
    /// One box, in CSS pixels of the main viewport.
    Clip {
        /// Left and top.
        at: Point,
        /// Width in CSS pixels.
        width: f64,
        /// Height in CSS pixels.
        height: f64,
    },
}

/// How a picture is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureFormat {
    /// Lossless; for comparing.
    Png,
    /// Small and quick; for looking at.
    Jpeg,
}

/// A picture as the browser encoded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The encoded file.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: PictureFormat,
}

/// The document that a tab asked for last, as the wire's events tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Awaited {
    /// Its address; empty where the wire has no events.
    pub url: String,
    /// The shop has not begun to answer. Browsers may keep the page that is being left silent until it does.
    pub under_way: bool,
    /// The network error that came instead of a document.
    pub error: Option<String>,
}

/// One isolated tab: its cookies and storage are its own. All calls end by `deadline` at the latest.
///
/// # Scripts
/// [`Tab::call`] runs `function`, a JavaScript function expression `(eyes, args) => value or promise`, in a frame. `eyes` is the
/// object that `locate/eyes` installs in each document; the wire sees to it that it is there ([`crate::locate::Eyes`] is
/// its source: an expression that installs it when it is missing and returns it). A promise is awaited; the value travels as JSON.
#[async_trait]
pub trait Tab: Send + Sync {
    /// Goes to an address and returns once the new document has begun to arrive.
    async fn navigate(&self, url: &str, deadline: Instant) -> Result<(), WireError>;
    /// Runs a function in a frame; see the trait's own words.
    async fn call(&self, frame: &Frame, function: &str, args: &Value, deadline: Instant) -> Result<Value, WireError>;
    /// The cross-origin frames of this tab, outermost first; empty (and free of cost) on most pages.
    async fn foreign_frames(&self, deadline: Instant) -> Result<Vec<Frame>, WireError>;
    /// Gives `inputs` to the page, points being relative to `frame`'s viewport, and then runs `after` in the frame like
    /// [`Tab::call`] in the same breath. `after`'s answer is `None` where the document went away meanwhile.
    async fn input(
        &self,
        frame: &Frame,
        inputs: &[Input],
        after: Option<(&str, &Value)>,
        deadline: Instant,
    ) -> Result<Option<Value>, WireError>;
    /// Takes a picture.
    async fn picture(&self, kind: PictureKind, format: PictureFormat, deadline: Instant) -> Result<Picture, WireError>;
    /// The address and title of the main document, also while a dialog holds the page, where the wire can tell.
    async fn address(&self, deadline: Instant) -> Result<(String, String), WireError>;
    /// Asks for the page before or after this one, or for this one anew; where there is none, nothing happens.
    async fn travel(&self, way: Travel, deadline: Instant) -> Result<(), WireError>;
    /// What the open dialog says, if one is open.
    async fn dialog(&self, deadline: Instant) -> Result<Option<String>, WireError>;
    /// Answers the open dialog: accepts or dismisses it, with `text` for a prompt.
    async fn answer_dialog(&self, accept: bool, text: Option<&str>, deadline: Instant) -> Result<(), WireError>;
    /// Windows that the page opened and that are still there, oldest first.
    async fn windows(&self, deadline: Instant) -> Result<Vec<std::sync::Arc<dyn Tab>>, WireError>;
    /// Names the window; no two windows of a browser have the same name.
    fn window(&self) -> &str;
    /// Closes this window.
    async fn close_window(&self, deadline: Instant) -> Result<(), WireError>;
    /// Keeps a cookie for the host and path of `url`.
    async fn set_cookie(&self, url: &str, name: &str, value: &str, deadline: Instant) -> Result<(), WireError>;
    /// The names of the cookies that the open page's host has left, those that scripts cannot see included.
    async fn cookies(&self, deadline: Instant) -> Result<Vec<String>, WireError>;
    /// Changes the surroundings of this window and of those that it opens.
    async fn emulate(&self, what: &Emulation, deadline: Instant) -> Result<(), WireError>;
    /// Has the requests of this window done with as `rules` say.
    async fn intercept(&self, rules: &std::sync::Arc<Interception>, deadline: Instant) -> Result<(), WireError>;
    /// Leaves out the outside hosts of these addresses, for whose answer the open document waits in vain, in this window and
    /// those of its context, and asks for the document anew; gives those that were left out. None where nobody knows that
    /// they are under way, and where the document came in answer to a form (POST): what that did must not be done twice.
    async fn leave_out(&self, awaited: &[String], deadline: Instant) -> Result<Vec<LeftOut>, WireError>;
    /// Why the open document is not asked for anew, as far as is known without asking.
    fn why_kept(&self) -> Option<&'static str> {
        None
    }
    /// Gives a file to the file field that the frame's eyes hold as `handed`.
    async fn give_file(&self, frame: &Frame, path: &str, deadline: Instant) -> Result<(), WireError>;
    /// The files that the pages of this tab have handed out, oldest first.
    async fn downloads(&self) -> Result<Vec<Download>, WireError>;
    /// Whether this tab is still there (a pop-up may have closed itself).
    async fn is_open(&self, deadline: Instant) -> bool;
    /// What has become of the document that was asked for last, as far as is known without asking.
    fn awaited(&self) -> Awaited {
        Awaited::default()
    }
    /// What the console said and what the network did, kept as a bounded ring; `None` where the wire has no events.
    fn activity(&self) -> Option<std::sync::Arc<crate::evidence::ActivityLog>>;
    /// What the browser has cost this tab's context so far: round trips, and the time that their answers were awaited.
    fn trips(&self) -> Trips;
}

/// The browser's side of a wire: where isolated tabs come from.
#[async_trait]
pub trait Wire: Send + Sync {
    /// A new isolated tab, with neither cookies nor storage.
    async fn open_tab(&self) -> Result<Box<dyn IsolatedTab>, WireError>;
    /// The wire's name in reports: `cdp` or `classic`.
    fn name(&self) -> &'static str;
    /// Ends what the wire holds (its sockets, its sessions).
    async fn close(&self);
}

/// An isolated tab together with what must be removed after it.
#[async_trait]
pub trait IsolatedTab: Send + Sync {
    /// The tab to drive.
    fn tab(&self) -> std::sync::Arc<dyn Tab>;
    /// Closes its windows and forgets its cookies and storage.
    async fn close(self: Box<Self>);
}
