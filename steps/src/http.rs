//! Asking a server beside the browser: the shop's books, a mailbox with an HTTP API. Plain `http` alone.

use std::time::Duration;

use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::body::Bytes;
use hyper::{Request, header};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use url::Url;

/// The longest that one answer may take.
const ONE_ANSWER: Duration = Duration::from_secs(10);
/// The largest answer that is read, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

/// The JSON that a server answers with, or in one line why there is none.
pub(crate) async fn json(url: &Url, authorization: &str) -> Result<Value, String> {
    let body = text(url, authorization).await?;
    serde_json::from_str(&body).map_err(|_| format!("{} answers with something that is no JSON", shown(url)))
}

/// The text that a server answers with, or in one line why there is none.
pub(crate) async fn text(url: &Url, authorization: &str) -> Result<String, String> {
    match tokio::time::timeout(ONE_ANSWER, ask(url, authorization)).await {
        Ok(answer) => answer.map_err(|why| format!("{} {why}", shown(url))),
        Err(_) => Err(format!("{} does not answer within {} s", shown(url), ONE_ANSWER.as_secs())),
    }
}

async fn ask(url: &Url, authorization: &str) -> Result<String, String> {
    if url.scheme() != "http" {
        return Err(format!("is an address of {}, and only http can be asked yet", url.scheme()));
    }
    let mut request = Request::get(url.as_str()).header(header::ACCEPT, "application/json, */*;q=0.5");
    if !authorization.is_empty() {
        request = request.header(header::AUTHORIZATION, authorization);
    }
    let request = request.body(Empty::<Bytes>::new()).map_err(|_| "cannot be asked: its address is not sound")?;
    let client = Client::builder(TokioExecutor::new()).build_http::<Empty<Bytes>>();
    let answer = client.request(request).await.map_err(|_| "cannot be reached")?;
    if !answer.status().is_success() {
        return Err(format!("answers with status {}", answer.status().as_u16()));
    }
    let body = Limited::new(answer.into_body(), LARGEST).collect().await.map_err(|_| "breaks off, or says too much")?;
    Ok(String::from_utf8_lossy(&body.to_bytes()).into_owned())
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
