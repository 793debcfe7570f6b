//! The program seen from outside: one test binary, so that it is linked once.
//!
//! - `locating`, `acting`: the browser crate's hands and eyes on real pages, on both wires.
//! - `wires`: what the wires owe the engine: frames, windows, isolation, evidence.
//! - `endings`: killed drivers and browsers, signals, hung pages: what is said, kept and left behind.
//! - `mistakes`: what authors get wrong, as exact texts.

mod acting;
mod endings;
mod locating;
mod mistakes;
mod support;
mod wires;
