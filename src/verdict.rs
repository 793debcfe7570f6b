//! What a run means, judged from the classes of its failures and never from their words.

use serde::{Deserialize, Serialize};
use shopper_browser::{Class, Failure};

use crate::record::StepOutcome;

/// What one attempt at a journey means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttemptVerdict {
    /// Every step held.
    Passed,
    /// The shop did not do what the journey expects, or does not answer.
    Broken,
    /// Nobody can tell: driver, browser, grid or machine trouble, or the attempt was cut short.
    Blocked,
    /// The journey itself, or the code of a step, is wrong.
    Mistaken,
}

impl AttemptVerdict {
    /// Judges an attempt from how its steps ended and from what went wrong outside any step.
    ///
    /// An attempt that ran no step, or left one out without a failure, has shown nothing: blocked.
    pub fn judge<'a>(outcomes: impl IntoIterator<Item = &'a StepOutcome>, trouble: Option<&Failure>) -> Self {
        let mut ran = false;
        let mut left_out = false;
        let mut worst = trouble.map_or(Self::Passed, |failure| Self::of(failure.class));
        for outcome in outcomes {
            match outcome {
                StepOutcome::Passed => ran = true,
                StepOutcome::Failed(failure) => worst = worst.or_worse(Self::of(failure.class)),
                StepOutcome::NotRun => left_out = true,
            }
        }
        if worst == Self::Passed && (left_out || !ran) { Self::Blocked } else { worst }
    }

    /// What a failure of `class` makes of its attempt.
    pub fn of(class: Class) -> Self {
        match class {
            Class::Expectation
            | Class::NotFound
            | Class::Ambiguous
            | Class::NotActionable
            | Class::ValueNotKept
            | Class::Unreachable
            | Class::ServerError
            | Class::PageHung
            | Class::PageDialog
            | Class::BudgetSpent => Self::Broken,
            Class::Lost | Class::Interrupted => Self::Blocked,
            Class::Mistake | Class::Panic => Self::Mistaken,
        }
    }

    /// The one of two that must be told: broken before mistaken before blocked before passed.
    #[must_use]
    pub fn or_worse(self, other: Self) -> Self {
        if other.gravity() > self.gravity() { other } else { self }
    }

    fn gravity(self) -> u8 {
        match self {
            Self::Passed => 0,
            Self::Blocked => 1,
            Self::Mistaken => 2,
            Self::Broken => 3,
        }
    }
}

/// What a journey means, over all its attempts; and what a run means, over all its journeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every step held.
    Passed,
    /// Failed, then passed in a new context.
    Flaky,
    /// The shop did not do what the journey expects, or does not answer.
    Broken,
    /// Nobody can tell: driver, browser, grid or machine trouble.
    Blocked,
    /// The journey itself is wrong.
    Mistaken,
}

impl Verdict {
    /// Judges a journey from its attempts, in their order.
    ///
    /// When the last one passed, the journey passed, or is flaky if one before it did not. Otherwise the gravest
    /// attempt counts: a shop once seen broken is not excused by a browser lost in the next try.
    pub fn over(attempts: impl IntoIterator<Item = AttemptVerdict>) -> Self {
        let mut last = None;
        let mut gravest = AttemptVerdict::Passed;
        for attempt in attempts {
            gravest = gravest.or_worse(attempt);
            last = Some(attempt);
        }
        match (last, gravest) {
            (Some(AttemptVerdict::Passed), AttemptVerdict::Passed) => Self::Passed,
            (Some(AttemptVerdict::Passed), _) => Self::Flaky,
            (_, AttemptVerdict::Broken) => Self::Broken,
            (_, AttemptVerdict::Mistaken) => Self::Mistaken,
            (_, AttemptVerdict::Blocked) | (None, AttemptVerdict::Passed) => Self::Blocked,
            (Some(_), AttemptVerdict::Passed) => unreachable!("no attempt is graver than the gravest"),
        }
    }

    /// The word for it, as reports say it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Flaky => "flaky",
            Self::Broken => "broken",
            Self::Blocked => "blocked",
            Self::Mistaken => "mistaken",
        }
    }
}

/// What a whole run means: how many journeys came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunVerdict {
    /// Journeys in which every step held.
    pub passed: usize,
    /// Journeys that failed, then passed.
    pub flaky: usize,
    /// Journeys that showed the shop broken.
    pub broken: usize,
    /// Journeys that are wrong themselves.
    pub mistaken: usize,
    /// Journeys of which nobody can tell.
    pub blocked: usize,
    /// Journeys that were to be run and never began.
    pub not_run: usize,
}

impl RunVerdict {
    /// Counts a journey.
    pub fn count(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Passed => &mut self.passed,
            Verdict::Flaky => &mut self.flaky,
            Verdict::Broken => &mut self.broken,
            Verdict::Mistaken => &mut self.mistaken,
            Verdict::Blocked => &mut self.blocked,
        } += 1;
    }

    /// All journeys of the run, those that never began included.
    pub fn total(&self) -> usize {
        self.passed + self.flaky + self.broken + self.mistaken + self.blocked + self.not_run
    }

    /// The one word for the run: broken before mistaken before blocked before flaky.
    ///
    /// A journey that never began blocks the run: nobody can tell how it would have gone. So does an empty run.
    pub fn verdict(&self) -> Verdict {
        if self.broken > 0 {
            Verdict::Broken
        } else if self.mistaken > 0 {
            Verdict::Mistaken
        } else if self.blocked + self.not_run > 0 || self.total() == 0 {
            Verdict::Blocked
        } else if self.flaky > 0 {
            Verdict::Flaky
        } else {
            Verdict::Passed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AttemptVerdict as Attempt, *};

    const CLASSES: [(Class, Attempt); 14] = [
        (Class::Expectation, Attempt::Broken),
        (Class::NotFound, Attempt::Broken),
        (Class::Ambiguous, Attempt::Broken),
        (Class::NotActionable, Attempt::Broken),
        (Class::ValueNotKept, Attempt::Broken),
        (Class::Unreachable, Attempt::Broken),
        (Class::ServerError, Attempt::Broken),
        (Class::PageHung, Attempt::Broken),
        (Class::PageDialog, Attempt::Broken),
        (Class::BudgetSpent, Attempt::Broken),
        (Class::Lost, Attempt::Blocked),
        (Class::Interrupted, Attempt::Blocked),
        (Class::Mistake, Attempt::Mistaken),
        (Class::Panic, Attempt::Mistaken),
    ];

    fn failed(class: Class) -> StepOutcome {
        StepOutcome::Failed(Failure::new(class, "the browser was lost and the shop is broken"))
    }

    #[test]
    fn each_class_of_failure_has_its_verdict_whatever_its_words() {
        for (class, expected) in CLASSES {
            let outcomes = [StepOutcome::Passed, failed(class), StepOutcome::NotRun];
            assert_eq!(Attempt::judge(&outcomes, None), expected, "{class:?} in a step");
            let outside = Failure::new(class, "passed");
            assert_eq!(Attempt::judge(&[StepOutcome::NotRun], Some(&outside)), expected, "{class:?} outside a step");
            assert_eq!(
                Attempt::judge(&[StepOutcome::Passed], Some(&outside)),
                expected,
                "{class:?} after the last step"
            );
        }
    }

    #[test]
    fn nothing_run_is_never_green() {
        assert_eq!(Attempt::judge(&[], None), Attempt::Blocked);
        assert_eq!(Attempt::judge(&[StepOutcome::NotRun], None), Attempt::Blocked);
        assert_eq!(Attempt::judge(&[StepOutcome::Passed, StepOutcome::NotRun], None), Attempt::Blocked);
        assert_eq!(Attempt::judge(&[StepOutcome::Passed], None), Attempt::Passed);
    }

    #[test]
    fn of_several_failures_in_an_attempt_the_gravest_counts() {
        let soft = [failed(Class::Lost), failed(Class::Expectation), failed(Class::Mistake)];
        assert_eq!(Attempt::judge(&soft, None), Attempt::Broken);
        assert_eq!(Attempt::judge(&[failed(Class::Lost), failed(Class::Mistake)], None), Attempt::Mistaken);
    }

    #[test]
    fn two_attempts_mean_what_the_table_says() {
        use Attempt::{Blocked, Broken, Mistaken, Passed};
        let table = [
            (Passed, Passed, Verdict::Passed),
            (Passed, Broken, Verdict::Broken),
            (Passed, Blocked, Verdict::Blocked),
            (Passed, Mistaken, Verdict::Mistaken),
            (Broken, Passed, Verdict::Flaky),
            (Broken, Broken, Verdict::Broken),
            (Broken, Blocked, Verdict::Broken),
            (Broken, Mistaken, Verdict::Broken),
            (Blocked, Passed, Verdict::Flaky),
            (Blocked, Broken, Verdict::Broken),
            (Blocked, Blocked, Verdict::Blocked),
            (Blocked, Mistaken, Verdict::Mistaken),
            (Mistaken, Passed, Verdict::Flaky),
            (Mistaken, Broken, Verdict::Broken),
            (Mistaken, Blocked, Verdict::Mistaken),
            (Mistaken, Mistaken, Verdict::Mistaken),
        ];
        for (first, second, expected) in table {
            assert_eq!(Verdict::over([first, second]), expected, "{first:?}, then {second:?}");
        }
        assert_eq!(Verdict::over([]), Verdict::Blocked, "no attempt at all");
        assert_eq!(Verdict::over([Passed]), Verdict::Passed);
        assert_eq!(Verdict::over([Blocked, Broken, Passed]), Verdict::Flaky);
    }

    #[test]
    fn a_run_is_as_bad_as_its_gravest_journey() {
        let worst_first = [Verdict::Broken, Verdict::Mistaken, Verdict::Blocked, Verdict::Flaky, Verdict::Passed];
        for (at, expected) in worst_first.into_iter().enumerate() {
            let mut run = RunVerdict::default();
            for journey in &worst_first[at..] {
                run.count(*journey);
            }
            assert_eq!(run.verdict(), expected);
            assert_eq!(run.total(), worst_first.len() - at);
        }
    }

    #[test]
    fn a_journey_that_never_began_blocks_the_run() {
        let cut = RunVerdict { passed: 5, flaky: 1, not_run: 1, ..RunVerdict::default() };
        assert_eq!(cut.verdict(), Verdict::Blocked);
        assert_eq!(RunVerdict::default().verdict(), Verdict::Blocked);
    }
}
