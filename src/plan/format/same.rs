//! What a file means, without the places of its words: two files of one meaning are gone through alike.

use std::fmt::Write as _;

use super::super::gherkin::ast::{Argument, Background, Child, Document, Heading, Row, Scenario, Step};

/// The meaning as a text to be compared.
pub(super) fn meaning(document: &Document) -> String {
    let mut text = format!("{}\n", document.language);
    for (_, comment) in &document.comments {
        let _ = writeln!(text, "{:?}", comment.trim());
    }
    if let Some(feature) = &document.feature {
        heading(&mut text, &feature.heading);
        background(&mut text, feature.background.as_ref());
        for child in &feature.children {
            match child {
                Child::Scenario(found) => scenario(&mut text, found),
                Child::Rule(rule) => {
                    heading(&mut text, &rule.heading);
                    background(&mut text, rule.background.as_ref());
                    rule.scenarios.iter().for_each(|found| scenario(&mut text, found));
                }
            }
        }
    }
    text
}

fn heading(text: &mut String, heading: &Heading) {
    let Heading { keyword, name, description, tags, span: _, suspects: _ } = heading;
    let tags: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
    let description: Vec<&str> = description.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let _ = writeln!(text, "{tags:?} {keyword:?} {name:?} {description:?}");
}

fn background(text: &mut String, background: Option<&Background>) {
    if let Some(background) = background {
        heading(text, &background.heading);
        steps(text, &background.steps);
    }
}

fn scenario(text: &mut String, scenario: &Scenario) {
    heading(text, &scenario.heading);
    steps(text, &scenario.steps);
    for examples in &scenario.examples {
        heading(text, &examples.heading);
        rows(text, &examples.rows);
    }
}

fn steps(text: &mut String, steps: &[Step]) {
    for step in steps {
        let _ = writeln!(text, "{:?} {:?} {:?}", step.kind, step.keyword, step.text);
        match &step.argument {
            Argument::None => {}
            Argument::Table(found) => rows(text, found),
            Argument::DocString(doc) => {
                let _ = writeln!(text, "{:?} {:?} {:?}", doc.fence, doc.media_type, doc.text);
            }
        }
    }
}

fn rows(text: &mut String, rows: &[Row]) {
    for row in rows {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        let _ = writeln!(text, "{cells:?}");
    }
}
