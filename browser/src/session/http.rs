//! A small HTTP client beside fantoccini's: what must get through while a command of the session hangs.

use std::time::Duration;

use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::time::timeout;
use url::Url;

/// How long a TCP connection may take to come about.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// Asks for `url`; gives the body of an answer that is a success.
pub(crate) async fn get(url: &Url, deadline: Duration) -> Result<Bytes, String> {
    let (status, body) = send(Method::GET, url, deadline).await?;
    if status.is_success() { Ok(body) } else { Err(format!("{url} answered {status}")) }
}

/// Sends a request without a body; any answer is a success.
pub(crate) async fn send(method: Method, url: &Url, deadline: Duration) -> Result<(StatusCode, Bytes), String> {
    let request = Request::builder().method(method).uri(url.as_str()).body(Empty::<Bytes>::new());
    let request = request.map_err(|why| why.to_string())?;
    let client: Client<_, Empty<Bytes>> =
        Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector());
    let exchange = async {
        let answer = client.request(request).await.map_err(|why| root_cause(&why))?;
        let status = answer.status();
        let body = answer.into_body().collect().await.map_err(|why| root_cause(&why))?;
        Ok((status, body.to_bytes()))
    };
    timeout(deadline, exchange).await.unwrap_or_else(|_| Err(format!("{url} did not answer within {deadline:?}")))
}

/// A connector that does not wait for ever and does not hold small packets back.
pub(crate) fn connector() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(CONNECT_DEADLINE));
    connector
}

/// The last link of an error's chain: `Connection refused` says more than `client error`.
pub(crate) fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
