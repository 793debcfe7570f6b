//! The windows that a page has opened.

use std::sync::Arc;

use super::{Page, first_act};
use crate::failure::Failure;
use crate::wait;
use crate::wire::Tab;

impl Page {
    /// Another window of the same context: nobody has touched it, or looked at it, yet.
    fn beside(&self, tab: Arc<dyn Tab>) -> Self {
        Self { tab, picture: Arc::default(), act: first_act(), looked: Arc::default(), ..self.clone() }
    }

    /// The newest window that this page opened; waits until there is one.
    pub async fn expect_window(&self) -> Result<Self, Failure> {
        let mut newest = None;
        wait::until_true(self, "a window opened by the page", "the page has opened no window", async || {
            newest = self.tab.windows(self.answer_by()).await?.pop();
            Ok(newest.is_some())
        })
        .await?;
        let tab = newest.expect("until_true ended because there is one");
        Ok(self.beside(tab))
    }

    /// The newest window that a page opened and that is none of `known`; waits until there is one.
    pub async fn expect_window_beside(&self, known: &[Self]) -> Result<Self, Failure> {
        let mut newest = None;
        wait::until_true(self, "a new window", "the page has opened no new window", async || {
            let open = self.tab.windows(self.answer_by()).await?;
            newest = open.into_iter().rfind(|tab| !known.iter().any(|page| page.tab.window() == tab.window()));
            Ok(newest.is_some())
        })
        .await?;
        let tab = newest.expect("until_true ended because there is one");
        Ok(self.beside(tab))
    }

    /// The windows that this page opened and that are still there, oldest first.
    pub async fn windows(&self) -> Result<Vec<Self>, Failure> {
        self.touch();
        match self.tab.windows(self.answer_by()).await {
            Ok(tabs) => Ok(tabs.into_iter().map(|tab| self.beside(tab)).collect()),
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// Waits until this window has been closed.
    pub async fn expect_closed(&self) -> Result<(), Failure> {
        wait::until_true(self, "the window to close", "the window is still open", async || {
            Ok(!self.tab.is_open(self.answer_by()).await)
        })
        .await
    }
}
