//! What a case has to say: its steps, its moves, and where the pictures are.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::harmless::text;
use crate::record::{AttemptRecord, ScenarioRecord, StepInfo, StepOutcome, StepRecord};
use crate::report::places::Places;
use crate::report::plain;
use crate::report::story::begun;
use crate::verdict::Verdict;

/// Jenkins keeps the last 500 characters of a passing case's output: the attachments must fit in.
const KEPT_OF_PASSING: usize = 450;

/// The steps with their marks, then the pictures: attachment lines come last, the best one first.
pub(super) fn output(scenario: &ScenarioRecord, attempt: &AttemptRecord, places: &Places, verdict: Verdict) -> String {
    let mut out = String::new();
    let mut before: Option<&StepInfo> = None;
    for (info, step) in scenario.about.steps.iter().zip(&attempt.steps) {
        for (depth, phrase) in begun(before, info) {
            let _ = writeln!(out, "{:width$}» {}", "", text(&phrase.sentence), width = 2 * depth);
        }
        before = Some(info);
        let indent = "  ".repeat(info.phrase.len());
        let sentence = text(&format!("{} {}", info.keyword, info.text));
        let took = step.took_ms / 1000.0;
        let _ = match &step.result {
            Some(StepOutcome::Passed) => writeln!(out, "{indent}✓ {sentence} ({took:.1}s)"),
            Some(StepOutcome::Failed(failure)) => {
                writeln!(out, "{indent}✗ {sentence} ({took:.1}s)\n{indent}    {}", text(&failure.to_string()))
            }
            Some(StepOutcome::NotRun) | None => writeln!(out, "{indent}– {sentence} (not run)"),
        };
        for made in &step.moves {
            let mark = if made.failed { '✗' } else { '·' };
            let _ = writeln!(out, "{indent}    {mark} {} ({:.1}s)", text(&made.text), made.took_ms / 1000.0);
        }
    }
    if let Some(trouble) = &attempt.trouble {
        let _ = writeln!(out, "✗ {}", text(&trouble.to_string()));
    }
    let passing = matches!(verdict, Verdict::Passed | Verdict::Flaky);
    for line in attachments(attempt, places, passing) {
        let _ = writeln!(out, "{line}");
    }
    out
}

fn attachments(attempt: &AttemptRecord, places: &Places, passing: bool) -> Vec<String> {
    let failed = |step: &&StepRecord| matches!(step.result, Some(StepOutcome::Failed(_)));
    let first = attempt.steps.iter().filter(failed);
    let then = attempt.steps.iter().filter(|step| !failed(step));
    let files = first
        .clone()
        .chain(then)
        .filter_map(|step| step.evidence.picture.captured())
        .chain(first.filter_map(|step| step.evidence.source.captured()));
    let mut base_names = BTreeSet::new();
    let mut lines: Vec<String> = files
        // Jenkins stores by base name and drops the second of a name.
        .filter(|path| base_names.insert(path.rsplit('/').next().map(str::to_owned)))
        .map(|path| format!("[[ATTACHMENT|{}]]", plain::line(&places.attached(path))))
        .collect();
    while passing && lines.iter().map(|line| line.chars().count() + 1).sum::<usize>() > KEPT_OF_PASSING {
        lines.remove(0);
    }
    lines
}
