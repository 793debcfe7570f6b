//! Who shops: customers that are made up from a seed, and customers and products of the settings.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

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

fn folders_in(out: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(out).expect("it is there").flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}
