//! Pictures of what nobody may read: two that differ in nothing but a card's digits are the same picture.

use std::path::Path;

use crate::support::pages::{html, serve};
use crate::support::shopper::shopper;

/// It puts a field of its own in the place of the one that was typed into, as pages do that are made anew at each key; and
/// its bank never answers.
const PAY: &str = r#"<!doctype html><title>Payment</title><h1>Checkout</h1><form onsubmit="document.getElementById('said').textContent = 'The bank does not answer.'; return false">
<label>Card number <input id=number></label><label>Expiry (MM/YY) <input></label><label>Security code <input></label><p role=alert id=said></p><button>Pay now</button></form>
<script>document.getElementById('number').addEventListener('change', ({ target }) => {
  const twin = document.createElement('input'); twin.value = target.value; target.replaceWith(twin);
});</script>"#;

/// A form in a frame of the shop, which puts a field of its own in the place of the one that was typed into.
const FRAME: &str =
    "<!doctype html><title>Payment</title><h1>Checkout</h1><iframe src=/card width=700 height=300></iframe>";
const CARD: &str = r#"<!doctype html><form onsubmit="return false"><label>Card number <input id=number></label><label>Name <input></label><button>Pay now</button></form>
<script>document.getElementById('number').addEventListener('change', ({ target }) => {
  const twin = document.createElement('input'); twin.value = target.value; target.replaceWith(twin);
});</script>"#;
/// A form whose parts are components, each in a shadow root of its own.
const SHADOW: &str = "<!doctype html><title>Payment</title><h1>Checkout</h1><pay-form></pay-form><script>
customElements.define('card-twin', class extends HTMLElement { connectedCallback() {
  const twin = document.createElement('input'); twin.value = this.number; this.attachShadow({ mode: 'open' }).append(twin);
} });
customElements.define('pay-form', class extends HTMLElement { connectedCallback() {
  const root = this.attachShadow({ mode: 'open' });
  root.innerHTML = '<label>Card number <input id=number></label><label>Name <input></label><button type=button>Pay now</button><p></p>';
  root.getElementById('number').addEventListener('change', ({ target }) => {
    const [component, twin] = ['card-twin', 'input'].map((name) => document.createElement(name));
    component.number = twin.value = target.value; target.replaceWith(component); root.querySelector('p').append(twin);
  });
} });</script>";
/// A frame that is answered by another document in which the number stands again.
const SENT: &str =
    "<!doctype html><title>Payment</title><h1>Checkout</h1><iframe src=/ask width=700 height=300></iframe>";
const ASK: &str = r#"<!doctype html><form action=/asked onsubmit="parent.number = number.value"><label>Card number <input id=number></label><label>Name <input></label><button>Pay now</button></form>"#;
const ASKED: &str =
    "<!doctype html><p>Please look at this again.</p><input id=again><script>again.value = parent.number</script>";

/// The picture of a page on which this was typed in secret, and then something else.
fn picture_with(page: &str, number: &str) -> image::RgbaImage {
    let pages =
        [("/frame", FRAME), ("/card", CARD), ("/shadow", SHADOW), ("/sent", SENT), ("/ask", ASK), ("/asked", ASKED)];
    let port = serve(pages.map(|(path, page)| (path, html(page))));
    let journey = format!(
        "    When I open the page \"{page}\"\n    And I fill \"Card number\" with \"{number}\"\n    And I fill \"Name\" with \"Ada\"\n    \
         And I click \"Pay now\"\n    Then I see \"Thank you\"\n"
    );
    let (told, picture) = picture_of_failure(port, &journey);
    assert!(told.contains("Thank you"), "{told}");
    picture
}

fn picture_of_payment(card: &str) -> image::RgbaImage {
    let port = serve([("/", html(PAY)), ("/checkout/pay", html(PAY))]);
    let journey = format!(
        "    When I open the page \"/checkout/pay\"\n    And I pay with a \"{card}\" card\n    Then my order is confirmed\n"
    );
    let (told, picture) = picture_of_failure(port, &journey);
    assert!(told.contains("The bank does not answer."), "{told}");
    picture
}

/// What is told of a journey of these steps that fails, and the picture of its end.
fn picture_of_failure(port: u16, steps: &str) -> (String, image::RgbaImage) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (file, out) = (folder.path().join("pay.feature"), folder.path().join("out"));
    std::fs::write(&file, format!("Feature: covered\n  Scenario: one\n{steps}")).expect("it can be written");
    let shop = format!("http://127.0.0.1:{port}/");
    let arguments = ["run", &file.to_string_lossy(), "--shop", &shop, "--timeout", "2s"].map(str::to_owned);
    let output = shopper(arguments).arg("--out").arg(&out).output().expect("the program is built and starts");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}{}", String::from_utf8_lossy(&output.stderr));
    let picture = find_picture(&out.join("one")).unwrap_or_else(|| panic!("a picture of the failure: {told}"));
    (told, image::open(picture).expect("it is a picture").into_rgba8())
}

fn find_picture(folder: &Path) -> Option<std::path::PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "png"))
}

#[test]
fn a_cards_number_is_covered_in_pictures_even_in_a_field_that_the_page_has_put_in_its_place() {
    assert_same(&["good", "declined"].map(picture_of_payment), "the checkout");
}

#[test]
fn a_form_in_a_frame_or_a_shadow_root_is_covered_as_well_when_it_is_made_anew() {
    for page in ["/frame", "/shadow", "/sent"] {
        assert_same(&["4242424242424242", "4000000000000002"].map(|number| picture_with(page, number)), page);
    }
}

fn assert_same([one, other]: &[image::RgbaImage; 2], page: &str) {
    assert_eq!(one.dimensions(), other.dimensions());
    let differ = one.pixels().zip(other.pixels()).filter(|(one, other)| one != other).count();
    assert_eq!(differ, 0, "{page}: pixels differ where the digits do");
}
