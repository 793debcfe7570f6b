//! Customers who come back: register, log in, log out, earlier orders.

use shopper_browser::{Failure, Locator, Look};

use super::second_factor::asks_code;
use super::view::Button;
use super::{Purpose, Row, Site, View, holds, names};
use crate::failure::unmet;
use crate::found::Means;
use crate::words::Word;
use crate::world::Account;

impl Site {
    /// Goes to the customer's account, or to where one logs in.
    pub(crate) async fn open_account(&self) -> Result<View, Failure> {
        let view = self.close_dialog(self.enter_if_outside().await?).await?;
        let mut pressed = false;
        for word in [Word::Account, Word::LogIn] {
            let words = self.shop.words(word);
            let may = |button: &Button| button.aside && names(&button.name, &words);
            pressed = pressed || self.press_best(&view, word, may).await?;
        }
        // Where no link leads there, the page itself may say all there is to know.
        if !pressed && (self.is_logged_in(&view) || asks_password(&view)) {
            return Ok(view);
        }
        if !pressed && !self.open_path("log in", "").await? {
            let icon = Locator::hint(Word::Account.icons()).first();
            self.click(&icon).await?;
            self.note_match(Word::Account.key(), &[Means::Icon]);
        }
        self.look("the account, or where one logs in", |view| {
            if asks_password(view) || self.is_logged_in(view) {
                Look::Accept(view.clone())
            } else {
                Look::NotYet(format!("the page is {}", view.what()))
            }
        })
        .await
    }

    /// Waits while the page asks for a password and complains at that: the shop has refused, or has not answered yet.
    pub(crate) async fn look_at_answer(&self) -> Result<(), Failure> {
        self.look("the shop's answer", |view| match view.complains() {
            Some(said) if asks_password(view) => {
                Look::NotYet(format!("the page {} asks to log in, and {said}", view.what()))
            }
            _ => Look::Accept(()),
        })
        .await
    }

    /// Whether the page knows the customer: it offers to log out.
    pub(crate) fn is_logged_in(&self, view: &View) -> bool {
        let words = self.shop.words(Word::LogOut);
        view.buttons.iter().any(|button| button.is_hinted(Word::LogOut.key()) || names(&button.name, &words))
    }

    /// Registers an account.
    pub(crate) async fn register(&self, account: &Account) -> Result<(), Failure> {
        let view = self.open_account().await?;
        if self.is_logged_in(&view) {
            return Err(unmet("somebody is logged in already", "log out first"));
        }
        if self.shop.hint(Word::Register.key()).is_some() || !self.open_path("register", "").await? {
            self.press(&view, Word::Register).await?;
        }
        let words = self.shop.words(Word::Register);
        let form = self
            .look("the form for a new account", |view| {
                let titled = view.heads.iter().chain(&view.dialog).any(|title| names(title, &words));
                view.accept_if(titled && asks_password(view), || format!("the page is {}", view.what()))
            })
            .await?;
        self.fill_in_account(&form, account).await?;
        self.send(&form, Word::Register, "the new account").await
    }

    /// Logs in; where the shop then asks for a one-time code, that is the next step's.
    pub(crate) async fn log_in(&self, account: &Account) -> Result<(), Failure> {
        let view = self.open_account().await?;
        if self.is_logged_in(&view) {
            return Ok(());
        }
        self.fill_in_account(&view, account).await?;
        self.send(&view, Word::LogIn, "the customer to be known").await
    }

    /// Asks for the mail that leads to a new password.
    pub(crate) async fn ask_for_password(&self, email: &str) -> Result<(), Failure> {
        let view = self.open_account().await?;
        self.press(&view, Word::ForgotPassword).await?;
        let form = self
            .look("where a new password is asked for", |view| {
                let asks = own_fields(view, Purpose::Email).next().is_some() && !asks_password(view);
                view.accept_if(asks, || format!("the page is {}", view.what()))
            })
            .await?;
        let fields: Vec<_> = own_fields(&form, Purpose::Email).map(|field| field.locator(&form)).collect();
        for field in &fields {
            self.fill(field, email).await?;
        }
        self.page.press("Enter").await?;
        self.look("the shop to say what comes", |view| match new_alert(&form, view) {
            Some(complaint) => Look::Refuse(unmet(format!("the shop says \"{complaint}\""), "check the address")),
            None if view.path != form.path || view.texts().count() != form.texts().count() => Look::Accept(()),
            None => Look::NotYet(format!("the page {} is as it was", view.what())),
        })
        .await
    }

    /// Types a new password, as often as it is asked for, and sends it.
    pub(crate) async fn choose_password(&self, password: &str) -> Result<(), Failure> {
        let form = self
            .look("where the new password is typed", |view| {
                view.accept_if(asks_password(view), || format!("the page is {}", view.what()))
            })
            .await?;
        for field in form.fields.iter().filter(|field| field.input == "password" && !field.disabled && !field.aside) {
            self.page.fill_secret(&field.locator(&form), password).await?;
        }
        self.page.press("Enter").await?;
        self.look("the new password to be taken", |view| match new_alert(&form, view) {
            Some(complaint) => Look::Refuse(unmet(format!("the shop says \"{complaint}\""), "choose another password")),
            None if view.path != form.path || !asks_password(view) => Look::Accept(()),
            None => Look::NotYet("the page still asks for it".to_owned()),
        })
        .await
    }

    async fn fill_in_account(&self, form: &View, account: &Account) -> Result<(), Failure> {
        for field in form.fields.iter().filter(|field| !field.aside && !field.disabled) {
            let locator = field.locator(form);
            if let Some(purpose) = field.purpose() {
                self.note_field(field, purpose, form);
            }
            match field.purpose() {
                Some(Purpose::Email) => self.fill(&locator, &account.email).await?,
                // Whatever shows what is typed is no field for a password.
                Some(Purpose::Password | Purpose::NewPassword) if field.input != "password" => {}
                Some(Purpose::Password | Purpose::NewPassword) => {
                    self.page.fill_secret(&locator, &account.password).await?;
                }
                Some(purpose) => {
                    if let Some(answer) = purpose.answer(&self.shop.customer) {
                        self.fill(&locator, &answer).await?;
                    }
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Presses the form's own button, and waits until the shop knows the customer or says why not.
    async fn send(&self, form: &View, word: Word, wanted: &str) -> Result<(), Failure> {
        let words = self.shop.words(word);
        let may = |button: &Button| !button.link && !button.aside && names(&button.name, &words);
        if !self.press_best(form, word, may).await? {
            self.page.press("Enter").await?;
        }
        let before = form.alerts.clone();
        self.look(wanted, |view| {
            if self.is_logged_in(view) || (word == Word::LogIn && asks_code(view) && !asks_password(view)) {
                return Look::Accept(());
            }
            match view.alerts.iter().find(|text| !before.contains(text)) {
                Some(complaint) => Look::Refuse(unmet(
                    format!("the shop says \"{complaint}\""),
                    "check the account's address and password",
                )),
                None => Look::NotYet(format!("the page {} offers no way to log out", view.what())),
            }
        })
        .await
    }

    /// Logs out.
    pub(crate) async fn log_out(&self) -> Result<(), Failure> {
        let view = self.open_account().await?;
        self.press(&view, Word::LogOut).await?;
        self.look("the shop to forget the customer", |view| {
            if self.is_logged_in(view) {
                Look::NotYet("the shop still offers to log out".to_owned())
            } else {
                Look::Accept(())
            }
        })
        .await
    }

    /// Looks at the customer's earlier orders until `judge` accepts them: one row for each order.
    pub(crate) async fn look_at_orders<T: Send>(
        &self,
        what: &str,
        mut judge: impl FnMut(&[Row]) -> Look<T> + Send,
    ) -> Result<T, Failure> {
        let view = self.open_account().await?;
        let words = self.shop.words(Word::Orders);
        if !view.heads.iter().any(|title| names(title, &words)) {
            self.press(&view, Word::Orders).await?;
        }
        self.look(what, |view| {
            if !view.heads.iter().any(|title| holds(title, &words)) {
                return Look::NotYet(format!("the page {} shows no orders", view.what()));
            }
            judge(&view.rows)
        })
        .await
    }
}

/// Fields of the page itself that ask for this.
fn own_fields(view: &View, purpose: Purpose) -> impl Iterator<Item = &super::view::Field> {
    let own = move |field: &&super::view::Field| !field.aside && !field.disabled && field.purpose() == Some(purpose);
    view.fields.iter().filter(own)
}

/// A message that was not there before.
pub(super) fn new_alert<'v>(before: &View, now: &'v View) -> Option<&'v String> {
    now.alerts.iter().find(|text| !before.alerts.contains(text))
}

fn asks_password(view: &View) -> bool {
    view.fields.iter().any(|field| field.input == "password")
}
