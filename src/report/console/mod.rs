//! What a person at the terminal, or a pipeline's log, reads: a line per journey, then the failures, then a summary.
//!
//! Everything that stays is drawn from the record, so `shopper report` gives the same bytes; only the live line at the
//! bottom of a terminal is of the moment.

pub(crate) mod block;
mod live;
mod look;
mod pointer;

use std::fmt::Write as _;
use std::io::{self, Write};

use look::Ink;
pub use look::Look;

use self::live::LiveLine;
use super::places::Places;
use super::plain;
use super::story::{self, Fault, faults, telling_attempt};
use crate::record::{Event, Record, ScenarioRecord};
use crate::verdict::Verdict;

/// Names shorter than this are filled up, so that the notes behind them stand in a column.
const NAME_WIDTH: usize = 28;

/// Listens to a run and writes about it. Trouble with writing is left alone: a closed pipe does not change a verdict.
pub struct Console {
    out: Box<dyn Write + Send>,
    look: Look,
    live: Option<LiveLine>,
}

impl Console {
    /// A console that writes to `out`; the live line goes to standard error, where `look` wants one.
    pub fn new(out: Box<dyn Write + Send>, look: Look) -> Self {
        Self { out, look, live: look.live.then(LiveLine::on_stderr) }
    }

    /// Hears an event that was just folded into `record`.
    pub(crate) fn hear(&mut self, event: &Event, record: &Record) {
        if let Some(live) = &mut self.live {
            live.hear(event, record);
        }
        if let Event::ScenarioFinished { scenario, will_retry: false, .. } = event
            && let Some(scenario) = record.scenario(scenario)
        {
            let line = finished_line(scenario, record, self.look);
            self.write(&line);
        }
    }

    /// Tells what the run came to, once it is over.
    pub(crate) fn conclude(&mut self, record: &Record, places: &Places) {
        self.live = None;
        self.write(&conclusion(record, places, self.look));
    }

    fn write(&mut self, text: &str) {
        let out = &mut self.out;
        let mut write = || -> io::Result<()> {
            out.write_all(text.as_bytes())?;
            out.flush()
        };
        let _ = match &self.live {
            Some(live) => live.out_of_the_way(write),
            None => write(),
        };
    }
}

/// All that the console says about a run.
pub fn draw(record: &Record, places: &Places, look: &Look) -> String {
    let finished = record.in_order_of_finish().into_iter().filter(|scenario| scenario.finished.is_some());
    let mut text: String = finished.map(|scenario| finished_line(scenario, record, *look)).collect();
    text.push_str(&conclusion(record, places, *look));
    text
}

/// `        PASS [  1.1s] (1/3) guest checkout`
fn finished_line(scenario: &ScenarioRecord, record: &Record, look: Look) -> String {
    let verdict = scenario.verdict();
    let word = match verdict {
        Verdict::Passed => "PASS".to_owned(),
        other => other.word().to_uppercase(),
    };
    let total = record.total.max(record.scenarios.len()).to_string();
    let line = format!(
        "{}{} [{:>6}] ({:>width$}/{total}) {}",
        " ".repeat(12 - word.len()),
        look.paint(block::ink(verdict), &word),
        seconds(scenario.took_ms()),
        scenario.finished.unwrap_or(0),
        plain::line(&scenario.about.name),
        width = total.len(),
    );
    match scenario.attempts.len() {
        0 | 1 => format!("{line}\n"),
        tries => {
            let name = plain::line(&scenario.about.name).chars().count();
            let note = match verdict {
                Verdict::Flaky => format!("passed on try {tries}"),
                _ => format!("after {tries} tries"),
            };
            format!("{line}{} {}\n", " ".repeat(NAME_WIDTH.saturating_sub(name)), look.paint(Ink::Faint, &note))
        }
    }
}

/// The failures, gravest first, and the summary.
fn conclusion(record: &Record, places: &Places, look: Look) -> String {
    let places = &places.of_run(&record.run);
    let mut text = String::new();
    for verdict in [Verdict::Broken, Verdict::Mistaken, Verdict::Blocked] {
        // A shop that is down stops every journey at the same step with the same words: they are told once.
        let mut together: Vec<(Vec<Fault<'_>>, Vec<&ScenarioRecord>)> = Vec::new();
        for scenario in record.in_order_of_finish().into_iter().filter(|scenario| scenario.verdict() == verdict) {
            let Some(attempt) = telling_attempt(scenario) else { continue };
            let faults = faults(&scenario.about, attempt);
            let alike = |(others, _): &&mut (Vec<Fault<'_>>, _)| match (others.as_slice(), faults.as_slice()) {
                ([other], [fault]) => other.is_like(fault),
                _ => false,
            };
            match together.iter_mut().find(alike) {
                Some((_, scenarios)) => scenarios.push(scenario),
                None => together.push((faults, vec![scenario])),
            }
        }
        for (faults, scenarios) in &together {
            let _ = write!(text, "\n{}", block::shared(scenarios, faults, places, look));
        }
    }
    let _ = write!(text, "\n{}", summary(record, places, look));
    text
}

/// `3 journeys: 1 passed, 1 flaky, 1 broken    10.5s    reports/TEST-mystery-shopper.xml`
fn summary(record: &Record, places: &Places, look: Look) -> String {
    let run = record.verdict();
    let counts = [
        (run.passed, "passed", Ink::Good),
        (run.flaky, "flaky", Ink::Doubtful),
        (run.broken, "broken", Ink::Bad),
        (run.mistaken, "mistaken", Ink::Wrong),
        (run.blocked, "blocked", Ink::Doubtful),
        (run.not_run, "not run", Ink::Doubtful),
    ];
    let told: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, word, ink)| look.paint(*ink, &format!("{count} {word}")))
        .collect();
    let mut text = String::new();
    if let Some(why) = record.interrupted {
        let _ = writeln!(text, "{}", look.paint(Ink::Doubtful, &why.to_string()));
    } else if record.finished_at.is_none() {
        let _ = writeln!(text, "{}", look.paint(Ink::Doubtful, "the run was killed before its end"));
    }
    let journeys = match run.total() {
        0 => "no journeys".to_owned(),
        1 => "1 journey: ".to_owned(),
        total => format!("{total} journeys: "),
    };
    let took = record.took_ms.map(|took| format!("    {}", seconds(took))).unwrap_or_default();
    let _ = writeln!(text, "{journeys}{}{took}    {}", told.join(", "), plain::line(&places.shown_junit()));
    if let Some(money) = story::money(&record.money()) {
        let _ = writeln!(text, "money: {money}");
    }
    if let Some(found) = story::found(record.found()) {
        let _ = writeln!(text, "found: {found}");
    }
    if let Some(missed) = story::missed_hints(record.found()) {
        let _ = writeln!(text, "hints: {missed}");
    }
    if let Some(left_out) = story::left_out(&record.left_out()) {
        let _ = writeln!(text, "left out: {left_out}");
    }
    if let Some(missing) = story::missing_pictures(record) {
        let _ = writeln!(text, "pictures: {missing}");
    }
    if let Some(seed) = record.run.seed {
        let _ = writeln!(text, "seed: {seed}");
    }
    text
}

fn seconds(milliseconds: f64) -> String {
    format!("{:.1}s", milliseconds / 1000.0)
}

#[cfg(test)]
mod tests;
