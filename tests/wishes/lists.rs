//! Lists of products that are not priced, and hearts that stand in them.

use storefront::{Options, Skin};

use super::{CART, LIST, go_from, page};
use crate::support::pages::Answer;
use crate::support::shop::Shop;
use crate::support::shopper::{self, Outcome};

/// What the shops' own lists of wishes are made with: `line` makes one of a name.
const DRAW: &str = r#"<p id=none hidden>You have no favourites yet.</p><script>
const draw = () => {
  list.innerHTML = kept("wishes").map(line).join("");
  none.hidden = kept("wishes").length > 0;
  list.querySelectorAll(".out").forEach((one, at) => { one.onclick = () => { keep("wishes", kept("wishes").filter((_, other) => other !== at)); draw(); }; });
  list.querySelectorAll(".buy").forEach((one, at) => { one.onclick = () => { keep("cart", kept("wishes").slice(at, at + 1)); say(`${kept("wishes")[at]} is in your basket`); }; });
};
if (!sessionStorage.getItem("wishes")) keep("wishes", ["Blue Mug", "Tea Pot"]);
draw();
</script>"#;

/// Names and pictures without a price, as shops build them: list items, cards of nothing but boxes, rows of a table.
const WITHOUT_PRICES: [&str; 4] = [
    r#"<ul id=list></ul><script>const line = (name) => `<li><a href="/p"><img width=60 height=60 alt=""></a>
      <div><a href="/p">${name}</a> <a href="/p?options">Choose options</a></div><a class=out href="javascript:void 0">Remove</a> <button class=buy>Add to basket</button></li>`;</script>"#,
    r#"<div id=list></div><script>const line = (name) => `<div><div><a href="/p/${name}"><img width=60 height=60 alt="${name}"></a></div>
      <div><a href="/p/${name}?reviews">Reviews</a></div><div><button class=buy>Move to basket</button><button class=out><i class="icon-trash"></i></button></div></div>`;</script>"#,
    r#"<div id=list></div><script>const line = (name) => `<section><h3>${name}</h3><p>Hand made</p>
      <button class=out aria-label="Remove ${name} from favourites">x</button><button class=buy>Move to basket</button></section>`;</script>"#,
    r#"<table><tbody id=list></tbody></table><script>const line = (name, at) => `<tr><td><a href="/p">${name}</a></td><td id=b${at}><button class=buy id=buy${at}>Add to basket</button></td>
      <td><button class=out id=out${at}>Delete</button></td></tr>`;</script>"#,
];

/// What a shop sells besides, also without a price.
const BESIDES: &str = r#"<h2>You may also like</h2><ul><li><a href="/o"><img width=60 height=60 alt="Oak Board"></a><a href="/o">Oak Board</a><button>Add to basket</button></li></ul>"#;

#[track_caller]
fn at_list(list: &str, steps: &[&str]) -> Outcome {
    go_from("/favourites", [("/favourites", page(list)), ("/cart", page(CART))], steps)
}

#[test]
fn wishes_without_a_price_are_read_taken_off_and_moved() {
    for list in WITHOUT_PRICES {
        let list = format!("<h1>Favourites</h1>{list}{DRAW}{BESIDES}");
        for steps in [
            &["my wish list contains:\n      | product |\n      | Tea Pot |\n      | Blue Mug |"][..],
            &["my wish list contains \"Blue Mug\"", "my wish list does not contain \"Oak Board\""],
            &["I move \"Blue Mug\" from my wish list to my cart", "my cart contains 1 of \"Blue Mug\""],
            &[
                "I remove \"Blue Mug\" from my wish list",
                "my wish list contains \"Tea Pot\"",
                "I remove \"Tea Pot\" from my wish list",
                "my wish list is empty",
            ],
        ] {
            let outcome = at_list(&list, steps);
            assert!(outcome.failed.is_none(), "{list}\n{outcome}");
        }
    }
}

/// Nothing takes a wish off but its heart: one that says that it is pressed, and one that only looks so.
const HEARTS_ALONE: [&str; 2] = [
    r#"<ul id=list></ul><script>const line = (name) => `<li><a href="/p"><img width=60 height=60 alt=""></a>
      <h3><a href="/p">${name}</a></h3> <b>$12.50</b> <button class=out aria-label="Add to wishlist" aria-pressed=true>♥</button><button class=buy>Add to basket</button></li>`;</script>"#,
    r#"<div id=list></div><script>const line = (name) => `<div><a href="/p/${name}"><img width=60 height=60 alt="${name}"></a>
      <p><a href="/p/${name}">${name}</a></p><button class=out><i class="fas fa-heart"></i></button></div>`;</script>"#,
];

/// What a shop sells besides has hearts, too: hollow ones.
const HOLLOW: &str = r#"<h2>You may also like</h2><ul><li><a href="/o"><img width=60 height=60 alt="Oak Board"></a><h3><a href="/o">Oak Board</a></h3> <b>$24.00</b> <button aria-label="Add to wishlist" aria-pressed=false>♡</button></li>
<li><a href="/r"><img width=60 height=60 alt="Red Mug"></a><h3><a href="/r">Red Mug</a></h3> <b>$11.00</b> <button class=active><i class="far fa-heart"></i></button></li></ul>"#;

#[test]
fn a_filled_heart_takes_its_product_off_where_nothing_else_does() {
    for list in HEARTS_ALONE {
        let list = format!("<h1>Favourites</h1>{list}{DRAW}{HOLLOW}");
        let outcome = at_list(
            &list,
            &[
                "my wish list contains:\n      | product |\n      | Tea Pot |\n      | Blue Mug |",
                "I remove \"Blue Mug\" from my wish list",
                "my wish list contains:\n      | product |\n      | Tea Pot |",
                "I remove \"Tea Pot\" from my wish list",
                "my wish list is empty",
            ],
        );
        assert!(outcome.failed.is_none(), "{list}\n{outcome}");
        for product in ["Oak Board", "Red Mug"] {
            let outcome = at_list(&list, &[&format!("my wish list contains \"{product}\"")]);
            assert!(outcome.failed.is_some(), "what is sold besides is no wish: {outcome}");
        }
    }
}

#[test]
fn a_wish_without_a_price_has_none_that_a_table_could_name() {
    let list = format!("<h1>Favourites</h1>{}{DRAW}", WITHOUT_PRICES[0]);
    let step =
        "my wish list contains:\n      | product | price |\n      | Blue Mug | $12.50 |\n      | Tea Pot | $30.00 |";
    let outcome = at_list(&list, &[step]);
    let (_, failure) = outcome.failed.as_ref().expect("there is no price");
    assert!(failure.what.contains("no price") && failure.what.contains("\"Blue Mug\""), "{outcome}");
}

#[test]
fn what_is_sold_besides_a_list_that_shows_nothing_is_no_wish() {
    let goods = r#"<h2>You may also like</h2><ul><li class=card><a href="/o">Oak Board</a> $24.00 <button>Add to basket</button></li></ul>"#;
    let compared = r#"<div class="block compare-block"><b>To compare</b><ul><li><b><a href="/o">Oak Board</a></b> <button title="Remove this item">x</button></li></ul></div>"#;
    for besides in [goods, BESIDES, compared] {
        let outcome = at_list(&format!("<h1>Favourites</h1>{besides}"), &["my wish list contains \"Oak Board\""]);
        assert!(outcome.failed.is_some(), "{outcome}");
    }
}

#[test]
fn what_is_sold_out_has_no_price_in_the_demo_shop_and_is_a_wish_all_the_same() {
    let shop = Shop::open(Options { skin: Skin::App, ..Options::default() });
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("sold-out.feature");
    let journey = "Feature: wishes\n  Scenario: sold out\n    Given I am in the shop\n    And my wish list contains:\n      | product |\n      | Brass Lantern |\n      | Blue Mug |\n    Then my wish list contains:\n      | product |\n      | Blue Mug |\n      | Brass Lantern |\n    When I remove \"Brass Lantern\" from my wish list\n    Then my wish list does not contain \"Brass Lantern\"\n";
    std::fs::write(&file, journey).expect("it can be written");
    let told = shopper::go(shop.url(), &[&file.to_string_lossy(), "--timeout", "2500ms"]);
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
}

/// Hearts in the cards of a list: over the picture, beside the name, one that names its product, and none at all.
const HEARTS: &str = r#"<style>.pic { position: relative } .pic button { position: absolute; right: 0; top: 0 }</style><h1>Mugs</h1><ul>
<li class=card><div class=pic><a href="/red"><img width=80 height=80 alt=""></a><button class="fav" onclick="wish('Red Mug', this)"><i class="far fa-heart"></i></button></div><h3><a href="/red">Red Mug</a></h3><b>$11.00</b><button>Add to basket</button></li>
<li class=card><div class=pic><a href="/mug"><img width=80 height=80 alt=""></a><button class="fav" onclick="wish('Blue Mug', this)"><i class="far fa-heart"></i></button></div><div class=info><a href="/mug">Blue Mug</a> <b>$12.50</b> <button>Add to basket</button></div></li></ul>
<div><div class=tile><a href="/pot"><img width=80 height=80 alt="Tea Pot"></a><a href="/pot">Tea Pot</a><button aria-label="Add Tea Pot to wishlist" onclick="wish('Tea Pot', this)">+</button></div>
<div class=tile><a href="/jar"><img width=80 height=80 alt="Jar"></a><a href="/jar">Jar</a></div></div>
<script>const wish = (name, one) => {
  const list = kept("wishes");
  keep("wishes", list.includes(name) ? list.filter((other) => other !== name) : [...list, name]);
  one.setAttribute("aria-pressed", String(!list.includes(name)));
};</script>"#;

const JAR: &str = r#"<h1>Jar</h1><b>$9.00</b><button onclick='keep("wishes", ["Jar"]); say("Jar is on your wishlist")'>Add to wishlist</button>"#;

#[track_caller]
fn from_hearts(steps: &[&str]) {
    let elsewhere: [(&'static str, Answer); 3] =
        [("/favourites", page(LIST)), ("/jar", page(JAR)), ("/cart", page(CART))];
    let outcome = go_from("/mugs", [("/mugs", page(HEARTS))].into_iter().chain(elsewhere), steps);
    assert!(outcome.failed.is_none(), "{outcome}");
}

#[test]
fn the_heart_of_a_card_is_pressed_where_it_stands() {
    for product in ["Blue Mug", "Red Mug", "Tea Pot"] {
        let (wish, wished) =
            (format!("I add \"{product}\" to my wish list"), format!("my wish list contains \"{product}\""));
        let one = format!("my wish list contains:\n      | product |\n      | {product} |");
        from_hearts(&[&wish, "the address is \"/mugs\"", &wish, "the address is \"/mugs\"", &wished, &one]);
    }
}

#[test]
fn a_card_without_a_heart_is_opened() {
    from_hearts(&["I add \"Jar\" to my wish list", "the address is \"/jar\"", "my wish list contains \"Jar\""]);
}
