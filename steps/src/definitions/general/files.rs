//! Files that come and go, and things that are dragged.

use shopper_steps_macros::step;

use super::Outcome;
use crate::catalogue::Definition;
use crate::failure::Blame as _;
use crate::parameters::Text;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![UPLOAD, DRAG, DOWNLOADED]
}

/// Gives a file to a file field, by its label. The path counts from the folder that shopper is started in.
#[step(when, "I upload {text} to {text}", example = "I upload \"fixtures/photo.png\" to \"Photo\"")]
async fn upload(world: &mut World, file: Text, field: Text) -> Outcome {
    world.site().upload(&file, &field).await
}

/// Drags one thing onto another, by their names or texts; both must be in view.
#[step(when, "I drag {text} onto {text}", example = "I drag \"Blue Mug\" onto \"Basket\"")]
async fn drag(world: &mut World, what: Text, onto: Text) -> Outcome {
    world.site().drag(&what, &onto).await
}

/// A file of this name has come, whole.
#[step(then, "a file {text} is downloaded", example = "a file \"invoice.pdf\" is downloaded")]
async fn downloaded(world: &mut World, name: Text) -> Outcome {
    let look = world.page.expect_downloads(|files| {
        match files.iter().rfind(|file| file.name == name.0).map(|file| file.complete) {
            Some(Some(true)) => None,
            Some(Some(false)) => Some("the download was broken off".to_owned()),
            Some(None) => Some("the file is still on its way".to_owned()),
            None if files.is_empty() => Some("no file has come".to_owned()),
            None => {
                let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
                Some(format!("the files that have come are {}", names.join(", ")))
            }
        }
    });
    look.await.blame(&name.0, "download it by hand: which file comes?")
}
