//! A WebDriver server that somebody else started, in the clear and behind TLS and a password: a journey goes through it,
//! and it is left as it was found.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shopper_browser::BrowserOptions;
use shopper_browser::driver::find_driver;
use storefront::{Options, Skin};
use tempfile::TempDir;

use crate::support::shop::Shop;
use crate::support::shopper::shopper;
use crate::support::tls::{Door, runtime};

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
