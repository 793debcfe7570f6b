//! Tables of journeys against what pages show: all differences are told, and the first cell that is not so is pointed to.

use std::fs;
use std::path::Path;

use mystery_shopper::record::Record;
use shopper_browser::Failure;
use storefront::Skin;

use crate::support::pages::{html, serve};
use crate::support::shop::Shop;
use crate::support::shopper::{self, Told, record_in, shopper};

fn written(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("tables.feature");
    fs::write(&file, text).expect("the folder is ours");
    let name = file.to_string_lossy().into_owned();
    (folder, name)
}

fn failure(told: &Told) -> Failure {
    let failed = told.outcomes().into_iter().find_map(|outcome| outcome.failed);
    failed.unwrap_or_else(|| panic!("something fails: {}{}", told.out, told.err)).1
}

#[test]
fn a_cart_is_compared_line_by_line_on_each_skin() {
    let (_folder, file) = written(
        r"Feature: Cart
  Scenario: A wrong table
    Given my cart contains:
      | product    | quantity |
      | Blue Mug   | 1        |
      | Red Scarf  | 2        |
      | Wool Socks | 1        |
    When I look at my cart
    Then my cart contains:
      | price  | product   | quantity |
      | $12.50 | Blue Mug  | 1        |

      # what follows is wrong
      | $20.00 | Red Scarf | 3        |
      | $12.00 | Oak Board | 1        |
",
    );
    for skin in Skin::ALL {
        let shop = Shop::with_fault(skin, None);
        let told = shopper::go(shop.url(), &[&file, "--timeout", "2s"]);
        let failure = failure(&told);
        assert_eq!(failure.cell, Some((2, 2)), "{skin}: {failure}");
        assert!(failure.to_string().contains("not 3; and 3 more differences"), "{skin}: {failure}");
        let all = [
            "the page shows 2 of \"Red Scarf\", not 3",
            "the page shows $29.99 for \"Red Scarf\", not $20.00",
            "\"Oak Board\" is missing",
            "the page also shows \"Wool Socks\"",
        ];
        assert_eq!(failure.details[..4], all, "{skin}");
        let place = format!("{file}:14:30");
        assert!(told.out.contains(&place), "{skin}: {}", told.out);
        let cell = "\n 14 |       | $20.00 | Red Scarf | 3        |\n    |                              ^ the page";
        assert!(told.out.contains(cell), "{skin}: {}", told.out);
    }
}

#[test]
fn tables_and_lists_of_any_page_are_compared_row_by_row() {
    const PAGE: &str = "<!doctype html><title>x</title><h1>Stock</h1><table><tr><th>Product<th>Pieces</tr>\
        <tr><td>Mug<td>1</tr><tr><td>Scarf<td>2</tr><tr><td>Socks<td>3</tr></table><ol><li>Mug<li>Scarf<li>Socks</ol>";
    let port = serve([("/", html(PAGE))]);
    for (table, cell, all) in [
        (
            "the table shows:\n      | Product | Pieces |\n      | Mug | 1 |\n      | Hat | 9 |\n      | Scarf | 7 |\n      | Socks | 3 |",
            Some((2, 0)),
            vec![
                "row 2, Product: the page shows \"Scarf\", not \"Hat\"",
                "row 2, Pieces: the page shows \"2\", not \"9\"",
            ],
        ),
        (
            "the table shows:\n      | Product | Pieces |\n      | Mug | 1 |\n      | Socks | 4 |",
            Some((2, 0)),
            vec!["row 2, Product: the page shows \"Scarf\", not \"Socks\""],
        ),
        (
            "the list shows in order:\n      | Scarf |\n      | Mug |\n      | Socks |\n      | Hat |",
            Some((0, 0)),
            vec!["\"Scarf\" stands at place 2", "\"Hat\" is not in it"],
        ),
    ] {
        let (_folder, file) =
            written(&format!("Feature: a\n  Scenario: b\n    Given I open the page \"/\"\n    Then {table}\n"));
        let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file, "--timeout", "1s"]);
        let failure = failure(&told);
        assert_eq!(failure.cell, cell, "{failure}\n{:?}", failure.details);
        for one in all {
            assert!(failure.details.iter().any(|told| told == one), "{one}: {:?}", failure.details);
        }
    }
}

#[test]
fn the_command_that_is_told_for_a_row_of_a_file_takes_that_row_and_the_folder_holds_that_run_alone() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let outline = "Feature: Prices\n  Scenario Outline: a price\n    Given I open the page \"/\"\n    \
                   Then I see \"<price>\"\n\n    Examples: from \"prices.csv\"\n";
    fs::write(folder.path().join("a.feature"), outline).expect("the folder is ours");
    fs::write(folder.path().join("prices.csv"), "price\n$1\n$2\n$3\n").expect("the folder is ours");
    let port = serve([("/", html("<!doctype html><title>x</title><p>$1</p><p>$3</p>"))]);
    let run = |journey: &str| {
        let shop = format!("http://127.0.0.1:{port}/");
        let arguments =
            ["run", journey, "--shop", &shop, "--out", "out", "--timeout", "500ms", "--screenshots", "steps"];
        let output = shopper(arguments).current_dir(folder.path()).output().expect("the program is built and starts");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let told = run("a.feature");
    assert!(told.contains("= row      prices.csv:3\n"), "{told}");
    assert!(told.contains("= watch    shopper run 'a.feature:2[2]' --shop "), "{told}");
    let junit = fs::read_to_string(folder.path().join("out/TEST-mystery-shopper.xml")).expect("it is written");
    assert!(junit.contains("file=\"prices.csv\" line=\"3\""), "{junit}");
    fs::write(folder.path().join("out/mine.txt"), "x").expect("the folder is ours");
    assert_eq!(pictures(folder.path()).len(), 3, "a folder for each row");
    for place in ["a.feature:2[2]", "prices.csv:3"] {
        run(place);
        let record: Record = record_in(&folder.path().join("out")).expect("it was run");
        let rows: Vec<_> =
            record.scenarios.iter().filter_map(|one| one.about.row.as_ref()).map(|row| row.line).collect();
        assert_eq!((rows, record.total), (vec![3], 1), "{place}");
        assert_eq!(pictures(folder.path()), ["a-price-row-2-2"], "{place}: nothing of the run before");
    }
    assert!(folder.path().join("out/mine.txt").exists());
}

/// The folders of pictures.
fn pictures(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join("out")).expect("it is there").flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
