//! Messages of shops, and what each says of the coupon `SAVE10`, as a customer would read it.

use super::*;

fn of(code: &str) -> Wording {
    Wording::new(code, &Shop::default())
}

#[track_caller]
fn say(expected: Option<Says>, messages: &[&str]) {
    for message in messages {
        assert_eq!(of("SAVE10").says(message), expected, "{message}");
    }
}

#[track_caller]
fn refuse(messages: &[&str]) {
    for message in messages {
        assert_eq!((message, of("SAVE10").refuses(message)), (message, true));
    }
}

#[test]
fn a_limit_behind_a_good_word_takes_nothing_back() {
    let yes = [
        "SAVE10 applied, cannot be combined with other offers",
        "SAVE10 applied, but cannot be combined with other offers",
        "SAVE10 was applied and can't be combined with other coupons.",
        "10 % off applied, cannot be combined with other coupons",
        "Discount applied to your minimum order",
        "SAVE10 applied, minimum order $20",
        "Coupon accepted, not valid for gift cards",
        "Coupon successfully applied, not valid with other offers",
        "SAVE10 wurde eingelöst, kann nicht mit anderen Gutscheinen kombiniert werden",
        "Rabatt angewendet, Mindestbestellwert 20 €",
        "Gutschein eingelöst, nicht gültig für Geschenkkarten",
        "SAVE10 appliqué, ne peut être cumulé avec d'autres offres",
        "Remise appliquée à votre commande minimum",
        "Code accepté, non valide pour les cartes cadeaux",
        "SAVE10 aplicado, no se puede combinar con otras ofertas",
        "Descuento aplicado a tu pedido mínimo",
        "Cupón aplicado, no válido para tarjetas regalo",
    ];
    say(Some(Says::Yes), &yes);
}

#[test]
fn a_good_word_before_an_answer_is_no_yes() {
    let no = [
        "The coupon you added is not valid",
        "The applied code has expired",
        "Your coupon was added, but it has expired",
        "SAVE10 accepted, not valid for your order",
        "The coupon you added does not reach the minimum",
        "Cart updated successfully, this code has expired",
        "Cart updated and gift added, the coupon cannot be used",
        "Applied coupon cannot be used",
        "This coupon has already been applied",
        "Der eingelöste Gutschein ist abgelaufen",
        "Gutschein hinzugefügt, er ist aber abgelaufen",
        "Le code promo ajouté n'est plus valable",
        "El cupón añadido ha caducado",
        "We successfully checked your coupon. It has expired.",
        "Your code was looked up successfully. It is not valid for your order.",
        "Wir haben Ihren Gutschein erfolgreich geprüft. Er ist abgelaufen.",
        "Nous avons vérifié votre code avec succès. Il a expiré.",
        "Hemos comprobado tu cupón con éxito. Ha caducado.",
    ];
    say(Some(Says::No), &no);
    refuse(&no);
}

#[test]
fn what_only_the_sums_can_tell_is_neither_until_it_is_sure_that_they_tell_nothing() {
    let unclear = [
        "SAVE10 accepted, but your order is below the minimum",
        "The coupon you entered was accepted, SAVE10 cannot be used",
        "Gutschein akzeptiert, kann aber nicht verwendet werden: kann nicht",
        "We successfully checked your coupon. It cannot be used.",
    ];
    say(None, &unclear);
    refuse(&unclear);
}

#[test]
fn a_limit_in_another_sentence_takes_nothing_back() {
    let yes = [
        "FREESHIP applied. Minimum order $20. Discount: free shipping",
        "Success! Your coupon saves you 10 %. Not valid for gift cards.",
        "Your coupon was added successfully. It cannot be combined with other offers.",
    ];
    say(Some(Says::Yes), &yes);
}

#[test]
fn a_code_is_found_as_a_word_alone() {
    for (code, text) in [
        ("SAVE", "Address saved successfully"),
        ("TEN", "Attention: the shop closes at noon"),
        ("TEN", "ATTENTION, all items added"),
        ("OFF", "Our offer was added"),
        ("RAB", "Arabica added"),
        ("ÉTÉ", "La qualité est acceptée"),
    ] {
        assert_eq!((of(code).names(text), of(code).is_about(text)), (false, false), "{code}: {text}");
    }
    for (code, text) in [
        ("SAVE", "SAVE applied"),
        ("SAVE", "“save” was applied"),
        ("SUMMER-24", "(summer-24) applied"),
        ("10%", "Taken: 10%!"),
        ("ÉTÉ", "Code : été"),
    ] {
        assert_eq!((of(code).names(text), of(code).is_about(text)), (true, true), "{code}: {text}");
    }
}

#[test]
fn a_text_is_about_the_coupon_by_words_that_mean_one() {
    for text in [
        "Postcode accepted",
        "Zip code accepted",
        "Your security code was accepted",
        "Code postal accepté",
        "Código postal aceptado",
        "Barcode added",
        "Promotion of the week: three new scarves added",
        "Our spring promotion is a success",
        "Promotions cannot wait: only two are left",
        "You save 20 % on scarves",
        "Payable on our premises, accepted cards: all",
    ] {
        assert_eq!((text, of("SAVE10").is_about(text)), (text, false));
    }
    for text in [
        "Code accepted",
        "This code has expired",
        "Your promocode has expired",
        "Both codes were accepted",
        "Promotion applied",
        "Couponcode ungültig",
        "Dieser Geschenkgutschein wurde eingelöst",
        "Gutscheinnummer unbekannt",
        "Ce code n'existe pas",
        "Remise appliquée",
        "Código no válido",
        "El cupón ha caducado",
        "Discounts applied: 1",
    ] {
        assert_eq!((text, of("SAVE10").is_about(text)), (text, true));
    }
}
