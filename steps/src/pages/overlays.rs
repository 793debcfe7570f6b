//! The policy for what lies over the page and that nobody asked for, the same in every shop:
//!
//! - What asks for consent is refused, or told to take no more than it needs; where it cannot be refused it is closed, and
//!   only where nothing else is offered it is accepted.
//! - A newsletter, a welcome, an offer is closed, never filled in.
//! - A chat is closed or made small, but only when it covers what is wanted; so is an offer that is no dialog and small.
//! - The shop's own dialogs (cart, checkout, log-in, filters, quick view, the bank's question) are left alone, and so are
//!   its head, its search and whatever has opened upon an act of the journey, unless that covers what is wanted.
//!
//! They are known by what they say and by the names of their buttons, in four languages, and never by how they are built.
//! To press something of the shop is worse than to leave an overlay where it is: in doubt it stays.
//! Each firing is a move in the record. `@keep-overlays` turns the policy off.

mod dismiss;
mod policy;
mod words;

pub(crate) use dismiss::may_be_in_the_way;

pub(crate) use policy::{Need, Policy};

use serde::Deserialize;
use shopper_browser::Locator;

use super::view::at_place;
use super::{Purpose, View};

/// What shares less of the window than this, in percent, is a badge and no chat window or offer.
const SMALL: i64 = 2;
/// What shares less than this and is no dialog may be a bar of the shop, such as its head.
const LARGE: i64 = 20;
/// What offers something and is no dialog has no more to press than this.
const FEW: usize = 8;
/// Two boxes to tick, for whom and whether one agrees, are usual in an offer; a list of filters has more.
const MOST_CHOICES: usize = 2;

/// Something that lies over the page.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Layer {
    /// The same for as long as it is in the document, whatever it says.
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) words: String,
    pub(crate) dialog: bool,
    /// How much of the window it covers, in percent.
    pub(crate) share: i64,
    /// The address that its frame of another site begins with, which cannot be read from outside.
    pub(crate) frame: Option<String>,
    pub(crate) money: bool,
    /// It is or holds the shop's head, navigation or search.
    pub(crate) furniture: bool,
    /// How many boxes there are to tick.
    pub(crate) choices: usize,
    pub(crate) fields: Vec<LayerField>,
    pub(crate) buttons: Vec<LayerButton>,
    /// Something small to press in its upper right corner.
    pub(crate) corner: Option<LayerButton>,
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
    /// The words in its class and icon.
    pub(crate) icon: Vec<String>,
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
    /// By a button with a name.
    Press(LayerButton),
    /// By the cross in its corner, at this place.
    Cross(String),
    /// By the Escape key.
    Escape,
    /// By buttons in a frame of another site, whichever is there, that begins with this address.
    InFrame(String),
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

impl Way {
    /// What is pressed.
    fn place(&self) -> Option<Locator> {
        match self {
            Way::Press(button) => Some(at_place(&button.path, &button.name, None).first()),
            Way::Cross(path) => Some(Locator::css(path).first()),
            Way::Escape | Way::InFrame(_) => None,
        }
    }

    /// What is pressed, as the record tells it.
    fn told(&self) -> String {
        match self {
            Way::Press(button) => format!("\"{}\"", button.name),
            Way::Cross(_) => "the cross in its corner".to_owned(),
            Way::Escape => "the key Escape".to_owned(),
            Way::InFrame(_) => "a button in its frame".to_owned(),
        }
    }
}

impl Layer {
    /// What it is, if it is none of the shop's own.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let said = format!("{} {}", self.title, self.words);
        let secret = self.fields.iter().any(|field| field.kind == "password");
        let own_button = self.has(words::is_the_shops_own);
        if secret || own_button || words::asks_of_the_bank(&said) {
            return None;
        }
        if self.asks_consent(&said) {
            return Some(Kind::Consent);
        }
        if self.furniture || words::is_the_shops_own(&said) || self.has(words::leads_into_the_shop) {
            return None;
        }
        let kind = if words::chats(&said) && !self.dialog { Kind::Chat } else { Kind::Offer };
        let fits = match kind {
            Kind::Chat => self.share >= SMALL,
            _ => words::offers(&said) && self.asks_little() && (self.dialog || self.is_a_box()),
        };
        (fits && self.way(kind).is_some()).then_some(kind)
    }

    fn has(&self, judge: impl Fn(&str) -> bool) -> bool {
        self.buttons.iter().any(|button| judge(&button.name))
    }

    /// Whether it asks whether cookies may be set, and can be answered: what else it speaks of is no matter then.
    fn asks_consent(&self, said: &str) -> bool {
        let refused = self.has(words::refuses);
        // Who has the shop's navigation in it is the shop's head, unless it can be refused.
        let answered = refused || (!self.furniture && (self.has(words::accepts) || self.frame.is_some()));
        words::asks_consent(said) && self.fields.is_empty() && !self.money && answered
    }

    /// Whether it asks for no more than whom to write to: other forms are the shop's own.
    fn asks_little(&self) -> bool {
        let harmless = |field: &LayerField| {
            !words::is_the_shops_own(&field.words) && Purpose::spoken_of(&field.words) != Some(Purpose::Coupon)
        };
        self.fields.len() <= 2 && self.choices <= MOST_CHOICES && self.fields.iter().all(harmless)
    }

    /// Whether it may be an offer though it is no dialog.
    fn is_a_box(&self) -> bool {
        self.share >= SMALL && self.buttons.len() <= FEW
    }

    /// Whether it may be a bar of the shop: then it goes only where it covers something, and only by a button that says so.
    fn may_be_a_bar(&self, kind: Kind) -> bool {
        kind == Kind::Offer && !self.dialog && self.share < LARGE
    }

    /// How it goes away: refuse before close, close before accept.
    fn way(&self, kind: Kind) -> Option<Way> {
        let button =
            |judge: fn(&str) -> bool| self.buttons.iter().find(|button| judge(&button.name)).cloned().map(Way::Press);
        let corner = || {
            let cross = self.corner.as_ref().filter(|corner| words::is_a_cross(&corner.name, &corner.icon))?;
            Some(Way::Cross(cross.path.clone()))
        };
        let escape = || self.dialog.then_some(Way::Escape);
        match kind {
            Kind::Consent => button(words::refuses)
                .or_else(|| self.frame.clone().map(Way::InFrame))
                .or_else(|| button(words::closes))
                .or_else(corner)
                .or_else(|| button(words::accepts)),
            Kind::Offer if self.may_be_a_bar(kind) => button(words::closes),
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

#[cfg(test)]
mod tests;
