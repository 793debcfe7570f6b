//! Stock and orders by what the shop's pages tell; by the shop's books, see `faults`.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use mystery_shopper::verdict::Verdict;
use storefront::Skin;

use crate::support::shop::Shop;
use crate::support::shopper;

/// Few are left, so that the page tells how many.
fn set_stock(shop: &Shop, slug: &str, pieces: u32) {
    let host = shop.url().trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).expect("the shop is open");
    let body = format!("{{\"stock\":{pieces}}}");
    write!(
        stream,
        "PUT /api/admin/stock/{slug} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .expect("it listens");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn each_sentence_holds_where_it_is_so_and_fails_where_it_is_not() {
    for skin in Skin::ALL {
        let shop = Shop::with_fault(skin, None);
        set_stock(&shop, "oak-board", 9);
        for (journey, failing) in [
            ("the page tells the stock", None),
            (
                "less was bought than is said",
                Some((Verdict::Broken, "there were 8 of \"Oak Board\", and there are 7 now")),
            ),
            ("something was bought", Some((Verdict::Broken, "there were 7 of \"Oak Board\", and there are 6 now"))),
            ("something was ordered", Some((Verdict::Broken, "there is 1 order"))),
        ] {
            let name = format!("^{journey}$");
            let told = shopper::go(shop.url(), &["tests/keeping", "--name", &name, "--timeout", "2500ms"]);
            let outcomes = told.outcomes();
            let [outcome] = outcomes.as_slice() else { panic!("one journey: {}{}", told.out, told.err) };
            match (failing, &outcome.failed) {
                (None, _) => assert_eq!(outcome.verdict, Verdict::Passed, "{skin}: {outcome}"),
                (Some((verdict, words)), Some((_, failure))) => {
                    assert_eq!(outcome.verdict, verdict, "{skin}: {outcome}");
                    assert!(failure.to_string().contains(words), "{skin}: {outcome}");
                }
                (Some(_), None) => panic!("{skin}: {outcome}"),
            }
        }
    }
}

#[test]
fn what_nobody_could_tell_is_a_mistake_before_a_browser_starts() {
    for (journey, words) in [("nothing was noted", "27:10\n"), ("a guest whose orders nobody can tell", "38:10\n")] {
        let name = format!("^{journey}$");
        let told = shopper::go("http://127.0.0.1:9/", &["tests/keeping", "--name", &name]);
        assert_eq!(told.code, Some(2), "{}{}", told.out, told.err);
        assert!(told.err.contains("error[missing]: ") && told.err.contains(words), "{}{}", told.out, told.err);
        assert!(told.err.contains("1 mistake; nothing was run"), "{}{}", told.out, told.err);
    }
}
