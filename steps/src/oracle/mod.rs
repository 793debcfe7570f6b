//! What must always hold, whatever the shop: for now, exact money.

mod money;

pub use money::{Currency, Money};
