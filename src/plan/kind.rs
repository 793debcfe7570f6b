//! The kinds of mistakes, by stable names.

use super::lint::LintRule;

/// What kind of mistake it is. Its [`id`](Kind::id) is stable: teams search for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A path that does not exist.
    NotFound,
    /// A file or folder that cannot be read.
    Unreadable,
    /// A file that holds no feature.
    NotAFeature,
    /// A folder without feature files, or a feature without scenarios.
    NothingHere,
    /// `FILE:LINE` where no journey stands.
    NoSuchLine,
    /// `# language:` of a language that is not known.
    UnknownLanguage,
    /// A line that Gherkin cannot read.
    Unparsable,
    /// A keyword in wrong letters: `given`, `SCENARIO:`.
    KeywordCase,
    /// A keyword followed by something that only looks like a space.
    KeywordSpace,
    /// A step in a place where Gherkin takes it for free text.
    StepInDescription,
    /// A tag that cannot be one.
    BadTag,
    /// A `@policy:` that is not known.
    UnknownPolicy,
    /// A policy with a value that it cannot have.
    BadPolicy,
    /// A table whose rows differ in length.
    RaggedTable,
    /// An outline without examples.
    NoExamples,
    /// Examples without rows.
    EmptyExamples,
    /// A file of examples that cannot be taken.
    BadData,
    /// `<name>` that is no column of the examples.
    UnknownPlaceholder,
    /// A column that no step uses.
    UnusedPlaceholder,
    /// Two scenarios of one name in one feature.
    DuplicateName,
    /// A scenario without steps.
    NoSteps,
    /// A phrase whose sentence or body cannot be one.
    BadPhrase,
    /// A phrase that says itself.
    PhraseRecursion,
    /// No definition says this.
    Undefined,
    /// More than one definition says this.
    Ambiguous,
    /// A value that its type cannot be.
    BadLiteral,
    /// A table or doc string that is missing or not wanted.
    WrongBlock,
    /// A step that needs what neither the settings nor the steps before it give.
    Missing,
    /// `--tags` that cannot be read.
    BadTags,
    /// A tag in `--tags` that no scenario has.
    UnknownTag,
    /// `--name` that is no regular expression.
    BadName,
    /// No mistake, but a warning by this rule.
    Lint(LintRule),
}

impl Kind {
    /// All kinds of mistakes, without the warnings.
    pub const ALL: [Kind; 31] = [
        Kind::NotFound,
        Kind::Unreadable,
        Kind::NotAFeature,
        Kind::NothingHere,
        Kind::NoSuchLine,
        Kind::UnknownLanguage,
        Kind::Unparsable,
        Kind::KeywordCase,
        Kind::KeywordSpace,
        Kind::StepInDescription,
        Kind::BadTag,
        Kind::UnknownPolicy,
        Kind::BadPolicy,
        Kind::RaggedTable,
        Kind::NoExamples,
        Kind::EmptyExamples,
        Kind::BadData,
        Kind::UnknownPlaceholder,
        Kind::UnusedPlaceholder,
        Kind::DuplicateName,
        Kind::NoSteps,
        Kind::BadPhrase,
        Kind::PhraseRecursion,
        Kind::Undefined,
        Kind::Ambiguous,
        Kind::BadLiteral,
        Kind::WrongBlock,
        Kind::Missing,
        Kind::BadTags,
        Kind::UnknownTag,
        Kind::BadName,
    ];

    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            Kind::NotFound => "not-found",
            Kind::Unreadable => "unreadable",
            Kind::NotAFeature => "not-a-feature",
            Kind::NothingHere => "nothing-here",
            Kind::NoSuchLine => "no-such-line",
            Kind::UnknownLanguage => "unknown-language",
            Kind::Unparsable => "unparsable",
            Kind::KeywordCase => "keyword-case",
            Kind::KeywordSpace => "keyword-space",
            Kind::StepInDescription => "step-in-description",
            Kind::BadTag => "bad-tag",
            Kind::UnknownPolicy => "unknown-policy",
            Kind::BadPolicy => "bad-policy",
            Kind::RaggedTable => "ragged-table",
            Kind::NoExamples => "no-examples",
            Kind::EmptyExamples => "empty-examples",
            Kind::BadData => "bad-data",
            Kind::UnknownPlaceholder => "unknown-placeholder",
            Kind::UnusedPlaceholder => "unused-placeholder",
            Kind::DuplicateName => "duplicate-name",
            Kind::NoSteps => "no-steps",
            Kind::BadPhrase => "bad-phrase",
            Kind::PhraseRecursion => "phrase-recursion",
            Kind::Undefined => "undefined",
            Kind::Ambiguous => "ambiguous",
            Kind::BadLiteral => "bad-literal",
            Kind::WrongBlock => "wrong-block",
            Kind::Missing => "missing",
            Kind::BadTags => "bad-tags",
            Kind::UnknownTag => "unknown-tag",
            Kind::BadName => "bad-name",
            Kind::Lint(rule) => rule.id(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_an_id_of_its_own() {
        let mut ids: Vec<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Kind::ALL.len());
    }
}
