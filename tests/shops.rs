//! Real shops that know nothing of us, installed from their registries and started by `ci/shops`: the same journey, with
//! no selector and no line of settings, and the shop's own books as the proof that it was a purchase.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;

use serde_json::Value;

use crate::support::process::Running;
use crate::support::real::RealServer;

const JOURNEY: &str = "features/checkout/any-shop.feature";
/// A shop that is open until it is dropped.
struct RealShop {
    url: String,
    _server: RealServer,
}

impl RealShop {
    fn open(name: &str) -> Option<Self> {
        let server = RealServer::open(name, &format!("ci/shops/{name}/start.sh"), &[])?;
        let url = server.told.strip_prefix("listening on ").expect("it says where it is").to_owned();
        Some(Self { url, _server: server })
    }

    /// Goes through the journey and fails with all that the program said.
    fn is_gone_through(&self) {
        let ended = Running::start(&["run", JOURNEY, "--shop", &self.url, "--timeout", "20s"]).wait();
        assert_eq!(ended.code, Some(0), "{}", ended.text);
        ended.left_nothing();
    }
}

/// The JSON at a path of the shop.
fn json_at(url: &str, path: &str) -> Value {
    let host = url.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).expect("the shop listens");
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers in UTF-8");
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

#[test]
fn django_oscar_is_gone_through_with_no_line_of_settings() {
    let Some(shop) = RealShop::open("oscar") else { return };
    shop.is_gone_through();
    let books = json_at(&shop.url, "/__books__/orders");
    holds_two_scarves(books.get("orders").unwrap_or(&books));
}

#[test]
fn evershop_is_gone_through_with_no_line_of_settings() {
    let Some(shop) = RealShop::open("evershop") else { return };
    shop.is_gone_through();
    let books = Command::new("ci/shops/evershop/orders.sh")
        .arg(&shop.url)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the script is there");
    let orders: Value = serde_json::from_slice(&books.stdout).expect("it prints JSON");
    holds_two_scarves(&orders);
}

/// The shop's own books: one order of two Red Scarfs and nothing else.
fn holds_two_scarves(orders: &Value) {
    assert_eq!(orders.as_array().map(Vec::len), Some(1), "one purchase is one order: {orders}");
    let lines = orders[0]["lines"].as_array().expect("an order has lines");
    assert_eq!(lines.len(), 1, "{orders}");
    assert_eq!((&lines[0]["product"], &lines[0]["quantity"]), (&"Red Scarf".into(), &2.into()), "{orders}");
}
