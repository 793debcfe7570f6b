//! What the shop itself says of its stock and its orders, where the settings tell whom to ask.

use serde_json::Value;

use crate::http::{self, Untold};
use crate::shop::{Book, Shop};

impl Book {
    /// Whether the settings name it.
    pub(crate) fn is_given(&self) -> bool {
        !self.url.is_empty()
    }

    async fn read(&self, shop: &Shop, of: &str, names: &[(&str, &str)]) -> Result<Value, Untold> {
        let filled = names
            .iter()
            .fold(self.url.clone(), |url, (name, value)| url.replace(&format!("{{{name}}}"), &http::encoded(value)));
        let url = shop
            .url
            .join(&filled)
            .map_err(|_| Untold::never(format!("\"{filled}\" is no address"), &format!("correct url in {of}")))?;
        let answer = http::json(&url, &self.authorization, of).await?;
        answer.pointer(&self.field).cloned().ok_or_else(|| {
            let what = format!("the answer has nothing at \"{}\"", self.field);
            Untold::never(what, &format!("correct field in {of} of shop.toml, a JSON pointer such as \"/data/stock\""))
        })
    }

    /// How many pieces of a product are left.
    pub(crate) async fn stock_of(&self, shop: &Shop, product: &str) -> Result<i64, Untold> {
        let found = self.read(shop, "[stock]", &[("product", product), ("slug", &slug(product))]).await?;
        let number = found.as_i64().or_else(|| found.as_str().and_then(|text| text.trim().parse().ok()));
        number.ok_or_else(|| {
            let what = format!("the stock is told as {}, which is no whole number", kind(&found));
            Untold::never(what, "correct field in [stock] of shop.toml")
        })
    }

    /// How many orders were placed with an email address: a number, or entries that have it.
    pub(crate) async fn orders_of(&self, shop: &Shop, email: &str) -> Result<usize, Untold> {
        let told = self.read(shop, "[orders]", &[("email", email)]).await?;
        counted(&told, email).map_err(|why| Untold::never(why, TELL_WHOSE))
    }
}

const TELL_WHOSE: &str = "name an address in [orders] of shop.toml whose entries have the customer's email address, or \
                          one that tells the number of this customer's orders";

/// How many of the orders are this customer's. Entries that name nobody are nobody's, so that nothing can be told of them.
fn counted(told: &Value, email: &str) -> Result<usize, String> {
    match told {
        Value::Array(entries) => {
            let own = entries.iter().filter(|entry| any_text(entry, &|text| text.eq_ignore_ascii_case(email))).count();
            // A masked address is as good as none.
            let named = |text: &str| text.contains('@') && !text.contains('*');
            if own == 0 && !entries.is_empty() && !entries.iter().any(|entry| any_text(entry, &named)) {
                return Err("the orders are told as a list in which no entry has an email address".to_owned());
            }
            Ok(own)
        }
        Value::Number(number) if number.is_u64() => Ok(number.as_u64().unwrap_or(0) as usize),
        other => Err(format!("the orders are told as {}, and not as a list or a number", kind(other))),
    }
}

/// `Blue Mug` as addresses have it: `blue-mug`.
fn slug(name: &str) -> String {
    let plain: String =
        name.to_lowercase().chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Whether a text anywhere in it is so.
fn any_text(entry: &Value, is_so: &dyn Fn(&str) -> bool) -> bool {
    match entry {
        Value::String(text) => is_so(text),
        Value::Array(entries) => entries.iter().any(|entry| any_text(entry, is_so)),
        Value::Object(fields) => fields.values().any(|entry| any_text(entry, is_so)),
        _ => false,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Object(_) => "an object",
        Value::String(_) => "a text",
        Value::Bool(_) => "yes or no",
        Value::Array(_) => "a list",
        Value::Number(_) => "a number of another kind",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_order_belongs_to_who_is_anywhere_in_it() {
        let order = json!({"number": 7, "contact": {"mails": ["A@example.com"]}});
        assert_eq!(counted(&json!([order, {"mail": "b@example.com"}]), "a@example.com"), Ok(1));
        assert_eq!(counted(&json!([order]), "b@example.com"), Ok(0));
        assert_eq!(counted(&json!([]), "a@example.com"), Ok(0));
        assert_eq!(counted(&json!(2), "a@example.com"), Ok(2));
        assert_eq!(slug("Ms. Green's Café, 2 l"), "ms-green-s-café-2-l");
    }

    #[test]
    fn orders_that_name_nobody_are_not_counted_as_none() {
        for list in [json!([{"id": 7}]), json!([{"id": 7, "email": "a***@example.com"}]), json!([1, 2])] {
            let why = counted(&list, "a@example.com").unwrap_err();
            assert!(why.contains("no entry has an email address"), "{why}");
        }
    }
}
