//! Wish lists as unlike as shops have them, and buttons that must not be taken for those of the cart.

mod lists;

use crate::support::pages::{Answer, html, serve};
use crate::support::shopper::{self, Outcome};

/// What the pages share: a list that is kept in the browser, and a cart.
const KEPT: &str = r#"<style>i { display: inline-block; width: 20px; height: 20px; }</style><script>
const kept = (what) => JSON.parse(sessionStorage.getItem(what) || "[]");
const keep = (what, list) => sessionStorage.setItem(what, JSON.stringify(list));
const say = (text) => { said.textContent = text; };
</script><header><a href="/favourites" aria-label="Favourites"><i class="icon-heart"></i></a> <a href="/cart">Basket</a></header>
<p id=said role=status></p>"#;

/// The heart stands first, is named, has a number behind its name, wears what buttons that buy wear, and has a title.
const PRODUCT: &str = r#"<h1>Blue Mug</h1><b>$12.50</b>
<button id=heart class="btn add to cart" title="Add to favourites" aria-pressed=false>Add to Wishlist (3)</button>
<button id=buy>Add to basket</button>
<h2>You may also like</h2><ul><li><a href="/other">Oak Board</a> $24.00 <button class="heart"><i class="fa fa-heart"></i></button></li></ul>
<script>
heart.onclick = () => { heart.setAttribute("aria-pressed", "true"); keep("wishes", ["Blue Mug"]); };
buy.onclick = () => { keep("cart", [...kept("cart"), "Blue Mug"]); say("Blue Mug is in your basket"); };
</script>"#;

/// The list: what is removed by a heart without a word, and what the shop would like to sell besides.
const LIST: &str = r#"<h1>Favourites</h1><ul id=list></ul><p id=none hidden>You have no favourites yet.</p>
<h2>You may also like</h2><ul><li class=card><a href="/other">Oak Board</a> $24.00 <button>Add to basket</button></li></ul>
<script>
const draw = () => {
  list.innerHTML = kept("wishes").map((name) => `<li class=card><a href="/mug">${name}</a> <b>$12.50</b>
    <button class=buy>Add to basket</button> <button class="remove"><i class="fas fa-heart"></i></button></li>`).join("");
  none.hidden = kept("wishes").length > 0;
  for (const one of document.querySelectorAll(".remove")) one.onclick = () => { keep("wishes", []); draw(); };
  for (const one of document.querySelectorAll(".buy")) one.onclick = () => {
    keep("cart", [...kept("cart"), "Blue Mug"]); keep("wishes", []); draw(); say("Blue Mug moved from your favourites to your basket");
  };
};
draw();
</script>"#;

const CART: &str = r#"<h1>Your basket</h1><table id=lines></table><p id=none hidden>Your basket is empty.</p>
<script>
const names = kept("cart");
lines.innerHTML = names.length ? `<tr><td><a href="/mug">Blue Mug</a></td><td>${names.length}</td><td>$12.50</td><td><button>Remove</button></td></tr>` : "";
none.hidden = names.length > 0;
</script>"#;

/// It cannot be bought; the one button there is begins with "Add" all the same.
const GONE: &str = r#"<h1>Blue Mug</h1><b>$12.50</b><p>Sold out</p>
<button title="Add to favourites" onclick="said.textContent = 'Blue Mug is on your wishlist'">Add to Wishlist (3)</button>"#;

/// Who is not logged in is asked to.
const ASKS: &str = r#"<h1>Blue Mug</h1><b>$12.50</b><button onclick="ask()">Save for later</button>
<script>const ask = () => { document.body.innerHTML = "<h1>Log in</h1><label>Password <input type=password></label><button>Log in</button>"; };</script>"#;

/// It refuses in a box that is not loud.
const REFUSES: &str = r#"<h1>Blue Mug</h1><b>$12.50</b>
<button onclick="say('Please log in to add items to your wishlist')">Add to wishlist</button>"#;

/// A heart that changes its look for a moment, and nothing else.
const DEAD: &str = r#"<h1>Blue Mug</h1><b>$12.50</b>
<button class="heart fill-none" onclick="this.classList.add('loading')"><svg width=20 height=20 class="icon-heart"><rect width=20 height=20 /></svg></button>"#;

fn page(body: &str) -> Answer {
    html(format!("<!doctype html><title>Shop</title>{KEPT}{body}").leak())
}

/// From the page of the product.
#[track_caller]
fn go(product: &str, steps: &[&str]) -> Outcome {
    go_from("/mug", [("/mug", page(product)), ("/favourites", page(LIST)), ("/cart", page(CART))], steps)
}

#[track_caller]
fn go_from(start: &str, pages: impl IntoIterator<Item = (&'static str, Answer)>, steps: &[&str]) -> Outcome {
    let port = serve(pages);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("wishes.feature");
    let keyword = |step: &str| if step.starts_with("I ") { "When" } else { "Then" };
    let steps: Vec<String> = steps.iter().map(|step| format!("    {} {step}\n", keyword(step))).collect();
    let steps = steps.concat();
    let journey = format!("Feature: wishes\n  Scenario: one\n    When I open the page \"{start}\"\n{steps}");
    std::fs::write(&file, journey).expect("it can be written");
    let file = file.to_string_lossy();
    let told = shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file, "--timeout", "1500ms"]);
    let mut outcomes = told.outcomes();
    assert_eq!(outcomes.len(), 1, "one journey: {}{}", told.out, told.err);
    outcomes.remove(0)
}

#[track_caller]
fn holds(steps: &[&str]) {
    let outcome = go(PRODUCT, steps);
    assert!(outcome.failed.is_none(), "{outcome}");
}

#[track_caller]
fn breaks(product: &str, step: &str, message: &str) {
    let outcome = go(product, &[step]);
    let (failed, failure) = outcome.failed.as_ref().expect("a step must fail");
    assert!(failed == step && failure.to_string().contains(message), "{outcome}");
}

#[test]
fn a_wish_button_that_stands_first_is_not_the_one_that_buys() {
    holds(&["I add \"Blue Mug\" to my cart", "my cart contains 1 of \"Blue Mug\"", "my wish list is empty"]);
}

#[test]
fn the_heart_of_the_product_is_pressed_and_no_others() {
    holds(&["I add \"Blue Mug\" to my wish list", "my wish list contains \"Blue Mug\"", "my cart is empty"]);
}

#[test]
fn what_is_on_the_list_already_is_not_taken_off_it_by_a_second_wish() {
    let wish = "I add \"Blue Mug\" to my wish list";
    holds(&[wish, wish, "my wish list contains \"Blue Mug\""]);
}

/// An icon font calls the heart so, filled or not; only the list tells.
const ICON_FONT: &str = r#"<h1>Blue Mug</h1><b>$12.50</b><button id=heart>favorite</button>
<script>heart.onclick = () => {
  keep("wishes", kept("wishes").length ? [] : ["Blue Mug"]);
  say(kept("wishes").length ? "Blue Mug is on your wishlist" : "Blue Mug is gone from your wishlist");
};</script>"#;

#[test]
fn a_heart_that_an_icon_font_names_is_neither_full_nor_empty_before_the_list_is_asked() {
    let wish = "I add \"Blue Mug\" to my wish list";
    for steps in [
        &[wish, "my wish list contains \"Blue Mug\""][..],
        &[wish, "I open the page \"/mug\"", wish, "my wish list contains \"Blue Mug\""],
    ] {
        let outcome = go(ICON_FONT, steps);
        assert!(outcome.failed.is_none(), "{outcome}");
    }
}

#[test]
fn what_the_shop_would_like_to_sell_besides_is_no_wish() {
    holds(&[
        "I add \"Blue Mug\" to my wish list",
        "my wish list does not contain \"Oak Board\"",
        "I remove \"Blue Mug\" from my wish list",
        "my wish list is empty",
    ]);
}

#[test]
fn a_wish_is_moved_by_its_own_line() {
    holds(&[
        "I add \"Blue Mug\" to my wish list",
        "I move \"Blue Mug\" from my wish list to my cart",
        "my cart contains 1 of \"Blue Mug\"",
        "my wish list is empty",
    ]);
}

#[test]
fn what_is_bought_from_its_page_stays_on_the_list() {
    holds(&[
        "I add \"Blue Mug\" to my wish list",
        "I look at my wish list",
        "I add \"Blue Mug\" to my cart",
        "my wish list contains \"Blue Mug\"",
    ]);
}

#[test]
fn a_wish_button_sells_nothing() {
    breaks(GONE, "I add \"Blue Mug\" to my cart", "the button that adds \"Blue Mug\" to the cart");
    let outcome = go(GONE, &["\"Blue Mug\" is sold out"]);
    assert!(outcome.failed.is_none(), "{outcome}");
}

#[test]
fn a_shop_that_asks_for_a_log_in_says_so() {
    let wish = "I add \"Blue Mug\" to my wish list";
    breaks(ASKS, wish, "the shop asks the customer to log in: \"Log in\" (/mug)");
    breaks(REFUSES, wish, "it says \"Please log in to add items to your wishlist\"");
}

#[test]
fn a_heart_that_does_nothing_is_told() {
    breaks(DEAD, "I add \"Blue Mug\" to my wish list", "nothing on the page says that it is on the wish list");
}

#[test]
fn a_shop_without_a_wish_list_is_told_with_the_line_that_would_point_to_it() {
    let outcome =
        go("<h1>Blue Mug</h1><b>$12.50</b><button>Add to cart</button>", &["I add \"Blue Mug\" to my wish list"]);
    let (_, failure) = outcome.failed.as_ref().expect("there is none");
    assert!(failure.what.contains("nothing on the page \"Blue Mug\" (/mug) puts it on a wish list"), "{outcome}");
    assert!(failure.details.iter().any(|line| line.contains("\"add to wish list\" = { css")), "{outcome}");
}
