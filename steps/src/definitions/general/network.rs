//! The network, and what the page's requests came to.

use shopper_browser::Mark;
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::failure::{Blame as _, mistake, unmet};
use crate::pages::general::{answered, script_error};
use crate::parameters::{Password, Text};
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![OFFLINE, ONLINE, SLOW, BLOCK, HEADER, LOG_IN, ANSWERED_WITH, NO_ERRORS, NO_BROKEN_LINK]
}

/// Takes the network away.
#[step(when, "I am offline", example = "I am offline")]
async fn offline(world: &mut World) -> Outcome {
    world.be_offline(true).await
}

/// Gives the network back, as good as it is.
#[step(when, "I am online", example = "I am online")]
async fn online(world: &mut World) -> Outcome {
    world.be_offline(false).await
}

/// Makes the network as slow to answer as a bad mobile one: each request takes 400 ms longer.
#[step(given, "the network is slow", example = "the network is slow")]
async fn slow(world: &mut World) -> Outcome {
    world.be_slow().await
}

/// Lets no request reach this host or those below it; with a `/`, no address that has this in it.
#[step(given, "requests to {text} are blocked", example = "requests to \"cdn.example\" are blocked")]
async fn block(world: &mut World, place: Text) -> Outcome {
    world.block(&place).await
}

/// Gives each request to the shop's own host a header; other hosts do not see it.
#[step(
    given,
    "each request has the header {text} with {text}",
    example = "each request has the header \"X-Test\" with \"1\""
)]
async fn header(world: &mut World, name: Text, value: Text) -> Outcome {
    // RFC 9110, section 5.6.2: a token. What a browser is given otherwise, it leaves out silently.
    let is_token = |sign: char| sign.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(sign);
    if !name.chars().all(is_token) {
        let cure = "a header's name has letters, digits and hyphens, such as X-Test";
        return Err(mistake(format!("no header is called \"{name}\""), cure).about(name.0));
    }
    world.give_header(&name, &value).await.map_err(|failure| failure.about(name.0))
}

/// Answers the shop's server when it asks who is there (HTTP authentication), as many staging servers do.
#[step(
    given,
    "I log in to the server as {text} with {password}",
    example = "I log in to the server as \"qa\" with \"password\""
)]
async fn log_in(world: &mut World, user: Text, password: Password) -> Outcome {
    world.log_in_to_server(&user, &password).await
}

/// The latest request of this journey to a path (or whole address) got this HTTP status.
#[step(
    then,
    "the request to {text} is answered with {int}",
    example = "the request to \"/api/cart\" is answered with 200", judges = [Page]
)]
async fn answered_with(world: &mut World, place: Text, status: i64) -> Outcome {
    let what = format!("the request to \"{place}\"");
    let look = world.page.expect_activity(&what, Mark::default(), |activity| match answered(activity, &place) {
        Some(Ok(got)) if i64::from(got) == status => None,
        Some(Ok(got)) => Some(format!("the request is answered with {got}")),
        Some(Err(why)) => Some(why),
        None => Some("nothing has asked for that".to_owned()),
    });
    look.await.blame(&status.to_string(), "look at the network in the report: what has the page asked for?")
}

/// No script of the page has ended in an error that nobody caught, since the page was opened.
#[step(then, "the page has no JavaScript errors", example = "the page has no JavaScript errors")]
async fn no_errors(world: &mut World) -> Outcome {
    world.site().until_loaded().await?;
    let address = world.page.url().await?;
    let look = world
        .page
        .expect_activity("a page without errors", Mark::default(), |activity| script_error(activity, &address));
    look.await.blame("JavaScript errors", "open the browser's console on this page, and mend the script")
}

/// Every visible link of the page leads somewhere: on the page's own host to a status below 400, elsewhere to any answer.
/// Links that log out or remove something are not followed.
#[step(then, "no link on the page is broken", example = "no link on the page is broken")]
async fn no_broken_link(world: &mut World) -> Outcome {
    let links = world.site().follow_links().await?;
    let cure = "follow the link by hand: where should it lead?";
    match links.broken.as_slice() {
        [] if links.asked == 0 => Err(unmet("the page shows no links", "look at the picture: has the page come?")),
        [] => Ok(()),
        [first, ..] => {
            let mut failure = unmet(format!("the link \"{}\" to {} {}", first.name, first.url, first.why), cure);
            failure.details = links.broken.iter().map(|link| format!("{} {}", link.url, link.why)).collect();
            Err(failure.about("broken"))
        }
    }
}
