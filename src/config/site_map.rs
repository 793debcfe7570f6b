//! The site map, `shop.toml`: what is odd about one shop. Where it lies, and how its hints and paths are read.

use std::ops::Range;
use std::path::{Path, PathBuf};

use shopper_steps::{Hint, meanings};
use toml::Spanned;
use toml::de::DeValue;

use super::file::{FileKind, FileLayer, Reader, read};
use super::layers::{Sources, shown};
use super::options::{ConfigOption, SITE_MAP, TABLES};
use super::origin::Sourced;
use super::trouble::{Trouble, did_you_mean};

/// The name under which a site map is looked for.
pub const SITE_MAP_NAME: &str = "shop.toml";

/// Where features lie when nothing is said of it.
const FEATURES: &str = "features";

const HINT: &str = "where it is, such as { css = \".mini-cart\" }, { role = \"button\", name = \"Grab it\" }, \
                    { label = \"Gift code\" } or { test-id = \"q\" }";

/// Reads the site map that holds here: the one that is named, else the nearest beside or above the features.
pub(super) fn read_site_map(sources: &Sources, troubles: &mut Vec<Trouble>) -> (Option<PathBuf>, FileLayer) {
    let named = sources.site_map.as_ref().map(|path| vec![sources.folder.join(path)]);
    let found = named.unwrap_or_else(|| find(sources));
    match found.as_slice() {
        [] => (None, FileLayer::default()),
        [path] => {
            let layer = read(path, &shown(path, &sources.folder), FileKind::SiteMap, troubles);
            (Some(path.clone()), layer)
        }
        [one, other, ..] => {
            let told = |path: &PathBuf| shown(path, &sources.folder).display().to_string();
            troubles.push(Trouble::new(
                format!("the features belong to several shops: {} and {} are site maps", told(one), told(other)),
                "run the features of one shop at a time, or name the site map for all of them: --site-map FILE",
            ));
            (None, FileLayer::default())
        }
    }
}

/// The site maps of the features; without any, one at or above the working directory, or in its `features`.
fn find(sources: &Sources) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in sources.beside.iter().filter_map(|path| beside(&sources.folder, path)) {
        if !found.contains(&path) {
            found.push(path);
        }
    }
    if found.is_empty() {
        let above = sources.folder.ancestors().map(|folder| folder.join(SITE_MAP_NAME));
        found.extend(above.chain([sources.folder.join(FEATURES).join(SITE_MAP_NAME)]).find(|path| path.is_file()));
    }
    found
}

/// The nearest site map beside or above a feature file or folder, up to the working directory.
fn beside(cwd: &Path, feature: &str) -> Option<PathBuf> {
    let mut file = feature;
    while !cwd.join(file).exists()
        && let Some((head, line)) = file.rsplit_once(':')
        && line.parse::<usize>().is_ok()
    {
        file = head;
    }
    let path = cwd.join(file);
    for folder in path.ancestors().skip(usize::from(!path.is_dir())) {
        let map = folder.join(SITE_MAP_NAME);
        if map.is_file() {
            return Some(map);
        }
        if folder == cwd {
            break;
        }
    }
    None
}

/// What may be meant in a table whose keys are meanings.
pub(super) fn meanings_of(table: &str) -> Option<Vec<&'static str>> {
    match table {
        "words" => Some(meanings::words()),
        "hints" => Some(meanings::hints()),
        _ => None,
    }
}

impl Reader<'_> {
    pub(super) fn not_of_a_site_map(&mut self, name: &str, span: Range<usize>) {
        let elsewhere = ConfigOption::of(name).is_some()
            || TABLES.iter().any(|(table, _)| *table == name)
            || super::file::is_group(name);
        if elsewhere {
            let mend = "it says how a run goes, not what the shop is like: it belongs into shopper.toml".to_owned();
            self.blame(&format!("`{name}` is no part of a site map"), span, "", vec![mend]);
            return;
        }
        let mend = match did_you_mean(name, SITE_MAP.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("a site map has {}", SITE_MAP.join(", ")),
        };
        self.blame(&format!("unknown key `{name}` in the site map"), span, "", vec![mend]);
    }

    pub(super) fn unknown_meaning(&mut self, table: &str, own: &str, known: &[&str], span: Range<usize>) {
        let mend = match did_you_mean(own, known.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("there are {}", known.join(", ")),
        };
        let what = match table {
            // A word that pages only show can be said, and not pointed to.
            "hints" if meanings::words().contains(&meanings::canonical(own).as_str()) => {
                format!("\"{own}\" is nothing that can be pointed to: no control and no field")
            }
            _ => format!("nothing is called \"{own}\" in [{table}]"),
        };
        self.blame(&what, span, "", vec![mend]);
    }

    /// A table of texts that says where something is.
    pub(super) fn hint(&mut self, path: &str, value: &Spanned<DeValue<'_>>) -> Option<Sourced<Hint>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(path, value.get_ref(), value.span(), HINT);
            return None;
        };
        let origin = self.origin(value.span());
        let mut hint = Hint { place: origin.to_string(), ..Hint::default() };
        for (key, value) in table {
            let own = key.get_ref().to_string();
            let field = match own.as_str() {
                "role" => &mut hint.role,
                "name" => &mut hint.name,
                "label" => &mut hint.label,
                "test-id" => &mut hint.test_id,
                "css" => &mut hint.css,
                _ => {
                    self.unknown_field(&format!("{path}.{own}"), &own, &Hint::KEYS, key.span());
                    return None;
                }
            };
            match value.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => *field = Some(text.to_string()),
                DeValue::String(_) => {
                    self.blame(&format!("`{path}.{own}` is empty"), value.span(), "", vec![format!("expected {HINT}")]);
                    return None;
                }
                other => {
                    self.wrong_type(&format!("{path}.{own}"), other, value.span(), "a text");
                    return None;
                }
            }
        }
        if table.is_empty() {
            self.wrong_type(path, value.get_ref(), value.span(), HINT);
            return None;
        }
        Some(Sourced { value: hint, origin })
    }

    pub(super) fn overlays(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::Array(items) = value.get_ref() else {
            let expected = "a list of what lies over pages, such as [ { css = \"#newsletter .close\" } ]";
            self.wrong_type("overlays", value.get_ref(), value.span(), expected);
            return;
        };
        for (at, item) in items.iter().enumerate() {
            if let Some(hint) = self.hint(&format!("overlays[{at}]"), item) {
                self.layer.overlays.push(hint);
            }
        }
    }

    /// The address of a page, from the shop's first page on.
    pub(super) fn address(&mut self, page: String, path: &str, value: &Spanned<DeValue<'_>>) {
        let origin = self.origin(value.span());
        let at = value.get_ref().as_str().map(str::trim).filter(|text| text.starts_with('/') || text.contains("://"));
        match at {
            Some(text) if page == "search" && !text.contains("{words}") => {
                let mend = vec!["{words} stands for what is looked for: search = \"/search?q={words}\"".to_owned()];
                self.blame("`paths.search` does not say where the words go", value.span(), "no {words} in it", mend);
            }
            Some(text) => {
                self.layer.paths.insert(page, Sourced { value: text.to_owned(), origin });
            }
            None => self.wrong_type(path, value.get_ref(), value.span(), "an address such as \"/basket\""),
        }
    }
}
