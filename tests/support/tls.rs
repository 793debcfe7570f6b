//! A door with TLS before a server of a test.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime starts")
}

/// A door with TLS before a server, which remembers what clients said.
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    heard: Arc<Mutex<Vec<u8>>>,
    _runtime: tokio::runtime::Runtime,
}

impl Door {
    /// Opens it, with a certificate that whoever trusts `authority` trusts.
    pub(crate) fn open(server: u16, authority: &Path) -> Self {
        let issued = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate can be made");
        let pem =
            format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(issued.cert.der()));
        std::fs::write(authority, pem).expect("a file can be written");
        let key = PrivatePkcs8KeyDer::from(issued.signing_key.serialize_der()).into();
        let config = ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .expect("the default versions")
            .with_no_client_auth()
            .with_single_cert(vec![issued.cert.der().clone()], key)
            .expect("certificate and key fit");
        let runtime = runtime();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("loopback has a free port");
        let address = listener.local_addr().expect("it is bound");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (acceptor, notes) = (TlsAcceptor::from(Arc::new(config)), Arc::clone(&heard));
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(pass(acceptor.clone(), stream, server, Arc::clone(&notes)));
            }
        });
        Self { address, heard, _runtime: runtime }
    }

    pub(crate) fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard.lock().expect("nobody panicked")).to_lowercase()
    }
}

/// Passes one connection on, and notes what the client says.
async fn pass(acceptor: TlsAcceptor, stream: TcpStream, server: u16, notes: Arc<Mutex<Vec<u8>>>) -> Option<()> {
    let (mut from_client, mut to_client) = tokio::io::split(acceptor.accept(stream).await.ok()?);
    let (mut from_server, mut to_server) = TcpStream::connect(("127.0.0.1", server)).await.ok()?.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let mut piece = vec![0; 4096];
    loop {
        let length = from_client.read(&mut piece).await.ok().filter(|length| *length > 0)?;
        notes.lock().expect("nobody panicked").extend(&piece[..length]);
        to_server.write_all(&piece[..length]).await.ok()?;
    }
}
