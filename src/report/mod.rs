//! What is told about a run: drawn from its record alone, so that a live run and a stored one give the same bytes.
//!
//! [`Desk`] listens while a run goes on; [`redraw`] draws everything again from `run.json`.

pub mod console;
pub mod desk;
pub mod junit;
mod places;
mod plain;
mod story;
mod sweep;
#[cfg(test)]
pub(crate) mod testing;

pub use console::{Console, Look};
pub use desk::{Desk, OpenTrouble, Outcome};
pub use places::Places;
pub(crate) use places::word;

use crate::record::{Record, WriteTrouble, write_renamed};

/// Draws the reports of a stored run again: gives the console's text and writes the JUnit file.
///
/// A JUnit file that cannot be written does not take the text away; the trouble is given beside it.
pub fn redraw(record: &Record, places: &Places, look: &Look) -> (String, Result<(), WriteTrouble>) {
    (console::draw(record, places, look), write_junit(record, places))
}

fn write_junit(record: &Record, places: &Places) -> Result<(), WriteTrouble> {
    write_renamed(&places.junit, |out| out.write_all(junit::xml(record, places).as_bytes()))
}
