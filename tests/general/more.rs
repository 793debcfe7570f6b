//! The rest of the site: what the network and devices are told by.

use super::site::{Request, late, page};

const DEVICE: &str = r#"<meta name=viewport content="width=device-width"><title>Device</title><p id=out></p><p id=place>nowhere</p><script>
out.textContent = [`${innerWidth} by ${innerHeight}`, matchMedia("(pointer: coarse)").matches ? "touched" : "pointed at",
  /Mobile/.test(navigator.userAgent) ? "a phone" : "a desk", navigator.language, new Intl.NumberFormat().format(1234.5),
  Intl.DateTimeFormat().resolvedOptions().timeZone].join(", ");
navigator.geolocation.getCurrentPosition(({ coords }) => { place.textContent = `at ${coords.latitude} ${coords.longitude}`; }, () => { place.textContent = "refused"; });
</script>"#;

const NETWORK: &str = r#"<title>Network</title><p id=out>nothing yet</p><p id=net></p>
<button onclick="ask('/api/cart')">Ask</button><button onclick="ask('/api/broken')">Break</button>
<button onclick="ask('http://localhost:{port}/api/cart')">Ask the other host</button>
<button onclick="setTimeout(() => { oops.please })">Throw</button>
<script>const ask = async (url) => { const began = performance.now(); out.textContent = "asking";
  try { const answer = await fetch(url); const text = await answer.text();
    out.textContent = `${answer.status} ${text} ${performance.now() - began > 390 ? "slowly" : "quickly"}, ${Math.round(performance.now() - began)} ms`; }
  catch { out.textContent = "no answer"; } };</script>"#;

const FILES: &str = r#"<title>Files</title><p id=out>nothing yet</p><label class=button>Photo <input type=file style="display:none"></label>
<a href="/invoice">Invoice</a>
<div draggable=true style="width:80px" ondragstart="event.dataTransfer.setData('text', 'mug')">Blue Mug</div>
<div style="border:1px solid" ondragover="event.preventDefault()" ondrop="out.textContent = 'basket has ' + event.dataTransfer.getData('text')">Basket</div>
<div id=knob style="width:80px" onpointerdown="knob.held = true">Handle</div><div style="border:1px solid" onpointerup="if (knob.held) out.textContent = 'slid'">Track</div>
<script>document.querySelector("input").onchange = (event) => { out.textContent = `got ${event.target.files[0].name}`; };</script>"#;

/// The status line with headers, and the body.
pub(super) fn answer(request: &Request) -> (String, String) {
    let plain = |status: &str, body: &str| {
        (format!("{status}\r\nContent-Type: text/plain\r\nAccess-Control-Allow-Origin: *"), body.to_owned())
    };
    match request.path.as_str() {
        "/device" => page(DEVICE),
        "/network" => page(NETWORK),
        "/files" => page(FILES),
        "/headers" => page(&format!(
            "<title>Headers</title><p>test {}</p><p>language {}</p><p id=other></p><script>fetch('http://localhost:{{port}}/echo').then((answer) => answer.text()).then((text) => {{ other.textContent = 'other host ' + text; }})</script>",
            request.header("x-test"),
            request.header("accept-language"),
        )),
        "/echo" => plain("200 OK", request.header("x-test")),
        "/api/cart" => plain("200 OK", "cart"),
        "/api/broken" => plain("500 Oops", "broken"),
        "/thrown" => page("<title>Thrown</title><p>Something</p><script>undefinedThing.call()</script>"),
        "/links" => page(
            "<title>Links</title><a href='/sale'>Sale</a><a href='/nowhere'>Nowhere</a><a href='/logout'>Log out</a>",
        ),
        "/good-links" => page("<title>Links</title><a href='/sale'>Sale</a><a href='#top'>Top</a>"),
        "/private" if request.header("authorization") == "Basic bWFyeTpzM2NyZXQ=" => {
            page("<title>Private</title><p>Hello mary</p>")
        }
        "/private" => (
            "401 Who\r\nContent-Type: text/html\r\nWWW-Authenticate: Basic realm=\"staging\"".to_owned(),
            "<p>Who are you?</p>".to_owned(),
        ),
        "/member" => page("<title>Hello</title><header>Hello Mary <button>Log out</button></header><h1>Hello</h1>"),
        "/form" => page("<title>Log in</title><h1>Log in</h1><form><label>Password <input type=password></label></form>"),
        "/refused" => page(
            "<title>Log in</title><header><a href=/sale>Log in</a></header><h1>Log in</h1><p role=alert>Wrong email or password.</p><form><label>Email <input></label>
            <label>Password <input type=password></label><button>Log in</button></form>",
        ),
        "/invoice" => (
            "200 OK\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=invoice.pdf"
                .to_owned(),
            "%PDF-".to_owned(),
        ),
        "/late" => {
            late(300);
            plain("200 OK", "late")
        }
        _ => plain("404 Not Found", "not here"),
    }
}
