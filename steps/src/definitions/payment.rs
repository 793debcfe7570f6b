//! Paying: cards by what becomes of them, and the bank's question.

use shopper_browser::Look;
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::{Definition, Refusal};
use crate::failure::{Blame as _, unmet};
use crate::pages::{End, accept_if, fold, holds};
use crate::parameters::{Card, Text};
use crate::words::Word;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![PAY, PAY_SECURE, BANK_ASKS, APPROVE, REFUSE, LEAVE_UNANSWERED, IS_REFUSED, IS_REFUSED_WITH]
}

/// Pays with this test card and places the order; also after another card was refused. That a good one is refused is a
/// failure, unless the next Thens say so; of other cards the Then is to judge.
#[step(when, "I pay with a {card} card( instead)", example = "I pay with a \"good\" card instead")]
async fn pay(world: &mut World, card: Card) -> Outcome {
    let end = world.pay(&card, false).await?;
    paid_by(world, end, &card)
}

/// The same; the card is typed into the secure fields of the bank.
#[step(when, "I pay with a {card} card in secure fields", example = "I pay with a \"good\" card in secure fields")]
async fn pay_secure(world: &mut World, card: Card) -> Outcome {
    let end = world.pay(&card, true).await?;
    paid_by(world, end, &card)
}

/// The bank wants to know that it is really the customer (3-D Secure).
#[step(then, "my bank asks me to confirm", example = "my bank asks me to confirm")]
async fn bank_asks(world: &mut World) -> Outcome {
    let question = world.site().bank_question().await.map(drop);
    question.blame("my bank asks", "check that this card needs a 3-D Secure challenge")
}

/// Tells the bank that it is right, and goes on with the order.
#[step(when, "I approve the payment", example = "I approve the payment")]
async fn approve(world: &mut World) -> Outcome {
    world.answer_bank(Word::Approve).await.map(drop)
}

/// Tells the bank that it is not right.
#[step(when, "I refuse the payment", example = "I refuse the payment")]
async fn refuse(world: &mut World) -> Outcome {
    world.answer_bank(Word::Refuse).await.map(drop)
}

/// Does not answer the bank until the bank has waited long enough. Give the step time: --step-timeout or @timeout.
#[step(when, "I leave my bank's question unanswered", example = "I leave my bank's question unanswered")]
async fn leave_unanswered(world: &mut World) -> Outcome {
    world.ignore_bank().await.map(drop)
}

/// The shop says that the payment did not go through.
#[step(then, "the payment is refused", example = "the payment is refused", judges = [Payment])]
async fn is_refused(world: &mut World) -> Outcome {
    let words = world.shop.words(Word::RefusedPayment);
    let site = world.site();
    let told = world.refusal().filter(|text| holds(text, &words));
    let look = site.look("the payment to be refused", |view| {
        match view.alerts.iter().chain(&told).find(|text| holds(text, &words)) {
            _ if view.is_confirmation(&site.shop) => Look::NotYet("the shop thanks for the order".to_owned()),
            Some(_) => Look::Accept(()),
            None => Look::NotYet(match view.complaint() {
                Some(complaint) => format!("the page says \"{complaint}\""),
                None => format!("no message on the page {} says so", view.what()),
            }),
        }
    });
    look.await.blame("refused", "check what this card does at the shop's payment provider")
}

/// The shop says in these words that the payment did not go through.
#[step(
    then,
    "the payment is refused with {text}",
    example = "the payment is refused with \"Your card was declined.\"",
    judges = [Payment]
)]
async fn is_refused_with(world: &mut World, words: Text) -> Outcome {
    is_refused(world).await?;
    let wanted = fold(&words);
    let told = world.refusal();
    let site = world.site();
    let look = site.look("the shop's words", |view| {
        accept_if(view.alerts.iter().chain(&told).any(|text| fold(text).contains(&wanted)), || {
            format!("the page says \"{}\"", view.complaint().or_else(|| told.clone()).unwrap_or_default())
        })
    });
    look.await.blame(&words.0, "look at the picture: what does the shop say?")
}

/// The card that every shop takes, by what it is called in `[cards]`.
const GOOD: &str = "good";

/// What becomes of a payment with this card: that a good one is refused is a failure where the journey does not expect it.
pub(super) fn paid_by(world: &World, end: End, card: &str) -> Outcome {
    let expected = |why: &str| {
        let words = world.shop.words(Word::RefusedPayment);
        world.ahead.expects(Refusal::Payment) || world.ahead.quotes(why, &words)
    };
    let good = world.shop.card_number(card) == world.shop.card_number(GOOD);
    match end {
        End::Refused(why) if !good || expected(&why) => Ok(()),
        end => paid(end),
    }
}

/// A sentence that names no card means a purchase: there a refusal is a failure.
pub(super) fn paid(end: End) -> Outcome {
    match end {
        End::Refused(why) => Err(unmet(
            format!("the shop refuses the payment: it says \"{why}\""),
            "check that the \"good\" card in [cards] of shop.toml is one that the shop's payment provider takes",
        )),
        _ => Ok(()),
    }
}
