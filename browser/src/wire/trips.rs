//! What the browser has cost so far: how often it was asked, and for how long its answers were awaited. Each isolated
//! context has one meter, which every wire runs its questions past; what is left of a step's time is this program's own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What the browser has cost up to a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trips {
    /// Round trips; commands sent back to back count once.
    pub count: u64,
    /// The time during which at least one answer was awaited. Waits at the same time count once.
    pub waited: Duration,
}

impl Trips {
    /// What has come to it since `before`.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self { count: self.count.saturating_sub(before.count), waited: self.waited.saturating_sub(before.waited) }
    }
}

/// Counts the round trips of one context, and the time that somebody waits for an answer.
#[derive(Debug, Default)]
pub(crate) struct Meter(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    count: u64,
    /// Of all stretches of waiting that have ended.
    waited: Duration,
    /// How many answers are awaited now.
    open: u32,
    /// When the first of them began to be.
    since: Option<Instant>,
}

/// An answer is awaited until this goes, also when nobody wants it any more.
pub(crate) struct Awaiting(Arc<Meter>);

impl Meter {
    /// One more round trip.
    pub(crate) fn count(&self) {
        self.state().count += 1;
    }

    /// An answer is awaited from now on. Begin before the question goes out: whoever asks may not have the processor again
    /// before the answer is there.
    pub(crate) fn begin_to_wait(self: &Arc<Self>) -> Awaiting {
        self.state().begin(Instant::now());
        Awaiting(Arc::clone(self))
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn during<T>(self: &Arc<Self>, answer: impl Future<Output = T>) -> T {
        let _awaiting = self.begin_to_wait();
        answer.await
    }

    /// What it has come to, a wait that is still going on included.
    pub(crate) fn so_far(&self) -> Trips {
        self.state().so_far(Instant::now())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Awaiting {
    fn drop(&mut self) {
        self.0.state().end(Instant::now());
    }
}

impl State {
    fn begin(&mut self, now: Instant) {
        self.open += 1;
        self.since.get_or_insert(now);
    }

    fn end(&mut self, now: Instant) {
        self.open = self.open.saturating_sub(1);
        if self.open == 0 {
            self.waited = self.so_far(now).waited;
            self.since = None;
        }
    }

    fn so_far(&self, now: Instant) -> Trips {
        let going_on = self.since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since));
        Trips { count: self.count, waited: self.waited + going_on }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(time: u64) -> Duration {
        Duration::from_millis(time)
    }

    /// What was waited after these began (`true`) and ended, at so many milliseconds.
    fn waited(told: &[(bool, u64)], now: u64) -> Duration {
        let (zero, mut state) = (Instant::now(), State::default());
        for (begins, at) in told {
            if *begins { state.begin(zero + ms(*at)) } else { state.end(zero + ms(*at)) }
        }
        state.so_far(zero + ms(now)).waited
    }

    #[test]
    fn waits_one_after_the_other_are_added_and_what_lies_between_is_not() {
        assert_eq!(waited(&[(true, 0), (false, 10), (true, 30), (false, 35)], 50), ms(15));
    }

    #[test]
    fn waits_at_the_same_time_count_once() {
        assert_eq!(waited(&[(true, 0), (true, 5), (false, 10), (false, 20)], 50), ms(20), "one begins within another");
        assert_eq!(waited(&[(true, 0), (true, 0), (true, 0), (false, 9), (false, 9), (false, 9)], 50), ms(9));
    }

    #[test]
    fn a_wait_that_goes_on_is_counted_as_far_as_it_has_come() {
        assert_eq!(waited(&[(true, 0), (false, 10), (true, 30), (true, 40), (false, 45)], 50), ms(30));
    }

    #[test]
    fn a_part_of_it_is_told_by_its_two_ends() {
        let (before, after) = (Trips { count: 2, waited: ms(10) }, Trips { count: 5, waited: ms(25) });
        assert_eq!(after.since(before), Trips { count: 3, waited: ms(15) });
    }

    #[tokio::test]
    async fn an_answer_that_nobody_wants_any_more_is_not_awaited_any_more() {
        let meter = Arc::new(Meter::default());
        let given_up = tokio::time::timeout(ms(5), meter.during(std::future::pending::<()>())).await;
        assert!(given_up.is_err());
        let then = meter.so_far();
        assert!(then.waited >= ms(5), "{then:?}");
        std::thread::sleep(ms(5));
        assert_eq!(meter.so_far(), then);
    }
}
