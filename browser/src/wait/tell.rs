//! Why a wait ended in vain: what a wire said, or what the page as a whole looked like, as a failure.

use serde_json::json;
use tokio::time::{Duration, Instant};

use super::Seen;
use crate::failure::{Class, Failure};
use crate::page::Page;
use crate::wire::{Frame, WireError};

/// What is left of a step's time for telling why it failed.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// Characters of an address that are shown.
const LONGEST_URL: usize = 300;

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
pub(super) async fn given_up(
    page: &Page,
    place: &str,
    mut seen: Seen,
    started: Instant,
    budget_spent: bool,
) -> Failure {
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
