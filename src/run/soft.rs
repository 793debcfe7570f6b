//! How far a journey goes on after a step that failed: expectations are soft within their block, all else is the end.

use std::time::Duration;

use shopper_browser::Class;
use shopper_steps::Keyword;

/// How long the page is looked at for each further expectation of a block in which one has failed: it stands still by
/// now, and a block of ten shall not take ten times the whole patience to fail.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// Which of the steps that follow are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// All of them.
    Open,
    /// The expectations that follow one another, up to the next step that does something.
    RestOfBlock,
    /// None.
    Over,
}

impl Way {
    /// The way before a step in this role.
    pub(super) fn before(self, keyword: Keyword) -> Self {
        if self == Self::RestOfBlock && keyword != Keyword::Then { Self::Over } else { self }
    }

    /// The way after a step in this role has failed like this.
    ///
    /// Only what the page shows is soft. When the site does not answer, the browser is gone, the time is spent or the
    /// journey itself is wrong, nothing is left to be expected.
    pub(super) fn after(self, keyword: Keyword, class: Class) -> Self {
        let of_page = matches!(class, Class::Expectation | Class::NotFound | Class::Ambiguous);
        if self != Self::Over && keyword == Keyword::Then && of_page { Self::RestOfBlock } else { Self::Over }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the steps run when those marked fail.
    fn run(steps: &[(Keyword, Option<Class>)]) -> Vec<bool> {
        let mut way = Way::Open;
        steps
            .iter()
            .map(|(keyword, fails)| {
                way = way.before(*keyword);
                let runs = way != Way::Over;
                if let (true, Some(class)) = (runs, fails) {
                    way = way.after(*keyword, *class);
                }
                runs
            })
            .collect()
    }

    #[test]
    fn the_rest_of_a_block_of_expectations_runs_and_nothing_after_it() {
        use Keyword::{Given, Then, When};
        let wrong = Some(Class::Expectation);
        assert_eq!(
            run(&[(Given, None), (Then, wrong), (Then, None), (Then, wrong), (Then, None), (When, None), (Then, None)]),
            [true, true, true, true, true, false, false]
        );
        assert_eq!(run(&[(When, wrong), (Then, None)]), [true, false], "an act that fails is the end");
        assert_eq!(run(&[(Then, wrong), (Given, None), (Then, None)]), [true, false, false]);
    }

    #[test]
    fn what_leaves_nothing_to_look_at_is_the_end() {
        use Keyword::Then;
        for class in
            [Class::Unreachable, Class::ServerError, Class::Lost, Class::BudgetSpent, Class::Mistake, Class::Panic]
        {
            assert_eq!(run(&[(Then, Some(class)), (Then, None)]), [true, false], "{class:?}");
        }
        let twice = [(Then, Some(Class::NotFound)), (Then, Some(Class::Lost)), (Then, None)];
        assert_eq!(run(&twice), [true, true, false]);
    }
}
