//! What the tests share.

pub(crate) mod browser;
pub(crate) mod pages;
pub(crate) mod process;
pub(crate) mod real;
pub(crate) mod shop;
pub(crate) mod shopper;
pub(crate) mod tls;
