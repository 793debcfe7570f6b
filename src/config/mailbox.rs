//! The mailbox of the settings: what is wrong with it is told before anything runs, and its password never.

use std::collections::BTreeMap;

use shopper_steps::MailSettings;

use super::given::Given;
use super::origin::Origin;
use super::origin::Sourced;
use super::trouble::{Place, Trouble};

type Fields = BTreeMap<String, Sourced<Given>>;

/// In place of what an environment variable will hold in a run.
const LATER: &str = "later";

/// What is wrong with `[mail]`, at its place; what may hold the password is struck out there.
pub(super) fn trouble(given: &Fields, place: impl Fn(&str) -> Option<Place>) -> Option<Trouble> {
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
    let key = format!("mail.{}", mistake.key);
    let origin = given.get(&key).map(|one| &one.origin);
    // A pipeline may hold the password ready for whoever reads mails.
    if mail.imap.is_empty() && key == "mail.password" && matches!(origin, Some(Origin::Environment(_))) {
        return None;
    }
    let told = Trouble::new(mistake.what, mistake.mend);
    Some(match (origin, place(&key)) {
        (Some(Origin::File { .. }), Some(place)) if place.is_one_line() => Trouble { place: Some(place), ..told },
        (Some(origin), _) => Trouble { what: format!("{} ({origin})", told.what), ..told },
        (None, _) => told,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::resolve;

    #[test]
    fn a_mailbox_that_cannot_be_is_told_with_its_line_and_without_its_password() {
        let at = |lines: &str| resolve(&format!("[mail]\n{lines}\n"), &[], &[]).expect_err("the file is wrong");
        insta::assert_snapshot!(at("http = \"http://inbox/\"\nimap = \"imaps://anna:s3cret-w0rd@mail.example/\""), @r#"
        error: [mail] names both http and imap: one mailbox is enough
         --> shopper.toml:3:8
          |
        3 | imap = "imaps://anna:***********@mail.example/"
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: take out `http` or `imap`
        "#);
        insta::assert_snapshot!(at("imap = \"pop3s://anna:s3c@et/w0rd@mail.example/\""), @r#"
        error: the mailbox cannot be read over pop3s
         --> shopper.toml:2:8
          |
        2 | imap = "pop3s://anna:***********@mail.example/"
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: write imaps:// (or imap:// within your own network): imap = "imaps://USER@HOST/FOLDER"
        "#);
        insta::assert_snapshot!(at("imap = \"imaps://anna@mail.example/\""), @r#"
        error: the mailbox of "anna" has no password
         --> shopper.toml:2:8
          |
        2 | imap = "imaps://anna@mail.example/"
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: set SHOPPER_MAIL_PASSWORD, or name the variable that holds it: password = { env = "MAIL_PASSWORD" }
        "#);
        insta::assert_snapshot!(at("password = \"s3cret-w0rd\""), @r#"
        error: [mail] has a password, and no `imap` that it is for
         --> shopper.toml:2:12
          |
        2 | password = *************
          |            ^^^^^^^^^^^^^
          |
          = help: name the mailbox, imap = "imaps://USER@HOST/FOLDER", or take the password out
        "#);
        insta::assert_snapshot!(at("imap = 993\npassword = 5"), @r#"
        error: `mail.imap` cannot be a number (shopper.toml:2)
         |
         = help: expected a text, or { env = "NAME" } to take it from the environment

        error: `mail.password` cannot be a number (shopper.toml:3)
         |
         = help: expected a text, or { env = "NAME" } to take it from the environment
        "#);
    }

    #[test]
    fn the_password_of_a_mailbox_is_hidden_wherever_it_is_given() {
        for (lines, environment) in [
            ("imap = \"imaps://anna:s3cret%2Fw0rd@mail.example/\"", ("NONE", "")),
            ("imap = \"imaps://anna@mail.example/\"\npassword = \"s3cret/w0rd\"", ("NONE", "")),
            ("imap = \"imaps://anna@mail.example/\"\npassword = { env = \"PW\" }", ("PW", "s3cret/w0rd")),
            ("imap = { env = \"BOX\" }", ("BOX", "imaps://anna:s3cret%2Fw0rd@mail.example/")),
        ] {
            let settings = resolve(&format!("[mail]\n{lines}\n"), &[environment], &[]).unwrap();
            assert!(settings.hidden().iter().any(|(_, hidden)| hidden == "s3cret/w0rd"), "{lines}");
            let shown = settings.show();
            assert!(!shown.contains("s3cret"), "{shown}");
        }
        // What a variable will hold cannot be judged before it is set.
        assert!(resolve("[mail]\nimap = { env = \"BOX\" }\npassword = { env = \"PW\" }\n", &[], &[]).is_ok());
    }
}
