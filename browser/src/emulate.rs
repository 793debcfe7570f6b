//! Other surroundings for a page: a phone, another country, a bad network, a server that asks who is there.

use std::sync::Arc;
use std::time::Duration;

use crate::failure::Failure;
use crate::page::Page;
use crate::wait;
use crate::wire::WireError;

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
    /// Whether there is no network.
    Offline(bool),
    /// All hosts (with those below them) or parts of addresses that are not reached.
    Blocked(Vec<String>),
}

/// What is done with requests; headers and log-in are for one host, and for no other. No `Debug`: it may hold a password.
#[derive(Clone, Default)]
pub struct Interception {
    /// The host, with its port where it is not the usual one.
    pub host: String,
    /// Headers that each request is given.
    pub headers: Vec<(String, String)>,
    /// User and password for a server that asks (HTTP authentication, RFC 9110, 11).
    pub login: Option<(String, String)>,
    /// How much later each request is sent, whatever its host.
    pub delay: Option<Duration>,
}

impl Interception {
    /// Whether nothing is done with any request.
    pub(crate) fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.login.is_none() && self.delay.is_none()
    }
}

impl Page {
    /// Changes the surroundings of this window; windows that it opens later get the same.
    pub async fn emulate(&self, what: &Emulation) -> Result<(), Failure> {
        self.about_to_act().await;
        match self.tab().emulate(what, self.answer_by()).await {
            Ok(()) => Ok(()),
            Err(WireError::Script(why)) => Err(Failure::mistake(format!("the browser does not take that: {why}"))
                .mend("correct the value in the step: the browser knows no such thing")),
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// Has requests done with as `rules` say; what was said before is forgotten.
    pub async fn intercept(&self, rules: Interception) -> Result<(), Failure> {
        self.about_to_act().await;
        match self.tab().intercept(&Arc::new(rules), self.answer_by()).await {
            Ok(()) => Ok(()),
            Err(error) => Err(wait::told(self, error).await),
        }
    }
}
