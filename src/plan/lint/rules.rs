//! The rules about what a journey says and in which order.

use std::sync::LazyLock;

use regex::Regex;
use shopper_steps::Keyword;

use super::super::gherkin::ast::{Scenario, Span, Step};
use super::super::gherkin::dialect::StepKind;
use super::super::mistake::{Kind, Mistake, Source};
use super::super::planned::Planned;
use super::LintRule;

/// More steps than this are not read at once.
const MOST_STEPS: usize = 25;

/// Words of the page's parts, where a customer has none.
static DETAILS: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"\b(?:buttons?|click(?:s|ed|ing)?|css|xpath|selectors?|dropdowns?|checkbox(?:es)?|iframes?|div)\b";
    Regex::new(&format!(r"(?i){words}|\bid\s?=|(?:^|\s)#[a-z][\w-]*")).expect("it is a constant")
});

fn warning(rule: LintRule, source: &Source, span: Span, what: impl Into<String>, mend: &str) -> Mistake {
    Mistake::at(Kind::Lint(rule), source, span, what, format!("{mend}, or allow it: @allow:{}", rule.id()))
}

/// The rules about a whole journey; `planned` is one of its rows.
pub(super) fn journey(scenario: &Scenario, planned: &Planned, source: &Source, found: &mut Vec<Mistake>) {
    let span = scenario.heading.span;
    let says = |keyword| planned.steps.iter().any(|step| step.binding.keyword == keyword);
    if !says(Keyword::Then) {
        let mend = "say with Then what the customer must see";
        found.push(warning(LintRule::NoThen, source, span, "this journey expects nothing", mend));
    }
    if !says(Keyword::Given) {
        let mend = "say with Given where the customer is at first";
        found.push(warning(LintRule::NoGiven, source, span, "this journey does not say how it begins", mend));
    }
    let count = scenario.steps.len();
    if count > MOST_STEPS {
        let what = format!("{count} steps are hard to follow; {MOST_STEPS} are many");
        let mend = "split the journey, or make a phrase of steps that belong together";
        found.push(warning(LintRule::LongScenario, source, span, what, mend));
    }
    two_whens(scenario, planned, source, found);
}

/// Tells a second When that comes without an expectation after the first; a step of a phrase may be the expectation.
fn two_whens(scenario: &Scenario, planned: &Planned, source: &Source, found: &mut Vec<Mistake>) {
    let mut open: Option<&Step> = None;
    for step in &scenario.steps {
        let line = step.span.line;
        let mut expanded = planned.steps.iter().filter(|planned| planned.line == line && !planned.background);
        match (step.kind, open) {
            (StepKind::When, Some(first)) => {
                let mend = "say with Then what the first one led to, or go on with And";
                let what = "a second When, and nothing was expected after the first";
                found.push(warning(LintRule::TwoWhens, source, step.span, what, mend).beside(first.span, "the first"));
            }
            (StepKind::When, None) => open = Some(step),
            _ => {}
        }
        if expanded.any(|planned| planned.binding.keyword == Keyword::Then) {
            open = None;
        }
    }
}

/// Tells words of the page's parts in expectations; what stands in quotes is the shop's own text.
pub(super) fn ui_details(steps: &[Step], source: &Source, found: &mut Vec<Mistake>) {
    let mut expecting = false;
    for step in steps {
        expecting = match step.kind {
            StepKind::Given | StepKind::When => false,
            StepKind::Then => true,
            StepKind::And | StepKind::But | StepKind::Star => expecting,
        };
        if !expecting {
            continue;
        }
        let bare = without_quoted(&step.text);
        if let Some(word) = DETAILS.find(&bare) {
            let (start, end) = (word.end() - word.as_str().trim_start().len(), word.end());
            let what = "an expectation speaks of the page's parts";
            let mend = "say what the customer sees";
            let place = step.text_span.part(&step.text, &(start..end));
            found.push(warning(LintRule::UiDetailInThen, source, place, what, mend));
        }
    }
}

/// The text with a sign of the same length for each one that stands in double quotes.
fn without_quoted(text: &str) -> String {
    let mut quoted = false;
    let hide = |sign: char| {
        if sign == '"' {
            quoted = !quoted;
        }
        if quoted { "_".repeat(sign.len_utf8()) } else { sign.to_string() }
    };
    text.chars().map(hide).collect()
}
