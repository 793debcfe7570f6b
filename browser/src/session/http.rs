//! A small HTTP client beside fantoccini's: what must get through while a command of the session hangs, and what somebody
//! beside the browser is asked. And the way to a server, in the clear or over TLS, that all of them take.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use base64::Engine as _;
use http::header::{ACCEPT, AUTHORIZATION};
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::Bytes;
use hyper_rustls::{ConfigBuilderExt as _, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::ClientConfig;
use rustls::crypto::ring;
use tokio::time::timeout;
use url::Url;

/// How long a TCP connection may take to come about.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);
/// What is read of an answer at most, in bytes: those asked for here are lists of windows at their longest.
const LONGEST_ANSWER: usize = 4 << 20;
/// What is read at most, in bytes, of the answer of somebody beside the browser.
const LONGEST_TEXT: usize = 8 << 20;
/// How the words for an answer that does not come begin.
const TOO_LATE: &str = "did not answer";

/// Why a server that was asked gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// It can never be asked so: the address or the authorization is not sound.
    #[error("{0}")]
    Unsound(String),
    /// It was not reached, did not answer in time, or broke off.
    #[error("{0}")]
    Silent(String),
}

/// Asks a server beside the browser; gives the status and the text of its answer. Redirects are not followed.
///
/// An empty `authorization` is that of the address, if it names a user.
pub async fn ask(url: &Url, authorization: &str, deadline: Duration) -> Result<(u16, String), NoAnswer> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(NoAnswer::Unsound(format!("is an address of {}, not of http or https", url.scheme())));
    }
    let mut request = Request::get(shown(url).as_str()).header(ACCEPT, "application/json, */*;q=0.5");
    let authorization = Some(authorization.to_owned()).filter(|given| !given.is_empty()).or_else(|| credentials(url));
    if let Some(authorization) = authorization {
        request = request.header(AUTHORIZATION, authorization);
    }
    let unsound = |_| NoAnswer::Unsound("cannot be asked: its address or its authorization is not sound".to_owned());
    let request = request.body(Empty::<Bytes>::new()).map_err(unsound)?;
    let (status, body) = exchange(request, url, deadline, LONGEST_TEXT).await.map_err(NoAnswer::Silent)?;
    Ok((status.as_u16(), String::from_utf8_lossy(&body).into_owned()))
}

/// Asks for `url`; gives the body of an answer that is a success.
pub(crate) async fn get(url: &Url, deadline: Duration) -> Result<Bytes, String> {
    let (status, body) = send(Method::GET, url, deadline).await?;
    if status.is_success() { Ok(body) } else { Err(format!("{} answered {status}", shown(url))) }
}

/// Sends a request without a body, with the user and password of the address; any answer is a success.
pub(crate) async fn send(method: Method, url: &Url, deadline: Duration) -> Result<(StatusCode, Bytes), String> {
    let mut request = Request::builder().method(method).uri(shown(url).as_str());
    if let Some(credentials) = credentials(url) {
        request = request.header(AUTHORIZATION, credentials);
    }
    let request = request.body(Empty::<Bytes>::new()).map_err(|why| why.to_string())?;
    let answer = exchange(request, url, deadline, LONGEST_ANSWER).await;
    answer.map_err(|why| if why.starts_with(TOO_LATE) { format!("{} {why}", shown(url)) } else { why })
}

/// Sends a request and reads the whole answer.
async fn exchange(
    request: Request<Empty<Bytes>>,
    url: &Url,
    deadline: Duration,
    longest: usize,
) -> Result<(StatusCode, Bytes), String> {
    let connector = connector(url)?;
    let client: Client<_, Empty<Bytes>> =
        Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector);
    let exchange = async {
        let answer = client.request(request).await.map_err(|why| root_cause(&why))?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), longest).collect().await;
        Ok((status, body.map_err(|why| root_cause(why.as_ref()))?.to_bytes()))
    };
    timeout(deadline, exchange).await.unwrap_or_else(|_| Err(format!("{TOO_LATE} within {deadline:?}")))
}

/// The way to `url`, which does not wait for ever and does not hold small packets back.
pub(crate) fn connector(url: &Url) -> Result<HttpsConnector<HttpConnector>, String> {
    let mut connector = HttpConnector::new();
    connector.enforce_http(false);
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(CONNECT_DEADLINE));
    let trust = tls(url)?;
    let builder = HttpsConnectorBuilder::new().with_tls_config(trust.as_ref().clone());
    Ok(builder.https_or_http().enable_http1().wrap_connector(connector))
}

/// Whom to trust on the way to `url`.
pub(crate) fn tls(url: &Url) -> Result<Arc<ClientConfig>, String> {
    trust(matches!(url.scheme(), "https" | "wss"))
}

/// Whom to trust: this machine's certificate authorities, which `SSL_CERT_FILE` and `SSL_CERT_DIR` can name; nobody where
/// nothing is encrypted, for they take a while to read.
pub(crate) fn trust(encrypted: bool) -> Result<Arc<ClientConfig>, String> {
    static NOBODY: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    static AUTHORITIES: OnceLock<Result<Arc<ClientConfig>, String>> = OnceLock::new();
    if encrypted {
        AUTHORITIES.get_or_init(authorities).clone()
    } else {
        Ok(Arc::clone(NOBODY.get_or_init(|| Arc::new(nobody()))))
    }
}

fn authorities() -> Result<Arc<ClientConfig>, String> {
    let provider = ring::default_provider();
    ClientConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()
        .map_err(|why| why.to_string())?
        .with_native_roots()
        .map(|config| Arc::new(config.with_no_client_auth()))
        .map_err(|why| {
            format!("this machine's certificate authorities cannot be read: {why} (package ca-certificates)")
        })
}

fn nobody() -> ClientConfig {
    let provider = ring::default_provider();
    let builder = ClientConfig::builder_with_provider(provider.into()).with_safe_default_protocol_versions();
    let builder = builder.expect("ring knows the default versions of TLS");
    builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
}

/// What an address says of the user, as HTTP's basic authentication (RFC 7617).
pub(crate) fn credentials(url: &Url) -> Option<String> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let both = format!("{}:{}", url.username(), url.password().unwrap_or_default());
    Some(format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(both)))
}

/// The address without what must not be shown.
pub(crate) fn shown(url: &Url) -> Url {
    let mut shown = url.clone();
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    shown
}

/// The last link of an error's chain: `Connection refused` says more than `client error`.
pub(crate) fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_can_never_be_asked_is_told_apart_from_silence() {
        let soon = Duration::from_secs(5);
        let url = |text: &str| Url::parse(text).unwrap();
        let unsound = ask(&url("ftp://shop.example/"), "", soon).await;
        assert!(matches!(unsound, Err(NoAnswer::Unsound(why)) if why.contains("ftp")));
        assert!(matches!(ask(&url("http://127.0.0.1:1/"), "a\nb", soon).await, Err(NoAnswer::Unsound(_))));
        assert!(matches!(ask(&url("http://127.0.0.1:1/"), "Bearer x", soon).await, Err(NoAnswer::Silent(_))));
    }

    #[test]
    fn the_user_of_an_address_is_told_apart_from_the_address() {
        let url = Url::parse("https://qa:s3cret@grid.example/wd/hub/").unwrap();
        assert_eq!(credentials(&url).unwrap(), "Basic cWE6czNjcmV0");
        assert_eq!(shown(&url).as_str(), "https://grid.example/wd/hub/");
        assert_eq!(credentials(&shown(&url)), None);
    }
}
