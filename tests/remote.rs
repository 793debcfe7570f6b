//! A WebDriver server that somebody else started, in the clear and behind TLS and a password: a journey goes through it,
//! and it is left as it was found.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

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
    /// What its browsers leave when they are ended goes with it.
    _folder: TempDir,
}

impl Driver {
    fn start() -> Self {
        // The port that a driver found free may be taken a moment later, and it ends.
        let started = std::iter::repeat_with(Self::try_start).take(5).flatten().next();
        started.expect("one of five drivers names its port")
    }

    fn try_start() -> Option<Self> {
        let found = find_driver(&BrowserOptions::default()).unwrap_or_else(|failure| panic!("{failure}"));
        let folder = TempDir::new().expect("there is room for a folder");
        let mut child = Command::new(found.path)
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the driver starts");
        let lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let started = lines.map_while(Result::ok).find(|line| line.contains("started successfully on port"));
        let Some(started) = started else {
            let _ = child.wait();
            return None;
        };
        let port = started.rsplit(' ').next().and_then(|word| word.trim_end_matches('.').parse().ok());
        Some(Self { child, port: port.expect("the port is a number"), _folder: folder })
    }

    /// What the driver still has open.
    fn sessions(&self) -> usize {
        let url = format!("http://127.0.0.1:{}/", self.port).parse().expect("an address");
        let status = runtime().block_on(shopper_browser::webdriver_status(&url, Duration::from_secs(5)));
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

/// A server that hands each request, head and body, to `answer`; gives the port. It serves until the test binary ends.
fn listen(answer: impl Fn(&str, &[u8]) -> Vec<u8> + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let port = listener.local_addr().expect("it is bound").port();
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            std::thread::spawn(move || {
                while let Some((head, body)) = message(&mut stream) {
                    let _ = stream.write_all(&answer(&head, &body));
                }
            });
        }
    });
    port
}

/// The next request or answer: its head, and its body.
fn message(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut head = Vec::new();
    let mut sign = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut sign).ok()?;
        head.push(sign[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let lowered = head.to_lowercase();
    let length = lowered.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).ok()?;
    Some((head, body))
}

fn json(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .into()
}

/// The port of a server before a driver that makes one session at a time, as geckodriver does; and how many it refused.
fn one_at_a_time(driver: u16) -> (u16, Arc<AtomicUsize>) {
    let (taken, refused) = (Arc::new(Mutex::new(false)), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&refused);
    let port = listen(move |head, body| {
        let opens = head.starts_with("POST /session HTTP");
        let ends = head
            .strip_prefix("DELETE /session/")
            .and_then(|rest| rest.split(' ').next())
            .is_some_and(|id| !id.contains('/'));
        if opens && std::mem::replace(&mut *taken.lock().expect("nobody panicked"), true) {
            count.fetch_add(1, Ordering::SeqCst);
            let told =
                r#"{"value":{"error":"session not created","message":"Session is already started","stacktrace":""}}"#;
            return json("500 Internal Server Error", told);
        }
        let mut server = TcpStream::connect(("127.0.0.1", driver)).expect("the driver runs");
        server.write_all(&[head.as_bytes(), body].concat()).expect("the driver listens");
        let (head, body) = message(&mut server).expect("the driver answers");
        if ends || (opens && !head.starts_with("HTTP/1.1 200")) {
            // Its browser needs a moment to end.
            let taken = Arc::clone(&taken);
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_secs(2));
                *taken.lock().expect("nobody panicked") = false;
            });
        }
        [head.into_bytes(), body].concat()
    });
    (port, refused)
}

#[test]
fn journeys_take_turns_where_a_server_makes_one_session_at_a_time() {
    let driver = Driver::start();
    let (port, refused) = one_at_a_time(driver.port);
    let (code, said) = go(&format!("http://127.0.0.1:{port}"), "classic", None);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("the journeys take turns"), "{said}");
    assert!(refused.load(Ordering::SeqCst) > 0, "{said}");
    assert_eq!(driver.sessions(), 0, "no browser is left");
}

/// The port of a grid that makes sessions of a browser whose socket is said to be there.
fn grid(socket: String) -> u16 {
    listen(move |asked, _| {
        let value = if asked.starts_with("POST /session ") {
            format!(
                r#"{{"sessionId":"1","capabilities":{{"browserName":"chrome","browserVersion":"150","se:cdp":"{socket}"}}}}"#
            )
        } else {
            "null".to_owned()
        };
        json("200 OK", &format!(r#"{{"value":{value}}}"#))
    })
}

/// The port of a browser's socket that turns everybody away, and what it was asked.
fn socket() -> (u16, Arc<Mutex<String>>) {
    let heard = Arc::new(Mutex::new(String::new()));
    let notes = Arc::clone(&heard);
    let port = listen(move |asked, _| {
        notes.lock().expect("nobody panicked").push_str(&asked.to_lowercase());
        json("403 Forbidden", "")
    });
    (port, heard)
}

#[test]
fn the_password_of_a_grid_behind_tls_goes_to_its_sockets_only_when_they_are_behind_tls() {
    let folder = TempDir::new().expect("there is room for a folder");
    let trusted = folder.path().join("trusted.pem");
    let key = format!("authorization: basic {}", STANDARD.encode("qa:s3cr3t-key").to_lowercase());
    for (secure_grid, secure_socket, host, given) in [
        (true, true, "127.0.0.1", true),
        (true, false, "127.0.0.1", false),
        (false, false, "127.0.0.1", true),
        (false, false, "localhost", false),
    ] {
        let named = format!("grid over TLS: {secure_grid}, socket at {host} over TLS: {secure_socket}");
        let (port, heard) = socket();
        let door = secure_socket.then(|| Door::open(port, &folder.path().join("socket.pem")));
        let (scheme, port) = door.as_ref().map_or(("ws", port), |door| ("wss", door.address.port()));
        let grid = grid(format!("{scheme}://{host}:{port}/session/1/se/cdp"));
        let door_of_grid = secure_grid.then(|| Door::open(grid, &folder.path().join("grid.pem")));
        let (scheme, grid) = door_of_grid.as_ref().map_or(("http", grid), |door| ("https", door.address.port()));
        let authorities = ["socket.pem", "grid.pem"].map(|name| std::fs::read_to_string(folder.path().join(name)));
        std::fs::write(&trusted, authorities.into_iter().flatten().collect::<String>()).expect("it can be written");
        let (code, said) = go(&format!("{scheme}://qa:s3cr3t-key@127.0.0.1:{grid}/"), "cdp", Some(&trusted));
        assert_eq!(code, Some(3), "{named}: {said}");
        assert!(!said.contains("s3cr3t-key"), "{named}: {said}");
        let heard = heard.lock().expect("nobody panicked");
        assert!(
            heard.contains("get /session/1/se/cdp http") && heard.contains("upgrade: websocket"),
            "{named}: {said}"
        );
        assert_eq!(heard.contains(&key), given, "{named}: {heard}");
        assert_eq!(heard.contains("authorization"), given, "{named}: {heard}");
    }
}
