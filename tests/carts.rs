//! Carts as unlike as shops have them: the way there, among what only sounds like it; lines that go by a box or a number.

use crate::support::pages::{html, serve};
use crate::support::shopper::{self, Told};

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

/// Goes through a journey in a shop whose pages are all this one.
fn go(page: &str, journey: &str) -> Told {
    let page: &'static str = page.to_owned().leak();
    let port = serve([("/", html(page)), ("/basket", html(page))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("cart.feature");
    std::fs::write(&file, journey).expect("it can be written");
    shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--timeout", "1500ms"])
}

fn goes_through(removes: &str) {
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
    let told = go(&FORM.replace("{removes}", removes), journey);
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

/// An order form, as caterers and ticket shops have it, below a teaser with a button of the same name; the cart is on the
/// page once there is something in it. `{sends}` is what the form's button does.
const ORDER: &str = r#"<!doctype html><title>Order</title><main><h1>Our bread</h1><div id=cart><p>Your cart is empty.</p></div>
<form onsubmit="return false"><p>Today only: two for one</p><button onclick="document.title = 'teaser'">Add to cart</button></form>
<form onsubmit="{sends}; return false"><table><tr><td><h3>Rye</h3><td>$3.00<td><input type=number min=0 value=0></tr>
<tr><td><h3>Spelt</h3><td>$4.00<td><input type=number min=0 value=0></tr></table><button>Add to cart</button></form></main>
<script>function put(form) {
  const lines = [...form.querySelectorAll('tr')].map((row) => [row.querySelector('h3').textContent, Number(row.querySelector('input').value), row.children[1].textContent]).filter(([, pieces]) => pieces);
  document.getElementById('cart').innerHTML = '<h2>Your cart</h2><table>' + lines.map(([name, pieces, price]) => `<tr><td><strong>${name}</strong><td>${pieces}<td>${price}</tr>`).join('') + '</table>';
  form.reset();
}</script>"#;
const ORDERS: &str = r#"Feature: orders
  Scenario: one
    When I open the page "/"
    And I add 2 of "Spelt" to my cart
    Then my cart contains:
      | product | quantity |
      | Spelt   | 2        |
    And the page's title is "Order"
"#;

#[test]
fn an_order_form_is_filled_in_and_sent_by_its_own_button() {
    let told = go(&ORDER.replace("{sends}", "put(this)"), ORDERS);
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
}

#[test]
fn what_is_typed_into_an_order_form_is_not_in_the_cart() {
    let told = go(&ORDER.replace("{sends}", ""), ORDERS);
    assert_eq!(told.code, Some(1), "{}{}", told.out, told.err);
    assert!(told.out.contains("I add 2 of \"Spelt\" to my cart"), "{}", told.out);
}

/// The price stands apart from the name, between what is no price of it and what rates it.
const PRODUCT: &str = r#"<!doctype html><title>Rye</title><header><a href="/basket">2 items in cart: $8.00</a></header><main><h1>Rye</h1>
<div>Free shipping over $50 <button>Hide</button></div>
<div><p>A loaf.</p><ul><li><span>$3.00</span></li></ul><form><label>Quantity <input type=number value=1></label><button>Add to cart</button></form>
<form>Rate it <label><input type=radio name=r>1</label><label><input type=radio name=r>2</label><label><input type=radio name=r>3</label></form></div></main>"#;

/// Beside the cart the shop shows what else it sells: with a button that buys, and with a link alone.
const MORE: &str = r#"<h2>You may also like</h2><ul><li><a href="/r"><img src="/r.png" alt="" width=40 height=40></a><h3><a href="/r">Red Scarf</a></h3><p>$29.99</p><button>Add to cart</button></li>
<li><a href="/t"><img src="/t.png" alt="" width=40 height=40></a><h3><a href="/t">Tea Towel</a></h3><p>$6.75</p></li></ul></main>"#;
const HELD: &str = r#"<!doctype html><title>Your cart</title><main><h1>Your cart</h1><div><a href="/m">Blue Mug</a> <span>$12.50</span> <input type=number value=1 aria-label=Quantity> <button>Remove</button></div><p>Total: <b>$12.50</b></p>"#;
const NONE: &str = "<!doctype html><title>Your cart</title><main><h1>Your cart</h1><p>Your cart is empty.</p>";

#[test]
fn what_the_shop_offers_beside_its_cart_is_not_in_it() {
    let held = format!("{HELD}{MORE}");
    // Beside the lines of a cart stand a gift, and a fee with an explanation.
    let gift = r#"<a href="/g"><img src="/g.png" alt="" width=40 height=40></a> <a href="/g">Tote Bag</a> <span>$0.00</span></div><div>"#;
    let given = held.replacen("<div>", &format!("<div>{gift}"), 1);
    let gifts = "my cart does not contain \"Tote Bag\"";
    let by_icon = held.replace("<button>Remove</button>", "<button><svg class=x width=9 height=9></svg></button>");
    let none = format!("{NONE}{MORE}");
    // No heading tells the cart from what is offered, and the offers have numbers of their own.
    let box_of = "<div class=box><b>You may also like</b><ul>";
    let untitled = held.replace("<h2>You may also like</h2><ul>", box_of);
    let counted =
        held.replace("<button>Add to cart", "<input type=number value=1 aria-label=Quantity> <button>Add to cart");
    let table = "my cart contains:\n      | product  | quantity |\n      | Blue Mug | 1        |";
    for (page, holds, code) in [
        (&held, table, 0),
        (&held, "my cart does not contain \"Red Scarf\"", 0),
        (&held, "my cart contains \"Red Scarf\"", 1),
        (&held, "my cart contains \"Tea Towel\"", 1),
        (&held, "my cart is empty", 1),
        (&by_icon, table, 0),
        (&given, gifts, 1),
        (&by_icon, "my cart contains \"Tea Towel\"", 1),
        (&untitled, table, 0),
        (&untitled, "my cart contains \"Tea Towel\"", 1),
        (&counted, table, 0),
        (&counted, "my cart contains \"Tea Towel\"", 1),
        (&none, "my cart is empty", 0),
        (&none, "my cart contains \"Tea Towel\"", 1),
    ] {
        let told = go(
            page,
            &format!("Feature: carts\n  Scenario: one\n    When I open the page \"/basket\"\n    Then {holds}\n"),
        );
        assert_eq!(told.code, Some(code), "{holds}: {}{}", told.out, told.err);
    }
}

#[test]
fn of_two_lines_of_a_product_none_is_removed_by_chance() {
    let line = |colour: &str| {
        format!(
            "<tr><td><a href=/k>Kettle</a><br>Colour: {colour}<td>$20.00<td><input type=number value=1><td><button>Remove</button></tr>"
        )
    };
    let page = format!(
        "<!doctype html><title>Your cart</title><main><h1>Your cart</h1><table>{}{}</table><p>Total: <b>$40.00</b></p></main>",
        line("white"),
        line("blue")
    );
    let journey = "Feature: carts\n  Scenario: one\n    When I open the page \"/basket\"\n    And I remove \"Kettle\" from my cart\n";
    let told = go(&page, journey);
    let failure = told.outcomes().remove(0).failed.expect("nobody can tell which").1;
    assert_eq!(failure.what, "the cart holds 2 lines of \"Kettle\": which one is meant?");
    assert!(failure.details.iter().any(|detail| detail.contains("Colour: blue")), "{failure}");
}

/// The whole page is one form, as some makers of shops have it: the cart, and goods that could be bought beside it.
const ONE_FORM: &str = r#"<!doctype html><title>Your cart</title><form><main><h1>Your cart</h1>
<table><tr><th>Item<th>Price<th>Qty<th>Sum</tr><tr><td>Blue Mug<td>$12.50<td><input type=number name=q1 value=2><td>$25.00</tr></table>
<p>Total: <b>$25.00</b></p><button name=update>Update cart</button>
<h2>You may also like</h2><ul><li><h3><a href="/s">Red Scarf</a></h3> $29.99 <button name=add7>Add to cart</button></li></ul></main></form>"#;

#[test]
fn a_line_of_the_cart_is_no_order_form_where_other_goods_are_sold_in_the_same_form() {
    let cart = "Feature: carts\n  Scenario: one\n    When I open the page \"/basket\"\n    Then my cart contains:\n      | product | quantity |\n      | Blue Mug | 2 |\n";
    let told = go(ONE_FORM, cart);
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
    let gone = "Feature: carts\n  Scenario: one\n    When I open the page \"/basket\"\n    Then my cart does not contain \"Blue Mug\"\n";
    let told = go(ONE_FORM, gone);
    assert_eq!(told.code, Some(1), "{}{}", told.out, told.err);
}

#[test]
fn a_price_that_stands_apart_from_the_name_is_that_of_the_row_that_sells() {
    let costs = |price: &str| {
        let journey =
            format!("Feature: p\n  Scenario: one\n    When I open the page \"/\"\n    Then \"Rye\" costs {price}\n");
        go(PRODUCT, &journey)
    };
    let told = costs("$3.00");
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
    let told = costs("$50");
    assert!(told.code == Some(1) && told.out.contains("$3.00"), "{}{}", told.out, told.err);
}
