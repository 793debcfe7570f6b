//! Whether the mailbox of the settings can be read.

use shopper_steps::Mailbox;

use super::Finding;
use crate::cli::start::Ready;
use crate::exit::Exit;

const ABOUT: &str = "mailbox";

/// One line on the mailbox; nothing where none is named, or where the variables that it needs are told already.
pub(super) async fn examine(ready: &Ready) -> Vec<Finding> {
    let mail = &ready.shop_to_plan_for().mail;
    let variables = ready.settings.given.iter().filter(|(key, _)| key.starts_with("mail."));
    if !mail.names_one() || variables.into_iter().any(|(_, given)| given.value.text().is_none()) {
        return Vec::new();
    }
    let look = match Mailbox::open(mail).await {
        Ok(Some(mailbox)) => mailbox.examine().await,
        Ok(None) => return Vec::new(),
        Err(why) => {
            let mend = "correct [mail] of shop.toml or shopper.toml, or end what uses the address";
            return vec![Finding::fail(ABOUT, why, mend).with(Exit::Mistaken)];
        }
    };
    vec![match look {
        Ok(what) => Finding::ok(ABOUT, what),
        Err(failure) => super::checks::failed(ABOUT, &failure),
    }]
}
