//! What is known of one CDP target (a page, or a cross-origin frame in a process of its own). Its events tell it: [`events`].

mod events;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use serde_json::json;
use tokio::sync::Notify;
use tokio::time::Instant;

use self::events::Ears;
use super::intercept::Gate;
use super::needs::Needs;
use super::socket::Socket;
use crate::evidence::ActivityLog;
use crate::locate::Eyes;
use crate::outside::{LeftOut, hosts_of, is_of};
use crate::wire::Awaited;

/// A frame inside a target, as its events tell.
#[derive(Debug, Clone, Default)]
struct FrameState {
    parent: Option<String>,
    /// The id and origin of its main world.
    world: Option<(i64, String)>,
}

#[derive(Default)]
struct State {
    frames: HashMap<String, FrameState>,
    children: Vec<Arc<Target>>,
    dialog: Option<String>,
    /// The loader of the document that is shown now.
    loader: String,
    /// The latest request for a document to show.
    navigation: String,
    /// What became of it so far.
    awaited: Awaited,
    /// What its document may have to have before it is shown.
    needs: Needs,
    gone: bool,
}

/// One attached target.
pub(super) struct Target {
    pub(super) session: String,
    /// The target's id, which is also the id of its outermost frame (and, for a page, a classic window handle).
    pub(super) id: String,
    /// The target in whose document this frame stands.
    pub(super) parent: Option<Weak<Target>>,
    socket: Socket,
    log: Arc<ActivityLog>,
    /// What its documents are given to look with.
    pub(super) eyes: Eyes,
    state: Mutex<State>,
    /// Where requests to one host are held.
    pub(super) gate: Gate,
    /// Told whenever a new document is shown.
    shown: Notify,
    this: Weak<Target>,
}

/// A frame that script in the main document cannot reach.
#[derive(Debug, Clone)]
pub(super) struct ForeignFrame {
    pub(super) id: String,
    /// The world to evaluate in; `None` is the target's own main world.
    pub(super) world: Option<i64>,
}

impl Target {
    /// Takes hold of an attached target and switches its events on; nothing is waited for.
    pub(super) fn take(
        socket: &Socket,
        session: &str,
        id: &str,
        parent: Option<&Arc<Self>>,
        (log, eyes): (&Arc<ActivityLog>, &Eyes),
    ) -> Arc<Self> {
        let target = Arc::new_cyclic(|this| Self {
            session: session.to_owned(),
            id: id.to_owned(),
            parent: parent.map(Arc::downgrade),
            socket: socket.clone(),
            log: Arc::clone(log),
            eyes: eyes.clone(),
            state: Mutex::default(),
            gate: Gate::default(),
            shown: Notify::new(),
            this: this.clone(),
        });
        socket.listen(session, Arc::new(Ears(Arc::downgrade(&target))));
        for (method, params) in [
            ("Page.enable", json!({})),
            ("Page.addScriptToEvaluateOnNewDocument", json!({"source": eyes.source(), "runImmediately": true})),
            ("Runtime.enable", json!({})),
            ("Network.enable", json!({"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})),
            ("Log.enable", json!({})),
            ("Target.setAutoAttach", json!({"autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true})),
        ] {
            drop(socket.send(Some(session), method, params));
        }
        target
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text of the dialog that holds this page or one of its frames, if one does.
    pub(super) fn dialog(&self) -> Option<String> {
        let state = self.state();
        state.dialog.clone().or_else(|| state.children.iter().find_map(|child| child.dialog()))
    }

    pub(super) fn dialog_answered(&self) {
        self.state().dialog = None;
    }

    /// What is known of the document that is to be shown next.
    pub(super) fn awaited(&self) -> Awaited {
        self.state().awaited.clone()
    }

    /// Whether it is a frame of this target.
    pub(super) fn has_frame(&self, frame: &str) -> bool {
        let state = self.state();
        self.id == frame
            || state.frames.contains_key(frame)
            || state.children.iter().any(|child| child.has_frame(frame))
    }

    pub(super) fn is_gone(&self) -> bool {
        self.state().gone
    }

    /// No document will be shown any more: whoever waits for one is told.
    fn end(&self) {
        self.state().gone = true;
        self.shown.notify_waiters();
    }

    /// Waits until the document of that loader is shown (or the target is gone); the caller holds the deadline.
    pub(super) async fn document_shown(&self, loader: &str) {
        self.document_that(|shown| shown == loader).await;
    }

    /// Waits until another document than that of `loader` is shown; the caller holds the deadline.
    pub(super) async fn document_after(&self, loader: &str) {
        self.document_that(|shown| shown != loader).await;
    }

    async fn document_that(&self, is_wanted: impl Fn(&str) -> bool) {
        loop {
            let told = self.shown.notified();
            {
                let state = self.state();
                if is_wanted(&state.loader) || state.gone {
                    return;
                }
            }
            told.await;
        }
    }

    /// Whether the document that is shown was asked for by GET.
    pub(super) fn came_by_get(&self) -> bool {
        self.state().needs.came_by_get()
    }

    /// The loader of the document that is shown.
    pub(super) fn loader(&self) -> String {
        self.state().loader.clone()
    }

    /// The outside hosts among the `awaited` addresses that say nothing while the document waits for them and for nothing
    /// else. One that holds a frame of the page is no stranger to the customer, and a slow network of our own making is none.
    pub(super) fn silent_hosts(&self, awaited: &[String]) -> Vec<LeftOut> {
        let state = self.state();
        if state.awaited.under_way || self.gate.is_slow() {
            return Vec::new();
        }
        let mut hosts = hosts_of(state.needs.silent(awaited, Instant::now()));
        drop(state);
        // A stranger's address may lead to the page's own host, or to one that stands beside it.
        hosts.retain(|one| !self.eyes.wait_for(&one.host) && !self.shows_a_frame_of(&one.host));
        hosts
    }

    /// Whether a document in it, or in a target below it, has come from that host.
    fn shows_a_frame_of(&self, host: &str) -> bool {
        let state = self.state();
        let origins = state.frames.values().filter_map(|frame| frame.world.as_ref());
        let mut hosts = origins.filter_map(|(_, origin)| url::Url::parse(origin).ok());
        hosts.any(|origin| origin.host_str().is_some_and(|own| is_of(host, own)))
            || state.children.iter().any(|child| child.shows_a_frame_of(host))
    }

    /// Frames of this target and of the targets below it that script in its own document cannot reach.
    pub(super) fn foreign_frames(&self) -> Vec<(Arc<Self>, ForeignFrame)> {
        let Some(this) = self.this.upgrade() else { return Vec::new() };
        let state = self.state();
        let mut found: Vec<(Arc<Self>, ForeignFrame)> = state
            .frames
            .iter()
            .filter_map(|(id, frame)| {
                let (world, origin) = frame.world.as_ref()?;
                let (_, parent_origin) = state.frames.get(frame.parent.as_ref()?)?.world.as_ref()?;
                (origin != parent_origin)
                    .then(|| (Arc::clone(&this), ForeignFrame { id: id.clone(), world: Some(*world) }))
            })
            .collect();
        for child in &state.children {
            found.push((Arc::clone(child), ForeignFrame { id: child.id.clone(), world: None }));
            found.extend(child.foreign_frames());
        }
        found
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        self.socket.forget(&self.session);
    }
}
