//! The command line: each command in a file of its own; what they share beside them.

mod check;
mod config;
mod demo;
mod doctor;
mod flags;
mod fmt;
mod logging;
mod map;
mod output;
mod report;
mod run;
mod runtime;
mod shipped;
mod signals;
mod start;
mod steps;
mod usage;
mod wiring;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use shopper_steps::Catalogue;

use self::flags::Common;
use self::start::Start;
use crate::exit::Exit;

/// Goes through a web shop the way a customer does, and tells what it saw
///
/// Journeys are written in Gherkin and gone through in a real browser. What was seen is kept (record,
/// pictures, JUnit), and the exit code says whether a customer could have bought.
#[derive(Debug, Parser)]
#[command(
    name = "shopper",
    version,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "Examples:
  shopper demo                                             see it at work on a shop it brings along
  shopper run features --shop https://staging.shop.example
  shopper steps coupon                                     what can be said about coupons

`shopper COMMAND --help` tells more.",
    after_long_help = "Examples:
  shopper demo                                             see it at work on a shop it brings along
  shopper run features --shop https://staging.shop.example
  shopper steps coupon                                     what can be said about coupons

Exit codes:
  0  passed
  1  broken: the shop did not do what a journey expects, or does not answer
  2  usage, settings, or a journey that is wrong itself
  3  blocked: nobody can tell (driver, browser, machine)
  4  nothing was selected
  130, 143  ended by Ctrl-C, by SIGTERM

`shopper COMMAND --help` tells more."
)]
struct Cli {
    #[command(flatten)]
    common: Common,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::DemoCommand),
    Run(run::RunCommand),
    Check(check::CheckCommand),
    Fmt(fmt::FmtCommand),
    Steps(steps::StepsCommand),
    Doctor(doctor::DoctorCommand),
    Map(map::MapCommand),
    Report(report::ReportCommand),
    Config(config::ConfigCommand),
}

/// The whole program, with these sentences: reads the command line, does what it says, gives the exit code.
pub(crate) fn main_with(catalogue: Catalogue) -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => cli.carry_out(&Arc::new(catalogue)).into(),
        Err(error) => {
            // Help goes to standard output and ends with 0, usage errors to standard error and end with 2.
            // A pipe that nobody reads any more is no trouble.
            let _ = error.print();
            if error.use_stderr() { Exit::Mistaken.into() } else { Exit::Passed.into() }
        }
    }
}

impl Cli {
    fn carry_out(self, catalogue: &Arc<Catalogue>) -> Exit {
        let start = Start { common: self.common };
        match self.command {
            Command::Demo(command) => command.carry_out(&start, catalogue),
            Command::Run(command) => command.carry_out(&start, catalogue),
            Command::Check(command) => command.carry_out(&start, catalogue),
            Command::Fmt(command) => command.carry_out(&start),
            Command::Steps(command) => command.carry_out(&start, catalogue),
            Command::Doctor(command) => command.carry_out(&start),
            Command::Map(command) => command.carry_out(&start),
            Command::Report(command) => command.carry_out(&start),
            Command::Config(command) => command.carry_out(&start),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::config::OPTIONS;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_flag_that_an_option_names_is_one_of_shopper_run() {
        let command = Cli::command();
        let run = command.find_subcommand("run").unwrap();
        let known: Vec<&str> =
            run.get_arguments().chain(command.get_arguments()).filter_map(clap::Arg::get_long).collect();
        for flag in OPTIONS.iter().filter_map(|option| option.flag) {
            assert!(known.contains(&flag.trim_start_matches("--")), "{flag}");
        }
    }

    #[test]
    fn every_command_says_what_it_does_and_gives_an_example() {
        for command in Cli::command().get_subcommands_mut() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            assert!(command.render_long_help().to_string().contains("Examples:\n  shopper "), "{}", command.get_name());
        }
    }
}
