//! Our reading of a document in the neutral form that `official.mjs` gives the official parser's.

use std::fs;

use mystery_shopper::plan::gherkin::ast::{
    Argument, Background, Child, Document, Examples, Heading, Row, Rule, Scenario, Step, Tag,
};
use mystery_shopper::plan::gherkin::dialect::StepKind;
use mystery_shopper::plan::gherkin::parse;
use mystery_shopper::plan::{Kind, Mistake, Plan, PlannedStep, Selection, Source, plan};
use serde_json::{Value, json};
use shopper_steps::{
    Block, BlockNeed, Call, Catalogue, Definition, FromFunction, Keyword, Parameter, ParameterType, StepFuture, World,
};
use tempfile::TempDir;

/// What we make of a document.
pub(super) struct Reading {
    pub(super) document: Value,
    /// The journeys; none if any mistake was told.
    pub(super) journeys: Option<Value>,
    /// What the parser alone tells.
    pub(super) unreadable: Vec<Told>,
    /// Everything that is told before a browser starts.
    pub(super) mistakes: Vec<Told>,
}

/// A mistake that we tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) line: usize,
    pub(super) kind: Kind,
    pub(super) what: String,
}

/// Reads documents as `shopper run` does, with a catalogue in which everything can be said.
pub(super) struct Reader {
    folder: TempDir,
    catalogue: Catalogue,
}

/// Any words at all.
struct Anything;

impl Parameter for Anything {
    const NAME: &'static str = "anything";
    const PATTERN: &'static str = "(?s:.+)";
    const EXAMPLE: &'static str = "anything";
    const DOC: &'static str = "anything";

    fn parse(_: &str) -> Result<Self, String> {
        Ok(Self)
    }
}

fn nothing<'a>(_: &'a mut World, _: Call<'a>) -> StepFuture<'a> {
    Box::pin(async { Ok(()) })
}

impl Reader {
    pub(super) fn new() -> Self {
        let mut catalogue = Catalogue::empty();
        catalogue.add(Definition::from_function(FromFunction {
            keyword: Keyword::Given,
            expression: "{anything}",
            doc: "Anything.",
            example: "anything",
            example_block: None,
            module: module_path!(),
            source: "tests/gherkin/ours.rs",
            need: BlockNeed::Any,
            needs: &[],
            gives: &[],
            judges: &[],
            parameters: const { &[ParameterType::of::<Anything>()] },
            run: nothing,
            takes: |_, _| Ok(()),
        }));
        Self { folder: TempDir::new().expect("there is room for a folder"), catalogue }
    }

    pub(super) fn read(&self, text: &str) -> Reading {
        let path = self.folder.path().join("document.feature");
        fs::write(&path, text).expect("the folder is ours");
        let parsed = parse(&Source::new("document.feature", text));
        let paths = vec![path.to_str().expect("the path is text").to_owned()];
        let (journeys, mistakes) = match plan(&Selection { paths, tags: None, name: None }, &self.catalogue) {
            Ok(plan) => (Some(journeys(&plan)), Vec::new()),
            Err(mistakes) => (None, mistakes.iter().map(told).collect()),
        };
        let unreadable = parsed.mistakes.iter().map(told).collect();
        Reading { document: document(&parsed.document), journeys, unreadable, mistakes }
    }
}

fn told(mistake: &Mistake) -> Told {
    Told { line: mistake.line, kind: mistake.kind, what: mistake.what.clone() }
}

fn document(document: &Document) -> Value {
    let comments: Vec<Value> =
        document.comments.iter().map(|(line, text)| json!({ "line": line, "text": text })).collect();
    let feature = document.feature.as_ref().map(|feature| {
        let (mut scenarios, mut rules) = (Vec::new(), Vec::new());
        for child in &feature.children {
            match child {
                Child::Scenario(found) => scenarios.push(scenario(found)),
                Child::Rule(found) => rules.push(rule(found)),
            }
        }
        let more =
            json!({ "background": background(feature.background.as_ref()), "scenarios": scenarios, "rules": rules });
        head(&feature.heading, more)
    });
    json!({ "comments": comments, "language": document.language, "feature": feature })
}

fn head(heading: &Heading, more: Value) -> Value {
    let mut head = json!({
        "line": heading.span.line,
        "column": heading.span.column,
        "keyword": heading.keyword,
        "name": heading.name,
        "description": heading.description,
        "tags": heading.tags.iter().map(tag).collect::<Vec<_>>(),
    });
    if let (Some(head), Value::Object(more)) = (head.as_object_mut(), more) {
        head.extend(more);
    }
    head
}

fn tag(tag: &Tag) -> Value {
    json!({ "name": tag.name, "line": tag.span.line, "column": tag.span.column })
}

fn rule(rule: &Rule) -> Value {
    let scenarios: Vec<Value> = rule.scenarios.iter().map(scenario).collect();
    head(&rule.heading, json!({ "background": background(rule.background.as_ref()), "scenarios": scenarios }))
}

fn background(found: Option<&Background>) -> Option<Value> {
    found.map(|background| head(&background.heading, json!({ "steps": steps(&background.steps) })))
}

fn scenario(scenario: &Scenario) -> Value {
    let examples: Vec<Value> = scenario.examples.iter().map(examples).collect();
    head(&scenario.heading, json!({ "steps": steps(&scenario.steps), "examples": examples }))
}

fn examples(examples: &Examples) -> Value {
    head(&examples.heading, json!({ "rows": rows(&examples.rows) }))
}

fn steps(steps: &[Step]) -> Vec<Value> {
    steps.iter().map(step).collect()
}

fn step(step: &Step) -> Value {
    let (table, doc) = match &step.argument {
        Argument::None => (Value::Null, Value::Null),
        Argument::Table(found) => (rows(found), Value::Null),
        Argument::DocString(doc) => {
            let (line, column) = (doc.span.line, doc.span.column);
            let (fence, media_type, text) = (&doc.fence, &doc.media_type, &doc.text);
            let doc = json!({ "line": line, "column": column, "fence": fence, "mediaType": media_type, "text": text });
            (Value::Null, doc)
        }
    };
    let kind = match step.kind {
        StepKind::Given => "Context",
        StepKind::When => "Action",
        StepKind::Then => "Outcome",
        StepKind::And | StepKind::But => "Conjunction",
        StepKind::Star => "Unknown",
    };
    let (line, column) = (step.span.line, step.span.column);
    let (keyword, text) = (&step.keyword, &step.text);
    json!({
        "line": line, "column": column, "keyword": keyword, "type": kind, "text": text, "table": table, "doc": doc
    })
}

fn rows(rows: &[Row]) -> Value {
    let row = |row: &Row| {
        let cells: Vec<Value> =
            row.cells.iter().map(|cell| json!({ "text": cell.text, "column": cell.span.column })).collect();
        json!({ "line": row.span.line, "column": row.span.column, "cells": cells })
    };
    rows.iter().map(row).collect()
}

fn journeys(plan: &Plan) -> Value {
    let journey = |journey: &mystery_shopper::plan::Planned| {
        let tags: Vec<String> = journey.tags.iter().map(|tag| format!("@{tag}")).collect();
        let steps: Vec<Value> = journey.steps.iter().map(planned).collect();
        json!({ "name": journey.name, "line": journey.line, "tags": tags, "steps": steps })
    };
    plan.scenarios.iter().map(journey).collect()
}

fn planned(step: &PlannedStep) -> Value {
    let (table, doc) = match &step.block {
        Block::None => (Value::Null, Value::Null),
        Block::Table(rows) => (json!(rows), Value::Null),
        Block::DocString { media_type, text } => (Value::Null, json!({ "mediaType": media_type, "text": text })),
    };
    let kind = match step.binding.keyword {
        Keyword::Given => "Context",
        Keyword::When => "Action",
        Keyword::Then => "Outcome",
    };
    json!({ "text": step.text, "type": kind, "table": table, "doc": doc })
}
