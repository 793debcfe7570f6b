//! The live line: what is being done at this moment, below the finished lines of a terminal.

use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::record::{Event, Record, ScenarioId};
use crate::report::plain;

/// How often the clock on the live line moves on.
const TICK: Duration = Duration::from_millis(200);

/// A line per journey under way, and one for the whole run.
pub(super) struct LiveLine {
    lines: MultiProgress,
    whole: ProgressBar,
    under_way: Vec<(ScenarioId, ProgressBar)>,
}

impl LiveLine {
    pub(super) fn on_stderr() -> Self {
        Self::on(ProgressDrawTarget::stderr())
    }

    fn on(target: ProgressDrawTarget) -> Self {
        let lines = MultiProgress::with_draw_target(target);
        let whole =
            lines.add(ProgressBar::new(0).with_style(style("     {elapsed:>7}  {pos}/{len} journeys {wide_msg}")));
        whole.enable_steady_tick(TICK);
        Self { lines, whole, under_way: Vec::new() }
    }

    pub(super) fn hear(&mut self, event: &Event, record: &Record) {
        match event {
            Event::RunStarted { total, .. } => self.whole.set_length(*total as u64),
            Event::ScenarioStarted { scenario, about, .. } => {
                let line = ProgressBar::new_spinner().with_style(style("     {elapsed:>7}  {wide_msg}"));
                let line = self.lines.insert_before(&self.whole, line);
                line.set_message(plain::line(&about.name));
                self.under_way.push((scenario.clone(), line));
            }
            Event::StepStarted { scenario, step, .. } => {
                if let Some((_, line)) = self.under_way.iter().find(|(id, _)| id == scenario)
                    && let Some(doing) = doing(record, scenario, *step)
                {
                    line.set_message(doing);
                }
            }
            Event::ScenarioFinished { scenario, will_retry, .. } => {
                if let Some(at) = self.under_way.iter().position(|(id, _)| id == scenario) {
                    let (_, line) = self.under_way.swap_remove(at);
                    line.finish_and_clear();
                    self.lines.remove(&line);
                }
                if !will_retry {
                    self.whole.inc(1);
                }
            }
            Event::Interrupted { why, .. } => self.whole.set_message(format!("{why}; finishing what is under way")),
            Event::Moved { .. } | Event::StepFinished { .. } | Event::RunFinished { .. } => {}
        }
    }

    /// Takes the live lines off the screen while something is written that stays.
    pub(super) fn out_of_the_way<T>(&self, write: impl FnOnce() -> T) -> T {
        self.lines.suspend(write)
    }
}

impl Drop for LiveLine {
    fn drop(&mut self) {
        for (_, line) in self.under_way.drain(..) {
            line.finish_and_clear();
        }
        self.whole.finish_and_clear();
    }
}

/// `guest checkout: When I pay with a "good" card`
fn doing(record: &Record, scenario: &ScenarioId, step: usize) -> Option<String> {
    let about = &record.scenario(scenario)?.about;
    let step = about.steps.get(step)?;
    Some(plain::line(&format!("{}: {} {}", about.name, step.keyword, step.text)))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is constant and tested")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{Fate, Journey, Run};

    #[test]
    fn the_live_line_shows_what_each_journey_under_way_does_and_forgets_those_that_ended() {
        let steps = ["    When I look", "    Then I see \u{1b}[2Ja mug"];
        let run = Run::of(3)
            .goes(Journey::new("a.feature", 1, "done", &steps).passes())
            .goes(Journey::new("b.feature", 1, "looking", &steps).attempt(vec![Fate::UnderWay], None))
            .goes(Journey::new("c.feature", 1, "seeing", &steps).attempt(vec![Fate::Held, Fate::UnderWay], None));
        let mut live = LiveLine::on(ProgressDrawTarget::hidden());
        let mut record = Record::default();
        for event in &run.events {
            record.apply(event.clone());
            live.hear(event, &record);
        }
        let shown: Vec<String> = live.under_way.iter().map(|(_, line)| line.message()).collect();
        assert_eq!(shown, ["looking: When I look", "seeing: Then I see a mug"]);
        assert_eq!((live.whole.position(), live.whole.length()), (1, Some(3)));
    }
}
