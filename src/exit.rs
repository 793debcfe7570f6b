//! How the program ends, for those who read only its exit code.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | every journey passed (flaky ones too, unless `--flaky fail`) |
//! | 1 | broken: the shop did not do what a journey expects, or does not answer |
//! | 2 | usage, configuration, or a journey that is wrong itself |
//! | 3 | blocked: nobody can tell (driver, browser, machine; a report that could not be written) |
//! | 4 | nothing was selected |
//! | 5 | only flaky, with `--flaky fail` |
//! | 6 | the evidence failed its leak audit |
//! | 130, 143 | ended by Ctrl-C, by SIGTERM |
//!
//! When several hold: 6 > 130, 143 > 1 > 2 > 3 > 5 > 0. A leak must never be hidden, and a shell must learn that its
//! child was interrupted. A mistaken journey (2) comes before a blocked one (3): pipelines run 3 again, and no number
//! of runs mends a journey. Usage and configuration errors (2) and an empty selection (4) end the program before it
//! runs anything, so they meet nothing else.

use std::process::ExitCode;

use shopper_browser::Class;

use crate::record::Interruption;
use crate::verdict::{AttemptVerdict, RunVerdict, Verdict};

/// The exit codes of every command that gives a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Exit {
    /// Every journey passed.
    Passed = 0,
    /// A journey showed the shop broken.
    Broken = 1,
    /// Usage, configuration, or a journey that is wrong itself.
    Mistaken = 2,
    /// Nobody can tell.
    Blocked = 3,
    /// No journey was selected.
    NothingSelected = 4,
    /// Some journeys were flaky and none was worse, and that was asked to fail.
    FlakyOnly = 5,
    /// A secret or card number was found in the evidence.
    Leaked = 6,
    /// Ended by Ctrl-C (128 + SIGINT).
    CtrlC = 130,
    /// Ended by SIGTERM (128 + SIGTERM).
    Terminated = 143,
}

/// What flaky journeys do to the exit code (`--flaky pass|fail`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FlakyGate {
    /// They count as passed.
    #[default]
    Pass,
    /// They fail the gate, with a code of their own.
    Fail,
}

impl Exit {
    /// The code for a run that came out as `run`, and was or was not stopped before its end.
    pub fn judge(run: &RunVerdict, interrupted: Option<Interruption>, flaky: FlakyGate) -> Self {
        let by_verdict = match run.verdict() {
            Verdict::Flaky if flaky == FlakyGate::Fail => Self::FlakyOnly,
            Verdict::Passed | Verdict::Flaky => Self::Passed,
            Verdict::Broken => Self::Broken,
            Verdict::Blocked => Self::Blocked,
            Verdict::Mistaken => Self::Mistaken,
        };
        match interrupted {
            Some(Interruption::CtrlC) => Self::CtrlC,
            Some(Interruption::Terminated) => Self::Terminated,
            Some(Interruption::RunBudget | Interruption::FailFast) | None => by_verdict,
        }
    }

    /// The code for a failure outside of any journey, as a journey that met it would have it.
    pub fn of_failure(class: Class) -> Self {
        match AttemptVerdict::of(class) {
            AttemptVerdict::Blocked => Self::Blocked,
            AttemptVerdict::Mistaken => Self::Mistaken,
            AttemptVerdict::Broken | AttemptVerdict::Passed => Self::Broken,
        }
    }

    /// The code when both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if other.rank() > self.rank() { other } else { self }
    }

    /// The number.
    pub fn code(self) -> u8 {
        self as u8
    }

    fn rank(self) -> u8 {
        match self {
            Self::Passed => 0,
            Self::FlakyOnly => 1,
            Self::NothingSelected => 2,
            Self::Blocked => 3,
            Self::Mistaken => 4,
            Self::Broken => 5,
            Self::CtrlC => 6,
            Self::Terminated => 7,
            Self::Leaked => 8,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRAVEST_FIRST: [Exit; 9] = [
        Exit::Leaked,
        Exit::Terminated,
        Exit::CtrlC,
        Exit::Broken,
        Exit::Mistaken,
        Exit::Blocked,
        Exit::NothingSelected,
        Exit::FlakyOnly,
        Exit::Passed,
    ];

    fn run_with(verdict: Verdict) -> RunVerdict {
        let mut run = RunVerdict { passed: 1, ..RunVerdict::default() };
        run.count(verdict);
        run
    }

    #[test]
    fn the_codes_are_the_documented_ones() {
        let codes: Vec<u8> = GRAVEST_FIRST.into_iter().map(Exit::code).collect();
        assert_eq!(codes, [6, 143, 130, 1, 2, 3, 4, 5, 0]);
    }

    #[test]
    fn of_two_codes_the_graver_one_is_told_in_either_order() {
        for (at, graver) in GRAVEST_FIRST.into_iter().enumerate() {
            for lesser in &GRAVEST_FIRST[at..] {
                assert_eq!(graver.and(*lesser), graver);
                assert_eq!(lesser.and(graver), graver);
            }
        }
    }

    #[test]
    fn each_verdict_has_its_code() {
        let table = [
            (Verdict::Passed, FlakyGate::Pass, 0),
            (Verdict::Passed, FlakyGate::Fail, 0),
            (Verdict::Flaky, FlakyGate::Pass, 0),
            (Verdict::Flaky, FlakyGate::Fail, 5),
            (Verdict::Broken, FlakyGate::Pass, 1),
            (Verdict::Broken, FlakyGate::Fail, 1),
            (Verdict::Mistaken, FlakyGate::Pass, 2),
            (Verdict::Mistaken, FlakyGate::Fail, 2),
            (Verdict::Blocked, FlakyGate::Pass, 3),
            (Verdict::Blocked, FlakyGate::Fail, 3),
        ];
        for (verdict, gate, code) in table {
            assert_eq!(Exit::judge(&run_with(verdict), None, gate).code(), code, "{verdict:?} with {gate:?}");
        }
    }

    #[test]
    fn a_signal_is_told_and_a_budget_or_fail_fast_is_judged_by_what_was_seen() {
        let broken = run_with(Verdict::Broken);
        let unfinished = RunVerdict { passed: 1, not_run: 1, ..RunVerdict::default() };
        let judge = |run, why| Exit::judge(run, Some(why), FlakyGate::Pass).code();
        assert_eq!(judge(&broken, Interruption::CtrlC), 130);
        assert_eq!(judge(&broken, Interruption::Terminated), 143);
        assert_eq!(judge(&broken, Interruption::FailFast), 1);
        assert_eq!(judge(&unfinished, Interruption::RunBudget), 3);
    }
}
