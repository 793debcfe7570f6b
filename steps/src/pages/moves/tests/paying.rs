//! What is paid with and how often, what is left open on the way, and what confirms an order.

use super::*;

/// A page with kept cards to choose from, of which one is chosen.
fn kept(words: &[&str], chosen: &str) -> View {
    View { choices: words.iter().map(|one| radio("card", one, one.starts_with(chosen))).collect(), ..page("Payment") }
}

#[test]
fn a_card_that_the_shop_has_kept_is_not_the_journeys() {
    let new = |words: &[&str], chosen| next(&errand(), &kept(words, chosen), &mut Progress::default());
    let (visa, other) = ("Visa ending in 1111", "Mastercard ending in 4444");
    assert_eq!(new(&[visa, other, "Use a new card"], "Mastercard"), "choose \"Use a new card\"");
    assert_eq!(new(&[visa, "Use a new card"], "Visa"), "choose \"Use a new card\"");
    let own = "Visa ending in 4242";
    assert_eq!(new(&[own, other, "Use a new card"], "Mastercard"), "choose \"Visa ending in 4242\"");
    let anyhow = Errand { only_by_card: false, ..errand() };
    let view = kept(&[visa, "Invoice"], "Visa");
    assert_eq!(next(&anyhow, &view, &mut Progress::default()), "choose \"Invoice\"");
}

#[test]
fn no_order_is_placed_that_a_kept_card_would_pay() {
    let buttons = vec![button("Add a card"), button("Place order")];
    let view = View { buttons, ..kept(&["Visa ending in 1111", "Mastercard ending in 4444"], "Visa") };
    let mut progress = Progress::default();
    assert_eq!(next(&errand(), &view, &mut progress), "press button or link \"Add a card\"");
    assert_eq!(
        next(&errand(), &view, &mut progress),
        "wait: the shop would take the money from \"Visa ending in 1111\", a card that it has kept, and the page \"Payment\" (/Payment) offers no other card"
    );
}

#[test]
fn a_kept_card_is_known_whatever_stands_before_its_number_and_on_the_page_after_it_too() {
    for words in [
        "Card ending in 1111",
        "•••• 1111",
        "Ending in 1111 (expires 12/2027)",
        "Maestro **** 1111",
        "Kreditkarte endet mit 1111",
        "Credit card …1111",
        "Carte ●●●● 1111",
        "Tarjeta • • • • 1111",
        "Carte qui se termine par 1111",
        "Visa •••• 1111/ exp 12/27",
    ] {
        let choices = vec![radio("card", words, true), radio("card", "Use a new card", false)];
        let view = View { choices, ..page("Payment") };
        assert_eq!(next(&errand(), &view, &mut Progress::default()), "choose \"Use a new card\"", "{words}");
    }
    let mut progress = Progress::default();
    let chosen = View { buttons: vec![button("Continue")], ..kept(&["Visa ending in 1111"], "Visa") };
    assert_eq!(next(&errand(), &chosen, &mut progress), "press button or link \"Continue\"");
    let review = View { buttons: vec![button("Place order")], ..page("Review") };
    let said = next(&errand(), &review, &mut progress);
    assert_eq!(said.split(", a card").next(), Some("wait: the shop would take the money from \"Visa ending in 1111\""));
}

fn left_with_a_kept_card() -> Progress {
    let mut progress = Progress::default();
    progress.kept_card = Some("Visa ending in 1111".to_owned());
    progress
}

#[test]
fn a_kept_card_that_is_only_named_takes_no_money_either() {
    let named = |text: &str, list: &str| View {
        notes: vec![text.to_owned()],
        fields: vec![Field { kind: "select".to_owned(), chosen: "1".to_owned(), ..field("Pay with", list) }],
        buttons: vec![button("Place order")],
        ..page("Review")
    };
    for (text, list, refused) in [
        ("Payment: Visa ending in 1111", "", true),
        ("Bezahlt wird mit Kreditkarte •••• 1111", "", true),
        ("Your order", "Visa •••• 1111", true),
        ("Payment: Visa ending in 4242", "", false),
        ("Member **** 1111", "", false),
        ("Gift card ending in 1111", "", false),
        ("Visa and Mastercard since 1999", "", false),
        ("Your order", "Invoice", false),
    ] {
        let said = next(&errand(), &named(text, list), &mut Progress::default());
        assert_eq!(said.contains("would take the money"), refused, "{text} {list}: {said}");
    }
    let mut again = left_with_a_kept_card();
    again.start_again(&page("Payment"));
    let review = View { buttons: vec![button("Place order")], ..page("Review") };
    let said = next(&errand(), &review, &mut again);
    assert_eq!(said.split(", a card").next(), Some("wait: the shop would take the money from \"Visa ending in 1111\""));
}

#[test]
fn a_kept_card_is_forgotten_for_another_way_to_pay_and_for_no_box() {
    let leave = |choice: Choice| {
        let mut progress = left_with_a_kept_card();
        let view = View { choices: vec![choice], buttons: vec![button("Continue")], ..page("Delivery") };
        let _ = next(&errand(), &view, &mut progress);
        progress.kept_card.is_some()
    };
    let invoice = Choice { checked: true, words: "Invoice address same as delivery".to_owned(), ..Choice::default() };
    assert_eq!((leave(invoice), leave(radio("payment", "Credit card", true))), (true, false));
}

#[test]
fn the_order_is_placed_by_no_button_that_pays_otherwise() {
    for other in [
        "Pay with Visa •••• 1111",
        "Pay in 4 interest-free payments",
        "Pay in 4",
        "Payer en 3x sans frais",
        "Pagar en 3 plazos",
    ] {
        let view = View { buttons: vec![button(other), button("Pay $20.00 now")], ..page("Payment") };
        let said = next(&errand(), &view, &mut Progress::default());
        assert_eq!(said, "press button or link \"Pay $20.00 now\"", "{other}");
    }
    for own in [
        "Pay 20 EUR",
        "Payer 20,00 €",
        "Place order (2 items)",
        "Place order (2)",
        "Pay $20.00",
        "Bestellen: 3 Artikel",
    ] {
        let view = View { buttons: vec![button(own)], ..page("Payment") };
        let said = next(&errand(), &view, &mut Progress::default());
        assert_eq!(said, format!("press button or link \"{own}\""));
    }
}

#[test]
fn a_gift_card_is_not_the_card_one_pays_with() {
    let choices = vec![radio("pay", "Carte cadeau", false), radio("pay", "Carte bancaire", false)];
    let said = next(&errand(), &View { choices, ..page("Payment") }, &mut Progress::default());
    assert_eq!(said, "choose \"Carte bancaire\"");
}

#[test]
fn a_new_card_is_chosen_among_cards_with_names_of_their_own() {
    for (kept, new) in [("Firmenkarte", "Neue Karte"), ("Personal card", "Use a new card")] {
        let choices = vec![radio("card", kept, true), radio("card", new, false)];
        let said = next(&errand(), &View { choices, ..page("Payment") }, &mut Progress::default());
        assert_eq!(said, format!("choose \"{new}\""));
    }
}

#[test]
fn what_is_called_a_confirmation_before_the_order_is_none() {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let link = |name: &str| Button { link: true, ..button(name) };
    let required = |name: &str| Field { required: true, ..field(name, "") };
    let view = |heads: &[&str], notes: &[&str], buttons: Vec<Button>, fields: Vec<Field>| View {
        heads: texts(heads),
        notes: texts(notes),
        buttons,
        fields,
        ..View::default()
    };
    let steps = "Order complete";
    for (page, confirmed) in [
        (view(&["Confirmación del pedido"], &[], vec![button("Confirmar pedido")], vec![]), false),
        (view(&["Thank you for your order"], &[], vec![], vec![field("Card number", "")]), false),
        (view(&["Thank you for your order"], &[], vec![], vec![]), true),
        (
            view(&["Checkout"], &[steps], vec![button("Log in"), button("Continue as guest")], vec![required("Email")]),
            false,
        ),
        (view(&["Livraison"], &["Confirmation de commande"], vec![button("Continuer")], vec![]), false),
        (
            view(&["Cart"], &["Cart > Checkout details > Order complete"], vec![link("Proceed to checkout")], vec![]),
            false,
        ),
        (view(&["Goods"], &["Order complete"], vec![button("Continue shopping")], vec![]), true),
        (
            view(&["Order confirmation"], &["Thank you, please check your order."], vec![button("Continue")], vec![]),
            false,
        ),
        (view(&["Order confirmation"], &["Please check."], vec![link("Confirm and pay")], vec![]), false),
        (view(&["Order confirmation"], &["Please check."], vec![link("Continue to payment")], vec![]), false),
        (view(&["Order confirmation"], &["We are packing it."], vec![], vec![]), true),
        (
            view(&["Order A-1042"], &["Your order was cancelled.", "Thank you for shopping with us."], vec![], vec![]),
            false,
        ),
        (view(&["Thank you!"], &["Your review was submitted."], vec![], vec![]), false),
        (view(&["Thank you!"], &["Your order is on its way."], vec![], vec![]), true),
        (
            view(
                &["Your cart"],
                &["Thank you for your order last week! Why not order again?"],
                vec![button("Checkout")],
                vec![],
            ),
            false,
        ),
        (view(&["Goods"], &["Thank you for your order!"], vec![button("Register")], vec![required("Email")]), true),
        (
            view(
                &["Adresse"],
                &["Bestellbestätigung", "Bestell-Nr.: 4711"],
                vec![button("Weiter")],
                vec![field("Straße", "")],
            ),
            false,
        ),
    ] {
        assert_eq!(page.is_confirmation(&Shop::default()), confirmed, "{:?} {:?}", page.heads, page.notes);
    }
}

#[test]
fn a_refusal_in_plain_words_is_one_and_the_money_is_not_sent_again_and_again() {
    let form = View { fields: vec![field("Card number", "")], buttons: vec![button("Pay now")], ..page("Payment") };
    let mut progress = Progress::default();
    let _ = next(&errand(), &form, &mut progress);
    assert_eq!(next(&errand(), &form, &mut progress), "press button or link \"Pay now\"");
    let refused = View { notes: vec!["Your card was declined.".to_owned()], ..form.clone() };
    let said = next(&errand(), &refused, &mut progress);
    assert_eq!(said, "end: Refused(\"Your card was declined.\")");

    let mut sent = 0;
    let mut progress = Progress::default();
    for attempt in 0..40 {
        // The form comes back empty, under another heading each time.
        let again = View { heads: vec![format!("Payment {attempt}")], ..form.clone() };
        match next(&errand(), &again, &mut progress) {
            said if said.starts_with("press") => sent += 1,
            said if said.contains("the payment was sent") => break,
            _ => {}
        }
    }
    assert_eq!(sent, 3);
}

#[test]
fn a_question_that_can_be_declined_is_left_open_unless_it_must_be_answered() {
    let question = |required: bool| {
        let one = |words: &str| Choice { required, ..radio("gift", words, false) };
        View { choices: vec![one("Yes"), one("No")], buttons: vec![button("Continue")], ..page("Address") }
    };
    assert_eq!(next(&errand(), &question(false), &mut Progress::default()), "press button or link \"Continue\"");
    assert_eq!(next(&errand(), &question(true), &mut Progress::default()), "choose \"No\"");
}

#[test]
fn a_question_is_answered_by_the_row_of_its_name() {
    let one = |words: &str| Choice { heading: "Is this a gift? *".to_owned(), ..radio("gift", words, words == "No") };
    let view = View { choices: vec![one("Yes"), one("No")], buttons: vec![button("Place order")], ..page("Address") };
    let row = Given { name: "Is this a gift?".to_owned(), purpose: None, value: "Yes".to_owned() };
    let errand = Errand { answers: vec![row], ..errand() };
    let mut progress = Progress::default();
    assert_eq!(next(&errand, &view, &mut progress), "choose \"Yes\"");
    assert_eq!(errand.unasked(&view, &mut progress).map(|failure| failure.what), None);
}

#[test]
fn an_address_that_sounds_like_a_card_pays_nothing() {
    let buttons = vec![button("Place order")];
    for words in ["12 Discovery Lane, 62701 Springfield", "Home, 1234 Visa Street"] {
        let view = View { choices: vec![radio("address", words, true)], buttons: buttons.clone(), ..page("Review") };
        let said = next(&errand(), &view, &mut Progress::default());
        assert_eq!(said, "press button or link \"Place order\"", "{words}");
    }
}

#[test]
fn a_card_to_write_a_greeting_on_is_not_bought() {
    for extra in ["Add a card (+$3.00)", "Grußkarte hinzufügen", "Another cardigan"] {
        let choices = vec![radio("greeting", "No card", true), radio("greeting", extra, false)];
        let view = View { choices, buttons: vec![button("Continue")], ..page("Extras") };
        let said = next(&errand(), &view, &mut Progress::default());
        assert_eq!(said, "press button or link \"Continue\"", "{extra}");
    }
}

#[test]
fn a_list_of_other_kinds_of_card_is_left_as_it_stands() {
    let list = Field {
        kind: "select".to_owned(),
        options: ["Credit", "Debit"].map(str::to_owned).to_vec(),
        chosen: "Credit".to_owned(),
        value: "Credit".to_owned(),
        ..field("Card type", "")
    };
    let view = View { fields: vec![list], buttons: vec![button("Continue")], ..page("Payment") };
    assert_eq!(next(&errand(), &view, &mut Progress::default()), "press button or link \"Continue\"");
}
