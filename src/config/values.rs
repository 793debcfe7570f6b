//! From what is written to what is meant, one small reader per kind of value.

use url::Url;

use crate::plan::LintRule;

/// What a layer holds before anybody asked what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Text; the only kind that the environment and flags have.
    Text(String),
    /// A whole number of a file.
    Integer(i64),
    /// `true` or `false` of a file.
    Boolean(bool),
    /// A list of texts of a file.
    Texts(Vec<String>),
    /// A type that no option takes, by its name in TOML.
    Other(&'static str),
}

/// What was expected instead: `a duration such as ...`.
pub(super) type Expected = String;

/// How many journeys are gone through at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workers {
    /// From the machine's cores and memory.
    Auto,
    /// This many.
    Fixed(usize),
}

/// When pictures are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screenshots {
    /// Never.
    Off,
    /// When a step fails.
    Failures,
    /// After every step.
    Steps,
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorChoice {
    /// On a terminal, by the usual variables.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How pages are driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// The fastest that the browser has.
    Auto,
    /// Over the session's own CDP socket; Chromium only.
    Cdp,
    /// Plain WebDriver.
    Classic,
}

/// What the paths of attachments in JUnit start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentBase {
    /// The working directory.
    Cwd,
    /// The folder of the JUnit file.
    Report,
    /// Nothing: the paths are absolute.
    Absolute,
}

fn text_of<'a>(value: &'a Value, expected: &str) -> Result<&'a str, Expected> {
    match value {
        Value::Text(text) => Ok(text.trim()),
        _ => Err(expected.to_owned()),
    }
}

pub(super) fn url(value: &Value) -> Result<Url, Expected> {
    const EXPECTED: &str = "a web address such as \"https://shop.example\"";
    let text = text_of(value, EXPECTED)?;
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(url),
        _ => Err(EXPECTED.to_owned()),
    }
}

/// A WebDriver's address; requests are joined to it, so its path must end in `/`.
pub(super) fn webdriver(value: &Value) -> Result<Url, Expected> {
    let mut url = url(value).map_err(|_| "a web address such as \"http://localhost:9515\"".to_owned())?;
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

pub(super) fn seed(value: &Value) -> Result<u64, Expected> {
    const EXPECTED: &str = "a whole number from 0, as a run tells it";
    match value {
        Value::Integer(number) => u64::try_from(*number).map_err(|_| EXPECTED.to_owned()),
        Value::Text(text) => text.trim().parse().map_err(|_| EXPECTED.to_owned()),
        _ => Err(EXPECTED.to_owned()),
    }
}

pub(super) fn currency(value: &Value) -> Result<String, Expected> {
    const EXPECTED: &str = "a currency of ISO 4217 such as \"EUR\"";
    let text = text_of(value, EXPECTED)?;
    if text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(EXPECTED.to_owned())
    }
}

pub(super) fn locale(value: &Value) -> Result<String, Expected> {
    const EXPECTED: &str = "a locale of BCP 47 such as \"de-DE\"";
    let text = text_of(value, EXPECTED)?.replace('_', "-");
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let sound = (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if sound { Ok(text) } else { Err(EXPECTED.to_owned()) }
}

pub(super) fn path(value: &Value) -> Result<std::path::PathBuf, Expected> {
    const EXPECTED: &str = "a path";
    let text = text_of(value, EXPECTED)?;
    if text.is_empty() {
        return Err(EXPECTED.to_owned());
    }
    Ok(text.into())
}

pub(super) fn switch(value: &Value) -> Result<bool, Expected> {
    match value {
        Value::Boolean(on) => Ok(*on),
        Value::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" | "on" => Ok(true),
            "false" | "0" | "no" | "off" => Ok(false),
            _ => Err("true or false".to_owned()),
        },
        _ => Err("true or false".to_owned()),
    }
}

pub(super) fn viewport(value: &Value) -> Result<(u32, u32), Expected> {
    const EXPECTED: &str = "a size such as \"1280x800\", each side from 100 to 10000";
    let text = text_of(value, EXPECTED)?;
    let side = |text: &str| {
        let side: u32 = text.trim().parse().ok()?;
        (100..=10_000).contains(&side).then_some(side)
    };
    text.split_once(['x', 'X', '×'])
        .and_then(|(width, height)| Some((side(width)?, side(height)?)))
        .ok_or_else(|| EXPECTED.to_owned())
}

pub(super) fn workers(value: &Value) -> Result<Workers, Expected> {
    const EXPECTED: &str = "a number from 1 to 64, or \"auto\"";
    let number = match value {
        Value::Text(text) if text.trim() == "auto" => return Ok(Workers::Auto),
        Value::Text(text) => text.trim().parse().ok(),
        Value::Integer(number) => usize::try_from(*number).ok(),
        _ => None,
    };
    match number {
        Some(number) if (1..=64).contains(&number) => Ok(Workers::Fixed(number)),
        _ => Err(EXPECTED.to_owned()),
    }
}

pub(super) fn names(value: &Value) -> Result<Vec<String>, Expected> {
    let names = list(value).filter(|names| names.iter().all(|name| is_variable(name)));
    names.ok_or_else(|| "a list of environment variables such as [\"SHOP_TOKEN\"]".to_owned())
}

/// Hosts, without scheme and path; `*.` before one stands for all below it.
pub(super) fn hosts(value: &Value) -> Result<Vec<String>, Expected> {
    // Hosts below a host are the shop's as well: `*.` says nothing more.
    let bare = |name: String| name.strip_prefix("*.").unwrap_or(&name).to_lowercase();
    let is_host =
        |name: &String| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b));
    let hosts = list(value).map(|hosts| hosts.into_iter().map(bare).collect::<Vec<_>>());
    hosts
        .filter(|hosts| hosts.iter().all(is_host))
        .ok_or_else(|| "a list of hosts such as [\"cdn.shop.example\"]".to_owned())
}

pub(super) fn lint_rules(value: &Value) -> Result<Vec<String>, Expected> {
    let rules = list(value).filter(|names| names.iter().all(|name| LintRule::of(name).is_some()));
    rules.ok_or_else(|| format!("a list of rules: {}", LintRule::listed()))
}

/// A list of texts; outside a file, a text with commas.
fn list(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Texts(names) => Some(names.clone()),
        Value::Text(text) => {
            Some(text.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect())
        }
        _ => None,
    }
}

/// Whether `name` can be the name of an environment variable.
pub(super) fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn choice<T: Copy>(value: &Value, choices: &[(&str, T)]) -> Result<T, Expected> {
    if let Value::Text(text) = value
        && let Some((_, found)) = choices.iter().find(|(name, _)| *name == text.trim())
    {
        return Ok(*found);
    }
    let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let (last, before) = names.split_last().expect("a choice has alternatives");
    Err(format!("{} or {last}", before.join(", ")))
}

pub(super) const WIRES: &[(&str, Wire)] = &[("auto", Wire::Auto), ("cdp", Wire::Cdp), ("classic", Wire::Classic)];
pub(super) const SCREENSHOTS: &[(&str, Screenshots)] =
    &[("off", Screenshots::Off), ("failures", Screenshots::Failures), ("steps", Screenshots::Steps)];
pub(super) const COLORS: &[(&str, ColorChoice)] =
    &[("auto", ColorChoice::Auto), ("always", ColorChoice::Always), ("never", ColorChoice::Never)];
pub(super) const BASES: &[(&str, AttachmentBase)] =
    &[("cwd", AttachmentBase::Cwd), ("report", AttachmentBase::Report), ("absolute", AttachmentBase::Absolute)];

pub(super) fn wire(value: &Value) -> Result<Wire, Expected> {
    choice(value, WIRES)
}

pub(super) fn screenshots(value: &Value) -> Result<Screenshots, Expected> {
    choice(value, SCREENSHOTS)
}

pub(super) fn color(value: &Value) -> Result<ColorChoice, Expected> {
    choice(value, COLORS)
}

pub(super) fn attachment_base(value: &Value) -> Result<AttachmentBase, Expected> {
    choice(value, BASES)
}
