//! What is around a page: its dialogs, its window, the cookies that its host has left.

use crate::failure::Failure;
use crate::page::Page;
use crate::wait;

impl Page {
    /// Waits until a dialog (`alert`, `confirm`, `prompt`) is open, and gives what it says.
    pub async fn expect_dialog(&self) -> Result<String, Failure> {
        wait::polled(self, "a dialog", async || {
            Ok(self.tab().dialog(self.answer_by()).await?.ok_or_else(|| "no dialog is open".to_owned()))
        })
        .await
    }

    /// Waits until an open dialog says something that `judge` accepts; it gives what is wrong.
    pub async fn expect_dialog_that(&self, mut judge: impl FnMut(&str) -> Option<String>) -> Result<(), Failure> {
        wait::polled(self, "a dialog", async || {
            Ok(match self.tab().dialog(self.answer_by()).await? {
                None => Err("no dialog is open".to_owned()),
                Some(text) => judge(&text).map_or(Ok(()), Err),
            })
        })
        .await
    }

    /// Whether it is the same window.
    pub fn is(&self, other: &Self) -> bool {
        self.tab().window() == other.tab().window()
    }

    /// Closes this window.
    pub async fn close(&self) -> Result<(), Failure> {
        self.about_to_act().await;
        match self.tab().close_window(self.answer_by()).await {
            Ok(()) => self.expect_closed().await,
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// Keeps a cookie for the host and path of `url`.
    pub async fn set_cookie(&self, url: &str, name: &str, value: &str) -> Result<(), Failure> {
        self.about_to_act().await;
        match self.tab().set_cookie(url, name, value, self.answer_by()).await {
            Ok(()) => Ok(()),
            Err(error) => Err(wait::told(self, error).await),
        }
    }

    /// Waits until `judge` accepts the names of the cookies that the page's host has left; it gives what is wrong.
    pub async fn expect_cookies(&self, mut judge: impl FnMut(&[String]) -> Option<String>) -> Result<(), Failure> {
        wait::polled(self, "the cookies", async || {
            let names = self.tab().cookies(self.answer_by()).await?;
            Ok(judge(&names).map_or(Ok(()), Err))
        })
        .await
    }
}
