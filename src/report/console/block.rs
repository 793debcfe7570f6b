//! One failed journey, told in the author's own words: the line of the feature file, a caret, what the page shows.

use std::fmt::Write as _;

use shopper_browser::{Evidence, Failure};
use unicode_width::UnicodeWidthStr;

use super::look::{Ink, Look};
use crate::record::{AttemptRecord, InPhrase, ScenarioRecord, StepInfo, StepRecord};
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
        let (line, column) = match self.fault.step {
            Some((step, _)) => (step.line, format!(":{}", step.column)),
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
        if let Some((step, _)) = self.fault.step {
            let pointer = Pointer::to(step, self.fault.failure.about.as_deref());
            let number = frame(&format!("{line:>width$} |", width = margin.len()));
            let _ = writeln!(block, "{number} {}", pointer.source);
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
        let mut notes = vec![("phrase", phrases.collect())];
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
        let others = self.others.iter().map(|one| &one.about);
        let others = others.map(|one| format!("{}:{}  {}", plain::line(&one.path), one.line, plain::line(&one.name)));
        notes.push(("also", first_few(others.collect())));
        notes.push(("next", vec![plain::line(&failure.mend)]));
        if verdict == Verdict::Broken {
            let about = &self.scenario.about;
            notes.push(("watch", vec![plain::line(&self.places.watch(&about.path, about.line))]));
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

/// The author's line and where its carets stand.
struct Pointer {
    source: String,
    lead: String,
    carets: String,
    /// The sentence as it was run, when the line does not hold it: in a row of an outline.
    reads: Option<String>,
}

impl Pointer {
    fn to(step: &StepInfo, about: Option<&str>) -> Self {
        let sentence = format!("{} {}", plain::line(&step.keyword), plain::line(&step.text));
        let source = if step.source.trim().is_empty() {
            format!("{:width$}{sentence}", "", width = step.column.saturating_sub(1))
        } else {
            plain::text(&step.source).trim_end().replace('\t', "    ").replace('\n', " ")
        };
        let start = source.len() - source.trim_start().len();
        let keyword = start + if source[start..].starts_with(&step.keyword) { step.keyword.len() } else { 0 };
        let about = about.map(plain::line).filter(|words| !words.trim().is_empty());
        let found =
            about.and_then(|words| source[keyword..].find(&words).map(|at| keyword + at..keyword + at + words.len()));
        let range = found.unwrap_or(start..source.len());
        let reads = (!source.contains(plain::line(&step.text).trim())).then_some(sentence);
        Self {
            lead: " ".repeat(source[..range.start].width()),
            carets: "^".repeat(source[range].width().max(1)),
            source,
            reads,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(source: &str, text: &str, about: Option<&str>) -> String {
        let step = StepInfo {
            keyword: "Then".to_owned(),
            text: text.to_owned(),
            line: 3,
            column: 5,
            source: source.to_owned(),
            background: false,
            phrase: Vec::new(),
        };
        let pointer = Pointer::to(&step, about);
        format!("\n{}\n{}{}\n{}", pointer.source, pointer.lead, pointer.carets, pointer.reads.unwrap_or_default())
    }

    #[test]
    fn carets_stand_under_the_words_the_failure_is_about() {
        insta::assert_snapshot!(point("    Then the total is $18.00", "the total is $18.00", Some("$18.00")), @r"
            Then the total is $18.00
                              ^^^^^^
        ");
    }

    #[test]
    fn without_words_the_whole_step_is_meant() {
        insta::assert_snapshot!(point("    Then my order is confirmed  ", "my order is confirmed", None), @r"
            Then my order is confirmed
            ^^^^^^^^^^^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn a_row_of_an_outline_is_shown_as_it_was_run() {
        insta::assert_snapshot!(point("    Then the <card> is refused", "the visa is refused", Some("visa")), @r"
            Then the <card> is refused
            ^^^^^^^^^^^^^^^^^^^^^^^^^^
        Then the visa is refused
        ");
    }

    #[test]
    fn tabs_and_wide_letters_do_not_move_the_carets() {
        insta::assert_snapshot!(point("\tThen カート has \"赤\" in it", "カート has \"赤\" in it", Some("\"赤\"")), @r#"
            Then カート has "赤" in it
                            ^^^^
        "#);
    }

    #[test]
    fn the_keyword_is_never_taken_for_the_words() {
        insta::assert_snapshot!(point("    Then Then-Mug is gone", "Then-Mug is gone", Some("Then")), @r"
            Then Then-Mug is gone
                 ^^^^
        ");
    }
}
