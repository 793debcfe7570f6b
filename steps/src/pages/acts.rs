//! What a customer does to any page of the shop: pressing, filling, choosing, closing a dialog. An overlay that is in the
//! way is dismissed first.

use std::time::Duration;

use shopper_browser::{Entry, Failure, Locator, Look, Page};

use super::{Site, View};
use crate::failure::{is_of_page, unmet};
use crate::found::Means;
use crate::words::Word;

/// So long a dialog may take to go after Escape, before its cross is pressed.
pub(super) const ESCAPE: Duration = Duration::from_millis(300);

/// So long a page may take to be read once more, after an act on it has failed.
const ONCE_MORE: Duration = Duration::from_secs(1);

/// More dialogs than this do not lie over each other.
const MOST_DIALOGS: usize = 3;

impl Site {
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

    /// Adds to what failed what the page itself says of it: its messages, fields that take no such value, that the product is
    /// sold out. The look that it takes is for failures alone.
    pub(crate) async fn quoting<T>(&self, product: Option<&str>, done: Result<T, Failure>) -> Result<T, Failure> {
        let Err(failure) = done else { return done };
        if !is_of_page(&failure) {
            return Err(failure);
        }
        let soon = Site { page: self.page.with_patience_at_most(ONCE_MORE), ..self.clone() };
        let said = soon.read("what the page says", false, |view| {
            let sold_out = || view.says_sold_out(product?, &self.shop).map(|said| format!("the page says \"{said}\""));
            Look::Accept(view.complains().or_else(sold_out))
        });
        Err(match said.await {
            Ok(Some(said)) => with_words(failure, &said),
            Ok(None) | Err(_) => failure,
        })
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

/// A failure with what the page said, unless it tells that already.
pub(super) fn with_words(mut failure: Failure, said: &str) -> Failure {
    if !failure.what.contains(said) {
        failure.what = format!("{}, and {said}", failure.what);
    }
    failure
}
