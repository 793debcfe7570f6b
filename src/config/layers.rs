//! The layers above each other: default, file, environment, flags; and the picking of one value.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::file::{self, FileKind, FileLayer, Raw};
use super::given::Given;
use super::options::{CONFIG_VARIABLE, ConfigOption, OPTIONS};
use super::origin::{Origin, Sourced};
use super::site_map;
use super::trouble::{Place, Trouble};
use super::values::{Expected, Value};

/// The commented file that is built into the program.
pub const DEFAULT_FILE: &str = include_str!("shopper.toml");

/// What the flags of the command line say, by the option's key.
#[derive(Debug, Clone, Default)]
pub struct Flags(BTreeMap<&'static str, String>);

impl Flags {
    /// Sets the option `key` when the flag was given.
    pub fn set(&mut self, key: &'static str, value: Option<impl ToString>) {
        debug_assert!(ConfigOption::of(key).is_some_and(|option| option.flag.is_some()));
        if let Some(value) = value {
            self.0.insert(key, value.to_string());
        }
    }
}

/// Everything settings are made from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The settings file named by `--config`.
    pub config: Option<PathBuf>,
    /// The site map named by `--site-map`.
    pub site_map: Option<PathBuf>,
    /// The features that are gone through: the site map is looked for beside them.
    pub beside: Vec<String>,
    /// Where the search for a settings file begins.
    pub folder: PathBuf,
    /// The environment.
    pub environment: BTreeMap<String, String>,
    /// The flags.
    pub flags: Flags,
}

impl Sources {
    /// This process's folder and environment, with these flags.
    pub fn of_process(config: Option<PathBuf>, flags: Flags) -> Self {
        // A name or value that is not UTF-8 is kept with marks in it, so that it is refused and not overlooked.
        let environment = std::env::vars_os()
            .map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
            .collect();
        Self {
            config,
            site_map: None,
            beside: Vec::new(),
            folder: std::env::current_dir().unwrap_or_default(),
            environment,
            flags,
        }
    }
}

pub(super) struct Layers {
    pub(super) file_path: Option<PathBuf>,
    pub(super) file: FileLayer,
    pub(super) site_map_path: Option<PathBuf>,
    pub(super) site_map: FileLayer,
    pub(super) troubles: Vec<Trouble>,
    pub(super) environment: Environment,
    default: FileLayer,
    flags: BTreeMap<&'static str, Raw>,
}

impl Layers {
    pub(super) fn read(sources: &Sources) -> Self {
        let mut troubles = Vec::new();
        let default = file::parse(DEFAULT_FILE, None, FileKind::Settings, &mut troubles);
        debug_assert!(troubles.is_empty(), "the built-in file is sound");
        let file_path = sources
            .config
            .clone()
            .or_else(|| non_empty(sources, CONFIG_VARIABLE).map(PathBuf::from))
            .map(|path| sources.folder.join(path))
            .or_else(|| file::find_upward(&sources.folder));
        let mut file = FileLayer::default();
        if let Some(path) = &file_path {
            file = file::read(path, &shown(path, &sources.folder), FileKind::Settings, &mut troubles);
        }
        let (site_map_path, mut site_map) = site_map::read_site_map(sources, &mut troubles);
        look_up_variables(&mut file, sources);
        look_up_variables(&mut site_map, sources);
        let environment = Environment::read(sources, [&file, &site_map], &mut troubles);
        let flags = OPTIONS
            .iter()
            .filter_map(|option| Some((option, option.flag?, sources.flags.0.get(option.key)?)))
            .map(|(option, flag, text)| (option.key, raw_text(text, Origin::Flag(flag))))
            .collect();
        Self { file_path, file, site_map_path, site_map, troubles, environment, default, flags }
    }

    /// One table over the other: the settings file is stronger than the site map.
    pub(super) fn merged<T>(&mut self, table: fn(&mut FileLayer) -> &mut BTreeMap<String, T>) -> BTreeMap<String, T> {
        let mut all = std::mem::take(table(&mut self.site_map));
        all.append(table(&mut self.file));
        all
    }

    /// The texts of the tables, the strongest of each.
    pub(super) fn given(&mut self) -> BTreeMap<String, Sourced<Given>> {
        let mut all = self.merged(|layer| &mut layer.given);
        all.append(&mut self.environment.given);
        all
    }

    /// Where a text of a table stands, if in a file.
    pub(super) fn place(&self, key: &str) -> Option<Place> {
        self.file.places.get(key).or_else(|| self.site_map.places.get(key)).cloned()
    }

    /// The strongest value of `key`. Values of weaker layers are read too: a mistake in a file is
    /// told even while a flag hides it.
    pub(super) fn pick<T>(&mut self, key: &'static str, read: fn(&Value) -> Result<T, Expected>) -> Option<Sourced<T>> {
        let mut strongest = None;
        let layers =
            [&self.default.values, &self.site_map.values, &self.file.values, &self.environment.values, &self.flags];
        for raw in layers.into_iter().filter_map(|layer| layer.get(key)) {
            match read(&raw.value) {
                Ok(value) => {
                    strongest = Some(Sourced { value, origin: raw.origin.clone() });
                }
                Err(expected) => self.troubles.push(wrong_value(key, raw, &expected)),
            }
        }
        strongest
    }

    /// The same for an option that the built-in file sets.
    pub(super) fn pick_set<T>(&mut self, key: &'static str, read: fn(&Value) -> Result<T, Expected>) -> Sourced<T> {
        self.pick(key, read).expect("the built-in file sets every option that cannot be unset")
    }

    /// Points to the value of `key` that won, with another complaint.
    pub(super) fn complain(&mut self, key: &'static str, what: String, label: &str, mend: String) {
        let layers =
            [&self.flags, &self.environment.values, &self.file.values, &self.site_map.values, &self.default.values];
        let raw = layers.into_iter().find_map(|layer| layer.get(key));
        self.troubles.push(Trouble {
            what,
            place: raw.and_then(|raw| raw.place.clone()),
            label: label.to_owned(),
            mend: vec![mend],
        });
    }
}

fn wrong_value(key: &str, raw: &Raw, expected: &str) -> Trouble {
    let bare = expected.replace('"', "");
    match &raw.origin {
        Origin::Flag(flag) => {
            Trouble::new(format!("{flag} cannot be {}", written(&raw.value)), format!("expected {bare}"))
        }
        Origin::Environment(name) => Trouble::new(
            format!("the environment variable {name} cannot be {}", written(&raw.value)),
            format!("expected {bare}"),
        ),
        Origin::File { .. } | Origin::Default => Trouble {
            what: format!("`{key}` cannot be {}", written(&raw.value)),
            place: raw.place.clone(),
            label: format!("expected {expected}"),
            mend: vec!["`shopper config --default` shows how each option is written".to_owned()],
        },
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("`{}`", without_login(text)),
        Value::Integer(number) => format!("the number {number}"),
        Value::Boolean(on) => on.to_string(),
        Value::Texts(_) => "a list".to_owned(),
        Value::Other(name) => (*name).to_owned(),
    }
}

/// A web address without the name and password that may stand in it.
fn without_login(text: &str) -> String {
    match (text.split_once("://"), text.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://...@{host}"),
        _ => text.to_owned(),
    }
}

fn raw_text(text: &str, origin: Origin) -> Raw {
    Raw { value: Value::Text(text.to_owned()), origin, place: None }
}

fn non_empty<'a>(sources: &'a Sources, name: &str) -> Option<&'a String> {
    sources.environment.get(name).filter(|value| !value.is_empty())
}

fn look_up_variables(file: &mut FileLayer, sources: &Sources) {
    for given in file.given.values_mut() {
        if let Given::Variable { name, value } = &mut given.value {
            *value = non_empty(sources, name).cloned();
        }
    }
}

/// The path as a person in `folder` would write it.
pub(super) fn shown(path: &Path, folder: &Path) -> PathBuf {
    if let Ok(below) = path.strip_prefix(folder) {
        return below.to_owned();
    }
    path.to_owned()
}
