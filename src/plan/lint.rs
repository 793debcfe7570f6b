//! What is no mistake and yet no good journey: warnings, each by a rule that can be switched off.

mod cards;
mod rules;
#[cfg(test)]
mod tests;

use super::gherkin::ast::{Document, Feature, Heading};
use super::mistake::{Kind, Mistake, Source};
use super::phrase::is_phrase;
use super::planned::Planned;
use super::structure;

/// The tag that switches a rule off: `@allow:long-scenario`.
const ALLOW: &str = "@allow:";

/// A rule. Its [`id`](LintRule::id) is stable: it is written to switch the rule off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LintRule {
    /// A journey that expects nothing.
    NoThen,
    /// A journey that does not say how things stand before.
    NoGiven,
    /// Two blocks of acts without an expectation between them.
    TwoWhens,
    /// An expectation that speaks of the page's parts.
    UiDetailInThen,
    /// A number that can be a card's.
    CardNumber,
    /// A journey of too many steps to be read at once.
    LongScenario,
}

impl LintRule {
    /// All rules.
    pub const ALL: [LintRule; 6] = [
        LintRule::NoThen,
        LintRule::NoGiven,
        LintRule::TwoWhens,
        LintRule::UiDetailInThen,
        LintRule::CardNumber,
        LintRule::LongScenario,
    ];

    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            LintRule::NoThen => "no-then",
            LintRule::NoGiven => "no-given",
            LintRule::TwoWhens => "two-whens",
            LintRule::UiDetailInThen => "ui-detail-in-then",
            LintRule::CardNumber => "card-number",
            LintRule::LongScenario => "long-scenario",
        }
    }

    /// The rule of that name.
    pub fn of(id: &str) -> Option<LintRule> {
        LintRule::ALL.into_iter().find(|rule| rule.id() == id)
    }

    /// All names in one line.
    pub fn listed() -> String {
        LintRule::ALL.map(LintRule::id).join(", ")
    }
}

/// The warnings about a file, without those that its tags allow. `planned` are the journeys of the plan.
pub(super) fn find(source: &Source, document: &Document, planned: &[Planned]) -> Vec<Mistake> {
    let Some(feature) = &document.feature else { return Vec::new() };
    let mut found = cards::of_feature(source);
    for steps in feature.background.iter().map(|background| &background.steps) {
        rules::ui_details(steps, source, &mut found);
    }
    for (rule, scenario) in structure::scenarios(feature) {
        rules::ui_details(&scenario.steps, source, &mut found);
        if is_phrase(feature, rule, scenario) {
            continue;
        }
        let line = scenario.heading.span.line;
        let mine = |planned: &&Planned| planned.feature.path == source.name && planned.begins == line;
        if let Some(planned) = planned.iter().find(mine) {
            rules::journey(scenario, planned, source, &mut found);
        }
        for (examples, data) in
            scenario.examples.iter().filter_map(|examples| Some((examples, examples.data.as_ref()?)))
        {
            let numbers = cards::of_data(data, source, examples.heading.span);
            let allowed =
                allows(&feature.heading, LintRule::CardNumber) || allows(&scenario.heading, LintRule::CardNumber);
            found.extend(numbers.into_iter().filter(|_| !allowed));
        }
    }
    found.retain(|mistake| mistake.file != source.name || !allowed(feature, mistake));
    found
}

/// Whether the tags of the feature, the rule or the scenario that a warning stands in allow it.
fn allowed(feature: &Feature, mistake: &Mistake) -> bool {
    let Kind::Lint(rule) = mistake.kind else { return false };
    let begins = |heading: &Heading| heading.tags.first().map_or(heading.span.line, |tag| tag.span.line);
    let around =
        structure::scenarios(feature).take_while(|(_, scenario)| begins(&scenario.heading) <= mistake.line).last();
    let around =
        around.into_iter().flat_map(|(rule, scenario)| [rule.map(|rule| &rule.heading), Some(&scenario.heading)]);
    std::iter::once(&feature.heading).chain(around.flatten()).any(|heading| allows(heading, rule))
}

fn allows(heading: &Heading, rule: LintRule) -> bool {
    heading.tags.iter().any(|tag| tag.name.strip_prefix(ALLOW) == Some(rule.id()))
}
