//! What the policy must never press: the shop's own. Leaving an overlay where it is does less harm.

use crate::support::pages::{html, serve};
use crate::support::shopper::{self, Told};

use super::moves;

/// A list of mugs below a head that stays in place; what was pressed in the head is written on the page.
macro_rules! headed {
    ($head:literal) => {
        html(concat!(
            "<!doctype html><html lang=en><title>Mugs</title><style>header{position:fixed;top:0;left:0;right:0;height:70px;background:#eee}main{margin-top:80px}.ic{position:absolute;right:8px;top:8px;width:40px;height:40px}</style>",
            $head,
            "<main><h1>Mugs</h1><ul><li><a href=/m>Blue Mug</a> $12.00</li></ul><p id=out></p></main>"
        ))
    };
}

/// A line of a cart beside a consent window of another site, which writes on the page how it was answered.
macro_rules! framed {
    ($frame:literal) => {
        html(concat!(
            "<!doctype html><html lang=en><title>Cart</title><main><h1>Your cart</h1><table><tr id=line><td><a href=/m>Blue Mug</a></td><td><input value=1 aria-label=Quantity></td><td>$12.00</td><td><button onclick='line.remove()'>Skip</button></td></tr></table><p id=out></p></main>",
            "<iframe id=f title='Cookie consent' src='http://localhost:{port}/",
            $frame,
            "' style='position:fixed;bottom:0;left:0;width:100%;height:200px'></iframe><script>addEventListener('message',e=>{out.append(e.data);f.remove()})</script>"
        ))
    };
}

fn site() -> String {
    let port = serve([
        (
            "/basket",
            headed!(
                "<header>Welcome to Mugs: 10% off your first order <button class=ic aria-label=Basket onclick=\"out.textContent='the basket was opened'\"><svg width=20 height=20><circle cx=10 cy=10 r=8 /></svg></button></header>"
            ),
        ),
        (
            "/countdown",
            headed!(
                "<header>Sale ends in <span id=t>0</span>: 20% off <button class=ic aria-label=Menu onclick=\"out.append('menu ')\"><svg width=20 height=20><circle cx=10 cy=10 r=8 /></svg></button></header><script>let i=0;setInterval(()=>t.textContent=++i,100)</script>"
            ),
        ),
        (
            "/stubborn",
            headed!(
                "<div role=dialog style='position:fixed;bottom:0;height:90px;left:0;right:0'>20% off for <span id=t>0</span> seconds <button onclick=\"out.append('no ');const d=this.closest('[role=dialog]');d.outerHTML=d.outerHTML.replace(/seconds.*?</,'seconds '+(n++)+'<')\">No thanks</button></div><script>let n=0</script>"
            ),
        ),
        ("/frame", framed!("managed")),
        (
            "/managed",
            html(
                "<!doctype html><body>We value your privacy <button>Manage options</button> <button onclick=\"parent.postMessage('accepted','*')\">Accept all</button>",
            ),
        ),
        ("/closable", framed!("closed")),
        (
            "/closed",
            html(
                "<!doctype html><body>We value your privacy <button onclick=\"parent.postMessage('skipped','*')\">Skip</button>",
            ),
        ),
        (
            "/filter",
            html(
                "<!doctype html><html lang=en><title>Mugs</title><main><h1>Mugs</h1><button onclick='d.showModal()'>Filters</button><ul><li><a href=/m>Blue Mug</a> $12.00</li></ul></main><dialog id=d aria-label='Narrow down'><h2>Narrow down</h2><button aria-label=Close onclick='d.close()'>×</button><fieldset><legend>Sale</legend><label><input type=checkbox onchange=\"document.querySelector('h1').textContent='Fewer mugs'\"> 20% off or more</label></fieldset></dialog>",
            ),
        ),
        (
            "/join",
            html(
                "<!doctype html><html lang=en><title>Shop</title><main><h1>Shop</h1><button onclick='d.showModal()'>Come in</button></main><dialog id=d aria-label='Welcome!'><label>Email <input type=email oninput='setTimeout(()=>{go.disabled=false},900)'></label><button id=go disabled onclick=\"document.querySelector('h1').textContent='code sent';d.close()\">Continue</button><button aria-label=Close onclick='d.close()'>×</button></dialog>",
            ),
        ),
        (
            "/remember",
            html(
                "<!doctype html><html lang=en><title>Shop</title><main><h1>Shop</h1><ul><li><a href=/m>Blue Mug</a> $12.00</li></ul><p id=out></p></main><div id=c style='position:fixed;bottom:0;left:0;right:0;height:150px;background:#ddd'>We use cookies to remember your cart. <button onclick=\"out.textContent='refused';c.remove()\">Reject all</button> <button onclick=\"out.textContent='accepted';c.remove()\">Accept all</button></div>",
            ),
        ),
        (
            "/keys",
            html(
                "<!doctype html><html lang=en><title>Form</title><main><h1>Form</h1><label>Phone <input id=i></label><script>let last='';i.addEventListener('input',e=>{const until=performance.now()+150;while(performance.now()<until);if(e.data&&e.data.length>1)i.value=last;last=i.value})</script></main>",
            ),
        ),
        (
            "/checkout/terms",
            html(
                "<!doctype html><html lang=en><title>Checkout</title><main><h1>Checkout</h1><button id=terms onclick=\"out.append('the wrong thing')\">Help</button><p id=out></p><iframe title=Checkout src='http://localhost:{port}/terms-frame' style='width:100%;height:500px'></iframe></main><script>addEventListener('message',e=>{document.querySelector('main').innerHTML='<h1>Thank you for your order</h1><p>'+out.textContent+e.data+'</p>'})</script>",
            ),
        ),
        (
            "/terms-frame",
            html(
                "<!doctype html><html lang=en><h2>Your order</h2><form onsubmit=\"parent.postMessage(terms.checked?'agreed':'not agreed','*');return false\"><label>Email <input name=email type=email required></label><label><input id=terms type=checkbox required> I agree to the terms and conditions</label><button>Place order</button></form>",
            ),
        ),
    ]);
    format!("http://127.0.0.1:{port}/")
}

fn go(journey: &str) -> Told {
    go_by("cdp", journey)
}

fn go_by(wire: &str, journey: &str) -> Told {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("harm.feature");
    std::fs::write(&file, format!("Feature: harm\n  Scenario: one\n{journey}")).expect("it can be written");
    let arguments = [&file.to_string_lossy(), "--wire", wire, "--timeout", "3s", "--screenshots", "off"];
    shopper::go(&site(), &arguments)
}

fn passes_without_a_move(journey: &str) {
    let run = go(journey);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(moves(run.record.as_ref().expect("a record")).is_empty(), "{}", run.out);
}

#[test]
fn the_head_of_a_shop_is_no_offer_and_its_basket_no_cross() {
    passes_without_a_move(
        "    When I open the page \"/basket\"\n    Then \"Blue Mug\" costs $12.00\n    And I do not see \"the basket was opened\"\n",
    );
}

#[test]
fn a_countdown_makes_no_new_overlay_every_second() {
    passes_without_a_move(
        "    When I open the page \"/countdown\"\n    Then \"Blue Mug\" costs $12.00\n    And I do not see \"menu\"\n",
    );
}

#[test]
fn an_offer_that_comes_back_at_once_under_another_name_is_left_alone_after_a_few_times() {
    let run = go("    When I open the page \"/stubborn\"\n    Then \"Blue Mug\" costs $12.00\n");
    assert_eq!(run.code, Some(1), "{}", run.out);
    let made = moves(run.record.as_ref().expect("a record")).len();
    assert!((1..=6).contains(&made), "{made}: {}", run.out);
}

#[test]
fn a_window_of_another_site_is_answered_inside_of_it_and_never_on_the_page() {
    for wire in ["cdp", "classic"] {
        let run = go_by(
            wire,
            "    When I open the page \"/frame\"\n    Then my cart contains \"Blue Mug\"\n    And I see \"accepted\"\n",
        );
        assert_eq!(run.code, Some(0), "{wire}: {}{}", run.out, run.err);
        assert_eq!(
            moves(run.record.as_ref().expect("a record")),
            ["dismissed the cookie banner \"Cookie consent\": pressed the button that accepts in its frame"],
            "{wire}"
        );
    }
}

#[test]
fn what_neither_refuses_nor_accepts_in_a_window_of_another_site_is_not_pressed() {
    passes_without_a_move(
        "    When I open the page \"/closable\"\n    Then my cart contains \"Blue Mug\"\n    And I do not see \"skipped\"\n",
    );
}

#[test]
fn a_drawer_that_the_journey_has_opened_stays_open() {
    passes_without_a_move("    When I open the page \"/filter\"\n    And I filter by \"Sale\" \"20% off or more\"\n");
}

#[test]
fn a_dialog_that_the_journey_has_opened_is_not_closed_while_its_button_is_not_ready() {
    passes_without_a_move(
        "    When I open the page \"/join\"\n    And I click \"Come in\"\n    And I fill \"Email\" with \"a@b.c\"\n    And I click \"Continue\"\n    Then I see \"code sent\"\n",
    );
}

#[test]
fn a_cookie_banner_that_speaks_of_the_cart_is_refused() {
    let run =
        go("    When I open the page \"/remember\"\n    Then \"Blue Mug\" costs $12.00\n    And I see \"refused\"\n");
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
}

#[test]
fn a_field_that_takes_real_keys_only_is_given_all_the_time_it_needs() {
    for _ in 0..3 {
        passes_without_a_move(
            "    When I open the page \"/keys\"\n    And I fill \"Phone\" with \"20255\"\n    Then the field \"Phone\" holds \"20255\"\n",
        );
    }
}

#[test]
fn what_a_frame_asks_is_answered_in_that_frame() {
    let run = go(
        "    When I open the page \"/checkout/terms\"\n    And I check out as a guest\n    Then I see \"agreed\"\n    And I do not see \"the wrong thing\"\n",
    );
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
}
