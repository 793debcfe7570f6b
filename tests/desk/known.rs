//! What can be known before a browser starts is told then: what a step needs, which country is meant, which language is
//! spoken; and that nothing is selected.

use super::Desk;
use crate::support::shopper::shopper;

const JOURNEYS: &str = "Feature: Buying

  Scenario: an email that nobody can read
    Given I am a new customer
    Then I receive an email with the subject \"order\"

  Scenario: an order that nobody can count
    Given I am a new customer
    Then exactly one order was placed

  Scenario: a cart that is filled by what only judges one
    Given my cart contains:
      | product  | quantity | price  |
      | Blue Mug | 2        | $18.00 |
    When I check out as a guest with this address:
      | country  | Germnay |
      | city     | Berlin  |

  Scenario: a region of that country
    When I check out as a guest with this address:
      | country | Germany |
      | region  | Bayren  |

  Scenario: somebody from nowhere
    Given I am a new customer from \"Frnace\"
";

#[test]
fn what_a_step_needs_and_where_to_is_told_at_its_place() {
    insta::assert_snapshot!(Desk::with(&[("buy.feature", JOURNEYS)]).run(&["check", "."]));
    let settings = "[mail]\nsmtp-sink = \"127.0.0.1:0\"\n[orders]\nurl = { env = \"ORDERS\" }\n";
    let desk = Desk::with(&[("buy.feature", JOURNEYS), ("shopper.toml", settings)]);
    assert!(!desk.run(&["check", "."]).contains("[missing]"), "the settings name a mailbox and the books");
}

#[test]
fn a_country_of_the_settings_that_is_misspelt_is_told_at_its_line() {
    let settings = "[customer]\ncountry = \"Untied States\"\n[customers.\"German business\"]\nregion = \"Bayren\"\ncountry = \"Germany\"\n";
    let desk = Desk::with(&[("shopper.toml", settings)]);
    insta::assert_snapshot!(desk.run(&["config"]));
}

#[test]
fn a_sentence_of_another_language_is_answered_in_it() {
    let journey = "Feature: Kaufen

  Scenario: ein Becher
    Given ich \"Blue Mug\" in meinen Warenkorb lege
    When je mets \"Blue Mug\" dans mon pannier
";
    let foreign = "Feature: Kaufen\n\n  Scenario: ein Becher\n\n    Angenommen ich bin im Shop\n    Dann ist der Warenkorb leer\n";
    let desk =
        Desk::with(&[("a.feature", journey), ("b.feature", foreign), ("c.feature", "Angenommen ich bin im Shop\n")]);
    let other = "# language: de\nFeature: Kaufen\n  Scenario: x\n    Given ich bin im Shop\n";
    let desk_of_two =
        Desk::with(&[("d.feature", other), ("e.feature", "Feature: Buying\n  Szenario: x\n    Wenn ich suche\n")]);
    insta::assert_snapshot!([desk.run(&["check", "."]), desk_of_two.run(&["check", "."])].join("\n\n----\n\n"));
}

#[test]
fn a_selection_without_journeys_ends_with_4_however_it_was_made() {
    let journey = "@smoke\nFeature: f\n\n  Scenario: s\n    Given I am in the shop\n";
    let desk = Desk::with(&[("f.feature", journey)]);
    let by_tag = desk.run(&["check", ".", "--tags", "@smoek"]);
    assert!(by_tag.contains("did you mean @smoke?") && by_tag.ends_with("exit code 4"), "{by_tag}");
    for arguments in [
        &["run", ".", "--tags", "@nightly"][..],
        &["run", ".", "--name", "zeppelin"],
        &["run", ".", "--tags", "@smoke and not @smoke"],
        &["demo", "--tags", "@nightly"],
        &["demo", "--name", "zeppelin"],
        &["demo", "f.feature", "--name", "zeppelin"],
    ] {
        let told = desk.run(arguments);
        assert!(told.ends_with("exit code 4"), "{arguments:?}: {told}");
    }
    let some = desk.run(&["check", ".", "--tags", "@smoke or @smoek"]);
    assert!(some.ends_with("exit code 2"), "something is selected, and not all that was meant: {some}");
}

#[test]
fn words_that_no_sentence_has_are_answered_with_those_that_are_meant() {
    let desk = Desk::with(&[]);
    let told = desk.run(&["steps", "cuopon"]);
    assert!(
        told.starts_with(
            "no sentence of the catalogue speaks of \"cuopon\"
  = help: did you mean this? shopper steps coupon
"
        ),
        "{told}"
    );
    let told = desk.run(&["steps", "wishlist"]);
    assert!(told.contains("what shops call \"wishlist\" is \"wish list\" in these sentences"), "{told}");
    assert!(told.contains("\n  my wish list is empty\n") && told.ends_with("exit code 0"), "{told}");
    let told = desk.run(&["steps", "basket"]);
    assert!(told.contains("\n  my cart is empty\n") && told.ends_with("exit code 0"), "{told}");
    assert!(desk.run(&["steps", "wish", "list"]).ends_with("exit code 0"), "what is proposed finds something");
    let told = desk.run(&["steps", "I", "shove", "it", "to", "my", "cart"]);
    assert!(told.contains("did you mean one of these?") && told.contains("\n      I add it to my cart\n"), "{told}");
    for (word, says) in [
        ("csv", "Examples: from \"goods.csv\""),
        ("phrase", "@phrase\n      Scenario:"),
        ("tags", "@timeout:60s; @severity:critical"),
    ] {
        let told = desk.run(&["steps", word]);
        assert!(told.contains(says) && told.ends_with("exit code 0"), "{told}");
    }
    let told = desk.run(&["steps", "zeppelin"]);
    assert!(!told.contains("did you mean") && told.ends_with("exit code 4"), "{told}");
}

#[test]
fn the_environment_sets_secrets_and_a_variable_that_nothing_reads_is_told() {
    let file = ("shopper.toml", "[mail]\nimap = \"imaps://anna@mail.example/\"\n");
    let desk = Desk::with(&[file]);
    let mut config = shopper(["config"]);
    config.current_dir(desk.path()).env("SHOPPER_MAIL_PASSWORD", "s3cret-w0rd").env("SHOPPER_VERSION", "1");
    let output = config.output().expect("the program is built and starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{err}");
    assert!(out.contains("mail.password = { env = \"SHOPPER_MAIL_PASSWORD\" }") && !out.contains("s3cret"), "{out}");
    assert!(err.starts_with("warning: nothing reads the environment variable SHOPPER_VERSION"), "{err}");
}
