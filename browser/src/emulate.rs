//! Other surroundings for a page: a phone, another country, a bad network, a server that asks who is there.

use std::sync::Arc;

use crate::failure::Failure;
use crate::page::Page;
use crate::wait;

/// How good the network is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// As it is.
    Full,
    /// 400 ms until an answer begins, 50 kB a second.
    Slow,
    /// No network at all.
    Offline,
}

/// One thing that is to be otherwise than it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Emulation {
    /// The size of what is seen, in CSS pixels; a phone has a fine screen that is touched.
    Screen {
        /// CSS pixels across.
        width: u32,
        /// CSS pixels down.
        height: u32,
        /// Whether it is a phone's.
        phone: bool,
    },
    /// What the browser says it is, and the language that it asks for, such as `de-DE`.
    Customer {
        /// Whether it says that it is on a phone.
        phone: bool,
        /// The language; `None` leaves it as it is.
        language: Option<String>,
    },
    /// An IANA time zone, such as `Europe/Berlin`.
    TimeZone(String),
    /// Where the device says it is, in degrees (WGS 84); pages may ask for it.
    Place {
        /// Degrees north of the equator.
        latitude: f64,
        /// Degrees east of Greenwich.
        longitude: f64,
    },
    /// The network.
    Network(Speed),
    /// All hosts (with those below them) or parts of addresses that are not reached.
    Blocked(Vec<String>),
}

/// What is done with the requests that go to one host, and to no other. No `Debug`: it may hold a password.
#[derive(Clone, Default)]
pub struct Interception {
    /// The host, with its port where it is not the usual one.
    pub host: String,
    /// Headers that each request is given.
    pub headers: Vec<(String, String)>,
    /// User and password for a server that asks (HTTP authentication, RFC 9110, 11).
    pub login: Option<(String, String)>,
}

impl Page {
    /// Changes the surroundings of this window; windows that it opens later get the same.
    pub async fn emulate(&self, what: &Emulation) -> Result<(), Failure> {
        self.about_to_act().await;
        match self.tab().emulate(what, self.answer_by()).await {
            Ok(()) => Ok(()),
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// Has the requests to one host done with as `rules` say; what was said before is forgotten.
    pub async fn intercept(&self, rules: Interception) -> Result<(), Failure> {
        self.about_to_act().await;
        match self.tab().intercept(&Arc::new(rules), self.answer_by()).await {
            Ok(()) => Ok(()),
            Err(error) => Err(wait::told(self, error).await),
        }
    }
}
