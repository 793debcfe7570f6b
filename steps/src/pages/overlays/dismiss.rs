//! Making overlays go away: when a look shows one, and when an act cannot be done.

use std::time::Duration;

use shopper_browser::{Class, Failure, Locator, Look, Page};

use super::{Kind, Layer, Need, Way, words};
use crate::pages::{Site, View};

/// How long an act is tried before somebody looks whether an overlay is in its way.
const BEFORE_LOOKING: Duration = Duration::from_millis(400);
/// How long an overlay may take to go away.
const GOES: Duration = Duration::from_secs(1);

impl Site {
    /// Makes an overlay go away, and tells it as a move.
    pub(crate) async fn dismiss(&self, layer: &Layer, kind: Kind, way: Way) -> Result<(), Failure> {
        if !self.overlays.count(layer, kind, &way, self.page.deadline().into()) {
            self.overlays.give_up(layer, kind, &way);
            return Ok(());
        }
        let page = self.page.with_patience_at_most(GOES);
        self.diary.settle(&self.page);
        let told = |how: &str| format!("dismissed {} \"{}\": pressed {how}", kind.word(), layer.called());
        let pressed = match &way {
            Way::Press(_) | Way::Cross(_) | Way::Escape => {
                self.diary.begin(&self.page, told(&way.told()));
                match way.place() {
                    Some(place) => page.click(&place).await,
                    None => page.press("Escape").await,
                }
            }
            Way::InFrame(address) => {
                let Some(button) = in_frame(&page, address).await? else {
                    self.overlays.give_up(layer, kind, &way);
                    return Ok(());
                };
                self.diary.begin(&self.page, told(&format!("{button} in its frame")));
                page.click(&button).await
            }
        };
        match pressed {
            Ok(()) => self.diary.done(),
            // It may go away by itself, or be none: what the journey wants next decides.
            Err(failure) if is_of_page(failure.class) => {}
            Err(failure) => return Err(failure),
        }
        self.overlays.excuse(self.page.latest_act());
        let soon = Site { page, ..self.clone() };
        let gone = |view: &View| view.layers.iter().all(|other| other.id != layer.id || other.kind().is_none());
        let waited = soon.read("the overlay to go away", false, |view: View| {
            if gone(&view) { Look::Accept(()) } else { Look::NotYet("it stays".to_owned()) }
        });
        match waited.await {
            Ok(()) => {}
            Err(failure) if is_of_page(failure.class) => self.overlays.give_up(layer, kind, &way),
            Err(failure) => return Err(failure),
        }
        self.diary.settle(&self.page);
        Ok(())
    }

    /// Does something with the hands; when it cannot be done soon, looks whether an overlay is in the way.
    pub(crate) async fn insist(&self, act: impl AsyncFn(&Page) -> Result<(), Failure>) -> Result<(), Failure> {
        let first = act(&self.page.with_patience_at_most(BEFORE_LOOKING)).await;
        let Err(failure) = first else { return Ok(()) };
        // A field that was still being typed into when the short patience ended has not had its time.
        if failure.class == Class::ValueNotKept && was_cut_short(&failure) {
            return act(&self.page).await;
        }
        if !may_be_in_the_way(failure.class) {
            return Err(failure);
        }
        let view = self.clear_the_way(if failure.is_covered() { Need::Covered } else { Need::Look }).await?;
        act(&self.page).await.map_err(|failure| self.blame_overlay(&view, failure))
    }

    /// Dismisses whatever lies over the page, one after the other; gives the last look.
    async fn clear_the_way(&self, need: Need) -> Result<View, Failure> {
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
            let Some((layer, kind, way)) = self.overlays.firing(&view, need) else { return Ok(view) };
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
            Some(Way::Press(button)) => format!("When I click \"{}\"", button.name),
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

/// The button in a frame of another site that refuses, else accepts; nothing outside of that frame is one.
async fn in_frame(page: &Page, address: &str) -> Result<Option<Locator>, Failure> {
    let [refuse, accept] = words::tries(address);
    // Nothing can be told from one look at a frame that is still loading: it would be accepted for want of another answer.
    match page.expect_shown(&refuse.clone().or(accept.clone()).first()).await {
        Ok(()) => {}
        Err(failure) if may_be_in_the_way(failure.class) => return Ok(None),
        Err(failure) => return Err(failure),
    }
    for button in [refuse, accept] {
        if page.is_shown(&button).await? {
            return Ok(Some(button));
        }
    }
    Ok(None)
}

/// Whether it failed because the first, short patience was over, and not because it was judged before.
fn was_cut_short(failure: &Failure) -> bool {
    failure.waited_ms.is_some_and(|waited| u128::from(waited) >= BEFORE_LOOKING.as_millis())
}

fn is_of_page(class: Class) -> bool {
    may_be_in_the_way(class) || class == Class::ValueNotKept
}

/// Whether such a failure may come from something that lies over the page.
pub(crate) fn may_be_in_the_way(class: Class) -> bool {
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
