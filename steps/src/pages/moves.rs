//! The next move of a customer who wants to buy: what this page asks, and what they answer. No browser here.

mod answers;
mod asked;
mod choosing;
mod elsewhere;
mod given;
mod kept;
mod progress;
mod told;
mod unasked;

use shopper_browser::{Failure, Locator};

use asked::{
    Kind, asks_for_log_in, buttons_for_shipping, groups, is_continue, is_shipping, kind, missing, refusal, stuck, terms,
};

pub(crate) use answers::{Answer, AnswerKind};
pub(crate) use asked::{asks_for_bank, offers_shipping};
pub(crate) use given::{Answers, Given};
pub(crate) use progress::Progress;

use super::Purpose;
use super::means::Picked;
use super::view::{Button, Choice, View, holds, names};
use crate::found::Means;
use crate::shop::{CardPrint, Customer, Shop};
use crate::words::Word;
use crate::world::Account;

/// How far a customer wants to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    /// The order is placed, or the shop or the bank refuses.
    Placed,
    /// The address is given, and the ways of shipping are offered.
    Address,
    /// The way of shipping is chosen.
    Shipping,
}

/// What a customer brings to a checkout.
#[derive(Clone)]
pub(crate) struct Errand {
    pub(crate) customer: Customer,
    /// Answers that the journey gives in place of the customer's own.
    pub(crate) answers: Vec<Given>,
    /// What is printed on the card beside its number.
    pub(crate) print: CardPrint,
    /// The card's number; without it nothing is paid.
    pub(crate) card: Option<String>,
    /// The journey names the card: a shop that takes none cannot be paid in another way.
    pub(crate) only_by_card: bool,
    /// Pays in the fields of the bank when the shop offers both.
    pub(crate) secure: bool,
    /// The button that places the order is pressed twice at once.
    pub(crate) twice: bool,
    /// The way of shipping; the first one when it does not matter.
    pub(crate) shipping: Option<String>,
    pub(crate) until: Until,
    /// The account to log in with, when a shop asks for it on the way.
    pub(crate) account: Option<Account>,
}

/// A form that was sent back for one field more is sent again; more often it is the shop that does not answer.
const MOST_SENT: u8 = 3;

/// Where a checkout ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// The shop thanks for the order.
    Confirmed,
    /// The shop says no, in these words.
    Refused(String),
    /// The bank wants to know that it is really the customer.
    Challenged,
    /// As far as the customer wanted to go.
    Reached,
}

/// One thing to do. No `Debug`: answers hold card numbers.
pub(crate) enum Move {
    /// Type, choose from a list, or open a list and choose.
    Fill(Vec<Answer>),
    /// Choose one of several, or tick a box.
    Choose(Locator, Kind),
    /// Press a button.
    Press(Locator),
    /// Press the button that places the order.
    Place(Locator),
    /// Wait a moment for the ways of shipping, which some shops show only after a while.
    AwaitShipping,
    /// Wait a moment for the list of regions, which some shops load after the country was chosen.
    AwaitRegions,
    /// Type the card into the fields of the bank.
    FillBank,
    /// Nothing more to do.
    End(End),
    /// The shop says no before anything was paid.
    Complaint(String),
    /// Nobody can tell which of several things is meant.
    Unclear(Failure),
}

impl Errand {
    /// What to do on a page that shows this; or, when there is nothing to do now, why not.
    pub(crate) fn next(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Result<Move, String> {
        if view.is_confirmation(shop) {
            if self.only_by_card && self.card.is_some() && !progress.card_given && !progress.answered_bank {
                return Err("the shop thanks for the order, and never asked for the card".to_owned());
            }
            return Ok(Move::End(End::Confirmed));
        }
        if asks_for_bank(view, shop) {
            if progress.answered_bank {
                return Err("the bank still asks, though it has been answered".to_owned());
            }
            return Ok(Move::End(End::Challenged));
        }
        progress.answered_bank = false;
        let complaint = view.complaint().filter(|text| progress.is_news(view, text));
        if let Some(refusal) = refusal(view, progress, shop) {
            return Ok(Move::End(End::Refused(refusal)));
        }
        if let (true, Some(complaint)) = (progress.paid, complaint.clone()) {
            // The form of the card may complain before the bank has been asked.
            let of_form = view.fields.iter().any(|field| field.invalid && field.purpose().is_some());
            return Ok(if of_form { Move::Complaint(complaint) } else { Move::End(End::Refused(complaint)) });
        }
        if view.busy {
            return Err("the page is still busy".to_owned());
        }
        if self.reached(view, progress, shop) {
            return Ok(Move::End(End::Reached));
        }
        self.offered(view, shop)?;
        self.choice(view, progress, shop)
            .or_else(|| self.choice_by_button(view, progress, shop))
            .or_else(|| Self::guest_button(view, progress, shop))
            .or_else(|| self.answers_to(view, progress, shop))
            .or_else(|| self.card_section(view, progress, shop))
            .or_else(|| self.new_card(view, progress))
            .or_else(|| self.bank_fields(view, progress))
            .or_else(|| terms(view, shop))
            .or_else(|| complaint.map(Move::Complaint))
            .map_or_else(|| self.onward(view, progress, shop), |found| Ok(Some(found)))?
            .ok_or_else(|| stuck(view, progress, shop))
    }

    fn reached(&self, view: &View, progress: &mut Progress, shop: &Shop) -> bool {
        let groups = groups(view);
        let shipping = groups.iter().find(|group| kind(group, shop) == Kind::Shipping);
        match self.until {
            Until::Placed => false,
            Until::Address => shipping.is_some() || !buttons_for_shipping(view, shop).is_empty(),
            Until::Shipping => {
                let wanted = |one: &&Choice| {
                    one.checked
                        && self.shipping.as_ref().is_none_or(|name| holds(&one.words, std::slice::from_ref(name)))
                };
                progress.shipping_chosen = match shipping {
                    Some(group) => group.iter().any(wanted),
                    None if !buttons_for_shipping(view, shop).is_empty() => false,
                    None => progress.shipping_chosen,
                };
                // Where each question has a page of its own, the answer counts when the page has been left.
                let leaves = view.buttons.iter().any(|button| is_continue(button, shop));
                progress.shipping_chosen && (shipping.is_none() || !leaves)
            }
        }
    }

    /// Whether the way of shipping that the journey names is among those that are offered.
    fn offered(&self, view: &View, shop: &Shop) -> Result<(), String> {
        let Some(name) = &self.shipping else { return Ok(()) };
        let radios = groups(view).into_iter().filter(|group| is_shipping(group, shop));
        let mut ways: Vec<String> = radios.flatten().map(|one| one.words.clone()).collect();
        ways.extend(buttons_for_shipping(view, shop).into_iter().map(|button| button.near.clone()));
        if ways.is_empty() || ways.iter().any(|way| holds(way, std::slice::from_ref(name))) {
            return Ok(());
        }
        Err(format!("no way of shipping called \"{name}\" is offered; the page offers \"{}\"", ways.join("\", \"")))
    }

    fn guest_button(view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        let guest = shop.words(Word::Guest);
        let may = |one: &Button| !one.disabled && !one.aside && holds(&one.name, &guest);
        let button = view.buttons.iter().find(|one| one.is_hinted(Word::Guest.key()) || may(one))?;
        let by = if button.is_hinted(Word::Guest.key()) { Means::Hint } else { Means::Name };
        progress.press(view, button, Some(button.found(Word::Guest, by, shop)))
    }

    /// Opens the part of the page in which one pays by card.
    fn card_section(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        self.card.as_ref()?;
        let mine = |button: &&Button| button.expanded.is_some() && self.is_my_payment(&button.name, shop);
        let button = view.buttons.iter().find(mine)?;
        if button.expanded.as_deref() == Some("true") {
            return None;
        }
        progress.press(view, button, Some(button.found(Word::CardMethod, Means::Name, shop)))
    }

    /// Presses what leads on, unless the page still misses something: that is named before anything is pressed.
    fn onward(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Result<Option<Move>, String> {
        let picked = match self.leading_on(view, shop) {
            Ok(picked) => picked,
            Err(unclear) => return Ok(Some(Move::Unclear(unclear))),
        };
        let Some(Picked { button, found }) = picked else { return Ok(None) };
        let places = found.meaning == Word::PlaceOrder.key();
        if places && progress.must_await_shipping(view, shop) {
            return Ok(Some(Move::AwaitShipping));
        }
        // What comes before the card is done where the card is asked for.
        let asks_for_card = || view.fields.iter().any(|field| field.purpose() == Some(Purpose::CardNumber));
        let before_card = match self.until {
            Until::Placed => false,
            Until::Address => progress.done > 0,
            Until::Shipping => self.shipping.is_none() || progress.shipping_chosen,
        };
        if before_card && self.card.is_none() && asks_for_card() {
            return Ok(Some(Move::End(End::Reached)));
        }
        if !missing(view, button).is_empty() {
            return Err(stuck(view, progress, shop));
        }
        if places && let Some(why) = self.pays_otherwise(view, progress) {
            return Err(why);
        }
        if places && let Some(unasked) = self.unasked(view, progress) {
            return Ok(Some(Move::Unclear(unasked)));
        }
        if places && progress.card_given && progress.sent >= MOST_SENT {
            return Err(format!(
                "the payment was sent {MOST_SENT} times, and the page {} asks for it again",
                view.what()
            ));
        }
        self.note_kept(view, progress, shop);
        let Some(pressed) = progress.press(view, button, Some(found)) else { return Ok(None) };
        progress.paid |= progress.card_given;
        progress.sent += u8::from(places && progress.card_given);
        Ok(Some(match pressed {
            Move::Press(button) if places => Move::Place(button),
            other => other,
        }))
    }

    /// The button that places the order, else the one that logs in where the shop asks for it, else one that goes on.
    fn leading_on<'v>(&self, view: &'v View, shop: &Shop) -> Result<Option<Picked<'v>>, Failure> {
        let place = (self.until == Until::Placed).then_some(Word::PlaceOrder);
        let log_in = (self.account.is_some() && asks_for_log_in(view, shop)).then_some(Word::LogIn);
        for word in place.into_iter().chain(log_in) {
            let words = shop.words(word);
            let other = |name: &str| word == Word::PlaceOrder && self.is_other_payment(name, shop);
            let may =
                |button: &Button| !button.aside && !button.link && names(&button.name, &words) && !other(&button.name);
            if let Some(picked) = view.pick(shop, word, may)? {
                return Ok(Some(picked));
            }
        }
        view.pick(shop, Word::Continue, |button| is_continue(button, shop))
    }
}

#[cfg(test)]
mod tests;
