//! Sentences of QA's own: where they are looked for, and how their mistakes point into their own file.

use super::Desk;

const JOURNEY: &str = "Feature: Buying

  Scenario: two scarves
    Given I am in the shop
    When I buy 2 of \"Red Scarf\"
    Then my order is confirmed
";

const PHRASES: &str = "Feature: Phrases

  @phrase
  Scenario: I buy <count> of <product>
    When I add <count> of <product> to my cart
    And I check out as a guest
";

#[test]
fn phrases_stand_among_the_paths_and_in_folders_beside_and_above() {
    let files = [("features/cart/buy.feature", JOURNEY), ("features/phrases/shopping.feature", PHRASES)];
    let desk = Desk::with(&files);
    let sound = "1 journey, 4 steps, 1 phrase: no mistakes\nexit code 0";
    for path in ["features", "features/cart", "features/cart/buy.feature", "features/cart/buy.feature:4", "."] {
        assert_eq!(desk.run(&["check", path]), sound, "{path}");
    }
    let beside = Desk::with(&[("cart/buy.feature", JOURNEY), ("elsewhere/shopping.feature", PHRASES)]);
    insta::assert_snapshot!(beside.run(&["check", "cart"]));
    assert_eq!(beside.run(&["check", "cart", "elsewhere"]), sound);
}

#[test]
fn a_mistake_in_a_phrase_points_into_the_file_of_the_phrase() {
    let phrases = PHRASES.replace("I check out as a guest", "I leap over the counter");
    let desk = Desk::with(&[("features/buy.feature", JOURNEY), ("features/phrases/shopping.feature", &phrases)]);
    insta::assert_snapshot!(desk.run(&["check", "features/buy.feature"]));
}

#[test]
fn a_clash_of_two_files_shows_both_places() {
    let other = "Feature: More phrases

  @phrase
  Scenario: I buy <count> of \"Red Scarf\"
    When I add <count> of \"Red Scarf\" to my cart
";
    let files = [
        ("features/buy.feature", JOURNEY),
        ("features/phrases/more.feature", other),
        ("features/phrases/shopping.feature", PHRASES),
    ];
    insta::assert_snapshot!(Desk::with(&files).run(&["check", "features"]));
}

#[test]
fn a_recursion_over_two_files_shows_both_places() {
    let other = "Feature: More phrases

  @phrase
  Scenario: I shop for <product>
    When I buy 1 of <product>
";
    let phrases = PHRASES.replace("I check out as a guest", "I shop for <product>");
    let files = [
        ("features/buy.feature", JOURNEY),
        ("features/phrases/more.feature", other),
        ("features/phrases/shopping.feature", &phrases),
    ];
    insta::assert_snapshot!(Desk::with(&files).run(&["check", "features"]));
}

#[test]
fn a_phrase_that_grows_without_end_is_told() {
    let mut text = "Feature: Phrases\n\n  @phrase\n  Scenario: grow 0\n    When I check out as a guest\n".to_owned();
    for level in 1..12 {
        let step = format!("    When grow {}\n", level - 1);
        text += &["\n  @phrase\n  Scenario: grow ", &level.to_string(), "\n", &step.repeat(4)].concat();
    }
    let journey = "Feature: Buying\n\n  Scenario: x\n    When grow 11\n";
    let told = Desk::with(&[("a.feature", journey), ("phrases/p.feature", &text)]).run(&["check", "a.feature"]);
    assert!(
        told.starts_with("error[bad-phrase]: this line becomes more than 200 steps\n --> a.feature:4:10"),
        "{told}"
    );
}
