//! The way to the cart, among what only sounds like it.

use crate::support::pages::{html, serve};
use crate::support::shopper;

/// The link in the head does not only say "Basket"; a product's name begins so, too, and counts pieces.
const SHOP: &str = r#"<!doctype html><title>Shop</title><header><a href="/basket">Basket, nothing in it yet</a></header>
<main><h1>Woven goods</h1><ul><li><a href="/wicker">Basket, wicker</a> $24.00</li><li><a href="/lined">Bag of cotton</a> $9.00</li></ul></main>"#;
const CART: &str = "<!doctype html><title>Basket</title><main><h1>Your basket</h1><p>Your basket is empty.</p></main>";
const WICKER: &str = "<!doctype html><title>Basket, wicker</title><main><h1>Basket, wicker</h1>$24.00</main>";

#[test]
fn the_way_to_the_cart_in_the_head_is_no_product_of_such_a_name() {
    let port = serve([("/", html(SHOP)), ("/basket", html(CART)), ("/wicker", html(WICKER)), ("/lined", html(WICKER))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("cart.feature");
    let journey = "Feature: carts\n  Scenario: one\n    Given I am in the shop\n    When I look at my cart\n    Then the address is \"/basket\"\n    And my cart is empty\n";
    std::fs::write(&file, journey).expect("it can be written");
    let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--timeout", "1500ms"]);
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
}
