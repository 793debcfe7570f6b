//! The finished settings: one value, resolved once; after that nobody asks "is it set?".

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use shopper_steps::{Hint, passwords_in, secret_in};
use url::Url;

use super::given::Given;
use super::layers::{Layers, Sources};
use super::options::NAMED_TABLES;
use super::origin::{Origin, Sourced};
use super::trouble::{Trouble, Troubles};
use super::values::{self, AttachmentBase, ColorChoice, Screenshots, Wire, Workers};

/// Every option's value and where it came from.
#[derive(Clone)]
pub struct Settings {
    /// The settings file that was read, if any.
    pub file: Option<PathBuf>,
    /// The site map that was read, if any.
    pub site_map: Option<PathBuf>,
    /// The shop's first page.
    pub url: Option<Sourced<Url>>,
    /// ISO 4217.
    pub currency: Option<Sourced<String>>,
    /// BCP 47.
    pub locale: Option<Sourced<String>>,
    /// Hosts that belong to the shop beside its own.
    pub first_party: Option<Sourced<Vec<String>>>,
    /// A running WebDriver; ends in `/`.
    pub webdriver: Option<Sourced<Url>>,
    /// How pages are driven.
    pub wire: Sourced<Wire>,
    /// Whether the browser's window is shown.
    pub headed: Sourced<bool>,
    /// Width and height in CSS pixels.
    pub viewport: Sourced<(u32, u32)>,
    /// Whether any certificate is trusted.
    pub insecure_certificates: Sourced<bool>,
    /// The browser to start.
    pub browser_binary: Option<Sourced<PathBuf>>,
    /// The driver to start.
    pub driver_binary: Option<Sourced<PathBuf>>,
    /// How many journeys at a time.
    pub workers: Sourced<Workers>,
    /// When pictures are taken.
    pub screenshots: Sourced<Screenshots>,
    /// The folder of the report.
    pub out: Sourced<PathBuf>,
    /// What made-up data comes from, when a run is to be like another one.
    pub seed: Option<Sourced<u64>>,
    /// When output is coloured.
    pub color: Sourced<ColorChoice>,
    /// Environment variables that hold secrets, by name.
    pub secrets: Sourced<Vec<String>>,
    /// Of one wait: for something to appear, to be usable, to show what is expected.
    pub wait_timeout: Sourced<Duration>,
    /// Of one step.
    pub step_timeout: Sourced<Duration>,
    /// Of one scenario.
    pub scenario_timeout: Sourced<Duration>,
    /// Of the whole run.
    pub run_timeout: Sourced<Duration>,
    /// What the paths of attachments start from.
    pub attachment_base: Sourced<AttachmentBase>,
    /// Rules of `shopper check` that are switched off, by name.
    pub lint_allow: Sourced<Vec<String>>,
    /// Words of this shop, by the phrase they stand for.
    pub words: BTreeMap<String, Sourced<Vec<String>>>,
    /// Where things are that guessing does not find, by what is meant.
    pub hints: BTreeMap<String, Sourced<Hint>>,
    /// What lies over the shop's pages.
    pub overlays: Vec<Sourced<Hint>>,
    /// Addresses of the shop's pages.
    pub paths: BTreeMap<String, Sourced<String>>,
    /// Cards, what is printed on them, and who shops, by full name: `cards.declined`, `customer.email`.
    pub given: BTreeMap<String, Sourced<Given>>,
    /// A warning for each variable that begins like ours and that nothing reads.
    pub(crate) unheard: Vec<String>,
    /// What must never be shown, each with the name that may be shown in its place.
    hidden: Vec<(String, String)>,
}

impl Settings {
    /// Reads all layers and resolves them. Everything that is wrong is told at once.
    pub fn resolve(sources: &Sources) -> Result<Self, Troubles> {
        let mut layers = Layers::read(sources);
        let l = &mut layers;
        let settings = Self {
            file: l.file_path.clone(),
            site_map: l.site_map_path.clone(),
            first_party: l.pick("first-party", values::hosts),
            url: l.pick("url", values::url),
            currency: l.pick("currency", values::currency),
            locale: l.pick("locale", values::locale),
            webdriver: l.pick("webdriver", values::webdriver),
            wire: l.pick_set("wire", values::wire),
            headed: l.pick_set("headed", values::switch),
            viewport: l.pick_set("viewport", values::viewport),
            insecure_certificates: l.pick_set("insecure-certificates", values::switch),
            browser_binary: l.pick("browser-binary", values::path),
            driver_binary: l.pick("driver-binary", values::path),
            workers: l.pick_set("workers", values::workers),
            screenshots: l.pick_set("screenshots", values::screenshots),
            out: l.pick_set("out", values::path),
            seed: l.pick("seed", values::seed),
            color: l.pick_set("color", values::color),
            secrets: l.pick_set("secrets", values::names),
            wait_timeout: l.pick_set("timeout.wait", super::duration::read),
            step_timeout: l.pick_set("timeout.step", super::duration::read),
            scenario_timeout: l.pick_set("timeout.scenario", super::duration::read),
            run_timeout: l.pick_set("timeout.run", super::duration::read),
            attachment_base: l.pick_set("junit.attachment-base", values::attachment_base),
            lint_allow: l.pick_set("lint.allow", values::lint_rules),
            words: l.merged(|layer| &mut layer.words),
            hints: l.merged(|layer| &mut layer.hints),
            overlays: l.site_map.overlays.drain(..).chain(l.file.overlays.drain(..)).collect(),
            paths: l.merged(|layer| &mut layer.paths),
            given: l.given(),
            unheard: std::mem::take(&mut l.environment.unheard),
            hidden: Vec::new(),
        };
        settings.finish(sources, layers)
    }

    fn finish(mut self, sources: &Sources, mut layers: Layers) -> Result<Self, Troubles> {
        if layers.troubles.is_empty() {
            self.check_budgets(&mut layers);
            let trouble = super::mailbox::trouble(&self.given, |key| layers.place(key));
            layers.troubles.extend(trouble);
        }
        if !layers.troubles.is_empty() {
            return Err(Troubles(layers.troubles));
        }
        if let Some(folder) = self.file.as_deref().and_then(Path::parent) {
            for path in [&mut self.browser_binary, &mut self.driver_binary].into_iter().flatten() {
                start_at(folder, path);
            }
            start_at(folder, &mut self.out);
        }
        self.hidden = self.collect_hidden(sources);
        Ok(self)
    }

    /// A budget that outlives what it is a part of is never reached: wait < step < scenario < run.
    fn check_budgets(&self, layers: &mut Layers) {
        for (part, inner, whole, outer) in [
            ("timeout.wait", &self.wait_timeout, "timeout.step", &self.step_timeout),
            ("timeout.step", &self.step_timeout, "timeout.scenario", &self.scenario_timeout),
            ("timeout.scenario", &self.scenario_timeout, "timeout.run", &self.run_timeout),
        ] {
            if inner.value >= outer.value {
                // Whichever was set by hand is the one to point to.
                let blamed = if inner.origin == Origin::Default { whole } else { part };
                let (inner_text, outer_text) =
                    (super::duration::write(inner.value), super::duration::write(outer.value));
                layers.complain(
                    blamed,
                    format!("`{part}` ({inner_text}) must be shorter than `{whole}` ({outer_text})"),
                    &format!("{part} is from {}, {whole} from {}", inner.origin, outer.origin),
                    format!("shorten `{part}` or lengthen `{whole}`"),
                );
            }
        }
    }

    fn collect_hidden(&self, sources: &Sources) -> Vec<(String, String)> {
        let listed =
            self.secrets.iter().filter_map(|name| Some((name.clone(), sources.environment.get(name)?.clone())));
        let given = self.given.iter().filter_map(|(key, given)| match &given.value {
            Given::Variable { name, value } => Some((name.clone(), value.clone()?)),
            Given::Plain(text) => is_password(key).then(|| (key.clone(), text.clone())),
        });
        // An address of an authenticator is hidden as a whole, and the secret in it wherever it stands alone.
        let within = self.given.iter().filter_map(|(key, given)| {
            key.starts_with("one-time-codes.").then(|| Some((key.clone(), secret_in(given.value.text()?)?)))?
        });
        let in_urls = [("url", &self.url), ("webdriver", &self.webdriver)]
            .into_iter()
            .filter_map(|(key, url)| Some((format!("{key} password"), url.as_ref()?.password()?.to_owned())));
        let mut hidden: Vec<(String, String)> = listed.chain(given).chain(within).chain(in_urls).collect();
        hidden.extend(self.given.iter().flat_map(|(key, given)| {
            let address = given.value.text().filter(|text| text.contains("://")).unwrap_or_default();
            secrets_in(address).into_iter().map(move |secret| (format!("{key} secret"), secret))
        }));
        hidden.retain(|(_, value)| !value.is_empty());
        hidden.sort();
        hidden.dedup();
        hidden
    }

    /// The fields of a table that are set: `table("cards")` has `declined` for `cards.declined`.
    pub fn table(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        self.given.iter().filter_map(move |(key, given)| {
            let field = key.strip_prefix(name)?.strip_prefix('.')?;
            Some((field, given.value.text()?))
        })
    }

    /// The names that stand in a table of the author's own names, each once: `Ada` for `customers.Ada.email`.
    pub fn names_in<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = NAMED_TABLES.contains(&table);
        let mut names: Vec<&str> = self
            .given
            .keys()
            .filter_map(|key| {
                let name = key.strip_prefix(table)?.strip_prefix('.')?;
                if fields { name.rsplit_once('.').map(|(name, _)| name) } else { Some(name) }
            })
            .collect();
        names.dedup();
        names.into_iter()
    }

    /// What must never be shown: a name that may be shown in its place, and the value.
    pub fn hidden(&self) -> &[(String, String)] {
        &self.hidden
    }

    /// For a run: each named variable must be set, or a journey would fail for want of it.
    pub fn require_variables(&self) -> Result<(), Troubles> {
        let missing: Vec<Trouble> = self
            .given
            .iter()
            .filter_map(|(key, given)| match &given.value {
                Given::Variable { name, value: None } => Some(Trouble::new(
                    format!(
                        "`{key}` is to come from the environment variable {name}, which is not set ({})",
                        given.origin
                    ),
                    format!("set it: {name}=... shopper run ..."),
                )),
                _ => None,
            })
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(Troubles(missing)) }
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.show())
    }
}

/// The fewest characters of a secret in the query of an address.
const SHORTEST_SECRET: usize = 6;

/// What must not be seen of an address: its password, as written and as meant, and what its query calls a secret.
fn secrets_in(address: &str) -> Vec<String> {
    let mut found = passwords_in(address);
    let Ok(url) = Url::parse(address) else { return found };
    let named = url.query_pairs().filter(|(name, _)| may_be_secret(name));
    let written = url.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    let named = named.map(|(_, value)| value.into_owned());
    let written = written.filter(|(name, _)| may_be_secret(name)).map(|(_, value)| value.to_owned());
    // What is shorter is no secret, and would be struck out wherever it stands.
    found.extend(named.chain(written).filter(|value| value.len() >= SHORTEST_SECRET));
    found
}

/// Whether a name is one that secrets have.
pub(super) fn may_be_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    // Misspelt ones, too: `pasword`.
    let words = ["pas", "word", "wort", "pwd", "secret", "token", "auth", "key", "credential", "code", "otp", "imap"];
    words.iter().any(|word| name.contains(word))
}

/// Whether the field of that full name holds a password, wherever it was written.
pub(super) fn is_password(key: &str) -> bool {
    matches!(
        key,
        "customer.password" | "mail.authorization" | "mail.password" | "stock.authorization" | "orders.authorization"
    ) || key.starts_with("one-time-codes.")
        || (key.starts_with("customers.") && key.ends_with(".password"))
}

/// A relative path of a file starts at the folder of that file.
fn start_at(folder: &Path, path: &mut Sourced<PathBuf>) {
    if matches!(path.origin, Origin::File { .. }) {
        path.value = folder.join(&path.value);
    }
}
