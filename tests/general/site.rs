//! The pages that the general sentences are said to: a small site on loopback, which is two hosts to a browser
//! (`127.0.0.1` and `localhost`).

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

const START: &str = r#"<title>Start</title><h1>General shop</h1><p>Free returns</p><p id=where>at the top</p><p id=out>nothing yet</p>
<label>Coupon code <input name=coupon></label><label>Password <input type=password value=s3cretword></label>
<label>Country <select><option>United States<option>Germany</select></label>
<label><input type=checkbox onchange="pay.disabled = !this.checked"> I accept the terms</label>
<label><input type=checkbox checked> Send me news</label>
<button id=pay disabled>Pay</button><button>Ready</button><a href="/sale?sort=price">Sale</a>
<ul><li><b>Blue Mug</b> $12 <button onclick="say('mug')">Details</button></li><li><b>Red Scarf</b> $29 <button onclick="say('scarf')">Details</button></li></ul>
<button onmouseenter="say('menu open')">Menu</button><button onclick="say('first of two')">Single</button>
<table><tr><th>Product<th>Colour<th>Price</tr><tr><td>Blue Mug<td>blue<td>$12.50</tr><tr><td>Red Scarf<td>red<td>$29.99</tr></table>
<div style="height:3000px"></div><h2>Reviews</h2><div style="height:1500px"></div>
<script>const say = (text) => { out.textContent = text };
addEventListener("keydown", (event) => { if (event.key === "Escape") say("escaped"); });
addEventListener("scroll", () => { const y = scrollY, end = document.documentElement.scrollHeight - innerHeight;
  where.textContent = y < 1 ? "at the top" : y > end - 2 ? "at the bottom" : "in the middle"; });</script>"#;

const WINDOWS: &str = r#"<title>Windows</title><p id=out>nothing yet</p><button onclick="window.open('/sale')">Open</button>
<button onclick="setTimeout(() => { out.textContent = confirm('Remove it?') ? 'removed' : 'kept' }, 100)">Remove</button>
<button onclick="out.textContent = 'Hello ' + prompt('Your name?')">Greet</button>"#;

const KEPT: &str = r#"<title>Kept</title><p id=out></p><script>
document.cookie = "seen=1"; localStorage.visits = 3; sessionStorage.step = 2;
out.textContent = `currency ${/currency=(\w+)/.exec(document.cookie)?.[1]}, theme ${localStorage.theme}`;</script>"#;

/// What a request asks for.
pub(super) struct Request {
    pub(super) path: String,
    headers: HashMap<String, String>,
}

/// Serves the site until the test binary ends; gives the port.
pub(super) fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let port = listener.local_addr().expect("it is bound").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || take(stream, port));
        }
    });
    port
}

fn take(mut stream: TcpStream, port: u16) {
    let mut lines = BufReader::new(stream.try_clone().expect("a socket can be cloned")).lines();
    let Some(Ok(first)) = lines.next() else { return };
    let mut headers = HashMap::new();
    for line in lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_lowercase(), value.trim().to_owned());
        }
    }
    let path = first.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap_or("/").to_owned();
    let (head, body) = answer(&Request { path, headers });
    let body = body.replace("{port}", &port.to_string());
    let length = body.len();
    let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
}

impl Request {
    /// A header's value, or `none`.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("none", String::as_str)
    }
}

/// A page that is there.
pub(super) fn page(body: &str) -> (String, String) {
    ("200 OK\r\nContent-Type: text/html; charset=utf-8".to_owned(), format!("<!doctype html>{body}"))
}

/// The status line with headers, and the body.
fn answer(request: &Request) -> (String, String) {
    match request.path.as_str() {
        "/" => page(START),
        "/sale" => page("<title>Sale</title><h1>Everything must go</h1><a href='/'>Home</a>"),
        "/windows" => page(WINDOWS),
        "/kept" => page(KEPT),
        "/empty" => page("<title>Empty</title>"),
        _ => super::more::answer(request),
    }
}

/// Holds an answer back.
pub(super) fn late(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}
