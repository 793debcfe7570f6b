//! The settings: raw layers in, one finished [`Settings`] out, in which each value knows its origin.
//!
//! The layers, weakest first: the commented file that is built in, the shop's site map `shop.toml` (found beside the
//! features, or named), the team's `shopper.toml` (found upward from the working directory, or named), `SHOPPER_*`
//! variables, flags.

mod duration;
mod environment;
mod file;
mod given;
mod layers;
mod mailbox;
mod options;
mod origin;
mod settings;
mod show;
mod site_map;
#[cfg(test)]
mod site_map_tests;
#[cfg(test)]
mod tests;
mod trouble;
mod values;
mod written;

pub use file::FILE_NAME;
pub use given::Given;
pub use layers::{DEFAULT_FILE, Flags, Sources};
pub use options::{CONFIG_VARIABLE, ConfigOption, OPTIONS, PREFIX, TABLES};
pub use origin::{Origin, Sourced};
pub use settings::Settings;
pub use site_map::SITE_MAP_NAME;
pub(crate) use trouble::did_you_mean;
pub use trouble::{Place, Trouble, Troubles};
pub use values::{AttachmentBase, ColorChoice, Screenshots, Wire, Workers};
