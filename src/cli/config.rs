//! `shopper config`: every option's value and where it came from.

use clap::Args;

use super::output;
use super::start::Start;
use crate::config::DEFAULT_FILE;
use crate::exit::Exit;

/// Show every option's value and where it came from
///
/// Secrets are never shown. What is printed is a valid shopper.toml.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  shopper config                           what holds here, and why
  shopper config --default > shopper.toml  a commented file to begin with")]
pub(crate) struct ConfigCommand {
    /// Print the commented file that is built in instead
    #[arg(long)]
    default: bool,
}

impl ConfigCommand {
    pub(crate) fn carry_out(&self, start: &Start) -> Exit {
        if self.default {
            return output::print(DEFAULT_FILE);
        }
        match start.settings(crate::config::Flags::default()) {
            Ok(ready) => output::print(&ready.redactor.clean(&ready.settings.show())),
            Err(exit) => exit,
        }
    }
}
