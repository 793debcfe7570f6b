//! The way to a server, in the clear or over TLS, for whatever is spoken on it.

use std::net::SocketAddr;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use super::http::trust;

/// Where bytes go in and out.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A connection to a port of a host, and the address that the name led to. When `encrypted`, it is secured by TLS and the
/// host has proved who it is. It takes as long as it takes: whoever asks for it sets the deadline.
pub async fn way_to(host: &str, port: u16, encrypted: bool) -> Result<(Box<dyn Stream>, SocketAddr), String> {
    let host = host.trim_matches(['[', ']']);
    let stream = TcpStream::connect((host, port)).await.map_err(|error| error.to_string())?;
    stream.set_nodelay(true).map_err(|error| error.to_string())?;
    let peer = stream.peer_addr().map_err(|error| error.to_string())?;
    if !encrypted {
        return Ok((Box::new(stream), peer));
    }
    let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
    let secured = TlsConnector::from(trust(true)?).connect(name, stream).await;
    Ok((Box::new(secured.map_err(|error| error.to_string())?), peer))
}
