//! Hosts that are not the shop's: when they do not answer, a page is neither slow nor broken for them.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use shopper_browser::{Class, Locator};

use crate::support::browser::on_each_wire_at;
use crate::support::pages::html;
use crate::support::pages::serve;
use crate::support::shopper;

/// A host that accepts and never answers; gives its address. It keeps silent until the test binary ends.
fn silent() -> String {
    let listener = TcpListener::bind("127.0.0.2:0").expect("loopback has a free port");
    let at = listener.local_addr().expect("it is bound");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            std::thread::spawn(move || while matches!(stream.read(&mut [0; 512]), Ok(1..)) {});
        }
    });
    format!("http://{at}")
}

/// The page with `{silent}` made the address of the silent host.
fn site(body: &str) -> u16 {
    let body = format!("<!doctype html><title>Mugs</title>{}", body.replace("{silent}", &silent()));
    serve([("/", html(Box::leak(body.into_boxed_str())))])
}

#[test]
fn a_page_that_asks_a_silent_host_for_this_or_that_is_as_fast_as_any() {
    for asked in [
        "<script async src='{silent}/a.js'></script>",
        "<script defer src='{silent}/d.js'></script>",
        "<img src='{silent}/i.png'>",
        "<script>fetch('{silent}/f')</script>",
        "<script>const r = new XMLHttpRequest(); r.open('GET', '{silent}/x'); r.send()</script>",
        "<iframe src='{silent}/frame'></iframe>",
    ] {
        let body =
            format!("<h1>Mugs</h1>{asked}<button onclick=\"out.textContent = 'bought'\">Buy</button><p id=out></p>");
        let port = site(&body);
        on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
            let began = Instant::now();
            page.open(&format!("http://127.0.0.1:{port}/"))
                .await
                .unwrap_or_else(|failure| panic!("{asked}: {failure}"));
            page.click(&Locator::button("Buy")).await.unwrap_or_else(|failure| panic!("{asked}: {failure}"));
            page.expect_shown(&Locator::text("bought")).await.unwrap_or_else(|failure| panic!("{asked}: {failure}"));
            assert!(began.elapsed() < Duration::from_secs(2), "{asked}: {:?}", began.elapsed());
        });
    }
}

#[test]
fn a_page_that_cannot_show_anything_before_a_silent_host_answers_names_it() {
    let port = site("<head><script src='{silent}/blocking.js'></script></head><body><h1>Mugs</h1></body>");
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("outside.feature");
    let journey = "Feature: outside\n  Scenario: held up\n    When I open the page \"/\"\n    Then I see \"Mugs\"\n";
    std::fs::write(&file, journey).expect("it can be written");
    let arguments = [&*file.to_string_lossy(), "--timeout", "2s", "--step-timeout", "8s"];
    let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &arguments);
    let outcomes = told.outcomes();
    let (_, failure) = outcomes[0].failed.as_ref().unwrap_or_else(|| panic!("{}{}", told.out, told.err));
    assert_eq!(failure.class, Class::Unreachable, "{failure}");
    let named = "waits for a script of another host that does not answer, http://127.0.0.2:";
    assert!(failure.what.contains(named) && failure.what.ends_with("/blocking.js"), "{failure}");
}

/// A host that thinks for a second before it hands out a list; gives its address.
fn thoughtful() -> String {
    let listener = TcpListener::bind("127.0.0.3:0").expect("loopback has a free port");
    let at = listener.local_addr().expect("it is bound");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let _ = stream.read(&mut [0; 2048]);
                std::thread::sleep(Duration::from_secs(1));
                let body = "Blue Mug";
                let head = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\nContent-Length";
                let _ = write!(stream, "{head}: {}\r\n\r\n{body}", body.len());
            });
        }
    });
    format!("http://{at}")
}

#[test]
fn a_host_that_the_settings_name_is_waited_for_as_the_shops_own() {
    let script = format!(
        "fetch('{}/list').then((answer) => answer.text()).then((text) => {{ list.textContent = text }})",
        thoughtful()
    );
    let port = site(&format!("<h1>Mugs</h1><p id=list></p><script>{script}</script>"));
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (file, settings) = (folder.path().join("list.feature"), folder.path().join("shop.toml"));
    let journey =
        "Feature: a list\n  Scenario: late\n    When I open the page \"/\"\n    Then I do not see \"Blue Mug\"\n";
    std::fs::write(&file, journey).expect("it can be written");
    let go = || shopper::go(&format!("http://127.0.0.1:{port}/"), &[&*file.to_string_lossy(), "--timeout", "2s"]);
    assert_eq!(go().code, Some(0), "a host of somebody else holds nothing up");
    std::fs::write(settings, "first-party = [\"127.0.0.3\"]\n").expect("it can be written");
    let told = go();
    assert_eq!(told.code, Some(1), "{}{}", told.out, told.err);
}
