//! What the shop makes of a coupon, as its page tells it.

use super::*;
use crate::pages::Row;
use crate::pages::view::Field;

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

fn answer(view: &View, before: &View) -> Option<Redeemed> {
    Entered::new("SAVE10", before, &Shop::default()).answer(view)
}

fn complaint(view: &View, before: &View) -> Option<Redeemed> {
    Entered::new("SAVE10", before, &Shop::default()).complaint(view)
}

fn redeemed(view: &View) -> Option<Redeemed> {
    answer(view, &cart("$20.00"))
}

#[track_caller]
fn takes(view: &View, how: &str) {
    assert_eq!(redeemed(view), Some(Redeemed::Taken(how.to_owned())), "{view:?}");
}

fn refused(words: &str) -> Redeemed {
    Redeemed::Refused(words.to_owned())
}

#[test]
fn a_shop_that_takes_a_coupon_shows_it_by_its_sums_its_words_or_the_code() {
    let discounted = View { rows: vec![sum("Discount (SAVE10)", "-$2.00"), sum("Total", "$18.00")], ..View::default() };
    takes(&discounted, "the page shows a discount of -$2.00");
    // Some announce good news as loudly as bad.
    let loud = alert(discounted, "The code cannot be combined with others.");
    takes(&loud, "the page shows a discount of -$2.00");
    takes(&cart("$18.00"), "the total was $20.00, and is $18.00");
    let success = "Coupon code applied successfully.";
    takes(&alert(cart("$20.00"), success), &format!("the page says \"{success}\""));
    let german = "Der Gutschein SAVE10 wurde eingelöst.";
    takes(&notice(cart("$20.00"), german), &format!("the page says \"{german}\""));
    takes(&told(cart("$20.00"), &["SAVE10"]), "the page lists \"SAVE10\"");
    takes(
        &told(cart("$20.00"), &["Coupon:", "SAVE10", "[Remove]", "Coupon: SAVE10 [Remove]"]),
        "the page lists \"SAVE10\"",
    );
    takes(&told(cart("$20.00"), &["SAVE10 applied"]), "the page says \"SAVE10 applied\"");
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
    let filled = Field { value: "SAVE10".to_owned(), ..field.clone() };
    let view = |field: Field| View { fields: vec![field], ..cart("$20.00") };
    assert_eq!(redeemed(&view(filled)), Some(refused("Please match the format.")));
    assert_eq!(redeemed(&view(field)), None, "the shop has emptied it: the sums may come a moment later");
}

#[test]
fn a_code_within_a_complaint_is_not_one_that_was_taken() {
    let view = told(alert(cart("$20.00"), "We do not know SAVE10, sorry"), &["We do not know", "SAVE10", ", sorry"]);
    assert_eq!(redeemed(&view), None, "its words may still come to be good news");
    assert_eq!(
        complaint(&view, &cart("$20.00")),
        Some(refused("We do not know SAVE10, sorry")),
        "no discount came: in whatever words, that is no"
    );
}

#[test]
fn what_stood_there_before_is_no_answer() {
    let standing = "Coupons cannot be used for gift cards.";
    let before = alert(cart("$20.00"), standing);
    for document in ["1", "2"] {
        let view = View { document: document.to_owned(), ..before.clone() };
        assert_eq!(answer(&view, &before), None);
        assert_eq!(complaint(&view, &before), None);
    }
    let again = alert(cart("$20.00"), "SAVE10 is not valid.");
    let reloaded = View { document: "2".to_owned(), ..again.clone() };
    assert_eq!(answer(&reloaded, &again), Some(refused("SAVE10 is not valid.")), "it came with a new page");
    assert_eq!(redeemed(&told(cart("$20.00"), &["Not valid"])), None);
}

#[test]
fn a_page_that_is_busy_or_silent_has_not_answered() {
    assert_eq!(redeemed(&View { busy: true, ..cart("$18.00") }), None);
    assert_eq!(redeemed(&cart("$20.00")), None);
    let unmarked = told(cart("$20.00"), &["Cart", "Not valid"]);
    assert_eq!(
        complaint(&unmarked, &cart("$20.00")),
        Some(refused("Not valid")),
        "in the end a new text that says no is told"
    );
}

#[test]
fn a_good_word_that_is_denied_is_no() {
    for words in [
        "The coupon was not applied",
        "Coupon hasn't been applied",
        "Your code couldn’t be successfully applied",
        "Coupon redemption unsuccessful",
        "No discount was applied for SAVE10",
        "Discount code deactivated",
        "Der Gutschein wurde nicht angewendet",
        "Es wurde kein Gutschein eingelöst",
        "Le code n'a pas été accepté",
        "Code promo non appliqué",
        "Aucun code appliqué",
        "El cupón no se ha aplicado",
        "Unknown code SAVE10",
        "Coupon code rejected",
        "Cart updated successfully. The code SAVE10 has expired.",
        "This coupon has already been applied",
    ] {
        for view in [alert(cart("$20.00"), words), notice(cart("$20.00"), words), told(cart("$20.00"), &[words])] {
            assert_eq!(redeemed(&view), Some(refused(words)), "{view:?}");
        }
    }
}

#[test]
fn a_good_word_counts_where_it_is_said_of_the_coupon_and_of_this_time() {
    for words in [
        "FREESHIP applied. Minimum order $20",
        "SAVE10 applied (cannot be combined with others)",
        "Coupon accepted – not valid for gift cards",
        "Discount applied: 10 % on what is not reduced",
        "Le code promo est appliqué.",
    ] {
        let view = notice(cart("$20.00"), words);
        let code = if words.starts_with("FREESHIP") { "FREESHIP" } else { "SAVE10" };
        let redeemed = Entered::new(code, &cart("$20.00"), &Shop::default()).answer(&view);
        assert_eq!(redeemed, Some(Redeemed::Taken(format!("the page says \"{words}\""))));
    }
    for words in [
        "Cart updated successfully",
        "Blue Mug was added to your cart",
        "Coupons can be redeemed in the checkout",
        "Only codes of this shop are accepted",
        "Gutscheine können nur im Konto eingelöst werden",
    ] {
        for view in [notice(cart("$20.00"), words), told(cart("$20.00"), &[words])] {
            assert_eq!(redeemed(&view), None, "{view:?}");
        }
    }
    let updated = alert(cart("$20.00"), "Cart updated successfully");
    assert_eq!((redeemed(&updated), complaint(&updated, &cart("$20.00"))), (None, None), "it is no complaint, either");
    let both = notice(alert(cart("$20.00"), "The Blue Mug is no longer available."), "SAVE10 applied");
    takes(&both, "the page says \"SAVE10 applied\"");
}

#[test]
fn a_code_is_listed_where_nothing_around_it_says_more() {
    for around in ["Nice try with SAVE10", "SAVE10 nope", "SAVE10 removed"] {
        let view = View { blocks: vec![around.to_owned()], ..told(cart("$20.00"), &["SAVE10"]) };
        assert_eq!(redeemed(&view), None, "{around}");
    }
    for around in ["Gutschein: SAVE10 x", "Promo code SAVE10 Remove", "SAVE10 -$2.00"] {
        let view = View { blocks: vec![around.to_owned()], ..told(cart("$20.00"), &["SAVE10"]) };
        takes(&view, "the page lists \"SAVE10\"");
    }
}

#[test]
fn a_code_that_looks_like_a_refusal_is_a_code() {
    let before = cart("$20.00");
    let shop = Shop::default();
    let entered = Entered::new("EXPIRED", &before, &shop).answer(&told(cart("$20.00"), &["EXPIRED"]));
    assert_eq!(entered, Some(Redeemed::Taken("the page lists \"EXPIRED\"".to_owned())));
    let words = "The coupon EXPIRED has expired.";
    let entered = Entered::new("EXPIRED", &before, &shop).answer(&alert(cart("$20.00"), words));
    assert_eq!(entered, Some(refused(words)));
}

fn line(name: &str, pieces: u32, amount: &str) -> Row {
    Row { goods: true, quantity: Some(pieces), ..sum(name, amount) }
}

fn since(view: &View, before: &View) -> Option<Redeemed> {
    Entered::new("SAVE10", before, &Shop::default()).answer_since(view)
}

#[test]
fn a_total_that_is_lower_because_goods_are_gone_is_no_sign_of_a_coupon() {
    let cart = |pieces: u32, total: &str| View {
        rows: vec![line("Red Scarf", pieces, total), sum("Total", total)],
        ..View::default()
    };
    assert_eq!(answer(&cart(1, "$10.00"), &cart(2, "$20.00")), None);
    let taken = Redeemed::Taken("the total was $20.00, and is $18.00".to_owned());
    assert_eq!(answer(&cart(2, "$18.00"), &cart(2, "$20.00")), Some(taken.clone()));
    assert_eq!(answer(&cart(3, "$18.00"), &cart(2, "$20.00")), Some(taken));
}

#[test]
fn of_a_refused_coupon_only_what_nothing_else_explains_is_news() {
    let cart = |pieces: u32, sums: &[(&str, &str)]| View {
        rows: [line("Red Scarf", pieces, "$20.00")].into_iter().chain(sums.iter().map(|(a, b)| sum(a, b))).collect(),
        ..View::default()
    };
    let before = cart(1, &[("Shipping", "$5.00"), ("Total", "$25.00")]);
    let discounted = Some(Redeemed::Taken("the page shows a discount of -$4.00".to_owned()));
    let sums = [("Discount", "-$4.00"), ("Shipping", "$5.00"), ("Total", "$41.00")];
    assert_eq!(since(&cart(2, &sums), &before), discounted, "the goods make it good");
    assert_eq!(since(&cart(1, &[("Total", "$20.00")]), &before), None, "it is fetched, and not sent");
    let with_another = cart(1, &[("Discount", "-$2.00"), ("Shipping", "$5.00"), ("Total", "$23.00")]);
    assert_eq!(since(&cart(2, &sums), &with_another), None, "what another takes off grows with the goods");
    assert_eq!(since(&cart(1, &sums), &with_another), discounted);
    let product = View { rows: vec![sum("You save", "$5.00")], ..told(View::default(), &["SAVE10"]) };
    assert_eq!(since(&product, &before), None, "it is no cart");
    assert_eq!(since(&View { busy: true, ..cart(2, &sums) }, &before), None);
}

#[test]
fn what_was_said_of_another_coupon_may_be_said_again() {
    let words = "This code has expired";
    let before = alert(cart("$20.00"), words);
    let shop = Shop::default();
    let entered = || Entered::new("SAVE10", &before, &shop).after(Some(words));
    assert_eq!(entered().answer(&before), None, "it may be the old one");
    assert_eq!(entered().complaint(&before), Some(refused(words)), "nothing else came");
    let anew = View { document: "2".to_owned(), ..before.clone() };
    assert_eq!(entered().answer(&anew), Some(refused(words)), "it came with a new page");
    assert_eq!(entered().complaint(&cart("$20.00")), None, "it is gone");
}

#[test]
fn good_news_of_something_else_takes_no_coupon() {
    let before = cart("$20.00");
    for (code, words) in [
        ("SAVE", "Address saved successfully"),
        ("TEN", "Attention: your parcel was added to the tour"),
        ("SAVE10", "Postcode accepted"),
        ("SAVE10", "Code postal accepté"),
        ("SAVE10", "New in our promotion: three scarves were added"),
        ("SAVE10", "Du sparst: unsere Promotion ist erfolgreich gestartet"),
    ] {
        let view = notice(cart("$20.00"), words);
        assert_eq!(Entered::new(code, &before, &Shop::default()).answer(&view), None, "{code}: {words}");
    }
}

#[test]
fn a_field_whose_name_only_begins_like_a_coupons_is_none() {
    let field = |name: &str| Field { name: name.to_owned(), kind: "text".to_owned(), ..Field::default() };
    let of = |names: &[&str]| {
        let view = View { fields: names.iter().map(|name| field(name)).collect(), ..View::default() };
        view.coupon_field(&Shop::default()).map(|field| field.name.clone())
    };
    for other in ["Code postal", "Code de sécurité", "Código postal"] {
        assert_eq!(of(&[other, "Code promo"]).as_deref(), Some("Code promo"), "beside {other}");
        assert_eq!(of(&[other]), None);
    }
    assert_eq!(of(&["Code"]).as_deref(), Some("Code"));
}
