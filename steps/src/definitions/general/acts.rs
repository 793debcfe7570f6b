//! What a customer does on any page.

use shopper_browser::Travel;
use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::definitions::open_address;
use crate::parameters::Text;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![
        OPEN,
        BACK,
        FORWARD,
        RELOAD,
        CLICK,
        CLICK_BESIDE,
        CLICK_TWICE,
        FILL,
        CHOOSE,
        CHECK,
        UNCHECK,
        PRESS,
        HOVER,
        SCROLL,
        BOTTOM,
        TOP,
    ]
}

/// Opens a page by its path on the shop's host, or by its whole address. A page that came with an HTTP status of 400 or more is
/// none, unless a `Then` right after it says what it shows.
#[step(when, "I open the page {text}", example = "I open the page \"/sale\"")]
async fn open(world: &mut World, place: Text) -> Outcome {
    let address = world.site().address(&place)?;
    open_address(world, address.as_str()).await
}

/// Goes back to the page before.
#[step(when, "I go back", example = "I go back")]
async fn back(world: &mut World) -> Outcome {
    world.page.travel(Travel::Back).await
}

/// Goes forward again, after going back.
#[step(when, "I go forward", example = "I go forward")]
async fn forward(world: &mut World) -> Outcome {
    world.page.travel(Travel::Forward).await
}

/// Asks for the same page anew.
#[step(when, "I reload the page", example = "I reload the page")]
async fn reload(world: &mut World) -> Outcome {
    world.page.travel(Travel::Reload).await
}

/// Presses a button, a link, or whatever else has that name or text. Of several the only one is meant that does not stand in
/// the head or foot of every page.
#[step(when, "I click {text}", example = "I click \"Details\"")]
async fn click(world: &mut World, name: Text) -> Outcome {
    world.site().press_named(&name).await
}

/// The same, in the row, list entry or card that holds the other text.
#[step(when, "I click {text} in the line of {text}", example = "I click \"Details\" in the line of \"Blue Mug\"")]
async fn click_beside(world: &mut World, name: Text, line: Text) -> Outcome {
    world.site().press_beside(&name, &line).await
}

/// Presses it twice at once, as an impatient hand does.
#[step(when, "I double-click {text}", example = "I double-click \"Place order\"")]
async fn click_twice(world: &mut World, name: Text) -> Outcome {
    world.site().press_twice(&name).await
}

/// Replaces what is in a field, by its label or placeholder; `""` empties it.
#[step(when, "I fill {text} with {string}", example = "I fill \"Coupon code\" with \"SAVE10\"")]
async fn fill(world: &mut World, field: Text, text: String) -> Outcome {
    world.note_coupon(&field, &text).await?;
    world.site().fill_named(&field, &text).await
}

/// Chooses an option of a select field by its text.
#[step(when, "I choose {text} from {text}", example = "I choose \"Germany\" from \"Country\"")]
async fn choose(world: &mut World, option: Text, field: Text) -> Outcome {
    world.site().choose_named(&option, &field).await
}

/// Ticks a check box, a radio button or a switch; one that is ticked stays so.
#[step(when, "I check {text}", example = "I check \"I accept the terms\"")]
async fn check(world: &mut World, name: Text) -> Outcome {
    world.site().check_named(&name, true).await
}

/// Takes the tick from a check box or a switch.
#[step(when, "I uncheck {text}", example = "I uncheck \"Send me news\"")]
async fn uncheck(world: &mut World, name: Text) -> Outcome {
    world.site().check_named(&name, false).await
}

/// Presses a key where the focus is: `Escape`, `Enter`, `Tab`, `ArrowDown`, `a`, `Control+a`.
#[step(when, "I press the key {text}", example = "I press the key \"Escape\"")]
async fn press(world: &mut World, key: Text) -> Outcome {
    world.page.press(&key).await.map_err(|failure| failure.about(key.0))
}

/// Holds the pointer over something, by its name or text.
#[step(when, "I hover over {text}", example = "I hover over \"Menu\"")]
async fn hover(world: &mut World, name: Text) -> Outcome {
    world.site().hover_named(&name).await
}

/// Scrolls until something can be seen, by its heading, name or text.
#[step(when, "I scroll to {text}", example = "I scroll to \"Reviews\"")]
async fn scroll(world: &mut World, name: Text) -> Outcome {
    world.site().scroll_to_named(&name).await
}

/// Scrolls to the end of the page.
#[step(when, "I scroll to the bottom", example = "I scroll to the bottom")]
async fn bottom(world: &mut World) -> Outcome {
    world.page.scroll_to_end(true).await
}

/// Scrolls to the beginning of the page.
#[step(when, "I scroll to the top", example = "I scroll to the top")]
async fn top(world: &mut World) -> Outcome {
    world.page.scroll_to_end(false).await
}
