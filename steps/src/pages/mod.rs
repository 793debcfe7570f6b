//! How shops are built: what a customer can see and do on each page, without knowing which shop it is.
//!
//! A page never says what is right: it returns what it shows, or does what it is told. One look at a page is one
//! round trip; the rows, fields and buttons it finds are judged here, in Rust.

pub(crate) mod account;
pub(crate) mod basket;
pub(crate) mod cart;
pub(crate) mod catalogue;
pub(crate) mod checkout;
mod fields;
mod filter;
pub(crate) mod general;
pub(crate) mod keeping;
mod means;
mod moves;
mod offered;
mod overlays;
pub(crate) mod payment;
mod pieces;
mod second_factor;
mod sorting;
mod sums;
mod view;
pub(crate) mod wish_list;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;
use shopper_browser::{Entry, Failure, Locator, Look, Page};

use basket::Sum;
pub(crate) use fields::Purpose;
pub(crate) use moves::{Answers, End, Errand, Given, Progress, Until};
pub(crate) use overlays::Policy;
use overlays::{Need, may_be_in_the_way};
pub(crate) use sums::Reading;
use view::LOOK;
pub(crate) use view::{Button, Row, View, begins, fold, holds, names, same};

use crate::diary::Diary;
use crate::failure::{mistake, unmet};
use crate::found::{Finds, Means};
use crate::meanings::{canonical, is_field};
use crate::shop::Shop;
use crate::words::Word;
use crate::world::World;

/// So long a dialog may take to go after Escape, before its cross is pressed.
const ESCAPE: Duration = Duration::from_millis(300);

/// More dialogs than this do not lie over each other.
const MOST_DIALOGS: usize = 3;

/// So long a look is as good as a new one, as long as nobody has touched the page since.
const FRESH: Duration = Duration::from_millis(60);

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

/// The latest look at the page, for the step that follows at once; and what the step has seen of money on its way.
#[derive(Clone, Default)]
pub(crate) struct Glance(Arc<Mutex<Glances>>);

#[derive(Default)]
struct Glances {
    latest: Option<Glanced>,
    passed: Vec<View>,
}

struct Glanced {
    view: View,
    /// The latest act on the page before the look.
    act: u64,
    at: Instant,
}

impl Glance {
    /// What was seen, if it is still as good as a new look.
    fn take(&self, page: &Page) -> Option<Glanced> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner).latest.take()?;
        (seen.act == page.latest_act() && seen.at.elapsed() < FRESH).then_some(seen)
    }

    fn keep(&self, seen: Glanced) {
        let mut glances = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.view.rows.is_empty() && glances.passed.last() != Some(&seen.view) {
            glances.passed.push(seen.view.clone());
        }
        glances.latest = Some(seen);
    }

    /// What the step has seen of money on its way; and its latest look, unless the page was touched since. It is left
    /// for the next step, as old as it is.
    pub(crate) fn of_step(&self, page: &Page) -> (Vec<View>, Option<View>) {
        let mut glances = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let untouched = |seen: &&Glanced| seen.act == page.latest_act();
        let latest = glances.latest.as_ref().filter(untouched).map(|seen| seen.view.clone());
        (std::mem::take(&mut glances.passed), latest)
    }
}

/// What a look brought.
enum Seen<T> {
    Page(T),
    Overlay(Box<View>),
}

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
    pub(crate) async fn look<T>(&self, what: &str, mut judge: impl FnMut(&View) -> Look<T>) -> Result<T, Failure> {
        let act = self.page.latest_act();
        if let Some(glanced) = self.glance.take(&self.page)
            && let Look::Accept(value) = judge(&glanced.view)
        {
            // As old as it was: a chain of steps does not live on one look.
            self.glance.keep(glanced);
            return Ok(value);
        }
        let mut seen = None;
        let accepted = self
            .look_anew(what, false, |view: View| {
                let judged = judge(&view);
                seen = Some(view);
                judged
            })
            .await?;
        if let Some(view) = seen {
            self.glance.keep(Glanced { view, act, at: Instant::now() });
        }
        Ok(accepted)
    }

    /// Looks at the page with its pictures.
    pub(crate) async fn look_at_pictures<T>(
        &self,
        what: &str,
        mut judge: impl FnMut(&View) -> Look<T>,
    ) -> Result<T, Failure> {
        self.look_anew(what, true, |view: View| judge(&view)).await
    }

    /// Looks anew, and dismisses what lies over the page first.
    async fn look_anew<T>(
        &self,
        what: &str,
        pictures: bool,
        mut judge: impl FnMut(View) -> Look<T>,
    ) -> Result<T, Failure> {
        let mut cleared = false;
        loop {
            let mut last = None;
            let seen = self.read(what, pictures, |view: View| {
                if self.overlays.firing(&view, Need::Look).is_some() {
                    return Look::Accept(Seen::Overlay(Box::new(view)));
                }
                last = (self.overlays.keep || !view.layers.is_empty()).then(|| view.clone());
                match judge(view) {
                    Look::Accept(value) => Look::Accept(Seen::Page(value)),
                    Look::NotYet(instead) => Look::NotYet(instead),
                    Look::Refuse(failure) => Look::Refuse(failure),
                }
            });
            match (seen.await, last) {
                (Ok(Seen::Page(value)), _) => return Ok(value),
                (Ok(Seen::Overlay(view)), _) => {
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
    async fn read<T>(&self, what: &str, pictures: bool, mut judge: impl FnMut(View) -> Look<T>) -> Result<T, Failure> {
        let judge = |mut view: View| match self.made_ready(&mut view) {
            Ok(()) => {
                self.overlays.watch(&view, self.page.latest_act());
                judge(view)
            }
            Err(failure) => Look::Refuse(failure),
        };
        self.page.read(what, LOOK, self.asked(pictures), judge).await
    }

    /// Calls the fields as the site map does; a hint that no browser understands is an error.
    fn made_ready(&self, view: &mut View) -> Result<(), Failure> {
        view.call_fields(&self.shop);
        self.no_selector(view).map_or(Ok(()), Err)
    }

    /// What the script that looks is told.
    fn asked(&self, pictures: bool) -> serde_json::Value {
        let sums: Vec<String> = Sum::ALL.into_iter().flat_map(|sum| self.shop.words(sum.word())).collect();
        json!({
            "pictures": pictures, "captions": self.shop.words(Word::PriceCaption), "sums": sums,
            "choosing": self.shop.words(Word::Select), "hints": self.hints(),
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
    async fn look_where<T>(
        &self,
        what: &str,
        is_here: impl Fn(&View) -> bool,
        mut judge: impl FnMut(&View) -> Look<T>,
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
        self.page.open(self.shop.url.as_str()).await
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

    /// Presses a button or link of one of these names; one that stands in the view is pressed where it stands.
    pub(crate) async fn press(&self, view: &View, word: Word) -> Result<(), Failure> {
        if self.press_best(view, word, |_| true).await? {
            return Ok(());
        }
        self.click(&self.hinted_or(word, Locator::clickable(self.shop.starting(word)).first())).await?;
        self.note_match(word.key(), &[Means::PartOfName]);
        Ok(())
    }

    /// What the site map's hint points to, or else this.
    pub(crate) fn hinted_or(&self, word: Word, otherwise: Locator) -> Locator {
        match self.shop.hint(word.key()) {
            Some(hint) => hint.locator().or(otherwise),
            None => otherwise,
        }
    }

    /// Opens a page by the address that the site map gives for it; whether it gives one.
    pub(crate) async fn open_path(&self, page: &str, words: &str) -> Result<bool, Failure> {
        let Some(address) = self.shop.path(page, words) else { return Ok(false) };
        self.page.open(address.as_str()).await?;
        Ok(true)
    }

    /// Presses the one thing meant; as the rest of these, it dismisses an overlay that is in the way.
    pub(crate) async fn click(&self, at: &Locator) -> Result<(), Failure> {
        self.insist(async |page: &Page| page.click(at).await).await
    }

    /// Presses the one thing meant twice, as fast as a double click.
    pub(crate) async fn click_twice(&self, at: &Locator) -> Result<(), Failure> {
        self.insist(async |page: &Page| page.click_twice(at).await).await
    }

    /// Replaces what is in a field.
    pub(crate) async fn fill(&self, field: &Locator, text: &str) -> Result<(), Failure> {
        self.insist(async |page: &Page| page.fill(field, text).await).await
    }

    /// Fills the fields of a form.
    pub(crate) async fn fill_all(&self, entries: &[Entry]) -> Result<(), Failure> {
        self.insist(async |page: &Page| page.fill_all(entries).await).await
    }

    /// Chooses an option of a native select.
    pub(crate) async fn choose(&self, select: &Locator, option: &str) -> Result<(), Failure> {
        self.insist(async |page: &Page| page.choose(select, option).await).await
    }

    /// Brings a check box or radio button into a state.
    pub(crate) async fn check(&self, control: &Locator, on: bool) -> Result<(), Failure> {
        self.insist(async |page: &Page| page.check(control, on).await).await
    }

    /// Goes back to the page when a dialog lies over it.
    pub(crate) async fn close_dialog(&self, mut view: View) -> Result<View, Failure> {
        // A dialog may have lain over another one.
        for _ in 0..MOST_DIALOGS {
            let Some(dialog) = view.dialog.clone() else { break };
            view = self.close_topmost(view, dialog).await?;
        }
        Ok(view)
    }

    async fn close_topmost(&self, view: View, dialog: String) -> Result<View, Failure> {
        if self.overlays.keep && view.layers.iter().any(|layer| layer.dialog && layer.kind().is_some()) {
            let failure = unmet(format!("the dialog \"{dialog}\" is in the way"), "close it");
            return Err(self.blame_overlay(&view, failure));
        }
        // Escape reaches a dialog whose cross is covered, by a toast for instance.
        self.page.press("Escape").await?;
        let gone = |view: &View| view.dialog.as_ref().is_none_or(|still| *still != dialog);
        let soon = Site { page: self.page.with_patience(ESCAPE), ..self.clone() };
        let escaped = soon.look("the page below the dialog", |view| {
            view.accept_if(gone(view), || "the dialog stays open".to_owned())
        });
        if let Ok(view) = escaped.await {
            return Ok(view);
        }
        let close = Locator::button(self.shop.named(Word::Close)).or(Locator::hint(Word::Close.icons()));
        let close = self.hinted_or(Word::Close, close);
        self.click(&close.within(Locator::role("dialog")).first()).await?;
        self.look("the page below the dialog", |view| {
            view.accept_if(gone(view), || format!("the dialog \"{dialog}\" stays open"))
        })
        .await
    }
}

/// What a look makes of a condition; `instead` is what the page shows when it does not hold.
pub(crate) fn accept_if(holds: bool, instead: impl FnOnce() -> String) -> Look<()> {
    if holds { Look::Accept(()) } else { Look::NotYet(instead()) }
}
