//! The shop as a whole.

use shopper_browser::{Failure, Look};
use shopper_steps_macros::step;

use super::{Outcome, open_address};
use crate::catalogue::Definition;
use crate::failure::Blame as _;
use crate::pages::{accept_if, fold};
use crate::parameters::Text;
use crate::words::Word;
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![
        ENTER,
        SWITCH_LANGUAGE,
        SWITCH_CURRENCY,
        PAGE_SAYS,
        PAGE_DOES_NOT_SAY,
        NO_COMPLAINT,
        PICTURES_LOAD,
        FIELDS_HAVE_NAMES,
    ]
}

/// Opens the shop's first page.
#[step(given, "I am in the shop", example = "I am in the shop")]
async fn enter(world: &mut World) -> Outcome {
    let address = world.shop.url.clone();
    open_address(world, address.as_str()).await
}

/// Switches the shop to another language, by the name the shop gives it.
#[step(when, "I switch the shop to {text}", example = "I switch the shop to \"Deutsch\"")]
async fn switch_language(world: &mut World, language: Text) -> Outcome {
    let site = world.site();
    let before = site.enter_if_outside().await?.language;
    site.switch(Word::Language, &language).await?;
    site.look("the shop in another language", |view| {
        accept_if(view.language != before, || format!("the page still says that its language is \"{before}\""))
    })
    .await
    .blame(&language.0, "look at the picture: did the shop change its language?")
}

/// Switches the currency in which the shop shows its prices.
#[step(when, "I switch the currency to {text}", example = "I switch the currency to \"EUR\"")]
async fn switch_currency(world: &mut World, currency: Text) -> Outcome {
    world.site().switch(Word::Currency, &currency).await
}

/// Some text on the page holds these words.
#[step(then, "the page says {text}", example = "the page says \"Popular now\"", judges = [Page])]
async fn page_says(world: &mut World, words: Text) -> Outcome {
    let wanted = fold(&words);
    let site = world.site();
    let look = site.look("the words", |view| {
        let said = view.texts().chain(&view.alerts).chain(&view.notices).any(|text| fold(text).contains(&wanted));
        if said { Look::Accept(()) } else { Look::NotYet(format!("the page {} does not say that", view.what())) }
    });
    look.await.blame(&words.0, "look at the picture: what does the page say instead?")
}

/// No text on the page holds these words.
#[step(then, "the page does not say {text}", example = "the page does not say \"Something went wrong\"")]
async fn page_does_not_say(world: &mut World, words: Text) -> Outcome {
    let unwanted = fold(&words);
    let site = world.site();
    let look = site.look("the words to go", |view| {
        let mut said = view.texts().chain(&view.alerts).chain(&view.notices);
        match said.find(|text| fold(text).contains(&unwanted)) {
            None if view.heads.is_empty() && view.notes.is_empty() => Look::NotYet("the page is empty".to_owned()),
            None => Look::Accept(()),
            Some(text) => Look::NotYet(format!("the page says \"{text}\"")),
        }
    });
    look.await.blame(&words.0, "look at the picture: why does the shop say that?")
}

/// The page complains about nothing, is not called an error, and came with an HTTP status below 400.
#[step(then, "the shop shows no error", example = "the shop shows no error", judges = [Page])]
async fn no_complaint(world: &mut World) -> Outcome {
    let site = world.site();
    let words = site.shop.words(Word::ErrorPage);
    let look = site.look("a page without an error", |view| match view.complaint().or_else(|| view.titled_by(&words)) {
        _ if view.status >= 400 => {
            Look::NotYet(format!("the page {} came with HTTP status {}", view.what(), view.status))
        }
        None if view.heads.is_empty() && view.notes.is_empty() => Look::NotYet("the page is empty".to_owned()),
        None => Look::Accept(()),
        Some(complaint) => Look::NotYet(format!("the page says \"{complaint}\"")),
    });
    look.await.blame("no error", "look at the picture: what does the shop complain about?")
}

/// Every picture that a customer can see has come.
#[step(then, "all pictures load", example = "all pictures load")]
async fn pictures_load(world: &mut World) -> Outcome {
    let site = world.site();
    let look = site.look_at_pictures("all pictures", |view| {
        let broken = view.pictures.iter().find(|picture| picture.done && !picture.loaded);
        let waiting = view.pictures.iter().find(|picture| !picture.done);
        match (broken, waiting) {
            (Some(picture), _) => {
                Look::NotYet(format!("the picture {} (\"{}\") is broken", picture.source, picture.alt))
            }
            (None, Some(picture)) => Look::NotYet(format!("the picture {} is still loading", picture.source)),
            (None, None) if view.pictures.is_empty() => Look::NotYet("the page shows no pictures".to_owned()),
            (None, None) => Look::Accept(()),
        }
    });
    look.await.blame("pictures", "open the picture's address: what does the shop answer?")
}

/// A customer can tell what each field of the page asks for.
#[step(then, "every field has a name", example = "every field has a name")]
async fn fields_have_names(world: &mut World) -> Outcome {
    let site = world.site();
    let look = site.look("fields with names", |view| {
        match view.fields.iter().find(|field| !field.disabled && !field.has_name()) {
            None if view.fields.iter().all(|field| field.aside) => Look::NotYet("the page has no fields".to_owned()),
            None => Look::Accept(()),
            Some(field) => Look::NotYet(format!("the field {} has no label, no name and no placeholder", field.path)),
        }
    });
    look.await.map_err(|failure: Failure| failure.mend("give the field a label: nobody can tell what it asks for"))
}
