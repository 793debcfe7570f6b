//! The customer's moves on pages that are made up here: no browser is needed to know what they would do.

mod paying;

use super::*;
use crate::pages::Purpose;
use crate::pages::view::Field;

fn errand() -> Errand {
    Errand {
        customer: Customer::default(),
        answers: Vec::new(),
        print: CardPrint::default(),
        card: Some("4242 4242 4242 4242".to_owned()),
        only_by_card: true,
        secure: false,
        twice: false,
        shipping: None,
        until: Until::Placed,
        account: None,
    }
}

fn field(name: &str, value: &str) -> Field {
    Field { name: name.to_owned(), value: value.to_owned(), kind: "text".to_owned(), ..Field::default() }
}

fn radio(group: &str, words: &str, checked: bool) -> Choice {
    Choice {
        radio: true,
        group: group.to_owned(),
        words: words.to_owned(),
        checked,
        path: words.to_owned(),
        ..Choice::default()
    }
}

fn button(name: &str) -> Button {
    Button { name: name.to_owned(), path: name.to_owned(), ..Button::default() }
}

fn page(heading: &str) -> View {
    View { heads: vec![heading.to_owned()], path: format!("/{heading}"), ..View::default() }
}

/// The next move in words.
fn next(errand: &Errand, view: &View, progress: &mut Progress) -> String {
    match errand.next(view, progress, &Shop::default()) {
        Err(instead) => format!("wait: {instead}"),
        Ok(Move::Fill(answers)) => {
            let said = answers.iter().map(|answer| match &answer.kind {
                AnswerKind::Type(text) => format!("{} = {text}", answer.field),
                AnswerKind::TypeSecret(_) => format!("{} = (secret)", answer.field),
                AnswerKind::Select(option) => format!("{} -> {option}", answer.field),
                AnswerKind::Pick(names) => format!("{} -> one of {}", answer.field, names.join("/")),
            });
            said.collect::<Vec<_>>().join(", ")
        }
        Ok(Move::Choose(choice, _)) => format!("choose {choice}"),
        Ok(Move::Press(button) | Move::Place(button)) => format!("press {button}"),
        Ok(Move::AwaitShipping) => "wait for the ways of shipping".to_owned(),
        Ok(Move::AwaitRegions) => "wait for the list of regions".to_owned(),
        Ok(Move::FillBank) => "fill in the bank's fields".to_owned(),
        Ok(Move::End(end)) => format!("end: {end:?}"),
        Ok(Move::Complaint(complaint)) => format!("complaint: {complaint}"),
        Ok(Move::Unclear(failure)) => format!("unclear: {failure}"),
    }
}

#[test]
fn who_am_i_is_answered_before_anything_else() {
    let view = View {
        choices: vec![radio("who", "Log in to my account", true), radio("who", "Check out as a guest", false)],
        buttons: vec![button("Continue")],
        ..page("Checkout")
    };
    assert_eq!(next(&errand(), &view, &mut Progress::default()), "choose \"Check out as a guest\"");
}

#[test]
fn fields_are_answered_by_meaning_and_what_is_known_stays() {
    let view = View {
        fields: vec![
            field("Email *", ""),
            field("Full name *", "Mary S. Shopper"),
            field("Coupon code", ""),
            field("City", ""),
        ],
        buttons: vec![button("Continue")],
        ..page("Checkout")
    };
    let mut progress = Progress::default();
    let said = next(&errand(), &view, &mut progress);
    assert_eq!(said, "field \"Email *\" = mary.shopper@example.com, field \"City\" = Springfield");
    assert_eq!(next(&errand(), &view, &mut progress), "press button or link \"Continue\"", "a field is answered once");
}

#[test]
fn what_the_journey_says_replaces_what_stands_there() {
    let view = View { fields: vec![field("City", "Springfield")], ..page("Checkout") };
    let errand = Errand {
        answers: vec![Given { name: "city".to_owned(), purpose: Some(Purpose::City), value: "Berlin".to_owned() }],
        ..errand()
    };
    assert_eq!(next(&errand, &view, &mut Progress::default()), "field \"City\" = Berlin");
}

#[test]
fn a_country_is_chosen_under_the_name_the_shop_gives_it() {
    let country = Field {
        kind: "select".to_owned(),
        chosen: "DE".to_owned(),
        options: vec!["Deutschland".to_owned(), "Vereinigte Staaten".to_owned()],
        ..field("Land", "Deutschland")
    };
    let view = View { fields: vec![country], ..page("Kasse") };
    assert_eq!(next(&errand(), &view, &mut Progress::default()), "field \"Land\" -> Vereinigte Staaten");
}

#[test]
fn a_card_is_typed_as_a_secret_and_replaces_the_card_before() {
    let view =
        View { fields: vec![field("Card number", "4000 0000 0000 0002"), field("CCV number", "")], ..page("Payment") };
    let said = next(&errand(), &view, &mut Progress::default());
    assert_eq!(said, "field \"Card number\" = (secret), field \"CCV number\" = (secret)");
}

#[test]
fn shopping_on_is_not_going_on_and_a_button_is_pressed_once() {
    let view = View { buttons: vec![button("Continue shopping"), button("Continue")], ..page("Shipping") };
    let mut progress = Progress::default();
    assert_eq!(next(&errand(), &view, &mut progress), "press button or link \"Continue\"");
    assert_eq!(
        next(&errand(), &view, &mut progress),
        "wait: nothing has happened on the page \"Shipping\" (/Shipping)"
    );
}

#[test]
fn a_complaint_is_a_refusal_only_after_the_card_was_handed_over() {
    let form = View {
        fields: vec![field("Card number", "")],
        buttons: vec![button("Place order · $20.00")],
        ..page("Payment")
    };
    let mut progress = Progress::default();
    assert_eq!(next(&errand(), &form, &mut progress), "field \"Card number\" = (secret)");
    assert_eq!(next(&errand(), &form, &mut progress), "press button or link \"Place order · $20.00\"");
    let refused = View { alerts: vec!["Your card was declined.".to_owned()], ..form };
    assert_eq!(next(&errand(), &refused, &mut progress), "end: Refused(\"Your card was declined.\")");

    let address = View { buttons: vec![button("Continue")], ..page("Address") };
    let mut progress = Progress::default();
    assert_eq!(next(&errand(), &address, &mut progress), "press button or link \"Continue\"");
    let wrong = View { alerts: vec!["Please enter your city.".to_owned()], ..address };
    assert_eq!(next(&errand(), &wrong, &mut progress), "complaint: Please enter your city.");
}

#[test]
fn the_complaint_about_the_card_before_is_not_held_against_the_next_one() {
    let refused = View {
        fields: vec![field("Card number", "")],
        buttons: vec![button("Continue")],
        alerts: vec!["Your card was declined.".to_owned()],
        ..page("Payment")
    };
    let mut progress = Progress::default();
    progress.start_again(&refused);
    assert_eq!(next(&errand(), &refused, &mut progress), "field \"Card number\" = (secret)");
    let filled = View { fields: vec![field("Card number", "4242 4242 4242 4242")], ..refused };
    assert_eq!(next(&errand(), &filled, &mut progress), "press button or link \"Continue\"");
}

#[test]
fn the_way_of_shipping_is_the_wanted_one_or_the_first() {
    let view = View {
        choices: vec![radio("shipping", "Standard $4.99", false), radio("shipping", "Express $12.99", false)],
        ..page("Shipping method")
    };
    assert_eq!(next(&errand(), &view, &mut Progress::default()), "choose \"Standard $4.99\"");
    let errand = Errand { shipping: Some("Express".to_owned()), ..errand() };
    assert_eq!(next(&errand, &view, &mut Progress::default()), "choose \"Express $12.99\"");
}

#[test]
fn what_keeps_a_customer_from_going_on_is_said() {
    let required = Field { required: true, ..field("Membership *", "") };
    let place = Button { disabled: true, ..button("Place order") };
    let view = View { fields: vec![required], buttons: vec![place.clone()], ..page("Checkout") };
    let said = next(&errand(), &view, &mut Progress::default());
    assert_eq!(
        said,
        "wait: the page \"Checkout\" (/Checkout) has required fields that are still empty: \"Membership *\""
    );
    let view = View { buttons: vec![place], ..page("Checkout") };
    let said = next(&errand(), &view, &mut Progress::default());
    assert_eq!(said, "wait: on the page \"Checkout\" (/Checkout) the button \"Place order\" cannot be pressed");
}

#[test]
fn thanks_end_the_journey_and_the_bank_interrupts_it() {
    let thanks = page("Thank you for your order!");
    let anyhow = Errand { only_by_card: false, ..errand() };
    assert_eq!(next(&anyhow, &thanks, &mut Progress::default()), "end: Confirmed");
    assert_eq!(
        next(&errand(), &thanks, &mut Progress::default()),
        "wait: the shop thanks for the order, and never asked for the card"
    );
    let asked = View { dialog: Some("Your bank asks you".to_owned()), ..page("Checkout") };
    assert_eq!(next(&errand(), &asked, &mut Progress::default()), "end: Challenged");
}

fn select_option(near: &str) -> Button {
    Button { near: near.to_owned(), path: near.to_owned(), ..button("Select option") }
}

#[test]
fn a_way_of_shipping_with_a_button_of_its_own_is_chosen_by_what_stands_around_it() {
    let view = View {
        buttons: vec![select_option("Standard £4.99"), select_option("Express £12.00")],
        ..page("Shipping method")
    };
    let express = Errand { shipping: Some("Express".to_owned()), ..errand() };
    let Ok(Move::Press(pressed)) = express.next(&view, &mut Progress::default(), &Shop::default()) else {
        panic!("a button is pressed");
    };
    let json = serde_json::to_value(&pressed).expect("a locator is plain data");
    assert_eq!(json["selector"], "Express £12.00");
    let by_ship = Errand { shipping: Some("By ship".to_owned()), ..errand() };
    assert_eq!(
        next(&by_ship, &view, &mut Progress::default()),
        "wait: no way of shipping called \"By ship\" is offered; the page offers \"Standard £4.99\", \"Express £12.00\""
    );
}

#[test]
fn a_guest_gives_the_email_beside_a_password_that_is_not_asked_for() {
    let password = Field { input: "password".to_owned(), disabled: true, required: true, ..field("", "") };
    let view = View {
        choices: vec![radio("who", "I want to check out as a guest", true)],
        fields: vec![field("My email address is", ""), password],
        buttons: vec![button("Continue")],
        ..page("Who are you?")
    };
    assert_eq!(
        next(&errand(), &view, &mut Progress::default()),
        "field \"My email address is\" = mary.shopper@example.com"
    );
}

#[test]
fn a_refusal_that_only_a_toast_tells_is_a_refusal() {
    let card = View { fields: vec![field("Card number", "")], buttons: vec![button("Pay now")], ..page("Checkout") };
    let mut progress = Progress::default();
    assert_eq!(next(&errand(), &card, &mut progress), "field \"Card number\" = (secret)");
    let filled = View { fields: vec![field("Card number", "4242 4242 4242 4242")], ..card };
    assert_eq!(next(&errand(), &filled, &mut progress), "press button or link \"Pay now\"");
    let refused = View { notices: vec!["Your card was declined.".to_owned()], ..filled };
    assert_eq!(next(&errand(), &refused, &mut progress), "end: Refused(\"Your card was declined.\")");
}

#[test]
fn a_shop_without_cards_is_paid_otherwise_unless_the_journey_names_a_card() {
    let view = View {
        choices: vec![radio("method", "Cash on Delivery", false)],
        buttons: vec![button("Place Order")],
        ..page("Checkout")
    };
    let anyhow = Errand { only_by_card: false, ..errand() };
    assert_eq!(next(&anyhow, &view, &mut Progress::default()), "choose \"Cash on Delivery\"");
    assert_ne!(next(&errand(), &view, &mut Progress::default()), "choose \"Cash on Delivery\"");
}

#[test]
fn the_brand_is_that_of_the_card() {
    let brands = ["Mastercard", "Visa", "Diners", "Amex"];
    let view = View {
        choices: brands.map(|brand| radio("card_type", brand, brand == "Mastercard")).to_vec(),
        fields: vec![field("Card number", "")],
        ..page("Payment")
    };
    assert_eq!(next(&errand(), &view, &mut Progress::default()), "choose \"Visa\"");
    let amex = Errand { card: Some("3782 822463 10005".to_owned()), ..errand() };
    assert_eq!(next(&amex, &view, &mut Progress::default()), "choose \"Amex\"");
    let list = Field {
        kind: "select".to_owned(),
        options: brands.map(str::to_owned).to_vec(),
        chosen: "Mastercard".to_owned(),
        value: "Mastercard".to_owned(),
        ..field("Card type", "")
    };
    let view = View { fields: vec![list], ..page("Payment") };
    assert_eq!(next(&errand(), &view, &mut Progress::default()), "field \"Card type\" -> Visa");
    assert_eq!(next(&amex, &view, &mut Progress::default()), "field \"Card type\" -> Amex");
}

#[test]
fn a_way_that_ends_before_the_payment_ends_where_the_card_is_asked_for() {
    let view = View { fields: vec![field("Card number", "")], buttons: vec![button("Next")], ..page("Payment") };
    let survey = Errand { card: None, until: Until::Shipping, ..errand() };
    assert_eq!(next(&survey, &view, &mut Progress::default()), "end: Reached");
    let express = Errand { shipping: Some("Express".to_owned()), ..survey };
    assert_ne!(next(&express, &view, &mut Progress::default()), "end: Reached", "nothing was chosen");
    let address = Errand { card: None, until: Until::Address, ..errand() };
    assert_ne!(next(&address, &view, &mut Progress::default()), "end: Reached", "nothing was answered");
}
