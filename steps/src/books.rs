//! What the shop itself says of its stock and its orders, where the settings tell whom to ask.

use serde_json::Value;

use crate::http;
use crate::shop::{Book, Shop};

impl Book {
    /// Whether the settings name it.
    pub(crate) fn is_given(&self) -> bool {
        !self.url.is_empty()
    }

    async fn read(&self, shop: &Shop, names: &[(&str, &str)]) -> Result<Value, String> {
        let filled = names
            .iter()
            .fold(self.url.clone(), |url, (name, value)| url.replace(&format!("{{{name}}}"), &http::encoded(value)));
        let url = shop.url.join(&filled).map_err(|_| format!("\"{filled}\" is no address"))?;
        let answer = http::json(&url, &self.authorization).await?;
        answer.pointer(&self.field).cloned().ok_or_else(|| format!("the answer has nothing at \"{}\"", self.field))
    }

    /// How many pieces of a product are left.
    pub(crate) async fn stock_of(&self, shop: &Shop, product: &str) -> Result<i64, String> {
        let found = self.read(shop, &[("product", product), ("slug", &slug(product))]).await?;
        let number = found.as_i64().or_else(|| found.as_str().and_then(|text| text.trim().parse().ok()));
        number.ok_or_else(|| format!("the stock is told as {found}, which is no whole number"))
    }

    /// How many orders were placed with an email address: a number, or entries that have it.
    pub(crate) async fn orders_of(&self, shop: &Shop, email: &str) -> Result<usize, String> {
        match self.read(shop, &[("email", email)]).await? {
            Value::Array(entries) => Ok(entries.iter().filter(|entry| mentions(entry, email)).count()),
            Value::Number(number) if number.is_u64() => Ok(number.as_u64().unwrap_or(0) as usize),
            other => Err(format!("the orders are told as {}, and not as a list or a number", kind(&other))),
        }
    }
}

/// `Blue Mug` as addresses have it: `blue-mug`.
fn slug(name: &str) -> String {
    let plain: String =
        name.to_lowercase().chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

fn mentions(entry: &Value, email: &str) -> bool {
    match entry {
        Value::String(text) => text.eq_ignore_ascii_case(email),
        Value::Array(entries) => entries.iter().any(|entry| mentions(entry, email)),
        Value::Object(fields) => fields.values().any(|entry| mentions(entry, email)),
        _ => false,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Object(_) => "an object",
        Value::String(_) => "a text",
        Value::Bool(_) => "yes or no",
        Value::Array(_) | Value::Number(_) => "something else",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_order_belongs_to_who_is_anywhere_in_it() {
        let order = json!({"number": 7, "contact": {"mails": ["A@example.com"]}});
        assert!(mentions(&order, "a@example.com") && !mentions(&order, "example.com"));
        assert_eq!(slug("Ms. Green's Café, 2 l"), "ms-green-s-café-2-l");
    }
}
