//! The JUnit file, read back with another parser than the one that wrote it.

use roxmltree::{Document, Node};
use shopper_browser::{BrowserDescription, Class, Evidence, Failure};

use super::*;
use crate::config::AttachmentBase;
use crate::record::{InPhrase, Interruption, RowPlace, StepEvidence};
use crate::report::testing::{Fate, Journey, Run, example, pictured, places};

fn drawn(run: &Run) -> String {
    xml(&run.record(), &places())
}

fn all<'a>(document: &'a Document<'a>, tag: &str) -> Vec<Node<'a, 'a>> {
    let tag = tag.to_owned();
    document.descendants().filter(move |node| node.has_tag_name(tag.as_str())).collect()
}

fn child<'a>(node: Node<'a, 'a>, tag: &str) -> Node<'a, 'a> {
    let mut found = node.children().filter(|child| child.has_tag_name(tag));
    let first = found.next().unwrap_or_else(|| panic!("no {tag} in {node:?}"));
    assert!(found.next().is_none(), "more than one {tag}: readers keep only the first");
    first
}

fn content(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.text()).collect()
}

fn attribute<'a>(node: Node<'a, 'a>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_else(|| panic!("no {name} at {node:?}"))
}

#[test]
fn the_example_of_the_design_as_a_file() {
    insta::assert_snapshot!(drawn(&example()), @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <testsuites name="mystery-shopper" tests="3" failures="1" errors="0" skipped="0" time="10.500" timestamp="2026-11-20T10:00:00Z">
      <testsuite id="0" name="Checkout" package="Checkout" tests="1" errors="0" failures="1" hostname="build-7" skipped="0" time="5.800" file="features/checkout/coupon.feature" timestamp="2026-11-20T10:00:00Z">
        <properties>
          <property name="mystery-shopper" value="0.1.0"/>
          <property name="shop" value="https://shop.example/"/>
          <property name="workers" value="2"/>
        </properties>
        <testcase name="coupon lowers the total" time="5.8" classname="features.checkout.coupon" file="features/checkout/coupon.feature" line="6">
          <properties>
            <property name="verdict" value="broken"/>
          </properties>
          <failure type="expectation" message="the page shows $20.00, after waiting 5.0s for &quot;order total&quot;"><![CDATA[the page shows $20.00, after waiting 5.0s for "order total"

    broken: coupon lowers the total
      --> features/checkout/coupon.feature:9:5
       |
     9 |     Then the total is $18.00
       |                       ^^^^^^ the page shows $20.00, after waiting 5.0s for "order total"
       = picture  reports/coupon-lowers-the-total/step-3.png
       = next     compare the picture with what the journey expects
       = watch    shopper run features/checkout/coupon.feature:6 --headed --out reports/watch
    ]]></failure>
          <system-out><![CDATA[✓ Given I am in the shop (0.3s)
    ✓ When I apply the coupon "TEN" (0.3s)
    ✗ Then the total is $18.00 (5.2s)
        the page shows $20.00, after waiting 5.0s for "order total"
    [[ATTACHMENT|reports/coupon-lowers-the-total/step-3.png]]
    ]]></system-out>
        </testcase>
      </testsuite>
      <testsuite id="1" name="Checkout" package="Checkout" tests="2" errors="0" failures="0" hostname="build-7" skipped="0" time="11.900" file="features/checkout/guest.feature" timestamp="2026-11-20T10:00:00Z">
        <properties>
          <property name="mystery-shopper" value="0.1.0"/>
          <property name="shop" value="https://shop.example/"/>
          <property name="workers" value="2"/>
        </properties>
        <testcase name="guest checkout" time="0.3" classname="features.checkout.guest" file="features/checkout/guest.feature" line="7">
          <properties>
            <property name="verdict" value="passed"/>
          </properties>
          <system-out><![CDATA[✓ Given I am in the shop (0.3s)
    ]]></system-out>
        </testcase>
        <testcase name="card is declined" time="5.8" classname="features.checkout.guest" file="features/checkout/guest.feature" line="20">
          <properties>
            <property name="verdict" value="flaky"/>
            <property name="attempts" value="2"/>
          </properties>
          <flakyFailure message="button &quot;Pay&quot; is covered by &quot;cookies&quot;" type="not-actionable">
            <stackTrace><![CDATA[button "Pay" is covered by "cookies"

    broken: card is declined
       --> features/checkout/guest.feature:21:5
        |
     21 |     When I pay with a "declined" card
        |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ button "Pay" is covered by "cookies"
        = picture  reports/card-is-declined/step-1.png
        = next     look at the picture: a person could not have used it either
        = watch    shopper run features/checkout/guest.feature:20 --headed --out reports/watch
    ]]></stackTrace>
            <system-out><![CDATA[✗ When I pay with a "declined" card (5.2s)
        button "Pay" is covered by "cookies"
    – Then the payment is refused (not run)
    [[ATTACHMENT|reports/card-is-declined/step-1.png]]
    ]]></system-out>
          </flakyFailure>
          <system-out><![CDATA[✓ When I pay with a "declined" card (0.3s)
    ✓ Then the payment is refused (0.3s)
    ]]></system-out>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn several_failures_of_a_journey_are_one_element_with_all_messages() {
    use crate::report::testing::Fate::{Fails, Held, NotRun};
    let steps = ["    When I look", "    Then I see a mug", "    And I see a scarf", "    When I go"];
    let fates = vec![
        Held,
        Fails(Failure::expectation("the page shows no mug")),
        Fails(Failure::expectation("the page shows no scarf")),
        NotRun,
    ];
    let xml = drawn(&Run::of(1).goes(Journey::new("a.feature", 1, "a", &steps).attempt(fates, None)).ends());
    let document = Document::parse(&xml).expect("it is XML");
    let case = all(&document, "testcase")[0];
    let failure = child(case, "failure");
    assert_eq!(attribute(failure, "message"), "the page shows no mug (and 1 more)");
    let told = content(failure);
    assert!(told.starts_with("the page shows no mug\nthe page shows no scarf\n\nbroken: a\n"), "{told}");
    assert!(told.contains("a.feature:3:5") && told.contains("a.feature:4:5"), "{told}");
    let out = content(child(case, "system-out"));
    assert!(out.contains("✗ And I see a scarf") && out.contains("– When I go (not run)"), "{out}");
}

#[test]
fn totals_are_the_number_of_elements() {
    let run = Run::of(9)
        .goes(Journey::new("a.feature", 1, "a", &["    Given x y"]).passes())
        .goes(Journey::new("a.feature", 5, "b", &["    Given x y"]).fails(0, Failure::lost("gone"), pictured("p.png")))
        .goes(Journey::new("b.feature", 1, "c", &["    Given x y"]).fails(0, Failure::mistake("no"), pictured("q.png")))
        .goes(Journey::new("b.feature", 5, "d", &["    Given x y"]).fails(
            0,
            Failure::expectation("$1"),
            pictured("r.png"),
        ))
        .interrupted(Interruption::Terminated)
        .ends();
    let xml = drawn(&run);
    let document = Document::parse(&xml).expect("well-formed");
    let root = document.root_element();
    let mut nodes = all(&document, "testsuite");
    assert_eq!(nodes.len(), 3, "two features, and the run itself");
    nodes.push(root);
    for node in nodes {
        let count = |tag: &str| node.descendants().filter(|inner| inner.has_tag_name(tag)).count().to_string();
        assert_eq!(attribute(node, "tests"), count("testcase"), "{node:?}");
        assert_eq!(attribute(node, "failures"), count("failure"), "{node:?}");
        assert_eq!(attribute(node, "errors"), count("error"), "{node:?}");
        assert_eq!(attribute(node, "skipped"), count("skipped"), "{node:?}");
    }
    assert_eq!(attribute(root, "tests"), "5");
    assert_eq!(attribute(root, "errors"), "3");
    let cut = child(*all(&document, "testcase").last().expect("some"), "error");
    assert_eq!(attribute(cut, "message"), "interrupted by SIGTERM; 5 of 9 journeys were not run");
}

#[test]
fn each_case_tells_its_tags_its_rule_and_the_browser() {
    let journey = Journey::new("a.feature", 1, "buy", &["    Given I am in the shop"]).told(|about| {
        about.tags = vec!["critical".to_owned(), "checkout".to_owned()];
        about.rule = Some("The cart holds what was decided last".to_owned());
    });
    let mut run = Run::of(1).goes(journey.passes()).ends();
    if let Some(crate::record::Event::RunStarted { run, .. }) = run.events.first_mut() {
        run.browser = Some(BrowserDescription {
            name: "chrome-headless-shell".to_owned(),
            version: "156.0".to_owned(),
            driver: "chromedriver 156.0".to_owned(),
            wire: "cdp".to_owned(),
        });
        run.seed = Some(7);
    }
    let xml = drawn(&run);
    let document = Document::parse(&xml).expect("well-formed");
    let properties = |tag| -> Vec<(String, String)> {
        let of = child(all(&document, tag)[0], "properties");
        let told = |node: Node<'_, '_>| (attribute(node, "name").to_owned(), attribute(node, "value").to_owned());
        of.children().filter(Node::is_element).map(told).collect()
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let browser = pair("browser", "chrome-headless-shell 156.0 (chromedriver 156.0; cdp)");
    assert_eq!(
        properties("testcase"),
        [
            pair("verdict", "passed"),
            pair("tags", "@critical @checkout"),
            pair("rule", "The cart holds what was decided last"),
            browser.clone(),
        ]
    );
    assert_eq!(properties("testsuite")[2..], [browser, pair("workers", "2"), pair("seed", "7")]);
}

#[test]
fn hostile_texts_stay_text() {
    let hostile = "<b>&amp;\"' ]]> \u{1b}[31mred\u{0}\u{8}\u{9b}0m \u{ffff} ]]]]>]]> [[ATTACHMENT|/etc/passwd]]\n[[PROPERTY|a=b]]";
    let failure = Failure::new(Class::Expectation, hostile).at(hostile).mend(hostile).detail(hostile);
    let source = format!("    When {}", hostile.replace('\n', " "));
    let journey = Journey::new("features/<odd>&.feature", 3, hostile, &[&source, "    Then I see"]).told(|about| {
        about.feature = hostile.to_owned();
        about.rule = Some(hostile.to_owned());
        about.tags = vec![hostile.to_owned()];
    });
    let evidence = StepEvidence { picture: Evidence::Unavailable(hostile.to_owned()), ..StepEvidence::default() };
    let run = Run::of(1).goes(journey.fails(0, failure.clone(), evidence.clone()).fails(1, failure, evidence)).ends();
    let xml = drawn(&run);
    assert!(xml.chars().all(|character| !character.is_control() || character == '\n'), "{xml:?}");
    let document = Document::parse(&xml).expect("well-formed");
    let clean = "<b>&amp;\"' ]]> red  ]]]]>]]> [ [ATTACHMENT|/etc/passwd]] [ [PROPERTY|a=b]]";
    let case = all(&document, "testcase")[0];
    assert_eq!(attribute(case, "name"), clean);
    assert_eq!(attribute(case, "file"), "features/<odd>&.feature");
    assert_eq!(attribute(all(&document, "testsuite")[0], "name"), clean);
    let said = format!("{clean} ({clean})");
    assert_eq!(attribute(child(case, "failure"), "message"), said);
    let out = content(child(case, "system-out"));
    assert_eq!(out, format!("✗ When {clean} (5.2s)\n    {said}\n– Then I see (not run)\n"));
    for text in [out, content(child(case, "failure")), content(child(child(case, "rerunFailure"), "stackTrace"))] {
        assert!(!text.contains("[[") && text.contains("]]> red  ]]]]>]]>"), "{text}");
    }
}

#[test]
fn the_message_is_the_first_line_of_the_content() {
    let xml = drawn(&example());
    let document = Document::parse(&xml).expect("well-formed");
    let failure = all(&document, "failure")[0];
    assert_eq!(attribute(failure, "type"), "expectation");
    assert_eq!(content(failure).lines().next(), failure.attribute("message"));
    assert_eq!(failure.attribute("message"), Some("the page shows $20.00, after waiting 5.0s for \"order total\""));
}

#[test]
fn failure_is_for_the_shop_and_error_for_all_else() {
    let named = |line, name: &str| Journey::new("a.feature", line, name, &["    Given I am in the shop"]);
    let run = Run::of(4)
        .goes(named(1, "broken").fails(0, Failure::expectation("$1"), pictured("1.png")))
        .goes(named(4, "blocked").fails(0, Failure::lost("gone"), pictured("2.png")))
        .goes(named(7, "mistaken").fails(0, Failure::mistake("no such card"), pictured("3.png")))
        .goes(named(10, "passed").passes())
        .ends();
    let xml = drawn(&run);
    let document = Document::parse(&xml).expect("well-formed");
    let found: Vec<(&str, &str, &str)> = all(&document, "testcase")
        .into_iter()
        .map(|case| {
            let verdict = child(case, "properties").children().find(|node| node.attribute("name") == Some("verdict"));
            let result = case.children().find(|node| matches!(node.tag_name().name(), "failure" | "error"));
            let tag = result.map_or("", |node| node.tag_name().name());
            (attribute(case, "name"), verdict.and_then(|node| node.attribute("value")).unwrap_or(""), tag)
        })
        .collect();
    let expected = [
        ("broken", "broken", "failure"),
        ("blocked", "blocked", "error"),
        ("mistaken", "mistaken", "error"),
        ("passed", "passed", ""),
    ];
    assert_eq!(found, expected);
}

#[test]
fn attempts_that_failed_stand_beside_the_result() {
    let shop = || Journey::new("a.feature", 1, "buy", &["    Given I am in the shop"]);
    let fails = |journey: Journey, what: &str| journey.fails(0, Failure::expectation(what), StepEvidence::default());
    let flaky = drawn(&Run::of(1).goes(fails(fails(shop(), "one"), "two").passes()).ends());
    let document = Document::parse(&flaky).expect("well-formed");
    assert!(all(&document, "failure").is_empty());
    let messages: Vec<_> = all(&document, "flakyFailure").into_iter().map(|node| attribute(node, "message")).collect();
    assert_eq!(messages, ["one", "two"]);
    assert_eq!(content(child(all(&document, "testcase")[0], "system-out")), "✓ Given I am in the shop (0.3s)\n");

    let lost = shop().fails(0, Failure::lost("gone"), StepEvidence::default());
    let broken = drawn(&Run::of(1).goes(fails(lost, "two")).ends());
    let document = Document::parse(&broken).expect("well-formed");
    assert_eq!(attribute(all(&document, "failure")[0], "message"), "two", "the attempt that made the verdict");
    assert_eq!(attribute(all(&document, "rerunFailure")[0], "message"), "gone");
    let again = all(&document, "rerunFailure")[0];
    assert!(content(child(again, "stackTrace")).starts_with("gone\n"));
    assert!(content(child(again, "system-out")).starts_with("✗ Given"));
}

#[test]
fn pictures_come_last_the_failed_steps_first_each_name_once() {
    let steps = ["    Given I am in the shop", "    When I look", "    Then I see"];
    let mut run = Run::of(1)
        .goes(Journey::new("a.feature", 1, "buy", &steps).fails(2, Failure::expectation("no"), pictured("buy/3.png")))
        .ends();
    let mut shown = ["buy/1.png", "again/1.png"].into_iter();
    for event in &mut run.events {
        if let crate::record::Event::StepFinished { evidence, step: 0 | 1, .. } = event {
            *evidence = pictured(shown.next().expect("two steps before"));
        }
    }
    let tail = |base| {
        let places = Places { base, ..places() };
        let xml = xml(&run.record(), &places);
        let document = Document::parse(&xml).expect("well-formed");
        let out = content(child(all(&document, "testcase")[0], "system-out"));
        out.lines().skip(4).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(tail(AttachmentBase::Cwd), ["[[ATTACHMENT|reports/buy/3.png]]", "[[ATTACHMENT|reports/buy/1.png]]"]);
    assert_eq!(tail(AttachmentBase::Report), ["[[ATTACHMENT|buy/3.png]]", "[[ATTACHMENT|buy/1.png]]"]);
    assert_eq!(tail(AttachmentBase::Absolute)[0], "[[ATTACHMENT|/home/qa/shop/reports/buy/3.png]]");
}

#[test]
fn the_pictures_of_a_passing_case_fit_into_what_jenkins_keeps() {
    let steps = vec!["    Given I am in the shop"; 40];
    let mut run = Run::of(1).goes(Journey::new("a.feature", 1, "buy", &steps).passes()).ends();
    for event in &mut run.events {
        if let crate::record::Event::StepFinished { evidence, step, .. } = event {
            *evidence = pictured(&format!("buy/step-{step}.png"));
        }
    }
    let xml = drawn(&run);
    let document = Document::parse(&xml).expect("well-formed");
    let out = content(child(all(&document, "testcase")[0], "system-out"));
    let lines: Vec<_> = out.lines().filter(|line| line.starts_with("[[ATTACHMENT|")).collect();
    assert!(lines.join("\n").len() < 500 && lines.len() > 5, "{lines:?}");
    assert_eq!(lines.last(), Some(&"[[ATTACHMENT|reports/buy/step-39.png]]"), "the last ones, where the shop was left");
}

#[test]
fn no_two_cases_of_a_suite_share_a_name() {
    let twin = |line| Journey::new("a.feature", line, "buy", &["    Given I am in the shop"]).passes();
    let xml = drawn(&Run::of(3).goes(twin(9)).goes(twin(3)).goes(twin(6)).ends());
    let document = Document::parse(&xml).expect("well-formed");
    let names: Vec<_> = all(&document, "testcase").into_iter().map(|case| attribute(case, "name")).collect();
    assert_eq!(names, ["buy", "buy [a.feature:6]", "buy [a.feature:9]"], "in the order of the file");
}

#[test]
fn the_steps_of_a_phrase_are_indented_under_it() {
    let journey = Journey::new(
        "features/buy.feature",
        3,
        "two scarves",
        &["    Given I am in the shop", "    When I buy 2", "    When I buy 2", "    Then my order is confirmed"],
    )
    .told(|about| {
        for (step, line) in [(1, 6), (2, 7)] {
            let path = "features/phrases/shopping.feature".to_owned();
            about.steps[step].phrase = vec![InPhrase { sentence: "I buy 2".to_owned(), path, line }];
            about.steps[step].line = 5;
        }
        about.steps[1].text = "I add 2".to_owned();
        about.steps[2].text = "I check out".to_owned();
    });
    let xml = drawn(&Run::of(1).goes(journey.passes()).ends());
    let story = xml.split("CDATA[").nth(1).and_then(|rest| rest.split("]]>").next()).unwrap_or_default();
    insta::assert_snapshot!(story, @r"
    ✓ Given I am in the shop (0.3s)
    » I buy 2
      ✓ When I add 2 (0.3s)
      ✓ When I check out (0.3s)
    ✓ Then my order is confirmed (0.3s)
    ");
}

#[test]
fn sums_are_counted_at_the_case() {
    let money = shopper_steps::Tally { checked: 7, ..Default::default() };
    let journey = Journey::new("features/cart.feature", 3, "a change of mind", &["    When I buy \"Blue Mug\""]);
    let run = Run::of(1).counting(money).goes(journey.passes()).ends();
    assert!(drawn(&run).contains(r#"<property name="money" value="7 sums checked"/>"#), "{}", drawn(&run));
}

#[test]
fn a_run_that_was_ended_at_once_has_taken_the_time_until_then() {
    let begun = Journey::new("a.feature", 5, "b", &["    Given x y", "    When z"])
        .attempt(vec![Fate::Held, Fate::UnderWay], None);
    let run = Run::of(9)
        .goes(Journey::new("a.feature", 1, "a", &["    Given x y"]).passes())
        .goes(begun)
        .later(2)
        .interrupted(Interruption::CtrlC);
    let xml = drawn(&run);
    let document = Document::parse(&xml).expect("well-formed");
    let root = document.root_element();
    assert_eq!(attribute(root, "time"), "2.600", "0.3 s, 0.3 s and the 2 s before somebody pressed Ctrl-C again");
    assert_eq!(attribute(all(&document, "testsuite")[0], "time"), "2.600");
    let case = all(&document, "testcase")[1];
    assert_eq!((attribute(case, "name"), attribute(case, "time")), ("b", "2.3"));
    for (name, tag) in [("tests", "testcase"), ("errors", "error"), ("failures", "failure"), ("skipped", "skipped")] {
        assert_eq!(attribute(root, name), all(&document, tag).len().to_string(), "{name}");
    }
}

#[test]
fn a_row_of_a_file_of_its_own_is_found_there() {
    let row = |line| RowPlace { path: "data/cards.csv".to_owned(), line };
    let of =
        |line, name| Journey::new("a.feature", 4, name, &["    Given x y"]).told(|about| about.row = Some(row(line)));
    let xml = drawn(&Run::of(2).goes(of(12, "late").passes()).goes(of(3, "early").passes()).ends());
    let document = Document::parse(&xml).expect("well-formed");
    let told: Vec<_> = all(&document, "testcase")
        .into_iter()
        .map(|case| ["name", "file", "line"].map(|name| attribute(case, name).to_owned()).join(" "))
        .collect();
    assert_eq!(told, ["early data/cards.csv 3", "late data/cards.csv 12"]);
    assert_eq!(attribute(all(&document, "testsuite")[0], "file"), "a.feature");
}
