//! The one waiting loop: it looks again until the answer is there or the time is spent, and it always knows what it waits
//! for and what it last saw. Nothing else in this program sleeps.
//!
//! Two clocks run. *Patience* (5 s by default) is how long a page that stands still is looked at; it starts anew while the
//! shop is still answering a navigation. The *step's deadline* ends everything.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::failure::{Class, Failure};
use crate::outside;
use crate::page::Page;
use crate::wire::{Frame, Picture, PictureFormat, PictureKind, Tab, WireError};

/// The longest that one look stays in the page, so that frames which appear later are seen.
pub(crate) const LOOK: Duration = Duration::from_millis(400);
/// What is left of a step's time for telling why it failed.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// Characters of an address that are shown.
const LONGEST_URL: usize = 300;
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

/// A wire's error as a failure.
pub(crate) async fn told(page: &Page, error: WireError) -> Failure {
    match error {
        WireError::Gone => Failure::new(Class::NotFound, "the window was closed"),
        WireError::Dialog(text) => Failure::new(Class::PageDialog, format!("the page opened a dialog: \"{text}\"")),
        WireError::Hung => {
            let awaited = page.tab().awaited();
            if awaited.under_way {
                return unanswered(&awaited.url);
            }
            // A frozen page is the shop's; a browser that does not say a word either is lost.
            match page.tab().address(Instant::now() + LAST_WORDS).await {
                Ok((url, _)) => {
                    // A browser that is waiting for the next page is silent, too; only events tell the one from the other.
                    let why = if page.tab().activity().is_some() {
                        "its script does not end"
                    } else {
                        "its script does not end, or the next page does not come"
                    };
                    Failure::new(Class::PageHung, format!("the page does not answer: {why}"))
                        .detail(format!("page: {url}"))
                }
                Err(_) => Failure::lost("the browser does not answer"),
            }
        }
        WireError::Navigation(error) if error.contains("ERR_UNSAFE_PORT") => {
            Failure::mistake("browsers refuse to open this port").mend("correct the address")
        }
        WireError::Navigation(error) => not_opened(&error),
        WireError::Script(error) => {
            Failure::mistake(format!("the page refused a script: {}", error.lines().next().unwrap_or_default()))
                .mend("if a selector in a hint or a page object is new, check it in the browser's console")
        }
        WireError::Unsupported(why) => {
            Failure::mistake(why).mend("use --wire auto with a browser of the Chromium family, or leave this step out")
        }
        WireError::Lost(why) => page.explain_loss(why).await,
    }
}

/// A network error that came instead of a page.
fn not_opened(error: &str) -> Failure {
    // What the network said of the host, as against what the host said.
    let answered =
        ["ERR_TOO_MANY_REDIRECTS", "ERR_EMPTY_RESPONSE", "ERR_INVALID", "ERR_ABORTED", "ERR_HTTP", "ERR_CONTENT"];
    let class = if answered.iter().any(|word| error.contains(word)) { Class::ServerError } else { Class::Unreachable };
    let endless = if error.contains("ERR_TOO_MANY_REDIRECTS") { "it redirects for ever, " } else { "" };
    Failure::new(class, format!("the page cannot be opened: {endless}{error}"))
}

/// A page that was asked for and does not come.
fn unanswered(url: &str) -> Failure {
    Failure::new(Class::Unreachable, format!("the site does not answer: {} is still on its way", shown(url)))
}

/// Tells what was waited for in vain, and looks once at the page as a whole for the reason.
async fn given_up(page: &Page, place: &str, mut seen: Seen, started: Instant, budget_spent: bool) -> Failure {
    let waited = started.elapsed();
    if seen.page.is_none() {
        let asked =
            page.tab().call(&Frame::Main, "(eyes) => eyes.page()", &json!(null), Instant::now() + LAST_WORDS).await;
        seen.page = asked.ok().and_then(|state| serde_json::from_value(state).ok());
    }
    let mut state = seen.page.unwrap_or_default();
    let awaited = page.tab().awaited();
    let held = !state.held_by.is_empty();
    let failure = if seen.why == "hung" {
        told(page, WireError::Hung).await
    } else if let Some(error) = state.error {
        if !awaited.url.is_empty() {
            // The address of the browser's own error page says nothing.
            awaited.url.clone_into(&mut state.url);
        }
        match awaited.error {
            Some(error) => not_opened(&error),
            None => Failure::new(Class::Unreachable, format!("the browser could not load the page: {error}")),
        }
    } else if let Some(status) = state.status.filter(|status| *status >= 500) {
        Failure::new(Class::ServerError, format!("the site answered with HTTP status {status}"))
    } else if let Some(url) = state.leaving.or_else(|| (seen.why == "leaving").then(|| state.url.clone())) {
        unanswered(&url)
    } else if state.unsettled.as_deref() == Some("loading") {
        match state.waits_for.take() {
            Some(url) => Failure::new(
                Class::Unreachable,
                format!("the page shows nothing: it waits for another host that does not answer, {}", shown(&url)),
            )
            .mend(
                "see to it that the page is shown without it (a script with `async`), or block the host in the journey",
            ),
            None => Failure::new(Class::Unreachable, "the page does not finish loading"),
        }
    } else if let (true, Some(url)) = (seen.say.is_empty(), state.waits_for.take()) {
        Failure::new(Class::Unreachable, format!("the site does not answer: the page still waits for {}", shown(&url)))
    } else {
        let class = match seen.why.as_str() {
            "none" => Class::NotFound,
            "many" => Class::Ambiguous,
            "kept" => Class::ValueNotKept,
            "hidden" | "disabled" | "readonly" | "moving" | "covered" => Class::NotActionable,
            _ => Class::Expectation,
        };
        Failure::new(class, seen.say)
    };
    let mut failure = failure.waited(waited).at(place);
    if held {
        failure.details.extend(page.tab().why_kept().map(str::to_owned));
    }
    failure.details.extend(seen.details);
    if let Some(url) = state.waits_for {
        failure.details.push(format!("still on its way: {}", shown(&url)));
    }
    if !state.url.is_empty() {
        let status =
            state.status.filter(|status| *status != 200).map(|status| format!(" (HTTP {status})")).unwrap_or_default();
        let end = state.url.char_indices().nth(LONGEST_URL).map(|(end, _)| end);
        // A number at the cut goes whole, as half a card number would be recognised by nobody later on.
        let url = end.map_or(&*state.url, |end| state.url[..end].trim_end_matches(|last: char| !last.is_alphabetic()));
        failure.details.push(format!("page: {url}{status}"));
    }
    if budget_spent {
        failure.details.push("the step's time was spent".to_owned());
    }
    failure
}

fn shown(url: &str) -> &str {
    if url.is_empty() { "the next page" } else { url }
}
