//! Making overlays go away: when a look shows one, and when an act cannot be done.

use std::time::Duration;

use shopper_browser::{Class, Failure, Locator, Look, Page};

use super::{Kind, Layer, Way, words};
use crate::pages::{Site, View};

/// How long an act is tried before somebody looks whether an overlay is in its way.
const BEFORE_LOOKING: Duration = Duration::from_millis(400);
/// How long an overlay may take to go away.
const GOES: Duration = Duration::from_secs(1);

impl Site {
    /// Makes an overlay go away, and tells it as a move.
    pub(crate) async fn dismiss(&self, layer: &Layer, kind: Kind, way: Way) -> Result<(), Failure> {
        self.overlays.count(layer);
        let page = self.page.with_patience_at_most(GOES);
        self.diary.settle(&self.page);
        let told = |how: &str| format!("dismissed {} \"{}\": {how}", kind.word(), layer.called());
        let pressed = match way {
            Way::Press(button, name) => {
                self.diary.begin(&self.page, told(&format!("pressed {name}")));
                page.click(&button).await
            }
            Way::Escape => {
                self.diary.begin(&self.page, told("pressed the key Escape"));
                page.press("Escape").await
            }
            Way::InFrame => {
                let Some(button) = in_frame(&page).await? else {
                    self.overlays.give_up(layer);
                    return Ok(());
                };
                self.diary.begin(&self.page, told(&format!("pressed {button} in its frame")));
                page.click(&button).await
            }
        };
        match pressed {
            Ok(()) => self.diary.done(),
            // It may go away by itself, or be none: what the journey wants next decides.
            Err(failure) if is_of_page(failure.class) => {}
            Err(failure) => return Err(failure),
        }
        let soon = Site { page, ..self.clone() };
        let gone =
            |view: &View| view.layers.iter().all(|other| other.called() != layer.called() || other.kind().is_none());
        let waited = soon.read("the overlay to go away", false, |view: View| {
            if gone(&view) { Look::Accept(()) } else { Look::NotYet("it stays".to_owned()) }
        });
        match waited.await {
            Ok(()) => {}
            Err(failure) if is_of_page(failure.class) => self.overlays.give_up(layer),
            Err(failure) => return Err(failure),
        }
        self.diary.settle(&self.page);
        Ok(())
    }

    /// Does something with the hands; when it cannot be done soon, looks whether an overlay is in the way.
    pub(crate) async fn insist(&self, act: impl AsyncFn(&Page) -> Result<(), Failure>) -> Result<(), Failure> {
        let first = act(&self.page.with_patience_at_most(BEFORE_LOOKING)).await;
        let Err(failure) = first else { return Ok(()) };
        if !may_be_in_the_way(failure.class) {
            return Err(failure);
        }
        let view = self.clear_the_way().await?;
        act(&self.page).await.map_err(|failure| self.blame_overlay(&view, failure))
    }

    /// Dismisses whatever lies over the page, one after the other; gives the last look.
    async fn clear_the_way(&self) -> Result<View, Failure> {
        if !self.overlays.keep {
            for also in &self.overlays.also {
                if self.page.is_shown(also).await? {
                    self.diary.settle(&self.page);
                    self.diary.begin(&self.page, format!("dismissed what the settings name: pressed {also}"));
                    self.page.click(also).await?;
                    self.diary.done();
                }
            }
        }
        loop {
            let view = self.read("the page", false, Look::Accept).await?;
            let Some((layer, kind, way)) = self.overlays.firing(&view, true) else { return Ok(view) };
            self.dismiss(layer, kind, way).await?;
        }
    }

    /// When overlays are to be kept, the one in the way is named, and the step that closes it.
    pub(crate) fn blame_overlay(&self, view: &View, failure: Failure) -> Failure {
        let kept = view.layers.iter().find_map(|layer| Some((layer, layer.kind()?)));
        let Some((layer, kind)) = kept.filter(|_| self.overlays.keep && may_be_in_the_way(failure.class)) else {
            return failure;
        };
        let step = match layer.way(kind) {
            Some(Way::Press(_, name)) if name.starts_with('"') => format!("When I click {name}"),
            _ => "When I press the key \"Escape\"".to_owned(),
        };
        let buttons: Vec<String> = layer.buttons.iter().map(|button| format!("\"{}\"", button.name)).collect();
        failure
            .detail(format!(
                "{} \"{}\" lies over the page; it offers {}",
                kind.word(),
                layer.called(),
                buttons.join(", ")
            ))
            .mend(format!("@keep-overlays leaves it there: close it with a step such as `{step}`, or remove the tag"))
    }
}

/// The button in a frame of another site that refuses, else closes, else accepts.
async fn in_frame(page: &Page) -> Result<Option<Locator>, Failure> {
    let tries = words::tries();
    // Nothing can be told from one look at a frame that is still loading: it would be accepted for want of another answer.
    let [refuse, close, accept] = tries.clone();
    match page.expect_shown(&refuse.or(close).or(accept).first()).await {
        Ok(()) => {}
        Err(failure) if may_be_in_the_way(failure.class) => return Ok(None),
        Err(failure) => return Err(failure),
    }
    for button in tries {
        if page.is_shown(&button).await? {
            return Ok(Some(button));
        }
    }
    Ok(None)
}

fn is_of_page(class: Class) -> bool {
    may_be_in_the_way(class) || class == Class::ValueNotKept
}

/// Whether such a failure may come from something that lies over the page.
fn may_be_in_the_way(class: Class) -> bool {
    let elsewhere = [
        Class::Lost,
        Class::Interrupted,
        Class::Mistake,
        Class::Panic,
        Class::PageDialog,
        Class::PageHung,
        Class::BudgetSpent,
        Class::ValueNotKept,
    ];
    !elsewhere.contains(&class)
}
