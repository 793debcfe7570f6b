//! Tables and lists of any page, against those of a journey.

use std::collections::BTreeMap;

use shopper_steps_macros::step;

use super::super::differences::{Comparison, Differences, pair};
use super::Outcome;
use crate::catalogue::{Definition, Table};
use crate::failure::{Blame as _, mistake};
use crate::pages::general::Grid;
use crate::pages::{fold, same};
use crate::world::World;

pub(super) fn definitions() -> Vec<Definition> {
    vec![TABLE, LIST]
}

/// Entries named in a message.
const MOST_TOLD: usize = 6;

/// A table of the page has these columns, and in them these rows and no others. It may have more columns.
#[step(then, "the table shows:", example = "the table shows:", block = "| Product  | Price  |\n| Blue Mug | $12.50 |")]
async fn table(world: &mut World, wanted: Table) -> Outcome {
    let site = world.site();
    let columns = wanted.columns();
    let mut compared = Comparison::default();
    let looked = site.look_at_tables(|tables| {
        let mut nearest: Option<Differences> = None;
        for grid in tables {
            let places: Option<Vec<usize>> =
                columns.iter().map(|column| grid.header.iter().position(|name| same(name, column))).collect();
            let Some(places) = places else { continue };
            let found = rows_amiss(&wanted, &places, grid);
            if nearest.as_ref().is_none_or(|nearest| found.count() < nearest.count()) {
                nearest = Some(found);
            }
        }
        match nearest {
            Some(found) => compared.judge(found),
            None => compared.nothing(no_such_table(columns, tables)),
        }
    });
    let looked = looked.await;
    let mend = "compare the table in the journey with the page's: names of columns, order of rows";
    compared.list(looked).blame("table", mend)
}

/// A list of the page has entries with these texts in them, in this order, and no others.
#[step(then, "the list shows in order:", example = "the list shows in order:", block = "| Blue Mug  |\n| Red Scarf |")]
async fn list(world: &mut World, wanted: Table) -> Outcome {
    if wanted.columns().len() != 1 {
        return Err(mistake("the list has other than one column", "write one entry a line: `| Blue Mug |`"));
    }
    let entries: Vec<&str> = std::iter::once(wanted.columns())
        .chain(wanted.rows().map(|row| row.cells()))
        .flatten()
        .map(String::as_str)
        .collect();
    let folded: Vec<String> = entries.iter().map(|text| fold(text)).collect();
    let site = world.site();
    let fits = |list: &[String]| list.iter().zip(&folded).filter(|(shown, text)| fold(shown).contains(*text)).count();
    let mut compared = Comparison::default();
    let looked = site.look_at_lists(|lists| {
        match lists.iter().max_by_key(|list| (fits(list), usize::from(list.len() == entries.len()))) {
            Some(list) => compared.judge(entries_amiss(&entries, list)),
            None => compared.nothing("the page shows no list".to_owned()),
        }
    });
    let looked = looked.await;
    compared.list(looked).blame("list", "compare the list in the journey with the page's: entries and their order")
}

/// In what a table that has the columns differs.
fn rows_amiss(wanted: &Table, places: &[usize], grid: &Grid) -> Differences {
    let shown: Vec<Vec<&str>> =
        grid.rows.iter().map(|row| places.iter().map(|at| row.get(*at).map_or("", String::as_str)).collect()).collect();
    let rows: Vec<&[String]> = wanted.rows().map(|row| row.cells()).collect();
    let alike = |one: usize, other: usize| rows[one].iter().zip(&shown[other]).all(|(text, shown)| same(shown, text));
    let mut found = Differences::default();
    for pair in pair(rows.len(), shown.len(), alike) {
        match pair {
            (Some(one), Some(other)) => {
                let cells = rows[one].iter().zip(&shown[other]).enumerate();
                for (column, (text, there)) in cells.filter(|(_, (text, there))| !same(there, text)) {
                    let name = wanted.columns().get(column).map_or("", String::as_str);
                    let what =
                        format!("row {}, {name}: the page shows {}, not {}", other + 1, short(there), short(text));
                    found.at((one + 1, column), what);
                }
            }
            (Some(one), None) => {
                found.at(
                    (one + 1, 0),
                    format!("the table has {} row(s), and {} is in none", shown.len(), told(rows[one])),
                );
            }
            (None, Some(other)) => {
                found.beside(format!(
                    "the table has {} rows; row {} shows {}",
                    shown.len(),
                    other + 1,
                    told(&shown[other])
                ));
            }
            (None, None) => {}
        }
    }
    found
}

/// In what a list differs from these entries, which its own must have in them.
fn entries_amiss(entries: &[&str], list: &[String]) -> Differences {
    let shown: Vec<String> = list.iter().map(|text| fold(text)).collect();
    let folded: Vec<String> = entries.iter().map(|text| fold(text)).collect();
    let fits = |one: usize, other: usize| shown[other].contains(&folded[one]);
    let mut pairs = pair(entries.len(), list.len(), fits);
    pairs.retain(|pair| !matches!(pair, (Some(one), Some(other)) if fits(*one, *other)));
    // What the page shows and stands for no entry yet; an entry that is in it stands elsewhere, and is told once.
    let mut free: Vec<usize> = pairs.iter().filter_map(|(_, other)| *other).collect();
    let mut elsewhere = BTreeMap::new();
    for one in pairs.iter().filter_map(|(one, _)| *one) {
        if let Some(at) = free.iter().position(|other| fits(one, *other)) {
            elsewhere.insert(one, free.remove(at));
        }
    }
    let mut found = Differences::default();
    if !pairs.is_empty() {
        found.shown(|| format!("the list shows {}", told(list)));
    }
    for (one, other) in pairs {
        let other = other.filter(|other| free.contains(other));
        match (one, one.and_then(|one| elsewhere.get(&one)), other) {
            (Some(one), Some(at), _) => {
                found.at((one, 0), format!("{} stands at place {}", short(entries[one]), at + 1));
            }
            (Some(one), None, Some(other)) => {
                let (there, wanted) = (short(&list[other]), short(entries[one]));
                found.at((one, 0), format!("place {} shows {there}, not {wanted}", other + 1));
                continue;
            }
            (Some(one), None, None) => found.at((one, 0), format!("{} is not in it", short(entries[one]))),
            (None, ..) => {}
        }
        if let Some(other) = other {
            found.beside(format!("place {} shows {}, too", other + 1, short(&list[other])));
        }
    }
    found
}

fn no_such_table(columns: &[String], tables: &[Grid]) -> String {
    match tables.iter().find(|grid| !grid.header.is_empty()) {
        None => "the page shows no table".to_owned(),
        Some(grid) => format!("no table has the columns {}: one has {}", told(columns), told(&grid.header)),
    }
}

fn told(texts: &[impl AsRef<str>]) -> String {
    let mut said: Vec<String> = texts.iter().take(MOST_TOLD).map(|text| short(text.as_ref())).collect();
    if texts.len() > MOST_TOLD {
        said.push(format!("and {} more", texts.len() - MOST_TOLD));
    }
    if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}
