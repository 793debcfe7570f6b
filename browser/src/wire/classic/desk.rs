//! One session shared by its windows: it stands in one window and one frame at a time, and is moved before each command.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{Instant, timeout_at};

use crate::locate::Eyes;
use crate::session::Session;
use crate::wire::{Meter, WireError};

/// The key by which an element travels (W3C WebDriver, 12 Elements).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Elements that lead from a tab's main document to a frame, outermost first; empty for the main document.
pub(super) type Way = Vec<String>;

/// A session, and where it stands.
pub(super) struct Desk {
    session: Session,
    standing: Mutex<Standing>,
    first_window: String,
    /// What its commands have cost.
    pub(super) meter: Arc<Meter>,
    /// What documents are given to look with.
    pub(super) eyes: Eyes,
}

/// Where the session stands. `None` while that is not known: a command may have been given up half-way.
#[derive(Debug, Default)]
struct Standing {
    window: Option<String>,
    way: Option<Way>,
    /// All windows seen, in the order in which they were first seen.
    windows: Vec<String>,
}

/// The session while it stands where its user wants it.
pub(super) struct Place<'a> {
    desk: &'a Desk,
    standing: MutexGuard<'a, Standing>,
    deadline: Instant,
}

impl Desk {
    pub(super) async fn new(session: Session, eyes: Eyes, deadline: Instant) -> Result<Self, WireError> {
        let left = deadline.saturating_duration_since(Instant::now());
        let handle = session.command(Method::GET, "window", None, left).await?;
        let first_window = handle.as_str().unwrap_or_default().to_owned();
        let standing =
            Standing { window: Some(first_window.clone()), way: Some(Way::new()), windows: vec![first_window.clone()] };
        Ok(Self { session, standing: Mutex::new(standing), first_window, meter: Arc::default(), eyes })
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    pub(super) fn first_window(&self) -> &str {
        &self.first_window
    }

    /// Waits for the session, wherever it stands.
    pub(super) async fn anywhere(&self, deadline: Instant) -> Result<Place<'_>, WireError> {
        let standing = timeout_at(deadline, self.standing.lock()).await.map_err(|_| WireError::Hung)?;
        Ok(Place { desk: self, standing, deadline })
    }

    /// Waits for the session and moves it to a window and a frame in it.
    pub(super) async fn at(&self, window: &str, way: &[String], deadline: Instant) -> Result<Place<'_>, WireError> {
        let mut place = self.anywhere(deadline).await?;
        place.enter_window(window).await?;
        place.enter(way).await?;
        Ok(place)
    }
}

impl Place<'_> {
    pub(super) async fn command(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value, WireError> {
        self.desk.meter.count();
        let left = self.deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        Ok(self.desk.meter.during(self.desk.session.command(method, path, body, left)).await?)
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Result<Value, WireError> {
        self.command(Method::POST, path, Some(body)).await
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, WireError> {
        self.command(Method::GET, path, None).await
    }

    /// Runs a script (a function body) where the session stands.
    pub(super) async fn execute(&self, script: &str) -> Result<Value, WireError> {
        self.post("execute/sync", json!({ "script": script, "args": [] })).await
    }

    /// Whether the time for what is done here is spent.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.deadline
    }

    /// After a command that failed because the frame went away, nobody knows where the session stands.
    pub(super) fn forget_frame(&mut self) {
        self.standing.way = None;
    }

    /// After the window was closed, the session stands in none.
    pub(super) fn forget_window(&mut self) {
        (self.standing.window, self.standing.way) = (None, None);
    }

    async fn enter_window(&mut self, window: &str) -> Result<(), WireError> {
        if self.standing.window.as_deref() == Some(window) {
            return Ok(());
        }
        (self.standing.window, self.standing.way) = (None, None);
        self.post("window", json!({ "handle": window })).await?;
        self.standing.window = Some(window.to_owned());
        Ok(())
    }

    /// Enters the frame at the end of `way`, from where the session stands if that is on the way.
    pub(super) async fn enter(&mut self, way: &[String]) -> Result<(), WireError> {
        let mut reached = match self.standing.way.take() {
            Some(reached) if way.starts_with(&reached) => reached,
            _ => {
                self.post("frame", json!({ "id": null })).await?;
                Way::new()
            }
        };
        for element in &way[reached.len()..] {
            self.post("frame", json!({ "id": { ELEMENT: element } })).await?;
            reached.push(element.clone());
        }
        self.standing.way = Some(reached);
        Ok(())
    }

    /// The windows that are open, in the order in which they were first seen.
    pub(super) async fn open_windows(&mut self) -> Result<Vec<String>, WireError> {
        let handles = self.get("window/handles").await?;
        let open: Vec<&str> =
            handles.as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
        let known = &mut self.standing.windows;
        for handle in &open {
            if !known.iter().any(|window| window == handle) {
                known.push((*handle).to_owned());
            }
        }
        Ok(known.iter().filter(|window| open.contains(&window.as_str())).cloned().collect())
    }
}

/// The element that a script answered with.
pub(super) fn element_of(answer: &Value) -> Option<&str> {
    answer[ELEMENT].as_str()
}

/// The elements in a script's answer: pairs of a frame element and whether its document is out of reach for scripts.
pub(super) fn frame_elements(answer: &Value) -> Vec<(String, bool)> {
    let pairs = answer.as_array().map(Vec::as_slice).unwrap_or_default();
    pairs.iter().filter_map(|pair| Some((pair[0][ELEMENT].as_str()?.to_owned(), pair[1].as_bool()?))).collect()
}
