//! Sentences for any page, by the names that people see on it.

mod acts;
mod device;
mod files;
mod kept;
mod network;
mod page;
mod tables;
mod windows;

use super::Outcome;
use crate::catalogue::Definition;

pub(super) fn definitions() -> Vec<Definition> {
    [
        acts::definitions(),
        page::definitions(),
        tables::definitions(),
        windows::definitions(),
        kept::definitions(),
        device::definitions(),
        network::definitions(),
        files::definitions(),
    ]
    .concat()
}
