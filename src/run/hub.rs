//! The browser that all workers share, and what happens when it is lost: the attempt that saw it is blocked, the next
//! ones get a new browser, and after a few losses nobody starts another.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use shopper_browser::{Browser, BrowserDescription, BrowserOptions, Class, Context, Failure, is_full};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinSet;
use tokio::time::{timeout, timeout_at};

use super::budget::{Budgets, asked_to_stop};
use super::interrupted;
use crate::record::Interruption;

/// How many lost browsers a run replaces.
const MOST_RESTARTS: u32 = 5;
/// How long a browser or a context may take to end before it is left to the end of the program.
const CLOSING: Duration = Duration::from_secs(10);
/// How long a browser may take to show that it is still there.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);
/// So long a server may take to let go of a session that has ended.
const LETTING_GO: Duration = Duration::from_secs(20);
/// A server that has let go tells nobody: it is asked again after this time.
const AGAIN: Duration = Duration::from_secs(1);
/// A start that fails sooner than this is tried once more.
const AT_ONCE: Duration = Duration::from_secs(10);

/// The browser in use and those that are gone.
pub(super) struct Hub {
    options: BrowserOptions,
    current: RefCell<Option<Rc<Browser>>>,
    /// The trouble that ended all trying.
    given_up: RefCell<Option<Failure>>,
    restarts: Cell<u32>,
    /// Held while a browser is started: the others wait for that one.
    starting: Mutex<()>,
    closing: RefCell<JoinSet<()>>,
    /// How many contexts are in use or closing.
    held: watch::Sender<usize>,
}

/// A browser that a worker uses for one attempt.
pub(super) struct Lease(Rc<Browser>);

/// Whether this failure means that the browser may be gone.
pub(super) fn is_lost(failure: &Failure) -> bool {
    failure.class == Class::Lost
}

impl Hub {
    /// No browser is started yet.
    pub(super) fn new(options: BrowserOptions) -> Hub {
        Hub {
            options,
            current: RefCell::default(),
            given_up: RefCell::default(),
            restarts: Cell::new(0),
            starting: Mutex::default(),
            closing: RefCell::default(),
            held: watch::Sender::default(),
        }
    }

    /// Starts the first browser; what it is, or nothing if it cannot be started: then every attempt is told why.
    pub(super) async fn start(&self, stop: &watch::Receiver<Option<Interruption>>) -> Option<BrowserDescription> {
        let browser = self.browser(stop).await.ok()?;
        Some(browser.description().clone())
    }

    /// The browser in use; a new one if there is none.
    async fn browser(&self, stop: &watch::Receiver<Option<Interruption>>) -> Result<Rc<Browser>, Failure> {
        let _starting = self.starting.lock().await;
        if let Some(browser) = &*self.current.borrow() {
            return Ok(Rc::clone(browser));
        }
        if let Some(failure) = &*self.given_up.borrow() {
            return Err(failure.clone());
        }
        let mut stop = stop.clone();
        let started = tokio::select! {
            started = start(&self.options) => started,
            why = asked_to_stop(&mut stop) => return Err(interrupted(why)),
        };
        match started {
            Ok(browser) => {
                let browser = Rc::new(browser);
                *self.current.borrow_mut() = Some(Rc::clone(&browser));
                Ok(browser)
            }
            Err(failure) => {
                *self.given_up.borrow_mut() = Some(failure.clone());
                Err(failure)
            }
        }
    }

    /// An isolated context; in a new browser if the one in use is gone. Where a server makes one session at a time the
    /// journeys take turns, and the budgets begin when the turn has come.
    pub(super) async fn open_context(
        &self,
        budgets: &mut Budgets,
        stop: &watch::Receiver<Option<Interruption>>,
    ) -> Result<(Lease, Context), Failure> {
        let (mut held, mut stop) = (self.held.subscribe(), stop.clone());
        let mut free_since = None;
        loop {
            let browser = self.browser(&stop).await?;
            let within = budgets.deadline().at;
            let opened = timeout_at(within, browser.open_context()).await;
            let failure = match opened {
                Ok(Ok(context)) => {
                    self.held.send_modify(|held| *held += 1);
                    return Ok((Lease(browser), context));
                }
                Ok(Err(failure)) => failure,
                Err(_) => Failure::lost("the browser did not open a new context in time"),
            };
            if is_full(&failure) {
                let since = Instant::now();
                let ours = *held.borrow_and_update() > 0;
                free_since = if ours { None } else { free_since.or(Some(since)) };
                if free_since.is_none_or(|free: Instant| free.elapsed() < LETTING_GO) {
                    tracing::info!("{failure}; the journeys take turns");
                    tokio::select! {
                        _ = timeout(AGAIN, held.changed()) => {}
                        why = asked_to_stop(&mut stop) => return Err(interrupted(why)),
                    }
                    budgets.put_off(since.elapsed());
                    continue;
                }
            }
            if !is_lost(&failure) || self.give_back(Lease(browser), true).await {
                return Err(failure);
            }
        }
    }

    /// Gives a browser back. If it may be lost and gives no sign of life, the next attempt gets a new one.
    /// Says whether the browser is alive.
    pub(super) async fn give_back(&self, Lease(browser): Lease, maybe_lost: bool) -> bool {
        let current = self.current.borrow().as_ref().is_some_and(|current| Rc::ptr_eq(current, &browser));
        let trouble = match (current, maybe_lost) {
            (true, false) => return true,
            (false, _) => None,
            (true, true) => match timeout(SIGN_OF_LIFE, browser.trouble()).await {
                Ok(None) => return true,
                Ok(Some(failure)) => Some(failure),
                Err(_) => Some(Failure::lost("the browser gives no sign of life")),
            },
        };
        // Another worker may have found out meanwhile.
        let still = self.current.borrow().as_ref().is_some_and(|current| Rc::ptr_eq(current, &browser));
        if let Some(failure) = trouble.filter(|_| still) {
            tracing::warn!("the browser is lost: {failure}");
            drop(self.current.borrow_mut().take());
            self.restarts.set(self.restarts.get() + 1);
            if self.restarts.get() > MOST_RESTARTS {
                let words = format!("{MOST_RESTARTS} browsers were lost in this run; no further one is started");
                *self.given_up.borrow_mut() = Some(failure.detail(words));
            }
        }
        end(browser).await;
        false
    }

    /// Ends a context while the next attempt runs already.
    pub(super) fn close_later(&self, context: Context) {
        let mut closing = self.closing.borrow_mut();
        while closing.try_join_next().is_some() {}
        let held = self.held.clone();
        closing.spawn(async move {
            let _ = timeout(CLOSING, context.close()).await;
            held.send_modify(|held| *held -= 1);
        });
    }

    /// Ends what is left.
    pub(super) async fn close(&self) {
        let mut closing = self.closing.take();
        while closing.join_next().await.is_some() {}
        let last = self.current.borrow_mut().take();
        if let Some(browser) = last {
            end(browser).await;
        }
    }
}

/// Starts a browser. One that fails at once is given a second try: on a busy machine a start can miss for reasons that
/// are gone a moment later.
async fn start(options: &BrowserOptions) -> Result<Browser, Failure> {
    let began = Instant::now();
    match Browser::start(options.clone()).await {
        Err(failure) if is_lost(&failure) && began.elapsed() < AT_ONCE => {
            tracing::info!("the browser did not start: {failure}; it is tried once more");
            Browser::start(options.clone()).await
        }
        started => started,
    }
}

/// Ends a browser that nobody else uses; otherwise the last user does.
async fn end(browser: Rc<Browser>) {
    if let Ok(browser) = Rc::try_unwrap(browser)
        && timeout(CLOSING, browser.close()).await.is_err()
    {
        tracing::warn!("the browser did not end in time; it ends with the program");
    }
}
