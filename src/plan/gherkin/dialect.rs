//! The words of Gherkin in the four languages that the shipped steps speak, so that a file's own
//! language decides what is a keyword. The words are those of the Gherkin reference's language table.

/// What a keyword at the start of a step means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// What is so already.
    Given,
    /// What the customer does.
    When,
    /// What must hold afterwards.
    Then,
    /// As the step before.
    And,
    /// As the step before.
    But,
    /// `*`, as the step before.
    Star,
}

/// What a keyword with a colon begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// The one feature of a file.
    Feature,
    /// A rule inside a feature.
    Rule,
    /// Steps before every scenario.
    Background,
    /// One journey.
    Scenario,
    /// One journey, once for each row of its examples.
    Outline,
    /// The rows of an outline.
    Examples,
}

/// The keywords of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Its code, as in `# language: de`.
    pub code: &'static str,
    sections: &'static [(Section, &'static [&'static str])],
    steps: &'static [(StepKind, &'static [&'static str])],
}

/// All languages, English first.
pub const DIALECTS: [Dialect; 4] = [
    Dialect {
        code: "en",
        sections: &[
            (Section::Feature, &["Feature", "Business Need", "Ability"]),
            (Section::Rule, &["Rule"]),
            (Section::Background, &["Background"]),
            (Section::Scenario, &["Scenario", "Example"]),
            (Section::Outline, &["Scenario Outline", "Scenario Template"]),
            (Section::Examples, &["Examples", "Scenarios"]),
        ],
        steps: &[
            (StepKind::Given, &["Given "]),
            (StepKind::When, &["When "]),
            (StepKind::Then, &["Then "]),
            (StepKind::And, &["And "]),
            (StepKind::But, &["But "]),
        ],
    },
    Dialect {
        code: "de",
        sections: &[
            (Section::Feature, &["Funktionalität", "Funktion"]),
            (Section::Rule, &["Regel", "Rule"]),
            (Section::Background, &["Grundlage", "Hintergrund", "Voraussetzungen", "Vorbedingungen"]),
            (Section::Scenario, &["Szenario", "Beispiel"]),
            (Section::Outline, &["Szenariogrundriss", "Szenarien"]),
            (Section::Examples, &["Beispiele"]),
        ],
        steps: &[
            (StepKind::Given, &["Angenommen ", "Gegeben sei ", "Gegeben seien "]),
            (StepKind::When, &["Wenn "]),
            (StepKind::Then, &["Dann "]),
            (StepKind::And, &["Und "]),
            (StepKind::But, &["Aber "]),
        ],
    },
    Dialect {
        code: "fr",
        sections: &[
            (Section::Feature, &["Fonctionnalité"]),
            (Section::Rule, &["Règle"]),
            (Section::Background, &["Contexte"]),
            (Section::Scenario, &["Scénario", "Exemple"]),
            (Section::Outline, &["Plan du scénario", "Plan du Scénario"]),
            (Section::Examples, &["Exemples"]),
        ],
        steps: &[
            (
                StepKind::Given,
                &[
                    "Étant donné ",
                    "Étant donné que ",
                    "Étant donné qu'",
                    "Étant donnée ",
                    "Étant donnés ",
                    "Étant données ",
                    "Etant donné ",
                    "Etant donné que ",
                    "Etant donné qu'",
                    "Etant donnée ",
                    "Etant donnés ",
                    "Etant données ",
                    "Soit ",
                    "Sachant ",
                    "Sachant que ",
                    "Sachant qu'",
                ],
            ),
            (StepKind::When, &["Quand ", "Lorsque ", "Lorsqu'"]),
            (StepKind::Then, &["Alors ", "Donc "]),
            (StepKind::And, &["Et ", "Et que ", "Et qu'"]),
            (StepKind::But, &["Mais ", "Mais que ", "Mais qu'"]),
        ],
    },
    Dialect {
        code: "es",
        sections: &[
            (Section::Feature, &["Característica", "Necesidad del negocio", "Requisito"]),
            (Section::Rule, &["Regla", "Regla de negocio"]),
            (Section::Background, &["Antecedentes"]),
            (Section::Scenario, &["Escenario", "Ejemplo"]),
            (Section::Outline, &["Esquema del escenario"]),
            (Section::Examples, &["Ejemplos"]),
        ],
        steps: &[
            (StepKind::Given, &["Dado ", "Dada ", "Dados ", "Dadas "]),
            (StepKind::When, &["Cuando "]),
            (StepKind::Then, &["Entonces "]),
            (StepKind::And, &["Y ", "E "]),
            (StepKind::But, &["Pero "]),
        ],
    },
];

/// The language that a file speaks when it does not say.
pub const ENGLISH: &Dialect = &DIALECTS[0];

impl Dialect {
    /// The language with this code; codes are compared without case.
    pub fn of(code: &str) -> Option<&'static Dialect> {
        DIALECTS.iter().find(|dialect| dialect.code.eq_ignore_ascii_case(code))
    }

    /// All keywords that begin a section, without their colon.
    pub fn section_words(&self) -> impl Iterator<Item = (Section, &'static str)> + use<> {
        let sections = self.sections;
        sections.iter().flat_map(|(section, words)| words.iter().map(|word| (*section, *word)))
    }

    /// All keywords that begin a step, with the space that belongs to most of them.
    pub fn step_words(&self) -> impl Iterator<Item = (StepKind, &'static str)> + use<> {
        let steps = self.steps;
        steps.iter().flat_map(|(kind, words)| words.iter().map(|word| (*kind, *word))).chain([(StepKind::Star, "* ")])
    }

    /// The word that a person is told to write for this section.
    pub fn section_word(&self, section: Section) -> &'static str {
        self.section_words().find(|(found, _)| *found == section).map_or("Scenario", |(_, word)| word)
    }

    /// Reads a section line: its section, the keyword as written and the name after the colon.
    pub fn section_of<'a>(&self, trimmed: &'a str) -> Option<(Section, &'a str, &'a str)> {
        let (before, after) = trimmed.split_once(':')?;
        let (section, _) = self.section_words().find(|(_, word)| *word == before)?;
        Some((section, before, after.trim()))
    }

    /// Reads a step line: its kind, the keyword as written (with its space) and the text after it.
    /// The longest keyword wins: `Et que` before `Et`.
    pub fn step_of<'a>(&self, trimmed: &'a str) -> Option<(StepKind, &'a str, &'a str)> {
        let (kind, word) =
            self.step_words().filter(|(_, word)| trimmed.starts_with(word)).max_by_key(|(_, word)| word.len())?;
        let (keyword, text) = trimmed.split_at(word.len());
        Some((kind, keyword, text.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_keyword_wins() {
        let french = Dialect::of("FR").unwrap();
        let (kind, keyword, text) = french.step_of("Et qu'il pleut").unwrap();
        assert_eq!((kind, keyword, text), (StepKind::And, "Et qu'", "il pleut"));
        let (_, keyword, text) = french.step_of("Étant donné que je suis là").unwrap();
        assert_eq!((keyword, text), ("Étant donné que ", "je suis là"));
    }

    #[test]
    fn a_section_is_known_by_the_word_before_its_colon() {
        let german = Dialect::of("de").unwrap();
        assert_eq!(german.section_of("Szenarien: viele"), Some((Section::Outline, "Szenarien", "viele")));
        assert_eq!(german.section_of("Scenario: fremd"), None);
        assert_eq!(ENGLISH.section_of("Scenario: a: b"), Some((Section::Scenario, "Scenario", "a: b")));
    }

    #[test]
    fn a_keyword_needs_its_space() {
        assert_eq!(ENGLISH.step_of("Givenness"), None);
        assert_eq!(ENGLISH.step_of("Given\u{a0}x"), None);
        assert_eq!(ENGLISH.step_of("* x"), Some((StepKind::Star, "* ", "x")));
    }
}
