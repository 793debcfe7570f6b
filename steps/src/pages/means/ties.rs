//! Things that a customer could not tell apart, and the lines of site map that decide between them.

use shopper_browser::{Class, Failure};

use super::Candidate;
use crate::pages::view::Button;
use crate::words::Word;

/// Says of several that answer to one locator which lines of site map decide between them.
pub(crate) fn decided(word: Word, failure: Failure) -> Failure {
    if failure.class != Class::Ambiguous {
        return failure;
    }
    let selectors = failure.details.iter().filter_map(|detail| detail.rsplit_once(", css `"));
    let lines: Vec<String> =
        selectors.map(|(_, selector)| deciding_line(word, selector.trim_end_matches('`'))).collect();
    with_deciding_lines(failure, lines)
}

pub(super) fn tie(word: Word, best: &Candidate<'_>, equals: &[&Candidate<'_>]) -> Failure {
    let all: Vec<&Button> = std::iter::once(best.button).chain(equals.iter().map(|one| one.button)).collect();
    let count = all.len();
    let called = all[0].told();
    let what =
        format!("{count} times {called} could be meant by \"{}\", and a customer could not tell which", word.key());
    let under = |heading: &str| if heading.is_empty() { String::new() } else { format!(", under \"{heading}\"") };
    let mut failure = Failure::new(Class::Ambiguous, what);
    for button in &all {
        failure = failure.detail(format!("{} at {}{}", button.told(), button.selector(), under(&button.heading)));
    }
    with_deciding_lines(failure, all.iter().map(|button| deciding_line(word, button.selector())).collect())
}

fn deciding_line(word: Word, selector: &str) -> String {
    format!("\"{}\" = {{ css = {} }}", word.key(), crate::hint::quoted(selector))
}

fn with_deciding_lines(mut failure: Failure, lines: Vec<String>) -> Failure {
    failure = failure.detail("one of these lines decides it, under [hints] in shop.toml:");
    for line in lines {
        failure = failure.detail(format!("  {line}"));
    }
    failure.mend("put the line of the one that is meant under [hints] in the shop.toml beside your features")
}
