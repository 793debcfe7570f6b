//! The customer's device: its screen, language, time zone and place.

use shopper_browser::Emulation;
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::failure::mistake;
use crate::parameters::{Degrees, Text};
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![SCREEN, PHONE, LANGUAGE, TIME_ZONE, PLACE]
}

/// Makes what is seen so wide and so high, in CSS pixels.
#[step(given, "my screen is {int} x {int}", example = "my screen is 390 x 844")]
async fn screen(world: &mut World, width: i64, height: i64) -> Outcome {
    let side = |length: i64| u32::try_from(length).ok().filter(|side| (50..=10_000).contains(side));
    match (side(width), side(height)) {
        (Some(width), Some(height)) => world.page.emulate(&Emulation::Screen { width, height, phone: false }).await,
        _ => Err(mistake(format!("no screen is {width} x {height}"), "a side has from 50 to 10000 pixels")),
    }
}

/// A phone: a small, fine screen that is touched, and a browser that says so.
#[step(given, "I use a phone", example = "I use a phone")]
async fn phone(world: &mut World) -> Outcome {
    world.give_phone().await
}

/// The language that the browser asks for, and in which it writes numbers and dates.
#[step(given, "my language is {text}", example = "my language is \"de-DE\"")]
async fn language(world: &mut World, language: Text) -> Outcome {
    world.speak(&language).await.map_err(|failure| failure.about(language.0))
}

/// The time zone of the device, by its IANA name.
#[step(given, "my time zone is {text}", example = "my time zone is \"Europe/Berlin\"")]
async fn time_zone(world: &mut World, zone: Text) -> Outcome {
    let given = world.page.emulate(&Emulation::TimeZone(zone.0.clone())).await;
    given.map_err(|failure| failure.about(zone.0).mend("write its IANA name, such as \"Europe/Berlin\""))
}

/// Where the device says it is when a page asks: degrees north and east.
#[step(given, "I am at {degrees}, {degrees}", example = "I am at 52.52, 13.40")]
async fn place(world: &mut World, north: Degrees, east: Degrees) -> Outcome {
    world.page.emulate(&Emulation::Place { latitude: north.0, longitude: east.0 }).await
}
