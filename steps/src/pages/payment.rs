//! The bank's question whether it is really the customer: in frames within frames, or in a window of its own.

use shopper_browser::{Failure, Locator, Look, Page};

use super::moves::{End, Until, asks_for_bank};
use super::view::Button;
use super::{Site, View};
use crate::found::Means;
use crate::words::Word;
use crate::world::World;

impl World {
    /// Answers the bank, and goes on with the checkout.
    pub(crate) async fn answer_bank(&mut self, answer: Word) -> Result<End, Failure> {
        let site = self.site();
        let view = site.bank_question().await?;
        let bank = site.bank_page(&view).await?;
        let button = site.hinted_or(answer, Locator::button(self.shop.named(answer)));
        let button = button.first().named(&format!("the bank's button to {}", answer.key()));
        self.diary.begin(&self.page, format!("told the bank to {}", answer.key()));
        bank.click(&button).await?;
        self.diary.done();
        site.note_match(answer.key(), &[Means::Name]);
        self.go_on_after_bank().await
    }

    /// Lets the bank wait until it gives up, as long as the step has time.
    pub(crate) async fn ignore_bank(&mut self) -> Result<End, Failure> {
        let site = self.site();
        let view = site.bank_question().await?;
        // Where the bank asks in a window of its own, nobody is asked before it is open.
        site.bank_page(&view).await?;
        let page = self.page.clone();
        let left = page.deadline().saturating_duration_since(tokio::time::Instant::now());
        self.page = page.with_patience(left);
        let end = self.go_on_after_bank().await;
        self.page = page;
        end
    }

    async fn go_on_after_bank(&mut self) -> Result<End, Failure> {
        self.memory.progress.answered_bank = true;
        self.memory.progress.paid = true;
        let errand = match self.memory.errand.take() {
            Some(errand) => errand,
            None => self.errand(None, Until::Placed)?,
        };
        self.go_through(errand).await
    }
}

impl Site {
    /// Waits until the bank asks.
    pub(crate) async fn bank_question(&self) -> Result<View, Failure> {
        self.look("the bank's question", |view| {
            if asks_for_bank(view, &self.shop) {
                Look::Accept(view.clone())
            } else {
                Look::NotYet(format!("the page is {}, and the bank asks nothing", view.what()))
            }
        })
        .await
    }

    /// Where the bank asks: this page with its frames, or the window that is or can be opened.
    async fn bank_page(&self, view: &View) -> Result<Page, Failure> {
        let words = self.shop.words(Word::BankWindow);
        let leads = |button: &Button| button.is_hinted(Word::BankWindow.key()) || super::begins(&button.name, &words);
        let in_window = view.buttons.iter().any(leads);
        if !in_window {
            return Ok(self.page.clone());
        }
        if let Some(window) = self.page.windows().await?.pop() {
            return Ok(window);
        }
        self.press(view, Word::BankWindow).await?;
        self.page.expect_window().await
    }
}
