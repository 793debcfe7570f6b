//! The next move of a customer who wants to buy: what this page asks, and what they answer. No browser here.

mod asked;

use std::collections::BTreeSet;

use shopper_browser::Locator;

use asked::{Kind, all_names, buttons_for_shipping, groups, is_continue, is_shipping, kind, refusal, stuck, terms};

pub(crate) use asked::{asks_for_bank, offers_shipping};

use super::Purpose;
use super::view::{Button, Choice, Field, View, begins, button_locator, holds, names, same};
use crate::shop::{CardPrint, Customer, Shop};
use crate::words::Word;

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
    pub(crate) answers: Vec<(Purpose, String)>,
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
}

/// What has been done on the way.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing done or not, independent of the others")]
pub(crate) struct Progress {
    filled: BTreeSet<String>,
    pressed: BTreeSet<String>,
    /// The card was handed over: from now on a complaint is a refusal.
    pub(crate) paid: bool,
    card_given: bool,
    /// The bank's question has been answered; it may take a moment to go away.
    pub(crate) answered_bank: bool,
    /// What the page looked like when something was pressed last.
    at_press: Option<View>,
    /// A complaint about the card before this one; it may still stand there.
    stale: Option<String>,
    /// The way of shipping stood there, chosen.
    shipping_chosen: bool,
    /// What was filled in and chosen so far: after it a button that did nothing may be pressed again.
    done: usize,
    /// The ways of shipping have been waited for before the order is placed.
    waited_for_shipping: bool,
}

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
    Choose(Locator),
    /// Press a button.
    Press(Locator),
    /// Wait a moment for the ways of shipping, which some shops show only after a while.
    AwaitShipping,
    /// Type the card into the fields of the bank.
    FillBank,
    /// Nothing more to do.
    End(End),
    /// The shop says no before anything was paid.
    Complaint(String),
}

/// What goes into one field.
pub(crate) struct Answer {
    pub(crate) field: Locator,
    pub(crate) kind: AnswerKind,
}

/// How it goes in.
pub(crate) enum AnswerKind {
    Type(String),
    TypeSecret(String),
    Select(String),
    /// The names the option may have.
    Pick(Vec<String>),
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
            .or_else(|| self.bank_fields(view, progress))
            .or_else(|| terms(view))
            .or_else(|| complaint.map(Move::Complaint))
            .or_else(|| self.onward(view, progress, shop))
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

    /// Among several: a guest or not, the way of shipping, the way of payment.
    fn choice(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        groups(view).into_iter().find_map(|group| {
            let kind = kind(&group, shop);
            let wanted = match kind {
                Kind::Guest => group.iter().find(|one| holds(&one.words, &shop.words(Word::Guest))),
                Kind::Payment if self.card.is_none() => None,
                Kind::Payment => group
                    .iter()
                    .find(|one| self.is_my_payment(&one.words, shop))
                    .or_else(|| group.iter().find(|one| one.checked))
                    .or_else(|| group.iter().find(|one| !self.only_by_card && !one.disabled)),
                Kind::Shipping => match &self.shipping {
                    Some(name) => group.iter().find(|one| holds(&one.words, std::slice::from_ref(name))),
                    None => group.iter().find(|one| one.checked).or_else(|| group.iter().find(|one| !one.disabled)),
                },
            }?;
            progress.shipping_chosen |= kind == Kind::Shipping && is_shipping(&group, shop);
            let needed = !wanted.checked && !wanted.disabled;
            needed.then(|| {
                progress.done += 1;
                Move::Choose(Locator::css(&wanted.path).named(&format!("\"{}\"", wanted.words)))
            })
        })
    }

    /// Some shops have a button for each way of shipping instead.
    fn choice_by_button(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        let buttons = buttons_for_shipping(view, shop);
        let wanted = match &self.shipping {
            Some(name) => buttons.into_iter().find(|one| holds(&one.near, std::slice::from_ref(name))),
            None => buttons.into_iter().next(),
        }?;
        let pressed = progress.press(view, wanted)?;
        progress.shipping_chosen = true;
        Some(pressed)
    }

    fn is_my_payment(&self, words: &str, shop: &Shop) -> bool {
        let secure = begins(words, &shop.words(Word::SecureMethod));
        if self.secure { secure } else { !secure && begins(words, &shop.words(Word::CardMethod)) }
    }

    fn guest_button(view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        let guest = shop.words(Word::Guest);
        let button = view.buttons.iter().find(|one| !one.disabled && !one.aside && holds(&one.name, &guest))?;
        progress.press(view, button)
    }

    fn answers_to(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        let guest = view.choices.iter().any(|one| one.checked && holds(&one.words, &shop.words(Word::Guest)));
        let logs_in = !guest && view.fields.iter().any(|field| field.input == "password" && !field.disabled);
        let mut answers = Vec::new();
        for field in view.fields.iter().filter(|field| !field.disabled && !field.aside) {
            let Some(purpose) = field.purpose().filter(|purpose| !(logs_in && *purpose == Purpose::Email)) else {
                continue;
            };
            let Some(answer) = self.answer(view, field, purpose) else { continue };
            // A field is answered once for each page it is on; a value that does not stay is told by the browser.
            let key = format!("{} {} {} {} {}", view.path, field.heading, purpose.key(), field.kind, field.attribute);
            if progress.filled.insert(key) {
                progress.done += 1;
                progress.card_given |= purpose == Purpose::CardNumber;
                answers.push(answer);
                if field.kind != "text" {
                    // What a list offers may depend on what was chosen in the one before it.
                    break;
                }
            }
        }
        (!answers.is_empty()).then_some(Move::Fill(answers))
    }

    /// What goes into a field, unless it holds it already.
    fn answer(&self, view: &View, field: &Field, purpose: Purpose) -> Option<Answer> {
        let given = self.answers.iter().find(|(asked, _)| *asked == purpose).map(|(_, value)| value.clone());
        let on_card = || {
            let number = self.card.as_deref()?;
            purpose.on_card(number, &self.print, &self.customer)
        };
        // What the journey says and what is on this card replaces what stands there; a known address stays.
        let insisted = given.or_else(on_card);
        let (insists, value) = (insisted.is_some(), insisted.or_else(|| purpose.answer(&self.customer))?);
        let names = match purpose {
            Purpose::Country => all_names(&value),
            // Lists leave out what goes without saying: `1` for `01`, `34` for `2034`.
            Purpose::ExpiryMonth => vec![value.clone(), value.trim_start_matches('0').to_owned()],
            Purpose::ExpiryYear => vec![value.clone(), value.chars().skip(2).collect()],
            _ => vec![value.clone()],
        };
        let holds_it = names.iter().any(|name| same(&field.value, name));
        let kind = match field.kind.as_str() {
            _ if holds_it => return None,
            "select" => {
                let wanted = |option: &&String| names.iter().any(|name| same(option, name));
                AnswerKind::Select(field.options.iter().find(wanted).cloned().unwrap_or_else(|| value.clone()))
            }
            "combobox" => AnswerKind::Pick(names.clone()),
            _ if !field.value.trim().is_empty() && !insists => return None,
            _ if matches!(purpose, Purpose::CardNumber | Purpose::CardCode) => AnswerKind::TypeSecret(value),
            _ => AnswerKind::Type(value),
        };
        // A list that holds something already and does not offer the answer is left as the shop has it.
        let offered = field.options.iter().any(|option| names.iter().any(|name| same(option, name)));
        if field.kind == "select" && !offered && !insists && !field.chosen.is_empty() {
            return None;
        }
        Some(Answer { field: field.locator(view), kind })
    }

    /// Opens the part of the page in which one pays by card.
    fn card_section(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        self.card.as_ref()?;
        let mine = |button: &&Button| button.expanded.is_some() && self.is_my_payment(&button.name, shop);
        let button = view.buttons.iter().find(mine)?;
        if button.expanded.as_deref() == Some("true") {
            return None;
        }
        progress.press(view, button)
    }

    fn bank_fields(&self, view: &View, progress: &mut Progress) -> Option<Move> {
        self.card.as_ref()?;
        let own = view.fields.iter().any(|field| field.purpose() == Some(Purpose::CardNumber));
        let words = ["card".to_owned(), "karte".to_owned(), "carte".to_owned(), "tarjeta".to_owned()];
        let framed = view.frames.iter().any(|frame| frame.height < 100 && holds(&frame.title, &words));
        (framed && !own && progress.filled.insert(format!("{} bank", view.path))).then(|| {
            progress.card_given = true;
            Move::FillBank
        })
    }

    /// Presses what leads on.
    fn onward(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        let place = if self.until == Until::Placed { shop.words(Word::PlaceOrder) } else { Vec::new() };
        let mut own = view.buttons.iter().filter(|button| !button.disabled && !button.aside);
        let button = own
            .clone()
            .find(|button| !button.link && names(&button.name, &place))
            .or_else(|| own.find(|button| is_continue(button, shop)))?;
        if names(&button.name, &place) && progress.must_await_shipping(view, shop) {
            return Some(Move::AwaitShipping);
        }
        let pressed = progress.press(view, button)?;
        progress.paid |= progress.card_given;
        Some(pressed)
    }
}

impl Progress {
    /// Presses a button, but not a second time on a page that looks the same.
    fn press(&mut self, view: &View, button: &Button) -> Option<Move> {
        let place = format!("{} {:?} {} {} {}", view.path, view.heads, button.name, view.fields.len(), self.done);
        self.pressed.insert(place).then(|| {
            self.at_press = Some(view.clone());
            Move::Press(button_locator(button, view))
        })
    }

    /// Once before an order is placed in which no way of shipping was chosen, though the page speaks of shipping.
    fn must_await_shipping(&mut self, view: &View, shop: &Shop) -> bool {
        let words = shop.words(Word::Shipping);
        let speaks = || view.texts().chain(&view.heads).any(|text| begins(text, &words));
        let must = !self.waited_for_shipping && !self.shipping_chosen && self.done > 0 && speaks();
        self.waited_for_shipping |= must;
        must
    }

    /// Another card is tried: what was filled in for the one before is filled in again.
    pub(crate) fn start_again(&mut self, view: &View) {
        *self = Self { stale: view.complaint(), ..Self::default() };
    }

    /// Whether a complaint has come since something was pressed: another one, or the same on a page made anew.
    fn is_news(&self, view: &View, complaint: &str) -> bool {
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

#[cfg(test)]
mod tests;
