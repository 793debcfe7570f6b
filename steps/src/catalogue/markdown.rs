//! The step catalogue as a page: `steps/README.md` is this text, and a test keeps it so.

use std::fmt::Write as _;

use super::Entry;
use super::examples::Example;

/// Every sentence in a table, and by topic with its text and its examples, as Markdown.
pub fn catalogue_markdown(entries: &[Entry<'_>]) -> String {
    let mut page = String::from(
        "# What can be said in a feature file\n\n\
         This page is written by the catalogue itself. Every sentence may stand after Given, When, Then, And or But, in\n\
         any of its languages, whatever the language of the file. `shopper steps WORDS` searches it, `shopper steps\n\
         --language de` tells it in German, `shopper steps --format html` makes a page to look things up in.\n\n\
         The examples stand in [examples](examples) as feature files, the other languages in [translations](translations);\n\
         every example is run against the demo shop, and ends as it is told here.\n",
    );
    let mut topics: Vec<&str> = Vec::new();
    for entry in entries {
        if !topics.contains(&entry.definition.topic()) {
            topics.push(entry.definition.topic());
        }
    }
    table(&mut page, entries);
    for topic in topics {
        let _ = write!(page, "\n## {topic}\n");
        for entry in entries.iter().filter(|entry| entry.definition.topic() == topic) {
            section(&mut page, entry);
        }
    }
    page.push_str("\n## The parameters\n\n| parameter | is | example |\n|---|---|---|\n");
    let mut known: Vec<&str> = Vec::new();
    for parameter in entries.iter().flat_map(|entry| entry.definition.parameters()) {
        if !known.contains(&parameter.name()) {
            known.push(parameter.name());
            let _ = writeln!(page, "| `{{{}}}` | {} | `{}` |", parameter.name(), parameter.doc(), parameter.example());
        }
    }
    page
}

/// One line for each sentence.
fn table(page: &mut String, entries: &[Entry<'_>]) {
    page.push_str("\n## All sentences\n\n| sentence | example | languages |\n|---|---|---|\n");
    for Entry { definition, languages, .. } in entries {
        let sentence = definition.expression();
        let codes: Vec<&str> = languages.iter().map(|one| one.language).collect();
        let (anchor, example) = (anchor(sentence), definition.example());
        let keyword = definition.keyword();
        let _ = writeln!(page, "| [`{sentence}`](#{anchor}) | `{keyword} {example}` | {} |", codes.join(" "));
    }
}

/// What GitHub makes of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'));
    kept.map(|sign| if sign == ' ' { '-' } else { sign.to_ascii_lowercase() }).collect()
}

fn section(page: &mut String, entry: &Entry<'_>) {
    let definition = entry.definition;
    let _ = write!(page, "\n### `{}`\n\n{}\n", definition.expression(), definition.doc());
    if entry.languages.len() > 1 {
        page.push('\n');
    }
    for one in entry.languages.iter().skip(1) {
        let _ = writeln!(page, "- {}: `{} {}`", one.language, one.keyword, one.example);
    }
    let Some(passes) = &entry.examples.passes else {
        let _ = write!(page, "\n```gherkin\n{} {}\n", definition.keyword(), definition.example());
        for line in definition.example_block().into_iter().flat_map(str::lines) {
            let _ = writeln!(page, "  {line}");
        }
        page.push_str("```\n");
        return;
    };
    page.push_str("\n```gherkin\n");
    example(page, "passes", passes);
    if let Some(fails) = &entry.examples.fails {
        page.push('\n');
        example(page, "fails", fails);
    }
    page.push_str("```\n");
    if let Some(reason) = &passes.cannot_fail {
        let _ = writeln!(page, "\nIt does not fail of itself. {reason}");
    }
}

fn example(page: &mut String, how: &str, example: &Example) {
    let _ = writeln!(page, "# {how}: {}", example.name);
    for line in &example.lines {
        let _ = writeln!(page, "{line}");
    }
}
