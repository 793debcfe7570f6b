//! The second factor: where a shop asks for a one-time code, in one field or in a box for each digit.

use shopper_browser::{Entry, Failure, Look};

use super::account::new_alert;
use super::acts::ESCAPE;
use super::view::{Button, Field};
use super::{Purpose, Site, View, names};
use crate::failure::unmet;
use crate::words::Word;

/// Fewer boxes beside each other are no boxes for digits.
const FEWEST_BOXES: usize = 4;

impl Site {
    /// Waits until the shop asks for a one-time code.
    pub(crate) async fn code_form(&self) -> Result<View, Failure> {
        self.look("the field for the one-time code", |view| {
            view.accept_if(asks_code(view), || format!("the page {} asks for no one-time code", view.what()))
        })
        .await
    }

    /// Types a one-time code into its form, and waits until it is taken.
    pub(crate) async fn enter_code(&self, form: &View, code: &str) -> Result<(), Failure> {
        let fields = code_fields(form);
        let entry = |field: &&Field, text: String| Entry::secret(field.locator(form), text);
        let entries: Vec<Entry> = match fields.as_slice() {
            [one] => vec![entry(one, code.to_owned())],
            boxes if boxes.len() == code.chars().count() => {
                boxes.iter().zip(code.chars()).map(|(field, digit)| entry(field, digit.to_string())).collect()
            }
            boxes => {
                let what = format!("the page has {} boxes for a code of {} digits", boxes.len(), code.chars().count());
                return Err(unmet(what, "how many digits [one-time-codes] makes stands in its otpauth:// address"));
            }
        };
        self.fill_all(&entries).await?;
        let sent = self.send_code(form, fields.len() > 1).await;
        let taken = self.look("the one-time code to be taken", |view| match new_alert(form, view) {
            Some(complaint) => Look::Refuse(unmet(
                format!("the shop says \"{complaint}\""),
                "check the secret in [one-time-codes], and the clock of this machine",
            )),
            None if code_fields(view).is_empty() => Look::Accept(()),
            None => Look::NotYet("the page still asks for it".to_owned()),
        });
        // Where the page has gone on by itself meanwhile, there was nothing left to press.
        taken.await.or_else(|failure| sent.and(Err(failure)))
    }

    /// Sends it, unless the page does that by itself once the last digit is there.
    async fn send_code(&self, form: &View, boxes: bool) -> Result<(), Failure> {
        if boxes {
            let soon = self.with_patience(ESCAPE);
            let gone = soon.look("the code to be sent", |view| {
                view.accept_if(code_fields(view).is_empty() || new_alert(form, view).is_some(), String::new)
            });
            if gone.await.is_ok() {
                return Ok(());
            }
        }
        let view = self.now().await?;
        let Some(own) = code_fields(&view).first().map(|field| field.form) else { return Ok(()) };
        for word in [Word::Verify, Word::LogIn, Word::Continue] {
            let words = self.shop.words(word);
            let may = |button: &Button| {
                !button.link && !button.aside && (own < 0 || button.form == own) && names(&button.name, &words)
            };
            if self.press_best(&view, word, may).await? {
                return Ok(());
            }
        }
        self.page.press("Enter").await
    }
}

/// Whether the page asks for a one-time code.
pub(super) fn asks_code(view: &View) -> bool {
    !code_fields(view).is_empty()
}

/// Where the code goes: one field, or boxes beside each other that take a digit each.
fn code_fields(view: &View) -> Vec<&Field> {
    let own = |field: &&Field| field.kind == "text" && !field.aside && !field.disabled;
    let of = |purpose: Purpose| view.fields.iter().filter(own).find(|field| field.purpose() == Some(purpose));
    // A security code that no card is asked for with is one of these, too.
    let card = of(Purpose::CardNumber).or_else(|| of(Purpose::Expiry)).is_some();
    let named = of(Purpose::OneTimeCode).or_else(|| of(Purpose::CardCode).filter(|_| !card));
    let boxes: Vec<&Field> = view.fields.iter().filter(own).filter(|field| field.longest == 1).collect();
    let together = boxes.iter().all(|field| field.form == boxes[0].form);
    if boxes.len() >= FEWEST_BOXES && together && named.is_none_or(|field| field.longest == 1) {
        return boxes;
    }
    named.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(fields: &[(&str, &str, i32)]) -> View {
        let field = |(name, token, longest): &(&str, &str, i32)| Field {
            kind: "text".to_owned(),
            name: (*name).to_owned(),
            token: (*token).to_owned(),
            longest: *longest,
            ..Field::default()
        };
        View { fields: fields.iter().map(field).collect(), ..View::default() }
    }

    #[test]
    fn a_code_is_asked_for_in_one_field_or_in_boxes() {
        for (fields, count) in [
            (&[("Code", "one-time-code", -1)][..], 1),
            (&[("Enter the 6-digit code", "", 6)], 1),
            (&[("Bestätigungscode", "", -1)], 1),
            (&[("Code de vérification", "", -1)], 1),
            (&[("Código de verificación", "", -1)], 1),
            (&[("Security code", "", -1)], 1),
            (&[("Card number", "", -1), ("Security code", "", -1)], 0),
            (&[("Coupon code", "", -1)], 0),
            (&[("Email", "", -1), ("Password", "", -1)], 0),
            (&[("1", "one-time-code", 1), ("2", "", 1), ("3", "", 1), ("4", "", 1), ("5", "", 1), ("6", "", 1)], 6),
            (&[("", "", 1), ("", "", 1), ("", "", 1), ("", "", 1)], 4),
            (&[("Initial", "", 1)], 0),
        ] {
            assert_eq!(code_fields(&view(fields)).len(), count, "{fields:?}");
        }
    }
}
