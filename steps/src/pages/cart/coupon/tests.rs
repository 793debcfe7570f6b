//! What the shop makes of a coupon, as its page tells it.

use super::*;
use crate::pages::Row;

fn sum(label: &str, amount: &str) -> Row {
    Row { name: label.to_owned(), label: label.to_owned(), monies: vec![amount.to_owned()], ..Row::default() }
}

fn cart(total: &str) -> View {
    View {
        document: "1".to_owned(),
        heads: vec!["Cart".to_owned()],
        rows: vec![sum("Total", total)],
        ..View::default()
    }
}

fn told(view: View, texts: &[&str]) -> View {
    View { notes: texts.iter().map(|&text| text.to_owned()).collect(), ..view }
}

fn alert(view: View, text: &str) -> View {
    View { alerts: vec![text.to_owned()], ..view }
}

fn notice(view: View, text: &str) -> View {
    View { notices: vec![text.to_owned()], ..view }
}

fn redeemed(view: &View) -> Option<Redeemed> {
    view.redeemed("SAVE10", &cart("$20.00"), &Shop::default())
}

fn refused(words: &str) -> Redeemed {
    Redeemed::Refused(words.to_owned())
}

#[test]
fn a_shop_that_takes_a_coupon_shows_it_by_its_sums_its_words_or_the_code() {
    let discounted = View { rows: vec![sum("Discount (SAVE10)", "-$2.00"), sum("Total", "$18.00")], ..View::default() };
    for view in [
        discounted.clone(),
        // Some announce good news as loudly as bad.
        alert(discounted, "The code cannot be combined with others."),
        cart("$18.00"),
        alert(cart("$20.00"), "Coupon code applied successfully."),
        notice(cart("$20.00"), "Der Gutschein SAVE10 wurde eingelöst."),
        told(cart("$20.00"), &["SAVE10"]),
    ] {
        assert_eq!(redeemed(&view), Some(Redeemed::Taken), "{view:?}");
    }
}

#[test]
fn a_shop_that_refuses_says_so_in_four_languages_loud_or_not() {
    for words in [
        "This coupon has expired.",
        "Coupon \"SAVE10\" does not exist!",
        "Sorry, this code cannot be used for your order",
        "Dieser Gutschein ist abgelaufen.",
        "Der Gutscheincode ist ungültig.",
        "Ce code promo n'existe pas.",
        "Le bon de réduction n'est plus valable.",
        "El cupón no es válido.",
        "Este código de descuento ha caducado.",
    ] {
        for view in
            [alert(cart("$20.00"), words), notice(cart("$20.00"), words), told(cart("$20.00"), &["Cart", words])]
        {
            assert_eq!(redeemed(&view), Some(refused(words)), "{view:?}");
        }
    }
    let field =
        Field { name: "Coupon code".to_owned(), wrong: "Please match the format.".to_owned(), ..Field::default() };
    let view = View { fields: vec![field], ..cart("$20.00") };
    assert_eq!(redeemed(&view), Some(refused("Please match the format.")));
}

#[test]
fn a_code_within_a_complaint_is_not_one_that_was_taken() {
    let view = told(alert(cart("$20.00"), "We do not know SAVE10, sorry"), &["We do not know", "SAVE10", ", sorry"]);
    assert_eq!(redeemed(&view), None, "its words may still come to be good news");
    let complaint = view.complaint_about_coupon("SAVE10", &cart("$20.00"), &Shop::default());
    assert_eq!(
        complaint,
        Some(refused("We do not know SAVE10, sorry")),
        "no discount came: in whatever words, that is no"
    );
}

#[test]
fn what_stood_there_before_is_no_answer() {
    let standing = "Coupons cannot be used for gift cards.";
    let before = alert(cart("$20.00"), standing);
    let shop = Shop::default();
    for document in ["1", "2"] {
        let view = View { document: document.to_owned(), ..before.clone() };
        assert_eq!(view.redeemed("SAVE10", &before, &shop), None);
        assert_eq!(view.complaint_about_coupon("SAVE10", &before, &shop), None);
    }
    let again = alert(cart("$20.00"), "SAVE10 is not valid.");
    let reloaded = View { document: "2".to_owned(), ..again.clone() };
    assert_eq!(
        reloaded.redeemed("SAVE10", &again, &shop),
        Some(refused("SAVE10 is not valid.")),
        "it came with a new page"
    );
    assert_eq!(told(cart("$20.00"), &["Not valid"]).redeemed("SAVE10", &cart("$20.00"), &shop), None);
}

#[test]
fn a_page_that_is_busy_or_silent_has_not_answered() {
    assert_eq!(redeemed(&View { busy: true, ..cart("$18.00") }), None);
    assert_eq!(redeemed(&cart("$20.00")), None);
    let unmarked = told(cart("$20.00"), &["Cart", "Not valid"]);
    assert_eq!(
        unmarked.complaint_about_coupon("SAVE10", &cart("$20.00"), &Shop::default()),
        Some(refused("Not valid")),
        "in the end a new text that says no is told"
    );
}
