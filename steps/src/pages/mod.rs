//! How shops are built: what a customer can see and do on each page, without knowing which shop it is.
//!
//! A page never says what is right: it returns what it shows, or does what it is told. One look at a page is one
//! round trip; the rows, fields and buttons it finds are judged here, in Rust.

pub(crate) mod account;
mod acts;
pub(crate) mod basket;
pub(crate) mod cart;
pub(crate) mod catalogue;
pub(crate) mod checkout;
mod fields;
mod filter;
pub(crate) mod general;
mod glance;
pub(crate) mod keeping;
mod means;
mod moves;
mod offered;
mod overlays;
pub(crate) mod payment;
mod pieces;
mod second_factor;
mod short;
mod sorting;
mod sums;
mod view;
pub(crate) mod wish_list;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use shopper_browser::{Failure, Look, Page};

use basket::Sum;
pub(crate) use fields::{BRANDS, Purpose, brand_of, is_other_card};
pub(crate) use glance::Glance;
use glance::Glanced;
pub(crate) use moves::{Answers, End, Errand, Given, Progress, Until};
pub(crate) use overlays::Policy;
use overlays::{Need, may_be_in_the_way};
pub(crate) use sums::Reading;
use view::LOOK;
pub(crate) use view::{Button, Names, Row, View, begins, fold, holds, is_one, names, same};

use crate::diary::Diary;
use crate::failure::mistake;
use crate::found::Finds;
use crate::meanings::{canonical, is_field};
use crate::shop::Shop;
use crate::words::Word;
use crate::world::World;

/// The shop as it stands before the customer: every page of it has this in common.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) page: Page,
    pub(crate) shop: Arc<Shop>,
    pub(crate) diary: Diary,
    pub(crate) overlays: Policy,
    glance: Glance,
    pub(crate) finds: Finds,
}

/// What judges a look and keeps what it accepts. Looking is compiled once and not once a caller, and boxed: they are more
/// than a hundred, and each would bring a copy of all that waits, reads and dismisses.
type Judging<'j> = dyn FnMut(View) -> Look<()> + Send + 'j;
/// The same for a look that may be as old as a glance.
type Glancing<'j> = dyn FnMut(&View) -> Look<()> + Send + 'j;
const KEPT: &str = "what a judge accepts is kept";

impl World {
    /// Overlays are left where they are in this journey, as its tag `@keep-overlays` asks.
    pub fn keep_overlays(&mut self) {
        self.overlays.keep = true;
    }

    /// The shop as it stands before the customer.
    pub(crate) fn site(&self) -> Site {
        Site {
            page: self.page.clone(),
            shop: Arc::clone(&self.shop),
            diary: self.diary.clone(),
            overlays: self.overlays.clone(),
            glance: self.glance.clone(),
            finds: self.finds.clone(),
        }
    }
}

impl Site {
    /// Looks at the page, again whenever it changes, until `judge` accepts what it shows.
    pub(crate) async fn look<T: Send>(
        &self,
        what: &str,
        mut judge: impl FnMut(&View) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        let mut accepted = None;
        Box::pin(self.look_until(what, &mut |view| judge(view).kept_in(&mut accepted))).await?;
        Ok(accepted.expect(KEPT))
    }

    /// Looks at the page with its pictures.
    pub(crate) async fn look_at_pictures<T: Send>(
        &self,
        what: &str,
        mut judge: impl FnMut(&View) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        let mut accepted = None;
        Box::pin(self.look_anew(what, true, &mut |view| judge(&view).kept_in(&mut accepted))).await?;
        Ok(accepted.expect(KEPT))
    }

    async fn look_until(&self, what: &str, judge: &mut Glancing<'_>) -> Result<(), Failure> {
        let act = self.page.latest_act();
        if let Some(glanced) = self.glance.take(&self.page)
            && let Look::Accept(()) = judge(&glanced.view)
        {
            // As old as it was: a chain of steps does not live on one look.
            self.glance.keep(glanced);
            return Ok(());
        }
        let mut seen = None;
        let judge = &mut |view: View| {
            let judged = judge(&view);
            seen = Some(view);
            judged
        };
        self.look_anew(what, false, judge).await?;
        if let Some(view) = seen {
            self.glance.keep(Glanced { view, act, at: Instant::now() });
        }
        Ok(())
    }

    /// Looks anew, and dismisses what lies over the page first.
    async fn look_anew(&self, what: &str, pictures: bool, judge: &mut Judging<'_>) -> Result<(), Failure> {
        let mut cleared = false;
        loop {
            let (mut last, mut overlay) = (None, None);
            let mut first_without_overlays = |view: View| {
                if self.overlays.firing(&view, Need::Look).is_some() {
                    overlay = Some(view);
                    return Look::Accept(());
                }
                last = (self.overlays.keep || !view.layers.is_empty()).then(|| view.clone());
                judge(view)
            };
            match (self.read_until(what, pictures, &mut first_without_overlays).await, last) {
                (Ok(()), _) => {
                    let Some(view) = overlay else { return Ok(()) };
                    if let Some((layer, kind, way)) = self.overlays.firing(&view, Need::Look) {
                        self.dismiss(layer, kind, way).await?;
                    }
                }
                // What came with an act of the journey was left alone; but it is in the way of what the journey wants to see.
                (Err(failure), Some(view)) if !cleared && may_be_in_the_way(failure.class) => {
                    cleared = true;
                    match self.overlays.firing(&view, Need::Covered) {
                        Some((layer, kind, way)) => self.dismiss(layer, kind, way).await?,
                        None => return Err(self.blame_overlay(&view, failure)),
                    }
                }
                (Err(failure), Some(view)) => return Err(self.blame_overlay(&view, failure)),
                (Err(failure), None) => return Err(failure),
            }
        }
    }

    /// One look, again whenever the page changes; whatever lies over it.
    async fn read<T: Send>(
        &self,
        what: &str,
        pictures: bool,
        mut judge: impl FnMut(View) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        let mut accepted = None;
        Box::pin(self.read_until(what, pictures, &mut |view| judge(view).kept_in(&mut accepted))).await?;
        Ok(accepted.expect(KEPT))
    }

    async fn read_until(&self, what: &str, pictures: bool, judge: &mut Judging<'_>) -> Result<(), Failure> {
        let judge = |mut view: View| match self.made_ready(&mut view) {
            Ok(()) => {
                self.overlays.watch(&view, self.page.latest_act());
                judge(view)
            }
            Err(failure) => Look::Refuse(failure),
        };
        self.page.read(what, LOOK, self.asked(pictures), judge).await
    }

    /// Calls the fields as the site map does, and leaves out the cart in short that stands beside every page; a hint that no
    /// browser understands is an error.
    fn made_ready(&self, view: &mut View) -> Result<(), Failure> {
        view.rows.retain(|row| !row.counts_cart(&self.shop));
        view.call_fields(&self.shop);
        self.no_selector(view).map_or(Ok(()), Err)
    }

    /// What the script that looks is told.
    fn asked(&self, pictures: bool) -> serde_json::Value {
        let sums = self.shop.words_of(&Sum::ALL.map(Sum::word));
        json!({
            "pictures": pictures, "captions": &*self.shop.words(Word::PriceCaption), "sums": &*sums,
            "old": &*self.shop.words(Word::OldPrice), "choosing": &*self.shop.words(Word::Select), "hints": self.hints(),
        })
    }

    /// The hints of the site map, as the look at a page is asked for them.
    fn hints(&self) -> Vec<serde_json::Value> {
        let asked = self.shop.hints.iter().map(|(name, hint)| {
            let meaning = canonical(name);
            json!({"field": is_field(&meaning), "meaning": meaning, "locator": hint.locator()})
        });
        asked.collect()
    }

    /// A hint whose CSS no browser understands.
    fn no_selector(&self, view: &View) -> Option<Failure> {
        let (meaning, _) = view.hinted.iter().find(|(_, count)| **count < 0)?;
        let hint = self.shop.hint(meaning)?;
        let what = format!("the hint \"{meaning}\" = {hint} ({}) holds no CSS selector", hint.place);
        Some(mistake(what, "write it as a style sheet would: #id, .class, [name=value]"))
    }

    /// The same shop with another patience.
    pub(crate) fn with_patience(&self, patience: Duration) -> Site {
        Site { page: self.page.with_patience(patience), ..self.clone() }
    }

    /// Judges what is looked for where the page shows it already; a page that is another one is handed back at once.
    async fn look_where<T: Send>(
        &self,
        what: &str,
        is_here: impl Fn(&View) -> bool + Send + Sync,
        mut judge: impl FnMut(&View) -> Look<T> + Send,
    ) -> Result<Result<T, View>, Failure> {
        let mut was_here = false;
        let look = |view: &View| {
            was_here |= is_here(view);
            if !was_here {
                return Look::Accept(Err(view.clone()));
            }
            match judge(view) {
                Look::Accept(value) => Look::Accept(Ok(value)),
                Look::NotYet(instead) => Look::NotYet(instead),
                Look::Refuse(failure) => Look::Refuse(failure),
            }
        };
        self.look(what, look).await
    }

    /// What the page shows now.
    pub(crate) async fn now(&self) -> Result<View, Failure> {
        self.look("the page", |view| Look::Accept(view.clone())).await
    }

    /// Opens the shop's first page.
    pub(crate) async fn enter(&self) -> Result<(), Failure> {
        self.page.open(self.shop.url.as_str()).await.map(drop)
    }

    /// What the page shows now; outside of the shop, the shop is opened first.
    pub(crate) async fn enter_if_outside(&self) -> Result<View, Failure> {
        let view = self.now().await?;
        if view.origin == self.shop.url.origin().ascii_serialization() {
            return Ok(view);
        }
        self.enter().await?;
        self.now().await
    }
}

/// What a look makes of a condition; `instead` is what the page shows when it does not hold.
pub(crate) fn accept_if(holds: bool, instead: impl FnOnce() -> String) -> Look<()> {
    if holds { Look::Accept(()) } else { Look::NotYet(instead()) }
}
