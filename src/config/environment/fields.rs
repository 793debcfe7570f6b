//! Which fields of the settings a variable of the environment means.

use std::collections::BTreeMap;

use crate::config::file::FileLayer;
use crate::config::options::{NAMED_TABLES, PATHS_TABLE, PREFIX, TABLES};
use crate::config::trouble::Trouble;

/// The fields of each variable: those of tables whose fields are ours, and where the keys are the author's own names, those
/// that stand in a file. Names that differ in a sign alone, such as `Ms. B` and `Ms, B`, share their variables.
pub(super) fn fields(files: [&FileLayer; 2]) -> BTreeMap<String, Vec<String>> {
    let closed = TABLES.iter().filter(|(table, _)| *table != PATHS_TABLE && !NAMED_TABLES.contains(table));
    let closed = closed.flat_map(|(table, fields)| fields.iter().map(move |field| format!("{table}.{field}")));
    let there = files.into_iter().flat_map(|file| file.given.keys()).flat_map(|key| {
        let table = key.split('.').next().unwrap_or(key);
        let of_customer = TABLES.iter().find(|(name, _)| *name == table && NAMED_TABLES.contains(name));
        match (of_customer, key.rsplit_once('.')) {
            (Some((_, fields)), Some((own, _))) => fields.iter().map(|field| format!("{own}.{field}")).collect(),
            _ => vec![key.clone()],
        }
    });
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for key in closed.chain(there) {
        let of_variable = fields.entry(variable(&key)).or_default();
        if !of_variable.contains(&key) {
            of_variable.push(key);
        }
    }
    fields
}

/// A variable that is set and could mean each of several fields: nobody can tell whose value it is.
pub(super) fn names_several(name: &str, fields: &[String]) -> Trouble {
    let keys: Vec<String> = fields.iter().map(|field| in_file(field)).collect();
    let what = format!("the environment variable {name} could mean each of {}", keys.join(" and "));
    Trouble::new(what, "name one of them otherwise, or give each a variable of its own in the file: { env = \"...\" }")
}

/// A field as a file writes it: `customers."Ms. B".email`.
fn in_file(field: &str) -> String {
    let bare =
        |part: &str| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_".contains(sign));
    let quoted = |part: &str| if bare(part) { part.to_owned() } else { format!("\"{part}\"") };
    let Some((table, rest)) = field.split_once('.') else { return field.to_owned() };
    match rest.rsplit_once('.') {
        Some((own, last)) if NAMED_TABLES.contains(&table) => format!("{table}.{}.{last}", quoted(own)),
        _ => format!("{table}.{}", quoted(rest)),
    }
}

/// `customers.German business.email` is `SHOPPER_CUSTOMERS_GERMAN_BUSINESS_EMAIL`.
pub(super) fn variable(key: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '_' };
    PREFIX.to_owned() + &key.to_uppercase().chars().map(plain).collect::<String>()
}
