//! Locators on real pages: names as the platform computes them, scope, strictness, and what is said when nothing fits.

use shopper_browser::{Class, Locator, Match};

use crate::support::browser::on_each_wire;

const CART: &str = r#"
  <p role="status">Blue Mug was added to your cart.</p>
  <table><tbody>
    <tr><td><a href="/p/blue-mug">Blue Mug</a></td><td><button onclick="done.textContent='mug'">Remove</button></td></tr>
    <tr><td><a href="/p/red-scarf">Red Scarf</a></td><td><button onclick="done.textContent='scarf'">Remove</button></td></tr>
  </tbody></table>
  <p>You took <output id="done" aria-label="removed">nothing</output></p>"#;

#[test]
fn a_button_is_found_by_the_line_it_stands_in() {
    on_each_wire(CART, async |page| {
        page.click(&Locator::button("Remove").beside("Red Scarf")).await.expect("one of two is meant");
        assert_eq!(page.text(&Locator::css("#done")).await.expect("it is there"), "scarf");
    });
}

#[test]
fn two_matches_are_an_error_that_lists_both() {
    on_each_wire(CART, async |page| {
        let failure = page.click(&Locator::button("Remove")).await.expect_err("two of them");
        assert_eq!(failure.class, Class::Ambiguous);
        assert_eq!(failure.what, "2 things on the page are that");
        assert!(
            failure.details[0].contains("button \"Remove\" in the line \"Blue Mug Remove\""),
            "{:?}",
            failure.details
        );
    });
}

#[test]
fn a_line_that_is_not_there_is_not_taken_for_its_neighbour() {
    let line = "<table><tbody><tr><td>Red Scarf</td><td><button>Remove</button></td></tr></tbody></table>";
    for elsewhere in ["<p>Blue Mug was removed.</p>", "<script>const offers = ['Blue Mug'];</script>"] {
        on_each_wire(&format!("{line}{elsewhere}"), async |page| {
            let failure =
                page.click(&Locator::button("Remove").beside("Blue Mug")).await.expect_err("there is no such line");
            assert_eq!(failure.class, Class::NotFound);
            assert!(failure.details[0].contains("not in the line of \"Blue Mug\""), "{:?}", failure.details);
        });
    }
}

#[test]
fn nothing_found_names_the_nearest_and_why_each_was_refused() {
    let page = r#"<button>Add to bag</button><button hidden>Add to cart</button><a href="/x">Cart</a>"#;
    on_each_wire(page, async |page| {
        let failure = page.click(&Locator::button("Add to cart")).await.expect_err("it is hidden");
        assert_eq!(failure.class, Class::NotActionable);
        let failure = page.click(&Locator::button("Add to basket")).await.expect_err("no such button");
        assert_eq!(failure.class, Class::NotFound);
        assert!(
            failure.details.iter().any(|line| line == "button \"Add to bag\": it is called differently"),
            "{:?}",
            failure.details
        );
        assert!(failure.waited_ms.is_some_and(|waited| waited >= 3_000), "{failure:?}");
    });
}

#[test]
fn names_are_computed_as_the_platform_computes_them() {
    let page = r##"
      <style>.must::after { content: " (required)" } .icon::before { content: "\e001" }</style>
      <label for="a">E-mail <em>*</em></label><input id="a">
      <label>Full <b>name</b> <input id="b"></label>
      <span id="first">Delivery</span><span id="second">city</span><input id="c" aria-labelledby="first second">
      <input id="d" aria-label="Postcode" placeholder="not this">
      <button id="e" class="icon"><svg><title>Close</title></svg></button>
      <button id="f"><img alt="Search" src="data:,"></button>
      <label for="g" class="must">Phone</label><input id="g">
      <button id="h" title="Remove"><svg></svg></button>
      <fieldset id="i"><legend>Card</legend></fieldset>
      <input id="j" type="submit" value="Send now">
      <button id="k"><span aria-hidden="true">×</span><span>Dismiss</span></button>
      <a id="l" href="#"><span>More</span><div>details</div></a>
      <label>Flash <input id="m" type="checkbox" checked> for <input value="3"> times</label>"##;
    on_each_wire(page, async |page| {
        for (id, role, name) in [
            ("a", "textbox", "E-mail"),
            ("b", "textbox", "Full name"),
            ("c", "textbox", "Delivery city"),
            ("d", "textbox", "Postcode"),
            ("e", "button", "Close"),
            ("f", "button", "Search"),
            ("g", "textbox", "Phone (required)"),
            ("h", "button", "Remove"),
            ("i", "group", "Card"),
            ("j", "button", "Send now"),
            ("k", "button", "Dismiss"),
            ("l", "link", "More details"),
            ("m", "checkbox", "Flash for 3 times"),
        ] {
            let found = Locator::role_named(role, name);
            let script = "(args, eyes) => eyes.find(args).map(element => element.id).join()";
            let seen = page
                .read(
                    "the element",
                    script,
                    serde_json::to_value(&found).expect("plain data"),
                    |value: serde_json::Value| {
                        shopper_browser::Look::Accept(value.as_str().unwrap_or_default().to_owned())
                    },
                )
                .await
                .expect("it reads");
            assert_eq!(seen, id, "{found}");
        }
    });
}

#[test]
fn shadow_roots_and_frames_are_searched_without_being_named() {
    let page = r#"<shop-card></shop-card>
      <iframe title="newsletter" srcdoc="<label>Your e-mail <input></label>"></iframe>
      <script>
        customElements.define("shop-card", class extends HTMLElement {
          connectedCallback() {
            this.attachShadow({ mode: "open" }).innerHTML = "<button>Buy now</button>";
            this.shadowRoot.querySelector("button").onclick = () => { document.title = "bought"; };
          }
        });
      </script>"#;
    on_each_wire(page, async |page| {
        page.click(&Locator::button("Buy now")).await.expect("in a shadow root");
        assert_eq!(page.title().await.expect("it has one"), "bought");
        page.fill(&Locator::label("Your e-mail"), "ada@example.com").await.expect("in a frame");
        assert_eq!(page.text(&Locator::label("Your e-mail")).await.expect("it is there"), "ada@example.com");
    });
}

#[test]
fn an_alternative_is_taken_only_where_the_first_choice_has_no_match() {
    let page = r#"<button class="qty-plus" onclick="document.title='icon'"><svg></svg></button><button onclick="document.title='named'">Increase</button>"#;
    on_each_wire(page, async |page| {
        page.click(&Locator::button("Increase").or(Locator::hint(&["plus"]))).await.expect("by name");
        assert_eq!(page.title().await.expect("set"), "named");
        page.click(&Locator::button("More").or(Locator::hint(&["plus"]))).await.expect("by hint");
        assert_eq!(page.title().await.expect("set"), "icon");
    });
}

#[test]
fn a_dialog_in_front_decides_between_two() {
    let page = r#"<button onclick="document.title='page'">Continue</button>
      <dialog id="box"><button onclick="document.title='dialog'">Continue</button></dialog><script>box.showModal()</script>"#;
    on_each_wire(page, async |page| {
        page.click(&Locator::button("Continue")).await.expect("the one in front");
        assert_eq!(page.title().await.expect("set"), "dialog");
    });
}

#[test]
fn matches_are_kinder_than_equality() {
    let page = "<button>  Place\u{a0}ORDER · $47.22 </button>";
    on_each_wire(page, async |page| {
        let starts = Match::StartsWithOneOf(vec!["place order".to_owned()]);
        page.expect_shown(&Locator::button(starts)).await.expect("case, blanks and what follows do not matter");
        assert!(!page.is_shown(&Locator::button("place order")).await.expect("it can be told"));
    });
}

#[test]
fn what_stands_in_a_script_is_no_text_of_the_page() {
    on_each_wire("<p>Blue Mug</p><script>const offer = 'Get 10 % off';</script>", async |page| {
        let offer = Locator::text(Match::Contains("Get 10 % off".to_owned()));
        assert!(!page.is_shown(&offer).await.expect("it can be looked at"));
        assert!(page.is_shown(&Locator::text("Blue Mug")).await.expect("it can be looked at"));
    });
}
