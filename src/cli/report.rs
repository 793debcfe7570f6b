//! `shopper report DIR`: draws the reports of an earlier run again, from its record alone.

use std::path::PathBuf;

use clap::Args;

use super::output;
use super::start::Start;
use crate::config::Flags;
use crate::exit::Exit;
use crate::record::Record;
use crate::report::redraw;

/// Draw the report of an earlier run again
///
/// Prints what the run printed and writes its JUnit file anew, from run.json alone. A run that was
/// killed is drawn as far as it got. Ends with 0 when that went well, whatever the run came to.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper report reports")]
pub(crate) struct ReportCommand {
    /// Folder of the run's report, or its run.json
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

impl ReportCommand {
    pub(crate) fn carry_out(&self, start: &Start) -> Exit {
        let ready = match start.settings(Flags::default()) {
            Ok(ready) => ready,
            Err(exit) => return exit,
        };
        let record = match Record::read(&self.dir) {
            Ok(record) => record,
            Err(trouble) => {
                output::complain(&format!("error: {trouble}"));
                return Exit::Mistaken;
            }
        };
        let out = if self.dir.is_file() { self.dir.parent().map(PathBuf::from) } else { Some(self.dir.clone()) };
        let places = ready.places(out.unwrap_or_default());
        let (text, written) = redraw(&record, &places, &ready.look());
        let exit = output::print(&text);
        match written {
            Ok(()) => exit,
            Err(trouble) => {
                output::complain(&format!("error: {trouble}"));
                exit.and(Exit::Blocked)
            }
        }
    }
}
