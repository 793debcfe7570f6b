//! Whether a site map still fits its shop: each hint, path and word, on the pages that a walk reaches.

use std::sync::Arc;

use shopper_browser::{Class, Page};
use shopper_steps::{Means, Shop, Survey, World};

use super::Finding;
use crate::cli::start::Ready;
use crate::exit::Exit;

const ABOUT: &str = "site map";
/// Every line of a cart or a list has one of its own.
const IN_LINES: [&str; 7] =
    ["remove", "quantity", "update", "add to cart", "add to wish list", "remove from wish list", "move to cart"];
/// On which page of the walk a thing is expected; what is not here is expected in the checkout.
const EXPECTED: [(&str, &[&str]); 4] = [
    ("first page", &["search", "cart", "account", "log in", "wish list"]),
    ("product", &["add to cart", "quantity", "add to wish list"]),
    ("wish list", &["remove from wish list", "move to cart"]),
    ("cart", &["checkout", "remove", "update", "coupon", "have a coupon", "apply coupon"]),
];
/// What the walk cannot reach, because nothing is paid and nobody has an account.
const BEYOND: [&str; 14] = [
    "place order",
    "pay by card",
    "open the bank",
    "approve",
    "refuse",
    "log out",
    "orders",
    "register",
    "close",
    "card number",
    "name on card",
    "expiry",
    "security code",
    "repeated password",
];

/// Whether there is anything in the settings that could have gone stale.
pub(super) fn is_there(shop: &Shop) -> bool {
    !(shop.hints.is_empty() && shop.paths.is_empty() && shop.words.is_empty())
}

/// Walks through the shop and looks at everything that its site map says.
pub(super) async fn examine(ready: &Ready, page: &Page, shop: Shop) -> Vec<Finding> {
    let shop = Arc::new(shop);
    let mut world = World::new(page.clone(), Arc::clone(&shop));
    let survey = match Box::pin(world.survey(None, false)).await {
        Ok(survey) => survey,
        Err(failure) => return vec![super::checks::failed(ABOUT, &failure)],
    };
    // With a selector that no browser understands, nothing else can be looked at.
    if let Some(mistake) = survey.ended.as_ref().filter(|failure| failure.class == Class::Mistake) {
        return vec![super::checks::failed(ABOUT, mistake)];
    }
    let mut findings = Vec::new();
    let reached: Vec<&str> = survey.stops.iter().map(|stop| stop.name).collect();
    findings.push(match &survey.ended {
        None => Finding::ok(ABOUT, format!("a customer gets through {}", reached.join(", "))),
        Some(failure) => {
            let reached = if reached.is_empty() { "nothing".to_owned() } else { reached.join(", ") };
            Finding::warn(ABOUT, format!("the walk saw {reached}, and ended: {failure}"), failure.mend.clone())
        }
    });
    findings.extend(shop.hints.keys().map(|meaning| hint(meaning, &shop, &survey)));
    findings.extend(survey.paths.iter().map(|(page, seen)| {
        let place = ready.settings.paths.get(page).map(|path| path.origin.to_string()).unwrap_or_default();
        match seen {
            Ok(what) => Finding::ok(ABOUT, format!("path \"{page}\" ({place}) opens {what}")),
            Err(failure) => Finding::fail(ABOUT, format!("path \"{page}\" ({place}): {failure}"), failure.mend.clone())
                .with(Exit::Mistaken),
        }
    }));
    findings.extend(shop.words.iter().map(|(meaning, words)| {
        let place = ready.settings.words.get(meaning).map(|words| words.origin.to_string()).unwrap_or_default();
        let said = survey.stops.iter().find(|stop| stop.said.contains(meaning));
        match said {
            Some(seen) => Finding::ok(ABOUT, format!("words for \"{meaning}\" ({place}) stand on the {}", seen.name)),
            None => Finding::warn(
                ABOUT,
                format!(
                    "words for \"{meaning}\" ({place}): none of \"{}\" stands on these pages",
                    words.join("\", \"")
                ),
                "compare them with the shop, unless they belong to a page that the walk does not reach",
            ),
        }
    }));
    findings
}

fn hint(meaning: &str, shop: &Shop, survey: &Survey) -> Finding {
    let Some(hint) = shop.hint(meaning) else { return Finding::ok(ABOUT, meaning) };
    let told = format!("hint \"{meaning}\" = {hint} ({})", hint.place);
    let counts = || survey.stops.iter().filter_map(|stop| Some((stop, *stop.hinted.get(meaning)?)));
    let expected =
        EXPECTED.iter().find(|(_, meanings)| meanings.contains(&meaning)).map_or("checkout", |(name, _)| name);
    // What it matches where its thing is expected comes first.
    let matching = || counts().filter(|(_, count)| *count > 0);
    let first = matching().find(|(stop, _)| stop.name == expected).or_else(|| matching().next());
    if let Some((stop, count)) = first {
        if count == 1 || IN_LINES.contains(&meaning) {
            return Finding::ok(ABOUT, format!("{told} matches on the page: {}", stop.name));
        }
        let what = format!("{told} matches {count} things on the page: {}", stop.name);
        return Finding::warn(ABOUT, what, "narrow it down to the one that is meant, or the first is taken");
    }
    if survey.found().any(|found| found.meaning == meaning && found.by == Means::Hint) {
        return Finding::ok(ABOUT, format!("{told} matches on the way through the checkout"));
    }
    let Some(where_expected) = survey.stops.iter().rev().find(|stop| stop.name.starts_with(expected)) else {
        let mend = "mend what ended the walk, then look again";
        return Finding::warn(ABOUT, format!("{told} was not looked at: the walk ended before the {expected}"), mend);
    };
    let what = where_expected.misses.get(meaning).cloned().unwrap_or_else(|| format!("{told} matches nothing"));
    if BEYOND.contains(&meaning) {
        return Finding::warn(ABOUT, what, "the walk pays nothing and logs nobody in: look at its page by hand");
    }
    match survey.found().find(|found| found.meaning == meaning) {
        Some(found) => Finding::fail(
            ABOUT,
            what,
            format!("correct it, or leave it out: without it {} is found, by {}", found.what, found.by),
        ),
        None => Finding::fail(ABOUT, what, "correct it after the page's source; `shopper map` proposes selectors"),
    }
    .with(Exit::Mistaken)
}
