//! The program seen from outside: one test binary, so that it is linked once.
//!
//! - `locating`, `acting`: the browser crate's hands and eyes on real pages, on both wires.
//! - `wires`: what the wires owe the engine: frames, windows, isolation, evidence.
//! - `endings`: killed drivers and browsers, signals, hung pages: what is said, kept and left behind.
//! - `catalogue`: every definition that is written can be said.
//! - `desk`: what QA works with, in a folder of its own: phrases, examples from files, warnings, layout, usage.
//! - `examples`: the catalogue's examples; for each sentence one that passes, and one that ends at it.
//! - `general`: the sentences for any page, each where it holds and each Then where it does not.
//! - `gherkin`: our reading of Gherkin against the official parser.
//! - `faults`: each fault of the demo shop, and the journey, verdict, step and message that tell it.
//! - `money`: sums that nobody asks for are added up all the same.
//! - `layers`: the walls between the crates and modules.
//! - `shops`: real shops that know nothing of us (`ci/shops`).
//! - `mistakes`: what authors get wrong, as exact texts.

mod acting;
mod catalogue;
mod desk;
mod endings;
mod examples;
mod faults;
mod general;
mod gherkin;
mod layers;
mod locating;
mod mistakes;
mod money;
mod shops;
mod support;
mod wires;
