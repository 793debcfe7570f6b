//! Reads one settings file: finds its values with their places, and everything that does not belong.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shopper_steps::Hint;
use shopper_steps::meanings::canonical;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::given::Given;
use super::options::{ConfigOption, NAMED_TABLES, OPTIONS, OVERLAYS, SITE_MAP, TABLES};
use super::origin::{Origin, Sourced};
use super::settings::is_password;
use super::site_map::meanings_of;
use super::trouble::{Place, Trouble, did_you_mean};
use super::values::Value;

/// The name under which a settings file is looked for.
pub const FILE_NAME: &str = "shopper.toml";

/// What one file says.
#[derive(Debug, Default)]
pub(super) struct FileLayer {
    /// By the option's key.
    pub(super) values: BTreeMap<&'static str, Raw>,
    pub(super) words: BTreeMap<String, Sourced<Vec<String>>>,
    pub(super) hints: BTreeMap<String, Sourced<Hint>>,
    pub(super) overlays: Vec<Sourced<Hint>>,
    pub(super) paths: BTreeMap<String, Sourced<String>>,
    /// By the full name: `cards.declined`, `customer.email`.
    pub(super) given: BTreeMap<String, Sourced<Given>>,
    /// Where each of these stands.
    pub(super) places: BTreeMap<String, Place>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// `shopper.toml`: everything may stand in it.
    Settings,
    /// `shop.toml`: what is odd about a shop.
    SiteMap,
}

/// A value as a layer holds it, with the place an error about it points to.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub(super) value: Value,
    pub(super) origin: Origin,
    pub(super) place: Option<Place>,
}

/// The nearest settings file at or above `from`.
pub(super) fn find_upward(from: &Path) -> Option<PathBuf> {
    from.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// Reads the file at `path`; what is wrong with it is added to `troubles`.
pub(super) fn read(path: &Path, shown: &Path, kind: FileKind, troubles: &mut Vec<Trouble>) -> FileLayer {
    let (called, mend) = match kind {
        FileKind::Settings => (
            "settings file",
            "name an existing file with --config, or write one: shopper config --default > shopper.toml",
        ),
        FileKind::SiteMap => {
            ("site map", "name an existing file with --site-map, or let one be written: shopper map URL")
        }
    };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            troubles.push(Trouble::new(format!("cannot read the {called} {}: {error}", shown.display()), mend));
            return FileLayer::default();
        }
    };
    if let Ok(text) = String::from_utf8(bytes) {
        return parse(&text, Some(shown), kind, troubles);
    }
    let what = format!("the {called} {} is not UTF-8 text", shown.display());
    troubles.push(Trouble::new(what, "save it as UTF-8"));
    FileLayer::default()
}

/// Reads the text of a file; `path` is `None` for the one that is built in.
pub(super) fn parse(text: &str, path: Option<&Path>, kind: FileKind, troubles: &mut Vec<Trouble>) -> FileLayer {
    let text: Arc<str> = text.trim_start_matches('\u{feff}').into();
    let (table, errors) = DeTable::parse_recoverable(&text);
    let mut reader = Reader { text: Arc::clone(&text), path, kind, troubles, layer: FileLayer::default() };
    if errors.is_empty() {
        reader.table("", table.get_ref());
    }
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        reader.blame(
            if kind == FileKind::SiteMap { "the site map is not TOML" } else { "the settings file is not TOML" },
            span,
            error.message().lines().next().unwrap_or_default(),
            vec!["texts stand in quotes: key = \"value\"; `shopper config --default` shows every option".to_owned()],
        );
    }
    reader.layer
}

pub(super) struct Reader<'a> {
    text: Arc<str>,
    path: Option<&'a Path>,
    kind: FileKind,
    troubles: &'a mut Vec<Trouble>,
    pub(super) layer: FileLayer,
}

impl Reader<'_> {
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name =
                if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
            if self.kind == FileKind::SiteMap && prefix.is_empty() && !SITE_MAP.contains(&name.as_str()) {
                self.not_of_a_site_map(&name, key.span());
            } else if name == OVERLAYS {
                self.overlays(value);
            } else if let Some(option) = ConfigOption::of(&name) {
                let raw = Raw {
                    value: raw_value(value.get_ref()),
                    origin: self.origin(value.span()),
                    place: self.place(value.span()),
                };
                self.layer.values.insert(option.key, raw);
            } else if NAMED_TABLES.contains(&name.as_str()) {
                self.named_tables(&name, value);
            } else if let Some((_, fields)) = TABLES.iter().find(|(table, _)| *table == name) {
                self.closed_or_open_table(&name, fields, value);
            } else if is_group(&name) {
                match value.get_ref() {
                    DeValue::Table(inner) => self.table(&name, inner),
                    other => self.wrong_type(&name, other, value.span(), "a table"),
                }
            } else {
                self.unknown_key(&name, key.span());
            }
        }
    }

    /// A table whose keys are the author's own names, each with a table of known fields.
    fn named_tables(&mut self, name: &str, value: &Spanned<DeValue<'_>>) {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(name, value.get_ref(), value.span(), "a table");
            return;
        };
        let fields = TABLES.iter().find(|(table, _)| *table == name).map(|(_, fields)| *fields).unwrap_or_default();
        for (key, value) in table {
            self.closed_or_open_table(&format!("{name}.{}", key.get_ref()), fields, value);
        }
    }

    fn closed_or_open_table(&mut self, name: &str, fields: &[&str], value: &Spanned<DeValue<'_>>) {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(name, value.get_ref(), value.span(), "a table");
            return;
        };
        for (key, value) in table {
            let own = key.get_ref().to_string();
            let path = format!("{name}.{own}");
            if !fields.is_empty() && !fields.contains(&own.as_str()) {
                self.unknown_field(&path, &own, fields, key.span());
            } else if let Some(known) = meanings_of(name).filter(|known| !known.contains(&canonical(&own).as_str())) {
                self.unknown_meaning(name, &own, &known, key.span());
            } else if name == "hints" {
                if let Some(hint) = self.hint(&path, value) {
                    self.layer.hints.insert(canonical(&own), hint);
                }
            } else if name == "paths" {
                self.address(own, &path, value);
            } else if name == "words" {
                match raw_value(value.get_ref()) {
                    Value::Text(word) => self.word(own, vec![word], value.span()),
                    Value::Texts(words) => self.word(own, words, value.span()),
                    _ => self.wrong_type(&path, value.get_ref(), value.span(), "a list of texts"),
                }
            } else if let Some(given) = self.given(&path, value) {
                self.layer.places.extend(self.place(value.span()).map(|place| (path.clone(), place)));
                self.layer.given.insert(path, given);
            }
        }
        self.places(name, table);
    }

    fn word(&mut self, phrase: String, words: Vec<String>, span: Range<usize>) {
        let origin = self.origin(span);
        let sourced = Sourced { value: words, origin };
        self.layer.words.insert(canonical(&phrase), sourced);
    }

    fn unknown_key(&mut self, name: &str, span: Range<usize>) {
        let leaf = name.rsplit('.').next().unwrap_or(name);
        let same_flag =
            OPTIONS.iter().find(|option| option.flag.is_some_and(|flag| flag.trim_start_matches("--") == leaf));
        let tables = TABLES.iter().map(|(name, _)| *name).chain([OVERLAYS]);
        let all: Vec<&str> = OPTIONS.iter().map(|option| option.key).chain(tables).collect();
        // What may stand at this very place comes before what stands elsewhere.
        let here = near_here(name, &all);
        let near = here.or_else(|| did_you_mean(name, all.iter().copied()));
        let mend = match same_flag.map(|option| option.key).or(near) {
            Some(near) if is_group(near) => {
                let within = OPTIONS.iter().filter_map(|option| option.key.strip_prefix(near)?.strip_prefix('.'));
                format!("did you mean the table `[{near}]`? It holds {}", within.collect::<Vec<_>>().join(", "))
            }
            Some(near) => format!("did you mean `{near}`?"),
            None => "`shopper config --default` shows every option".to_owned(),
        };
        self.blame(&format!("unknown option `{name}`"), span, "", vec![mend]);
    }

    pub(super) fn unknown_field(&mut self, path: &str, own: &str, fields: &[&str], span: Range<usize>) {
        let mend = match did_you_mean(own, fields.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", fields.join(", ")),
        };
        self.blame(&format!("unknown option `{path}`"), span, "", vec![mend]);
    }

    pub(super) fn wrong_type(&mut self, name: &str, found: &DeValue<'_>, span: Range<usize>, expected: &str) {
        let what = format!("`{name}` cannot be {}", type_name(found));
        if is_password(name) || name == "mail.imap" {
            // The line would show it.
            let at = self.origin(span);
            self.troubles.push(Trouble::new(format!("{what} ({at})"), format!("expected {expected}")));
            return;
        }
        self.blame(
            &what,
            span,
            &format!("expected {expected}"),
            vec!["`shopper config --default` shows how each option is written".to_owned()],
        );
    }

    pub(super) fn blame(&mut self, what: &str, span: Range<usize>, label: &str, mend: Vec<String>) {
        let trouble = Trouble { what: what.to_owned(), place: self.place(span), label: label.to_owned(), mend };
        self.troubles.push(trouble);
    }

    fn place(&self, span: Range<usize>) -> Option<Place> {
        self.path.map(|path| Place { path: path.to_owned(), text: Arc::clone(&self.text), span })
    }

    pub(super) fn origin(&self, span: Range<usize>) -> Origin {
        match self.path {
            None => Origin::Default,
            Some(path) => {
                Origin::File { path: path.to_owned(), line: 1 + self.text[..span.start].matches('\n').count() }
            }
        }
    }
}

/// The option or table beside which `name` stands that is most like it.
fn near_here<'a>(name: &str, all: &[&'a str]) -> Option<&'a str> {
    let (prefix, leaf) = name.rsplit_once('.').map_or(("", name), |(table, leaf)| (&name[..=table.len()], leaf));
    let siblings = all.iter().filter_map(|key| {
        let rest = key.strip_prefix(prefix)?;
        let own = rest.split('.').next()?;
        Some((own, &key[..prefix.len() + own.len()]))
    });
    let siblings: Vec<(&str, &str)> = siblings.collect();
    let near = did_you_mean(leaf, siblings.iter().map(|(own, _)| *own))?;
    siblings.into_iter().find(|(own, _)| *own == near).map(|(_, key)| key)
}

pub(super) fn is_group(name: &str) -> bool {
    OPTIONS.iter().any(|option| option.key.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

fn raw_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(on) => Value::Boolean(*on),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            i64::from_str_radix(&digits, number.radix()).map_or(Value::Other("a number"), Value::Integer)
        }
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> =
                items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect();
            texts.map_or(Value::Other("a list"), Value::Texts)
        }
        other => Value::Other(type_name(other)),
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
