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

/// Whether the shop showed something else in all the time that it was looked at.
pub(crate) fn is_unmet(failure: &Failure) -> bool {
    failure.class == Class::Expectation
}

/// Whether it failed by what the page shows, which can be asked for more then.
pub(crate) fn is_of_page(failure: &Failure) -> bool {
    matches!(failure.class, Class::Expectation | Class::NotFound | Class::NotActionable | Class::ValueNotKept)
}

/// Says of a failed expectation which words of the step are not so, and how to mend it.
pub(crate) trait Blame<T> {
    /// `about` are words of the step's sentence.
    fn blame(self, about: &str, mend: &str) -> Result<T, Failure>;
}

impl<T> Blame<T> for Result<T, Failure> {
    fn blame(self, about: &str, mend: &str) -> Result<T, Failure> {
        self.map_err(|failure| match failure.class {
            Class::Expectation => failure.about(about).mend(mend),
            _ => failure,
        })
    }
}
