//! The console's text, exactly, from hand-made runs.

use shopper_browser::{Class, ConsoleEntry, Evidence, Failure, NetworkEntry, StepActivity};
use shopper_steps::{Found, Means, NotChecked, Tally};

use super::*;
use crate::record::{InPhrase, Interruption, StepEvidence};
use crate::report::testing::{Fate, Journey, Paper, Run, example, pictured, places};

fn drawn(run: &Run) -> String {
    draw(&run.record(), &places(), &Look::default())
}

fn heard(run: &Run, look: Look) -> String {
    let paper = Paper::default();
    let mut console = Console::new(Box::new(paper.clone()), look);
    let mut record = Record::default();
    for event in &run.events {
        record.apply(event.clone());
        console.hear(event, &record);
    }
    console.conclude(&record, &places());
    paper.text()
}

fn one_step() -> Journey {
    Journey::new("features/cart.feature", 3, "a change of mind", &["    When I buy \"Blue Mug\""])
}

#[test]
fn the_example_of_the_design_reads_as_it_should_feel() {
    insta::assert_snapshot!(drawn(&example()), @r#"
            PASS [  0.3s] (1/3) guest checkout
          BROKEN [  5.8s] (2/3) coupon lowers the total
           FLAKY [  5.8s] (3/3) card is declined             passed on try 2

    broken: coupon lowers the total
      --> features/checkout/coupon.feature:9:5
       |
     9 |     Then the total is $18.00
       |                       ^^^^^^ the page shows $20.00, after waiting 5.0s for "order total"
       = picture  reports/coupon-lowers-the-total/step-3.png
       = next     compare the picture with what the journey expects
       = watch    shopper run features/checkout/coupon.feature:6 --headed --out reports/watch

    3 journeys: 1 passed, 1 flaky, 1 broken    10.5s    reports/TEST-mystery-shopper.xml
    "#);
}

#[test]
fn a_stored_run_is_drawn_byte_for_byte_as_it_was_heard() {
    let colourful = Look { colour: true, live: false };
    for look in [Look::default(), colourful, Look { live: true, ..colourful }] {
        let run = example();
        let stored = serde_json::to_string(&run.record()).expect("records are plain data");
        let stored: Record = serde_json::from_str(&stored).expect("just written");
        assert_eq!(heard(&run, look), draw(&stored, &places(), &look), "{look:?}");
    }
}

#[test]
fn lines_come_in_the_order_of_finish_not_of_start() {
    let mut run = Run::of(2).goes(one_step().passes());
    let other = Run::of(2).goes(Journey::new("a.feature", 1, "quick", &["    Given I am in the shop"]).passes());
    run.events.splice(2..2, other.events[1..].iter().cloned());
    let run = run.ends();
    assert_eq!(run.record().scenarios[0].about.name, "a change of mind", "it began first");
    insta::assert_snapshot!(drawn(&run), @r"
            PASS [  0.3s] (1/2) quick
            PASS [  0.3s] (2/2) a change of mind

    2 journeys: 2 passed    10.5s    reports/TEST-mystery-shopper.xml
    ");
    assert_eq!(heard(&run, Look::default()), drawn(&run));
}

#[test]
fn details_and_the_shops_own_trouble_stand_below_the_step() {
    let failure = Failure::new(Class::NotFound, "no button \"Buy\"")
        .at("the line of \"Blue Mug\"")
        .about("\"Blue Mug\"")
        .detail("button \"Bye\": another name")
        .detail("link \"Buy\": not a button")
        .detail("page: https://shop.example/cart")
        .mend("is it called \"In den Korb\" here? Then add that under [words] in shopper.toml");
    let line = |level: &str, text: &str| ConsoleEntry {
        at_ms: 0,
        level: level.to_owned(),
        text: text.to_owned(),
        source: None,
    };
    let request = |status, error: Option<&str>, url: &str| NetworkEntry {
        at_ms: 0,
        method: "GET".to_owned(),
        url: url.to_owned(),
        kind: "Fetch".to_owned(),
        status,
        error: error.map(str::to_owned),
        took_ms: None,
    };
    let evidence = StepEvidence {
        picture: Evidence::Unavailable("the browser did not answer".to_owned()),
        url: Some("https://shop.example/cart".to_owned()),
        activity: Evidence::Captured(StepActivity {
            console: vec![line("log", "hello"), line("error", "x is not a function\n  at cart.js:1")],
            network: vec![
                request(Some(200), None, "https://shop.example/ok"),
                request(Some(500), None, "https://shop.example/1"),
                request(None, Some("net::ERR_ABORTED"), "https://shop.example/2"),
                request(Some(404), None, "https://shop.example/3"),
                request(Some(404), None, "https://shop.example/4"),
                request(Some(404), None, "https://shop.example/5"),
            ],
            dropped: 0,
        }),
        ..StepEvidence::default()
    };
    let run = Run::of(1).goes(one_step().fails(0, failure, evidence)).ends();
    insta::assert_snapshot!(drawn(&run), @r#"
          BROKEN [  5.2s] (1/1) a change of mind

    broken: a change of mind
      --> features/cart.feature:4:5
       |
     4 |     When I buy "Blue Mug"
       |                ^^^^^^^^^^ no button "Buy" (the line of "Blue Mug")
       = details  button "Bye": another name
                  link "Buy": not a button
       = page     https://shop.example/cart
       = console  x is not a function   at cart.js:1
       = network  500 GET https://shop.example/1
                  net::ERR_ABORTED GET https://shop.example/2
                  404 GET https://shop.example/3
                  ... and 2 more
       = picture  none: the browser did not answer
       = next     is it called "In den Korb" here? Then add that under [words] in shopper.toml
       = watch    shopper run features/cart.feature:3 --headed --out reports/watch

    1 journey: 1 broken    10.5s    reports/TEST-mystery-shopper.xml
    "#);
}

#[test]
fn each_verdict_has_its_word_and_the_gravest_comes_first() {
    let named = |line, name: &str| Journey::new("features/all.feature", line, name, &["    Given I am in the shop"]);
    let run = Run::of(4)
        .goes(named(3, "lost").fails(0, Failure::lost("the browser has gone"), pictured("a.png")))
        .goes(named(6, "wrong").fails(0, Failure::mistake("there is no card \"gold\""), pictured("b.png")))
        .goes(named(9, "down").fails(0, Failure::new(Class::Unreachable, "connection refused"), pictured("c.png")))
        .goes(named(102, "up").passes())
        .ends();
    insta::assert_snapshot!(drawn(&run), @r#"
         BLOCKED [  5.2s] (1/4) lost
        MISTAKEN [  5.2s] (2/4) wrong
          BROKEN [  5.2s] (3/4) down
            PASS [  0.3s] (4/4) up

    broken: down
       --> features/all.feature:10:5
        |
     10 |     Given I am in the shop
        |     ^^^^^^^^^^^^^^^^^^^^^^ connection refused
        = picture  reports/c.png
        = next     check the address, and that the site is running
        = watch    shopper run features/all.feature:9 --headed --out reports/watch

    mistaken: wrong
      --> features/all.feature:7:5
       |
     7 |     Given I am in the shop
       |     ^^^^^^^^^^^^^^^^^^^^^^ there is no card "gold"
       = picture  reports/b.png
       = next     mend the journey or the settings as said above

    blocked: lost
      --> features/all.feature:4:5
       |
     4 |     Given I am in the shop
       |     ^^^^^^^^^^^^^^^^^^^^^^ the browser has gone
       = picture  reports/a.png
       = next     run `shopper doctor`: it checks browser, driver, disk and shop

    4 journeys: 1 passed, 1 broken, 1 mistaken, 1 blocked    10.5s    reports/TEST-mystery-shopper.xml
    "#);
}

#[test]
fn journeys_stopped_by_the_same_thing_are_told_once() {
    let named = |line, name: &str| Journey::new("features/all.feature", line, name, &["    Given I am in the shop"]);
    let gone = || Failure::lost("chromedriver ended with code 1");
    let run = Run::of(3)
        .goes(named(3, "one").cannot_begin(gone()))
        .goes(named(6, "two").cannot_begin(gone()))
        .goes(named(9, "three").cannot_begin(gone()))
        .ends();
    insta::assert_snapshot!(drawn(&run), @r"
         BLOCKED [  0.0s] (1/3) one
         BLOCKED [  0.0s] (2/3) two
         BLOCKED [  0.0s] (3/3) three

    blocked: one, and 2 more journeys for the same reason
      --> features/all.feature:3
       |
       = why      chromedriver ended with code 1
       = also     features/all.feature:6  two
                  features/all.feature:9  three
       = next     run `shopper doctor`: it checks browser, driver, disk and shop

    3 journeys: 3 blocked    10.5s    reports/TEST-mystery-shopper.xml
    ");
}

#[test]
fn the_same_words_at_the_same_sentence_are_told_once_and_others_on_their_own() {
    let named = |line, name: &str| Journey::new("features/all.feature", line, name, &["    Given I am in the shop"]);
    let down = || Failure::new(Class::Unreachable, "nobody answers at http://shop.example/").mend("start the shop");
    let run = Run::of(3)
        .goes(named(3, "one").fails(0, down(), StepEvidence::default()))
        .goes(named(6, "two").fails(0, down().detail("after 5 s"), StepEvidence::default()))
        .goes(named(9, "three").fails(0, Failure::new(Class::Unreachable, "something else"), StepEvidence::default()))
        .ends();
    let told = drawn(&run);
    assert!(told.contains("broken: one, and 1 more journey for the same reason"), "{told}");
    assert!(told.contains("= also     features/all.feature:6  two"), "{told}");
    assert!(told.contains("broken: three\n") && !told.contains("broken: two"), "{told}");
}

#[test]
fn an_interrupted_run_says_so_and_counts_what_was_not_run() {
    let run = Run::of(5).goes(one_step().passes()).interrupted(Interruption::CtrlC).ends();
    insta::assert_snapshot!(drawn(&run), @r"
            PASS [  0.3s] (1/5) a change of mind

    interrupted by Ctrl-C
    5 journeys: 1 passed, 4 not run    10.5s    reports/TEST-mystery-shopper.xml
    ");
}

#[test]
fn a_killed_run_tells_how_far_it_came() {
    let run = Run::of(2).goes(one_step().passes()).goes(
        Journey::new("features/late.feature", 2, "never ended", &["    When I look", "    Then I see"])
            .attempt(vec![Fate::Held, Fate::UnderWay], None),
    );
    insta::assert_snapshot!(drawn(&run), @r"
            PASS [  0.3s] (1/2) a change of mind

    blocked: never ended
      --> features/late.feature:4:5
       |
     4 |     Then I see
       |     ^^^^^^^^^^ the run ended during this step
       = next     run it again

    the run was killed before its end
    2 journeys: 1 passed, 1 blocked    reports/TEST-mystery-shopper.xml
    ");
}

#[test]
fn nothing_to_run_is_no_success() {
    insta::assert_snapshot!(drawn(&Run::of(0).ends()), @r"
    no journeys    10.5s    reports/TEST-mystery-shopper.xml
    ");
}

#[test]
fn a_hostile_page_can_neither_colour_nor_forge_lines() {
    let failure = Failure::expectation("the page shows \u{1b}[32m\r\n        PASS [  0.1s] (1/1) all is well\u{1b}[0m")
        .detail("\u{1b}]0;owned\u{7}first\nsecond\u{202e}");
    let run = Run::of(1).goes(one_step().fails(0, failure, StepEvidence::default())).ends();
    insta::assert_snapshot!(drawn(&run), @r#"
          BROKEN [  5.2s] (1/1) a change of mind

    broken: a change of mind
      --> features/cart.feature:4:5
       |
     4 |     When I buy "Blue Mug"
       |     ^^^^^^^^^^^^^^^^^^^^^ the page shows          PASS [  0.1s] (1/1) all is well
       = details  first
                  second
       = next     compare the picture with what the journey expects
       = watch    shopper run features/cart.feature:3 --headed --out reports/watch

    1 journey: 1 broken    10.5s    reports/TEST-mystery-shopper.xml
    "#);
}

#[test]
fn colours_are_around_the_words_and_nowhere_else() {
    let coloured = draw(&example().record(), &places(), &Look { colour: true, live: false });
    assert!(coloured.contains("\u{1b}[31;1mBROKEN\u{1b}[0m [  5.8s]"), "{coloured:?}");
    assert!(coloured.contains("\u{1b}[32;1m1 passed\u{1b}[0m, \u{1b}[33;1m1 flaky\u{1b}[0m"), "{coloured:?}");
    let stripped: String = coloured.lines().map(|line| plain::line(line) + "\n").collect();
    assert_eq!(stripped, drawn(&example()));
}

#[test]
fn a_closed_pipe_does_not_stop_the_console() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
    let mut console = Console::new(Box::new(Closed), Look::default());
    let run = example();
    let record = run.record();
    run.events.iter().for_each(|event| console.hear(event, &record));
    console.conclude(&record, &places());
}

#[test]
fn a_step_of_a_phrase_is_told_with_the_phrase_and_where_it_stands() {
    let within = |sentence: &str, line| InPhrase {
        sentence: sentence.to_owned(),
        path: "features/phrases/shopping.feature".to_owned(),
        line,
    };
    let journey =
        Journey::new("features/buy.feature", 3, "two scarves", &["    When I buy 2 of \"Red Scarf\""]).told(|about| {
            let step = &mut about.steps[0];
            step.text = "I check out as a guest".to_owned();
            step.phrase = vec![within("I buy 2 of \"Red Scarf\"", 6), within("I buy what is in my cart", 12)];
        });
    let run = Run::of(1).goes(journey.fails(0, Failure::expectation("nothing happens"), StepEvidence::default()));
    insta::assert_snapshot!(drawn(&run.ends()), @r#"
          BROKEN [  5.2s] (1/1) two scarves

    broken: two scarves
      --> features/buy.feature:4:5
       |
     4 |     When I buy 2 of "Red Scarf"
       |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing happens
       = reads    When I check out as a guest
       = phrase   in the phrase "I buy 2 of "Red Scarf"" (features/phrases/shopping.feature:6)
                  in the phrase "I buy what is in my cart" (features/phrases/shopping.feature:12)
       = next     compare the picture with what the journey expects
       = watch    shopper run features/buy.feature:3 --headed --out reports/watch

    1 journey: 1 broken    10.5s    reports/TEST-mystery-shopper.xml
    "#);
}

#[test]
fn sums_are_counted_behind_the_summary_with_the_reasons_why_some_were_not() {
    let why = |why: &str, times| NotChecked { why: why.to_owned(), times };
    let money = Tally {
        checked: 59,
        not_checked: vec![why("the tax does not say its rate", 1), why("the drawer may leave lines out", 2)],
        exempt: false,
    };
    let run = Run::of(2).counting(money).goes(one_step().passes().passes()).ends();
    let text = drawn(&run);
    let last = text.lines().last().expect("a run is told");
    let told = "118 sums checked, 6 not checked (4 times the drawer may leave lines out; 2 times the tax does not say its rate)";
    assert_eq!(last, format!("money: {told}"));
    let exempt = Tally { exempt: true, ..Tally::default() };
    let run = Run::of(1).counting(exempt).goes(one_step().passes()).ends();
    assert!(drawn(&run).ends_with("money: not checked, as @no-money-check asks\n"));
}

#[test]
fn pictures_of_what_passed_that_could_not_be_kept_are_counted() {
    let mut record = Run::of(1).goes(one_step().passes()).ends().record();
    for step in &mut record.scenarios[0].attempts[0].steps {
        step.evidence.picture = Evidence::Unavailable("the disk is nearly full".to_owned());
    }
    let text = draw(&record, &places(), &Look::default());
    assert!(text.ends_with("pictures: 1 missing: the disk is nearly full\n"), "{text}");
}

#[test]
fn by_what_things_were_found_is_counted_and_a_hint_that_missed_is_named() {
    let found = |by: Means, missed: Option<&str>| Found {
        meaning: "cart".to_owned(),
        by,
        what: "link \"Cart (1)\"".to_owned(),
        score: by.score(),
        runner_up: None,
        missed_hint: missed.map(str::to_owned),
        selector: String::new(),
    };
    let all = [found(Means::Token, None), found(Means::Name, Some("shop.toml:5")), found(Means::Icon, None)];
    let text = drawn(&Run::of(1).finding(&all).goes(one_step().passes()).ends());
    let told = "found: 1 by token, 1 by name, 1 by guess\nhints: \"cart\" (shop.toml:5) matched nothing, and was found without it\n";
    assert!(text.ends_with(told), "{text}");
    let sure = drawn(&Run::of(1).finding(&all[..1]).goes(one_step().passes()).ends());
    assert!(sure.ends_with("found: 1 by token, 0 by name, 0 by guess\n"), "{sure}");
}

#[test]
fn a_command_that_goes_without_the_login_says_so() {
    let journey = Journey::new("a.feature", 1, "a", &["    Then x y"]);
    let mut record = Run::of(1).goes(journey.fails(0, Failure::expectation("x"), pictured("p.png"))).ends().record();
    let told = |record: &Record| draw(record, &places(), &Look::default());
    assert!(!told(&record).contains("user and password"));
    record.run.again_without_login = true;
    let told = told(&record);
    let lines: Vec<&str> = told.lines().skip_while(|line| !line.contains("= watch")).take(2).map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "= watch    shopper run a.feature:1 --headed --out reports/watch",
            "put in the user and password of the shop's address again: they are not written here"
        ]
    );
}
