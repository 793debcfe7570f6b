//! The text of a first site map: what counts only where help is needed, and everything else as comments.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use shopper_browser::Failure;
use shopper_steps::{Found, Means, Stop, Survey, quoted};
use url::Url;

/// Comments at the end of a line begin here.
const COLUMN: usize = 52;

/// The site map of a walk; `pictures` are those of its stops.
pub(super) fn site_map(url: &Url, survey: &Survey, pictures: &[Option<PathBuf>]) -> String {
    let mut text = format!(
        "# The site map of {}, as `shopper map` found it.\n\
         # Lines with a # before them change nothing: they tell what is found without help, and what was not found.\n\
         # Every key: shopper config --default      Whether it still holds: shopper doctor --shop URL\n\n",
        line(url.host_str().unwrap_or_default())
    );
    let mut bare = url.clone();
    // Neither can fail for an address with a host.
    let _ = bare.set_password(None);
    let _ = bare.set_username("");
    let _ = writeln!(text, "url = {}", quoted(bare.as_str()));
    match &survey.currency {
        Some(code) => told(&mut text, &format!("currency = {}", quoted(code)), "what its prices are in"),
        None => told(&mut text, "# currency = \"EUR\"", "no page says it"),
    }
    match survey.language.as_deref().filter(|language| is_locale(language)) {
        Some(language) => told(&mut text, &format!("locale = {}", quoted(language)), "what its pages say they are in"),
        None => told(&mut text, "# locale = \"de-DE\"", "no page says it"),
    }
    text.push_str("\n[hints]\n");
    let mut known = BTreeSet::new();
    for (at, stop) in survey.stops.iter().enumerate() {
        let _ = writeln!(text, "\n# {}: {}{}", line(stop.name), line(&stop.what), picture(pictures.get(at)));
        stop_lines(&mut text, stop, survey, &mut known);
    }
    let rest: Vec<&Found> = survey.on_the_way.iter().filter(|found| !known.contains(&found.meaning)).collect();
    if !rest.is_empty() {
        text.push_str("\n# on the way through the checkout\n");
        for found in rest {
            if known.insert(found.meaning.clone()) {
                found_line(&mut text, found);
            }
        }
    }
    if let Some(failure) = &survey.ended {
        let _ = writeln!(text, "\n# The walk ended here: {}", line(&failure.to_string()));
        let _ = writeln!(text, "# What helps: {}", line(&failure.mend));
    }
    text
}

fn stop_lines(text: &mut String, stop: &Stop, survey: &Survey, known: &mut BTreeSet<String>) {
    for found in &stop.found {
        if known.insert(found.meaning.clone()) {
            found_line(text, found);
        }
    }
    for lost in &stop.lost {
        let elsewhere = survey.found().any(|found| found.meaning == lost.meaning);
        if let Some(failure) = &lost.unclear {
            unclear_lines(text, failure);
        } else if !elsewhere && known.insert(lost.meaning.to_owned()) {
            let hint = format!("# \"{}\" = {{ css = \"...\" }}", lost.meaning);
            let why = match &lost.behind {
                Some(door) => format!("needs none: it comes when {} is pressed", line(door)),
                None => format!("not found on this page: {}", stop.name),
            };
            told(text, &hint, &why);
        }
    }
}

/// What was found; a guess is a line that counts, so that tomorrow's page is not guessed otherwise.
fn found_line(text: &mut String, found: &Found) {
    let hint = match by_words(found) {
        Some(hint) => hint,
        None if found.selector.is_empty() => "{ css = \"...\" }".to_owned(),
        None => css(&found.selector),
    };
    let counts = (found.by.is_guess() || found.by == Means::Hint) && !found.selector.is_empty();
    let mut why = format!("{}, by {} ({})", line(&found.what), found.by, found.score);
    if found.by.is_guess() {
        why = format!("a guess: {why}");
    }
    if let Some(next) = &found.runner_up {
        let _ = write!(why, "; next came {} ({})", line(&next.what), next.score);
    }
    told(text, &format!("{}\"{}\" = {hint}", if counts { "" } else { "# " }, found.meaning), &why);
}

/// What a customer reads outlives what a developer numbers: `{ label = "Email" }` where words found it.
fn by_words(found: &Found) -> Option<String> {
    if found.by.is_guess() || found.by == Means::Hint {
        return None;
    }
    let (kind, name) = found.what.split_once(" \"")?;
    let name = line(name.strip_suffix('"')?);
    match kind {
        "field" => Some(format!("{{ label = {} }}", quoted(&name))),
        "button" | "link" if !tells_amount(&name) => Some(format!("{{ role = \"{kind}\", name = {} }}", quoted(&name))),
        _ => None,
    }
}

/// Whether a name changes with the cart: `Place order · $18.89`, `Cart (0)`.
fn tells_amount(name: &str) -> bool {
    let of_money = |word: &str| word.contains(['.', ',', '$', '€', '£', '¥']);
    let counts = |word: &str| word.starts_with('(') && word.ends_with(')');
    let has_digit = |word: &str| word.contains(|one: char| one.is_ascii_digit());
    name.split_whitespace().any(|word| has_digit(word) && (of_money(word) || counts(word)))
}

/// What two could be: the lines of which one decides it.
fn unclear_lines(text: &mut String, failure: &Failure) {
    let _ = writeln!(text, "# {}: take the # off the line of the one that is meant", line(&failure.what));
    for detail in failure.details.iter().filter(|detail| detail.trim_start().starts_with('"')) {
        let _ = writeln!(text, "# {}", line(detail.trim()));
    }
}

fn picture(path: Option<&Option<PathBuf>>) -> String {
    match path {
        Some(Some(path)) => format!("    {}", line(&path.to_string_lossy())),
        _ => String::new(),
    }
}

fn told(text: &mut String, key: &str, why: &str) {
    let _ = writeln!(text, "{key:COLUMN$} # {why}");
}

fn css(selector: &str) -> String {
    format!("{{ css = {} }}", quoted(&line(selector)))
}

/// One line: what a page says must not end a comment.
fn line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

fn is_locale(language: &str) -> bool {
    let mut parts = language.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::tells_amount;

    #[test]
    fn a_name_that_changes_with_the_cart_is_known() {
        for name in ["Place order · $18.89", "Pay €12", "Jetzt zahlen (12,50 EUR)", "Cart (0)"] {
            assert!(tells_amount(name), "{name}");
        }
        for name in ["Place order", "Add 2 to cart", "Sale (new)", "Step 2"] {
            assert!(!tells_amount(name), "{name}");
        }
    }
}
