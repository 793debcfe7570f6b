//! An inbox with an HTTP API. All of them answer with a list of mails in JSON; each entry has the mail as it was sent, or
//! an id to ask for it with. Understood are a bare list (`MailCrab`), `messages` (`Mailpit`) and `items` (`MailHog`).

use serde_json::Value;
use url::Url;

use super::{Email, MailSettings};
use crate::http::{self, Untold};

/// More mails than this are not read; the newest come first in all of them.
const MOST: usize = 50;
/// Whose settings are named when it cannot be asked.
const OF: &str = "[mail]";

pub(super) struct Inbox {
    list: String,
    raw: String,
    authorization: String,
}

impl Inbox {
    pub(super) fn new(settings: &MailSettings) -> Result<Self, String> {
        for address in [&settings.http, &settings.raw].into_iter().filter(|address| !address.is_empty()) {
            let sample = address.replace("{address}", "a").replace("{id}", "1");
            if !Url::parse(&sample).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
                return Err(format!("\"{address}\" in [mail] is no web address"));
            }
        }
        let MailSettings { http, raw, authorization, .. } = settings.clone();
        Ok(Self { list: http, raw, authorization })
    }

    pub(super) async fn mails_to(&self, address: &str) -> Result<Vec<Email>, Untold> {
        let url = parse(&self.list.replace("{address}", &http::encoded(address)))?;
        let answer = http::json(&url, &self.authorization, OF).await?;
        let entries = entries(&answer).ok_or_else(|| {
            Untold::never("the inbox answers with no list of mails", "correct the address in [mail] http of shop.toml")
        })?;
        let mut mails = Vec::new();
        for entry in entries.iter().take(MOST) {
            let raw = match (sent(entry), id(entry)) {
                (Some(raw), _) => raw.to_owned(),
                (None, Some(id)) if !self.raw.is_empty() => {
                    let url = parse(&self.raw.replace("{id}", &http::encoded(&id)))?;
                    http::text(&url, &self.authorization, OF).await?
                }
                _ => {
                    let mend = "name the address of one mail in [mail] raw of shop.toml";
                    return Err(Untold::never("the inbox's list has no mails in full", mend));
                }
            };
            mails.extend(Email::read(raw.as_bytes()));
        }
        let wanted = address.to_lowercase();
        mails.retain(|mail| mail.to.contains(&wanted));
        mails.reverse();
        Ok(mails)
    }
}

fn parse(address: &str) -> Result<Url, Untold> {
    Url::parse(address)
        .map_err(|_| Untold::never(format!("\"{address}\" is no web address"), "correct [mail] in shop.toml"))
}

fn entries(answer: &Value) -> Option<&Vec<Value>> {
    answer.as_array().or_else(|| ["messages", "items"].iter().find_map(|key| answer[key].as_array()))
}

/// The mail as it was sent, where the list has it.
fn sent(entry: &Value) -> Option<&str> {
    entry.pointer("/Raw/Data").or_else(|| entry.get("raw")).and_then(Value::as_str)
}

fn id(entry: &Value) -> Option<String> {
    let id = ["ID", "id", "Id", "_id"].iter().find_map(|key| entry.get(key))?;
    id.as_str().map(str::to_owned).or_else(|| id.as_u64().map(|number| number.to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_of_the_known_inboxes_are_understood() {
        let mailpit = json!({"total": 1, "messages": [{"ID": "abc", "To": [{"Address": "a@b.c", "Name": ""}]}]});
        assert_eq!(id(&entries(&mailpit).unwrap()[0]).as_deref(), Some("abc"));
        let mailhog = json!({"total": 1, "items": [{"ID": "x@y", "Raw": {"Data": "To: a@b.c\r\n\r\nhello"}}]});
        assert_eq!(sent(&entries(&mailhog).unwrap()[0]), Some("To: a@b.c\r\n\r\nhello"));
        let bare = json!([{"id": 7}]);
        assert_eq!(id(&entries(&bare).unwrap()[0]).as_deref(), Some("7"));
        assert!(entries(&json!({"error": "no"})).is_none());
    }
}
