//! Asking a server beside the browser: the shop's books, a mailbox with an HTTP API.
//!
//! What it says of itself is never the shop's fault: settings that cannot work are a mistake, and a server that is not
//! there leaves everything open.

use std::time::Duration;

use serde_json::Value;
use shopper_browser::{Class, Failure, Look, NoAnswer, Page};
use url::Url;

use crate::failure::mistake;

/// The longest that one answer may take.
const ONE_ANSWER: Duration = Duration::from_secs(10);

const RUNS: &str = "see to it that this server runs and can be reached from here; the shop may be well";

/// Why somebody beside the browser told nothing.
pub(crate) enum Untold {
    /// It may answer another time; in one line why it did not.
    NotNow(String),
    /// It will never answer as it is asked.
    Never(Box<Failure>),
}

impl Untold {
    /// What the settings ask for cannot be.
    pub(crate) fn never(what: impl Into<String>, mend: &str) -> Self {
        Self::Never(Box::new(mistake(what, mend)))
    }

    /// The same for whoever asked once. A server that is not there leaves everything open.
    pub(crate) fn into_failure(self) -> Failure {
        match self {
            Self::Never(failure) => *failure,
            Self::NotNow(why) => Failure { class: Class::Lost, ..mistake(why, RUNS) },
        }
    }
}

/// Asks again until `judge` accepts what is told. Whoever tells nothing to the last leaves the step blocked: it says
/// nothing of the shop.
pub(crate) async fn asked<A, T>(
    page: &Page,
    what: &str,
    mut ask: impl AsyncFnMut() -> Result<A, Untold>,
    mut judge: impl FnMut(A) -> Look<T>,
) -> Result<T, Failure> {
    let mut silent = false;
    let look = page.ask(what, async || {
        let told = ask().await;
        silent = matches!(told, Err(Untold::NotNow(_)));
        match told {
            Ok(answer) => judge(answer),
            Err(Untold::NotNow(why)) => Look::NotYet(why),
            Err(Untold::Never(failure)) => Look::Refuse(*failure),
        }
    });
    look.await.map_err(|failure| match failure.class {
        Class::Expectation if silent => Failure { class: Class::Lost, ..failure }.mend(RUNS),
        _ => failure,
    })
}

/// The JSON that a server answers with.
pub(crate) async fn json(url: &Url, authorization: &str, of: &str) -> Result<Value, Untold> {
    let body = text(url, authorization, of).await?;
    serde_json::from_str(&body).map_err(|_| {
        let what = format!("{} answers with something that is no JSON", shown(url));
        Untold::never(what, &format!("correct the address in {of} of shop.toml"))
    })
}

/// The text that a server answers with; `of` is the table of the settings that names it.
pub(crate) async fn text(url: &Url, authorization: &str, of: &str) -> Result<String, Untold> {
    match shopper_browser::ask(url, authorization, ONE_ANSWER).await {
        Ok((200..=299, body)) => Ok(body),
        Ok((status, _)) => Err(refused(url, status, of)),
        Err(NoAnswer::Silent(why)) => Err(Untold::NotNow(format!("{} cannot be reached: {why}", shown(url)))),
        Err(NoAnswer::Unsound(why)) => {
            Err(Untold::never(format!("{} {why}", shown(url)), &format!("correct {of} in shop.toml")))
        }
    }
}

/// What an answer means that is no success.
fn refused(url: &Url, status: u16, of: &str) -> Untold {
    let what = format!("{} answers with status {status}", shown(url));
    match status {
        401 | 403 => Untold::never(what, &format!("correct the authorization in {of} of shop.toml")),
        // Too early, too late, too often: the same question may be answered another time.
        408 | 425 | 429 | 500.. => Untold::NotNow(what),
        _ => Untold::never(what, &format!("correct the address in {of} of shop.toml")),
    }
}

/// An address as it may be shown: what is asked of a server may hold a key.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    let _ = url.set_password(None);
    let _ = url.set_username("");
    url.to_string()
}

/// A text as a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_cannot_work_are_told_apart_from_servers_that_are_unwell() {
        let url = Url::parse("https://qa:pw@books.example/api?key=k3y").unwrap();
        for (status, never) in [(401, true), (403, true), (404, true), (302, true), (429, false), (503, false)] {
            match refused(&url, status, "[orders]") {
                Untold::Never(failure) => {
                    assert!(never && failure.class == Class::Mistake && failure.mend.contains("[orders]"), "{failure}");
                    assert!(!failure.what.contains("k3y") && !failure.what.contains("pw"), "{failure}");
                }
                Untold::NotNow(why) => assert!(!never, "{why}"),
            }
        }
    }
}
