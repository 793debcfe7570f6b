//! The sessions that this wire holds. A server such as geckodriver makes one at a time: whoever needs another waits until
//! one of ours has ended.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tokio::time::{Instant, timeout};

use crate::driver::Driver;
use crate::failure::Failure;
use crate::options::BrowserOptions;
use crate::session::{Session, is_full};

/// So long a server may take to let go of a session that has ended.
const LETTING_GO: Duration = Duration::from_secs(20);
/// A server that has let go tells nobody: it is asked again.
const AGAIN: Duration = Duration::from_secs(1);

/// The sessions held, and who is next.
#[derive(Default)]
pub(super) struct Seats {
    held: watch::Sender<usize>,
    /// Whether the server has refused one because it had given all.
    few: AtomicBool,
    /// Whoever waits waits in turn: a session that comes late must not go to somebody who came later.
    turn: Mutex<()>,
}

/// One session's place; free again when it is dropped, which must be after the session's end.
pub(super) struct Seat(watch::Sender<usize>);

impl Seats {
    /// Counts a session that is there already.
    pub(super) fn take(&self) -> Seat {
        self.held.send_modify(|held| *held += 1);
        Seat(self.held.clone())
    }

    /// Makes a session; waits for the end of one of ours where the server makes no more.
    pub(super) async fn open(
        &self,
        options: &BrowserOptions,
        driver: Option<&Driver>,
    ) -> Result<(Session, Seat), Failure> {
        if !self.few.load(Ordering::Relaxed) {
            match Session::open(options, driver).await {
                Ok(session) => return Ok((session, self.take())),
                Err(failure) if *self.held.borrow() > 0 && is_full(&failure) => {
                    tracing::info!("{failure}; the journeys take turns");
                    self.few.store(true, Ordering::Relaxed);
                }
                Err(failure) => return Err(failure),
            }
        }
        let _turn = self.turn.lock().await;
        let (mut held, came) = (self.held.subscribe(), Instant::now());
        loop {
            let ours = *held.borrow_and_update();
            match Session::open(options, driver).await {
                Ok(session) => return Ok((session, self.take())),
                Err(failure) if is_full(&failure) && (ours > 0 || came.elapsed() < LETTING_GO) => {
                    // One of ours ends, or the server lets go of one that has ended.
                    let _ = timeout(AGAIN, held.changed()).await;
                }
                Err(failure) => return Err(failure),
            }
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.send_modify(|held| *held -= 1);
    }
}
