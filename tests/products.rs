//! Pages of products and sums as shops have them: what is asked for now and what was, what is sold beside a product that is
//! gone, which of several totals is the total, and pages that are none.

use crate::support::pages::{html, serve};
use crate::support::shopper;

/// Says one Then on a page; `code` is the program's exit code.
#[track_caller]
fn says(page: &str, sentence: &str, code: i32) {
    let page: &'static str = format!("<!doctype html><meta charset=utf-8><title>Shop</title>{page}").leak();
    let port = serve([("/", html(page))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("product.feature");
    let journey =
        format!("@no-money-check\nFeature: pages\n  Scenario: one\n    Given I am in the shop\n    Then {sentence}\n");
    std::fs::write(&file, journey).expect("it can be written");
    let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--timeout", "1500ms"]);
    assert_eq!(told.code, Some(code), "{sentence} on {page}: {}{}", told.out, told.err);
}

#[test]
fn the_price_is_what_is_asked_for_now() {
    let page = |price: &str| format!("<h1>Blue Mug</h1><div><p>{price}</p><button>Add to cart</button></div>");
    for (price, sentence, code) in [
        ("Was $25.00, now $20.00", "\"Blue Mug\" costs $20.00", 0),
        ("Was $25.00, now $20.00", "\"Blue Mug\" costs $25.00", 1),
        ("<span>Was:</span> <span>$25.00</span> <b>$20.00</b>", "\"Blue Mug\" costs $20.00", 0),
        ("Was $25.00, now $20.00", "\"Blue Mug\" is on sale for $20.00 instead of $25.00", 0),
        ("$20.00 or 4 × $5.00", "\"Blue Mug\" costs $20.00", 0),
        ("20,00 € inkl. MwSt. zzgl. Versandkosten", "\"Blue Mug\" costs €20.00", 0),
        ("20,00 € inkl. MwSt. zzgl. Versandkosten", "\"Blue Mug\" costs €21.00", 1),
    ] {
        says(&page(price), sentence, code);
    }
}

#[test]
fn what_is_sold_beside_a_product_that_is_gone_is_not_that_product() {
    let page = "<h1>Blue Mug</h1><p>$12.50</p><p>Sold out</p><button>Notify me</button>
<h2>Customers also bought</h2><ul><li><h3><a href=/r>Red Scarf</a></h3><p>$29.99</p><button onclick=\"document.title='bought'\">Add to cart</button></li></ul>";
    says(page, "\"Blue Mug\" is sold out", 0);
    says(page, "\"Blue Mug\" cannot be added to my cart", 0);
    let port = serve([("/", html(format!("<!doctype html><title>Shop</title>{page}").leak()))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("add.feature");
    let journey =
        "Feature: pages\n  Scenario: one\n    Given I am in the shop\n    When I add \"Blue Mug\" to my cart\n";
    std::fs::write(&file, journey).expect("it can be written");
    let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--timeout", "1500ms"]);
    let failed = told.outcomes().remove(0).failed.expect("nothing is pressed");
    assert!(failed.1.what.contains("adds other products to the cart, and not this one"), "{}", failed.1.what);
}

#[test]
fn the_total_is_the_sum_of_exactly_that_name_among_the_others() {
    let page = "<h1>Your cart</h1><ul><li><a href=/m>Blue Mug</a> $12.50 <input type=number value=1 aria-label=Quantity> <button>Remove</button></li></ul>
<dl><dt>Sub-total</dt><dd>$12.50</dd><dt>Shipping</dt><dd>$4.99</dd><dt>Total</dt><dd>$17.49</dd></dl>
<p>Total savings so far: $3.00</p><div><p>Your last order</p><p>Total: $99.00</p></div>";
    says(page, "the total is $17.49", 0);
    says(page, "the total is $3.00", 1);
    says(page, "the total is $99.00", 1);
}

#[test]
fn a_page_that_is_an_error_shows_one_and_proves_nothing() {
    says("<h1>Oops, something went wrong</h1><p>We are on it.</p>", "the shop shows no error", 1);
    says("<p>Fatal error: Uncaught TypeError in shop.php</p>", "the shop shows no error", 1);
    says("<h1>Welcome</h1><p>Nothing went wrong in 20 years.</p>", "the shop shows no error", 0);
}
