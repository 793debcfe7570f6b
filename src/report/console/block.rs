//! One failed journey, told in the author's own words: the line of the feature file, a caret, what the page shows.

use std::fmt::Write as _;

use shopper_browser::{Evidence, Failure};

use super::look::{Ink, Look};
use super::pointer::Pointer;
use crate::record::{AttemptRecord, InPhrase, ScenarioRecord, StepRecord};
use crate::report::places::Places;
use crate::report::plain;
use crate::report::story::{Fault, faults};
use crate::verdict::Verdict;

/// How many moves of the step are shown.
const MOVES_SHOWN: usize = 12;
/// How many lines of the shop's own console and network trouble are shown.
const SHOWN: usize = 3;

/// The blocks of an attempt: one for everything that went wrong in it.
pub(crate) fn attempt(scenario: &ScenarioRecord, attempt: &AttemptRecord, places: &Places, look: Look) -> String {
    let verdict = Verdict::over([attempt.verdict()]);
    let blocks: Vec<String> = faults(&scenario.about, attempt)
        .iter()
        .map(|fault| Block { scenario, others: &[], fault, places, look }.draw(verdict))
        .collect();
    blocks.join("\n")
}

/// The blocks of what stopped these journeys in the same way.
pub(super) fn shared(scenarios: &[&ScenarioRecord], faults: &[Fault<'_>], places: &Places, look: Look) -> String {
    let Some((&scenario, others)) = scenarios.split_first() else { return String::new() };
    let draw = |fault| Block { scenario, others, fault, places, look }.draw(scenario.verdict());
    faults.iter().map(draw).collect::<Vec<_>>().join("\n")
}

/// The ink of a verdict.
pub(super) fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Passed => Ink::Good,
        Verdict::Flaky | Verdict::Blocked => Ink::Doubtful,
        Verdict::Broken => Ink::Bad,
        Verdict::Mistaken => Ink::Wrong,
    }
}

struct Block<'r> {
    scenario: &'r ScenarioRecord,
    /// Journeys that were stopped by the same.
    others: &'r [&'r ScenarioRecord],
    fault: &'r Fault<'r>,
    places: &'r Places,
    look: Look,
}

impl Block<'_> {
    fn draw(&self, verdict: Verdict) -> String {
        let about = &self.scenario.about;
        let more = match self.others.len() {
            0 => String::new(),
            1 => ", and 1 more journey for the same reason".to_owned(),
            more => format!(", and {more} more journeys for the same reason"),
        };
        let pointer = self.fault.step.map(|(step, _)| Pointer::to(step, &self.fault.failure));
        let (line, column) = match &pointer {
            Some(pointer) => (pointer.line, format!(":{}", pointer.column)),
            None => (about.line, String::new()),
        };
        let margin = " ".repeat(line.to_string().len() + 1);
        let frame = |text: &str| self.look.paint(Ink::Frame, text);
        let mut block = String::new();
        let word = self.look.paint(ink(verdict), verdict.word());
        let _ = writeln!(block, "{word}: {}{more}", plain::line(&about.name));
        let _ = writeln!(block, "{margin}{} {}:{line}{column}", frame("-->"), plain::line(&about.path));
        let bar = format!("{margin} {}", frame("|"));
        let _ = writeln!(block, "{bar}");
        if let Some(pointer) = pointer {
            let number = |line: usize| frame(&format!("{line:>width$} |", width = margin.len()));
            for (line, above) in &pointer.above {
                let _ = writeln!(block, "{} {above}", number(*line));
            }
            let _ = writeln!(block, "{} {}", number(line), pointer.source);
            let carets = self.look.paint(ink(verdict), &format!("{} {}", pointer.carets, said(&self.fault.failure)));
            let _ = writeln!(block, "{bar} {}{carets}", pointer.lead);
            if let Some(reads) = pointer.reads {
                self.note(&mut block, &margin, "reads", &[reads]);
            }
        } else {
            self.note(&mut block, &margin, "why", &[said(&self.fault.failure)]);
        }
        for (name, lines) in self.notes(verdict) {
            self.note(&mut block, &margin, name, &lines);
        }
        block
    }

    fn notes(&self, verdict: Verdict) -> Vec<(&'static str, Vec<String>)> {
        let failure = &self.fault.failure;
        let phrases: &[InPhrase] = self.fault.step.map_or(&[], |(step, _)| &step.phrase);
        let phrases = phrases.iter().map(|phrase| {
            let InPhrase { sentence, path, line } = phrase;
            format!("in the phrase \"{}\" ({}:{line})", plain::line(sentence), plain::line(path))
        });
        let row = self.scenario.about.row.iter().map(|row| plain::line(&row.to_string()));
        let mut notes = vec![("row", row.collect()), ("phrase", phrases.collect())];
        // The page has a line of its own below.
        let page = self.fault.step.and_then(|(_, step)| step.evidence.url.as_ref()).map(|url| format!("page: {url}"));
        let details = failure.details.iter().filter(|detail| Some(*detail) != page.as_ref());
        notes.push(("details", details.flat_map(|detail| lines(detail)).collect()));
        if let Some((_, step)) = self.fault.step {
            let guessed = step.found.iter().filter(|one| one.by.is_guess());
            notes.push(("guessed", guessed.map(|one| plain::line(&one.to_string())).collect()));
            notes.push(("moves", moves(step)));
            notes.push(("page", step.evidence.url.iter().map(|url| plain::line(url)).collect()));
            notes.push(("console", console_errors(step)));
            notes.push(("network", network_errors(step)));
            notes.push(("picture", self.picture(step)));
        }
        let others = self.others.iter();
        let others = others.map(|one| format!("{}  {}", plain::line(&one.place()), plain::line(&one.about.name)));
        notes.push(("also", first_few(others.collect())));
        notes.push(("next", vec![plain::line(&failure.mend)]));
        if verdict == Verdict::Broken {
            let command = plain::line(&self.places.watch(&self.scenario.place()));
            let without = "put in the user and password of the shop's address again: they are not written here";
            let told = self.places.without_login.then(|| without.to_owned());
            notes.push(("watch", [command].into_iter().chain(told).collect()));
        }
        notes
    }

    fn picture(&self, step: &StepRecord) -> Vec<String> {
        match &step.evidence.picture {
            Evidence::Captured(path) => vec![plain::line(&self.places.shown(path))],
            Evidence::Unavailable(why) => vec![format!("none: {}", plain::line(why))],
            Evidence::Off => Vec::new(),
        }
    }

    fn note(&self, block: &mut String, margin: &str, name: &str, lines: &[String]) {
        let mut lines = lines.iter();
        if let Some(first) = lines.next() {
            let _ = writeln!(block, "{margin} {} {name:<9}{first}", self.look.paint(Ink::Frame, "="));
        }
        for line in lines {
            let _ = writeln!(block, "{margin}   {:<9}{line}", "");
        }
    }
}

/// What a failure says, in one harmless line.
pub(crate) fn said(failure: &Failure) -> String {
    plain::line(&failure.to_string())
}

fn lines(text: &str) -> Vec<String> {
    plain::text(text).lines().map(plain::line).collect()
}

/// The moves of a step, numbered; the last ones, for they lead to what went wrong.
fn moves(step: &StepRecord) -> Vec<String> {
    let told = step.moves.iter().enumerate().map(|(at, made)| {
        let failed = if made.failed { ": this could not be done" } else { "" };
        format!("{} {}{failed}", at + 1, plain::line(&made.text))
    });
    let left_out = step.moves.len().saturating_sub(MOVES_SHOWN);
    let first = (left_out > 0).then(|| format!("... {left_out} more before"));
    first.into_iter().chain(told.skip(left_out)).collect()
}

fn console_errors(step: &StepRecord) -> Vec<String> {
    let Some(activity) = step.evidence.activity.captured() else { return Vec::new() };
    let errors = activity.console.iter().filter(|entry| matches!(entry.level.as_str(), "error" | "exception"));
    first_few(errors.map(|entry| plain::line(&entry.text)).collect())
}

fn network_errors(step: &StepRecord) -> Vec<String> {
    let Some(activity) = step.evidence.activity.captured() else { return Vec::new() };
    let errors = activity.network.iter().filter_map(|entry| {
        let how = match (entry.status, &entry.error) {
            (Some(status), _) if status >= 400 => status.to_string(),
            (_, Some(error)) => error.clone(),
            _ => return None,
        };
        Some(plain::line(&format!("{how} {} {}", entry.method, entry.url)))
    });
    first_few(errors.collect())
}

fn first_few(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > SHOWN + 1 {
        let more = lines.len() - SHOWN;
        lines.truncate(SHOWN);
        lines.push(format!("... and {more} more"));
    }
    lines
}
