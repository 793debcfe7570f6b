//! Lists that are sorted by what only a press shows.

use crate::support::pages::{html, serve};
use crate::support::shopper;

/// Two lists that the page has drawn itself, neither with a name: how many are shown, and in which order.
const NAMELESS: &str = r"<!doctype html><title>All</title><h1>All products</h1>
<button role=combobox aria-expanded=false data-options='12,24'>12</button>
<button role=combobox aria-expanded=false data-options='Default,Price,Name'>Default</button>
<ul id=list></ul>";

/// A menu behind a button.
const MENU: &str = r"<!doctype html><title>All</title><h1>All products</h1>
<button aria-haspopup=menu aria-expanded=false data-role=menuitem data-options='Featured,Price: low to high,Name: A to Z'>Sort by</button>
<ul id=list></ul>";

/// What both do: a press opens the options, Escape closes them, and what is chosen sorts the list.
const SCRIPT: &str = r#"
const goods = [["Tea Towel", 675], ["Oak Board", 2400], ["Blue Mug", 1250]];
const show = (by) => {
  const sorted = [...goods];
  if (/^Price/.test(by)) sorted.sort((one, other) => one[1] - other[1]);
  if (/^Name/.test(by)) sorted.sort((one, other) => one[0].localeCompare(other[0]));
  list.innerHTML = sorted.map(([name, price]) => `<li><a href="/p">${name}</a> <b>$${(price / 100).toFixed(2)}</b></li>`).join("");
};
const close = () => { document.querySelector(".open")?.remove(); for (const one of document.querySelectorAll("[aria-expanded]")) one.setAttribute("aria-expanded", "false"); };
addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
for (const door of document.querySelectorAll("[data-options]")) door.onclick = () => {
  close();
  door.setAttribute("aria-expanded", "true");
  const box = document.createElement("div");
  box.className = "open";
  for (const words of door.dataset.options.split(",")) {
    const option = document.createElement("div");
    option.setAttribute("role", door.dataset.role || "option");
    option.textContent = words;
    option.onclick = () => { if (door.role === "combobox") door.textContent = words; close(); show(words); };
    box.append(option);
  }
  document.body.append(box);
};
show("");
"#;

#[track_caller]
fn sort(page: &'static str, order: &str, then: &str) -> shopper::Told {
    let whole: &'static str = format!("{page}<script>{SCRIPT}</script>").leak();
    let port = serve([("/list", html(whole))]);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("sorting.feature");
    let journey = format!(
        "Feature: sorting\n  Scenario: one\n    When I open the page \"/list\"\n    And I sort the products by \"{order}\"\n    Then the products are {then}\n"
    );
    std::fs::write(&file, journey).expect("it can be written");
    shopper::go(&format!("http://127.0.0.1:{port}/"), &[&file.to_string_lossy(), "--timeout", "2s"])
}

#[test]
fn a_list_without_a_name_is_known_by_its_options() {
    for order in ["price", "name"] {
        let told = sort(NAMELESS, order, &format!("sorted by {order}"));
        assert_eq!(told.code, Some(0), "{order}: {}{}", told.out, told.err);
    }
}

#[test]
fn a_menu_of_orders_is_opened() {
    for order in ["price", "name"] {
        let told = sort(MENU, order, &format!("sorted by {order}"));
        assert_eq!(told.code, Some(0), "{order}: {}{}", told.out, told.err);
    }
}

#[test]
fn an_order_that_no_list_offers_is_told() {
    let told = sort(NAMELESS, "weight", "sorted by price");
    let outcomes = told.outcomes();
    let [outcome] = outcomes.as_slice() else { panic!("one journey: {}{}", told.out, told.err) };
    let (step, failure) = outcome.failed.as_ref().expect("a broken journey has a step that failed");
    assert_eq!(step, "I sort the products by \"weight\"");
    assert!(failure.what.contains("offers no such order"), "{outcome}");
}
