//! What is never asked for again, and who is never left out, however silent.

use std::net::TcpListener;
use std::time::Duration;

use shopper_browser::{Class, Locator};

use super::{left_out, silent};
use crate::support::browser::on_each_wire_at;
use crate::support::pages::{Answer, html, serve, serve_and_hear};
use crate::support::shopper;

#[test]
fn what_a_form_was_answered_with_is_never_asked_for_again() {
    let silent = silent();
    let thanks = format!("<!doctype html><head><script src='{silent}/b.js'></script></head><body><h1>Thanks</h1>");
    let (port, heard) = serve_and_hear([
        ("/", html("<!doctype html><form method=post action=/order><button>Order</button></form>")),
        ("/order", html(Box::leak(thanks.into_boxed_str()))),
    ]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        heard.lock().expect("nobody panicked").clear();
        page.click(&Locator::button("Order")).await.expect("it is there");
        let failure = page.expect_shown(&Locator::heading("Thanks")).await.expect_err("the order is placed once");
        assert_eq!(failure.class, Class::Unreachable, "{failure}");
        assert!(failure.what.contains("another host that does not answer, http://127.0.0.2:"), "{failure}");
        assert!(failure.details.iter().any(|one| one.starts_with("not asked for again: ")), "{:?}", failure.details);
        let orders = heard.lock().expect("nobody panicked").iter().filter(|one| one.ends_with("/order")).count();
        assert_eq!((orders, left_out(&page)), (1, Vec::new()));
    });
}

#[test]
fn what_is_shown_once_is_never_asked_for_again_until_that_is_over() {
    let silent = silent();
    let held = format!("<!doctype html><head><script src='{silent}/b.js'></script></head><body><h1>Scarves</h1>");
    let (port, heard) = serve_and_hear([
        ("/", html("<!doctype html><h1>Mugs</h1>")),
        ("/held", html(Box::leak(held.into_boxed_str()))),
    ]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        let (page, address) =
            (page.with_patience(Duration::from_millis(2500)), format!("http://127.0.0.1:{port}/held"));
        let asked = || heard.lock().expect("nobody panicked").drain(..).filter(|one| one == "GET /held").count();
        asked();
        page.is_shown_once(true);
        let failure = page.open(&address).await.expect_err("it is held up and taken as it comes");
        assert_eq!((failure.class, asked(), left_out(&page)), (Class::Unreachable, 1, Vec::new()), "{failure}");
        page.is_shown_once(false);
        page.open(&address).await.unwrap_or_else(|failure| panic!("{failure}"));
        assert_eq!((asked(), left_out(&page)), (2, vec!["127.0.0.2".to_owned()]));
    });
}

/// A checkout of one page, and the confirmation that a silent host holds up.
#[test]
fn a_confirmation_that_comes_by_get_and_is_held_up_is_asked_for_once() {
    let thanks = format!("<!doctype html><head><script src='{}/b.js'></script></head><body><h1>Thanks</h1>", silent());
    let order = "<!doctype html><title>Checkout</title><h1>Checkout</h1><form action=/checkout/thanks>\
        <label>Email <input type=email required></label><button>Place order</button></form>";
    let (port, heard) = serve_and_hear([
        ("/checkout/order", html(order)),
        ("/checkout/thanks", html(Box::leak(thanks.into_boxed_str()))),
    ]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("once.feature");
    let journey = "Feature: once\n  Scenario: an order\n    When I open the page \"/checkout/order\"\n    And I check out as a guest\n";
    std::fs::write(&file, journey).expect("it can be written");
    let arguments = [&*file.to_string_lossy(), "--wire", "cdp", "--timeout", "3s"];
    let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &arguments);
    let heard = heard.lock().expect("nobody panicked");
    let asked = heard.iter().filter(|one| one.starts_with("GET /checkout/thanks")).count();
    assert_eq!((told.code, asked), (Some(1), 1), "{}{}{heard:?}", told.out, told.err);
    assert!(told.out.contains("another host that does not answer, http://127.0.0.2:"), "{}", told.out);
    assert!(!told.out.contains("left out"), "{}", told.out);
}

/// A port of this machine that accepts and never answers, by whatever name it is asked.
fn silent_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let port = listener.local_addr().expect("it is bound").port();
    std::thread::spawn(move || listener.incoming().flatten().collect::<Vec<_>>());
    port
}

#[test]
fn the_sites_own_host_and_those_below_it_are_never_left_out() {
    let silent = silent_port();
    for (site, host) in [("localhost", "localhost"), ("localhost", "cdn.localhost"), ("www.localhost", "img.localhost")]
    {
        let held = format!(
            "<!doctype html><head><script src='http://{host}:{silent}/a.js'></script></head><body><h1>Mugs</h1>"
        );
        let (port, heard) = serve_and_hear([
            ("/", html("<!doctype html><h1>Welcome</h1>")),
            ("/held", html(Box::leak(held.into_boxed_str()))),
        ]);
        on_each_wire_at(&format!("http://{site}:{port}/"), async |page| {
            let page = page.with_patience(Duration::from_millis(2500));
            let failure =
                page.open(&format!("http://{site}:{port}/held")).await.expect_err("it is the site that is silent");
            assert_eq!((failure.class, left_out(&page)), (Class::Unreachable, Vec::new()), "{site}, {host}: {failure}");
            let asked = heard.lock().expect("nobody panicked").drain(..).filter(|one| one == "GET /held").count();
            assert_eq!(asked, 1, "{site}, {host}: it is not asked for anew");
        });
    }
}

#[test]
fn a_stranger_that_sends_on_to_a_host_of_the_shop_leaves_nothing_out() {
    let silent = silent();
    let (sends_on, _) = serve_and_hear([(
        "/a.js",
        Answer(302, "text/javascript", Box::leak(format!("{silent}/a.js").into_boxed_str())),
    )]);
    let held = format!(
        "<!doctype html><head><script src='http://localhost:{sends_on}/a.js'></script></head><body><h1>Mugs</h1>"
    );
    let port = serve([("/", html(Box::leak(held.into_boxed_str())))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (file, settings) = (folder.path().join("outside.feature"), folder.path().join("shop.toml"));
    std::fs::write(&file, "Feature: outside\n  Scenario: sent on\n    When I open the page \"/\"\n")
        .expect("it can be written");
    for (first_party, code) in [("\"127.0.0.2\"", 1), ("", 0)] {
        std::fs::write(&settings, format!("first-party = [{first_party}]\n")).expect("it can be written");
        let arguments = [&*file.to_string_lossy(), "--wire", "cdp", "--timeout", "3s"];
        let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &arguments);
        assert_eq!(told.code, Some(code), "{first_party}: {}{}", told.out, told.err);
        assert_eq!(told.out.contains("left out: 127.0.0.2"), code == 0, "{first_party}: {}", told.out);
    }
}
