//! A look that is as good as a new one: the step that follows at once need not look again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use shopper_browser::Page;

use super::View;

/// So long a look is as good as a new one, as long as nobody has touched the page since.
const FRESH: Duration = Duration::from_millis(60);

/// The latest look at the page, for the step that follows at once; and what the step has seen of money on its way.
#[derive(Clone, Default)]
pub(crate) struct Glance(Arc<Mutex<Glances>>);

#[derive(Default)]
struct Glances {
    latest: Option<Glanced>,
    passed: Vec<View>,
}

pub(super) struct Glanced {
    pub(super) view: View,
    /// The latest act on the page before the look.
    pub(super) act: u64,
    pub(super) at: Instant,
}

impl Glance {
    /// What was seen, if it is still as good as a new look.
    pub(super) fn take(&self, page: &Page) -> Option<Glanced> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner).latest.take()?;
        (seen.act == page.latest_act() && seen.at.elapsed() < FRESH).then_some(seen)
    }

    pub(super) fn keep(&self, seen: Glanced) {
        let mut glances = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.view.rows.is_empty() && glances.passed.last() != Some(&seen.view) {
            glances.passed.push(seen.view.clone());
        }
        glances.latest = Some(seen);
    }

    /// What the step has seen of money on its way; and its latest look, unless the page was touched since. It is left
    /// for the next step, as old as it is.
    pub(crate) fn of_step(&self, page: &Page) -> (Vec<View>, Option<View>) {
        let mut glances = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let untouched = |seen: &&Glanced| seen.act == page.latest_act();
        let latest = glances.latest.as_ref().filter(untouched).map(|seen| seen.view.clone());
        (std::mem::take(&mut glances.passed), latest)
    }
}
