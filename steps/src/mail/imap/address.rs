//! The address of a mailbox, `imaps://USER@HOST:PORT/FOLDER` (after RFC 5092), and what can be wrong with it.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::mail::MailSettings;

/// What is wrong with the settings of a mailbox: the key to blame, what it is, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailMistake {
    /// The key in `[mail]`.
    pub key: &'static str,
    /// What is wrong, in one line and without a secret.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

/// Where a mailbox is, and whose it is.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) encrypted: bool,
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) user: String,
    pub(super) password: String,
    pub(super) folder: String,
}

impl MailSettings {
    /// What is wrong with them; nothing when a mailbox can be opened from them, or none is named.
    pub fn mistake(&self) -> Option<MailMistake> {
        let named = [("smtp-sink", &self.smtp_sink), ("http", &self.http), ("imap", &self.imap)];
        let named: Vec<&'static str> =
            named.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, _)| key).collect();
        match named.as_slice() {
            [first, second, ..] => Some(MailMistake {
                key: second,
                what: format!("[mail] names both {first} and {second}: one mailbox is enough"),
                mend: format!("take out `{first}` or `{second}`"),
            }),
            ["imap"] => Address::of(self).err(),
            _ if !self.password.is_empty() => Some(MailMistake {
                key: "password",
                what: "[mail] has a password, and no `imap` that it is for".to_owned(),
                mend: format!("name the mailbox, {EXPECTED}, or take the password out"),
            }),
            _ => None,
        }
    }
}

const EXPECTED: &str = "imap = \"imaps://USER@HOST/FOLDER\"";

impl Address {
    /// The mailbox that the settings name in `imap`.
    pub(super) fn of(settings: &MailSettings) -> Result<Self, MailMistake> {
        let wrong = |key, what: String, mend: &str| Err(MailMistake { key, what, mend: mend.to_owned() });
        let Ok(url) = Url::parse(settings.imap.trim()) else {
            return wrong("imap", "the address of the mailbox cannot be read".to_owned(), &format!("write {EXPECTED}"));
        };
        let encrypted = match url.scheme() {
            "imaps" => true,
            "imap" => false,
            other => {
                let what = format!("the mailbox cannot be read over {other}");
                return wrong(
                    "imap",
                    what,
                    &format!("write imaps:// (or imap:// within your own network): {EXPECTED}"),
                );
            }
        };
        let Some(host) = url.host_str().filter(|host| !host.is_empty()).map(plain) else {
            return wrong("imap", "the address of the mailbox names no host".to_owned(), &format!("write {EXPECTED}"));
        };
        let user = plain(url.username());
        if user.is_empty() {
            let mend = format!("write {EXPECTED}, an @ in the user's name as %40");
            return wrong("imap", "the address of the mailbox names no user".to_owned(), &mend);
        }
        let password = match (url.password().map(plain), settings.password.clone()) {
            (Some(_), own) if !own.is_empty() => {
                let what = "the password of the mailbox stands in `imap` and in `password`".to_owned();
                return wrong("password", what, "take it out of the address");
            }
            (Some(within), _) if !within.is_empty() => within,
            (_, own) if !own.is_empty() => own,
            _ => {
                let what = format!("the mailbox of \"{user}\" has no password");
                return wrong(
                    "imap",
                    what,
                    "set SHOPPER_MAIL_PASSWORD, or name the variable that holds it: password = { env = \"MAIL_PASSWORD\" }",
                );
            }
        };
        let folder = plain(url.path().trim_start_matches('/'));
        if [&user, &password, &folder].into_iter().any(|text| text.contains(|sign: char| sign.is_control())) {
            let what = "user, password or folder of the mailbox has a line break in it".to_owned();
            return wrong("imap", what, "write them in one line");
        }
        let folder = if folder.is_empty() { "INBOX".to_owned() } else { folder };
        let port = url.port().unwrap_or(if encrypted { 993 } else { 143 });
        Ok(Self { encrypted, host, port, user, password, folder })
    }

    /// The server as it may be shown.
    pub(super) fn shown(&self) -> String {
        format!("{}://{}:{}", if self.encrypted { "imaps" } else { "imap" }, self.host, self.port)
    }

    /// The folder as a command has it: in the modified UTF-7 of RFC 3501 section 5.1.3, and quoted.
    pub(super) fn quoted_folder(&self) -> String {
        quoted(&utf7(&self.folder))
    }
}

/// The password that stands in the address of a mailbox, as it is written there and as it is meant.
pub fn passwords_in(address: &str) -> Vec<String> {
    let Some(written) = Url::parse(address.trim()).ok().and_then(|url| url.password().map(str::to_owned)) else {
        return Vec::new();
    };
    vec![plain(&written), written]
}

/// Whether nobody between us and that address is a stranger: this machine, or a network without public addresses.
pub(super) fn is_near(peer: IpAddr) -> bool {
    match peer.to_canonical() {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private() || peer.is_link_local(),
        IpAddr::V6(peer) => peer.is_loopback() || peer.is_unique_local() || peer.is_unicast_link_local(),
    }
}

/// A text as a quoted string of a command.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn plain(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn utf7(name: &str) -> String {
    let (mut written, mut other) = (String::new(), Vec::new());
    let close = |written: &mut String, other: &mut Vec<u8>| {
        if !other.is_empty() {
            let base64 = STANDARD_NO_PAD.encode(std::mem::take(other)).replace('/', ",");
            written.extend(["&", &base64, "-"]);
        }
    };
    for sign in name.chars() {
        if matches!(sign, ' '..='~') {
            close(&mut written, &mut other);
            written.push(sign);
            if sign == '&' {
                written.push('-');
            }
        } else {
            other.extend(sign.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
        }
    }
    close(&mut written, &mut other);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(imap: &str, password: &str) -> MailSettings {
        MailSettings { imap: imap.to_owned(), password: password.to_owned(), ..MailSettings::default() }
    }

    #[test]
    fn an_address_says_where_and_whose_the_mailbox_is() {
        let address = Address::of(&settings("imaps://anna%40shop.example@mail.example/Tests/Pr%C3%BCfung", "pw")).ok();
        let address = address.unwrap();
        assert_eq!((address.host.as_str(), address.port, address.encrypted), ("mail.example", 993, true));
        assert_eq!((address.user.as_str(), address.password.as_str()), ("anna@shop.example", "pw"));
        assert_eq!(address.quoted_folder(), "\"Tests/Pr&APw-fung\"");
        let address = Address::of(&settings("imap://anna:p%3Aw+1@[::1]:1143", "")).ok().unwrap();
        assert_eq!((address.host.as_str(), address.port, address.encrypted), ("[::1]", 1143, false));
        assert_eq!((address.password.as_str(), address.folder.as_str()), ("p:w+1", "INBOX"));
        assert_eq!(address.shown(), "imap://[::1]:1143");
        assert_eq!(passwords_in("imap://anna:p%3Aw+1@[::1]:1143"), ["p:w+1", "p%3Aw+1"]);
        assert_eq!(utf7("A&B \u{1F4EB}"), "A&-B &2D3c6w-");
        assert_eq!(quoted(r#"a"b\c"#), r#""a\"b\\c""#);
    }

    #[test]
    fn what_is_wrong_is_told_without_the_password() {
        for (imap, password, key, what) in [
            ("pop3://anna:s3cret@mail.example", "", "imap", "cannot be read over pop3"),
            ("anna:s3cret@mail.example", "", "imap", "cannot be read"),
            ("imaps://mail.example/INBOX", "s3cret", "imap", "names no user"),
            ("imaps://anna@mail.example/INBOX", "", "imap", "has no password"),
            ("imaps:///INBOX", "s3cret", "imap", "names no host"),
            ("imaps://anna:s3cret@mail.example", "s3cret", "password", "stands in `imap` and in `password`"),
            ("imaps://anna@mail.example/a%0D%0Ab", "s3cret", "imap", "line break"),
            ("", "s3cret", "password", "no `imap` that it is for"),
        ] {
            let mistake = settings(imap, password).mistake().unwrap();
            assert_eq!(mistake.key, key, "{mistake:?}");
            assert!(mistake.what.contains(what) && !format!("{mistake:?}").contains("s3cret"), "{mistake:?}");
        }
        let two = MailSettings { http: "http://inbox/".to_owned(), ..settings("imaps://a:b@c", "") };
        assert_eq!(two.mistake().unwrap().what, "[mail] names both http and imap: one mailbox is enough");
        assert_eq!(settings("imaps://a:b@c", "").mistake(), None);
    }

    #[test]
    fn strangers_may_listen_where_addresses_are_public() {
        for (address, near) in [("127.0.0.1", true), ("172.18.0.3", true), ("::1", true), ("::ffff:10.0.0.1", true)]
            .into_iter()
            .chain([("93.184.216.34", false), ("2606:4700::1", false), ("::ffff:8.8.8.8", false)])
        {
            assert_eq!(is_near(address.parse().unwrap()), near, "{address}");
        }
    }
}
