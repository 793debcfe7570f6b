//! What a feature file may say that is no sentence: rows from a file, phrases, tags, languages.

use crate::plan::policy_tags;

enum Told {
    This(&'static str),
    /// The tags that mean something.
    Tags,
}

/// Words that somebody may look for, and what they are told.
const TOPICS: [(&[&str], Told); 4] = [
    (
        &["examples", "csv", "json", "outline", "rows", "data", "beispiele", "exemples", "ejemplos"],
        Told::This(
            "rows of an outline from a file beside the feature, CSV or a JSON array of objects: in place of the table

      Examples: from \"goods.csv\"

    `shopper run goods.csv:3` takes the row at that line alone",
        ),
    ),
    (
        &["phrase", "phrases", "sentence", "sentences", "reuse", "macro"],
        Told::This(
            "a sentence made of others: a scenario with the tag @phrase, here or in a folder phrases/

      @phrase
      Scenario: I take <other> instead of <product>
        When I remove <product> from my cart
        And I add <other> to my cart",
        ),
    ),
    (
        &["language", "languages", "german", "french", "spanish", "deutsch", "français", "español"],
        Told::This(
            "a feature in German, French or Spanish begins with `# language: de` (fr, es); `shopper steps --language de` shows
    its sentences",
        ),
    ),
    (&["tag", "tags", "policy", "timeout", "severity", "owner", "retries", "allow"], Told::Tags),
];

/// What a feature file may say of this, if it is no sentence.
pub(super) fn about(words: &[String]) -> Option<String> {
    let asked = |names: &[&str]| !words.is_empty() && words.iter().all(|word| names.contains(&word.as_str()));
    let (_, told) = TOPICS.iter().find(|(names, _)| asked(names))?;
    Some(match told {
        Told::This(told) => (*told).to_owned(),
        Told::Tags => format!("tags that mean something, on a scenario, rule or feature: {}", policy_tags().join("; ")),
    })
}
