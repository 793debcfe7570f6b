//! What the tests share.

pub(crate) mod browser;
pub(crate) mod pages;
pub(crate) mod process;
