//! What the wires owe the engine: frames of other origins, windows, isolation, pages of other hosts that never come.

use std::time::Duration;

use serde_json::Value;
use shopper_browser::{Class, Evidence, Locator, Look, Page, PictureFormat, PictureKind};

use crate::support::browser::{on_each_wire, on_each_wire_and_with_sites_apart_at, on_each_wire_at};
use crate::support::pages::{Answer, html, serve, thoughtful};
use crate::support::shopper;

async fn evaluate(page: &Page, script: &str) -> Value {
    page.read("a value", script, Value::Null, Look::Accept).await.expect("the script runs")
}

#[test]
fn frames_of_other_sites_are_searched_however_deep() {
    let port = serve([
        (
            "/",
            html(
                "<h1>Shop</h1><div style='height:1500px'></div><iframe src='http://localhost:{port}/bank' style='border:9px solid' width=500 height=300></iframe>",
            ),
        ),
        (
            "/bank",
            html(
                "<p>Bank</p><label>Card number <input autocomplete='cc-number'></label><iframe src='http://127.0.0.1:{port}/acs' width=300 height=100></iframe>",
            ),
        ),
        ("/acs", html("<button onclick=\"document.body.append('approved')\">Approve</button>")),
    ]);
    on_each_wire_and_with_sites_apart_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        page.fill(&Locator::label("Card number"), "4242424242424242").await.expect("one frame deep");
        assert_eq!(page.text(&Locator::autofill("cc-number")).await.expect("readable"), "4242424242424242");
        page.click(&Locator::button("Approve")).await.expect("two frames deep");
        page.expect_shown(&Locator::text(shopper_browser::Match::Contains("approved".to_owned())))
            .await
            .expect("pressed");
    });
}

#[test]
fn frames_of_other_origins_in_the_same_process_are_searched_too() {
    let inner = serve([("/", html("<label>Security code <input id='csc'></label>"))]);
    let outer = format!("<h1>Shop</h1><iframe src='http://127.0.0.1:{inner}/'></iframe>");
    let port = serve([("/", html(outer.leak()))]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        page.fill(&Locator::label("Security code"), "123").await.expect("found in the frame");
        assert_eq!(page.text(&Locator::label("Security code")).await.expect("readable"), "123");
    });
}

#[test]
fn a_window_that_the_shop_opens_can_be_used_and_closes_itself() {
    let port = serve([
        (
            "/",
            html(
                "<button onclick=\"window.open('/pay')\">Pay at the bank</button><script>onmessage = () => { document.title = 'paid' }</script>",
            ),
        ),
        ("/pay", html("<button onclick=\"opener.postMessage('ok', '*'); window.close()\">Approve</button>")),
    ]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        page.click(&Locator::button("Pay at the bank")).await.expect("it is there");
        let window = page.expect_window().await.expect("it opens");
        window.click(&Locator::button("Approve")).await.expect("it can be used");
        window.expect_closed().await.expect("it closes itself");
        page.expect_shown(&Locator::button("Pay at the bank")).await.expect("the first window goes on");
        let told =
            page.read("the page's title", "() => document.title", Value::Null, |title: Value| match title.as_str() {
                Some("paid") => Look::Accept(()),
                other => Look::NotYet(format!("the title is {other:?}")),
            });
        told.await.expect("it was told by the window");
    });
}

#[test]
fn each_context_starts_without_cookies_and_storage() {
    let port = serve([(
        "/",
        html(
            "<script>document.title = document.cookie + localStorage.length; document.cookie = 'seen=1'; localStorage.seen = 1</script>",
        ),
    )]);
    for round in 0..2 {
        on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
            assert_eq!(page.title().await.expect("readable"), "0", "round {round}");
            page.open(&format!("http://127.0.0.1:{port}/?again")).await.expect("it opens");
            assert_eq!(page.title().await.expect("readable"), "seen=11", "within a context they are kept");
        });
    }
}

#[test]
fn a_host_that_never_answers_does_not_hold_the_page() {
    let hung = serve([("/", Answer(0, "", ""))]);
    let body = format!(
        "<button onclick=\"document.title='pressed'\">Buy</button><script src='http://127.0.0.1:{hung}/'></script>"
    );
    let port = serve([("/", html(body.leak()))]);
    // The page is opened by the test itself: it never finishes loading.
    on_each_wire("<p>start</p>", async |page| {
        page.open(&format!("http://127.0.0.1:{port}/")).await.expect("the shop itself answers");
        page.click(&Locator::button("Buy")).await.expect("usable without the other host");
        assert_eq!(page.title().await.expect("readable"), "pressed");
    });
}

#[test]
fn a_download_and_an_empty_answer_leave_the_page_where_it_is() {
    let port = serve([
        (
            "/",
            html(
                "<a href='/invoice'>Invoice</a><a href='/nothing'>Ping</a><button onclick=\"document.title='on'\">Go on</button>",
            ),
        ),
        ("/invoice", Answer(200, "application/pdf", "%PDF-")),
        ("/nothing", Answer(204, "text/plain", "")),
    ]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        // Classic WebDriver has no event that tells such an answer from a shop that is slow: there the step's time is spent.
        if matches!(page.activity_since(page.mark()), Evidence::Unavailable(_)) {
            page.set_deadline(tokio::time::Instant::now() + Duration::from_secs(2));
            page.click(&Locator::link("Ping")).await.expect("pressed");
            let failure = page.click(&Locator::button("Go on")).await.expect_err("it cannot know");
            assert_eq!(failure.class, Class::Unreachable, "{failure:?}");
            return;
        }
        page.click(&Locator::link("Ping")).await.expect("pressed");
        page.click(&Locator::link("Invoice")).await.expect("the page has stayed");
        page.click(&Locator::button("Go on")).await.expect("and stays");
        assert_eq!(page.title().await.expect("readable"), "on");
    });
}

#[test]
fn a_slow_navigation_is_waited_for_and_requests_of_scripts_too() {
    let port = serve([
        (
            "/",
            html(
                "<p id=state>old</p><button onclick=\"fetch('/slow').then(() => new Promise(done => setTimeout(done, 0))).then(() => { state.textContent = 'new' })\">Remove</button>",
            ),
        ),
        ("/slow", html("ok")),
    ]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        page.click(&Locator::button("Remove")).await.expect("pressed");
        page.expect_shown(&Locator::text("new")).await.expect("after the answer");
    });
}

#[test]
fn errors_of_the_shop_and_of_the_network_are_told_apart() {
    let port = serve([("/broken", Answer(500, "text/html", "<h1>Oops</h1>")), ("/loop", html(""))]);
    on_each_wire("<p>start</p>", async |page| {
        let failure = page.open(&format!("http://127.0.0.1:{port}/broken")).await.expect_err("a 500");
        assert_eq!(
            (failure.class, failure.what.as_str()),
            (Class::ServerError, "the site answered with HTTP status 500")
        );
        // A port that was free a moment ago refuses.
        let free =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|bound| bound.local_addr()).expect("one is free");
        let failure = page.open(&format!("http://{free}/")).await.expect_err("nobody listens");
        assert_eq!(failure.class, Class::Unreachable, "{failure:?}");
        let failure = page.open("http://127.0.0.1:9/").await.expect_err("browsers refuse this port");
        assert_eq!(failure.class, Class::Mistake, "{failure:?}");
        let failure = page.open("http://no-such-host.invalid/").await.expect_err("no such name");
        assert_eq!(failure.class, Class::Unreachable, "{failure:?}");
    });
}

#[test]
fn pictures_come_in_three_sizes_and_sources_in_full() {
    on_each_wire("<h1>Shop</h1><div style='height:3000px'></div><p>end</p>", async |page| {
        let size = |picture: Evidence<shopper_browser::Picture>| match picture {
            Evidence::Captured(picture) => {
                let image = image::load_from_memory(&picture.bytes).expect("it decodes");
                (image.width(), image.height())
            }
            other => panic!("no picture: {other:?}"),
        };
        assert_eq!(size(page.picture(PictureKind::Viewport, PictureFormat::Png).await), (1280, 800));
        let (width, height) = size(page.picture(PictureKind::FullPage, PictureFormat::Jpeg).await);
        assert!(height > 3000 && width >= 1260, "{width} x {height}");
        let clip = PictureKind::Clip { at: shopper_browser::Point { x: 8.0, y: 8.0 }, width: 100.0, height: 50.0 };
        assert_eq!(size(page.picture(clip, PictureFormat::Png).await), (100, 50));
        match page.source().await {
            Evidence::Captured(source) => assert!(source.contains("<h1>Shop</h1>"), "{source}"),
            other => panic!("no source: {other:?}"),
        }
    });
}

#[test]
fn console_and_network_of_a_step_are_kept_where_the_wire_has_events() {
    let port = serve([("/", html("<button onclick=\"console.error('no stock', 7); fetch('/missing')\">Buy</button>"))]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/"), async |page| {
        let mark = page.mark();
        page.click(&Locator::button("Buy")).await.expect("pressed");
        evaluate(&page, "() => 1").await;
        match page.activity_since(mark) {
            Evidence::Captured(seen) => {
                assert!(seen.console.iter().any(|line| line.level == "error" && line.text == "no stock 7"), "{seen:?}");
                assert!(
                    seen.network.iter().any(|request| request.url.ends_with("/missing") && request.status == Some(404)),
                    "{seen:?}"
                );
                assert!(
                    !seen.network.iter().any(|request| request.kind == "Document"),
                    "the page itself came before: {seen:?}"
                );
            }
            Evidence::Unavailable(why) => assert!(!why.is_empty()),
            Evidence::Off => panic!("it was asked for"),
        }
    });
}

#[test]
fn what_secret_fields_hold_is_in_no_source() {
    let page = r#"<label>Security code <input autocomplete="cc-csc" value="739"></label>
      <label>Password <input type="password" value="correct horse"></label><label>City <input value="London"></label>"#;
    on_each_wire(page, async |page| match page.source().await {
        Evidence::Captured(source) => {
            assert!(!source.contains("739") && !source.contains("correct horse"), "{source}");
            assert!(source.contains("London"), "other fields stay: {source}");
        }
        other => panic!("no source: {other:?}"),
    });
}

#[test]
fn the_time_of_a_step_at_a_slow_shop_is_nearly_all_waiting_for_the_browser() {
    let page = "<!doctype html><title>Mugs</title><h1>Mugs</h1><a href=/>Again</a>";
    let shop = thoughtful("127.0.0.1", Duration::from_millis(800), "text/html", page);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("slow.feature");
    let journey = "Feature: slow\n  Scenario: a shop that thinks\n    When I open the page \"/\"\n    Then I see \"Mugs\"\n    \
        When I click \"Again\"\n    Then I see \"Mugs\"\n    And I do not see \"Scarves\"\n";
    std::fs::write(&file, journey).expect("it can be written");
    for wire in ["cdp", "classic"] {
        let told = shopper::go(&shop, &[&*file.to_string_lossy(), "--wire", wire, "--screenshots", "failures"]);
        assert_eq!(told.code, Some(0), "{wire}: {}{}", told.out, told.err);
        let steps = &told.record.as_ref().expect("there is one").scenarios[0].attempts[0].steps;
        let times: Vec<(f64, f64, u64)> = steps.iter().map(|one| (one.took_ms, one.browser_ms, one.trips)).collect();
        assert!(times.iter().all(|(took, browser, _)| browser <= took), "{wire}: {times:?}");
        for (took, browser, _) in times.iter().filter(|(took, ..)| *took >= 800.0) {
            assert!(*browser > 0.9 * took, "{wire}: {times:?}");
        }
        assert!(times[0].1 >= 800.0, "{wire}: {times:?}");
        let own: f64 = times.iter().map(|(took, browser, _)| took - browser).sum();
        assert!(own > 0.1, "{wire}: what reads the answers takes some time, too: {times:?}");
    }
}
