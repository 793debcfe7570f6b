//! Who shops: customers that are made up from a seed, and customers and products of the settings.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use mystery_shopper::record::ScenarioRecord;
use mystery_shopper::verdict::Verdict;
use serde_json::Value;
use storefront::Skin;

use crate::support::pages::{html, serve};
use crate::support::shop::Shop;
use crate::support::shopper::{self, Told};

fn go(shop: &Shop, journey: &str, more: &[&str]) -> Told {
    let name = format!("^{journey}$");
    let mut arguments = vec!["tests/data", "--config", "tests/data/shopper.toml", "--timeout", "2500ms"];
    arguments.extend(["--name", &name]);
    arguments.extend(more);
    shopper::go(shop.url(), &arguments)
}

/// What the demo shop has in its books: for each order, who and where to.
fn books(shop: &Shop) -> Vec<(Value, Value)> {
    let host = shop.url().trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).expect("the shop is open");
    write!(stream, "GET /api/admin/orders HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").expect("it listens");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let start = answer.find('[').expect("it answers with a list");
    let end = answer.rfind(']').expect("it answers with a list");
    let orders: Vec<Value> = serde_json::from_str(&answer[start..=end]).expect("it answers in JSON");
    orders.into_iter().map(|order| (order["email"].clone(), order["shippingAddress"].clone())).collect()
}

#[test]
fn the_same_seed_makes_the_same_customer_and_is_told() {
    let shop = Shop::with_fault(Skin::Classic, None);
    for seed in ["4711", "4711", "4712"] {
        let told = go(&shop, "somebody new", &["--seed", seed]);
        assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
        assert!(told.out.ends_with(&format!("seed: {seed}\n")), "{}", told.out);
        assert_eq!(told.record.and_then(|record| record.run.seed).map(|seed| seed.to_string()).as_deref(), Some(seed));
    }
    let told = go(&shop, "somebody new", &[]);
    assert!(told.record.is_some_and(|record| record.run.seed.is_some()), "a seed of its own: {}", told.out);
    let orders = books(&shop);
    let [first, again, other, own] = orders.as_slice() else { panic!("four orders: {orders:?}") };
    assert_eq!(first, again);
    assert!(first != other && first != own && other != own, "{orders:?}");
    assert_ne!(first.0, "mary.shopper@example.com");
}

#[test]
fn customers_and_products_of_the_settings_shop() {
    for skin in Skin::ALL {
        let shop = Shop::with_fault(skin, None);
        let told = go(&shop, "somebody (of the settings|with an account|with a second factor)", &[]);
        assert_eq!(told.code, Some(0), "{skin}: {}{}", told.out, told.err);
        let orders = books(&shop);
        let [(email, address)] = orders.as_slice() else { panic!("one order: {orders:?}") };
        assert_eq!(email, "hanna@example.com");
        assert!(address.to_string().contains("Hamburg"), "{address}");

        for (journey, at, words) in [
            ("with a wrong password", "I log in as \"Eve\"", "the shop says \"The email address"),
            (
                "with another authenticator",
                "I enter the one-time code of \"Mallory\"",
                "the shop says \"This code is wrong",
            ),
            ("of whom no code is wanted", "I enter the one-time code of \"Grace\"", "asks for no one-time code"),
        ] {
            let told = go(&shop, &format!("somebody {journey}"), &[]);
            let outcomes = told.outcomes();
            let [outcome] = outcomes.as_slice() else { panic!("one journey: {}{}", told.out, told.err) };
            assert_eq!(outcome.verdict, Verdict::Broken, "{outcome}");
            let (step, failure) = outcome.failed.as_ref().expect("a broken journey has a step that failed");
            assert_eq!(step, at);
            assert!(failure.to_string().contains(words), "{skin}: {outcome}");
        }
    }
}

#[test]
fn a_password_that_a_journey_types_is_written_nowhere() {
    let shop = Shop::with_fault(Skin::Classic, None);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("typed.feature");
    let journey = "Feature: typed\n  Scenario: one\n    When I open the page \"/login\"\n    And I fill \"Password\" with \"hunter2hunter2\"\n    Then the field 'Password' holds 'hunter2hunter3'\n";
    std::fs::write(&file, journey).expect("it can be written");
    let out = folder.path().join("out");
    let command =
        ["run", &file.to_string_lossy(), "--shop", shop.url(), "--timeout", "900ms", "--out", &out.to_string_lossy()];
    let output = shopper::shopper(command).output().expect("the program is built and starts");
    let mut all = [output.stdout, output.stderr].concat();
    for written in ["run.json", "TEST-mystery-shopper.xml"] {
        all.extend(std::fs::read(out.join(written)).expect("it is written"));
    }
    let all = String::from_utf8_lossy(&all);
    assert_eq!(output.status.code(), Some(1), "{all}");
    assert!(all.contains("[typed password]") && !all.contains("hunter2"), "{all}");
}

#[test]
fn a_security_code_that_a_journey_types_is_written_nowhere() {
    // As pages do that keep what is typed in the attribute, too.
    const PAGE: &str = "<!doctype html><title>x</title><label>Security code \
        <input oninput=\"this.setAttribute('value', this.value)\"></label>";
    let port = serve([("/", html(PAGE))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("typed.feature");
    let journey = "Feature: typed\n  Scenario Outline: one\n    When I open the page \"/\"\n    And I fill \"Security code\" with \"<code>\"\n    \
                   Then the field \"Security code\" holds \"738\"\n    And I see \"nothing of it\"\n    Examples:\n      | code |\n      | 737  |\n";
    std::fs::write(&file, journey).expect("it can be written");
    let out = folder.path().join("out");
    let site = format!("http://127.0.0.1:{port}/");
    let command =
        ["run", &file.to_string_lossy(), "--shop", &site, "--timeout", "900ms", "--out", &out.to_string_lossy()];
    let output = shopper::shopper(command).output().expect("the program is built and starts");
    let mut all = [output.stdout, output.stderr].concat();
    let mut sources = 0;
    for folder in [&out].into_iter().cloned().chain(folders_in(&out)) {
        for entry in std::fs::read_dir(&folder).expect("it is there").flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|ending| ["json", "xml", "html"].iter().any(|text| ending == *text)) {
                sources += usize::from(path.extension().is_some_and(|ending| ending == "html"));
                all.extend(std::fs::read(path).expect("it is written"));
            }
        }
    }
    let all = String::from_utf8_lossy(&all);
    assert_eq!(output.status.code(), Some(1), "{all}");
    assert!(sources > 0, "the page's source is kept");
    // Numbers of milliseconds may hold the same digits.
    for code in ["737\"", "737]", "738\"", "738 "] {
        assert!(!all.contains(code), "{code}: {all}");
    }
    assert!(all.contains("[typed security code]"), "{all}");
}

/// It says what was typed into it wherever a page can.
const ECHO: &str = "<!doctype html><title>Pay</title><h1>Pay</h1><label>CVV2 <input id=cvv></label><label>PIN <input></label><p role=alert id=said></p>
<script>cvv.onchange = () => {
  said.innerHTML = `<b>${cvv.value}</b> is wrong: CVV${cvv.value}`; said.dataset.code = cvv.value; document.title = cvv.value; console.error('code ' + cvv.value);
  fetch('/check?cvv=' + cvv.value); history.replaceState(null, '', '/echo?m=code%20' + cvv.value);
};</script>";
const QUIET: &str =
    "<!doctype html><title>Pay</title><h1>Pay</h1><label>CVV2 <input></label><label>PIN <input></label>";
const SHELF: &str = "<!doctype html><title>Shelf</title><h1>Anniversary mug 2026</h1><p>$2026.00, order 2026-17</p>";

#[test]
fn a_code_is_nowhere_though_another_step_looks_for_it_and_the_page_says_it() {
    let port = serve([("/echo", html(ECHO)), ("/quiet", html(QUIET)), ("/shelf", html(SHELF)), ("/check", html("no"))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("codes.feature");
    let typed = |page: &str| {
        format!(
            "    When I open the page \"/{page}\"\n    And I fill \"CVV2\" with \"737\"\n    And I fill \"PIN\" with \"2026\"\n    \
             Then I do not see \"737\"\n    And I do not see \"code: 737\"\n"
        )
    };
    let journey = format!(
        "Feature: codes\n  Scenario: it echoes\n{}  Scenario: it is quiet\n{}  Scenario: another\n    When I open the page \"/shelf\"\n    Then I see \"nothing of 2026\"\n",
        typed("echo"),
        typed("quiet"),
    );
    std::fs::write(&file, journey).expect("it can be written");
    let out = folder.path().join("out");
    let site = format!("http://127.0.0.1:{port}/");
    let command = ["run", &file.to_string_lossy(), "--shop", &site, "-vv", "--out", &out.to_string_lossy()];
    let output = shopper::shopper(command)
        .args(["--timeout", "900ms", "--screenshots", "steps"])
        .output()
        .expect("the program is built and starts");
    let (told, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{told}{log}");
    let record = shopper::record_in(&out).expect("it is written");
    let verdicts: Vec<Verdict> = record.scenarios.iter().map(ScenarioRecord::verdict).collect();
    assert_eq!(verdicts, [Verdict::Broken, Verdict::Passed, Verdict::Broken], "{told}");
    let mut texts = vec![("the console".to_owned(), told.into_owned()), ("the log".to_owned(), log.into_owned())];
    let mut shelf = String::new();
    for path in [&out].into_iter().cloned().chain(folders_in(&out)).flat_map(|folder| files_in(&folder)) {
        let name = path.strip_prefix(&out).expect("it is below").to_string_lossy().into_owned();
        if !["png", "jpg"].iter().any(|picture| path.extension().is_some_and(|ending| ending == *picture)) {
            let text = std::fs::read_to_string(&path).expect("it is a text");
            if name.starts_with("another") {
                shelf = text;
                continue;
            }
            texts.push((name.clone(), text));
        }
        texts.push(("the name of a file".to_owned(), name));
    }
    assert!(texts.iter().any(|(_, text)| text.contains("<b>[typed security code]</b>")), "the page is kept");
    for (name, text) in &texts {
        assert!(!says(text, "737"), "{name}: {text}");
        assert!(!text.contains("with \"2026") && !text.contains("with \\\"2026"), "{name}: {text}");
    }
    assert!(
        shelf.contains(SHELF.trim_start_matches("<!doctype html><title>Shelf</title>")),
        "another journey's: {shelf}"
    );
}

/// Whether these digits stand there, and not within a longer number: times hold any digits.
fn says(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let mut after = text[at + code.len()..].chars();
        let next = after.next().unwrap_or(' ');
        let fraction = next == '.' && after.next().is_some_and(|sign| sign.is_ascii_digit());
        !(before.is_ascii_digit() || before == '.' || next.is_ascii_digit() || fraction)
    })
}

fn files_in(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("it is there").flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect()
}

fn folders_in(out: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(out).expect("it is there").flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}
