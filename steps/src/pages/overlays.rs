//! The policy for what lies over the page and that nobody asked for, the same in every shop:
//!
//! - What asks for consent is refused, or told to take no more than it needs; where it cannot be refused it is closed, and
//!   only where nothing else is offered it is accepted.
//! - A newsletter, a welcome, an offer is closed, never filled in.
//! - A chat is closed or made small, but only when it is in the way.
//! - The shop's own dialogs (cart, checkout, log-in, quick view, the bank's question) are left alone.
//!
//! They are known by what they say and by the names of their buttons, in four languages, and never by how they are built.
//! Each firing is a move in the record. `@keep-overlays` turns the policy off.

mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use shopper_browser::{Class, Failure, Locator, Look, Page};

use super::view::at_place;
use super::{Purpose, Site, View};

/// How often one overlay is dismissed in a journey before it is left alone: some come back on every page.
const MOST_FIRINGS: u32 = 6;
/// How long an act is tried before somebody looks whether an overlay is in its way.
const BEFORE_LOOKING: Duration = Duration::from_millis(400);
/// How long an overlay may take to go away.
const GOES: Duration = Duration::from_secs(1);
/// What shares less of the window than this, in percent, is a badge and no chat window or offer.
const SMALL: i64 = 2;

/// Something that lies over the page.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Layer {
    pub(crate) title: String,
    pub(crate) words: String,
    pub(crate) dialog: bool,
    /// How much of the window it covers, in percent.
    pub(crate) share: i64,
    /// It is or holds a frame of another site, which cannot be read from outside.
    pub(crate) frame: bool,
    pub(crate) money: bool,
    pub(crate) fields: Vec<LayerField>,
    pub(crate) buttons: Vec<LayerButton>,
    /// Something small to press in its upper right corner.
    pub(crate) corner: Option<String>,
}

/// A field in what lies over the page.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct LayerField {
    pub(crate) kind: String,
    pub(crate) words: String,
}

/// A button in what lies over the page.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct LayerButton {
    pub(crate) name: String,
    pub(crate) path: String,
}

/// What an overlay is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Consent,
    Offer,
    Chat,
}

/// How an overlay is made to go away.
#[derive(Debug, Clone)]
pub(crate) enum Way {
    /// By a button, and its name.
    Press(Locator, String),
    /// By the Escape key.
    Escape,
    /// By buttons in a frame of another site, whichever of these names is there.
    InFrame,
}

/// What is done about overlays in a journey.
#[derive(Clone, Default)]
pub(crate) struct Policy {
    /// They are left where they are.
    pub(crate) keep: bool,
    /// What this shop's settings say is in the way, beside what is recognised.
    pub(crate) also: Vec<Locator>,
    fired: Arc<Mutex<BTreeMap<String, u32>>>,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Consent => "the cookie banner",
            Kind::Offer => "the offer",
            Kind::Chat => "the chat",
        }
    }
}

impl Layer {
    /// What it is, if it is none of the shop's own.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let said = format!("{} {}", self.title, self.words);
        let secret = self.fields.iter().any(|field| field.kind == "password");
        if secret || (words::is_the_shops_own(&said) && !words::asks_consent(&self.title)) {
            return None;
        }
        let answers = |judge: fn(&str) -> bool| self.buttons.iter().any(|button| judge(&button.name));
        if words::asks_consent(&said) && self.fields.is_empty() && !self.money {
            let offered = answers(words::refuses) || answers(words::accepts) || self.frame;
            return offered.then_some(Kind::Consent);
        }
        if words::chats(&said) && !self.dialog {
            return (self.share >= SMALL).then_some(Kind::Chat);
        }
        // A form that asks for more than whom to write to is the shop's own; so is one for coupons.
        let harmless = |field: &LayerField| {
            !words::is_the_shops_own(&field.words) && Purpose::called(&field.words) != Some(Purpose::Coupon)
        };
        let asks_little = self.fields.len() <= 2 && self.fields.iter().all(harmless);
        let offer = words::offers(&said) && asks_little && (self.dialog || self.share >= SMALL);
        (offer && self.way(Kind::Offer).is_some()).then_some(Kind::Offer)
    }

    /// How it goes away: refuse before close, close before accept.
    fn way(&self, kind: Kind) -> Option<Way> {
        let button = |judge: fn(&str) -> bool| {
            let found = self.buttons.iter().find(|button| judge(&button.name))?;
            Some(Way::Press(at_place(&found.path, &found.name, None).first(), format!("\"{}\"", found.name)))
        };
        let corner =
            || Some(Way::Press(Locator::css(self.corner.as_ref()?).first(), "the cross in its corner".to_owned()));
        let escape = || self.dialog.then_some(Way::Escape);
        match kind {
            Kind::Consent => button(words::refuses)
                .or_else(|| self.frame.then_some(Way::InFrame))
                .or_else(|| button(words::closes))
                .or_else(corner)
                .or_else(|| button(words::accepts)),
            Kind::Offer | Kind::Chat => button(words::closes).or_else(corner).or_else(escape),
        }
    }

    /// What it is called in the record: its title, or the beginning of what it says.
    fn called(&self) -> String {
        let text = if self.title.trim().is_empty() { &self.words } else { &self.title };
        let short: String = text.chars().take(60).collect();
        if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
    }
}

impl Policy {
    /// The topmost overlay that is to be dismissed now, if there is one.
    pub(crate) fn firing<'v>(&self, view: &'v View, in_the_way: bool) -> Option<(&'v Layer, Kind, Way)> {
        if self.keep {
            return None;
        }
        let fired = self.fired.lock().unwrap_or_else(PoisonError::into_inner);
        view.layers.iter().find_map(|layer| {
            let kind = layer.kind().filter(|kind| in_the_way || *kind != Kind::Chat)?;
            let tired = fired.get(&layer.called()).is_some_and(|times| *times >= MOST_FIRINGS);
            let way = layer.way(kind).filter(|_| !tired)?;
            Some((layer, kind, way))
        })
    }

    fn count(&self, layer: &Layer) {
        *self.fired.lock().unwrap_or_else(PoisonError::into_inner).entry(layer.called()).or_default() += 1;
    }

    fn give_up(&self, layer: &Layer) {
        self.fired.lock().unwrap_or_else(PoisonError::into_inner).insert(layer.called(), MOST_FIRINGS);
    }
}

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
    matches!(
        class,
        Class::NotActionable
            | Class::NotFound
            | Class::Ambiguous
            | Class::Expectation
            | Class::Unreachable
            | Class::ServerError
    )
}

#[cfg(test)]
mod tests;
