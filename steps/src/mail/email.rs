//! What a person reads in a mail: subject, words, links. MIME, character sets and encodings are `mail-parser`'s.

use std::sync::LazyLock;

use mail_parser::{Address, Message, MessageParser};
use regex::Regex;

/// A mail as its reader sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Email {
    pub(crate) subject: String,
    /// Everybody it is sent to, in lower case.
    pub(crate) to: Vec<String>,
    /// Its words, white space collapsed.
    pub(crate) text: String,
    /// What each link is called, and where it leads.
    pub(crate) links: Vec<(String, String)>,
}

static ANCHOR: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?is)<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))[^>]*>(.*?)</a>"#;
    Regex::new(pattern).expect("a constant pattern")
});
static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<[^>]*>").expect("a constant pattern"));
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"https?://[^\s<>"']*[^\s<>"'.,;:!?)]"#).expect("a constant pattern"));

impl Email {
    /// Reads a mail as it was sent; nothing when it is none.
    pub(crate) fn read(raw: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(raw)?;
        let text =
            (0..message.text_body_count()).filter_map(|part| message.body_text(part)).collect::<Vec<_>>().join(" ");
        let html =
            (0..message.html_body_count()).filter_map(|part| message.body_html(part)).collect::<Vec<_>>().join(" ");
        let mut links: Vec<(String, String)> = ANCHOR
            .captures_iter(&html)
            .filter_map(|found| {
                let address = found.get(1).or_else(|| found.get(2)).or_else(|| found.get(3))?.as_str();
                let name = found.get(4).map_or("", |name| name.as_str());
                Some((plain(&TAG.replace_all(name, " ")), entities(address)))
            })
            .collect();
        let written = ADDRESS.find_iter(&text).map(|found| (String::new(), found.as_str().to_owned()));
        let more: Vec<_> = written.filter(|(_, address)| !links.iter().any(|(_, known)| known == address)).collect();
        links.extend(more);
        Some(Self {
            subject: plain(message.subject().unwrap_or_default()),
            to: recipients(&message),
            text: plain(&text),
            links,
        })
    }

    /// Where the one link leads that is called so; any name when there is none given.
    pub(crate) fn link(&self, name: Option<&str>) -> Result<&str, String> {
        let wanted = name.map(str::to_lowercase);
        let fits = |(called, address): &&(String, String)| {
            address.starts_with("http") && wanted.as_ref().is_none_or(|wanted| called.to_lowercase().contains(wanted))
        };
        let mut found: Vec<&str> = self.links.iter().filter(fits).map(|(_, address)| address.as_str()).collect();
        found.dedup();
        match found.as_slice() {
            [one] => Ok(one),
            [] => Err(format!("it has {}", self.links_told())),
            [first, rest @ ..] if rest.iter().all(|other| other == first) => Ok(first),
            many => Err(format!("it has {} such links: {}", many.len(), self.links_told())),
        }
    }

    fn links_told(&self) -> String {
        let names: Vec<String> = self.links.iter().take(6).map(|(name, _)| format!("\"{name}\"")).collect();
        if names.is_empty() { "no link".to_owned() } else { format!("the links {}", names.join(", ")) }
    }
}

fn recipients(message: &Message<'_>) -> Vec<String> {
    let fields = [message.to(), message.cc(), message.bcc()].into_iter().flatten();
    let addresses = fields.flat_map(|field: &Address<'_>| field.iter());
    addresses.filter_map(|one| one.address()).map(str::to_lowercase).collect()
}

fn plain(text: &str) -> String {
    entities(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The few entities that stand in addresses and in what links are called.
fn entities(text: &str) -> String {
    let pairs = [("&nbsp;", " "), ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: Shop <shop@example.com>\r\nTo: \"Mary, S\" <Mary@Example.com>, b@example.com\r\n\
        Subject: =?UTF-8?Q?Ihre_Bestellung_=E2=82=AC?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Sie haben 64,98=C2=A0=E2=82=AC\r\n  bezahlt: http://shop.example/o?a=3D1&b=3D2.\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
        <p>Sie haben <b>64,98 \u{20ac}</b></p><a class=x href='http://shop.example/o?a=1&amp;b=2'><b>Zur</b>\r\n\
        Bestellung</a> <a href=\"http://shop.example/help\">Hilfe</a>\r\n--b--\r\n";

    #[test]
    fn a_mail_is_read_as_a_person_reads_it() {
        let email = Email::read(MAIL.as_bytes()).expect("it is a mail");
        assert_eq!(email.subject, "Ihre Bestellung €");
        assert_eq!(email.to, ["mary@example.com", "b@example.com"]);
        assert_eq!(email.text, "Sie haben 64,98 € bezahlt: http://shop.example/o?a=1&b=2.");
        let order = "http://shop.example/o?a=1&b=2";
        assert_eq!(email.links[0], ("Zur Bestellung".to_owned(), order.to_owned()));
        assert_eq!(email.link(Some("zur bestellung")), Ok(order));
        assert!(email.link(None).unwrap_err().starts_with("it has 2 such links"));
        assert!(email.link(Some("Konto")).unwrap_err().contains("\"Hilfe\""));
    }

    #[test]
    fn a_mail_of_html_alone_has_words_and_one_of_text_alone_has_links() {
        let html = "To: a@b.c\r\nContent-Type: text/html\r\n\r\n<p>Hello</p><p>you</p>";
        assert_eq!(Email::read(html.as_bytes()).unwrap().text, "Hello you");
        let text = "To: a@b.c\r\n\r\nGo to http://shop.example/p/x, please.";
        assert_eq!(Email::read(text.as_bytes()).unwrap().link(None), Ok("http://shop.example/p/x"));
    }
}
