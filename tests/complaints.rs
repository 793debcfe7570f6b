//! What a shop refuses, and how it says so: coupons, numbers of pieces, goods that are gone.

mod later;

use std::fmt::Write as _;

use shopper_browser::Failure;
use storefront::Skin;

use crate::support::pages::{Answer, html, serve};
use crate::support::shop::Shop;
use crate::support::shopper::{self, Outcome, Told};

/// A cart in which `apply` is what the shop does with a coupon.
fn cart(form: &str, apply: &str) -> Answer {
    let body = format!(
        r#"<!doctype html><title>Basket</title><main><h1>Your basket</h1><table><tr><td><a href="/mug">Blue Mug</a></td><td>1</td><td>$12.50</td><td><button>Remove</button></td></tr></table>
<dl id=sums><dt>Total</dt><dd id=total>$12.50</dd></dl><p>Gift cards are no longer sold. Minimum order $5.</p>{form}<div id=near></div></main>
<script>const after = (ms, act) => setTimeout(act, ms); document.querySelector("form").onsubmit = (event) => {{ event.preventDefault(); {apply} }};</script>"#
    );
    html(body.leak())
}

const FORM: &str = "<form><label>Promo code <input name=code></label><button>Apply</button></form>";
/// The browser itself says what is wrong with a code.
const PATTERN: &str = r#"<form><label>Promo code <input name=code pattern="[0-9]{4}" title="Four digits"></label><button>Apply</button></form>"#;

/// How shops say no: at once or late, loud or not, for good or for a moment; and what is told of it.
const NO: [(&str, &str, &str); 10] = [
    (FORM, "near.innerHTML = '<div role=status>The coupon was not applied</div>'", "The coupon was not applied"),
    (FORM, "near.innerHTML = '<p>Unknown code <b>HALF</b></p>'", "Unknown code HALF"),
    (
        FORM,
        "near.innerHTML = '<div role=status>Cart updated successfully</div><p>Le code HALF n’a pas été accepté</p>'",
        "Le code HALF",
    ),
    (FORM, "near.innerHTML = '<p>This code is not valid</p>'", "This code is not valid"),
    (FORM, "near.innerHTML = '<div class=error>Nice try</div>'", "Nice try"),
    (FORM, "near.innerHTML = '<p>Has expired</p>'", "Has expired"),
    (
        FORM,
        "after(300, () => { near.innerHTML = '<div role=status>El cupón ha caducado</div>'; }); after(900, () => { near.innerHTML = ''; })",
        "El cupón ha caducado",
    ),
    (FORM, "near.innerHTML = '<div role=alert>Le code <b>HALF</b> est expiré.</div>'", "Le code HALF est expiré."),
    (
        FORM,
        "near.innerHTML = '<div role=status>We successfully checked your coupon. It has expired.</div>'",
        "It has expired.",
    ),
    (PATTERN, "", "Four digits"),
];

/// How shops say yes.
const YES: [&str; 6] = [
    // The field is emptied, which it may not be, and the sums come a moment later.
    "const code = document.querySelector('input'); code.required = true; code.value = ''; after(700, () => { sums.insertAdjacentHTML('afterbegin', '<dt>Discount</dt><dd>-$2.00</dd>'); total.textContent = '$10.50'; })",
    "sums.insertAdjacentHTML('afterbegin', '<dt>Discount</dt><dd>-$2.00</dd>'); total.textContent = '$10.50'",
    "near.innerHTML = '<div role=alert>Coupon code applied successfully.</div>'",
    "after(300, () => { near.innerHTML = '<span>HALF</span> <button>x</button>'; })",
    "sums.insertAdjacentHTML('afterbegin', '<dt>Discount</dt><dd>-$6.25</dd>'); total.textContent = '$6.25'; near.innerHTML = '<div class=warning>It cannot be combined with others.</div>'",
    "near.innerHTML = '<div role=status>HALF applied, cannot be combined with other offers</div>'; after(300, () => { sums.insertAdjacentHTML('afterbegin', '<dt>Discount</dt><dd>-$2.00</dd>'); })",
];

fn go(page: Answer, steps: &str) -> Told {
    go_with(page, steps, "1500ms")
}

fn go_with(page: Answer, steps: &str, timeout: &str) -> Told {
    let port = serve([("/basket", page)]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("complaints.feature");
    let journey = format!("Feature: complaints\n  Scenario: one\n    When I open the page \"/basket\"\n{steps}");
    std::fs::write(&file, journey).expect("it can be written");
    shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--timeout", timeout])
}

fn failure(told: &Told) -> Option<(String, Failure)> {
    let mut outcomes = told.outcomes();
    assert_eq!(outcomes.len(), 1, "one journey: {}{}", told.out, told.err);
    outcomes.remove(0).failed
}

const APPLY: &str = "    And I apply the coupon \"HALF\"\n";

#[test]
fn a_coupon_that_the_shop_refuses_fails_the_step_that_applied_it() {
    for (form, apply, said) in NO {
        for after in ["", "    Then my cart contains \"Blue Mug\"\n", "    Then I see \"Your basket\"\n"] {
            let told = go(cart(form, apply), &format!("{APPLY}{after}"));
            let (step, failure) = failure(&told).unwrap_or_else(|| panic!("{apply} passes: {}", told.out));
            assert_eq!(step, "I apply the coupon \"HALF\"", "{apply}: {}", told.out);
            assert!(failure.what.starts_with("the shop refuses the coupon \"HALF\": it says "), "{apply}: {failure}");
            assert!(failure.what.contains(said), "{apply}: {failure}");
        }
    }
}

#[test]
fn a_journey_that_expects_the_refusal_says_so_next() {
    let no = || cart(FORM, "near.innerHTML = '<div class=error>This code has expired</div>'");
    for after in [
        "    Then the coupon is refused\n",
        "    And I look at my cart\n    Then my cart contains \"Blue Mug\"\n    And the coupon is refused\n",
        "    Then the page says \"has expired\"\n",
        "    Then I see \"This code has expired\"\n",
    ] {
        let told = go(no(), &format!("{APPLY}{after}"));
        assert_eq!(told.code, Some(0), "{after}{}{}", told.out, told.err);
    }
    let told = go(no(), &format!("{APPLY}{APPLY}    Then the coupon is refused\n"));
    let (step, _) = failure(&told).expect("nobody expects the first to be refused");
    assert_eq!(step, "I apply the coupon \"HALF\"");
    assert_eq!(told.out.matches("it says \"This code has expired\"").count(), 1, "{}", told.out);
}

#[test]
fn a_refusal_that_is_expected_is_judged_as_the_step_before_judges_it() {
    let refused = format!("{APPLY}    Then the coupon is refused\n");
    for (form, apply, _) in NO {
        let told = go(cart(form, apply), &refused);
        assert_eq!(told.code, Some(0), "{apply}: {}{}", told.out, told.err);
    }
    let standing = "<div role=alert>Only two are left.</div>";
    let late = "after(400, () => { sums.insertAdjacentHTML('afterbegin', '<dt>Discount</dt><dd>-$2.00</dd>'); total.textContent = '$10.50'; })";
    let taken = YES.map(|apply| (FORM.to_owned(), apply)).into_iter().chain([(format!("{standing}{FORM}"), late)]);
    for (form, apply) in taken {
        let told = go(cart(&form, apply), &refused);
        let (step, failure) = failure(&told).unwrap_or_else(|| panic!("{apply} passes: {}", told.out));
        assert_eq!(step, "the coupon is refused", "{apply}: {}", told.out);
        assert!(failure.what.starts_with("the shop takes the coupon \"HALF\": "), "{apply}: {failure}");
    }
    let told = go(cart(FORM, ""), &refused);
    let (step, failure) = failure(&told).expect("the page says nothing");
    assert_eq!(step, "the coupon is refused");
    assert_eq!(failure.what, "the page does not say that the coupon \"HALF\" is refused");
}

#[test]
fn a_coupon_that_the_shop_takes_passes_however_it_shows() {
    for apply in YES {
        let told = go(cart(FORM, apply), APPLY);
        assert_eq!(told.code, Some(0), "{apply}: {}{}", told.out, told.err);
        assert!(!told.out.contains("whether it took the coupon"), "{apply}: {}", told.out);
        let refused = go(cart(FORM, apply), &format!("{APPLY}    Then the page says \"never said\"\n"));
        let (step, _) = failure(&refused).expect("the page does not say so");
        assert_eq!(step, "the page says \"never said\"", "{apply}");
    }
    let silent = go(cart(FORM, ""), APPLY);
    assert_eq!(silent.code, Some(0), "{}{}", silent.out, silent.err);
    assert!(silent.out.contains("the shop did not show whether it took the coupon"), "{}", silent.out);
}

/// The same in each language: what is said before, the coupon, and that it is refused.
const LANGUAGES: [(&str, [&str; 6]); 4] = [
    (
        "en",
        [
            "Feature",
            "Scenario",
            "Given I am in the shop",
            "When I add \"Blue Mug\" to my cart",
            "And I apply the coupon \"EXPIRED\"",
            "Then the coupon is refused",
        ],
    ),
    (
        "de",
        [
            "Funktionalität",
            "Szenario",
            "Angenommen ich bin im Shop",
            "Wenn ich \"Blue Mug\" in den Warenkorb lege",
            "Und ich den Gutschein \"EXPIRED\" einlöse",
            "Dann wird der Gutschein abgelehnt",
        ],
    ),
    (
        "fr",
        [
            "Fonctionnalité",
            "Scénario",
            "Étant donné que je suis dans la boutique",
            "Quand j'ajoute \"Blue Mug\" à mon panier",
            "Et que j'utilise le bon de réduction \"EXPIRED\"",
            "Alors le bon de réduction est refusé",
        ],
    ),
    (
        "es",
        [
            "Característica",
            "Escenario",
            "Dado que estoy en la tienda",
            "Cuando añado \"Blue Mug\" a mi carrito",
            "Y uso el cupón \"EXPIRED\"",
            "Entonces el cupón es rechazado",
        ],
    ),
];

#[test]
fn a_refused_coupon_fails_or_is_expected_in_four_languages_on_both_skins() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (language, [feature, scenario, shop, add, apply, refused]) in LANGUAGES {
        let mut text = format!("# language: {language}\n{feature}: coupons in {language}\n");
        for (name, last) in [("expected", refused), ("unexpected", "")] {
            let _ = write!(text, "  {scenario}: {name}\n    {shop}\n    {add}\n    {apply}\n    {last}\n");
        }
        std::fs::write(folder.path().join(format!("{language}.feature")), text).expect("it can be written");
    }
    let folder = folder.path().to_string_lossy();
    for skin in Skin::ALL {
        let shop = Shop::with_fault(skin, None);
        let told = shopper::go(shop.url(), &[&folder, "--timeout", "2500ms", "--workers", "2"]);
        let outcomes = told.outcomes();
        assert_eq!(outcomes.len(), 8, "{skin}: {}{}", told.out, told.err);
        for Outcome { name, failed, .. } in &outcomes {
            match failed {
                None => assert_eq!(name, "expected", "{skin}: {}", told.out),
                Some((step, failure)) => {
                    assert!(name == "unexpected" && step.contains("\"EXPIRED\""), "{skin}, {step}: {failure}");
                    assert!(failure.what.ends_with("it says \"This coupon has expired.\""), "{skin}: {failure}");
                }
            }
        }
        assert_eq!(outcomes.iter().filter(|one| one.failed.is_some()).count(), 4, "{skin}: {}", told.out);
    }
}

/// A product whose button does what it may; a number of pieces that the browser takes up to ten.
fn product(more: &str) -> Answer {
    let body = format!("<!doctype html><title>Blue Mug</title><main><h1>Blue Mug</h1><b>$12.50</b>{more}</main>");
    html(body.leak())
}

#[track_caller]
fn tells(page: Answer, step: &str, said: &str) {
    let told = go(page, &format!("    And {step}\n"));
    let (failed, failure) = failure(&told).unwrap_or_else(|| panic!("{step} passes: {}", told.out));
    assert!(failed == step && failure.what.contains(said), "{step}: {failure}");
}

#[test]
fn what_the_page_complains_of_stands_in_the_failure_of_the_cart_and_the_product() {
    let add = "I add \"Blue Mug\" to my cart";
    let many = "I add 15 of \"Blue Mug\" to my cart";
    let number = "<form><label>Quantity <input type=number value=1 max=10></label><button>Add to cart</button></form>";
    tells(product("<p>Sold out</p>"), add, "the page says \"Sold out\"");
    tells(product("<button disabled>Out of stock</button>"), add, "the page says \"Out of stock\"");
    let less = "the field \"Quantity\" takes no such value: \"Value must be less than or equal to 10.\"";
    tells(product(number), many, less);
    let own = r#"<label>Quantity <input type=number value=1 max=10 id=n></label><button onclick="said.innerHTML='<span class=field-error>At most ten</span>'" id=b disabled>Add to cart</button><p id=said></p>
      <script>n.oninput = () => { said.innerHTML = n.value > 10 ? '<span class=field-error>At most ten</span>' : ''; };</script>"#;
    tells(product(own), many, "the page says \"At most ten\"");
    let bubble = r#"<form onsubmit="event.preventDefault()"><label>Quantity <input type=number name=q value=1 max=10></label><button>Update</button></form>"#;
    let line = format!(
        r#"<h1>Your basket</h1><table><tr><td><a href="/mug">Blue Mug</a></td><td>{bubble}</td><td>$12.50</td></tr></table>"#
    );
    let basket = html(format!("<!doctype html><title>Basket</title><main>{line}</main>").leak());
    tells(basket, "I change the quantity of \"Blue Mug\" to 15", less);
}

#[test]
fn a_number_that_nobody_has_touched_or_that_is_of_no_line_stands_in_no_cart_s_way() {
    let line = |number: &str| {
        format!(r#"<table><tr><td><a href="/mug">Blue Mug</a></td><td>{number}</td><td>$12.50</td></tr></table>"#)
    };
    let basket = |body: &str, script: &str| {
        let page = format!(
            "<!doctype html><title>Basket</title><main><h1>Your basket</h1>{body}<dl><dt>Total</dt><dd>$12.50</dd></dl></main><script>{script}</script>"
        );
        html(page.leak())
    };
    let one = "<input type=number aria-label=Quantity value=1>";
    let teaser = "<div><h3>Red Scarf</h3><b>$5.00</b><input type=number min=1 value=0 aria-label=Number><button>Add to cart</button></div>";
    // Somebody who presses the button meets the browser's own words; the cart is what it was.
    let form = "<form onsubmit='event.preventDefault()'><label>Number of samples <input type=number min=1 value=0></label><button>Order samples</button></form>";
    for (body, step) in [
        (format!("{}{teaser}", line(one)), ""),
        (line("<input type=number aria-label=Quantity step=6 min=0 value=1>"), ""),
        (format!("{}{form}", line(one)), "    And I click \"Order samples\"\n"),
    ] {
        let steps = format!("{step}    Then my cart contains \"Blue Mug\"\n    And the total is $12.50\n");
        let told = go(basket(&body, ""), &steps);
        assert_eq!(told.code, Some(0), "{body}: {}{}", told.out, told.err);
    }
}
