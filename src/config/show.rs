//! What `shopper config` prints: the settings as a file would hold them, each with its origin.

use std::fmt::Write as _;

use super::given::Given;
use super::options::NAMED_TABLES;
use super::origin::{Origin, Sourced};
use super::settings::{Settings, is_password};
use super::written::Written;

/// In place of what must not be seen.
const HIDDEN: &str = "(hidden)";

impl Settings {
    /// One line per option, as TOML, with the origin as a comment. Secrets are never in it.
    pub fn show(&self) -> String {
        let mut lines = Lines::default();
        lines.optional("url", self.url.as_ref());
        lines.optional("currency", self.currency.as_ref());
        lines.optional("locale", self.locale.as_ref());
        lines.optional("first-party", self.first_party.as_ref());
        lines.optional("webdriver", self.webdriver.as_ref());
        lines.one("wire", &self.wire);
        lines.one("headed", &self.headed);
        lines.one("viewport", &self.viewport);
        lines.one("insecure-certificates", &self.insecure_certificates);
        lines.optional("browser-binary", self.browser_binary.as_ref());
        lines.optional("driver-binary", self.driver_binary.as_ref());
        lines.one("workers", &self.workers);
        lines.one("screenshots", &self.screenshots);
        lines.one("out", &self.out);
        lines.optional("seed", self.seed.as_ref());
        lines.one("color", &self.color);
        lines.one("secrets", &self.secrets);
        lines.one("timeout.wait", &self.wait_timeout);
        lines.one("timeout.step", &self.step_timeout);
        lines.one("timeout.scenario", &self.scenario_timeout);
        lines.one("timeout.run", &self.run_timeout);
        lines.one("junit.attachment-base", &self.attachment_base);
        lines.one("lint.allow", &self.lint_allow);
        for (phrase, words) in &self.words {
            lines.one(&format!("words.{}", key(phrase)), words);
        }
        for (meaning, hint) in &self.hints {
            lines.one(&format!("hints.{}", key(meaning)), hint);
        }
        for (page, path) in &self.paths {
            lines.one(&format!("paths.{}", key(page)), path);
        }
        if !self.overlays.is_empty() {
            let all: Vec<String> = self.overlays.iter().map(|one| one.value.written()).collect();
            let origin = self.overlays[0].origin.to_string();
            lines.0.push(("overlays".to_owned(), Some(format!("[{}]", all.join(", "))), origin));
        }
        for (name, given) in &self.given {
            lines.given(name, given);
        }
        lines.render(self)
    }
}

/// Key, value (nothing: not set) and where it is from.
#[derive(Default)]
struct Lines(Vec<(String, Option<String>, String)>);

impl Lines {
    fn one<T: Written>(&mut self, key: &str, sourced: &Sourced<T>) {
        let origin = sourced.origin.to_string();
        self.0.push((key.to_owned(), Some(sourced.value.written()), origin));
    }

    fn optional<T: Written>(&mut self, key: &str, sourced: Option<&Sourced<T>>) {
        match sourced {
            Some(sourced) => self.one(key, sourced),
            None => self.0.push((key.to_owned(), None, Origin::Default.to_string())),
        }
    }

    fn given(&mut self, name: &str, given: &Sourced<Given>) {
        let (value, note) = match &given.value {
            Given::Plain(_) if is_password(name) => (HIDDEN.to_owned().written(), ""),
            Given::Plain(text) => (text.written(), ""),
            Given::Variable { name, value } => {
                (format!("{{ env = {} }}", name.written()), if value.is_some() { ", set" } else { ", not set" })
            }
        };
        let parts = match (name.split_once('.'), name.rsplit_once('.')) {
            (Some((table, rest)), Some((_, field))) if NAMED_TABLES.contains(&table) => {
                let own = rest.strip_suffix(field).and_then(|own| own.strip_suffix('.')).unwrap_or(rest);
                vec![table, own, field]
            }
            (Some((table, own)), _) => vec![table, own],
            (None, _) => vec![name],
        };
        let name: Vec<String> = parts.into_iter().map(key).collect();
        self.0.push((name.join("."), Some(value), format!("{}{note}", given.origin)));
    }

    fn render(self, settings: &Settings) -> String {
        let rows: Vec<(String, String)> = self
            .0
            .into_iter()
            .map(|(key, value, origin)| match value {
                Some(value) => (format!("{key} = {}", hide(&value, settings)), origin),
                None => (format!("# {key} is not set"), origin),
            })
            .collect();
        let width = rows.iter().map(|(row, _)| row.chars().count()).max().unwrap_or(0).min(60);
        let mut text = String::new();
        for (row, origin) in rows {
            writeln!(text, "{row:width$}  # {origin}").expect("a String takes everything");
        }
        text
    }
}

fn hide(value: &str, settings: &Settings) -> String {
    settings.hidden().iter().fold(value.to_owned(), |value, (_, hidden)| value.replace(hidden.as_str(), HIDDEN))
}

/// A key as TOML writes it: quoted when it is not a bare word.
fn key(name: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if !name.is_empty() && name.bytes().all(bare) { name.to_owned() } else { name.to_owned().written() }
}
