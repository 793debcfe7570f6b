//! Every free text of an event, so that all of it can pass the redactor before anybody hears or keeps it.
//!
//! Structures are taken apart without `..`: a new field does not compile before somebody decided what it may hold.

use shopper_browser::{ConsoleEntry, Evidence, Failure, NetworkEntry, Redactor, StepActivity};
use shopper_steps::{Found, NotChecked, RunnerUp, Tally};

use super::{
    Event, InPhrase, MoveRecord, RowPlace, RunInfo, ScenarioId, ScenarioInfo, StepEvidence, StepInfo, StepOutcome,
    TableRow,
};

type Visit<'v> = dyn FnMut(&mut String) + 'v;

impl Event {
    /// The event without card numbers and secrets.
    #[must_use]
    pub fn cleaned(mut self, redactor: &Redactor) -> Self {
        self.each_text(&mut |text| {
            if let std::borrow::Cow::Owned(clean) = redactor.clean(text) {
                *text = clean;
            }
        });
        self
    }

    /// The event, with `visit` having passed what it tells of the page: failures, addresses, and what the page wrote and asked
    /// for, what was found there and what its sums lack. What its author wrote and the names of files stay.
    #[must_use]
    pub(crate) fn with_seen(mut self, visit: &mut Visit) -> Self {
        match &mut self {
            Self::Moved { made, .. } => {
                visit(&mut made.text);
                made.url.iter_mut().for_each(visit);
            }
            Self::StepFinished { outcome, evidence, found, table, .. } => {
                if let StepOutcome::Failed(failure) = outcome {
                    failure_texts(failure, visit);
                }
                evidence.url.iter_mut().for_each(&mut *visit);
                activity_texts(&mut evidence.activity, visit);
                found.iter_mut().for_each(|one| found_texts(one, visit));
                row_texts(table, visit);
            }
            Self::ScenarioFinished { trouble, money, .. } => {
                money.not_checked.iter_mut().for_each(|one| visit(&mut one.why));
                trouble.iter_mut().for_each(|failure| failure_texts(failure, visit));
            }
            _ => {}
        }
        self
    }

    /// The journey that it is about.
    pub(crate) fn scenario(&self) -> Option<&ScenarioId> {
        match self {
            Self::ScenarioStarted { scenario, .. }
            | Self::StepStarted { scenario, .. }
            | Self::Moved { scenario, .. }
            | Self::StepFinished { scenario, .. }
            | Self::ScenarioFinished { scenario, .. } => Some(scenario),
            Self::RunStarted { .. } | Self::Interrupted { .. } | Self::RunFinished { .. } => None,
        }
    }

    fn each_text(&mut self, visit: &mut Visit) {
        match self {
            Self::RunStarted { at: _, run, total: _ } => run_texts(run, visit),
            Self::ScenarioStarted { scenario, attempt: _, at: _, about } => {
                visit(scenario.text_mut());
                scenario_texts(about, visit);
            }
            Self::StepStarted { scenario, attempt: _, step: _, at: _ } => visit(scenario.text_mut()),
            Self::Moved { scenario, attempt: _, step: _, made } => {
                visit(scenario.text_mut());
                let MoveRecord { text, at: _, took_ms: _, trips: _, browser_ms: _, failed: _, url, picture, left_out } =
                    made;
                visit(text);
                url.iter_mut().for_each(&mut *visit);
                left_out.iter_mut().for_each(&mut *visit);
                kept_texts(picture, visit, |path, visit| visit(path));
            }
            Self::StepFinished {
                scenario,
                attempt: _,
                step: _,
                outcome,
                took_ms: _,
                trips: _,
                browser_ms: _,
                evidence,
                found,
                table,
            } => {
                visit(scenario.text_mut());
                match outcome {
                    StepOutcome::Failed(failure) => failure_texts(failure, visit),
                    StepOutcome::Passed | StepOutcome::NotRun => {}
                }
                evidence_texts(evidence, visit);
                found.iter_mut().for_each(|one| found_texts(one, visit));
                row_texts(table, visit);
            }
            Self::ScenarioFinished {
                scenario,
                attempt: _,
                at: _,
                verdict: _,
                took_ms: _,
                will_retry: _,
                trouble,
                money: Tally { checked: _, not_checked, exempt: _ },
            } => {
                for NotChecked { why, times: _ } in not_checked {
                    visit(why);
                }
                visit(scenario.text_mut());
                if let Some(failure) = trouble {
                    failure_texts(failure, visit);
                }
            }
            Self::Interrupted { at: _, why: _ } | Self::RunFinished { at: _, took_ms: _ } => {}
        }
    }
}

// The browser describes itself: names and versions, nothing of the shop or of its customers.
fn run_texts(run: &mut RunInfo, visit: &mut Visit) {
    let RunInfo {
        shopper,
        shop,
        browser: _,
        workers: _,
        host,
        again,
        again_without_login: _,
        seed: _,
        folders,
        properties,
    } = run;
    visit(shopper);
    visit(shop);
    host.iter_mut().for_each(&mut *visit);
    again.iter_mut().for_each(&mut *visit);
    folders.iter_mut().for_each(&mut *visit);
    for (name, value) in properties {
        visit(name);
        visit(value);
    }
}

fn scenario_texts(about: &mut ScenarioInfo, visit: &mut Visit) {
    let ScenarioInfo { path, feature, rule, name, line: _, row, tags, steps } = about;
    visit(path);
    visit(feature);
    rule.iter_mut().for_each(&mut *visit);
    visit(name);
    if let Some(RowPlace { path, line: _ }) = row {
        visit(path);
    }
    tags.iter_mut().for_each(&mut *visit);
    for StepInfo { keyword, text, line: _, column: _, source, background: _, phrase, table } in steps {
        visit(keyword);
        visit(text);
        visit(source);
        for InPhrase { sentence, path, line: _ } in phrase {
            visit(sentence);
            visit(path);
        }
        row_texts(table, visit);
    }
}

fn row_texts(table: &mut [TableRow], visit: &mut Visit) {
    for TableRow { line: _, source, cells: _ } in table {
        visit(source);
    }
}

fn failure_texts(failure: &mut Failure, visit: &mut Visit) {
    let Failure { class: _, what, place, mend, waited_ms: _, details, about, cell: _ } = failure;
    visit(what);
    place.iter_mut().for_each(&mut *visit);
    visit(mend);
    details.iter_mut().for_each(&mut *visit);
    about.iter_mut().for_each(visit);
}

fn found_texts(found: &mut Found, visit: &mut Visit) {
    let Found { meaning, by: _, what, score: _, runner_up, missed_hint, selector } = found;
    visit(meaning);
    visit(what);
    if let Some(RunnerUp { what, score: _ }) = runner_up {
        visit(what);
    }
    missed_hint.iter_mut().for_each(&mut *visit);
    visit(selector);
}

fn evidence_texts(evidence: &mut StepEvidence, visit: &mut Visit) {
    let StepEvidence { picture, source, url, activity } = evidence;
    kept_texts(picture, visit, |path, visit| visit(path));
    kept_texts(source, visit, |path, visit| visit(path));
    url.iter_mut().for_each(&mut *visit);
    activity_texts(activity, visit);
}

fn activity_texts(activity: &mut Evidence<StepActivity>, visit: &mut Visit) {
    kept_texts(activity, visit, |StepActivity { console, network, dropped: _ }, visit| {
        for ConsoleEntry { at_ms: _, level, text, source } in console {
            visit(level);
            visit(text);
            source.iter_mut().for_each(&mut *visit);
        }
        for NetworkEntry { at_ms: _, method, url, kind, status: _, error, took_ms: _ } in network {
            visit(method);
            visit(url);
            visit(kind);
            error.iter_mut().for_each(&mut *visit);
        }
    });
}

fn kept_texts<T>(kept: &mut Evidence<T>, visit: &mut Visit, inside: impl FnOnce(&mut T, &mut Visit)) {
    match kept {
        Evidence::Captured(content) => inside(content, visit),
        Evidence::Unavailable(reason) => visit(reason),
        Evidence::Off => {}
    }
}
