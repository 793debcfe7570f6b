//! The customer's mailbox: a sink that the shop sends to, an inbox with an HTTP API, one that is read over IMAP, or nothing.
//!
//! Whose mail it is, is read in the mail itself or in its envelope: journeys that run side by side share one mailbox.

mod amounts;
mod email;
mod imap;
mod inbox;
mod secrets;
mod sink;

use std::sync::Arc;

pub(crate) use amounts::paid;
pub(crate) use email::Email;
pub use imap::{MailMistake, passwords_in};
pub use sink::SmtpSink;

use crate::http::Untold;
use imap::Imap;
use inbox::Inbox;
use serde::{Deserialize, Serialize};
use shopper_browser::{Failure, Redactor};

/// Where the shop's mails can be read, as the settings say it; exactly one of `smtp_sink`, `http` and `imap`, or none.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// The address at which mails are taken from the shop; port 0 takes a free one.
    pub smtp_sink: String,
    /// The address of a list of mails in JSON; `{address}` is the customer's.
    pub http: String,
    /// The address of one mail as it was sent; `{id}` is from the list.
    pub raw: String,
    /// The `Authorization` header that the inbox wants.
    pub authorization: String,
    /// The address of a mailbox, `imaps://USER@HOST/FOLDER`.
    pub imap: String,
    /// The password of that user, where it does not stand in the address.
    pub password: String,
}

impl MailSettings {
    /// Whether they name a mailbox.
    pub fn names_one(&self) -> bool {
        [&self.smtp_sink, &self.http, &self.imap].into_iter().any(|text| !text.is_empty())
    }
}

impl std::fmt::Debug for MailSettings {
    /// Without what authorizes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { smtp_sink, http, raw, .. } = self;
        f.debug_struct("MailSettings").field("smtp_sink", smtp_sink).field("http", http).field("raw", raw).finish()
    }
}

/// To whom no shop writes: an inbox is asked for their mails to see whether it answers.
const NOBODY: &str = "nobody@example.com";

/// A mailbox that is open for a run. Closed when the last clone is dropped.
#[derive(Clone)]
pub struct Mailbox(Kind);

#[derive(Clone)]
enum Kind {
    Sink(Arc<SmtpSink>),
    Inbox(Arc<Inbox>),
    Imap(Arc<Imap>),
}

impl Mailbox {
    /// Opens the mailbox of the settings; nothing when they name none. What is wrong is told in one line.
    pub async fn open(settings: &MailSettings) -> Result<Option<Self>, String> {
        if let Some(mistake) = settings.mistake() {
            return Err(mistake.what);
        }
        let MailSettings { smtp_sink, http, imap, .. } = settings;
        Ok(match () {
            () if !smtp_sink.is_empty() => Some(Self::of(SmtpSink::listen(smtp_sink).await?)),
            () if !http.is_empty() => Some(Self(Kind::Inbox(Arc::new(Inbox::new(settings)?)))),
            () if !imap.is_empty() => {
                let imap = Imap::new(settings).map_err(|mistake| mistake.what)?;
                Some(Self(Kind::Imap(Arc::new(imap))))
            }
            () => None,
        })
    }

    /// Remembers what it holds before journeys begin that read it, where the mails of earlier runs are still there.
    pub async fn begin(&self) {
        if let Kind::Imap(imap) = &self.0 {
            imap.begin().await;
        }
    }

    /// Looks whether mails can be read in it, and tells in one line what there is.
    ///
    /// # Errors
    ///
    /// When the server cannot be reached, or does not let us read: the failure says which, and how to mend it.
    pub async fn examine(&self) -> Result<String, Failure> {
        let told = match &self.0 {
            Kind::Sink(sink) => Ok(format!("mails can be taken at {} (SMTP)", sink.address())),
            Kind::Inbox(inbox) => {
                inbox.mails_to(NOBODY).await.map(|_| "the inbox tells its mails over HTTP".to_owned())
            }
            Kind::Imap(imap) => imap.examine().await,
        };
        told.map_err(Untold::into_failure)
    }

    /// The mailbox that a sink fills.
    pub fn of(sink: SmtpSink) -> Self {
        Self(Kind::Sink(Arc::new(sink)))
    }

    /// What a person should know of it: where the shop must send its mails.
    pub fn told(&self) -> Option<String> {
        match &self.0 {
            Kind::Sink(sink) => Some(format!("mails are taken at {} (SMTP)", sink.address())),
            Kind::Inbox(_) | Kind::Imap(_) => None,
        }
    }

    /// The mails to this address, oldest first. What they hold for their reader alone is hidden from here on.
    pub(crate) async fn mails_to(&self, address: &str, redactor: &Redactor) -> Result<Vec<Email>, Untold> {
        let mails = match &self.0 {
            Kind::Sink(sink) => sink.mails_to(address),
            Kind::Inbox(inbox) => inbox.mails_to(address).await?,
            Kind::Imap(imap) => imap.mails_to(address).await?,
        };
        mails.iter().for_each(|mail| secrets::hide(mail, redactor));
        Ok(mails)
    }
}

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Kind::Sink(_) => "Mailbox(sink)",
            Kind::Inbox(_) => "Mailbox(inbox)",
            Kind::Imap(_) => "Mailbox(imap)",
        })
    }
}
