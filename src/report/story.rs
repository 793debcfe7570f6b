//! What went wrong in an attempt, told the same way by every report: which step, why, and what was seen.

use std::borrow::Cow;
use std::collections::BTreeMap;

use shopper_browser::{Class, Evidence, Failure};
use shopper_steps::{Found, FoundCounts, Tally};

use super::plain;
use crate::record::{AttemptRecord, InPhrase, Record, ScenarioInfo, ScenarioRecord, StepInfo, StepOutcome, StepRecord};
use crate::verdict::{AttemptVerdict, Verdict};

/// One thing that went wrong.
#[derive(Debug, Clone)]
pub(crate) struct Fault<'r> {
    /// The step it happened in; `None` outside any step.
    pub(crate) step: Option<(&'r StepInfo, &'r StepRecord)>,
    /// Why.
    pub(crate) failure: Cow<'r, Failure>,
}

impl Fault<'_> {
    /// Whether a reader learns nothing more from the other: the same words at the same sentence.
    pub(crate) fn is_like(&self, other: &Fault<'_>) -> bool {
        match (&self.step, &other.step) {
            (None, None) => self.failure == other.failure,
            (Some((one, _)), Some((another, _))) => {
                let told = |failure: &Failure| (failure.class, failure.what.clone(), failure.mend.clone());
                one.text == another.text && told(&self.failure) == told(&other.failure)
            }
            _ => false,
        }
    }
}

/// Everything that went wrong in an attempt, in order. Never empty for an attempt that did not pass.
pub(crate) fn faults<'r>(about: &'r ScenarioInfo, attempt: &'r AttemptRecord) -> Vec<Fault<'r>> {
    let steps = || about.steps.iter().zip(&attempt.steps);
    let mut faults: Vec<Fault<'r>> = steps()
        .filter_map(|(info, step)| {
            let failure = step.result.as_ref()?.failure()?;
            Some(Fault { step: Some((info, step)), failure: Cow::Borrowed(failure) })
        })
        .collect();
    if let Some(trouble) = &attempt.trouble {
        faults.push(Fault { step: None, failure: Cow::Borrowed(trouble) });
    }
    if faults.is_empty() && attempt.verdict() != AttemptVerdict::Passed {
        let under_way = steps().find(|(_, step)| step.started_at.is_some() && step.result.is_none());
        let what = match (under_way, about.steps.is_empty()) {
            (Some(_), _) => "the run ended during this step",
            (None, true) => "the journey has no steps",
            (None, false) => "the run ended before all steps were run",
        };
        faults.push(Fault { step: under_way, failure: Cow::Owned(Failure::new(Class::Interrupted, what)) });
    }
    faults
}

/// The attempt that tells why the journey came out as it did: the first one of its verdict.
pub(crate) fn telling_attempt(scenario: &ScenarioRecord) -> Option<&AttemptRecord> {
    let verdict = scenario.verdict();
    scenario.attempts.iter().find(|attempt| Verdict::over([attempt.verdict()]) == verdict)
}

/// The phrases that begin with this step, each with how deep it stands; `before` is the step before it.
pub(crate) fn begun<'r>(before: Option<&StepInfo>, step: &'r StepInfo) -> Vec<(usize, &'r InPhrase)> {
    // Who says the phrase at a depth: a line of the journey, or a line of the phrase around it.
    let said_at = |step: &StepInfo, depth: usize| match depth {
        0 => Some(step.line),
        _ => step.phrase.get(depth - 1).map(|outer| outer.line),
    };
    let goes_on = |depth: &usize| {
        before.is_some_and(|before| {
            said_at(before, *depth) == said_at(step, *depth)
                && before.phrase.get(*depth).map(|phrase| &phrase.sentence)
                    == step.phrase.get(*depth).map(|phrase| &phrase.sentence)
        })
    };
    let same = (0..step.phrase.len()).take_while(goes_on).count();
    step.phrase.iter().enumerate().skip(same).collect()
}

/// What came of adding up: `118 sums checked, 4 not checked (3 times the drawer may leave lines out, ...)`. Nothing
/// when no sums were seen.
pub(crate) fn money(tally: &Tally) -> Option<String> {
    let sums = |count: usize| if count == 1 { "1 sum".to_owned() } else { format!("{count} sums") };
    let mut text = match (tally.checked, tally.unchecked()) {
        (0, 0) => return tally.exempt.then(|| "not checked, as @no-money-check asks".to_owned()),
        (checked, 0) => format!("{} checked", sums(checked)),
        (checked, not) => {
            let mut reasons: Vec<_> = tally.not_checked.iter().collect();
            reasons.sort_by_key(|one| std::cmp::Reverse(one.times));
            let say =
                |times: usize, why: &str| if times == 1 { why.to_owned() } else { format!("{times} times {why}") };
            let reasons: Vec<String> = reasons.iter().map(|one| say(one.times, &plain::line(&one.why))).collect();
            format!("{} checked, {not} not checked ({})", sums(checked), reasons.join("; "))
        }
    };
    if tally.exempt {
        text.push_str("; some journeys are tagged @no-money-check");
    }
    Some(text)
}

/// By what means things were found: `96 by token, 210 by name, 4 by guess`. Nothing when nothing was looked for.
pub(crate) fn found<'a>(found: impl Iterator<Item = &'a Found>) -> Option<String> {
    let found: Vec<&Found> = found.collect();
    let counts = FoundCounts::of(found.iter().copied());
    (!counts.is_empty()).then(|| counts.to_string())
}

/// Pictures of steps that passed and could not be kept, with the reasons; those of failures are missed where they are told.
pub(crate) fn missing_pictures(record: &Record) -> Option<String> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let attempts = record.scenarios.iter().flat_map(|scenario| &scenario.attempts);
    for step in attempts.flat_map(|attempt| &attempt.steps).filter(|step| step.result == Some(StepOutcome::Passed)) {
        if let Evidence::Unavailable(why) = &step.evidence.picture {
            *reasons.entry(why).or_default() += 1;
        }
    }
    let told: Vec<String> =
        reasons.iter().map(|(why, times)| format!("{times} missing: {}", plain::line(why))).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Hints of the site map that matched nothing where they were wanted, though the thing was found without them.
pub(crate) fn missed_hints<'a>(found: impl Iterator<Item = &'a Found>) -> Option<String> {
    let mut missed: Vec<(&str, &str, usize)> = Vec::new();
    for one in found {
        let Some(place) = &one.missed_hint else { continue };
        match missed.iter_mut().find(|(meaning, there, _)| *meaning == one.meaning && *there == place) {
            Some((_, _, times)) => *times += 1,
            None => missed.push((&one.meaning, place, 1)),
        }
    }
    let told = |(meaning, place, times): &(&str, &str, usize)| {
        let times = if *times == 1 { String::new() } else { format!(" {times} times") };
        format!(
            "\"{}\" ({}) matched nothing{times}, and was found without it",
            plain::line(meaning),
            plain::line(place)
        )
    };
    let told: Vec<String> = missed.iter().map(told).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Outside hosts that held pages up by their silence: `cdn.example did not answer (in 3 journeys)`.
pub(crate) fn left_out(hosts: &BTreeMap<&str, usize>) -> Option<String> {
    let told = |(host, journeys): (&&str, &usize)| {
        let journeys = if *journeys == 1 { "1 journey".to_owned() } else { format!("{journeys} journeys") };
        format!("{} did not answer and held pages up (in {journeys})", plain::line(host))
    };
    let told: Vec<String> = hosts.iter().map(told).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(line: usize, phrases: &[(&str, usize)]) -> StepInfo {
        let told = |(sentence, line): &(&str, usize)| InPhrase {
            sentence: (*sentence).to_owned(),
            path: "p.feature".to_owned(),
            line: *line,
        };
        StepInfo { line, phrase: phrases.iter().map(told).collect(), ..StepInfo::default() }
    }

    fn depths(before: Option<&StepInfo>, step: &StepInfo) -> Vec<usize> {
        begun(before, step).into_iter().map(|(depth, _)| depth).collect()
    }

    #[test]
    fn a_phrase_begins_where_another_line_says_it() {
        let first = step(3, &[("I buy", 10), ("I add", 20)]);
        assert_eq!(depths(None, &first), [0, 1]);
        assert_eq!(depths(Some(&first), &step(3, &[("I buy", 10), ("I add", 21)])), Vec::<usize>::new());
        assert_eq!(depths(Some(&first), &step(3, &[("I buy", 11), ("I add", 20)])), [1], "the same phrase, said again");
        assert_eq!(depths(Some(&first), &step(4, &[("I buy", 10)])), [0]);
        assert_eq!(depths(Some(&first), &step(5, &[])), Vec::<usize>::new());
    }
}
