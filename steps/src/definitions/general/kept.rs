//! Cookies and storage.

use shopper_browser::Look;
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::{Definition, Keyword};
use crate::failure::Blame as _;
use crate::pages::accept_if;
use crate::pages::general::{Area, Kept};
use crate::parameters::Text;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![COOKIE, IS_COOKIE, NO_COOKIE, LOCAL, SESSION, NOT_LOCAL, NOT_SESSION]
}

const LOOK: &str = "look into the browser's developer tools: what does the shop keep?";

/// Keeps a cookie for the shop's host, also before the shop is opened.
#[step(given, "I have a cookie {text} with {string}", example = "I have a cookie \"currency\" with \"EUR\"")]
async fn cookie(world: &mut World, name: Text, value: String) -> Outcome {
    world.site().keep_cookie(&name, &value).await.map_err(|failure| failure.about(name.0))
}

/// The open page's host has left a cookie of this name.
#[step(then, "there is a cookie {text}", example = "there is a cookie \"session\"")]
async fn is_cookie(world: &mut World, name: Text) -> Outcome {
    let look = world.page.expect_cookies(|names| {
        let there = names.contains(&name.0);
        (!there).then(|| format!("there is no cookie \"{name}\": {}", told(names)))
    });
    look.await.blame(&name.0, LOOK)
}

/// The page has come, and its host has left no cookie of this name.
#[step(then, "there is no cookie {text}", example = "there is no cookie \"tracking\"")]
async fn no_cookie(world: &mut World, name: Text) -> Outcome {
    world.site().until_something_shows().await?;
    let look =
        world.page.expect_cookies(|names| names.contains(&name.0).then(|| format!("there is a cookie \"{name}\"")));
    look.await.blame(&name.0, LOOK)
}

/// After Given: keeps it there, in the shop. Otherwise: the page keeps it. Values are not repeated in messages.
#[step(
    given,
    "the local storage holds {text} with {string}",
    example = "the local storage holds \"theme\" with \"dark\""
)]
async fn local(world: &mut World, key: Text, value: String) -> Outcome {
    holds(world, Area::Local, &key, &value).await
}

/// After Given: keeps it there, in the shop. Otherwise: the page keeps it. Values are not repeated in messages.
#[step(
    given,
    "the session storage holds {text} with {string}",
    example = "the session storage holds \"step\" with \"2\""
)]
async fn session(world: &mut World, key: Text, value: String) -> Outcome {
    holds(world, Area::Session, &key, &value).await
}

/// The page has come, and its local storage has no such entry.
#[step(then, "the local storage does not hold {text}", example = "the local storage does not hold \"email\"")]
async fn not_local(world: &mut World, key: Text) -> Outcome {
    holds_not(world, Area::Local, &key).await
}

/// The page has come, and its session storage has no such entry.
#[step(then, "the session storage does not hold {text}", example = "the session storage does not hold \"email\"")]
async fn not_session(world: &mut World, key: Text) -> Outcome {
    holds_not(world, Area::Session, &key).await
}

async fn holds(world: &World, area: Area, key: &Text, value: &str) -> Outcome {
    let site = world.site();
    if world.keyword == Keyword::Given {
        return site.keep(area, key, value).await;
    }
    let look = site.look_at_kept(area, key, value, |kept: Kept| match kept {
        Kept { same: true, .. } => Look::Accept(()),
        Kept { there: true, length, .. } => Look::NotYet(format!("\"{key}\" holds {length} other characters")),
        Kept { .. } => Look::NotYet(format!("there is no \"{key}\"")),
    });
    look.await.blame(&key.0, LOOK)
}

async fn holds_not(world: &World, area: Area, key: &Text) -> Outcome {
    let site = world.site();
    site.until_something_shows().await?;
    let look = site.look_at_kept(area, key, "", |kept| {
        accept_if(!kept.there, || format!("\"{key}\" holds {} characters", kept.length))
    });
    look.await.blame(&key.0, LOOK)
}

fn told(names: &[String]) -> String {
    if names.is_empty() { "there are none".to_owned() } else { format!("there are {}", names.join(", ")) }
}
