//! The one waiting loop: it looks again until the answer is there or the time is spent, and it always knows what it waits
//! for and what it last saw. Nothing else in this program sleeps.
//!
//! Two clocks run. *Patience* (5 s by default) is how long a page that stands still is looked at; it starts anew while the
//! shop is still answering a navigation. The *step's deadline* ends everything.

mod tell;

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use self::tell::given_up;
pub(crate) use self::tell::told;
use crate::failure::Failure;
use crate::outside;
use crate::page::Page;
use crate::wire::{Frame, Picture, PictureFormat, PictureKind, Tab, WireError};

/// The longest that one look stays in the page, so that frames which appear later are seen.
pub(crate) const LOOK: Duration = Duration::from_millis(400);
/// The longest that one try at a picture takes.
const ONE_PICTURE: Duration = Duration::from_millis(1500);
const FIRST_PAUSE: Duration = Duration::from_millis(2);
/// Somebody beside the page is asked so often.
const BETWEEN_QUESTIONS: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// What one look brought.
pub(crate) enum Try<T> {
    /// The answer.
    Done(T),
    /// Not yet; this is what was seen.
    NotYet(Seen),
    /// It will never be, so nothing is waited for.
    Refuse(Failure),
}

/// What a look saw instead of what was wanted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Seen {
    /// The eyes' short word for it: `none`, `many`, `hidden`, `covered`, ...
    pub(crate) why: String,
    /// The same in words.
    pub(crate) say: String,
    pub(crate) details: Vec<String>,
    page: Option<PageState>,
}

/// The document as a whole.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct PageState {
    url: String,
    status: Option<u16>,
    unsettled: Option<String>,
    leaving: Option<String>,
    error: Option<String>,
    /// What a script of the page has asked for, or keeps it from being shown, without an answer yet.
    waits_for: Option<String>,
    /// What of outside hosts has kept the document from being read on or shown for too long; told once a document.
    held_by: Vec<String>,
    /// For how long, in milliseconds.
    held_ms: u64,
}

impl Seen {
    /// Something seen, in our own words.
    pub(crate) fn new(why: &str, say: impl Into<String>) -> Self {
        Self { why: why.to_owned(), say: say.into(), ..Self::default() }
    }

    /// What the eyes answered.
    pub(crate) fn from_eyes(answer: Value) -> Self {
        serde_json::from_value(answer).unwrap_or_default()
    }

    /// What of outside hosts has held the document up for too long, and for how long.
    pub(crate) fn held_by(&self) -> Option<(&[String], Duration)> {
        let page = self.page.as_ref().filter(|page| !page.held_by.is_empty() && page.leaving.is_none())?;
        Some((&page.held_by, Duration::from_millis(page.held_ms)))
    }

    fn is_leaving(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.leaving.is_some())
    }
}

/// Waits until a look brings an answer. `place` is what is waited for, as a person would say it.
pub(crate) async fn until<T>(
    page: &Page,
    place: &str,
    mut look: impl AsyncFnMut(Duration) -> Result<Try<T>, WireError>,
) -> Result<T, Failure> {
    page.touch();
    let started = Instant::now();
    let deadline = page.deadline();
    let mut patience = (started + page.patience()).min(deadline);
    let mut pause = FIRST_PAUSE;
    let mut last;
    loop {
        let within = patience.saturating_duration_since(Instant::now()).min(LOOK);
        let outcome = look(within).await;
        let now = Instant::now();
        match outcome {
            Ok(Try::Done(answer)) => return Ok(answer),
            Ok(Try::Refuse(failure)) => return Err(failure.waited(started.elapsed()).or_at(place)),
            Ok(Try::NotYet(seen)) => {
                if seen.is_leaving() || outside::leave_out(page, &seen).await {
                    let now = Instant::now();
                    patience = (now + page.patience()).min(deadline);
                } else {
                    pause = FIRST_PAUSE;
                }
                last = seen;
            }
            Err(WireError::Gone) => {
                if !page.tab().is_open(page.answer_by()).await {
                    return Err(told(page, WireError::Gone).await.waited(started.elapsed()).or_at(place));
                }
                patience = (now + page.patience()).min(deadline);
                last = Seen::new("leaving", "the page is being left");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            Err(WireError::Hung) if now < deadline => last = Seen::new("hung", "the page does not answer"),
            Err(error) => return Err(told(page, error).await.waited(started.elapsed()).or_at(place)),
        }
        if Instant::now() >= patience {
            return Err(given_up(page, place, last, started, Instant::now() >= deadline).await);
        }
    }
}

/// Waits until something that no script can watch for comes true, e.g. that a window has opened.
pub(crate) async fn until_true(
    page: &Page,
    place: &str,
    say: &str,
    mut look: impl AsyncFnMut() -> Result<bool, WireError>,
) -> Result<(), Failure> {
    until(page, place, async |_| {
        if look().await? {
            return Ok(Try::Done(()));
        }
        tokio::time::sleep(LONGEST_PAUSE).await;
        Ok(Try::NotYet(Seen::new("none", say)))
    })
    .await
}

/// Waits until somebody beside the page gives the answer that is wanted.
pub(crate) async fn asked<T>(
    page: &Page,
    place: &str,
    mut ask: impl AsyncFnMut() -> crate::page::Look<T>,
) -> Result<T, Failure> {
    use crate::page::Look;
    until(page, place, async |_| {
        Ok(match ask().await {
            Look::Accept(value) => Try::Done(value),
            Look::Refuse(failure) => Try::Refuse(failure),
            Look::NotYet(instead) => {
                tokio::time::sleep(BETWEEN_QUESTIONS).await;
                Try::NotYet(Seen::new("expectation", instead))
            }
        })
    })
    .await
}

/// Does something later, without holding anybody up.
pub(crate) fn later(delay: Duration, act: impl FnOnce() + Send + 'static) {
    tokio::spawn(async move {
        tokio::time::sleep(delay).await;
        act();
    });
}

/// Waits until something that no script can watch for is as it should be; a look that it is not says what there is instead.
pub(crate) async fn polled<T>(
    page: &Page,
    place: &str,
    mut look: impl AsyncFnMut() -> Result<Result<T, String>, WireError>,
) -> Result<T, Failure> {
    until(page, place, async |_| match look().await? {
        Ok(value) => Ok(Try::Done(value)),
        Err(instead) => {
            tokio::time::sleep(LONGEST_PAUSE).await;
            Ok(Try::NotYet(Seen::new("expectation", instead)))
        }
    })
    .await
}

/// Takes a picture once the page stands still, which it does when it was looked at and not touched since (`still`): one that is asked for while a document goes away is never answered.
pub(crate) async fn picture(
    tab: &dyn Tab,
    kind: PictureKind,
    format: PictureFormat,
    mut still: bool,
    deadline: Instant,
) -> Result<Picture, WireError> {
    const SETTLE: &str = "(eyes, asked) => eyes.look(() => 0, asked)";
    let asked = json!({"args": null, "previous": null, "within": 500});
    loop {
        let soon = (Instant::now() + ONE_PICTURE).min(deadline);
        if !still {
            still = !matches!(tab.call(&Frame::Main, SETTLE, &asked, soon).await, Err(WireError::Gone));
        }
        if std::mem::take(&mut still) {
            let soon = (Instant::now() + ONE_PICTURE).min(deadline);
            match tab.picture(kind, format, soon).await {
                Err(WireError::Gone | WireError::Hung) if Instant::now() < deadline => {}
                taken => return taken,
            }
        } else if Instant::now() >= deadline {
            return Err(WireError::Hung);
        }
        tokio::time::sleep(FIRST_PAUSE).await;
    }
}
