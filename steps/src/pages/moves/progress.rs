//! What has been done in a checkout, so that nothing is done twice in vain and old complaints are not taken for new ones.

use std::collections::BTreeSet;

use super::answers::Asked;
use super::{Answer, Move};
use crate::found::Found;
use crate::pages::Purpose;
use crate::pages::view::{Button, View, begins, button_locator};
use crate::shop::Shop;
use crate::words::Word;

/// What has been done on the way.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing done or not, independent of the others")]
pub(crate) struct Progress {
    pub(super) filled: BTreeSet<String>,
    pub(super) pressed: BTreeSet<String>,
    /// The card was handed over: from now on a complaint is a refusal.
    pub(crate) paid: bool,
    pub(super) card_given: bool,
    /// The card that the shop has kept from another time, and that it would pay with.
    pub(super) kept_card: Option<String>,
    /// The bank's question has been answered; it may take a moment to go away.
    pub(crate) answered_bank: bool,
    /// What the page looked like when something was pressed last.
    pub(super) at_press: Option<View>,
    /// A complaint about the card before this one; it may still stand there.
    stale: Option<String>,
    /// The way of shipping stood there, chosen.
    pub(super) shipping_chosen: bool,
    /// What was filled in and chosen so far: after it a button that did nothing may be pressed again.
    pub(super) done: usize,
    /// The pages on which a country was chosen, and those on which the list of its regions has been waited for.
    pub(super) countries: BTreeSet<String>,
    pub(super) regions: BTreeSet<String>,
    /// How often the money was sent.
    pub(super) sent: u8,
    /// The ways of shipping have been waited for before the order is placed.
    waited_for_shipping: bool,
    /// The rows of the journey's own answers that a field was found for by its label.
    pub(super) labelled: BTreeSet<String>,
    /// The labels that the pages on the way had, as they came.
    pub(super) labels: Vec<String>,
    /// What was found for the next move, and by what means; whoever makes the move takes it.
    pub(crate) found: Vec<Found>,
}

impl Progress {
    /// Presses a button, but not a second time on a page that looks the same.
    pub(super) fn press(&mut self, view: &View, button: &Button, found: Option<Found>) -> Option<Move> {
        let place = format!("{} {:?} {} {} {}", view.path, view.heads, button.name, view.fields.len(), self.done);
        self.pressed.insert(place).then(|| {
            self.at_press = Some(view.clone());
            self.found.extend(found);
            Move::Press(button_locator(button, view))
        })
    }

    /// Once before an order is placed in which no way of shipping was chosen, though the page speaks of shipping.
    pub(super) fn must_await_shipping(&mut self, view: &View, shop: &Shop) -> bool {
        let words = shop.words(Word::Shipping);
        let speaks = || view.texts().chain(&view.heads).any(|text| begins(text, &words));
        let must = !self.waited_for_shipping && !self.shipping_chosen && self.done > 0 && speaks();
        self.waited_for_shipping |= must;
        must
    }

    /// The page has taken the field of an answer back: where it comes again, it is answered again.
    pub(crate) fn take_back(&mut self, answer: &Answer) {
        self.filled.remove(&answer.key);
        match &answer.asked {
            Asked::Label(given) => {
                self.labelled.remove(&given.name);
            }
            Asked::Meaning(Purpose::CardNumber) => self.card_given = false,
            Asked::Meaning(_) => {}
        }
    }

    /// Another card is tried: what was filled in for the one before is filled in again.
    pub(crate) fn start_again(&mut self, view: &View) {
        let (labelled, labels) = (std::mem::take(&mut self.labelled), std::mem::take(&mut self.labels));
        let kept_card = self.kept_card.take();
        *self = Self { stale: view.complaint(), labelled, labels, kept_card, ..Self::default() };
    }

    /// Remembers what the fields of a page are called, but those of a card: nobody shall type anything else into them.
    pub(super) fn note_labels(&mut self, view: &View) {
        let named = view.fields.iter().filter(|field| !field.aside && !field.disabled && field.has_name());
        for field in named.filter(|field| !field.purpose().is_some_and(Purpose::is_on_card)) {
            let label = field.called();
            if !self.labels.contains(&label) {
                self.labels.push(label);
            }
        }
    }

    /// Whether a complaint has come since something was pressed: another one, or the same on a page made anew.
    pub(super) fn is_news(&self, view: &View, complaint: &str) -> bool {
        let values = |view: &View| view.fields.iter().map(|field| field.value.clone()).collect::<Vec<_>>();
        match &self.at_press {
            None => false,
            Some(before)
                if before.complaint().as_deref() == Some(complaint)
                    || before.alerts.iter().chain(&before.notices).any(|text| text == complaint) =>
            {
                values(before) != values(view)
            }
            Some(_) => self.paid || self.stale.as_deref() != Some(complaint),
        }
    }
}
