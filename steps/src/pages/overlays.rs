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

mod dismiss;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::hint::Hint;
use crate::shop::Shop;
use serde::Deserialize;
use shopper_browser::Locator;

use super::view::at_place;
use super::{Purpose, View};

/// How often one overlay is dismissed in a journey before it is left alone: some come back on every page.
const MOST_FIRINGS: u32 = 6;
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
    /// What the shop's site map asks for.
    pub(crate) fn of(shop: &Shop) -> Self {
        Self { also: shop.overlays.iter().map(Hint::locator).collect(), ..Self::default() }
    }

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

#[cfg(test)]
mod tests;
