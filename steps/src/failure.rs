//! The two failures that steps make most, each with its cure: nobody can forget it here.

use shopper_browser::{Class, Failure};

/// The shop shows something else than the journey expects.
pub fn unmet(what: impl Into<String>, mend: impl Into<String>) -> Failure {
    Failure::new(Class::Expectation, what.into()).mend(mend.into())
}

/// The journey (or the configuration) asks for what cannot be.
pub fn mistake(what: impl Into<String>, mend: impl Into<String>) -> Failure {
    Failure::new(Class::Mistake, what.into()).mend(mend.into())
}
