//! How a session comes about, and why it does not.

use fantoccini::{Client, ClientBuilder};
use serde_json::{Map, Value};
use tokio::sync::oneshot;
use url::Url;

use super::{error, http};
use crate::driver::Driver;
use crate::failure::Failure;

/// Makes the session in a task of its own: when nobody waits for it any more, it still comes about at the server, and is
/// ended there at once.
pub(super) async fn connect(base: Url, wanted: Map<String, Value>) -> Result<(Client, String), String> {
    let (sender, receiver) = oneshot::channel();
    tokio::spawn(async move {
        let outcome = match http::connector(&base) {
            Ok(connector) => match ClientBuilder::new(connector).capabilities(wanted).connect(base.as_str()).await {
                Ok(client) => name_of(client).await,
                Err(error) => Err(error::why_no_session(&error)),
            },
            Err(why) => Err(why),
        };
        if let Err(Ok((client, _))) = sender.send(outcome) {
            let _ = client.close().await;
        }
    });
    receiver.await.unwrap_or_else(|_| Err("the session's task ended".to_owned()))
}

async fn name_of(client: Client) -> Result<(Client, String), String> {
    match client.session_id().await {
        Ok(Some(id)) => Ok((client, id)),
        _ => Err("the server gave the session no name".to_owned()),
    }
}

pub(super) async fn no_session(why: String, base: &Url, driver: Option<&Driver>) -> Failure {
    let failure = Failure::lost(format!("no browser session: {why}")).at(http::shown(base));
    match driver {
        Some(driver) => driver.explain(failure).await,
        None if base.scheme() == "https" && failure.what.contains("certificate") => failure.mend(
            "name the authority that vouches for the server: SSL_CERT_FILE=/path/to/authority.pem (system-wide: ca-certificates)",
        ),
        None => failure.mend("check --webdriver, and that the WebDriver server there runs and has a free browser"),
    }
}
