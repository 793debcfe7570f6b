//! The general sentences, each said to a real page by the built program: in a journey where it holds, and each Then in
//! one where it does not, with the exact message.

mod more;
mod site;

use std::fmt::Write as _;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::support::shopper::{self, Told};

fn site() -> String {
    static PORT: OnceLock<u16> = OnceLock::new();
    format!("http://127.0.0.1:{}/", PORT.get_or_init(site::serve))
}

/// Goes through journeys, written as feature files are, on a wire.
fn go(wire: &str, feature: &str, patience: &str) -> Told {
    let folder = TempDir::new().expect("there is room for a folder");
    let file = folder.path().join("general.feature");
    std::fs::write(&file, feature.replace("{folder}", &folder.path().to_string_lossy())).expect("it can be written");
    std::fs::write(folder.path().join("photo.png"), "not much of a picture").expect("it can be written");
    let path = file.to_string_lossy().into_owned();
    let arguments = [&path, "--wire", wire, "--timeout", patience, "--workers", "2", "--screenshots", "off"];
    shopper::go(&site(), &arguments)
}

/// The journeys pass on these wires.
#[track_caller]
fn passes(wires: &[&str], journeys: &str) {
    for wire in wires {
        let run = go(wire, &format!("Feature: general\n{journeys}"), "5s");
        let wrong: Vec<String> =
            run.outcomes().iter().filter(|outcome| outcome.failed.is_some()).map(ToString::to_string).collect();
        assert!(run.code == Some(0) && wrong.is_empty(), "{wire}: {}\n{}{}", wrong.join("\n"), run.out, run.err);
    }
}

/// At this page (or after these steps), each sentence fails with its message.
#[track_caller]
fn fails(rows: &[(&str, &str, &str)]) {
    let mut feature = "Feature: what is not so\n".to_owned();
    for (number, (before, sentence, _)) in rows.iter().enumerate() {
        let before = match before.strip_prefix('/') {
            Some(_) => format!("When I open the page \"{before}\""),
            None => (*before).to_owned(),
        };
        let _ = writeln!(feature, "  Scenario: row {number}\n    {before}\n    Then {sentence}");
    }
    let run = go("cdp", &feature, "700ms");
    let outcomes = run.outcomes();
    assert_eq!(outcomes.len(), rows.len(), "{}{}", run.out, run.err);
    let mut wrong = String::new();
    for (number, (_, sentence, message)) in rows.iter().enumerate() {
        let name = format!("row {number}");
        let outcome = outcomes.iter().find(|outcome| outcome.name == name).expect("each row is a journey");
        let told = outcome.failed.as_ref().map(|(step, failure)| (step.as_str(), failure.what.replace(&site(), "/")));
        // A password that a journey types stands in nothing that is written.
        let first = sentence.lines().next().unwrap_or_default().replace(TYPED, "[typed password]");
        if !told.as_ref().is_some_and(|(step, what)| *step == first && what == message) {
            let _ = writeln!(wrong, "{sentence}\n  expected  {message}\n  {outcome}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a journey takes for the password.
const TYPED: &str = "dragonfly";

const BOTH: &[&str] = &["cdp", "classic"];

#[test]
fn acts_and_pages_are_said_by_the_names_that_people_see() {
    passes(
        BOTH,
        r#"
  Scenario: acts and what the page shows
    When I open the page "/"
    Then the page's title is "Start"
    And the address is "/"
    And I see "Free returns"
    And I do not see "Sold out"
    And I see 2 of "Details"
    And I see 0 of "Add to cart"
    And the button "Pay" is disabled
    And the button "Ready" is enabled
    And the box "I accept the terms" is not checked
    And the box "Send me news" is checked
    When I check "I accept the terms"
    And I uncheck "Send me news"
    Then the box "I accept the terms" is checked
    And the box "Send me news" is not checked
    And the button "Pay" is enabled
    When I fill "Coupon code" with "SAVE10"
    And I choose "Germany" from "Country"
    Then the field "Coupon code" holds "SAVE10"
    And the field "Country" holds "Germany"
    And the field "Password" holds "s3cretword"
    When I fill "Coupon code" with ""
    Then the field "Coupon code" holds ""
    When I click "Details" in the line of "Red Scarf"
    Then I see "scarf"
    When I click "Single"
    Then I see "first of two"
    When I press the key "Escape"
    Then I see "escaped"
    When I hover over "Menu"
    Then I see "menu open"
    When I scroll to "Reviews"
    Then I see "in the middle"
    When I scroll to the bottom
    Then I see "at the bottom"
    When I scroll to the top
    Then I see "at the top"
    And the table shows:
      | product   | Price  |
      | Blue Mug  | $12.50 |
      | Red Scarf | $29.99 |
    And the list shows in order:
      | Blue Mug  |
      | Red Scarf |
    When I click "Sale"
    Then the address contains "sort=price"
    And the address is "/sale?sort=price"
    When I go back
    Then the page's title is "Start"
    And I see "nothing yet"
    When I go forward
    Then the page's title is "Sale"
    When I go back
    And I click "Single"
    And I reload the page
    Then I see "nothing yet"
"#,
    );
}

#[test]
fn what_a_page_does_not_show_is_told() {
    fails(&[
        ("/", "the page's title is \"Sale\"", "the title is \"Start\""),
        ("/sale", "the address is \"/\"", "the address is /sale"),
        ("/sale", "the address contains \"sort=\"", "the address is /sale"),
        ("/", "I see \"Sold out\"", "nothing on the page is that"),
        ("/", "I do not see \"Free returns\"", "paragraph \"Free returns\" is still there"),
        ("/empty", "I do not see \"Free returns\"", "the page is empty"),
        (
            "/refused",
            "I see \"Welcome\"",
            "nothing on the page is that, and the page says \"Wrong email or password.\"",
        ),
        (
            "/refused",
            "I am logged in",
            "the page \"Log in\" (/refused) asks to log in, and the page says \"Wrong email or password.\"",
        ),
        ("/", "I see 3 of \"Details\"", "the page shows 2"),
        ("/empty", "I see 0 of \"Details\"", "the page is empty"),
        ("/", "the button \"Pay\" is enabled", "button \"Pay\" is disabled"),
        ("/", "the button \"Ready\" is disabled", "button \"Ready\" is enabled"),
        ("/", "the button \"Details\" is enabled", "the page shows 2 of button or link \"Details\""),
        ("/", "the button \"Buy\" is disabled", "the page shows no button or link \"Buy\""),
        ("/", "the field \"Country\" holds \"Germany\"", "combobox \"Country\" holds \"United States\""),
        ("/", "the field \"Password\" holds \"dragonfly\"", "textbox \"Password\" holds 10 characters"),
        ("/", "the box \"I accept the terms\" is checked", "checkbox \"I accept the terms\" is not checked"),
        ("/", "the box \"Send me news\" is not checked", "checkbox \"Send me news\" is checked"),
        (
            "/",
            "the table shows:\n      | Product | Price |\n      | Blue Mug | $12.60 |\n      | Red Scarf | $29.99 |",
            "row 1, Price: the page shows \"$12.50\", not \"$12.60\"",
        ),
        (
            "/",
            "the table shows:\n      | Product |\n      | Blue Mug |",
            "the table has 2 rows; row 2 shows \"Red Scarf\"",
        ),
        (
            "/",
            "the table shows:\n      | Weight |\n      | 1 kg |",
            "no table has the columns \"Weight\": one has \"Product\", \"Colour\", \"Price\"",
        ),
        ("/sale", "the table shows:\n      | Weight |\n      | 1 kg |", "the page shows no table"),
        (
            "/",
            "the list shows in order:\n      | Red Scarf |\n      | Blue Mug |",
            "\"Red Scarf\" stands at place 2: the list shows \"Blue Mug $12 Details\", \"Red Scarf $29 Details\"",
        ),
        ("/", "I go back", "there is no page to go back to"),
        ("/", "I go forward", "there is no page to go forward to"),
        (
            "/",
            "I open the page \"mailto:me@example.com\"",
            "\"mailto:me@example.com\" is no address of a web page: mailto is not http or https",
        ),
    ]);
}

#[test]
fn windows_and_dialogs_can_be_used() {
    passes(
        BOTH,
        r#"
  Scenario: windows
    When I open the page "/windows"
    And I click "Open"
    And I switch to the new window
    Then the page's title is "Sale"
    When I switch to the first window
    Then the page's title is "Windows"
    When I click "Open"
    And I switch to the new window
    Then the page's title is "Sale"
    When I close the window
    And I close the window
    Then the page's title is "Windows"

  Scenario: dialogs
    When I open the page "/windows"
    And I click "Remove"
    Then a dialog says "Remove it?"
    When I dismiss the dialog
    Then I see "kept"
    When I click "Remove"
    And I accept the dialog
    Then I see "removed"
    When I click "Greet"
    And I answer the dialog with "Mary"
    Then I see "Hello Mary"
"#,
    );
}

#[test]
fn cookies_and_storage_are_kept_and_read() {
    passes(
        BOTH,
        r#"
  Scenario: cookies and storage
    Given I have a cookie "currency" with "EUR"
    And the local storage holds "theme" with "dark"
    And the session storage holds "draft" with "1"
    When I open the page "/kept"
    Then I see "currency EUR, theme dark"
    And there is a cookie "seen"
    And there is no cookie "tracking"
    And the local storage holds "visits" with "3"
    And the session storage holds "step" with "2"
    And the session storage holds "draft" with "1"
    And the local storage does not hold "email"
    And the session storage does not hold "email"
"#,
    );
}

#[test]
fn what_windows_dialogs_and_storage_do_not_hold_is_told() {
    fails(&[
        ("/windows", "I switch to the new window", "the page has opened no new window"),
        ("/windows", "I close the window", "the first window stays open"),
        ("/windows", "I accept the dialog", "no dialog is open"),
        ("/windows", "a dialog says \"Remove it?\"", "no dialog is open"),
        (
            "When I open the page \"/windows\"\n    And I click \"Remove\"",
            "a dialog says \"Keep it?\"",
            "the dialog says \"Remove it?\"",
        ),
        ("/kept", "there is a cookie \"tracking\"", "there is no cookie \"tracking\": there are seen"),
        ("/kept", "there is no cookie \"seen\"", "there is a cookie \"seen\""),
        ("/sael", "the shop shows no error", "the page \"not here\" (/sael) came with HTTP status 404"),
        ("/kept", "the local storage holds \"visits\" with \"4\"", "\"visits\" holds 1 other characters"),
        ("/kept", "the session storage holds \"draft\" with \"4\"", "there is no \"draft\""),
        ("/kept", "the local storage does not hold \"visits\"", "\"visits\" holds 1 characters"),
        ("/kept", "the session storage does not hold \"step\"", "\"step\" holds 1 characters"),
    ]);
}

#[test]
fn what_the_page_itself_calls_so_is_meant_and_not_what_stands_in_the_head_of_every_page() {
    passes(
        BOTH,
        r#"
  Scenario: the form's own button
    When I open the page "/refused"
    And I click "Log in"
    Then the address contains "refused?"
"#,
    );
}

#[test]
fn who_is_logged_in_is_seen_where_no_link_leads_to_the_account() {
    passes(
        BOTH,
        r#"
  Scenario: a member
    When I open the page "/member"
    Then I am logged in

  Scenario: a stranger
    When I open the page "/form"
    Then I am logged out
"#,
    );
    fails(&[
        ("/member", "I am logged out", "the page \"Hello\" (/member) offers to log out"),
        ("/form", "I am logged in", "the page \"Log in\" (/form) asks to log in"),
    ]);
}

#[test]
fn a_page_that_is_not_there_is_told_at_once_unless_the_journey_is_about_it() {
    passes(
        BOTH,
        r#"
  Scenario: about what is not there
    When I open the page "/sael"
    Then the page says "not here"
"#,
    );
    let unseen =
        "Feature: typo\n  Scenario: typo\n    When I open the page \"/sael\"\n    Then I do not see \"Sold out\"\n";
    let run = go("cdp", unseen, "700ms");
    assert_eq!(run.code, Some(1), "a page that is none proves nothing: {}{}", run.out, run.err);
    let typo = "Feature: typo\n  Scenario: typo\n    When I open the page \"/sael\"\n    And I open the page \"/\"\n";
    let run = go("cdp", typo, "700ms");
    let failed = run.outcomes().remove(0).failed.expect("it fails");
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert_eq!(
        (failed.0.as_str(), failed.1.what.as_str()),
        ("I open the page \"/sael\"", "the page came with HTTP status 404")
    );
}

#[test]
fn devices_languages_and_places_are_what_the_page_is_told() {
    passes(
        BOTH,
        r#"
  Scenario: a phone in Tokyo
    Given I use a phone
    And my language is "de-DE"
    And my time zone is "Asia/Tokyo"
    And I am at 52.52, 13.40
    When I open the page "/device"
    Then I see "390 by 844, touched, a phone, de-DE, 1.234,5, Asia/Tokyo"
    And I see "at 52.52 13.4"

  Scenario: a screen
    Given my screen is 640 x 480
    When I open the page "/device"
    Then I see "640 by 480, pointed at, a desk"
"#,
    );
}

#[test]
fn networks_can_be_bad_and_hosts_unreachable() {
    passes(
        BOTH,
        r#"
  Scenario: a bad network
    When I open the page "/network"
    And I click "Ask"
    Then I see "200 cart quickly"
    When I am offline
    And I click "Ask"
    Then I see "no answer"
    When I am online
    And I click "Ask"
    Then I see "200 cart quickly"

  Scenario: a host that is blocked
    Given requests to "localhost" are blocked
    And requests to "nowhere.example" are blocked
    When I open the page "/network"
    And I click "Ask the other host"
    Then I see "no answer"
    When I click "Ask"
    Then I see "200 cart quickly"
"#,
    );
}

#[test]
fn headers_log_in_and_slowness_are_given_and_the_first_two_to_the_shops_host_alone() {
    passes(
        &["cdp"],
        r#"
  Scenario: headers
    Given each request has the header "X-Test" with "1"
    When I open the page "/headers"
    Then I see "test 1"
    And I see "other host none"

  Scenario: a slow network
    When I open the page "/sale"
    Given the network is slow
    When I open the page "/network"
    And I click "Ask"
    Then I see "200 cart slowly"
    When I am online
    And I click "Ask"
    Then I see "200 cart quickly"

  Scenario: a log-in that is right
    Given I log in to the server as "mary" with "s3cret"
    When I open the page "/private"
    Then I see "Hello mary"
    And the request to "/private" is answered with 200

  Scenario: a log-in that is wrong ends
    Given I log in to the server as "mary" with "other"
    When I open the page "/private"
    Then the request to "/private" is answered with 401
"#,
    );
}

#[test]
fn requests_scripts_and_links_are_judged() {
    passes(
        &["cdp"],
        r#"
  Scenario: requests and scripts
    When I open the page "/thrown"
    And I open the page "/network"
    And I click "Ask"
    Then the request to "/api/cart" is answered with 200
    And the page has no JavaScript errors
    When I click "Break"
    Then the request to "/api/broken" is answered with 500
"#,
    );
    passes(
        BOTH,
        r#"
  Scenario: links
    When I open the page "/good-links"
    Then no link on the page is broken
"#,
    );
}

#[test]
fn files_go_in_and_come_out_and_things_are_dragged() {
    let acts = r#"
  Scenario: files and dragging
    When I open the page "/files"
    And I upload "{folder}/photo.png" to "Photo"
    Then I see "got photo.png"
    When I drag "Blue Mug" onto "Basket"
    Then I see "basket has mug"
    When I drag "Handle" onto "Track"
    Then I see "slid"
"#;
    passes(BOTH, acts);
    passes(
        &["cdp"],
        r#"
  Scenario: a download
    When I open the page "/files"
    And I click "Invoice"
    Then a file "invoice.pdf" is downloaded
"#,
    );
}

#[test]
fn what_the_network_and_the_files_did_not_do_is_told() {
    let asked = "When I open the page \"/network\"\n    And I click \"Break\"";
    let thrown = "When I open the page \"/network\"\n    And I click \"Throw\"";
    let invoice = "When I open the page \"/files\"\n    And I click \"Invoice\"";
    fails(&[
        (asked, "the request to \"/api/broken\" is answered with 200", "the request is answered with 500"),
        ("/network", "the request to \"/api/cart\" is answered with 200", "nothing has asked for that"),
        ("/thrown", "the page has no JavaScript errors", "ReferenceError: undefinedThing is not defined (/thrown:1)"),
        (thrown, "the page has no JavaScript errors", "ReferenceError: oops is not defined (/network:4)"),
        ("/links", "no link on the page is broken", "the link \"Nowhere\" to /nowhere is answered with 404"),
        ("/empty", "no link on the page is broken", "the page shows no links"),
        ("/files", "a file \"invoice.pdf\" is downloaded", "no file has come"),
        (invoice, "a file \"receipt.pdf\" is downloaded", "the files that have come are invoice.pdf"),
        ("/files", "I upload \"no/such.png\" to \"Photo\"", "there is no file \"no/such.png\""),
        ("/files", "my screen is 3 x 4", "no screen is 3 x 4"),
        ("/files", "my time zone is \"Mars/Base\"", "the browser does not take that: Invalid timezone id"),
    ]);
}

#[test]
fn what_a_wire_cannot_do_is_a_mistake_that_says_so() {
    let sentences = [
        "each request has the header \"X-Test\" with \"1\"",
        "I log in to the server as \"mary\" with \"s3cret\"",
        "the network is slow",
        "the page has no JavaScript errors",
        "a file \"invoice.pdf\" is downloaded",
    ];
    let mut feature = "Feature: what classic cannot\n".to_owned();
    for (number, sentence) in sentences.iter().enumerate() {
        let before = "When I open the page \"/sale\"";
        let _ = writeln!(feature, "  Scenario: row {number}\n    {before}\n    Then {sentence}");
    }
    let run = go("classic", &feature, "1s");
    assert_eq!(run.outcomes().len(), sentences.len(), "{}{}", run.out, run.err);
    for outcome in run.outcomes() {
        let (_, failure) = outcome.failed.as_ref().expect("this wire cannot do that");
        assert_eq!(failure.class, shopper_browser::Class::Mistake, "{outcome}");
        assert!(failure.what.starts_with("this wire ") && !failure.to_string().contains("s3cret"), "{outcome}");
    }
}

#[test]
fn a_password_in_a_sentence_is_hidden_wherever_the_journey_is_shown() {
    let journey = "Feature: a log-in\n  Scenario: it is wrong\n    Given I log in to the server as \"mary\" with \"n0body-knows\"\n    \
        When I open the page \"/private\"\n    Then the request to \"/private\" is answered with 200\n    And I see \"n0body-knows\"";
    let run = go("cdp", journey, "700ms");
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    let record = serde_json::to_string(&run.record).expect("a record is plain data");
    let shown = format!("{}{}{record}", run.out, run.err);
    assert!(shown.contains("[typed password]") && !shown.contains("n0body-knows"), "{shown}");
}
