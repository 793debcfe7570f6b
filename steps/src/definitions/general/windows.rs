//! Windows and tabs that pages open, and dialogs that hold them.

use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::failure::{Blame as _, mistake};
use crate::pages::fold;
use crate::parameters::Text;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![NEW_WINDOW, FIRST_WINDOW, CLOSE_WINDOW, DIALOG_SAYS, ACCEPT, DISMISS, ANSWER]
}

/// Goes on in the window or tab that the page has opened.
#[step(when, "I switch to the new window", example = "I switch to the new window")]
async fn new_window(world: &mut World) -> Outcome {
    let windows = &mut world.memory.windows;
    if windows.is_empty() {
        windows.push(world.page.clone());
    }
    let opened = world.page.expect_window_beside(windows).await?;
    windows.push(opened.clone());
    world.page = opened;
    Ok(())
}

/// Goes on in the window that the journey began in.
#[step(when, "I switch to the first window", example = "I switch to the first window")]
async fn first_window(world: &mut World) -> Outcome {
    if let Some(first) = world.memory.windows.first() {
        world.page = first.clone();
    }
    // A window that has been closed has no address.
    world.page.url().await.map(drop)
}

/// Closes the window that a page has opened, and goes on in the one before.
#[step(when, "I close the window", example = "I close the window")]
async fn close_window(world: &mut World) -> Outcome {
    let at = world.memory.windows.iter().position(|window| window.is(&world.page)).unwrap_or(0);
    if at == 0 {
        let cure = "close a window after \"I switch to the new window\"; the first one stays";
        return Err(mistake("the first window stays open", cure));
    }
    world.page.close().await?;
    world.memory.windows.remove(at);
    world.page = world.memory.windows[at - 1].clone();
    Ok(())
}

/// A dialog of the browser (alert, confirm, prompt) is open and says these words.
#[step(then, "a dialog says {text}", example = "a dialog says \"Remove it?\"")]
async fn dialog_says(world: &mut World, words: Text) -> Outcome {
    let look = world.page.expect_dialog_that(|said| {
        (!fold(said).contains(&fold(&words))).then(|| format!("the dialog says \"{said}\""))
    });
    look.await.blame(&words.0, "look by hand: which dialog opens, and what does it say?")
}

/// Presses OK in the dialog (alert, confirm, prompt) that the page opens.
#[step(when, "I accept the dialog", example = "I accept the dialog")]
async fn accept(world: &mut World) -> Outcome {
    world.page.expect_dialog().await?;
    world.page.answer_dialog(true, None).await
}

/// Presses Cancel in the dialog that the page opens.
#[step(when, "I dismiss the dialog", example = "I dismiss the dialog")]
async fn dismiss(world: &mut World) -> Outcome {
    world.page.expect_dialog().await?;
    world.page.answer_dialog(false, None).await
}

/// Answers the question of the dialog that the page opens, and presses OK.
#[step(when, "I answer the dialog with {text}", example = "I answer the dialog with \"Mary\"")]
async fn answer(world: &mut World, text: Text) -> Outcome {
    world.page.expect_dialog().await?;
    world.page.answer_dialog(true, Some(&text)).await
}
