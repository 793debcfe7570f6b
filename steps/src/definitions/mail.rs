//! The customer's mailbox.

use std::time::{Duration, Instant};

use shopper_browser::{Failure, Look};
use shopper_steps_macros::step;

use super::{Outcome, open_address};
use crate::catalogue::{Definition, Need};
use crate::failure::{Blame as _, unmet};
use crate::http::asked;
use crate::mail::{Email, Mailbox, paid};
use crate::oracle::Money;
use crate::pages::keeping::STAYS_AWAY;
use crate::parameters::Text;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![RECEIVE, RECEIVE_NO_SECOND, SAYS, SAYS_PAID, FOLLOW, FOLLOW_NAMED]
}

/// So long a mail may be on its way.
const COMES: Duration = Duration::from_secs(20);

/// The customer gets a mail whose subject has these words; the steps after it speak of that mail. The mailbox is [mail]
/// of shop.toml; the address is that of an account or a customer new in this journey.
#[step(
    then,
    "I receive an email with the subject {text}",
    example = "I receive an email with the subject \"Your order\"",
    needs = [Mailbox, OwnEmail],
    gives = [Email]
)]
async fn receive(world: &mut World, subject: Text) -> Outcome {
    let (mailbox, address) = mailbox(world)?;
    let (page, what) = (world.page.with_patience(COMES), format!("an email to {address}"));
    let mails = async || mailbox.mails_to(&address, &world.redactor).await;
    let mut come = Vec::new();
    let look = asked(&page, &what, mails, |mails: Vec<Email>| {
        if let Some(mail) = mails.iter().rev().find(|mail| has(mail, &subject)) {
            return Look::Accept(mail.clone());
        }
        come = subjects(&mails, &subject);
        Look::NotYet(told(&come))
    });
    let looked = look.await;
    let mail = looked.blame(&subject.0, &mend(&come))?;
    world.memory.mail = Some(mail);
    Ok(())
}

/// For three seconds no further mail comes whose subject has these words, and there is one already.
#[step(
    then,
    "I receive no second email with the subject {text}",
    example = "I receive no second email with the subject \"Your order\"",
    needs = [Mailbox, OwnEmail]
)]
async fn receive_no_second(world: &mut World, subject: Text) -> Outcome {
    let (mailbox, address) = mailbox(world)?;
    let begun = Instant::now();
    let page = world.page.with_patience(COMES);
    let mails = async || mailbox.mails_to(&address, &world.redactor).await;
    let mut come = Vec::new();
    let look = asked(&page, "no second email", mails, |mails: Vec<Email>| {
        match mails.iter().filter(|mail| has(mail, &subject)).count() {
            0 => {
                come = subjects(&mails, &subject);
                Look::NotYet(told(&come))
            }
            1 if begun.elapsed() >= STAYS_AWAY => Look::Accept(()),
            1 => Look::NotYet("it is too early to tell".to_owned()),
            count => Look::Refuse(unmet(
                format!("there are {count} emails to {address} with such a subject"),
                "look into the mailbox: what makes the shop send it again?",
            )),
        }
    });
    let looked = look.await;
    looked.blame(&subject.0, &mend(&come))
}

/// The mail has these words.
#[step(then, "the email says {text}", example = "the email says \"Thank you\"", needs = [Email])]
#[expect(clippy::unused_async, reason = "every definition is an async function")]
async fn says(world: &mut World, words: Text) -> Outcome {
    let mail = own_mail(world)?;
    let wanted = words.to_lowercase();
    if mail.text.to_lowercase().contains(&wanted) {
        return Ok(());
    }
    // The mail itself may hold what is for its reader alone.
    let mend = "look into the mailbox: what does the email say instead?";
    Err(unmet(format!("the email \"{}\" does not say \"{}\"", mail.subject, words.0), mend).about(words.0))
}

/// The mail says that this amount was paid, or is the total; where it has one amount alone, that is it.
#[step(then, "the email says I paid {money}", example = "the email says I paid $64.98", needs = [Email])]
#[expect(clippy::unused_async, reason = "every definition is an async function")]
async fn says_paid(world: &mut World, amount: Money) -> Outcome {
    let mail = own_mail(world)?;
    let is_it = |text: &String| world.shop.money(text).is_ok_and(|money| money.equals(&amount));
    let (told, mend) = match paid(&mail.text, &world.shop) {
        Ok(told) if told.iter().any(is_it) => return Ok(()),
        Ok(told) if told.is_empty() => ("no amount".to_owned(), "compare the email with the shop's confirmation"),
        Ok(told) => (told.join(", "), "compare the email with the shop's confirmation"),
        Err(all) => (
            format!("{}, and does not say which of them was paid", all.join(", ")),
            "tell in [words] of shop.toml what the shop calls the total: total = [\"...\"]",
        ),
    };
    Err(unmet(format!("the email shows {told}"), mend).about(amount.as_written().to_owned()))
}

/// Opens where the mail's only link leads.
#[step(when, "I follow the link in the email", example = "I follow the link in the email", needs = [Email])]
async fn follow(world: &mut World) -> Outcome {
    let address = link(world, None)?;
    open_address(world, &address).await
}

/// Opens where the mail's link of that name leads.
#[step(
    when,
    "I follow the link {text} in the email",
    example = "I follow the link \"Reset password\" in the email",
    needs = [Email]
)]
async fn follow_named(world: &mut World, name: Text) -> Outcome {
    let address = link(world, Some(&name)).map_err(|failure| failure.about(name.0.clone()))?;
    open_address(world, &address).await
}

fn mailbox(world: &World) -> Result<(Mailbox, String), Failure> {
    let mailbox = world.mailbox.clone().ok_or(Need::Mailbox)?;
    // Others' mails, and those of yesterday, would be taken for this journey's.
    let own = world.memory.own_email(&world.shop).cloned().ok_or(Need::OwnEmail)?;
    Ok((mailbox, own))
}

fn own_mail(world: &World) -> Result<&Email, Failure> {
    world.memory.mail.as_ref().ok_or_else(|| Need::Email.into())
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

/// Subjects named in a message.
const MOST_TOLD: usize = 5;

/// The subjects of these mails, each once, those most like the wanted one first.
fn subjects(mails: &[Email], wanted: &str) -> Vec<String> {
    let likeness = |subject: &String| strsim::jaro_winkler(&subject.to_lowercase(), &wanted.to_lowercase());
    let mut subjects: Vec<String> = mails.iter().rev().map(|mail| mail.subject.clone()).collect();
    subjects.sort_by(|one, other| likeness(other).total_cmp(&likeness(one)));
    subjects.dedup();
    subjects
}

fn told(subjects: &[String]) -> String {
    if subjects.is_empty() {
        return "no email has come".to_owned();
    }
    let mut come: Vec<String> = subjects.iter().take(MOST_TOLD).map(|subject| format!("\"{subject}\"")).collect();
    if subjects.len() > MOST_TOLD {
        come.push(format!("and {} more", subjects.len() - MOST_TOLD));
    }
    format!("no email has this subject; what has come is {}", come.join(", "))
}

/// The cure for a mail that did not come, where these came instead, the likeliest first.
fn mend(come: &[String]) -> String {
    match come.first() {
        None => "look into the mailbox: does the shop send to it?".to_owned(),
        Some(nearest) => {
            format!(
                "if that email is meant, write its subject, or words of it: \"{nearest}\"; else see why the shop did not send the other"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_come_is_told_the_likeliest_first() {
        let mail = |subject: &str| Email { subject: subject.to_owned(), ..Email::default() };
        let mails = ["Your order MS-1", "Welcome", "Sale", "Your account", "Sale", "Hello", "News"].map(mail);
        let come = subjects(&mails, "Yuor order");
        assert_eq!(come.first().map(String::as_str), Some("Your order MS-1"));
        assert!(told(&come).starts_with("no email has this subject; what has come is \"Your order MS-1\", "));
        assert!(told(&come).ends_with(", and 1 more"), "each is named once: {}", told(&come));
        assert!(mend(&come).contains("\"Your order MS-1\""));
        assert_eq!((told(&[]).as_str(), mend(&[]).contains("does the shop send")), ("no email has come", true));
    }
}
