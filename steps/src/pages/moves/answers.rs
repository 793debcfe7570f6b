//! What a customer answers to the fields of a page, by what each asks for.

use shopper_browser::Locator;

use super::asked::all_names;
use super::{Errand, Move, Progress};
use crate::pages::Purpose;
use crate::pages::view::{Field, View, holds, same};
use crate::shop::Shop;
use crate::words::Word;

/// What goes into one field.
pub(crate) struct Answer {
    pub(crate) field: Locator,
    pub(crate) purpose: Purpose,
    pub(crate) kind: AnswerKind,
}

/// How it goes in.
pub(crate) enum AnswerKind {
    Type(String),
    TypeSecret(String),
    Select(String),
    /// The names the option may have.
    Pick(Vec<String>),
}

impl Errand {
    pub(super) fn answers_to(&self, view: &View, progress: &mut Progress, shop: &Shop) -> Option<Move> {
        let guest = view.choices.iter().any(|one| one.checked && holds(&one.words, &shop.words(Word::Guest)));
        let logs_in = !guest && view.fields.iter().any(|field| field.input == "password" && !field.disabled);
        let mut answers = Vec::new();
        for field in view.fields.iter().filter(|field| !field.disabled && !field.aside) {
            let Some(purpose) = field.purpose().filter(|purpose| !(logs_in && *purpose == Purpose::Email)) else {
                continue;
            };
            let Some(answer) = self.answer(view, field, purpose) else { continue };
            // A field is answered once for each page it is on; a value that does not stay is told by the browser.
            let key = format!("{} {} {} {} {}", view.path, field.heading, purpose.key(), field.kind, field.attribute);
            if progress.filled.insert(key) {
                progress.done += 1;
                progress.card_given |= purpose == Purpose::CardNumber;
                answers.push(answer);
                if field.kind != "text" {
                    // What a list offers may depend on what was chosen in the one before it.
                    break;
                }
            }
        }
        (!answers.is_empty()).then_some(Move::Fill(answers))
    }

    /// What goes into a field, unless it holds it already.
    fn answer(&self, view: &View, field: &Field, purpose: Purpose) -> Option<Answer> {
        let given = self.answers.iter().find(|(asked, _)| *asked == purpose).map(|(_, value)| value.clone());
        let on_card = || {
            let number = self.card.as_deref()?;
            purpose.on_card(number, &self.print, &self.customer)
        };
        // What the journey says and what is on this card replaces what stands there; a known address stays.
        let insisted = given.or_else(on_card);
        let (insists, value) = (insisted.is_some(), insisted.or_else(|| purpose.answer(&self.customer))?);
        let names = match purpose {
            Purpose::Country => all_names(&value),
            // Lists leave out what goes without saying: `1` for `01`, `34` for `2034`.
            Purpose::ExpiryMonth => vec![value.clone(), value.trim_start_matches('0').to_owned()],
            Purpose::ExpiryYear => vec![value.clone(), value.chars().skip(2).collect()],
            _ => vec![value.clone()],
        };
        let holds_it = names.iter().any(|name| same(&field.value, name));
        let kind = match field.kind.as_str() {
            _ if holds_it => return None,
            "select" => {
                let wanted = |option: &&String| names.iter().any(|name| same(option, name));
                AnswerKind::Select(field.options.iter().find(wanted).cloned().unwrap_or_else(|| value.clone()))
            }
            "combobox" => AnswerKind::Pick(names.clone()),
            _ if !field.value.trim().is_empty() && !insists => return None,
            _ if matches!(purpose, Purpose::CardNumber | Purpose::CardCode) => AnswerKind::TypeSecret(value),
            _ => AnswerKind::Type(value),
        };
        // A list that holds something already and does not offer the answer is left as the shop has it.
        let offered = field.options.iter().any(|option| names.iter().any(|name| same(option, name)));
        if field.kind == "select" && !offered && !insists && !field.chosen.is_empty() {
            return None;
        }
        Some(Answer { field: field.locator(view), purpose, kind })
    }

    pub(super) fn bank_fields(&self, view: &View, progress: &mut Progress) -> Option<Move> {
        self.card.as_ref()?;
        let own = view.fields.iter().any(|field| field.purpose() == Some(Purpose::CardNumber));
        let words = ["card".to_owned(), "karte".to_owned(), "carte".to_owned(), "tarjeta".to_owned()];
        let framed = view.frames.iter().any(|frame| frame.height < 100 && holds(&frame.title, &words));
        (framed && !own && progress.filled.insert(format!("{} bank", view.path))).then(|| {
            progress.card_given = true;
            Move::FillBank
        })
    }
}
