//! The shopper: reads journeys, goes through them, keeps what it saw and judges it.
//!
//! The flow goes one way: plan, run, record, verdict, report.

mod cli;
pub mod config;
pub mod exit;
pub mod plan;
pub mod record;
pub mod report;
pub mod run;
pub mod verdict;

use std::process::ExitCode;

use shopper_steps::Catalogue;

/// The whole program with the sentences of `catalogue`, for a team's own binary:
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use shopper_steps::Catalogue;
///
/// fn main() -> ExitCode {
///     let mut catalogue = Catalogue::shipped();
///     catalogue.extend([/* the team's own definitions */]);
///     mystery_shopper::main_with(catalogue)
/// }
/// ```
pub fn main_with(catalogue: Catalogue) -> ExitCode {
    cli::main_with(catalogue)
}
