//! The catalogue as text and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};
use shopper_steps::{Entry, Example};

use super::Found;
use crate::plan::PhraseRef;

/// By topic, for people at a terminal. The failing example shows its last step alone where it begins as the other does.
pub(super) fn as_text(found: &Found<'_>, language: &str, colour: bool) -> String {
    let paint = if colour { Paint { bold: "\x1b[1m", dim: "\x1b[2m", plain: "\x1b[0m" } } else { Paint::default() };
    let Paint { bold, dim, plain } = paint;
    let mut text = String::new();
    for topic in found.topics() {
        let _ = writeln!(text, "{topic}");
        for entry in found.entries.iter().filter(|entry| entry.definition.topic() == topic) {
            let sentence = entry.said_in(language).map_or(entry.definition.expression(), |said| &said.sentence);
            let _ = writeln!(text, "  {bold}{sentence}{plain}");
            for line in entry.definition.doc().lines() {
                let _ = writeln!(text, "      {line}");
            }
            match entry.said_in(language).filter(|_| language != "en") {
                Some(said) => {
                    let _ = writeln!(text, "      {dim}{} {}{plain}", said.keyword, said.example);
                }
                None => examples(&mut text, entry, &paint),
            }
        }
        text.push('\n');
    }
    if !found.phrases.is_empty() {
        text.push_str("phrases\n");
    }
    for phrase in &found.phrases {
        let _ = writeln!(text, "  {bold}{}{plain}\n      {}:{}", phrase.sentence, phrase.path, phrase.line);
        for step in &phrase.steps {
            let _ = writeln!(text, "      {dim}{step}{plain}");
        }
    }
    text
}

#[derive(Default)]
struct Paint {
    bold: &'static str,
    dim: &'static str,
    plain: &'static str,
}

fn examples(text: &mut String, entry: &Entry<'_>, paint: &Paint) {
    let Paint { dim, plain, .. } = paint;
    let mut tell = |how: &str, lines: &mut dyn Iterator<Item = &str>| {
        for (number, line) in lines.enumerate() {
            let how = if number == 0 { how } else { "" };
            let _ = writeln!(text, "      {dim}{how:<8}{line}{plain}");
        }
    };
    let (definition, shown) = (entry.definition, &entry.examples);
    let Some(passes) = &shown.passes else {
        let own = format!("{} {}", definition.keyword(), definition.example());
        let block = definition.example_block().into_iter().flat_map(str::lines);
        tell("", &mut std::iter::once(own.as_str()).chain(block));
        return;
    };
    tell("passes", &mut passes.lines.iter().map(String::as_str));
    if let Some(fails) = &shown.fails {
        let same = fails.lines.iter().zip(&passes.lines).take_while(|(one, other)| one == other).count();
        let same = same.min(fails.lines.len().saturating_sub(1));
        let before = (same > 0).then_some("...");
        tell("fails", &mut before.into_iter().chain(fails.lines[same..].iter().map(String::as_str)));
    } else if let Some(reason) = &passes.cannot_fail {
        let _ = writeln!(text, "      {dim}does not fail of itself: {reason}{plain}");
    }
}

/// Everything that is known, for programs.
pub(super) fn as_json(found: &Found<'_>) -> String {
    let sentences = found.entries.iter().map(entry_json);
    let phrases = found.phrases.iter().map(|phrase| {
        json!({
            "topic": "phrases",
            "expression": phrase.sentence,
            "steps": phrase.steps,
            "source": format!("{}:{}", phrase.path, phrase.line),
        })
    });
    let all: Vec<Value> = sentences.chain(phrases).collect();
    let mut text = serde_json::to_string_pretty(&all).expect("texts are always JSON");
    text.push('\n');
    text
}

fn entry_json(entry: &Entry<'_>) -> Value {
    let definition = entry.definition;
    let parameters: Vec<Value> = definition
        .parameters()
        .iter()
        .map(|one| json!({ "name": one.name(), "doc": one.doc(), "example": one.example() }))
        .collect();
    let languages: Vec<Value> = entry
        .languages
        .iter()
        .map(|one| {
            let (language, keyword) = (one.language, one.keyword);
            json!({ "language": language, "keyword": keyword, "sentence": one.sentence, "example": one.example })
        })
        .collect();
    let passes = entry.examples.passes.as_ref().map(example_json);
    let fails = entry.examples.fails.as_ref().map(example_json);
    json!({
        "topic": definition.topic(),
        "keyword": definition.keyword(),
        "expression": definition.expression(),
        "doc": definition.doc(),
        "example": definition.example(),
        "example_block": definition.example_block(),
        "examples": { "passes": passes, "fails": fails },
        "languages": languages,
        "parameters": parameters,
        "source": definition.source(),
    })
}

fn example_json(example: &Example) -> Value {
    let place = format!("{}:{}", example.path, example.line);
    json!({ "name": example.name, "lines": example.lines, "source": place, "cannot_fail": example.cannot_fail })
}

/// The phrases below the catalogue's page.
pub(super) fn phrases_as_markdown(phrases: &[PhraseRef]) -> String {
    let mut page = String::new();
    if !phrases.is_empty() {
        page.push_str("\n## Phrases\n");
    }
    for phrase in phrases {
        // An indented block needs no fence that a text could close.
        let _ = write!(page, "\n    {}\n", phrase.sentence);
        for step in &phrase.steps {
            let _ = writeln!(page, "      {step}");
        }
        let _ = writeln!(page, "    ({}:{})", phrase.path, phrase.line);
    }
    page
}
