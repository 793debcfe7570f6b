//! The catalogue as one page that asks for nothing else: it can be mailed, and kept beside the journeys. Every text is
//! escaped by the template engine.

use minijinja::Environment;
use minijinja::value::Serde;
use serde_json::{Value, json};
use shopper_steps::{Entry, Example, language_name};

use super::Found;

const PAGE: &str = include_str!("page.html");

/// The page with what was found.
pub(super) fn as_html(found: &Found<'_>) -> String {
    let topics: Vec<Value> = found
        .topics()
        .into_iter()
        .map(|topic| {
            let entries = found.entries.iter().filter(|entry| entry.definition.topic() == topic);
            json!({ "name": topic, "entries": entries.map(entry_of).collect::<Vec<_>>() })
        })
        .collect();
    let phrases: Vec<Value> = found
        .phrases
        .iter()
        .map(|phrase| {
            let place = format!("{}:{}", phrase.path, phrase.line);
            json!({ "sentence": phrase.sentence, "steps": phrase.steps, "place": place })
        })
        .collect();
    let mut environment = Environment::new();
    // The ending of its name is what makes the engine escape.
    environment.add_template("page.html", PAGE).expect("the page's template is right, or its test fails");
    let page = environment.get_template("page.html").and_then(|page| {
        let count = found.entries.len() + found.phrases.len();
        let version = env!("CARGO_PKG_VERSION");
        let all = json!({ "topics": topics, "phrases": phrases, "count": count, "version": version });
        page.render(Serde(all))
    });
    page.expect("every text can stand in a page")
}

fn entry_of(entry: &Entry<'_>) -> Value {
    let definition = entry.definition;
    let languages: Vec<Value> = entry
        .languages
        .iter()
        .map(|one| {
            json!({
                "code": one.language,
                "name": language_name(one.language),
                "keyword": one.keyword,
                "parts": parts(&one.sentence),
                "example": one.example,
            })
        })
        .collect();
    let mut parameters: Vec<Value> = Vec::new();
    for one in definition.parameters() {
        let told = json!({ "name": one.name(), "doc": one.doc(), "example": one.example() });
        if !parameters.contains(&told) {
            parameters.push(told);
        }
    }
    json!({
        "keyword": definition.keyword().to_string(),
        "doc": marked(definition.doc()),
        "languages": languages,
        "parameters": parameters,
        "passes": entry.examples.passes.as_ref().map(example_of),
        "fails": entry.examples.fails.as_ref().map(example_of),
    })
}

fn example_of(example: &Example) -> Value {
    json!({ "name": example.name, "text": example.lines.join("\n"), "cannot_fail": example.cannot_fail })
}

/// A text, cut where a backtick begins or ends something to be written as it is.
fn marked(text: &str) -> Vec<Value> {
    text.split('`').enumerate().map(|(number, part)| json!({ "text": part, "code": number % 2 == 1 })).collect()
}

/// The words and the parameters of a sentence.
fn parts(sentence: &str) -> Vec<Value> {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while let Some((open, length)) = rest.find('{').and_then(|open| Some((open, rest[open..].find('}')? + 1))) {
        parts.push(json!({ "text": rest[..open], "parameter": false }));
        parts.push(json!({ "text": rest[open + 1..open + length - 1], "parameter": true }));
        rest = &rest[open + length..];
    }
    parts.push(json!({ "text": rest, "parameter": false }));
    parts
}
