//! Carts as unlike as shops have them: the way there, among what only sounds like it; lines that go by a box or a number.

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

/// A cart that hears of nothing until it is sent, as many have it whose pages are made by the server; `{removes}` is what a
/// line has to be removed by. The cart in short stands beside it.
const FORM: &str = r#"<!doctype html><title>Your cart</title><main><h1>Your cart</h1><form onsubmit="return send(this)"><table id=lines></table>
<p>Total: <b id=total></b></p><button>Update cart</button></form></main><aside><a href="/basket" id=short></a></aside>
<script>const goods = { 'Blue Mug': [12.5, 1], 'Red Scarf': [29.99, 2] };
function show() {
  const held = Object.entries(goods), total = held.reduce((sum, [, [price, pieces]]) => sum + price * pieces, 0);
  document.getElementById('lines').innerHTML = '<tr><th>Item<th>Price<th>Qty<th>Sum<th>Remove?</tr>' + held.map(([name, [price, pieces]]) =>
    `<tr><td><a href="/p">${name}</a><td>$${price.toFixed(2)}<td><input type=number name=quantity value=${pieces}><td>$${(price * pieces).toFixed(2)}<td>{removes}</tr>`).join('');
  document.getElementById('total').textContent = '$' + total.toFixed(2);
  document.getElementById('short').textContent = `${held.length} items in cart: $${total.toFixed(2)}`;
  if (!held.length) document.querySelector('form').outerHTML = '<p>Your cart is empty.</p>';
}
function send(form) {
  [...form.querySelectorAll('tr')].slice(1).forEach((row) => {
    const name = row.querySelector('a').textContent, pieces = Number(row.querySelector('[type=number]').value);
    if (row.querySelector('[type=checkbox]')?.checked || pieces === 0) delete goods[name]; else goods[name][1] = pieces;
  });
  show(); return false;
}
show();</script>"#;

fn goes_through(removes: &str) {
    let cart: &'static str = FORM.replace("{removes}", removes).leak();
    let port = serve([("/", html(cart)), ("/basket", html(cart))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("cart.feature");
    let journey = r#"Feature: carts
  Scenario: one
    When I open the page "/basket"
    And I change the quantity of "Red Scarf" to 3
    And I remove "Blue Mug" from my cart
    Then my cart contains:
      | product   | quantity | price  |
      | Red Scarf | 3        | $29.99 |
    When I remove "Red Scarf" from my cart
    Then my cart is empty
"#;
    std::fs::write(&file, journey).expect("it can be written");
    let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--timeout", "1500ms"]);
    assert_eq!(told.code, Some(0), "{removes}: {}{}", told.out, told.err);
}

#[test]
fn a_line_goes_by_its_box_once_the_cart_is_sent() {
    goes_through("<input type=checkbox name=items-0-DELETE>");
}

#[test]
fn a_line_without_any_way_to_remove_it_goes_by_asking_for_none() {
    goes_through("");
}
