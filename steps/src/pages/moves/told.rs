//! The moves in words, for the record: `gave the contact and the address`, `pressed "Continue"`.

use super::answers::Asked;
use super::asked::Kind;
use super::{Answer, AnswerKind, Move};
use crate::pages::Purpose;

impl Move {
    /// What the customer does, as the record tells it; nothing for what ends the way.
    pub(crate) fn told(&self) -> Option<String> {
        Some(match self {
            Move::Fill(answers) => filled(answers),
            Move::Choose(choice, Kind::Guest) => format!("said who they are: {choice}"),
            Move::Choose(choice, Kind::Payment) => format!("chose the payment {choice}"),
            Move::Choose(choice, Kind::Shipping) => format!("chose the shipping {choice}"),
            Move::Choose(choice, Kind::Terms) => format!("ticked {choice}"),
            Move::Press(button) | Move::Place(button) => {
                let button = button.to_string();
                format!("pressed {}", button.strip_prefix("button or link ").unwrap_or(&button))
            }
            Move::AwaitShipping => "waited for the ways of shipping".to_owned(),
            Move::AwaitRegions => "waited for the list of regions".to_owned(),
            Move::FillBank => "gave the card in the bank's fields".to_owned(),
            Move::End(_) | Move::Complaint(_) | Move::Unclear(_) => return None,
        })
    }
}

fn filled(answers: &[Answer]) -> String {
    if let [Answer { asked, kind, .. }] = answers {
        match kind {
            AnswerKind::Select(option) => return format!("chose {} \"{option}\"", asked.told()),
            AnswerKind::Pick(names) => return format!("chose {} \"{}\"", asked.told(), names[0]),
            AnswerKind::Type(_) | AnswerKind::TypeSecret(_) => {}
        }
    }
    let mut parts: Vec<String> = Vec::new();
    for answer in answers {
        let part = match &answer.asked {
            Asked::Meaning(purpose) => part(*purpose).to_owned(),
            Asked::Label(given) => format!("\"{}\"", given.name),
        };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    match parts.split_last() {
        Some((last, [])) => format!("gave {last}"),
        Some((last, before)) => format!("gave {} and {last}", before.join(", ")),
        None => "gave nothing".to_owned(),
    }
}

/// The part of what a customer gives that a field belongs to.
fn part(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Email | Purpose::Phone => "the contact",
        Purpose::Password | Purpose::NewPassword => "the password",
        Purpose::Coupon => "the coupon",
        Purpose::OneTimeCode => "the one-time code",
        Purpose::CardType
        | Purpose::CardNumber
        | Purpose::CardName
        | Purpose::Expiry
        | Purpose::ExpiryMonth
        | Purpose::ExpiryYear
        | Purpose::CardCode => "the card",
        Purpose::Company
        | Purpose::FullName
        | Purpose::FirstName
        | Purpose::LastName
        | Purpose::AnyName
        | Purpose::Street
        | Purpose::Street2
        | Purpose::Postcode
        | Purpose::Region
        | Purpose::Country
        | Purpose::City => "the address",
    }
}
