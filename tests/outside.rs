//! Hosts that are not the shop's: when they do not answer, a page is neither slow nor broken for them.

mod never;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use mystery_shopper::record::MoveRecord;
use shopper_browser::{Class, Locator, Mark, Page};

use crate::support::browser::{on_each_wire_and_with_sites_apart_at, on_each_wire_at};
use crate::support::pages::{Answer, html, serve, serve_and_hear, thoughtful};
use crate::support::shopper;
use crate::support::shopper::Told;

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

/// A host that begins to answer and stops in the middle of it, or sends so many pieces, one each quarter of a second, and
/// then the rest; gives its address.
fn halting(pieces: Option<usize>) -> String {
    const LENGTH: usize = 90_000;
    let listener = TcpListener::bind("127.0.0.2:0").expect("loopback has a free port");
    let at = listener.local_addr().expect("it is bound");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let mut asked = [0; 2048];
                let told = stream.read(&mut asked).unwrap_or_default();
                let kind = if String::from_utf8_lossy(&asked[..told]).contains(".css ") { "css" } else { "javascript" };
                let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/{kind}\r\nContent-Length: {LENGTH}\r\n\r\n");
                let _ = write!(stream, "{head}{}", " ".repeat(1000));
                if let Some(pieces) = pieces {
                    for _ in 0..pieces {
                        std::thread::sleep(Duration::from_millis(250));
                        let _ = write!(stream, "{}", " ".repeat(1000));
                    }
                    let _ = write!(stream, "{}", " ".repeat(LENGTH - 1000 * (pieces + 1)));
                }
                while matches!(stream.read(&mut [0; 512]), Ok(1..)) {}
            });
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

/// What holds a page up until an outside host answers, in its head or within its body, and what comes after it.
const HOLDS_UP: [&str; 7] = [
    "<head><script src='{silent}/head.js'></script></head><body>",
    "<head><link rel=stylesheet href='{silent}/head.css'></head><body>",
    "<head><style>@import url({silent}/font.css); h1 { color: red }</style></head><body>",
    "<head><link rel=stylesheet href=/own.css></head><body>",
    "<body><script src='{silent}/body.js'></script>",
    "<head><script defer src='{silent}/defer.js'></script><script defer src=/own.js></script></head><body>",
    "<head><script src='{silent}/a.js'></script><script src=/own.js></script><link rel=stylesheet href=/own.css></head><body>",
];

/// A site of two pages that a silent host holds up so.
fn held_up(start: &str) -> u16 {
    let silent = silent();
    let leaked = |text: String| -> &'static str { Box::leak(text.replace("{silent}", &silent).into_boxed_str()) };
    let page = |name: &str, rest: &str| {
        html(leaked(format!("<!doctype html><title>{name}</title>{start}<h1>{name}</h1>{rest}")))
    };
    let buy = "<button onclick=\"out.textContent = 'bought'\">Buy</button><p id=out></p><a href=/more>More</a>";
    serve([
        ("/", page("Mugs", buy)),
        ("/more", page("Scarves", "<p>All of it")),
        ("/own.css", Answer(200, "text/css", leaked("@import url({silent}/own.css); p { color: blue }".to_owned()))),
        ("/own.js", Answer(200, "text/javascript", "globalThis.own = true")),
    ])
}

/// The hosts that were left out since this was asked last.
fn left_out(page: &Page) -> Vec<String> {
    page.take_left_out().into_iter().map(|one| one.host).collect()
}

#[test]
fn what_a_silent_host_holds_up_is_shown_without_it_and_the_next_page_at_once() {
    for start in HOLDS_UP {
        let port = held_up(start);
        on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
            let sound = |told: Result<(), _>| told.unwrap_or_else(|failure| panic!("{start}: {failure}"));
            assert_eq!(left_out(&page), ["127.0.0.2"], "{start}");
            sound(page.click(&Locator::button("Buy")).await);
            sound(page.expect_shown(&Locator::text("bought")).await);
            let began = Instant::now();
            sound(page.click(&Locator::link("More")).await);
            sound(page.expect_shown(&Locator::text("All of it")).await);
            assert_eq!(left_out(&page), [""; 0], "{start}: nothing holds the next page up");
            assert!(began.elapsed() < Duration::from_millis(1500), "{start}: {:?}", began.elapsed());
        });
    }
}

#[test]
fn a_page_that_a_press_leads_to_and_a_silent_host_holds_up_is_asked_for_anew_on_cdp_and_named_on_classic() {
    let silent = silent();
    let held = format!("<!doctype html><head><script src='{silent}/b.js'></script></head><body><h1>Scarves</h1>");
    let (port, heard) = serve_and_hear([
        ("/", html("<!doctype html><a href=/held>Scarves here</a>")),
        ("/held", html(Box::leak(held.into_boxed_str()))),
    ]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        heard.lock().expect("nobody panicked").clear();
        page.click(&Locator::link("Scarves here")).await.expect("it is there");
        let told = page.expect_shown(&Locator::heading("Scarves")).await;
        let asked = heard.lock().expect("nobody panicked").iter().filter(|one| *one == "GET /held").count();
        if page.activity_since(Mark::default()).captured().is_some() {
            told.unwrap_or_else(|failure| panic!("{failure}"));
            assert_eq!((left_out(&page), asked), (vec!["127.0.0.2".to_owned()], 2));
        } else {
            let failure = told.expect_err("nobody tells how the page was asked for");
            assert!(failure.what.contains("another host that does not answer, http://127.0.0.2:"), "{failure}");
            assert_eq!(asked, 1);
        }
    });
}

#[test]
fn a_host_that_stops_in_the_middle_of_its_answer_is_left_out_as_one_that_says_nothing() {
    let (halting, rest) =
        (halting(None), "<h1>Mugs</h1><button onclick=\"out.textContent = 'bought'\">Buy</button><p id=out></p>");
    for start in [
        "<head><script src='{halting}/a.js'></script></head><body>",
        "<body><p>Hello</p><script src='{halting}/a.js'></script>",
        "<head><link rel=stylesheet href='{halting}/a.css'></head><body>",
    ] {
        let page = format!("<!doctype html><title>Mugs</title>{}{rest}", start.replace("{halting}", &halting));
        let (port, heard) = serve_and_hear([("/", html(Box::leak(page.into_boxed_str())))]);
        on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
            assert_eq!(left_out(&page), ["127.0.0.2"], "{start}");
            page.click(&Locator::button("Buy")).await.unwrap_or_else(|failure| panic!("{start}: {failure}"));
            page.expect_shown(&Locator::text("bought")).await.unwrap_or_else(|failure| panic!("{start}: {failure}"));
            let asked = heard.lock().expect("nobody panicked").drain(..).filter(|one| one == "GET /").count();
            assert_eq!(asked, 2, "{start}");
        });
    }
}

#[test]
fn a_host_that_goes_on_answering_slowly_is_not_left_out_where_the_browser_tells_so() {
    let held = format!(
        "<!doctype html><head><link rel=stylesheet href='{}/a.css'></head><body><h1>Mugs</h1>",
        halting(Some(14))
    );
    let (port, heard) = serve_and_hear([("/", html(Box::leak(held.into_boxed_str())))]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        page.expect_shown(&Locator::heading("Mugs")).await.unwrap_or_else(|failure| panic!("{failure}"));
        let asked = heard.lock().expect("nobody panicked").drain(..).filter(|one| one == "GET /").count();
        if page.activity_since(Mark::default()).captured().is_some() {
            assert_eq!((left_out(&page), asked), (Vec::new(), 1));
        } else {
            assert_eq!((left_out(&page), asked), (vec!["127.0.0.2".to_owned()], 2), "nobody tells that more is coming");
        }
    });
}

#[test]
fn a_frame_that_a_silent_host_holds_up_is_no_reason_to_ask_for_the_page_again() {
    let silent = silent();
    let inner = format!("<!doctype html><head><script src='{silent}/b.js'></script></head><body><h1>Card</h1>");
    let page = "<!doctype html><h1>Mugs</h1><iframe src='http://localhost:{port}/inner' width=300 height=200></iframe>\
        <button onclick=\"out.textContent = 'bought'\">Buy</button><p id=out></p>";
    let (port, heard) = serve_and_hear([("/", html(page)), ("/inner", html(Box::leak(inner.into_boxed_str())))]);
    on_each_wire_and_with_sites_apart_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        heard.lock().expect("nobody panicked").clear();
        page.click(&Locator::button("Buy")).await.unwrap_or_else(|failure| panic!("{failure}"));
        page.expect_shown(&Locator::text("bought")).await.unwrap_or_else(|failure| panic!("{failure}"));
        page.with_patience(Duration::from_millis(2500)).expect_shown(&Locator::heading("Card")).await.unwrap_err();
        assert!(!heard.lock().expect("nobody panicked").iter().any(|one| one == "GET /"));
        assert_eq!(left_out(&page), [""; 0]);
    });
}

/// A journey over three pages of a site that a silent host holds up.
fn three_pages(first_party: &str, arguments: &[&str]) -> Told {
    let port = held_up(HOLDS_UP[0]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (file, settings) = (folder.path().join("outside.feature"), folder.path().join("shop.toml"));
    let journey = "Feature: outside\n  Scenario: held up\n    When I open the page \"/\"\n    Then I see \"Mugs\"\n    \
        When I open the page \"/more\"\n    Then I see \"Scarves\"\n    When I open the page \"/\"\n    Then I see \"Mugs\"\n";
    std::fs::write(&file, journey).expect("it can be written");
    std::fs::write(settings, format!("first-party = [{first_party}]\n")).expect("it can be written");
    let file = file.to_string_lossy();
    let arguments = [&[&*file], arguments].concat();
    shopper::go(&format!("http://127.0.0.1:{port}/"), &arguments)
}

/// The moves of each step.
fn moves(told: &Told) -> Vec<&[MoveRecord]> {
    let record = told.record.as_ref().unwrap_or_else(|| panic!("a record: {}{}", told.out, told.err));
    record.scenarios[0].attempts[0].steps.iter().map(|step| step.moves.as_slice()).collect()
}

#[test]
fn a_journey_is_held_up_once_and_tells_what_was_left_out() {
    for wire in ["cdp", "classic"] {
        let told = three_pages("", &["--wire", wire]);
        assert_eq!(told.code, Some(0), "{wire}: {}{}", told.out, told.err);
        let line = "left out: 127.0.0.2 did not answer and held pages up (in 1 journey)\n";
        assert!(told.out.contains(line), "{wire}: {}", told.out);
        let moves = moves(&told);
        let texts: Vec<&str> = moves.iter().flat_map(|step| step.iter().map(|made| &*made.text)).collect();
        assert_eq!((texts.len(), moves[0].len()), (1, 1), "{wire}: {texts:?}");
        let held = "held the page up: it is left out from here on (http://127.0.0.2:";
        assert!(texts[0].starts_with("127.0.0.2 did not answer for ") && texts[0].contains(held), "{wire}: {texts:?}");
        let steps = &told.record.as_ref().expect("there is one").scenarios[0].attempts[0].steps;
        let later: f64 = steps[1..].iter().map(|step| step.took_ms).sum();
        assert!(later < steps[0].took_ms, "{wire}: {later} ms for two pages after the first, {} ms", steps[0].took_ms);
    }
}

#[test]
fn a_silent_host_that_the_settings_name_is_not_left_out() {
    for wire in ["cdp", "classic"] {
        let told = three_pages("\"127.0.0.2\"", &["--wire", wire, "--timeout", "3s"]);
        assert_eq!(told.code, Some(1), "{wire}: {}{}", told.out, told.err);
        assert!(!told.out.contains("left out"), "{wire}: {}", told.out);
        assert!(moves(&told).iter().all(|step| step.is_empty()), "{wire}");
        let outcomes = told.outcomes();
        let (step, failure) = outcomes[0].failed.as_ref().expect("a step failed");
        assert_eq!((step.as_str(), failure.class), ("I open the page \"/\"", Class::Unreachable), "{wire}: {failure}");
    }
}

#[test]
fn an_outside_host_that_is_slow_and_answers_is_waited_for() {
    let script = slow("globalThis.greeting = 'Good day'");
    for tag in ["", "<link rel=stylesheet href=/own.css>"] {
        let body = format!(
            "<head>{tag}<script src='{script}/g.js'></script></head><body><p id=out></p><script>out.textContent = greeting</script>"
        );
        let port = site(&body);
        on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
            page.expect_shown(&Locator::text("Good day")).await.unwrap_or_else(|failure| panic!("{failure}"));
            assert_eq!(left_out(&page), [""; 0]);
        });
    }
}

/// A host that thinks for a second before it hands this out; gives its address.
fn slow(body: &'static str) -> String {
    thoughtful("127.0.0.3", Duration::from_secs(1), "text/javascript", body)
}

#[test]
fn a_host_that_the_settings_name_is_waited_for_as_the_shops_own() {
    let script = format!(
        "fetch('{}/list').then((answer) => answer.text()).then((text) => {{ list.textContent = text }})",
        slow("Blue Mug")
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
