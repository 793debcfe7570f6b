//! What lies over a page and nobody asked for: dismissed by a stated policy, told in the record, kept where a tag says so.

mod harm;

use mystery_shopper::record::Record;
use storefront::{Options, Overlays, Skin};

use crate::support::pages::{html, serve};
use crate::support::shop::Shop;
use crate::support::shopper::{self, Told};

/// A page with a button, and a wall over it; what was answered is written on the page.
macro_rules! walled {
    ($wall:literal) => {
        html(concat!(
            "<!doctype html><title>Mugs</title><style>.wall{position:fixed;inset:0;background:#fffc;z-index:9}</style>",
            "<main><h1>Mugs</h1><button onclick=\"out.append('bought ')\">Buy it</button><p id=out></p></main>",
            "<script>const say = (text) => { out.append(text + ' '); document.querySelector('.wall, #host, iframe').remove() }; addEventListener('message', (event) => say(event.data));</script>",
            $wall
        ))
    };
}

fn site() -> String {
    let port = serve([
        (
            "/en",
            walled!(
                "<div class=wall role=dialog aria-label='Cookie settings'><p>We use cookies to remember you.</p><button onclick=\"say('accepted')\">Accept All Cookies</button><button onclick=\"say('refused')\">Reject All</button></div>"
            ),
        ),
        (
            "/de",
            walled!(
                "<div id=host></div><script>{ const root = host.attachShadow({mode: 'open'}); root.innerHTML = `<div style='position:fixed;inset:0;background:#fffc'><h2>Datenschutzeinstellungen</h2><button id=a>Alles akzeptieren</button><button id=b>Alles ablehnen</button></div>`; root.querySelector('#a').onclick = () => say('accepted'); root.querySelector('#b').onclick = () => say('refused'); }</script>"
            ),
        ),
        (
            "/fr",
            walled!(
                "<div class=wall><p>Nous et nos partenaires utilisons des cookies.</p><a href='#' onclick=\"say('refused')\">Continuer sans accepter</a><button onclick=\"say('accepted')\">Tout accepter</button></div>"
            ),
        ),
        (
            "/es",
            walled!(
                "<iframe title='Consentimiento de cookies' src='http://localhost:{port}/es-frame' style='position:fixed;inset:0;width:100%;height:100%;border:0'></iframe>"
            ),
        ),
        (
            "/es-frame",
            html(
                "<!doctype html><p>Usamos cookies.</p><button onclick=\"parent.postMessage('accepted', '*')\">Aceptar todo</button><button onclick=\"parent.postMessage('refused', '*')\">Rechazar todo</button>",
            ),
        ),
        (
            "/only-ok",
            walled!(
                "<div class=wall><p>This site uses cookies.</p><button onclick=\"say('accepted')\">Got it</button></div>"
            ),
        ),
        (
            "/offer",
            walled!(
                "<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend', `<div class=wall role=dialog aria-modal=true aria-label='Join us'><p>Get 10 % off your first order</p><input type=email placeholder=Email><button onclick=\"say('joined')\">Subscribe</button><button aria-label=Close onclick=\"say('closed')\">×</button></div>`), 300)</script>"
            ),
        ),
        (
            "/chat",
            walled!(
                "<div class=wall><p>Hello! How can we help? Start a chat.</p><button onclick=\"say('chatting')\">Start</button><button onclick=\"say('minimised')\">Minimise</button></div>"
            ),
        ),
        (
            "/own",
            walled!(
                "<div class=wall role=dialog aria-label='Log in'><p>Welcome back</p><input type=email><input type=password><button onclick=\"say('closed')\">Close</button></div>"
            ),
        ),
    ]);
    format!("http://127.0.0.1:{port}/")
}

fn go(wire: &str, journeys: &str) -> Told {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("overlays.feature");
    std::fs::write(&file, format!("Feature: overlays\n{journeys}")).expect("it can be written");
    let arguments = [&file.to_string_lossy(), "--wire", wire, "--timeout", "3s", "--screenshots", "off"];
    shopper::go(&site(), &arguments)
}

fn moves(record: &Record) -> Vec<&str> {
    let attempts = record.scenarios.iter().flat_map(|scenario| &scenario.attempts);
    attempts.flat_map(|attempt| &attempt.steps).flat_map(|step| &step.moves).map(|made| made.text.as_str()).collect()
}

#[test]
fn what_is_in_the_way_is_dismissed_in_four_languages_and_told() {
    for wire in ["cdp", "classic"] {
        for (page, answer, told) in [
            ("en", "refused", "dismissed the cookie banner \"Cookie settings\": pressed \"Reject All\""),
            (
                "de",
                "refused",
                "dismissed the cookie banner \"Datenschutzeinstellungen Alles akzeptieren Alles ablehnen\": pressed \"Alles ablehnen\"",
            ),
            (
                "fr",
                "refused",
                "dismissed the cookie banner \"Nous et nos partenaires utilisons des cookies. Continuer san…\": pressed \"Continuer sans accepter\"",
            ),
            (
                "es",
                "refused",
                "dismissed the cookie banner \"Consentimiento de cookies\": pressed the button that refuses in its frame",
            ),
            (
                "only-ok",
                "accepted",
                "dismissed the cookie banner \"This site uses cookies. Got it\": pressed \"Got it\"",
            ),
            ("offer", "closed", "dismissed the offer \"Join us\": pressed \"Close\""),
            (
                "chat",
                "minimised",
                "dismissed the chat \"Hello! How can we help? Start a chat. Start Minimise\": pressed \"Minimise\"",
            ),
        ] {
            let wait = if page == "offer" { "    And I see \"Get 10 % off\"\n" } else { "" };
            let journey = format!(
                "  Scenario: {page}\n    When I open the page \"/{page}\"\n{wait}    And I click \"Buy it\"\n    Then I see \"{answer} bought\"\n"
            );
            let run = go(wire, &journey);
            assert_eq!(run.code, Some(0), "{wire} {page}: {}{}", run.out, run.err);
            assert_eq!(moves(run.record.as_ref().expect("a record")), [told], "{wire} {page}");
        }
    }
}

#[test]
fn the_shops_own_dialog_is_never_closed_by_the_policy() {
    let run = go("cdp", "  Scenario: own\n    When I open the page \"/own\"\n    And I click \"Buy it\"\n");
    assert_eq!(run.code, Some(1), "{}", run.out);
    assert!(run.out.contains("is covered by"), "{}", run.out);
    assert!(moves(run.record.as_ref().expect("a record")).is_empty());
}

#[test]
fn a_tag_keeps_overlays_and_a_journey_can_answer_them_itself() {
    let run = go(
        "cdp",
        "  @keep-overlays\n  Scenario: in the way\n    When I open the page \"/en\"\n    And I click \"Buy it\"\n  @keep-overlays\n  Scenario: answered\n    When I open the page \"/en\"\n    Then I see \"We use cookies\"\n    When I click \"Accept All Cookies\"\n    And I click \"Buy it\"\n    Then I see \"accepted bought\"\n",
    );
    let outcomes = run.outcomes();
    let by_name = |name: &str| outcomes.iter().find(|outcome| outcome.name == name).expect("it was run");
    assert!(by_name("answered").failed.is_none(), "{}", by_name("answered"));
    let (_, failure) = by_name("in the way").failed.as_ref().expect("it is in the way");
    assert_eq!(
        failure.mend,
        "@keep-overlays leaves it there: close it with a step such as `When I click \"Reject All\"`, or remove the tag"
    );
    let named =
        "the cookie banner \"Cookie settings\" lies over the page; it offers \"Accept All Cookies\", \"Reject All\"";
    assert!(failure.details.iter().any(|detail| detail == named), "{failure:?}");
}

#[test]
fn a_whole_purchase_gets_past_the_overlays_of_a_shop() {
    for skin in Skin::ALL {
        let overlays = Overlays { cookie_banner: true, newsletter: true };
        let shop = Shop::open(Options { skin, overlays, ..Options::default() });
        let run = shopper::go(shop.url(), &["features/checkout/any-shop.feature"]);
        assert_eq!(run.code, Some(0), "{skin}: {}{}", run.out, run.err);
        let record = run.record.as_ref().expect("a record");
        let told = moves(record);
        assert!(
            told.iter().any(|text| text.starts_with("dismissed the cookie banner \"Cookies\": pressed \"")),
            "{told:?}"
        );
    }
}
