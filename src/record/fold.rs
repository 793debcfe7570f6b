//! Events folded into the record, one after another.

use jiff::Timestamp;
use shopper_steps::Tally;

use super::{AttemptRecord, Event, Record, ScenarioId, ScenarioInfo, ScenarioRecord, StepRecord, TableRow};

impl Record {
    /// Folds an event in. Events about journeys or steps that never began are faults of the runner and change nothing.
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::RunStarted { at, run, total } => {
                self.run = run;
                self.started_at = Some(at);
                self.total = total;
                self.hear(at);
            }
            Event::ScenarioStarted { scenario, attempt, at, about } => {
                self.begin(scenario, attempt, at, about);
                self.hear(at);
            }
            Event::StepStarted { scenario, attempt, step, at } => {
                if let Some(step) = self.step_mut(&scenario, attempt, step) {
                    step.started_at = Some(at);
                    self.hear(at);
                }
            }
            Event::Moved { scenario, attempt, step, made } => {
                if let Some(step) = self.step_mut(&scenario, attempt, step) {
                    let at = made.at;
                    step.moves.push(made);
                    self.hear(at);
                }
            }
            Event::StepFinished {
                scenario,
                attempt,
                step: index,
                outcome,
                took_ms,
                trips,
                browser_ms,
                evidence,
                found,
                table,
            } => {
                if let Some(step) = self.step_mut(&scenario, attempt, index) {
                    let (started_at, moves) = (step.started_at, std::mem::take(&mut step.moves));
                    let result = Some(outcome);
                    *step = StepRecord { started_at, result, took_ms, trips, browser_ms, evidence, found, moves };
                    self.point(&scenario, index, table);
                }
            }
            Event::ScenarioFinished { scenario, attempt, at, verdict, took_ms, will_retry, trouble, money } => {
                let before = self.scenarios.iter().filter(|one| one.finished.is_some()).count();
                let Some(scenario) = self.scenario_mut(&scenario) else { return };
                if !will_retry {
                    scenario.finished.get_or_insert(before + 1);
                }
                if let Some(attempt) = scenario.attempt_mut(attempt) {
                    attempt.trouble = trouble;
                    attempt.money = money;
                    attempt.finished_at = Some(at);
                    attempt.took_ms = Some(took_ms);
                    attempt.verdict = Some(attempt.judged().or_worse(verdict));
                    self.hear(at);
                }
            }
            Event::Interrupted { at, why } => {
                self.hear(at);
                self.interrupted.get_or_insert(why);
            }
            Event::RunFinished { at, took_ms } => {
                self.finished_at = Some(at);
                self.took_ms = Some(took_ms);
                self.hear(at);
            }
        }
    }

    fn hear(&mut self, at: Timestamp) {
        self.heard_at = self.heard_at.max(Some(at));
    }

    fn begin(&mut self, id: ScenarioId, attempt: u32, at: Timestamp, about: ScenarioInfo) {
        let fresh = AttemptRecord {
            attempt,
            started_at: at,
            finished_at: None,
            took_ms: None,
            verdict: None,
            trouble: None,
            money: Tally::default(),
            steps: vec![StepRecord::default(); about.steps.len()],
        };
        match self.scenario_mut(&id) {
            Some(scenario) => scenario.attempts.push(fresh),
            None => self.scenarios.push(ScenarioRecord { id, about, finished: None, attempts: vec![fresh] }),
        }
    }

    fn point(&mut self, id: &ScenarioId, step: usize, table: Vec<TableRow>) {
        if let Some(about) = self.scenario_mut(id).and_then(|scenario| scenario.about.steps.get_mut(step)) {
            about.table = table;
        }
    }

    // Newest first: events are about journeys that began lately.
    fn scenario_mut(&mut self, id: &ScenarioId) -> Option<&mut ScenarioRecord> {
        self.scenarios.iter_mut().rev().find(|one| one.id == *id)
    }

    fn step_mut(&mut self, id: &ScenarioId, attempt: u32, step: usize) -> Option<&mut StepRecord> {
        self.scenario_mut(id)?.attempt_mut(attempt)?.steps.get_mut(step)
    }
}

impl ScenarioRecord {
    fn attempt_mut(&mut self, attempt: u32) -> Option<&mut AttemptRecord> {
        self.attempts.iter_mut().rev().find(|one| one.attempt == attempt)
    }
}
