//! Forms in frames of other sites, and what a customer cannot answer.

use super::asked::still_missing;
use super::{Errand, asks_for_bank};
use crate::pages::Purpose;
use crate::pages::view::{View, holds};
use crate::shop::Shop;

/// A frame that is lower than this holds one field, as those of banks do.
const ONE_FIELD: i64 = 100;

impl View {
    /// Whether a frame of another site may ask the customer something that is not the bank's to ask.
    pub(crate) fn has_form_elsewhere(&self, shop: &Shop) -> bool {
        let asks =
            |word: &[&str], title: &str| holds(title, &word.iter().map(|&word| word.to_owned()).collect::<Vec<_>>());
        let of_form = |title: &str| {
            asks(
                &[
                    "address",
                    "checkout",
                    "customer",
                    "shipping",
                    "delivery",
                    "adresse",
                    "kasse",
                    "lieferung",
                    "livraison",
                    "dirección",
                    "envío",
                ],
                title,
            )
        };
        // A frame without a title may be an advertisement: it is asked only where the page itself asks nothing.
        let bare = self.fields.iter().all(|field| field.aside);
        let may_ask = |title: &str| of_form(title) || (title.is_empty() && bare);
        !asks_for_bank(self, shop)
            && self.frames.iter().any(|frame| frame.foreign && frame.height > ONE_FIELD && may_ask(&frame.title))
    }

    /// The page with what its frames ask; the page itself comes first.
    pub(crate) fn joined(views: Vec<View>) -> View {
        let mut views = views.into_iter();
        let mut page = views.next().unwrap_or_default();
        for (number, frame) in (1..).zip(views) {
            // Forms of different documents are different forms.
            let form = |form: i32| if form < 0 { form } else { form + 1000 * number };
            page.fields.extend(frame.fields.into_iter().map(|mut field| {
                field.form = form(field.form);
                field
            }));
            page.buttons.extend(frame.buttons.into_iter().map(|mut button| {
                button.form = form(button.form);
                button
            }));
            page.choices.extend(frame.choices);
            page.alerts.extend(frame.alerts);
        }
        page
    }
}

impl Errand {
    /// How the required fields that are still empty come to be filled in; nothing when none is.
    pub(crate) fn how_to_fill(&self, view: &View, shop: &Shop) -> Option<String> {
        let field = *still_missing(view, shop).first()?;
        let name = if field.has_name() { field.name.trim_end_matches(['*', ' ']) } else { "its name" };
        Some(match field.purpose().filter(|purpose| self.customer_gives(*purpose)) {
            Some(purpose) => {
                let key = purpose.setting();
                format!(
                    "give the customer one: `{key} = \"...\"` under [customer] in shopper.toml, or `| {} | ... |` in the step's table",
                    purpose.key()
                )
            }
            None => format!(
                "answer it with a row `| {name} | ... |` under `I check out as a guest with this address:` or `I fill in my address`"
            ),
        })
    }

    fn customer_gives(&self, purpose: Purpose) -> bool {
        let named = crate::shop::Customer::default();
        purpose.answer(&named).is_some() || (purpose == Purpose::Street2 && self.customer.street2.is_empty())
    }
}

impl Purpose {
    /// The key of its setting under `[customer]`.
    fn setting(self) -> String {
        match self {
            Purpose::Street2 => "street2".to_owned(),
            Purpose::FullName | Purpose::AnyName => "first-name".to_owned(),
            other => other.key().replace(' ', "-"),
        }
    }
}
