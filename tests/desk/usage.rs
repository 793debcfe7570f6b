//! `shopper steps --usage`: what is said where, and what nobody says.

use super::Desk;

const JOURNEYS: &str = "Feature: Buying

  Background:
    Given I am in the shop

  Scenario Outline: a <card> card
    When I buy \"Red Scarf\"
    Then my order is confirmed

    Examples:
      | card |
      | good |
      | slow |

  Scenario: a mug
    When I add \"Blue Mug\" to my cart
    And I buy \"Blue Mug\"

  @phrase
  Scenario: I buy <product>
    When I add <product> to my cart
    And I check out as a guest

  @phrase
  Scenario: I lose heart
    When I go to the checkout
";

#[test]
fn each_place_counts_once_and_what_nobody_says_is_told() {
    let desk = Desk::with(&[("buy.feature", &JOURNEYS.replace("\"Red Scarf\"", "\"<card>\""))]);
    let told = desk.run(&["steps", "--usage", "buy.feature"]);
    let (said, rest) = told.split_once("\nnever said\n").expect("some sentences are never said");
    insta::assert_snapshot!(said);
    let (never, rest) = rest.split_once("\n\n").expect("an empty line follows");
    assert!(
        never.contains("        I go to the checkout  (checkout)"),
        "only a phrase that nobody says says it: {never}"
    );
    let phrases = "phrases that are said
     2  I buy <product>  (buy.feature:7)

phrases that nobody says
        I lose heart  (buy.feature:25)

";
    assert!(rest.starts_with(phrases), "{rest}");
    assert!(rest.contains("4 of ") && rest.ends_with(" sentences are said, 1 of 2 phrases\nexit code 0"), "{rest}");
}

#[test]
fn usage_is_told_as_json_too() {
    let desk = Desk::with(&[("buy.feature", &JOURNEYS.replace("\"Red Scarf\"", "\"<card>\""))]);
    let told = desk.run(&["steps", "--format", "json", "--usage", "buy.feature"]);
    let json = told.strip_suffix("exit code 0").expect("it ends well");
    let usage: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
    let of = |list: &str, sentence: &str| {
        usage[list].as_array().unwrap().iter().find(|said| said["sentence"] == sentence).cloned().unwrap()
    };
    let add = of("steps", "I add {product} to my cart");
    assert_eq!((&add["count"], &add["first"]), (&2.into(), &"buy.feature:21".into()), "{add}");
    let lost = of("phrases", "I lose heart");
    assert_eq!((&lost["count"], &lost["place"]), (&0.into(), &"buy.feature:25".into()), "{lost}");
}

#[test]
fn phrases_are_listed_beside_the_sentences_and_suggested_like_them() {
    let desk = Desk::with(&[("buy.feature", JOURNEYS)]);
    let told = desk.run(&["steps", "lose", "heart", "--phrases", "buy.feature"]);
    assert_eq!(
        told, "phrases\n  I lose heart\n      buy.feature:25\n      When I go to the checkout\nexit code 0",
        "{told}"
    );
    let slip = JOURNEYS.replace("And I buy \"Blue Mug\"", "And I bye \"Blue Mug\"");
    let desk = Desk::with(&[("buy.feature", &slip)]);
    let told = desk.run(&["check", "buy.feature"]);
    assert!(told.contains("| I buy \"Blue Mug\""), "{told}");
}

#[test]
fn sentences_are_told_in_another_language() {
    let desk = Desk::with(&[]);
    let told = desk.run(&["steps", "--language", "fr", "coupon", "enter"]);
    assert!(told.contains("j'utilise le bon de réduction {text}"), "{told}");
    assert!(told.contains("Quand j'utilise le bon de réduction \"SAVE10\""), "{told}");
    let told = desk.run(&["steps", "warenkorb"]);
    assert!(told.contains("  my cart is empty"), "a word of another language is found: {told}");
    let (told, carte) = (desk.run(&["steps", "cart"]), "  I pay with a {card} card");
    assert!(desk.run(&["steps", "carte"]).contains(carte) && !told.contains(carte), "a `carte` is no cart: {told}");
    let told = desk.run(&["steps", "--language", "it"]);
    assert!(told.contains("the languages are en, de, fr, es") && told.ends_with("exit code 2"), "{told}");
}
