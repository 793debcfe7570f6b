//! Site maps: what a shop is found by, what decides between two that look the same, and what is told of a map that is
//! wrong. On the demo shop, and on a shop of three pages that is odd on purpose.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use mystery_shopper::record::Record;
use mystery_shopper::verdict::Verdict;
use shopper_steps::{Found, Means};
use storefront::Skin;
use tempfile::TempDir;

use crate::support::pages::{Answer, html, serve};
use crate::support::shop::Shop;
use crate::support::shopper::{record_in, shopper};

/// A folder with features and whatever else a team keeps there.
struct Desk(TempDir);

struct Told {
    code: Option<i32>,
    text: String,
    record: Option<Record>,
}

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().expect("a temporary folder"));
        for (name, text) in files {
            let path = desk.path().join(name);
            fs::create_dir_all(path.parent().expect("it is below the folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn go(&self, arguments: &[&str]) -> Told {
        let output = shopper(arguments).current_dir(self.path()).output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let record = record_in(&self.path().join("reports"));
        Told { code: output.status.code(), text: text(&output.stdout) + &text(&output.stderr), record }
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("it was written")
    }
}

impl Told {
    fn found(&self) -> Vec<Found> {
        self.record.as_ref().expect("there is a record").found().cloned().collect()
    }

    fn failure(&self) -> String {
        let record = self.record.as_ref().expect("there is a record");
        let mut steps = record.scenarios.iter().flat_map(|one| &one.attempts).flat_map(|attempt| &attempt.steps);
        let failure = steps.find_map(|step| step.result.as_ref()?.failure()).expect("a step failed");
        format!("{failure}\n{}\n{}", failure.details.join("\n"), failure.mend)
    }
}

const BUY: &str = "Feature: Buying\n  Scenario: One mug\n    Given I am in the shop\n    When I add \"Blue Mug\" to my cart\n    Then my cart contains \"Blue Mug\"\n";

/// A shop of which nothing but its oddities matters: two buttons of one name, and a cart that is called otherwise.
fn odd_shop(product: &'static str) -> String {
    const HOME: Answer = html(
        "<title>Odd things</title><header><a class=sack href=/cart>Sack</a></header><main><h1>Odd things</h1>\
         <article><h2><a href=/mug>Blue Mug</a></h2><p>$12.50</p></article></main>",
    );
    const CART: Answer = html(
        "<title>Your cart</title><h1>Your cart</h1><table><tr><td><a href=/mug>Blue Mug</a></td>\
         <td><input aria-label=Quantity value=1></td><td>$12.50</td></tr></table><dl><dt>Total</dt><dd>$12.50</dd></dl>",
    );
    let port = serve([("/", HOME), ("/mug", html(product)), ("/cart", CART)]);
    format!("http://127.0.0.1:{port}/")
}

const TWO_BUTTONS: &str = "<title>Blue Mug</title><header><a class=sack href=/cart>Sack</a></header><main><h1>Blue Mug</h1><p>$12.50</p>\
     <form action=/cart><input type=hidden name=size value=small><button id=small>Add to cart</button></form>\
     <form action=/nowhere><input type=hidden name=size value=large><button id=large>Add to cart</button></form></main>";
const OTHER_WORD: &str = "<title>Blue Mug</title><header><a class=sack href=/cart>Sack</a></header><main><h1>Blue Mug</h1><p>$12.50</p>\
     <form action=/cart><button class=take>Grab it</button></form></main>";

#[test]
fn two_that_do_different_things_are_an_error_and_one_line_of_site_map_decides_it() {
    let shop = odd_shop(TWO_BUTTONS);
    let desk = Desk::with(&[("features/buy.feature", BUY)]);
    let run = ["run", "features", "--shop", &shop, "--timeout", "2s"];
    let told = desk.go(&run);
    assert_eq!(told.code, Some(1), "{}", told.text);
    let failure = told.failure();
    assert!(failure.starts_with("2 times button \"Add to cart\" could be meant by \"add to cart\""), "{failure}");
    let line = "\"add to cart\" = { css = \"#small\" }";
    assert!(failure.contains(line) && failure.contains("\"add to cart\" = { css = \"#large\" }"), "{failure}");
    assert!(told.text.contains(line), "{}", told.text);

    fs::write(desk.path().join("features/shop.toml"), format!("[hints]\n{line}\n")).expect("written");
    let told = desk.go(&run);
    assert_eq!(told.code, Some(0), "{}", told.text);
    let found = told.found();
    let add = found.iter().find(|one| one.meaning == "add to cart").expect("it was pressed");
    assert_eq!((add.by, add.score), (Means::Hint, 100));
    assert!(told.text.contains("found: 1 by hint, "), "{}", told.text);
}

#[test]
fn a_hint_or_a_word_finds_what_is_called_otherwise_and_one_that_misses_is_told_with_its_line() {
    let shop = odd_shop(OTHER_WORD);
    let maps = [
        "[words]\n\"add to cart\" = [\"Grab it\"]\n",
        "[hints]\n\"add to cart\" = { css = \".take\" }\n",
        "[hints]\n\"add to cart\" = { role = \"button\", name = \"Grab it\" }\n\"cart link\" = { css = \".sack\" }\n",
        "[paths]\ncart = \"/cart\"\n[words]\n\"add to cart\" = \"grab it\"\n",
    ];
    for map in maps {
        let desk = Desk::with(&[("features/buy.feature", BUY), ("features/shop.toml", map)]);
        let told = desk.go(&["run", "features", "--shop", &shop, "--timeout", "2s"]);
        assert_eq!(told.code, Some(0), "{map}{}", told.text);
    }
    let stale = "# of last year\n[hints]\n\"add to cart\" = { css = \".tak\" }\n";
    let desk = Desk::with(&[("features/buy.feature", BUY), ("features/shop.toml", stale)]);
    let told = desk.go(&["run", "features", "--shop", &shop, "--timeout", "1s"]);
    assert_eq!(told.code, Some(1), "{}", told.text);
    let failure = told.failure();
    let expected = "the hint \"add to cart\" = { css = \".tak\" } (features/shop.toml:3) matches nothing on the page \"Blue Mug\" (/mug); there is ";
    let there = failure.split_once(expected).expect("the hint is told").1;
    assert!(there.contains("button \"Grab it\""), "{failure}");
}

#[test]
fn a_site_map_that_is_wrong_is_told_before_a_browser_starts() {
    let map = "[hints]\n\"add to crat\" = { css = \".take\" }\n";
    let desk = Desk::with(&[("features/buy.feature", BUY), ("features/shop.toml", map)]);
    for command in ["run", "check"] {
        let told = desk.go(&[command, "features"]);
        assert_eq!(told.code, Some(2), "{}", told.text);
        assert!(told.text.contains("--> features/shop.toml:2:1"), "{}", told.text);
        assert!(told.text.contains("did you mean \"add to cart\"?"), "{}", told.text);
    }
    let selector = "[hints]\n\"add to cart\" = { css = \"a[\" }\n";
    let desk = Desk::with(&[("features/buy.feature", BUY), ("features/shop.toml", selector)]);
    let told = desk.go(&["run", "features", "--shop", &odd_shop(OTHER_WORD)]);
    assert_eq!(told.code, Some(2), "{}", told.text);
    assert!(told.failure().contains("(features/shop.toml:2) holds no CSS selector"), "{}", told.failure());
}

#[test]
fn both_skins_are_mapped_and_the_map_holds() {
    for skin in Skin::ALL {
        let shop = Shop::with_fault(skin, None);
        let desk = Desk::with(&[]);
        let told = desk.go(&["map", shop.url(), "--out", "features/shop.toml", "--pictures", "pictures"]);
        assert_eq!(told.code, Some(0), "{skin}: {}", told.text);
        let map = desk.read("features/shop.toml");
        assert!(map.contains("\ncurrency = \"USD\"") && map.contains("\nlocale = \"en\""), "{skin}: {map}");
        for meaning in ["search", "cart", "add to cart", "checkout", "remove", "email", "postcode", "region"] {
            assert_eq!(map.matches(&format!("\"{meaning}\" = ")).count(), 1, "{skin}: {meaning} in {map}");
        }
        // On one page the order is placed where the address is given, by a button that tells the total and still sleeps.
        let places = map.contains("# \"place order\" = { css = ");
        assert_eq!(places, skin == Skin::App, "{skin}: {map}");
        let picture = fs::read(desk.path().join("pictures/4-cart.png"))
            .or_else(|_| fs::read(desk.path().join("pictures/5-cart.png")));
        assert!(picture.expect("a picture of the cart").starts_with(b"\x89PNG"), "{skin}");
        let guess = skin == Skin::App;
        assert_eq!(map.contains("# a guess: link without a name"), guess, "{skin}: {map}");

        let again = desk.go(&["map", shop.url(), "--out", "features/shop.toml"]);
        assert_eq!(again.code, Some(2), "it is not written over: {}", again.text);
        let doctor = desk.go(&["doctor", "--shop", shop.url()]);
        assert_eq!(doctor.code, Some(0), "{skin}: {}", doctor.text);
        assert_eq!(doctor.text.contains("ok    site map   hint \"cart\""), guess, "{skin}: {}", doctor.text);

        // What the comments say holds as well.
        let of_hint = |line: &str| line.starts_with("# \"") && line.contains(" = { ") && !line.contains("\"...\"");
        let all: Vec<&str> = map.lines().map(|line| if of_hint(line) { &line[2..] } else { line }).collect();
        fs::write(desk.path().join("features/shop.toml"), all.join("\n")).unwrap();
        let doctor = desk.go(&["doctor", "--shop", shop.url()]);
        assert_eq!(doctor.code, Some(0), "{skin}: {}", doctor.text);
        assert!(doctor.text.contains("ok    site map   hint \"email\" = { label = \"Email"), "{skin}: {}", doctor.text);
    }
}

#[test]
fn the_doctor_finds_what_no_longer_fits() {
    let map = "[words]\ncheckout = [\"Off we go\"]\n[hints]\n\"cart link\" = { css = \".mini-crt\" }\ncoupon = { label = \"Coupon code\" }\n\
               search = { css = \"main *\" }\n[paths]\ncart = \"/cart\"\nregister = \"/nowhere\"\n";
    let shop = Shop::with_fault(Skin::Classic, None);
    let desk = Desk::with(&[("shop.toml", map)]);
    let told = desk.go(&["doctor", "--shop", shop.url()]);
    assert_eq!(told.code, Some(2), "the site map is wrong: {}", told.text);
    for line in [
        "fail  site map   the hint \"cart\" = { css = \".mini-crt\" } (shop.toml:4) matches nothing on the page",
        "there is link \"Cart (0)\"",
        "-> correct it, or leave it out: without it link \"Cart (0)\" is found, by name",
        "ok    site map   hint \"coupon\" = { label = \"Coupon code\" } (shop.toml:5) matches on the page: cart",
        "ok    site map   path \"cart\" (shop.toml:8) opens",
        "fail  site map   path \"register\" (shop.toml:9): the shop answers with HTTP status 404",
        "warn  site map   words for \"checkout\" (shop.toml:2): none of \"Off we go\" stands on these pages",
    ] {
        assert!(told.text.contains(line), "{line}\n{}", told.text);
    }
    let several = told.text.lines().find(|line| line.contains("hint \"search\"")).expect("it is told");
    assert!(several.starts_with("warn") && several.contains(" things on the page: first page"), "{several}");
}

#[test]
fn what_is_no_shop_or_is_not_there_is_told_with_what_helps() {
    let port = serve([("/", html("<title>A blog</title><h1>Nothing to sell</h1><p>Words</p>"))]);
    let desk = Desk::with(&[]);
    for (address, meant) in [("foo", "https://staging.shop.example"), ("shop.example/de", "https://shop.example/de")] {
        let told = desk.go(&["map", address]);
        assert_eq!(told.code, Some(2), "{}", told.text);
        let help = format!(
            "error: \"{address}\" is no web address\n  = help: write the whole address of the shop's first page: shopper map {meant}\n"
        );
        assert!(told.text.contains(&help), "{}", told.text);
    }
    let told = desk.go(&["map", &format!("http://127.0.0.1:{port}/"), "--out", "-"]);
    assert_eq!(told.code, Some(1), "{}", told.text);
    assert!(told.text.contains("no product with a name and a price was found"), "{}", told.text);
    assert!(told.text.contains("--product"), "{}", told.text);
    assert!(!desk.path().join("shop.toml").exists());
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("loopback has one");
    let gone = desk.go(&["map", &format!("http://{free}/")]);
    assert_eq!(gone.code, Some(1), "{}", gone.text);
    assert!(gone.text.contains("check the address, and that the site is running"), "{}", gone.text);
    let doctor = desk.go(&["doctor", "--shop", &format!("http://{free}/")]);
    assert_eq!(doctor.code, Some(1), "as a run, to which a shop that does not answer is broken: {}", doctor.text);
    let shop = Shop::with_fault(Skin::Classic, None);
    let unknown = desk.go(&["map", shop.url(), "--product", "Moon Rock", "--out", "-"]);
    assert_eq!(unknown.code, Some(2), "it was named wrongly: {}", unknown.text);
    assert!(unknown.text.contains("the product \"Moon Rock\" of --product"), "{}", unknown.text);
    assert!(!desk.path().join("shop.toml").exists());
}

#[test]
fn what_was_guessed_is_in_the_record_and_beside_the_failure() {
    let journey =
        "Feature: Buying\n  Scenario: The cart\n    Given I am in the shop\n    Then my cart contains \"Blue Mug\"\n";
    let shop = Shop::with_fault(Skin::App, None);
    let desk = Desk::with(&[("features/buy.feature", journey)]);
    let told = desk.go(&["run", "features", "--shop", shop.url(), "--timeout", "1s"]);
    assert_eq!(told.record.as_ref().expect("a record").scenarios[0].verdict(), Verdict::Broken, "{}", told.text);
    let found = told.found();
    let cart = found.iter().find(|one| one.meaning == "cart").expect("it was pressed");
    assert_eq!((cart.by, cart.score), (Means::Icon, 25), "{cart}");
    assert!(told.text.contains("= guessed  \"cart\": link without a name"), "{}", told.text);
    assert!(told.text.contains("\nfound: 0 by token, 0 by name, 1 by guess\n"), "{}", told.text);
    let junit = desk.read("reports/TEST-mystery-shopper.xml");
    assert!(junit.contains("name=\"found\" value=\"0 by token, 0 by name, 1 by guess\""), "{junit}");
}
