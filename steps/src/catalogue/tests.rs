//! What holds for every catalogue, and for the shipped one above all.

use super::*;

fn kind_of(definition: &Definition) -> BlockKind {
    match definition.example_block() {
        None => BlockKind::None,
        Some(block) if block.trim_start().starts_with('|') => BlockKind::Table,
        Some(_) => BlockKind::DocString,
    }
}

#[test]
fn every_example_binds_to_its_own_definition_and_to_no_other() {
    let catalogue = Catalogue::shipped();
    for (index, definition) in catalogue.definitions().iter().enumerate() {
        let bound = catalogue.bind(definition.keyword(), definition.example(), kind_of(definition));
        match bound {
            Ok(binding) => assert_eq!(binding.definition, index, "{definition:?}"),
            Err(error) => panic!("{definition:?}: {error:?}"),
        }
    }
    assert!(catalogue.definitions().len() >= 100, "{}", catalogue.definitions().len());
}

#[test]
fn every_expression_stands_once_and_says_what_it_does() {
    let catalogue = Catalogue::shipped();
    let expressions: std::collections::BTreeSet<&str> =
        catalogue.definitions().iter().map(Definition::expression).collect();
    assert_eq!(expressions.len(), catalogue.definitions().len());
    for definition in catalogue.definitions() {
        assert!(definition.doc().ends_with('.'), "{definition:?}");
    }
}

#[test]
fn a_sentence_is_known_after_any_keyword_and_its_literals_have_places() {
    let catalogue = Catalogue::shipped();
    let text = "I add 2 of \"Red Scarf\" to my cart";
    for keyword in [Keyword::Given, Keyword::When, Keyword::Then] {
        let binding = catalogue.bind(keyword, text, BlockKind::None).expect("it is shipped");
        let said: Vec<(&str, &str)> =
            binding.arguments.iter().map(|one| (one.type_name.as_str(), &text[one.span.clone()])).collect();
        assert_eq!(said, [("quantity", "2"), ("product", "\"Red Scarf\"")]);
    }
}

#[test]
fn a_bad_literal_is_told_at_its_place_and_not_as_an_unknown_sentence() {
    let catalogue = Catalogue::shipped();
    let bad = |text: &str| match catalogue.bind(Keyword::Then, text, BlockKind::None) {
        Err(BindError::BadLiteral { type_name, span, why, example }) => {
            (type_name, text[span].to_owned(), why, example)
        }
        other => panic!("{text}: {other:?}"),
    };
    let (type_name, literal, why, example) = bad("the total is $18.0.0");
    assert_eq!((type_name.as_str(), literal.as_str(), example.as_str()), ("money", "$18.0.0", "$18.00"));
    assert!(why.contains("18.0.0"), "{why}");
    assert_eq!(bad("I add 0 of \"Blue Mug\" to my cart").1, "0");
    assert_eq!(bad("I add 1000 of \"Blue Mug\" to my cart").2, "a quantity is at most 999");
    assert_eq!(bad("I open \"\"").0, "product");
    assert!(bad("I open “Blue Mug”").2.contains("plain ones"));
    assert!(bad("the total is 18.00").2.contains("currency is missing"));
}

#[test]
fn what_stands_under_a_step_must_be_what_it_needs() {
    let catalogue = Catalogue::shipped();
    let refused = |text: &str, block| match catalogue.bind(Keyword::Then, text, block) {
        Err(BindError::Block { expected, .. }) => expected,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(refused("my cart contains:", BlockKind::None), BlockKind::Table);
    assert_eq!(refused("my cart contains:", BlockKind::DocString), BlockKind::Table);
    assert_eq!(refused("my cart is empty", BlockKind::Table), BlockKind::None);
    assert!(catalogue.bind(Keyword::When, "I fill in my address", BlockKind::None).is_ok());
    assert!(catalogue.bind(Keyword::When, "I fill in my address", BlockKind::Table).is_ok());
}

#[test]
fn an_unknown_sentence_is_answered_with_the_three_nearest_filled_in() {
    let catalogue = Catalogue::shipped();
    let nearest = |text: &str| match catalogue.bind(Keyword::When, text, BlockKind::None) {
        Err(BindError::Undefined { nearest }) => nearest,
        other => panic!("{text}: {other:?}"),
    };
    let found = nearest("I put \"Red Scarf\" to my cart");
    assert_eq!(found[0].text, "I add \"Red Scarf\" to my cart");
    assert_eq!(found[0].differing.iter().map(|range| &found[0].text[range.clone()]).collect::<Vec<_>>(), ["add"]);
    assert!(found.len() <= 3);
    assert_eq!(nearest("the totl is $20.00")[0].text, "the total is $20.00");
    assert_eq!(nearest("I ad 3 of \"Blue Mug\" to my crt")[0].text, "I add 3 of \"Blue Mug\" to my cart");
    assert_eq!(nearest("my cart empty")[0].text, "my cart is empty");
    assert_eq!(nearest("the weather in Hamburg promises to become much worse tomorrow"), []);
}

#[test]
fn two_definitions_of_one_sentence_are_ambiguous() {
    let mut catalogue = Catalogue::shipped();
    let twin = catalogue.definitions()[0].clone();
    let example = twin.example().to_owned();
    catalogue.add(twin);
    let last = catalogue.definitions().len() - 1;
    let bound = catalogue.bind(Keyword::Given, &example, BlockKind::None);
    assert_eq!(bound, Err(BindError::Ambiguous { candidates: vec![0, last] }));
}

#[test]
fn the_page_of_the_catalogue_is_true() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let page = catalogue_markdown(&Catalogue::shipped().entries());
    if std::env::var_os("SHOPPER_WRITE_CATALOGUE").is_some() {
        std::fs::write(&path, &page).expect("the crate's folder can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "steps/README.md is not what the catalogue says: run this test with SHOPPER_WRITE_CATALOGUE=1"
    );
}

#[test]
fn every_sentence_can_be_said_in_four_languages() {
    let catalogue = Catalogue::shipped();
    let mut wrong = catalogue.translation_mistakes();
    wrong.extend(catalogue.untranslated());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_way_of_saying_a_sentence_is_understood_and_means_nothing_else() {
    let catalogue = Catalogue::shipped();
    let mut wrong = Vec::new();
    for (index, definition) in catalogue.definitions().iter().enumerate() {
        let own = catalogue.bind(definition.keyword(), definition.example(), kind_of(definition)).expect("it binds");
        let literals: Vec<&str> = own.arguments.iter().map(|argument| argument.text.as_str()).collect();
        for spoken in &catalogue.foreign()[index] {
            let said = spoken.say(&literals);
            let meant = catalogue.fitting(&said);
            if meant != [index] {
                let names: Vec<&str> = meant.iter().map(|at| catalogue.definitions()[*at].expression()).collect();
                wrong.push(format!(
                    "{}: \"{said}\" of \"{}\" says {names:?}",
                    spoken.language,
                    definition.expression()
                ));
                continue;
            }
            // The same literals reach the same parameters, in whatever order they are said.
            let bound = catalogue.bind(definition.keyword(), &said, kind_of(definition)).expect("it fits");
            let reached: Vec<&str> = bound.arguments.iter().map(|argument| argument.text.as_str()).collect();
            let stand = |argument: &Argument| said[argument.span.clone()] == argument.text;
            if reached != literals || !bound.arguments.iter().all(stand) {
                wrong.push(format!("{}: \"{said}\" hands over {reached:?}, not {literals:?}", spoken.language));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn translations_may_turn_parameters_around_and_are_told_when_they_lose_one() {
    let mut catalogue = Catalogue::shipped();
    let bound = catalogue.bind(Keyword::When, "que escribo \"x\" en \"Nombre\"", BlockKind::None).expect("it is known");
    let said: Vec<&str> = bound.arguments.iter().map(|argument| argument.text.as_str()).collect();
    assert_eq!(said, ["\"Nombre\"", "\"x\""]);
    let text = "[\"I click {text} in the line of {text}\"]\nde = \"ich {text} drücke\"\nit = \"x\"\n[\"I fly\"]\nde = \"ich fliege\"\n";
    catalogue.add_translations("x.toml", text);
    let wrong = catalogue.translation_mistakes().join("\n");
    for told in ["\"ich {text} drücke\": it lacks {text}", "it is none of de, fr, es", "no definition says \"I fly\""]
    {
        assert!(wrong.contains(told), "{wrong}");
    }
}

#[test]
fn who_writes_german_is_answered_in_german_and_who_writes_english_is_not() {
    let catalogue = Catalogue::shipped();
    let nearest = |language: &str, text: &str| match catalogue.bind_in(language, Keyword::When, text, BlockKind::None) {
        Err(BindError::Undefined { nearest }) => nearest.into_iter().map(|one| one.text).collect::<Vec<_>>(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(nearest("de", "ich \"Tasse\" in den Korb lege")[0], "ich \"Tasse\" in den Warenkorb lege");
    assert_eq!(nearest("es", "meto \"Taza\" a mi carrito")[0], "añado \"Taza\" a mi carrito");
    assert_eq!(nearest("de", "I put \"Mug\" to my cart")[0], "I add \"Mug\" to my cart");
    assert!(nearest("en", "ich \"Tasse\" in den Korb lege").iter().all(|text| text.starts_with('I')));
}

mod bridge_tests {
    use super::*;

    #[cucumber::then(regex = r"^the old way counts (\d+) pieces$")]
    #[expect(clippy::unused_async, reason = "cucumber's attributes want it")]
    async fn old_way(_world: &mut crate::World, pieces: u32) {
        assert_eq!(pieces, 2, "the cart holds two");
    }

    #[test]
    fn functions_written_for_cucumber_are_found() {
        let catalogue = Catalogue::empty().with_cucumber_steps();
        let binding =
            catalogue.bind(Keyword::When, "the old way counts 3 pieces", BlockKind::None).expect("it is registered");
        let definition = &catalogue.definitions()[binding.definition];
        assert_eq!(definition.expression(), r"the old way counts (\d+) pieces");
        assert!(definition.source().contains("tests.rs:"), "{}", definition.source());
        assert_eq!(binding.arguments[0].text, "3");
    }

    #[test]
    fn a_panic_becomes_a_failure_with_its_text() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime of one thread");
        let step = bridge::guarded(async { panic!("the cart holds two") });
        let failure = runtime.block_on(step).expect_err("it panics");
        assert_eq!(failure.class, shopper_browser::Class::Panic);
        assert_eq!(failure.what, "the step's code panicked: the cart holds two");
    }
}

#[test]
fn every_definition_has_an_example_that_passes_and_one_that_fails() {
    let catalogue = Catalogue::shipped();
    let (examples, mut wrong) = catalogue.examples();
    let pairs = || catalogue.definitions().iter().zip(&examples);
    wrong.extend(pairs().filter_map(|(definition, examples)| examples.missing(definition)));
    // What a Then claims can be false, and a false claim breaks the journey.
    wrong.extend(pairs().filter_map(|(definition, examples)| {
        let broken = examples.fails.as_ref().is_some_and(|example| example.ends == Ends::Broken);
        let must_break = definition.keyword() == Keyword::Then && !broken;
        must_break.then(|| format!("{definition:?} is a Then: its failing example is tagged @fails alone"))
    }));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unfailing = examples.iter().filter(|examples| examples.fails.is_none()).count();
    assert!(unfailing * 8 < examples.len(), "{unfailing} of {} sentences cannot fail", examples.len());
}

#[test]
fn files_with_examples_are_all_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let there = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    let there = there.filter(|path| path.extension().is_some_and(|ending| ending == "feature")).count();
    assert_eq!(crate::definitions::texts::EXAMPLES.len(), there, "name new topics in definitions/texts.rs");
}

#[test]
fn what_is_wrong_with_an_example_is_told_at_its_line() {
    let mut catalogue = Catalogue::shipped();
    let text = "Feature: x\n  Scenario: no tag\n    Given I am in the shop\n\n  @fails\n  Scenario: unknown\n    Then the moon is full\n\n  @passes @cannot-fail\n  Scenario: no reason\n    Given I am in the shop\n\n  @passes\n  Scenario: twice\n    Given I am in the shop\n";
    catalogue.add_examples("x.feature", text);
    let (_, wrong) = catalogue.examples();
    let places: Vec<&str> = wrong.iter().map(|why| &why[..12]).collect();
    assert_eq!(places, ["x.feature:2:", "x.feature:10", "x.feature:6:", "x.feature:14"], "{wrong:?}");
}
