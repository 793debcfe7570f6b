//! Coupons that are judged later than they were applied, or were typed by other sentences than their own.

use super::{APPLY, FORM, cart, failure, go, go_with};

#[test]
fn a_refusal_that_is_gone_or_comes_late_is_a_refusal() {
    let gone =
        "near.innerHTML = '<div class=error>This code has expired</div>'; after(900, () => { near.innerHTML = ''; })";
    let late = "after(3500, () => { near.innerHTML = '<div class=error>This code has expired</div>'; })";
    let more = "<button onclick=\"near.innerHTML=''\">Hide</button>";
    let wait = "    And I click \"Hide\"\n    Then my cart contains \"Blue Mug\"\n    And the coupon is refused\n";
    for (page, steps) in [
        (cart(&format!("{FORM}{more}"), gone), format!("{APPLY}{wait}")),
        (cart(FORM, late), format!("{APPLY}    Then the coupon is refused\n")),
    ] {
        let told = go_with(page, &steps, "5s");
        assert_eq!(told.code, Some(0), "{steps}{}{}", told.out, told.err);
    }
}

#[test]
fn a_coupon_that_is_typed_by_other_sentences_can_be_refused() {
    let typed = |apply: &str| {
        let steps =
            "    And I fill \"Promo code\" with \"HALF\"\n    And I click \"Apply\"\n    Then the coupon is refused\n";
        go(cart(FORM, apply), steps)
    };
    let no = typed("near.innerHTML = '<div class=error>Nice try</div>'");
    assert_eq!(no.code, Some(0), "{}{}", no.out, no.err);
    let (step, _) = failure(&typed(super::YES[2])).expect("good news is no refusal, however loud");
    assert_eq!(step, "the coupon is refused");
}

const REFUSED: &str = "    Then the coupon is refused\n";
const SUMS: &str =
    "sums.insertAdjacentHTML('afterbegin', '<dt>Discount</dt><dd>-$2.00</dd>'); total.textContent = '$10.50';";

fn typed(label: &str, code: &str) -> String {
    format!("    When I fill \"{label}\" with \"{code}\"\n    And I click \"Apply\"\n")
}

/// Runs it, and expects that `the coupon is refused` fails for this reason.
#[track_caller]
fn is_not_refused(form: &str, apply: &str, steps: &str, why: &str) {
    let told = go(cart(form, apply), steps);
    let (step, failure) = failure(&told).unwrap_or_else(|| panic!("{steps}passes: {}", told.out));
    assert_eq!(step, "the coupon is refused", "{steps}{}", told.out);
    assert_eq!(failure.what, why, "{steps}{}", told.out);
}

#[track_caller]
fn passes(form: &str, apply: &str, steps: &str) {
    let told = go(cart(form, apply), steps);
    assert_eq!(told.code, Some(0), "{steps}{}{}", told.out, told.err);
}

#[test]
fn an_old_refusal_is_no_answer_to_a_coupon_that_is_typed_later() {
    // The old message stands until the sums come, and after.
    let apply = format!(
        "if (document.querySelector('input').value === 'SAVE10') {{ after(300, () => {{ {SUMS} }}); }} else {{ near.innerHTML = '<div class=error>This code has expired</div>'; }}"
    );
    let then = |code: &str| format!("{}{REFUSED}", typed("Promo code", code));
    for before in [format!("{APPLY}{REFUSED}"), then("HALF")] {
        let taken = "the shop takes the coupon \"SAVE10\": the page shows a discount of -$2.00";
        is_not_refused(FORM, &apply, &format!("{before}{}", then("SAVE10")), taken);
        passes(FORM, &apply, &format!("{before}{}", then("OLD20")));
    }
    // One that its own sentence applies is refused in the same words.
    passes(FORM, &apply, &format!("{APPLY}{REFUSED}    When I apply the coupon \"OLD20\"\n{REFUSED}"));
}

#[test]
fn a_refused_coupon_that_is_good_by_now_is_not_refused() {
    let no = "near.innerHTML = '<div class=error>Below the minimum</div>'";
    let forms = |act: &str| format!("{FORM}<button onclick=\"{act}\">Go on</button>");
    let steps = format!("{APPLY}{REFUSED}    When I click \"Go on\"\n{REFUSED}");
    let more = format!("near.innerHTML = ''; {SUMS}");
    is_not_refused(
        &forms(&more),
        no,
        &steps,
        "the shop takes the coupon \"HALF\": the page shows a discount of -$2.00",
    );
    let told = "near.innerHTML = '<div role=status>HALF applied</div>'";
    is_not_refused(
        &forms(told).replace("status", "&quot;status&quot;"),
        no,
        &steps,
        "the shop takes the coupon \"HALF\": the page says \"HALF applied\"",
    );
    for still in [
        // What is taken out of the cart costs nothing, coupon or not.
        "document.querySelector('tr').remove(); total.textContent = '$0.00'",
        "near.innerHTML = ''",
        "document.querySelector('main').innerHTML = '<h1>Blue Mug</h1><b>$12.50</b> <p>You save $5.00</p>'",
    ] {
        passes(&forms(still), no, &steps);
    }
}

#[test]
fn an_alert_about_something_else_refuses_no_coupon_that_is_typed() {
    let standing = format!("<div role=alert>Only two are left.</div>{FORM}");
    let steps = format!("{}{REFUSED}", typed("Promo code", "HALF"));
    let taken = "the shop takes the coupon \"HALF\": the total was $12.50, and is $10.50";
    is_not_refused(&standing, "total.textContent = '$10.50'", &steps, taken);
    is_not_refused(&standing, "", &steps, "the page does not say that the coupon \"HALF\" is refused");
    passes(&standing, "near.innerHTML = '<div class=error>Nice try</div>'", &steps);
    // Nobody can know that a field of this name is for a coupon.
    let perk = standing.replace("Promo code", "Perk").replace("name=code", "name=perk");
    let steps = format!("{}{REFUSED}", typed("Perk", "HALF"));
    is_not_refused(&perk, "", &steps, "the page does not say that the coupon is refused");
    passes(&perk, "near.innerHTML = '<div class=error>This coupon has expired</div>'", &steps);
}

#[test]
fn a_coupon_is_typed_in_four_languages() {
    for (label, no, yes) in [
        ("Discount code", "This code has expired", "HALF applied, cannot be combined with other offers"),
        (
            "Gutscheincode",
            "Dieser Code ist abgelaufen",
            "HALF eingelöst, kann nicht mit anderen Gutscheinen kombiniert werden",
        ),
        (
            "Code promo",
            "Ce code n’existe pas : code inconnu",
            "HALF appliqué, ne peut être cumulé avec d'autres offres",
        ),
        ("Código de descuento", "El cupón no es válido", "HALF aplicado, no se puede combinar con otras ofertas"),
    ] {
        let form = format!("<div role=alert>-</div>{}", FORM.replace("Promo code", label));
        let says = |said: &str| format!("near.innerHTML = `<div role=status>{said}</div>`");
        let steps = format!("{}{REFUSED}", typed(label, "HALF"));
        passes(&form, &says(no), &steps);
        is_not_refused(
            &form,
            &says(yes),
            &steps,
            &format!("the shop takes the coupon \"HALF\": the page says \"{yes}\""),
        );
    }
}
