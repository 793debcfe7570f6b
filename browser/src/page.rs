//! A page as a customer has it before them. It waits, acts and reads; what is *right* is for others to judge.
//!
//! Here is what a window knows of itself: its clocks, and how often it was touched. What a customer does with it stands in
//! [`acts`], what they read in [`looks`], the windows beside it in [`windows`], what is kept for the record in [`evidence`].

mod acts;
mod evidence;
mod looks;
mod windows;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::RwLock;
use tokio::time::Instant;

use crate::failure::Failure;
use crate::outside::LeftOut;
use crate::session::Session;
use crate::wire::{Tab, Trips};

/// How long an answer may travel.
const TRAVEL: Duration = Duration::from_millis(500);
/// A step that nobody gave a deadline ends after this time.
const UNBOUNDED_STEP: Duration = Duration::from_secs(60);

/// What a reader makes of what the page shows.
pub enum Look<T> {
    /// This is it.
    Accept(T),
    /// Not yet, and this is what it shows instead: `the page shows $20.00`.
    NotYet(String),
    /// It will never be.
    Refuse(Failure),
}

impl<T> Look<T> {
    /// Puts what is accepted into a place, for judges that can only say yes or no.
    pub fn kept_in(self, place: &mut Option<T>) -> Look<()> {
        match self {
            Self::Accept(value) => {
                *place = Some(value);
                Look::Accept(())
            }
            Self::NotYet(instead) => Look::NotYet(instead),
            Self::Refuse(failure) => Look::Refuse(failure),
        }
    }
}

/// A window of an isolated context. Clones are handles on the same window.
#[derive(Clone)]
pub struct Page {
    tab: Arc<dyn Tab>,
    deadline: Arc<Mutex<Option<Instant>>>,
    patience: Duration,
    /// Held for reading while a picture is on its way: the next act waits for it.
    picture: Arc<RwLock<()>>,
    /// The number of the latest act; no two acts in this program have the same.
    act: Arc<AtomicU64>,
    /// How often something was looked for or done.
    touches: Arc<AtomicU64>,
    /// The latest act before the last look that was accepted, and the address the page had then.
    looked: Arc<Mutex<Option<(u64, String)>>>,
    /// Which alternative of its locator the latest look for a thing was answered by, and what it found.
    matched: Arc<Mutex<(usize, String)>>,
    /// Outside hosts that were left out and that nobody has asked for yet.
    left_out: Arc<Mutex<Vec<LeftOut>>>,
    /// What is shown may be shown once only: it is never asked for again.
    once: Arc<AtomicBool>,
    /// The session behind the wire, where it can tell who went away.
    session: Option<Arc<Session>>,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Page(..)")
    }
}

impl Page {
    pub(crate) fn new(tab: Arc<dyn Tab>, patience: Duration, session: Option<Arc<Session>>) -> Self {
        Self {
            tab,
            deadline: Arc::default(),
            patience,
            picture: Arc::default(),
            act: first_act(),
            looked: Arc::default(),
            touches: Arc::default(),
            matched: Arc::default(),
            left_out: Arc::default(),
            once: Arc::default(),
            session,
        }
    }

    /// What became of the browser, for somebody who has noticed `sign`.
    pub(crate) async fn explain_loss(&self, sign: String) -> Failure {
        match &self.session {
            Some(session) => session.explain_loss(&sign).await,
            None => Failure::lost(sign),
        }
    }

    pub(crate) fn tab(&self) -> &dyn Tab {
        self.tab.as_ref()
    }

    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    /// Until when the current step may take; every wait ends there.
    pub fn deadline(&self) -> Instant {
        let set = *self.deadline.lock().unwrap_or_else(PoisonError::into_inner);
        set.unwrap_or_else(|| Instant::now() + UNBOUNDED_STEP)
    }

    /// Until when the browser may answer: what waits inside the page ends with the step, and its answer travels a moment longer.
    pub(crate) fn answer_by(&self) -> Instant {
        self.deadline() + TRAVEL
    }

    /// Sets until when the current step may take, for this window and all its handles.
    pub fn set_deadline(&self, at: Instant) {
        *self.deadline.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    /// The same window with another patience: how long things are waited for on a page that stands still.
    #[must_use]
    pub fn with_patience(&self, patience: Duration) -> Self {
        Self { patience, ..self.clone() }
    }

    /// The same window with a patience that is no longer than this.
    #[must_use]
    pub fn with_patience_at_most(&self, most: Duration) -> Self {
        self.with_patience(self.patience.min(most))
    }

    /// Before each act: waits for a picture that is still being taken, so that the act cannot show up in it.
    pub(crate) async fn about_to_act(&self) {
        drop(self.picture.write().await);
        self.touch();
        self.act.store(next_act(), Ordering::Relaxed);
    }

    /// How often something was looked for or done in this window or one that it opened. While it stays the same, nobody
    /// has seen anything new; evidence does not count.
    pub fn touches(&self) -> u64 {
        self.touches.load(Ordering::Relaxed)
    }

    /// Which alternative of its locator (from 0, the locator itself) the latest thing was found by that was acted on, and
    /// what it is: `button "Remove"`. It costs nothing: the act's own look has told it.
    pub fn latest_match(&self) -> (usize, String) {
        self.matched.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn note_match(&self, at: usize, what: &str) {
        *self.matched.lock().unwrap_or_else(PoisonError::into_inner) = (at, what.to_owned());
    }

    /// Pages from now on may be shown once only, such as the confirmation of an order: even where an outside host holds one
    /// up, it is not asked for again. `false` ends that.
    pub fn is_shown_once(&self, once: bool) {
        self.once.store(once, Ordering::Relaxed);
    }

    pub(crate) fn may_be_asked_again(&self) -> bool {
        !self.once.load(Ordering::Relaxed)
    }

    pub(crate) fn note_left_out(&self, left_out: &[LeftOut]) {
        self.left_out.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(left_out);
    }

    /// The outside hosts that have been left out since this was asked last, in this window or one that it opened: their
    /// silence kept a page from being shown.
    pub fn take_left_out(&self) -> Vec<LeftOut> {
        std::mem::take(&mut *self.left_out.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn touch(&self) {
        self.touches.fetch_add(1, Ordering::Relaxed);
    }

    /// The number of the latest act on this window. While it stays the same, nobody has touched the page through us.
    pub fn latest_act(&self) -> u64 {
        self.act.load(Ordering::Relaxed)
    }

    /// What the browser has cost this window's context so far.
    pub fn trips(&self) -> Trips {
        self.tab.trips()
    }
}

fn next_act() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn first_act() -> Arc<AtomicU64> {
    Arc::new(AtomicU64::new(next_act()))
}
