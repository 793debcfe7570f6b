//! Examples from a CSV or JSON file beside the feature.

use super::Desk;

fn outline(file: &str) -> String {
    format!(
        "Feature: Payment

  Scenario Outline: a <card> card
    Given I am in the shop
    When I check out as a guest and pay with a \"<card>\" card
    Then the total is <total>

    Examples: from \"{file}\"
"
    )
}

/// Names of cards that are built in nowhere.
const SETTINGS: (&str, &str) =
    ("shopper.toml", "[cards]\nlost = \"4000 0000 0000 9987\"\n\"a, b\" = \"4000 0000 0000 9979\"\n");

fn check(file: &str, text: &str) -> String {
    Desk::with(&[SETTINGS, ("features/pay.feature", &outline(file)), (&format!("features/{file}"), text)])
        .run(&["check", "features"])
}

#[test]
fn rows_come_from_csv_and_from_json() {
    let sound = "2 journeys, 6 steps: no mistakes\nexit code 0";
    assert_eq!(check("cards.csv", "card,total\ngood,$18.00\n\"a, b\",\"$1,018.00\"\n"), sound);
    assert_eq!(check("cards.csv", "\u{feff}card;total\r\ngood;\"18,00 €\"\r\nlost;1.018,00 €\r\n"), sound);
    let json = "[{\"card\": \"good\", \"total\": \"$18.00\"}, {\"total\": \"€2\", \"card\": \"lost\"}]";
    assert_eq!(check("data/cards.json", json), sound);
}

#[test]
fn the_line_of_the_examples_means_all_rows() {
    let csv = "card,total\ngood,$18.00\nlost,$18.00\n";
    let desk = Desk::with(&[SETTINGS, ("pay.feature", &outline("cards.csv")), ("cards.csv", csv)]);
    assert_eq!(desk.run(&["check", "pay.feature:8"]), "2 journeys, 6 steps: no mistakes\nexit code 0");
    assert_eq!(
        desk.run(&["check", "pay.feature", "--name", "lost"]),
        "1 journey of 2, 3 steps: no mistakes\nexit code 0"
    );
}

#[test]
fn a_row_of_a_file_can_be_asked_for_by_its_line_or_by_its_number() {
    let csv = "card,total\ngood,$18.00\nlost,$18.00\n\"a, b\",$2.00\n";
    let twice = outline("data/cards.csv").replace(
        "Feature: Payment",
        "Feature: Payment\n  Scenario: other\n    Given I am in the shop\n    Then my cart is empty",
    );
    let desk = Desk::with(&[
        SETTINGS,
        ("features/pay.feature", &twice),
        ("features/other.feature", "Feature: x\n  Scenario: y\n    Given I am in the shop\n"),
        ("features/data/cards.csv", csv),
        ("features/data/other.csv", csv),
    ]);
    let one = "1 journey of 4, 3 steps: no mistakes\nexit code 0";
    assert_eq!(desk.run(&["check", "features/data/cards.csv:3"]), one);
    assert_eq!(desk.run(&["check", "features/pay.feature:6[2]"]), one);
    assert_eq!(
        desk.run(&["check", "features/data/cards.csv:3", "features/pay.feature:3"]),
        "2 journeys of 4, 5 steps: no mistakes\nexit code 0"
    );
    assert_eq!(desk.run(&["check", "features/data/cards.csv"]), "3 journeys of 4, 9 steps: no mistakes\nexit code 0");
    let told = [
        desk.run(&["check", "features/data/cards.csv:1"]),
        desk.run(&["check", "features/data/other.csv:3"]),
        desk.run(&["check", "features/data/none.csv:3"]),
        desk.run(&["check", "features/pay.feature:6[9]"]),
        desk.run(&["check", "features/pay.feature:3[1]"]),
    ];
    insta::assert_snapshot!(told.join("\n\n----\n\n"));
}

#[test]
fn what_is_wrong_with_a_file_is_told_at_its_line() {
    let missing = Desk::with(&[("features/pay.feature", &outline("cards.csv"))]).run(&["check", "features"]);
    let table = outline("cards.csv") + "      | card | total |\n      | good | $1.00 |\n";
    let both = Desk::with(&[("pay.feature", &table)]).run(&["check", "."]);
    let bare = outline("cards.csv").replace('"', "");
    let told = [
        missing,
        both,
        Desk::with(&[("pay.feature", &bare.replace("<card> card\n    Then", "\"good\" card\n    Then"))])
            .run(&["check", "."]),
        check("cards.txt", ""),
        check("cards.csv", ""),
        check("cards.csv", "card,total\n"),
        check("cards.csv", "card,total\ngood,$18.00\nlost,$18,00\n"),
        check("cards.csv", "card,total\ngood,\"$18.00\n"),
        check("cards.csv", "card,card,\ngood,a,b\n"),
        check("cards.csv", "card,amount\ngood,$18.00\n"),
        check("cards.csv", "card,total\ngood,$18.00\nlost,18\n"),
        check("cards.json", "[\n  { \"card\": \"good\", \"total\": \"$18.00\" },\n  { \"card\": \"lost\" }\n]\n"),
        check("cards.json", "{ \"card\": \"good\" }\n"),
    ];
    insta::assert_snapshot!(told.join("\n\n----\n\n"));
}
