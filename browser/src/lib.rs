//! Hands and eyes in a real browser. This crate has never heard of a shop or of Gherkin.
//!
//! The session is always made through WebDriver; pages are then driven over one of the [`wire`]s.
//! A [`Locator`] says what is meant, [`Page`] finds it, waits for it and acts on it, and every [`Failure`] says
//! what was seen, where, and how to mend it.

mod act;
mod browser;
pub mod driver;
mod emulate;
pub mod evidence;
mod failure;
mod locate;
mod options;
mod outside;
mod page;
mod process;
mod redact;
mod session;
mod surroundings;
mod traffic;
mod travel;
mod wait;
pub mod wire;

pub use act::Entry;
pub use browser::{Browser, BrowserDescription, Context};
pub use emulate::{Emulation, Interception};
pub use evidence::{ConsoleEntry, Evidence, Mark, NetworkEntry, StepActivity};
pub use failure::{Class, Failure};
pub use locate::{Locator, Match};
pub use options::{BrowserOptions, WireChoice};
pub use outside::LeftOut;
pub use page::{Look, Page};
pub use redact::{Redactor, ShortSecrets, is_card_number};
pub use session::{NoAnswer, Stream, ask, is_full, way_to, webdriver_status};
pub use traffic::{BrokenLink, Download, Links};
pub use wire::{Picture, PictureFormat, PictureKind, Point, Travel, Trips};
