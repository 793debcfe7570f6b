//! The mailbox of the settings: what is wrong with it is told before anything runs, and its password never.

use std::collections::BTreeMap;

use shopper_steps::{MailSettings, passwords_in};

use super::file::Given;
use super::origin::Sourced;
use super::trouble::Trouble;

type Fields = BTreeMap<String, Sourced<Given>>;

/// In place of what an environment variable will hold in a run.
const LATER: &str = "later";

/// What is wrong with `[mail]`. It is told by the line alone: that line may hold the password.
pub(super) fn trouble(given: &Fields) -> Option<Trouble> {
    let unknown = |key: &str| matches!(given.get(key).map(|one| &one.value), Some(Given::Variable { value: None, .. }));
    if unknown("mail.imap") {
        return None;
    }
    let text = |key: &str| match given.get(key) {
        Some(one) => one.value.text().unwrap_or(LATER).to_owned(),
        None => String::new(),
    };
    let mail = MailSettings {
        smtp_sink: text("mail.smtp-sink"),
        http: text("mail.http"),
        imap: text("mail.imap"),
        password: text("mail.password"),
        ..MailSettings::default()
    };
    let mistake = mail.mistake()?;
    let origin = given.get(&format!("mail.{}", mistake.key)).map(|one| format!(" ({})", one.origin));
    Some(Trouble::new(format!("{}{}", mistake.what, origin.unwrap_or_default()), mistake.mend))
}

/// The password that stands in the mailbox's address, with what may be shown in its place.
pub(super) fn hidden(given: &Fields) -> Vec<(String, String)> {
    let address = given.get("mail.imap").and_then(|one| one.value.text());
    let passwords = address.map(passwords_in).unwrap_or_default();
    passwords.into_iter().map(|password| ("mail.imap password".to_owned(), password)).collect()
}
