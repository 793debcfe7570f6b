//! What any page shows.

use shopper_browser::{Class, Failure, Look};
use shopper_steps_macros::step;
use url::Url;

use super::Outcome;
use crate::catalogue::Definition;
use crate::failure::Blame as _;
use crate::pages::accept_if;
use crate::parameters::Text;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![TITLE, ADDRESS, ADDRESS_CONTAINS, SEE, DO_NOT_SEE, COUNT, DISABLED, ENABLED, HOLDS, CHECKED, NOT_CHECKED]
}

const PICTURE: &str = "look at the picture: what does the page show instead?";

/// The title of the page, as browsers show it in the tab.
#[step(then, "the page's title is {text}", example = "the page's title is \"Sale\"", judges = [Page])]
async fn title(world: &mut World, title: Text) -> Outcome {
    let site = world.site();
    let look = site.look_at_title(|shown| {
        let same = shown.split_whitespace().eq(title.split_whitespace());
        accept_if(same, || format!("the title is \"{shown}\""))
    });
    look.await.blame(&title.0, "compare the title in the journey with the page's own")
}

/// The address: a path on the shop's host, with its query when there is one, or a whole address.
#[step(then, "the address is {text}", example = "the address is \"/cart\"")]
async fn address(world: &mut World, place: Text) -> Outcome {
    let site = world.site();
    let wanted = site.address(&place)?;
    let bare = |url: &Url| {
        let mut url = url.clone();
        url.set_fragment(wanted.fragment().and(url.fragment().map(str::to_owned)).as_deref());
        url
    };
    let look = site.look_at_address(|shown| {
        let same = Url::parse(&shown).is_ok_and(|url| bare(&url) == wanted);
        accept_if(same, || format!("the address is {shown}"))
    });
    look.await.blame(&place.0, "compare the address in the journey with the one in the browser")
}

/// The whole address holds these words.
#[step(then, "the address contains {text}", example = "the address contains \"sort=price\"")]
async fn address_contains(world: &mut World, words: Text) -> Outcome {
    let site = world.site();
    let look = site.look_at_address(|shown| accept_if(shown.contains(&words.0), || format!("the address is {shown}")));
    look.await.blame(&words.0, "compare the address in the journey with the one in the browser")
}

/// These words can be seen on the page, in whatever frame.
#[step(then, "I see {text}", example = "I see \"Free returns\"", judges = [Page])]
async fn see(world: &mut World, words: Text) -> Outcome {
    let site = world.site();
    let seen = site.quoting(None, site.until_seen(&words).await).await;
    seen.map_err(|failure| failure.about(words.0)).map_err(|failure| match failure.class {
        // What is not there is what was expected, and not the way to it.
        Class::NotFound => Failure { class: Class::Expectation, ..failure }.mend(PICTURE),
        _ => failure,
    })
}

/// The page shows something, and these words cannot be seen.
#[step(then, "I do not see {text}", example = "I do not see \"Sold out\"")]
async fn do_not_see(world: &mut World, words: Text) -> Outcome {
    world.site().until_unseen(&words).await.blame(&words.0, PICTURE)
}

/// So many buttons, links, texts or pictures of that name can be seen.
#[step(then, "I see {int} of {text}", example = "I see 3 of \"Add to cart\"")]
async fn count(world: &mut World, wanted: i64, name: Text) -> Outcome {
    let site = world.site();
    let look = site.look_at_count(&name, |count, any| match i64::try_from(count) {
        Ok(count) if count == wanted && (any || wanted > 0) => Look::Accept(()),
        _ if any => Look::NotYet(format!("the page shows {count}")),
        _ => Look::NotYet("the page is empty".to_owned()),
    });
    look.await.blame(&wanted.to_string(), PICTURE)
}

/// A button or link cannot be pressed now.
#[step(then, "the button {text} is disabled", example = "the button \"Pay\" is disabled")]
async fn disabled(world: &mut World, name: Text) -> Outcome {
    let site = world.site();
    let look =
        site.look_at_button(&name, |button| accept_if(button.disabled, || format!("{} is enabled", button.what)));
    look.await.blame(&name.0, PICTURE)
}

/// A button or link can be pressed now.
#[step(then, "the button {text} is enabled", example = "the button \"Pay\" is enabled")]
async fn enabled(world: &mut World, name: Text) -> Outcome {
    let site = world.site();
    let look =
        site.look_at_button(&name, |button| accept_if(!button.disabled, || format!("{} is disabled", button.what)));
    look.await.blame(&name.0, PICTURE)
}

/// What stands in a field, or is chosen in it; `""` is empty. Passwords and card data are not repeated.
#[step(then, "the field {text} holds {string}", example = "the field \"Email\" holds \"mary@example.com\"")]
async fn holds(world: &mut World, name: Text, text: String) -> Outcome {
    let site = world.site();
    let look = site
        .look_at_field(&name, &text, |field| accept_if(field.holds, || format!("{} holds {}", field.what, field.told)));
    look.await.blame(&text, PICTURE)
}

/// A check box, radio button or switch is ticked.
#[step(then, "the box {text} is checked", example = "the box \"I accept the terms\" is checked")]
async fn checked(world: &mut World, name: Text) -> Outcome {
    let site = world.site();
    let look =
        site.look_at_field(&name, "", |field| accept_if(field.checked, || format!("{} is not checked", field.what)));
    look.await.blame(&name.0, PICTURE)
}

/// A check box, radio button or switch is there, and not ticked.
#[step(then, "the box {text} is not checked", example = "the box \"Send me news\" is not checked")]
async fn not_checked(world: &mut World, name: Text) -> Outcome {
    let site = world.site();
    let look =
        site.look_at_field(&name, "", |field| accept_if(!field.checked, || format!("{} is checked", field.what)));
    look.await.blame(&name.0, PICTURE)
}
