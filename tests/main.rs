//! The program seen from outside: one test binary, so that it is linked once.
//!
//! - `locating`, `acting`: the browser crate's hands and eyes on real pages, on both wires.
//! - `wires`: what the wires owe the engine: frames, windows, isolation, evidence.
//! - `endings`: killed drivers and browsers, signals, hung pages: what is said, kept and left behind.
//! - `carts`: the way to the cart, among what only sounds like it.
//! - `catalogue`: every definition that is written can be said.
//! - `checkouts`: checkouts as unlike as real shops have them.
//! - `complaints`: what a shop refuses, and how it says so: coupons, numbers of pieces, goods that are gone.
//! - `data`: customers that are made up from a seed, customers and products of the settings.
//! - `desk`: what QA works with, in a folder of its own: phrases, examples from files, warnings, layout, usage.
//! - `examples`: the catalogue's examples; for each sentence one that passes, and one that ends at it.
//! - `general`: the sentences for any page, each where it holds and each Then where it does not.
//! - `keeping`: what must be kept, stock and orders, by what pages tell.
//! - `mail`: the mailbox and the shop's books: what comes late, what is secret, servers that cannot be asked; a real IMAP
//!   server.
//! - `gherkin`: our reading of Gherkin against the official parser.
//! - `faults`: each fault of the demo shop, and the journey, verdict, step and message that tell it.
//! - `money`: sums that nobody asks for are added up all the same.
//! - `layers`: the walls between the crates and modules.
//! - `remote`: a WebDriver server that somebody else started, also behind TLS and a password.
//! - `shops`: real shops that know nothing of us (`ci/shops`).
//! - `map`: site maps: what decides between two, `shopper map`, and what the doctor says of a map.
//! - `moves`: the moves within a step, as the record and the console tell them.
//! - `outside`: hosts that are not the shop's and do not answer.
//! - `payments`: payments that are refused, expected or not.
//! - `overlays`: cookie bars, newsletters and chats, and the policy for them.
//! - `soft`: expectations that fail, and what still runs after them.
//! - `sorting`: lists that are sorted by what only a press shows.
//! - `tables`: tables of journeys against what pages show; rows of files, and the folder that a run leaves.
//! - `wishes`: wish lists as unlike as shops have them, and what must not be taken for them.
//! - `mistakes`: what authors get wrong, as exact texts.

mod acting;
mod carts;
mod catalogue;
mod checkouts;
mod complaints;
mod covered;
mod data;
mod desk;
mod endings;
mod examples;
mod faults;
mod general;
mod gherkin;
mod keeping;
mod layers;
mod locating;
mod mail;
mod map;
mod mistakes;
mod money;
mod moves;
mod outside;
mod overlays;
mod payments;
mod products;
mod remote;
mod shops;
mod soft;
mod sorting;
mod support;
mod tables;
mod wires;
mod wishes;
