//! What a customer answers to the fields of a page, by what each asks for.

use shopper_browser::Locator;

use super::asked::{all_names, asks_for_log_in};
use super::{Errand, Given, Move, Progress};
use crate::found::Means;
use crate::pages::view::{Field, View, begins, holds, same};
use crate::pages::{Purpose, brand_of};
use crate::secrets::secret_called;
use crate::shop::Shop;
use crate::words::Word;
use crate::world::Account;

/// What goes into one field. No `Debug`: it may be a secret.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) field: Locator,
    /// Where in the document it stands.
    pub(crate) path: String,
    /// Under what it was noted as answered.
    pub(crate) key: String,
    pub(crate) asked: Asked,
    pub(crate) kind: AnswerKind,
}

/// What a field is answered for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It asks for this.
    Meaning(Purpose),
    /// The journey names it by its label.
    Label(Given),
}

impl Asked {
    /// What a message calls it.
    pub(crate) fn key(&self) -> &str {
        match self {
            Asked::Meaning(purpose) => purpose.key(),
            Asked::Label(given) => &given.name,
        }
    }

    /// As a move tells it: `the country`, or the label in quotes.
    pub(super) fn told(&self) -> String {
        match self {
            Asked::Meaning(purpose) => format!("the {}", purpose.key()),
            Asked::Label(given) => format!("\"{}\"", given.name),
        }
    }
}

impl Answer {
    /// Whether the answer can go into this field, which stands where that was which it is for.
    pub(crate) fn fits(&self, field: &Field) -> bool {
        let kind = match self.kind {
            AnswerKind::Type(_) | AnswerKind::TypeSecret(_) => "text",
            AnswerKind::Select(_) => "select",
            AnswerKind::Pick(_) => "combobox",
        };
        field.path == self.path && field.kind == kind && self.is_for(field)
    }

    /// Whether this is the field that it was for.
    pub(crate) fn is_for(&self, field: &Field) -> bool {
        match &self.asked {
            Asked::Meaning(purpose) => field.purpose() == Some(*purpose),
            Asked::Label(given) => given.labels(field),
        }
    }
}

/// How it goes in.
#[derive(Clone)]
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
        let account = self.account.as_ref().filter(|_| asks_for_log_in(view, shop));
        let mut answers = Vec::new();
        progress.note_labels(view);
        if self.must_await_regions(view, progress) {
            return Some(Move::AwaitRegions);
        }
        for field in view.fields.iter().filter(|field| !field.disabled && !field.aside) {
            let labelled = self.answers.iter().find(|given| given.labels(field));
            let Some(asked) = (match labelled {
                Some(given) => Some(Asked::Label(given.clone())),
                None => field.purpose().map(Asked::Meaning),
            }) else {
                continue;
            };
            progress.labelled.extend(labelled.map(|given| given.name.clone()));
            let secret = |account: &Account| AnswerKind::TypeSecret(account.password.clone());
            let kind = match (account, field.purpose()) {
                _ if labelled.is_some() => self.answer(field, &asked, progress),
                (Some(account), Some(Purpose::Email)) => Some(AnswerKind::Type(account.email.clone())),
                (Some(account), Some(Purpose::Password)) => Some(secret(account)),
                (None, Some(Purpose::Email)) if logs_in => None,
                _ => self.answer(field, &asked, progress),
            };
            let Some(kind) = kind else { continue };
            // A field is answered once for each page it is on; a value that does not stay is told by the browser.
            let key = format!("{} {} {} {} {}", view.path, field.heading, asked.key(), field.kind, field.attribute);
            if progress.filled.insert(key.clone()) {
                progress.done += 1;
                let purpose = field.purpose();
                progress.card_given |= purpose == Some(Purpose::CardNumber);
                let by = if labelled.is_some() { None } else { field.asks().map(|(_, by)| by) };
                progress.found.push(field.found(asked.key(), by.unwrap_or(Means::Name), view, shop));
                answers.push(Answer { field: field.locator(view), path: field.path.clone(), key, asked, kind });
                if purpose == Some(Purpose::Country) {
                    progress.countries.insert(view.path.clone());
                }
                if field.kind != "text" {
                    // What a list offers may depend on what was chosen in the one before it.
                    break;
                }
            }
        }
        (!answers.is_empty()).then_some(Move::Fill(answers))
    }

    /// Once on a page where the country has been chosen, and the list of regions does not offer the customer's yet.
    fn must_await_regions(&self, view: &View, progress: &mut Progress) -> bool {
        let waits = progress.countries.contains(&view.path) && !self.offers_region(view);
        waits && progress.regions.insert(view.path.clone())
    }

    /// Whether the customer's region can be given, or is not asked for in a list.
    pub(crate) fn offers_region(&self, view: &View) -> bool {
        let Some(region) = self.given(Purpose::Region).or_else(|| Purpose::Region.answer(&self.customer)) else {
            return true;
        };
        let list = view.fields.iter().find(|field| field.kind == "select" && field.purpose() == Some(Purpose::Region));
        list.is_none_or(|list| !list.disabled && offered(list, std::slice::from_ref(&region)).is_some())
    }

    /// What the journey itself answers to this.
    fn given(&self, purpose: Purpose) -> Option<String> {
        self.answers.iter().find(|given| given.purpose == Some(purpose)).map(|given| given.value.clone())
    }

    /// The names of the brand of the customer's card.
    pub(super) fn brand(&self) -> Vec<String> {
        brand_of(self.card.as_deref().unwrap_or_default()).iter().map(|&name| name.to_owned()).collect()
    }

    /// What goes into a field, unless it holds it already.
    fn answer(&self, field: &Field, asked: &Asked, progress: &Progress) -> Option<AnswerKind> {
        let purpose = match asked {
            Asked::Meaning(purpose) => *purpose,
            Asked::Label(given) => return as_labelled(field, &given.name, &given.value),
        };
        let given = self.given(purpose);
        let on_card = || {
            let number = self.card.as_deref()?;
            purpose.on_card(number, &self.print, &self.customer)
        };
        // What the journey says and what is on this card replaces what stands there; a known address stays.
        let insisted = given.or_else(on_card);
        // Shops ask for other kinds of cards, too, such as credit or debit: those are left as they stand.
        let insists = insisted.is_some() && (purpose != Purpose::CardType || self.given(purpose).is_some());
        let value = insisted.or_else(|| purpose.answer(&self.customer))?;
        let names = match purpose {
            Purpose::Country => all_names(&value),
            Purpose::CardType => self.brand(),
            // Lists leave out what goes without saying: `1` for `01`, `34` for `2034`.
            Purpose::ExpiryMonth => vec![value.clone(), value.trim_start_matches('0').to_owned()],
            Purpose::ExpiryYear => vec![value.clone(), value.chars().skip(2).collect()],
            _ => vec![value.clone()],
        };
        let holds_it = names.iter().any(|name| same(&field.value, name));
        let kind = match field.kind.as_str() {
            // A card that stands there already may be the one before: it is given anew, once.
            _ if holds_it && (purpose != Purpose::CardNumber || progress.card_given) => return None,
            "select" => AnswerKind::Select(offered(field, &names).cloned().unwrap_or_else(|| value.clone())),
            "combobox" => AnswerKind::Pick(names.clone()),
            _ if !field.value.trim().is_empty() && !insists => return None,
            _ if matches!(purpose, Purpose::CardNumber | Purpose::CardCode) => AnswerKind::TypeSecret(value),
            // A field for a number takes no spaces and no plus.
            _ if field.input == "number" => AnswerKind::Type(value.chars().filter(char::is_ascii_digit).collect()),
            _ => AnswerKind::Type(value),
        };
        // A list that holds something already and does not offer the answer is left as the shop has it.
        let optional =
            !field.chosen.is_empty() || purpose == Purpose::CardType || (purpose == Purpose::Region && !field.required);
        if field.kind == "select" && offered(field, &names).is_none() && !insists && optional {
            return None;
        }
        Some(kind)
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

/// What goes into a field that the journey names by its label, unless it holds it already.
fn as_labelled(field: &Field, name: &str, value: &str) -> Option<AnswerKind> {
    let names = [value.to_owned()];
    if same(&field.value, value) {
        return None;
    }
    Some(match field.kind.as_str() {
        "select" => AnswerKind::Select(offered(field, &names).cloned().unwrap_or_else(|| value.to_owned())),
        "combobox" => AnswerKind::Pick(names.into()),
        _ if field.input == "password" || secret_called(name).is_some() => AnswerKind::TypeSecret(value.to_owned()),
        _ => AnswerKind::Type(value.to_owned()),
    })
}

/// The option of a list that is one of these, or begins with one: `Illinois (IL)`.
fn offered<'f>(field: &'f Field, names: &[String]) -> Option<&'f String> {
    let exactly = field.options.iter().find(|option| names.iter().any(|name| same(option, name)));
    exactly.or_else(|| field.options.iter().find(|option| begins(option, names)))
}
