//! A WebDriver server that somebody else started, in the clear and behind TLS and a password: a journey goes through it,
//! and it is left as it was found.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use shopper_browser::BrowserOptions;
use shopper_browser::driver::find_driver;
use storefront::{Options, Skin};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::support::shop::Shop;
use crate::support::shopper::shopper;

const JOURNEY: &str = "features/cart/change-of-mind.feature";

/// A driver that is not the program's own.
struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    fn start() -> Self {
        let found = find_driver(&BrowserOptions::default()).unwrap_or_else(|failure| panic!("{failure}"));
        let mut child = Command::new(found.path)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the driver starts");
        let lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let started = lines.map_while(Result::ok).find(|line| line.contains("started successfully on port"));
        let port = started.expect("it names its port");
        let port = port.rsplit(' ').next().and_then(|word| word.trim_end_matches('.').parse().ok());
        Self { child, port: port.expect("the port is a number") }
    }

    /// What the driver still has open.
    fn sessions(&self) -> usize {
        let url = format!("http://127.0.0.1:{}/", self.port).parse().expect("an address");
        let status = runtime().block_on(shopper_browser::webdriver_status(&url, std::time::Duration::from_secs(5)));
        assert!(status.is_ok_and(|status| status["value"]["ready"] == true), "it still runs");
        std::fs::read_dir(format!("/proc/{0}/task/{0}/", self.child.id())).expect("it still runs");
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", self.child.id()));
        children.map_or(0, |children| children.split_whitespace().count())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime starts")
}

/// A door with TLS before a driver, which remembers what clients said.
struct Door {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<u8>>>,
    _runtime: tokio::runtime::Runtime,
}

impl Door {
    /// Opens it, with a certificate that whoever trusts `authority` trusts.
    fn open(driver: u16, authority: &Path) -> Self {
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
                tokio::spawn(pass(acceptor.clone(), stream, driver, Arc::clone(&notes)));
            }
        });
        Self { address, heard, _runtime: runtime }
    }

    fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard.lock().expect("nobody panicked")).to_lowercase()
    }
}

/// Passes one connection on, and notes what the client says.
async fn pass(acceptor: TlsAcceptor, stream: TcpStream, driver: u16, notes: Arc<Mutex<Vec<u8>>>) -> Option<()> {
    let (mut from_client, mut to_client) = tokio::io::split(acceptor.accept(stream).await.ok()?);
    let (mut from_driver, mut to_driver) = TcpStream::connect(("127.0.0.1", driver)).await.ok()?.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_driver, &mut to_client).await });
    let mut piece = vec![0; 4096];
    loop {
        let length = from_client.read(&mut piece).await.ok().filter(|length| *length > 0)?;
        notes.lock().expect("nobody panicked").extend(&piece[..length]);
        to_driver.write_all(&piece[..length]).await.ok()?;
    }
}

/// Goes through the journey with the driver at that address; gives the exit code and all that was said.
fn go(webdriver: &str, wire: &str, authority: Option<&Path>) -> (Option<i32>, String) {
    let shop = Shop::with_fault(Skin::Classic, None);
    let out = TempDir::new().expect("there is room for a folder");
    let mut command =
        shopper(["run", JOURNEY, "--shop", shop.url(), "--webdriver", webdriver, "--wire", wire, "-v", "--out"]);
    command.arg(out.path());
    match authority {
        Some(file) => command.env("SSL_CERT_FILE", file),
        None => command.env_remove("SSL_CERT_FILE"),
    };
    let output = command.output().expect("the program starts");
    let record = std::fs::read_to_string(out.path().join("run.json")).unwrap_or_default();
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    (output.status.code(), said + &record)
}

#[test]
fn a_driver_that_somebody_else_started_is_used_and_left_as_it_was() {
    let driver = Driver::start();
    for wire in ["cdp", "classic"] {
        let (code, said) = go(&format!("http://127.0.0.1:{}", driver.port), wire, None);
        assert_eq!(code, Some(0), "{wire}: {said}");
        assert_eq!(driver.sessions(), 0, "{wire}: no browser is left");
    }
}

#[test]
fn a_driver_behind_tls_and_a_password_is_used_and_the_password_is_kept() {
    let (driver, folder) = (Driver::start(), TempDir::new().expect("there is room for a folder"));
    let authority = folder.path().join("authority.pem");
    let door = Door::open(driver.port, &authority);
    let (code, said) = go(&format!("https://qa:s3cr3t-key@{}/", door.address), "cdp", Some(&authority));
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("s3cr3t-key"), "{said}");
    let (heard, credentials) = (door.heard(), STANDARD.encode("qa:s3cr3t-key").to_lowercase());
    let requests = heard.matches(" http/1.1\r\n").count();
    assert!(heard.contains("post /session http") && heard.contains("delete /session/"), "{heard}");
    assert_eq!(heard.matches(&format!("authorization: basic {credentials}\r\n")).count(), requests, "{heard}");
    assert_eq!(driver.sessions(), 0, "no browser is left");
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_not_trusted() {
    let (driver, folder) = (Driver::start(), TempDir::new().expect("there is room for a folder"));
    let (authority, other) = (folder.path().join("authority.pem"), folder.path().join("other.pem"));
    let door = Door::open(driver.port, &authority);
    drop(Door::open(driver.port, &other));
    let (code, said) = go(&format!("https://{}/", door.address), "auto", Some(&other));
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("certificate") && said.contains("SSL_CERT_FILE"), "{said}");
    assert_eq!(door.heard(), "");
}

#[test]
fn the_doctor_asks_a_driver_behind_tls() {
    let (driver, folder) = (Driver::start(), TempDir::new().expect("there is room for a folder"));
    let authority = folder.path().join("authority.pem");
    let door = Door::open(driver.port, &authority);
    let _shop = Shop::open(Options::default());
    let mut doctor = shopper(["doctor", "--webdriver", &format!("https://{}/", door.address)]);
    let output = doctor.env("SSL_CERT_FILE", &authority).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains(&format!("https://{}/ is ready", door.address)), "{said}");
}
