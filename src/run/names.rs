//! Names of folders and files that a person recognises: `guest-checkout/03-pay.png`.

use shopper_browser::Redactor;

use crate::plan::Planned;

/// The longest name of a folder or file, without its ending.
const LONGEST: usize = 60;

/// The folder of each journey, in the order of the plan; no two are the same.
pub(super) fn folders(planned: &[Planned], redactor: &Redactor) -> Vec<String> {
    let clean = |text: &str| slug(&redactor.clean(text));
    let mut taken: Vec<String> = Vec::new();
    for journey in planned {
        let name = clean(&journey.name);
        let longer = format!("{}-{name}", clean(&journey.feature.name));
        let numbered = (2..).map(|number| format!("{longer}-{number}"));
        let free = std::iter::once(name).chain([longer.clone()]).chain(numbered).find(|name| !taken.contains(name));
        taken.push(free.expect("there are more numbers than journeys"));
    }
    taken
}

/// The name of a step's file without its ending; `step` counts from 0.
pub(super) fn of_step(step: usize, attempt: u32, text: &str) -> String {
    let again = if attempt > 1 { format!("-try-{attempt}") } else { String::new() };
    format!("{:02}-{}{again}", step + 1, slug(text))
}

/// Letters and digits of any language in lower case, everything between them a dash.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for sign in text.chars() {
        if sign.is_alphanumeric() {
            slug.extend(sign.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let short: String = slug.chars().take(LONGEST).collect();
    let short = short.trim_end_matches('-');
    if short.is_empty() { "journey".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_readable_and_safe() {
        assert_eq!(slug("A <card> card: is/refused!"), "a-card-card-is-refused");
        assert_eq!(slug("Größe & Maß"), "größe-maß");
        assert_eq!(slug("../.."), "journey");
        assert_eq!(slug(&"x".repeat(99)).len(), LONGEST);
        assert_eq!(of_step(2, 1, "I pay"), "03-i-pay");
        assert_eq!(of_step(2, 2, "I pay"), "03-i-pay-try-2");
    }
}
