//! What a sentence needs beside the shop's pages: a mailbox, a customer whose mails are their own. Whether it is there is
//! known from the settings and from the steps before it, and so before a browser starts.

use shopper_browser::Failure;

use super::{Binding, Catalogue, Definition};
use crate::failure::mistake;
use crate::settle::Unknown;
use crate::shop::Shop;

/// Something that a sentence needs, and that the settings or an earlier sentence of the journey give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// A mailbox in which the shop's mails can be read.
    Mailbox,
    /// A customer whose email address nobody had before this journey.
    OwnEmail,
    /// An email that the journey has received.
    Email,
    /// How many pieces there were.
    NotedStock,
    /// Somebody who tells which orders this customer has placed.
    Orders,
}

impl Need {
    /// Whether the settings give it.
    fn is_set(self, shop: &Shop) -> bool {
        match self {
            Need::Mailbox => shop.mail.names_one(),
            Need::Orders => shop.orders.is_given(),
            Need::OwnEmail | Need::Email | Need::NotedStock => false,
        }
    }

    /// What is wrong where it is missing, and how to mend it.
    pub fn missing(self) -> Unknown {
        let (what, mend) = match self {
            Need::Mailbox => (
                "no mailbox is named in which this email could be read",
                "name one in [mail] of shop.toml: smtp-sink = \"127.0.0.1:2525\", http = \"...\", or \
                 imap = \"imaps://...\"; or leave such journeys out: --tags \"not @mail\", if they have that \
                 tag; `shopper demo` brings a mailbox along",
            ),
            Need::OwnEmail => (
                "the customer of this journey has no email address of their own, so that emails and orders of others \
                 could be taken for theirs",
                "begin the journey with: Given I am a new customer, or: Given I have an account; both give an address \
                 that nobody had before",
            ),
            Need::Email => (
                "no email was received in this journey",
                "say before it: Then I receive an email with the subject \"...\"",
            ),
            Need::NotedStock => {
                ("the stock was not noted before", "say before the purchase: Given I note the stock of the product")
            }
            Need::Orders => (
                "a guest's orders are shown on no page",
                "name the shop's own API in [orders] of shop.toml, or say: Given I have an account",
            ),
        };
        Unknown { what: what.to_owned(), mend: mend.to_owned() }
    }
}

impl From<Need> for Failure {
    /// For what no plan could tell.
    fn from(need: Need) -> Self {
        let Unknown { what, mend } = need.missing();
        mistake(what, mend)
    }
}

impl Definition {
    /// What it needs beside the shop's pages.
    pub fn needs(&self) -> &'static [Need] {
        self.needs
    }

    /// What the sentences after it have by it.
    pub fn gives(&self) -> &'static [Need] {
        self.gives
    }
}

impl Catalogue {
    /// What a sentence needs and neither the settings nor the sentences before it give.
    pub fn lacks<'b>(
        &self,
        binding: &Binding,
        before: impl Iterator<Item = &'b Binding> + Clone,
        shop: &Shop,
    ) -> Vec<Need> {
        let gives = |need: Need, said: &Binding| {
            self.definitions.get(said.definition).is_some_and(|one| one.gives.contains(&need))
        };
        let needs = self.definitions.get(binding.definition).map_or(&[][..], |definition| definition.needs);
        let missing = |need: &Need| !need.is_set(shop) && !before.clone().any(|said| gives(*need, said));
        needs.iter().copied().filter(missing).collect()
    }
}
