//! Fills in what a page of the checkout asks for.

use std::time::Duration;

use shopper_browser::{Class, Entry, Failure, Locator};

use crate::pages::moves::{Answer, AnswerKind, Errand, Progress};
use crate::pages::{Purpose, Site, View, accept_if};

/// So long a field that has just been seen may be hidden before it counts as taken back.
const COMES_BACK: Duration = Duration::from_secs(1);
/// So long a list that the page has drawn itself may take to show what was chosen in it.
const KEEPS: Duration = Duration::from_secs(1);

impl Site {
    /// Answers field by field. What the page takes back meanwhile is not asked for: the second address of a form that is
    /// hidden by its script where it is the same as the first.
    pub(super) async fn answer(&self, answers: &[Answer], progress: &mut Progress) -> Result<(), Failure> {
        let soon = Site { page: self.page.with_patience_at_most(COMES_BACK), ..self.clone() };
        match soon.answer_each(answers).await {
            Err(failure) if matches!(failure.class, Class::NotActionable | Class::NotFound) => {
                let view = self.now().await?;
                // What is still there may be called otherwise by now: "Address" has become "Address (required)".
                let mut again = Vec::new();
                for answer in answers {
                    match view.fields.iter().find(|field| answer.fits(field)) {
                        Some(field) => again.push(Answer { field: field.locator(&view), ..answer.clone() }),
                        None => progress.take_back(answer),
                    }
                }
                self.answer_each(&again).await
            }
            answered => answered,
        }
    }

    /// Answers field by field; texts that follow each other are typed in one go.
    async fn answer_each(&self, answers: &[Answer]) -> Result<(), Failure> {
        let mut texts: Vec<Entry> = Vec::new();
        for answer in answers {
            match &answer.kind {
                AnswerKind::Type(text) => texts.push(Entry::new(answer.field.clone(), text)),
                AnswerKind::TypeSecret(text) => texts.push(Entry::secret(answer.field.clone(), text)),
                AnswerKind::Select(option) => {
                    self.fill_all(&std::mem::take(&mut texts)).await?;
                    self.choose(&answer.field, option).await?;
                }
                AnswerKind::Pick(names) => {
                    self.fill_all(&std::mem::take(&mut texts)).await?;
                    self.click(&answer.field).await?;
                    self.click(&Locator::role_named("option", names.clone()).first()).await?;
                    self.expect_kept(answer, names).await?;
                }
            }
        }
        self.fill_all(&texts).await
    }

    /// Waits until a list that the page has drawn itself shows what was chosen in it; one that has gone is as good.
    async fn expect_kept(&self, answer: &Answer, names: &[String]) -> Result<(), Failure> {
        let shown = |view: &View| {
            let mut fields = view.fields.iter().filter(|field| field.kind == "combobox");
            fields.find(|field| answer.is_for(field)).map(|field| field.value.clone())
        };
        let mut holds = String::new();
        let soon = Site { page: self.page.with_patience_at_most(KEEPS), ..self.clone() };
        let kept = soon.look("the choice to stay", |view| {
            holds = shown(view).unwrap_or_default();
            let kept = holds.is_empty() || crate::pages::holds(&holds, names);
            accept_if(kept, || format!("it shows \"{holds}\""))
        });
        kept.await.map_err(|failure| {
            let what = format!("{} does not keep \"{}\": it shows \"{holds}\"", answer.field, names[0]);
            Failure { class: Class::ValueNotKept, what, ..failure }
        })
    }

    /// Types the card into the fields of the bank, each in a frame of its own.
    pub(super) async fn fill_bank(&self, errand: &Errand) -> Result<(), Failure> {
        let number = errand.card.as_deref().unwrap_or_default();
        for purpose in [Purpose::CardNumber, Purpose::Expiry, Purpose::CardCode] {
            let text = purpose.on_card(number, &errand.print, &errand.customer).expect("these are on every card");
            let field = purpose.locator(&self.shop);
            self.page.fill_secret(&field, &text).await?;
            self.note_match(purpose.key(), &purpose.means());
        }
        Ok(())
    }
}
