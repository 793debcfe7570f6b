//! What one attempt of a scenario has: a page in a browser of its own, the shop, and what it remembers.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use shopper_browser::{Failure, Page, Redactor};

use crate::catalogue::{Ahead, Keyword};
use crate::data::Dice;
use crate::diary::Diary;
use crate::found::{Finds, Found};
use crate::mail::{Email, Mailbox};
use crate::oracle::{Ledger, Money};
use crate::pages::cart::Tried;
use crate::pages::general::Around;
use crate::pages::{Errand, Given, Glance, Policy, Progress};
use crate::shop::{Customer, Shop};

/// The world of one attempt of a scenario. Nothing in it outlives the attempt.
#[derive(cucumber::World)]
#[world(init = World::without_browser)]
pub struct World {
    /// The page that the customer looks at.
    pub page: Page,
    /// The shop, and who shops there.
    pub shop: Arc<Shop>,
    /// What the journey has seen so far.
    pub memory: Memory,
    /// The role of the step that runs: a few sentences bring something about after Given, and check it after Then.
    pub keyword: Keyword,
    /// What the journey expects next.
    pub ahead: Ahead,
    /// The moves of the customer within the step that runs.
    pub diary: Diary,
    /// What is done about overlays.
    pub(crate) overlays: Policy,
    /// Where the customer's mails are, if anywhere.
    pub mailbox: Option<Mailbox>,
    /// What no report may show is told to it.
    pub redactor: Arc<Redactor>,
    /// Where made-up data comes from.
    pub(crate) dice: Dice,
    /// The latest look at the page.
    pub(crate) glance: Glance,
    /// What the journey has shown of its money so far.
    pub(crate) ledger: Ledger,
    /// What the current step has found, and by what means.
    pub(crate) finds: Finds,
}

/// What a journey has seen so far, for the steps that follow.
#[derive(Default)]
pub struct Memory {
    /// The product that was spoken of last.
    pub product: Option<String>,
    /// The mail that the journey speaks of.
    pub(crate) mail: Option<Email>,
    /// The stock of products as it was noted.
    pub(crate) stock: BTreeMap<String, i64>,
    /// Whether the account was registered in this journey: it has no earlier orders.
    pub(crate) registered: bool,
    /// Whether the customer was made up in this journey, so that no shop has their email address yet.
    pub(crate) made_up: bool,
    /// The account that the journey has registered or uses.
    pub account: Option<Account>,
    /// What the confirmation of the order said.
    pub order: Option<Order>,
    /// What the journey answers in a checkout in place of the customer's own.
    pub(crate) answers: Vec<Given>,
    /// The way of shipping that the journey wants.
    pub shipping: Option<String>,
    /// How the shop refused the payment that was tried last, and the latest act before it: such a message may be gone
    /// before the next step, and means nothing any more once something else was done.
    pub refusal: Option<(String, u64)>,
    /// The coupon that was tried last.
    pub(crate) coupon: Option<Tried>,
    /// The windows that the journey has been in, the first one first; none while there is only that.
    pub(crate) windows: Vec<Page>,
    /// What the journey has made otherwise around the page.
    pub(crate) around: Around,
    /// What has been done in the checkout, and what for.
    pub(crate) progress: Progress,
    pub(crate) errand: Option<Errand>,
}

impl Memory {
    /// The email address that nobody had before this journey: what the shop has of it is this journey's.
    pub(crate) fn own_email<'own>(&'own self, shop: &'own Shop) -> Option<&'own String> {
        let registered = self.account.as_ref().filter(|_| self.registered);
        registered.map(|account| &account.email).or(self.made_up.then_some(&shop.customer.email))
    }
}

/// An account in the shop.
#[derive(Clone)]
pub struct Account {
    /// The address it was registered with.
    pub email: String,
    /// Its password.
    pub password: String,
}

/// What the confirmation of an order said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// Its number, when the page gives one.
    pub number: Option<String>,
    /// Its total, when the page gives one.
    pub total: Option<Money>,
}

impl World {
    /// A world that looks at `context_page`, a page of a context that nothing else uses.
    pub fn new(context_page: Page, shop: Arc<Shop>) -> World {
        World {
            page: context_page,
            overlays: Policy::of(&shop),
            shop,
            memory: Memory::default(),
            keyword: Keyword::Given,
            ahead: Ahead::default(),
            diary: Diary::default(),
            mailbox: None,
            redactor: Arc::default(),
            dice: Dice::new(0, "", 1),
            glance: Glance::default(),
            ledger: Ledger::default(),
            finds: Finds::default(),
        }
    }

    /// What the step that has just ended found by its meaning.
    pub fn take_found(&mut self) -> Vec<Found> {
        let mut found = self.finds.take();
        // A selector belongs to a page that is there; the record lives longer.
        found.iter_mut().for_each(|one| one.selector.clear());
        found
    }

    /// Adds to a failure which hints of the site map matched nothing where they were wanted.
    pub(crate) fn with_missed_hints(&self, failure: Failure) -> Failure {
        self.finds.missed().into_iter().fold(failure, Failure::detail)
    }

    /// Makes up its data from this seed: the same again in the same attempt at the same journey.
    pub fn seed(&mut self, seed: u64, journey: &str, attempt: u32) {
        self.dice = Dice::new(seed, journey, attempt);
    }

    /// Shops as this customer from here on.
    pub(crate) fn be(&mut self, customer: Customer) {
        Arc::make_mut(&mut self.shop).customer = customer;
    }

    /// What the shop said when it refused the payment, if nothing has been done since.
    pub(crate) fn refusal(&self) -> Option<String> {
        let (words, act) = self.memory.refusal.clone()?;
        (act == self.page.latest_act()).then_some(words)
    }

    /// What cucumber's own runner would call; worlds are made by ours.
    fn without_browser() -> Result<Self, NoBrowser> {
        Err(NoBrowser)
    }
}

/// A world cannot be made without a page.
#[derive(Debug, thiserror::Error)]
#[error("a World needs a page: it is made by shopper's own runner")]
struct NoBrowser;

impl fmt::Debug for World {
    /// Without the account's password and whatever the pages hold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World")
            .field("shop", &self.shop.url.as_str())
            .field("product", &self.memory.product)
            .field("order", &self.memory.order)
            .finish_non_exhaustive()
    }
}
