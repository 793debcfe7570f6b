//! Checkouts as unlike as real shops have them, gone through by one sentence: late sections, fields of the shop's own,
//! forms in frames, log-in on the way, terms that nobody marked as required, lists that load late, traps for machines.

use mystery_shopper::record::StepOutcome;
use shopper_browser::{Class, Failure};

use crate::support::pages::{Answer, html, serve};
use crate::support::shopper::{self, Told};

const THANKS: &str = "<!doctype html><title>Done</title><h1>Thank you for your order!</h1><p>Order number: MS-1</p>";

/// Sections come one after the other, the regions half a second after the country, and the address from a portal of options.
const ONE_PAGE: &str = r#"<!doctype html><title>Checkout</title><h1>Checkout</h1><div id=app>
<label>Email * <input type=email required id=mail></label><label>Full name * <input required id=who></label>
<label>First line of address * <input required id=street></label><label>Town * <input required id=town></label><label>Post/Zip-code * <input required id=zip></label>
<span id=cl>Country</span><button role=combobox aria-labelledby=cl id=country aria-expanded=false>Choose</button>
<label>State / Region * <select id=region required disabled><option value="">Please choose</select></label>
<label>Mobile <input type=number id=phone></label>
<input name=website style="position:absolute;left:-9999px" id=trap1 aria-label="Company"><input name=email2 tabindex=-1 autocomplete=off aria-label="Email again" id=trap2>
<div aria-hidden=true><input id=trap3 aria-label="Phone number"></div><div style="opacity:0"><input id=trap4 aria-label="City"></div></div><div id=late></div>
<script>const $ = (id) => document.getElementById(id);
$('country').onclick = () => { document.body.insertAdjacentHTML('beforeend', '<ul role=listbox id=portal style="position:absolute;top:0"><li role=option>Germany</li><li role=option>United States</li></ul>');
  $('portal').onclick = (event) => { $('country').textContent = event.target.textContent; $('portal').remove();
    setTimeout(() => { $('region').disabled = false; $('region').innerHTML = '<option value="">Please choose<option value=AK>Alaska (AK)<option value=IL>Illinois (IL)'; }, 600); } };
const whole = () => ['mail','who','street','town','zip','region'].every((id) => $(id).value);
setInterval(() => { if (!whole() || $('ship')) return;
  $('late').innerHTML = '<fieldset id=ship><legend>Shipping method</legend><label><input type=radio name=s> Standard $4.99</label></fieldset>';
  $('ship').onchange = () => $('ship').insertAdjacentHTML('afterend', '<fieldset><legend>Payment</legend><label>Card number <input id=card></label><label>Expiry (MM/YY) <input></label><label>CVC <input></label></fieldset><label><input type=checkbox id=terms> I have read and agree to the terms and conditions</label><label><input type=checkbox id=news> Send me news and offers under these terms</label><button id=buy disabled>Place order</button>');
}, 50);
document.addEventListener('change', () => { if ($('buy')) $('buy').disabled = !$('terms').checked; });
document.addEventListener('click', (event) => { if (event.target.id === 'buy') {
  const trapped = ['trap1','trap2','trap3','trap4'].filter((id) => $(id).value);
  if (trapped.length || $('news').checked || $('region').value !== 'IL' || !/^\d+$/.test($('phone').value)) document.body.innerHTML = '<h1>Checkout</h1><div role=alert>Trapped: ' + trapped + $('news').checked + $('region').value + $('phone').value + '</div>';
  else location.href = '/checkout/thanks'; } });</script>"#;

const FORM: &str = r"<form action=/checkout/thanks target=_top><label>Email <input type=email required></label><label>Name <input required></label><label>Street <input required></label><label>City <input required></label><label>Postcode <input required></label><label>Country <input required></label><button>Place order</button></form>";

/// A form that comes into view slowly, as many do: its fields are no traps.
const FADING: &str = r"<!doctype html><title>C</title><style>@keyframes come { from { opacity: 0 } to { opacity: 1 } } form { animation: come 1.5s linear }</style><h1>Checkout</h1><form action=/checkout/thanks><label>Email <input type=email required></label><label>Full name <input required></label><button>Place order</button></form>";

/// Two forms: the one that leads on asks for what nobody answers; the other, for news, asks for more and does not matter.
const ASKING: &str = r#"<!doctype html><title>C</title><h1>Checkout</h1><form action=/nowhere><h2>News</h2><label>Your shoe size <input required></label><button>Tell me</button></form><form action=/checkout/thanks><label>Email <input type=email required></label><label>How did you hear of us? <select required><option value="">Please choose</option><option>From a friend</option></select></label><button>Continue</button></form>"#;

/// The second address is the same as the first: a script hides its fields while the first is being filled in. The shop asks
/// for the brand of the card, and refuses another one.
const SAME: &str = r#"<!doctype html><title>C</title><h1>Checkout</h1><form onsubmit="const right = document.querySelector('[name=card_type]:checked')?.value === 'V'; location.href = right ? '/checkout/thanks' : '/nowhere'; return false">
<fieldset><legend>Billing details</legend><label>First name <input></label><label>Last name <input></label><label>Street <input></label><label>City <input></label><label>Email <input type=email></label></fieldset>
<fieldset><legend>Delivery details</legend><label><input type=checkbox checked> The same as my billing details</label><div id=second><label>First name <input></label><label>Last name <input></label><label>Street <input></label></div></fieldset>
<fieldset><legend>Card</legend><label><input type=radio name=card_type value=M checked> Mastercard</label><label><input type=radio name=card_type value=V> Visa</label><label>Card number <input></label></fieldset>
<button>Place order</button></form><script>document.querySelector('input').addEventListener('input', () => setTimeout(() => { second.hidden = true; document.querySelectorAll('label')[2].firstChild.data = 'Street (required) '; }));</script>"#;

/// The last step's name stands above a page that still goes on; and on one that does not.
const STEPS: &str = "<!doctype html><title>C</title><h1>Goods</h1><ol><li>Address</li><li>Payment</li><li>Order confirmed</li></ol><p>How do you want to pay?</p><button>Continue</button>";
const DONE: &str = "<!doctype html><title>C</title><h1>Goods</h1><p>Order confirmed</p><p>We are packing it.</p>";

/// So does one that asks for a card, and one that offers a message when the order is placed; what a carousel goes on to is
/// the next picture.
const LAST: &str = "<!doctype html><title>C</title><h1>Checkout</h1><ol><li>Payment</li></ol><h3>Order complete</h3><label>Card number <input></label><button>Place order</button>";
const OPTION: &str = "<!doctype html><title>C</title><h1>Checkout</h1><label>Street <input></label><fieldset><legend>Order confirmation by text message</legend><label><input type=checkbox> Yes</label></fieldset><button>Continue</button>";
const UNPAID: &str = "<!doctype html><title>C</title><h1>Thank you for your order</h1><p>Order number: A-1042</p><label>Card number <input required></label><button>Pay securely</button>";
const JOIN: &str = "<!doctype html><title>C</title><h1>Goods</h1><h2>Thank you for your order!</h2><h3>Create an account</h3><label>Email <input type=email required></label><label>Password <input type=password required></label><button>Register</button>";
const CAROUSEL: &str = "<!doctype html><title>C</title><h1>Goods</h1><h2>Order confirmed</h2><p>Order number: A-1001</p><h2>You may also like</h2><button>Next</button><h3>Create an account</h3><label>Password <input type=password required></label>";

/// A question that may be left open.
const GIFT: &str = r#"<!doctype html><title>C</title><h1>Checkout</h1><form onsubmit="const gift = document.querySelector('[name=g]:checked')?.value; document.body.innerHTML = `<h1>Thank you for your order</h1><p>Order number: A-1042</p><p>gift: ${gift}</p>`; return false">
<label>Email <input type=email required></label><fieldset><legend>Is this a gift?</legend><label><input type=radio name=g value=yes> Yes</label><label><input type=radio name=g value=no> No</label></fieldset><button>Place order</button></form>"#;

fn go(journey: &str, settings: &[&str]) -> Told {
    let port = serve([
        ("/checkout/one", html(ONE_PAGE)),
        ("/checkout/thanks", html(THANKS)),
        ("/checkout/fading", html(FADING)),
        ("/checkout/asking", html(ASKING)),
        ("/checkout/gift", html(GIFT)),
        ("/checkout/same", html(SAME)),
        ("/checkout/steps", html(STEPS)),
        ("/checkout/done", html(DONE)),
        ("/checkout/last", html(LAST)),
        ("/checkout/option", html(OPTION)),
        ("/checkout/carousel", html(CAROUSEL)),
        ("/checkout/unpaid", html(UNPAID)),
        ("/checkout/join", html(JOIN)),
        (
            "/checkout/address",
            html(
                "<!doctype html><title>A</title><h1>Checkout</h1><form action=/checkout/member><label>Email * <input type=email required></label><label>Full name * <input required></label><button>Continue</button></form>",
            ),
        ),
        (
            "/checkout/member",
            html(
                "<!doctype html><title>M</title><h1>Membership</h1><form action=/checkout/thanks><label>Membership number * <input required name=m></label><label>Mobile * <input required type=tel></label><button>Continue</button></form>",
            ),
        ),
        (
            "/checkout/framed",
            html(
                "<!doctype html><title>F</title><h1>Checkout</h1><iframe title='Delivery address' width=600 height=500 src='/frame'></iframe>",
            ),
        ),
        (
            "/checkout/elsewhere",
            html(
                "<!doctype html><title>F</title><h1>Checkout</h1><iframe title='Delivery address' width=600 height=500 src='http://localhost:{port}/elsewhere-frame'></iframe>",
            ),
        ),
        ("/frame", Answer(200, "text/html; charset=utf-8", FORM)),
        (
            "/elsewhere-frame",
            html(
                "<!doctype html><title>E</title><form action='http://127.0.0.1:{port}/checkout/thanks' target=_top><label>Email <input type=email required></label><label>Full name <input required></label><label>Street <input required></label><label>City <input required></label><label>Postcode <input required></label><button>Place order</button></form>",
            ),
        ),
        (
            "/checkout/mid",
            html(
                "<!doctype html><title>L</title><h1>Checkout</h1><label>Street <input id=street required></label><label>City <input required></label><button onclick=\"who.showModal()\">Continue</button><dialog id=who aria-label='Who are you?'><h2>Who are you?</h2><label>Email <input type=email></label><label>Password <input type=password></label><button>Log in</button><button onclick=\"location.href='/checkout/thanks'\">Continue without an account</button></dialog>",
            ),
        ),
        (
            "/checkout/members-only",
            html(
                "<!doctype html><title>L</title><h1>Log in to check out</h1><label>Email <input type=email></label><label>Password <input type=password></label><button>Log in</button>",
            ),
        ),
    ]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("checkouts.feature");
    std::fs::write(&file, format!("Feature: checkouts\n  Scenario: one\n{journey}")).expect("it can be written");
    let config = folder.path().join("shopper.toml");
    std::fs::write(&config, settings.join("\n")).expect("it can be written");
    let [file, config] = [&file, &config].map(|path| path.to_string_lossy().into_owned());
    let arguments = [&file, "--config", &config, "--timeout", "3s", "--screenshots", "failures"];
    shopper::go(&format!("http://127.0.0.1:{port}/"), &arguments)
}

fn journey(page: &str, more: &str) -> String {
    format!(
        "    When I open the page \"/checkout/{page}\"\n{more}    And I check out as a guest\n    Then my order is confirmed\n"
    )
}

#[track_caller]
fn passes(told: &Told) -> Vec<String> {
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
    let record = told.record.as_ref().expect("a record");
    let steps = record.scenarios[0].attempts[0].steps.iter();
    steps.flat_map(|step| step.moves.iter().map(|made| made.text.clone())).collect()
}

fn failure(told: &Told) -> Failure {
    let record = told.record.as_ref().unwrap_or_else(|| panic!("a record: {}{}", told.out, told.err));
    let steps = &record.scenarios[0].attempts[0].steps;
    let failed = steps.iter().find_map(|step| step.result.as_ref().and_then(StepOutcome::failure));
    failed.unwrap_or_else(|| panic!("it fails: {}", told.out)).clone()
}

#[test]
fn one_page_whose_sections_and_regions_come_late_is_gone_through_without_touching_its_traps() {
    let moves = passes(&go(&journey("one", ""), &["[customer]", "phone = \"+1 202 555 0143\""]));
    for made in [
        "chose the region \"Illinois (IL)\"",
        "ticked \"I have read and agree to the terms and conditions\"",
        "pressed \"Place order\"",
    ] {
        assert_eq!(moves.iter().filter(|text| *text == made).count(), 1, "{made}: {moves:?}");
    }
}

#[test]
fn a_required_field_that_nobody_answers_is_named_before_anything_is_pressed() {
    let told = go(&journey("address", ""), &[]);
    let failure = failure(&told);
    let what =
        "the page \"Membership\" (/checkout/member) has required fields that are still empty: \"Membership number *\"";
    assert_eq!(failure.what, what);
    let mend = "answer it with a row `| Membership number | ... |` under `I check out as a guest with this address:` or `I fill in my address`";
    assert_eq!(failure.mend, mend);
    assert!(told.out.contains("3 gave the contact") && !told.out.contains("4 pressed"), "{}", told.out);
}

#[test]
fn a_field_that_no_other_shop_has_is_answered_by_its_label() {
    let by_label = |label: &str| {
        let rows = format!("      | {label} | M-1 |\n      | city | Galena |\n");
        journey("address", "").replace("a guest\n", &format!("a guest with this address:\n{rows}"))
    };
    let moves = passes(&go(&by_label("membership number"), &[]));
    assert!(moves.iter().any(|text| text.contains("\"membership number\"")), "{moves:?}");
    let near = failure(&go(&by_label("First line of the address").replace("address\"", "one\""), &[]));
    assert!(near.mend.starts_with("did you mean \"First line of address *\"?"), "{}", near.mend);
    let failure = failure(&go(&by_label("Club number").replace("address\"", "one\""), &[]));
    assert!(
        failure.mend.starts_with("of ") && failure.mend.contains(" fields on the way the nearest were \""),
        "{}",
        failure.mend
    );
    assert_eq!(failure.what, "no field called \"Club number\" was asked for on the way, and nothing was ordered");
    assert_eq!(failure.class, Class::Mistake, "{failure}");
}

#[test]
fn a_question_is_left_open_or_answered_by_the_row_of_its_name() {
    let told = |answer: &str| format!("{}    And I see \"gift: {answer}\"\n", journey("gift", ""));
    passes(&go(&told("undefined"), &[]));
    let answered = told("yes");
    let row = "      | Is this a gift? | Yes |\n";
    passes(&go(&answered.replace("a guest\n", &format!("a guest with this address:\n{row}")), &[]));
}

#[test]
fn a_form_that_fades_in_is_filled() {
    passes(&go(&journey("fading", ""), &[]));
}

#[test]
fn what_a_page_takes_back_is_not_asked_for_and_the_brand_is_that_of_the_card() {
    let moves = passes(&go(&journey("same", ""), &[]));
    assert!(moves.contains(&"chose the payment \"Visa\"".to_owned()), "{moves:?}");
}

#[test]
fn the_name_of_the_last_step_is_no_confirmation() {
    let shows = |page: &str| format!("    When I open the page \"/checkout/{page}\"\n    Then my order is confirmed\n");
    for page in ["steps", "last", "option", "unpaid"] {
        assert_eq!(go(&shows(page), &[]).code, Some(1), "a page that goes on confirms nothing: {page}");
    }
    for page in ["done", "carousel", "join"] {
        passes(&go(&shows(page), &[]));
    }
}

#[test]
fn a_list_that_says_please_choose_is_empty_and_only_the_form_that_leads_on_is_named() {
    let failure = failure(&go(&journey("asking", ""), &[]));
    assert!(failure.what.ends_with("required fields that are still empty: \"How did you hear of us?\""), "{failure}");
    let row = "      | How did you hear of us? | From a friend |\n";
    let answered = journey("asking", "").replace("a guest\n", &format!("a guest with this address:\n{row}"));
    let moves = passes(&go(&answered, &[]));
    assert_eq!(moves[moves.len() - 2], "gave the contact and \"How did you hear of us?\"", "{moves:?}");
}

#[test]
fn a_required_field_for_which_the_customer_has_no_answer_names_the_setting() {
    let journey = "    When I open the page \"/checkout/member\"\n    And I fill \"Membership number\" with \"M-1\"\n    And I check out as a guest\n";
    let failure = failure(&go(journey, &["[customer]", "phone = \"\""]));
    assert!(failure.what.ends_with("has required fields that are still empty: \"Mobile *\""), "{failure}");
    assert_eq!(
        failure.mend,
        "give the customer one: `phone = \"...\"` under [customer] in shopper.toml, or `| phone | ... |` in the step's table"
    );
    passes(&go(journey, &[]));
}

#[test]
fn an_address_form_in_a_frame_is_filled_whichever_site_it_is_of() {
    passes(&go(&journey("framed", ""), &[]));
    passes(&go(&journey("elsewhere", ""), &[]));
}

#[test]
fn a_log_in_dialog_in_mid_journey_is_passed_as_a_guest() {
    let moves = passes(&go(&journey("mid", ""), &[]));
    assert!(moves.contains(&"pressed \"Continue without an account\"".to_owned()), "{moves:?}");
}

#[test]
fn a_shop_that_takes_no_guests_is_told() {
    let failure = failure(&go(&journey("members-only", ""), &[]));
    assert!(
        failure.what.ends_with("asks the customer to log in, and the journey has no account to log in with"),
        "{failure}"
    );
}
