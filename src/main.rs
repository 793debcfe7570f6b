//! The `shopper` binary: everything it does is in the library, so that a team's own binary can add steps.

use std::process::ExitCode;

fn main() -> ExitCode {
    mystery_shopper::main_with(shopper_steps::Catalogue::shipped())
}
