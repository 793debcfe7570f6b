//! Acts on real pages: a press reaches what it was meant for or nothing, and what was typed is what the field holds.

use std::time::Duration;

use shopper_browser::{Class, Locator};
use tokio::time::Instant;

use crate::support::browser::{on_each_wire, on_each_wire_at};
use crate::support::pages::{html, serve};

#[test]
fn a_covered_button_is_not_pressed_and_the_cover_is_named() {
    let page = r#"<button onclick="document.title='pressed'">Pay</button>
      <div class="cookie-bar" style="position:fixed;inset:0;background:#fff8">We use cookies</div>"#;
    on_each_wire(page, async |page| {
        let failure = page.click(&Locator::button("Pay")).await.expect_err("it is covered");
        assert_eq!(failure.class, Class::NotActionable);
        assert!(failure.what.contains("button \"Pay\" is covered by <div class=\"cookie-bar\">"), "{}", failure.what);
        assert_ne!(page.title().await.expect("readable"), "pressed");
    });
}

#[test]
fn a_disabled_button_is_waited_for() {
    let page = r#"<button id="pay" disabled onclick="document.title='pressed'">Pay</button><script>setTimeout(() => pay.disabled = false, 400)</script>"#;
    on_each_wire(page, async |page| {
        page.click(&Locator::button("Pay")).await.expect("it becomes usable");
        assert_eq!(page.title().await.expect("readable"), "pressed");
    });
}

#[test]
fn a_button_that_stays_disabled_says_so() {
    on_each_wire("<fieldset disabled><button>Pay</button></fieldset>", async |page| {
        let failure = page.click(&Locator::button("Pay")).await.expect_err("never usable");
        assert_eq!((failure.class, failure.what.as_str()), (Class::NotActionable, "button \"Pay\" is disabled"));
    });
}

#[test]
fn a_button_that_slides_in_is_pressed_where_it_comes_to_rest() {
    let page = r#"<style>@keyframes in { from { transform: translateX(-600px) } } button { animation: in .5s }</style>
      <button onclick="document.title='pressed'">Pay</button>"#;
    on_each_wire(page, async |page| {
        page.click(&Locator::button("Pay")).await.expect("after the animation");
        assert_eq!(page.title().await.expect("readable"), "pressed");
    });
}

#[test]
fn a_press_never_reaches_what_slipped_under_the_pointer() {
    // The moment the pointer comes near, a banner pushes the button away and another one takes its place.
    let page = r#"<button id="wrong" style="position:absolute;top:0;left:0;display:none" onclick="document.title='wrong'">Buy insurance</button>
      <button id="pay" style="position:absolute;top:0;left:0" onclick="document.title='right'">Pay</button>
      <script>pay.addEventListener("mousemove", () => { wrong.style.display = "block"; pay.style.top = "200px"; }, { once: true })</script>"#;
    on_each_wire(page, async |page| {
        page.click(&Locator::button("Pay")).await.expect("at the second try");
        assert_eq!(page.title().await.expect("readable"), "right");
    });
}

#[test]
fn an_act_never_lands_in_a_document_that_is_being_left() {
    let page = r#"<a href="data:text/html,<title>second</title><button onclick='document.title=1'>Home</button>"></a>
      <button onclick="setTimeout(() => { document.title = 'old page' }, 0)">Home</button>
      <form action="about:blank"><button>Go</button></form>"#;
    on_each_wire(page, async |page| {
        page.click(&Locator::button("Go")).await.expect("it is there");
        let failure = page.click(&Locator::button("Home")).await.expect_err("the next page has no such button");
        assert_eq!(failure.class, Class::NotFound, "{failure}");
    });
}

#[test]
fn a_field_with_a_mask_keeps_its_letters_and_digits() {
    let page = r#"<label>Card <input id="card"></label>
      <script>card.oninput = () => { card.value = card.value.replace(/\D/g, "").replace(/(.{4})(?=.)/g, "$1 "); }</script>"#;
    on_each_wire(page, async |page| {
        page.fill(&Locator::label("Card"), "4242424242424242").await.expect("the mask only adds blanks");
        page.fill(&Locator::label("Card"), "1234").await.expect("what was there is replaced");
        assert_eq!(page.text(&Locator::label("Card")).await.expect("readable"), "1234");
    });
}

#[test]
fn a_field_that_listens_for_keys_gets_keys() {
    let page = r#"<label>Code <input id="code"></label>
      <script>code.onbeforeinput = (event) => { if (event.data && event.data.length > 1) event.preventDefault(); }</script>"#;
    on_each_wire(page, async |page| {
        page.fill(&Locator::label("Code"), "ab1").await.expect("typed key by key at the second try");
    });
}

#[test]
fn a_field_that_drops_characters_is_told_with_both_values() {
    let page = r#"<label>City <input id="city"></label><script>city.oninput = () => { city.value = city.value.slice(0, 3); }</script>"#;
    on_each_wire(page, async |page| {
        let failure = page.fill(&Locator::label("City"), "London").await.expect_err("it keeps three letters");
        assert_eq!(failure.class, Class::ValueNotKept);
        assert_eq!(failure.what, "the field does not keep \"London\": it holds \"Lon\"");
    });
}

#[test]
fn a_secret_that_is_not_kept_is_not_repeated() {
    let page = r#"<label>CVC <input id="cvc"></label><script>cvc.oninput = () => { cvc.value = cvc.value.slice(0, 2); }</script>"#;
    on_each_wire(page, async |page| {
        let failure = page.fill_secret(&Locator::label("CVC"), "739").await.expect_err("it keeps two");
        assert!(!failure.to_string().contains("73"), "{failure}");
        assert_eq!(failure.what, "the field does not keep the 3 characters that were typed: it holds 2 characters");
    });
}

#[test]
fn selects_and_boxes_take_what_a_person_reads() {
    let page = r#"<label>Country <select><option value="US">United States<option value="DE">Germany</select></label>
      <label><input type="checkbox" id="same"> Billing as shipping</label>"#;
    on_each_wire(page, async |page| {
        page.choose(&Locator::label("Country"), "Germany").await.expect("by its text");
        assert_eq!(page.text(&Locator::label("Country")).await.expect("readable"), "Germany");
        let failure = page.choose(&Locator::label("Country"), "Atlantis").await.expect_err("no such country");
        assert!(failure.details.iter().any(|line| line == "option \"United States\""), "{failure:?}");
        page.check(&Locator::label("Billing as shipping"), true).await.expect("checked");
        page.check(&Locator::label("Billing as shipping"), true).await.expect("still checked");
    });
}

#[test]
fn a_page_that_hangs_ends_within_the_steps_time_and_the_next_context_works() {
    on_each_wire("<button onclick=\"for(;;);\">Freeze</button>", async |page| {
        page.set_deadline(Instant::now() + Duration::from_secs(3));
        let started = Instant::now();
        let first = page.click(&Locator::button("Freeze")).await;
        let failure = match first {
            Ok(()) => page.expect_shown(&Locator::button("Freeze")).await.expect_err("it is frozen"),
            Err(failure) => failure,
        };
        assert_eq!(failure.class, Class::PageHung, "{failure:?}");
        assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
    });
    on_each_wire("<button>Alive</button>", async |page| {
        page.expect_shown(&Locator::button("Alive")).await.expect("the next one works");
    });
}

#[test]
fn an_open_dialog_is_a_failure_that_quotes_it() {
    on_each_wire("<button onclick=\"alert('Session expired')\">Pay</button>", async |page| {
        let first = page.click(&Locator::button("Pay")).await;
        let failure = match first {
            Ok(()) => page.expect_shown(&Locator::button("Pay")).await.expect_err("a dialog holds the page"),
            Err(failure) => failure,
        };
        assert_eq!(failure.class, Class::PageDialog, "{failure:?}");
        assert!(failure.what.contains("Session expired"), "{failure}");
        page.answer_dialog(true, None).await.expect("it can be answered");
        page.expect_shown(&Locator::button("Pay")).await.expect("and then the page goes on");
    });
}

#[test]
fn a_press_is_not_spent_on_a_page_that_is_being_left() {
    // A late redirect: the moment the pointer comes near, the page is on its way to another that looks the same.
    let old = r#"<title>old</title><button onclick="document.title='pressed too early'">Pay</button>
      <script>addEventListener("mousemove", () => location.replace("/new"), { once: true })</script>"#;
    let new = r#"<title>0</title><button onclick="document.title=1+ +document.title">Pay</button>"#;
    let port = serve([("/old", html(old)), ("/new", html(new))]);
    on_each_wire_at(&format!("http://127.0.0.1:{port}/old"), async |page| {
        page.click(&Locator::button("Pay")).await.expect("on the new page");
        assert_eq!(page.title().await.expect("readable"), "1");
    });
}

#[test]
fn a_double_click_is_made_once_whatever_the_first_click_brings() {
    let covered = r#"<title>0</title><button onclick="count(); document.body.insertAdjacentHTML('beforeend', '<div style=&quot;position:fixed;inset:0&quot;>one moment</div>')">Buy</button>"#;
    let replaced = r#"<title>0</title><button onclick="count(); this.outerHTML='<p>thank you</p>'">Buy</button>"#;
    let plain = r#"<title>0</title><button onclick="count()">Buy</button>"#;
    for (page, clicks) in [(covered, "1"), (replaced, "1"), (plain, "2")] {
        let page = format!("{page}<script>function count() {{ document.title = 1 + +document.title }}</script>");
        on_each_wire(&page, async |page| {
            page.click_twice(&Locator::button("Buy")).await.expect("it is there to be clicked");
            assert_eq!(page.title().await.expect("readable"), clicks);
        });
    }
}
