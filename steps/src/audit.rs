//! After every step: whatever it saw of carts, totals and receipts is added up, without being asked.
//!
//! It costs no round trip while everything adds up. A page may be in the middle of changing, so what does not add up is
//! looked at again, as long as a customer would wait.

use shopper_browser::{Class, Failure, Look};

use crate::oracle::Tally;
use crate::pages::{Reading, View};
use crate::world::World;

const MEND: &str =
    "add it up by hand from the picture; where the shop is right, tag the scenario @no-money-check and tell us";

impl World {
    /// Money is left alone in this journey, as its tag `@no-money-check` asks.
    pub fn leave_money_alone(&mut self) {
        self.ledger.tally.exempt = true;
    }

    /// How many sums were checked so far, and why others were not.
    pub fn tally(&self) -> &Tally {
        &self.ledger.tally
    }

    /// Counts what nobody can tell as not checked.
    pub(crate) fn leave_unchecked(&mut self, why: &str) {
        if !self.ledger.tally.exempt {
            self.ledger.tally.cannot_tell(why);
        }
    }

    /// Adds up what the step that has just passed saw.
    pub(crate) async fn audit(&mut self) -> Result<(), Failure> {
        let (mut passed, latest) = self.glance.of_step(&self.page);
        if self.ledger.tally.exempt {
            return Ok(());
        }
        if latest.is_some() && passed.last() == latest.as_ref() {
            passed.pop();
        }
        for view in passed {
            if let Reading::Facts(facts) = view.money(&self.shop) {
                self.ledger.pass_by(facts);
            }
        }
        let Some(view) = latest else { return Ok(()) };
        let judge = |view: &View| match view.money(&self.shop) {
            Reading::Facts(facts) => Ok(self.ledger.judge(facts)),
            Reading::Unreadable(why) => Err(Some(why)),
            Reading::Nothing => Err(None),
        };
        let mut judged = judge(&view);
        if let Ok(Some(first)) = &judged
            && first.wrong().is_some()
        {
            judged = self
                .site()
                .look("the sums to add up", |view| match judge(view) {
                    Ok(Some(judged)) => match judged.wrong() {
                        Some(wrong) => Look::NotYet(wrong.to_owned()),
                        None => Look::Accept(Ok(Some(judged))),
                    },
                    Err(Some("the page was still busy")) => Look::NotYet("the page is still busy".to_owned()),
                    other => Look::Accept(other),
                })
                .await
                .map_err(|failure| match failure.class {
                    Class::Expectation => failure.mend(MEND),
                    _ => failure,
                })?;
        }
        match judged {
            Ok(Some(judged)) => self.ledger.keep(judged),
            Ok(None) | Err(None) => {}
            Err(Some(why)) => self.ledger.cannot_read(why),
        }
        Ok(())
    }
}
