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

fn picture_of_failure(card: &str) -> image::RgbaImage {
    let port = serve([("/", html(PAY)), ("/checkout/pay", html(PAY))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (file, out) = (folder.path().join("pay.feature"), folder.path().join("out"));
    let journey = format!(
        "Feature: covered\n  Scenario: one\n    When I open the page \"/checkout/pay\"\n    And I pay with a \"{card}\" card\n    Then my order is confirmed\n"
    );
    std::fs::write(&file, journey).expect("it can be written");
    let shop = format!("http://127.0.0.1:{port}/");
    let arguments = ["run", &file.to_string_lossy(), "--shop", &shop, "--timeout", "2s"].map(str::to_owned);
    let output = shopper(arguments).arg("--out").arg(&out).output().expect("the program is built and starts");
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("The bank does not answer."), "{told}");
    let picture = find_picture(&out.join("one")).unwrap_or_else(|| panic!("a picture of the failure: {told}"));
    image::open(picture).expect("it is a picture").into_rgba8()
}

fn find_picture(folder: &Path) -> Option<std::path::PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "png"))
}

#[test]
fn a_cards_number_is_covered_in_pictures_even_in_a_field_that_the_page_has_put_in_its_place() {
    let [one, other] = ["good", "declined"].map(picture_of_failure);
    assert_eq!(one.dimensions(), other.dimensions());
    let differ = one.pixels().zip(other.pixels()).filter(|(one, other)| one != other).count();
    assert_eq!(differ, 0, "pixels differ where the digits do");
}
