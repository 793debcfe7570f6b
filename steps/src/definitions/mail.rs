//! The customer's mailbox.

use std::time::{Duration, Instant};

use shopper_browser::{Failure, Look};
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::failure::{Blame as _, mistake, unmet};
use crate::mail::{Email, Mailbox};
use crate::oracle::Money;
use crate::parameters::Text;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![RECEIVE, RECEIVE_NO_SECOND, SAYS, SAYS_PAID, FOLLOW, FOLLOW_NAMED]
}

/// So long a mail may be on its way.
const COMES: Duration = Duration::from_secs(20);
/// So long a second mail is waited for.
const STAYS_AWAY: Duration = Duration::from_secs(3);

/// The customer gets a mail whose subject has these words; the steps after it speak of that mail. The mailbox is [mail]
/// of shop.toml; the address is that of the account or of the customer.
#[step(
    then,
    "I receive an email with the subject {text}",
    example = "I receive an email with the subject \"Your order\""
)]
async fn receive(world: &mut World, subject: Text) -> Outcome {
    let (mailbox, address) = mailbox(world)?;
    let (page, what) = (world.page.with_patience(COMES), format!("an email to {address}"));
    let look = page.ask(&what, async || match mailbox.mails_to(&address).await {
        Ok(mails) => match mails.iter().rev().find(|mail| has(mail, &subject)) {
            Some(mail) => Look::Accept(mail.clone()),
            None => Look::NotYet(told(&mails)),
        },
        Err(why) => Look::NotYet(why),
    });
    let mail = look.await.blame(&subject.0, "look into the mailbox: does the shop send to it?")?;
    world.memory.mail = Some(mail);
    Ok(())
}

/// For three seconds no further mail comes whose subject has these words, and there is one already.
#[step(
    then,
    "I receive no second email with the subject {text}",
    example = "I receive no second email with the subject \"Your order\""
)]
async fn receive_no_second(world: &mut World, subject: Text) -> Outcome {
    let (mailbox, address) = mailbox(world)?;
    let begun = Instant::now();
    let page = world.page.with_patience(COMES);
    let look = page.ask("no second email", async || match mailbox.mails_to(&address).await {
        Ok(mails) => match mails.iter().filter(|mail| has(mail, &subject)).count() {
            0 => Look::NotYet(told(&mails)),
            1 if begun.elapsed() >= STAYS_AWAY => Look::Accept(()),
            1 => Look::NotYet("it is too early to tell".to_owned()),
            count => Look::Refuse(unmet(
                format!("there are {count} emails to {address} with such a subject"),
                "look into the mailbox: what makes the shop send it again?",
            )),
        },
        Err(why) => Look::NotYet(why),
    });
    look.await.blame(&subject.0, "look into the mailbox: which emails are there?")
}

/// The mail has these words.
#[step(then, "the email says {text}", example = "the email says \"Thank you\"")]
#[expect(clippy::unused_async, reason = "every definition is an async function")]
async fn says(world: &mut World, words: Text) -> Outcome {
    let mail = own_mail(world)?;
    let wanted = words.to_lowercase();
    if mail.text.to_lowercase().contains(&wanted) {
        return Ok(());
    }
    let mend = "compare it with what the journey expects";
    Err(unmet(format!("the email says \"{}\"", shortened(&mail.text)), mend).about(words.0))
}

/// The mail has this amount in it.
#[step(then, "the email says I paid {money}", example = "the email says I paid $64.98")]
#[expect(clippy::unused_async, reason = "every definition is an async function")]
async fn says_paid(world: &mut World, amount: Money) -> Outcome {
    let mail = own_mail(world)?;
    let amounts = amounts(&mail.text);
    if amounts.iter().any(|text| world.shop.money(text).is_ok_and(|money| money.equals(&amount))) {
        return Ok(());
    }
    let shown = if amounts.is_empty() { "no amount".to_owned() } else { amounts.join(", ") };
    let mend = "compare the email with the shop's confirmation";
    Err(unmet(format!("the email shows {shown}"), mend).about(amount.as_written().to_owned()))
}

/// Opens where the mail's only link leads.
#[step(when, "I follow the link in the email", example = "I follow the link in the email")]
async fn follow(world: &mut World) -> Outcome {
    let address = link(world, None)?;
    world.page.open(&address).await
}

/// Opens where the mail's link of that name leads.
#[step(when, "I follow the link {text} in the email", example = "I follow the link \"Reset password\" in the email")]
async fn follow_named(world: &mut World, name: Text) -> Outcome {
    let address = link(world, Some(&name)).map_err(|failure| failure.about(name.0.clone()))?;
    world.page.open(&address).await
}

fn mailbox(world: &World) -> Result<(Mailbox, String), Failure> {
    let mailbox = world.mailbox.clone().ok_or_else(|| {
        mistake(
            "no mailbox is named",
            "name one in [mail] of shop.toml: smtp-sink = \"127.0.0.1:2525\", or http = \"...\"",
        )
    })?;
    let account = world.memory.account.as_ref().map(|account| account.email.clone());
    Ok((mailbox, account.unwrap_or_else(|| world.shop.customer.email.clone())))
}

fn own_mail(world: &World) -> Result<&Email, Failure> {
    world.memory.mail.as_ref().ok_or_else(|| {
        mistake(
            "no email was received in this journey",
            "say before it: Then I receive an email with the subject \"...\"",
        )
    })
}

fn link(world: &World, name: Option<&str>) -> Result<String, Failure> {
    let mail = own_mail(world)?;
    mail.link(name).map(str::to_owned).map_err(|why| {
        unmet(format!("the email does not have that one link: {why}"), "name the link as the email does")
    })
}

fn has(mail: &Email, subject: &str) -> bool {
    mail.subject.to_lowercase().contains(&subject.to_lowercase())
}

fn told(mails: &[Email]) -> String {
    let subjects: Vec<String> = mails.iter().rev().take(5).map(|mail| format!("\"{}\"", mail.subject)).collect();
    match subjects.as_slice() {
        [] => "no email has come".to_owned(),
        subjects => format!("what has come is {}", subjects.join(", ")),
    }
}

/// What looks like amounts: a number beside a sign or a code of a currency.
fn amounts(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let word = word.trim_end_matches(['.', ',', ';', ':', ')', '!']).trim_start_matches('(');
        if !word.contains(|sign: char| sign.is_ascii_digit()) {
            continue;
        }
        let before = index.checked_sub(1).map(|at| format!("{} {word}", words[at]));
        let after =
            words.get(index + 1).map(|next| format!("{word} {}", next.trim_end_matches(['.', ',', ';', ':', ')'])));
        let ways = [Some(word.to_owned()), before, after].into_iter().flatten();
        found.extend(ways.into_iter().find(|way| Money::read(way).is_ok()));
    }
    found
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(200).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_in_running_text() {
        let text = "Order 100001 of 2026: you paid $64.98. Tax (incl.) 12,10 €; shipping CHF 5.00 or 7 pieces";
        assert_eq!(amounts(text), ["$64.98", "12,10 €", "CHF 5.00"]);
    }
}
