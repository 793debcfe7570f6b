//! The customer's mailbox: a sink that the shop sends to, an inbox with an HTTP API, or nothing.
//!
//! Whose mail it is, is read in the mail itself or in its envelope: journeys that run side by side share one mailbox.

mod amounts;
mod email;
mod inbox;
mod secrets;
mod sink;

use std::sync::Arc;

pub(crate) use amounts::paid;
pub(crate) use email::Email;
pub use sink::SmtpSink;

use crate::http::Untold;
use inbox::Inbox;
use serde::{Deserialize, Serialize};
use shopper_browser::Redactor;

/// Where the shop's mails can be read, as the settings say it; exactly one of `smtp_sink` and `http`, or none.
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
}

impl std::fmt::Debug for MailSettings {
    /// Without what authorizes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { smtp_sink, http, raw, .. } = self;
        f.debug_struct("MailSettings").field("smtp_sink", smtp_sink).field("http", http).field("raw", raw).finish()
    }
}

/// A mailbox that is open for a run. Closed when the last clone is dropped.
#[derive(Clone)]
pub struct Mailbox(Kind);

#[derive(Clone)]
enum Kind {
    Sink(Arc<SmtpSink>),
    Inbox(Arc<Inbox>),
}

impl Mailbox {
    /// Opens the mailbox of the settings; nothing when they name none. What is wrong is told in one line.
    pub async fn open(settings: &MailSettings) -> Result<Option<Self>, String> {
        match (settings.smtp_sink.as_str(), settings.http.as_str()) {
            ("", "") => Ok(None),
            (address, "") => SmtpSink::listen(address).await.map(|sink| Some(Self::of(sink))),
            ("", _) => Inbox::new(settings).map(|inbox| Some(Self(Kind::Inbox(Arc::new(inbox))))),
            _ => Err("[mail] names both smtp-sink and http: one mailbox is enough".to_owned()),
        }
    }

    /// The mailbox that a sink fills.
    pub fn of(sink: SmtpSink) -> Self {
        Self(Kind::Sink(Arc::new(sink)))
    }

    /// What a person should know of it: where the shop must send its mails.
    pub fn told(&self) -> Option<String> {
        match &self.0 {
            Kind::Sink(sink) => Some(format!("mails are taken at {} (SMTP)", sink.address())),
            Kind::Inbox(_) => None,
        }
    }

    /// The mails to this address, oldest first. What they hold for their reader alone is hidden from here on.
    pub(crate) async fn mails_to(&self, address: &str, redactor: &Redactor) -> Result<Vec<Email>, Untold> {
        let mails = match &self.0 {
            Kind::Sink(sink) => sink.mails_to(address),
            Kind::Inbox(inbox) => inbox.mails_to(address).await?,
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
        })
    }
}
