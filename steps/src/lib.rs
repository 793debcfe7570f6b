//! What can be said in a feature file, and what it does.
//!
//! [`Catalogue`] holds the sentences and binds steps to them; [`definitions`] are the sentences the product ships,
//! three to ten lines each, and they speak to `pages`, which know how shops are built and expect nothing.

extern crate self as shopper_steps;

mod audit;
mod books;
mod catalogue;
mod data;
mod definitions;
mod diary;
mod failure;
mod found;
mod hint;
mod http;
mod mail;
pub mod meanings;
mod one_time;
mod oracle;
mod pages;
mod parameters;
mod said;
mod secrets;
mod settle;
mod shop;
mod survey;
mod words;
mod world;

pub use catalogue::{
    Ahead, Argument, BindError, Binding, Block, BlockKind, BlockMistake, BlockNeed, Call, Catalogue, Definition,
    DocString, Ends, Entry, Example, Examples, FromFunction, Keyword, LANGUAGES, NameAt, Need, Refusal, Row, Run,
    StepFuture, Suggestion, Table, Takes, TakesBlock, Translation, catalogue_markdown, language_name, same_text,
    suggest_phrase,
};
pub use data::{country_meant, region_meant};
pub use diary::{Diary, DiaryEntry, MoveMade};
pub use failure::{mistake, unmet};
pub use found::{ASIDE, FASTENED, Found, FoundCounts, Means, RunnerUp};
pub use hint::{Hint, quoted};
pub use mail::{MailMistake, MailSettings, Mailbox, SmtpSink, passwords_in};
pub use one_time::secret_in;
pub use oracle::{Currency, Money, NotChecked, Tally};
pub use parameters::{
    AuthenticatorName, Card, Country, CustomerName, Degrees, Parameter, ParameterType, Password, Product, Quantity,
    Text,
};
pub use secrets::secret_called;
pub use settle::{Settled, Unknown};
pub use shop::{Book, CardPrint, Customer, Shop};
pub use shopper_steps_macros::step;
pub use survey::{Lost, Stop, Survey};
pub use world::{Account, Memory, Order, World};
