//! The step catalogue as a page: `steps/README.md` is this text, and a test keeps it so.

use std::fmt::Write as _;

use super::Catalogue;

/// Every definition with its text and an example, by topic, as Markdown.
pub fn catalogue_markdown(catalogue: &Catalogue) -> String {
    let mut page = String::from(
        "# What can be said in a feature file\n\n\
         This page is written by the catalogue itself. Every sentence may stand after Given, When, Then, And or But.\n\
         `shopper steps WORDS` searches it.\n",
    );
    let mut topics: Vec<&str> = Vec::new();
    for definition in catalogue.definitions() {
        if !topics.contains(&definition.topic()) {
            topics.push(definition.topic());
        }
    }
    for topic in topics {
        let _ = write!(page, "\n## {topic}\n");
        for definition in catalogue.definitions().iter().filter(|definition| definition.topic() == topic) {
            let _ = write!(page, "\n**`{}`**  \n{}\n", definition.expression(), definition.doc());
            let _ = write!(page, "\n```gherkin\n{} {}\n", definition.keyword(), definition.example());
            for line in definition.example_block().into_iter().flat_map(str::lines) {
                let _ = writeln!(page, "  {line}");
            }
            page.push_str("```\n");
        }
    }
    page.push_str("\n## The parameters\n\n| parameter | is | example |\n|---|---|---|\n");
    let mut known: Vec<&str> = Vec::new();
    for parameter in catalogue.definitions().iter().flat_map(super::Definition::parameters) {
        if !known.contains(&parameter.name()) {
            known.push(parameter.name());
            let _ = writeln!(page, "| `{{{}}}` | {} | `{}` |", parameter.name(), parameter.doc(), parameter.example());
        }
    }
    page
}
