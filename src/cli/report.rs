//! `shopper report DIR`: draws the reports of an earlier run again, from its record alone.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output;
use super::start::{Ready, Start};
use crate::config::Flags;
use crate::exit::Exit;
use crate::record::{FILE_NAME, ReadTrouble, Record};
use crate::report::redraw;

/// Draw the report of an earlier run again
///
/// Prints what the run printed and writes its JUnit file anew, from run.json alone. A run that was
/// killed is drawn as far as it got. Of a folder that holds the folders of several runs, as `shopper demo`
/// leaves it, each is drawn, and one that cannot be read is told. Ends with 0 when all of that went well,
/// whatever the runs came to.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper report reports")]
pub(crate) struct ReportCommand {
    /// Folder of the run's report, or its run.json
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

/// The record of a run, or why it cannot be read.
type Reading = Result<Record, ReadTrouble>;

impl ReportCommand {
    pub(crate) fn carry_out(&self, start: &Start) -> Exit {
        let ready = match start.settings(Flags::default()) {
            Ok(ready) => ready,
            Err(exit) => return exit,
        };
        let dirs = match self.runs() {
            Ok(dirs) => dirs,
            Err(trouble) => {
                output::complain(&format!("error: {trouble}"));
                return Exit::Mistaken;
            }
        };
        let several = dirs.len() > 1 || dirs.iter().any(|(dir, _)| *dir != self.dir);
        dirs.iter().fold(Exit::Passed, |exit, (dir, record)| {
            let record = match record {
                Ok(record) => record,
                Err(trouble) => {
                    output::complain(&format!("error: {trouble}"));
                    return exit.and(Exit::Mistaken);
                }
            };
            let heading = if several { format!("\n{}\n", dir.display()) } else { String::new() };
            exit.and(draw(&ready, dir, record, &heading))
        })
    }

    /// The run whose folder was given, or those in it, the oldest first: `shopper demo` leaves one for each skin. Those that
    /// cannot be read come last, each with the reason.
    fn runs(&self) -> Result<Vec<(PathBuf, Reading)>, ReadTrouble> {
        let trouble = match Record::read(&self.dir) {
            Ok(record) => return Ok(vec![(self.dir.clone(), Ok(record))]),
            Err(trouble) => trouble,
        };
        // Of a record that is there and cannot be read, that is what is to be told.
        if !self.dir.is_dir() || self.dir.join(FILE_NAME).exists() {
            return Err(trouble);
        }
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let folders = entries.map(|entry| entry.path()).filter(|path| path.join(FILE_NAME).is_file());
        let mut found: Vec<_> = folders.map(|path| (path.clone(), Record::read(&path))).collect();
        found.sort_by_cached_key(|(path, record)| {
            (record.is_err(), record.as_ref().ok().and_then(|record| record.started_at), path.clone())
        });
        if found.is_empty() { Err(trouble) } else { Ok(found) }
    }
}

fn draw(ready: &Ready, dir: &Path, record: &Record, heading: &str) -> Exit {
    let out = if dir.is_file() { dir.parent().map(PathBuf::from).unwrap_or_default() } else { dir.to_owned() };
    let (text, written) = redraw(record, &ready.places(out), &ready.look());
    let exit = output::print(&format!("{heading}{text}"));
    match written {
        Ok(()) => exit,
        Err(trouble) => {
            output::complain(&format!("error: {trouble}"));
            exit.and(Exit::Blocked)
        }
    }
}
