//! When an overlay is dismissed, and how often; and which of them the journey has opened itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use shopper_browser::Locator;

use super::{Kind, Layer, View, Way};
use crate::hint::Hint;
use crate::shop::Shop;

/// How often one overlay is dismissed in a journey before it is left alone: some come back on every page.
const MOST_FIRINGS: u32 = 6;
/// How many overlays are dismissed in one step: a page that brings more is left to the journey.
const MOST_IN_STEP: u32 = 8;
/// What appears so soon after an act of the journey was most likely opened by it.
const OPENS: Duration = Duration::from_millis(1500);

/// What is done about overlays in a journey.
#[derive(Clone, Default)]
pub(crate) struct Policy {
    /// They are left where they are.
    pub(crate) keep: bool,
    /// What this shop's settings say is in the way, beside what is recognised.
    pub(crate) also: Vec<Locator>,
    kept: Arc<Mutex<Kept>>,
}

/// Why somebody asks what is to be dismissed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The page is looked at.
    Look,
    /// Something covers what is wanted.
    Covered,
}

/// What is remembered from look to look.
#[derive(Default)]
struct Kept {
    fired: BTreeMap<String, u32>,
    /// How many were dismissed in the step that ends at this time.
    in_step: Option<(Instant, u32)>,
    seen: Option<Seen>,
    /// What an act of the journey has opened.
    opened: BTreeSet<String>,
    /// What stood there when a page that the journey had touched before was looked at for the first time.
    found: BTreeSet<String>,
}

/// What the last look saw.
struct Seen {
    document: String,
    path: String,
    act: u64,
    /// When an act on this page was first noticed.
    acted: Option<Instant>,
    layers: BTreeSet<String>,
}

impl Policy {
    /// What the shop's site map asks for.
    pub(crate) fn of(shop: &Shop) -> Self {
        Self { also: shop.overlays.iter().map(Hint::locator).collect(), ..Self::default() }
    }

    /// The topmost overlay that is to be dismissed now, if there is one.
    pub(crate) fn firing<'v>(&self, view: &'v View, need: Need) -> Option<(&'v Layer, Kind, Way)> {
        if self.keep || view.layers.is_empty() {
            return None;
        }
        let kept = self.kept();
        view.layers.iter().find_map(|layer| {
            let kind = layer.kind()?;
            let way = layer.way(kind)?;
            let tired = kept.fired.get(&key(layer, kind, &way)).is_some_and(|times| *times >= MOST_FIRINGS);
            let asked_for = kept.opened.contains(&layer.id) || (kind == Kind::Offer && kept.found.contains(&layer.id));
            let only_if_covering = asked_for || kind == Kind::Chat || layer.may_be_a_bar(kind);
            (!tired && (need == Need::Covered || !only_if_covering)).then_some((layer, kind, way))
        })
    }

    /// Takes note of what a look shows, and of what has come with an act of the journey.
    pub(crate) fn watch(&self, view: &View, act: u64) {
        let mut kept = self.kept();
        let layers: BTreeSet<String> = view.layers.iter().map(|layer| layer.id.clone()).collect();
        let acted = match &kept.seen {
            Some(seen) if seen.document == view.document && seen.path == view.path => {
                let acted = if seen.act == act { seen.acted } else { Some(Instant::now()) };
                let new: Vec<String> = layers.difference(&seen.layers).cloned().collect();
                if acted.is_some_and(|at| at.elapsed() < OPENS) {
                    kept.opened.extend(new);
                }
                acted
            }
            Some(seen) if seen.document == view.document => None,
            _ => {
                if view.touched {
                    kept.found.extend(layers.iter().cloned());
                }
                None
            }
        };
        kept.seen = Some(Seen { document: view.document.clone(), path: view.path.clone(), act, acted, layers });
    }

    /// How often something has been dismissed in this journey.
    pub(crate) fn firings(&self) -> u32 {
        self.kept().fired.values().sum()
    }

    /// Counts a firing; whether there may be one more in the step that ends at `deadline`.
    pub(super) fn count(&self, layer: &Layer, kind: Kind, way: &Way, deadline: Instant) -> bool {
        let mut kept = self.kept();
        let before = kept.in_step.filter(|(step, _)| *step == deadline).map_or(0, |(_, times)| times);
        kept.in_step = Some((deadline, before + 1));
        *kept.fired.entry(key(layer, kind, way)).or_default() += 1;
        before < MOST_IN_STEP
    }

    /// The act that dismissed an overlay opens nothing that the journey has asked for.
    pub(super) fn excuse(&self, act: u64) {
        if let Some(seen) = &mut self.kept().seen {
            seen.act = act;
        }
    }

    pub(super) fn give_up(&self, layer: &Layer, kind: Kind, way: &Way) {
        self.kept().fired.insert(key(layer, kind, way), MOST_FIRINGS);
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// By what an overlay is known again: by what makes it go away, as its words may change from look to look.
fn key(layer: &Layer, kind: Kind, way: &Way) -> String {
    let place = match way {
        Way::Press(button) => &button.path,
        Way::Cross(path) => path,
        Way::InFrame(address) => address,
        Way::Escape => &layer.path,
    };
    format!("{} {place}", kind.word())
}
