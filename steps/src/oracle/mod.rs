//! What must always hold, whatever the shop: exact money, and that it adds up.

mod arithmetic;
mod facts;
mod finding;
mod ledger;
mod lines;
mod money;
mod taxes;

pub(crate) use facts::{Facts, LineFacts, Place, Row};
pub use finding::{NotChecked, Tally};
pub(crate) use ledger::Ledger;
pub use money::{Currency, Money};
