//! Tables and lists of any page, against those of a journey.

use shopper_browser::Look;
use shopper_steps_macros::step;

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
    let look = site.look_at_tables(|tables| {
        let mut wrong = None;
        for grid in tables {
            let places: Option<Vec<usize>> =
                columns.iter().map(|column| grid.header.iter().position(|name| same(name, column))).collect();
            match places.map(|places| amiss(&wanted, &places, grid)) {
                Some(None) => return Look::Accept(()),
                Some(Some(why)) => wrong = wrong.or(Some(why)),
                None => {}
            }
        }
        Look::NotYet(wrong.unwrap_or_else(|| no_such_table(columns, tables)))
    });
    look.await.blame("table", "compare the table in the journey with the page's: names of columns, order of rows")
}

/// A list of the page has entries with these texts in them, in this order, and no others.
#[step(then, "the list shows in order:", example = "the list shows in order:", block = "| Blue Mug  |\n| Red Scarf |")]
async fn list(world: &mut World, wanted: Table) -> Outcome {
    let entries: Vec<String> = std::iter::once(wanted.columns())
        .chain(wanted.rows().map(|row| row.cells()))
        .flatten()
        .map(|text| fold(text))
        .collect();
    if wanted.columns().len() != 1 {
        return Err(mistake("the list has other than one column", "write one entry a line: `| Blue Mug |`"));
    }
    let site = world.site();
    let fits = |list: &[String]| list.iter().zip(&entries).filter(|(shown, text)| fold(shown).contains(*text)).count();
    let look = site.look_at_lists(|lists| {
        match lists.iter().max_by_key(|list| (fits(list), usize::from(list.len() == entries.len()))) {
            Some(list) if fits(list) == entries.len() && list.len() == entries.len() => Look::Accept(()),
            Some(list) => Look::NotYet(format!("the list shows {}", told(list))),
            None => Look::NotYet("the page shows no list".to_owned()),
        }
    });
    look.await.blame("list", "compare the list in the journey with the page's: entries and their order")
}

/// What is wrong with a table that has the columns.
fn amiss(wanted: &Table, places: &[usize], grid: &Grid) -> Option<String> {
    let shown: Vec<Vec<&str>> =
        grid.rows.iter().map(|row| places.iter().map(|at| row.get(*at).map_or("", String::as_str)).collect()).collect();
    for (number, row) in wanted.rows().enumerate() {
        let cells: Vec<&str> = row.cells().iter().map(String::as_str).collect();
        match shown.get(number) {
            Some(there) if there.iter().zip(&cells).all(|(shown, text)| same(shown, text)) => {}
            Some(there) => return Some(format!("row {} of the table shows {}", number + 1, told(there))),
            None => return Some(format!("the table has {} row(s), and {} is in none", shown.len(), told(&cells))),
        }
    }
    let count = wanted.rows().count();
    shown.get(count).map(|more| format!("the table has {} rows; row {} shows {}", shown.len(), count + 1, told(more)))
}

fn no_such_table(columns: &[String], tables: &[Grid]) -> String {
    match tables.iter().find(|grid| !grid.header.is_empty()) {
        None => "the page shows no table".to_owned(),
        Some(grid) => format!("no table has the columns {}: one has {}", told(columns), told(&grid.header)),
    }
}

fn told(texts: &[impl AsRef<str>]) -> String {
    let short = |text: &str| match text.char_indices().nth(60) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    };
    let mut said: Vec<String> = texts.iter().take(MOST_TOLD).map(|text| short(text.as_ref())).collect();
    if texts.len() > MOST_TOLD {
        said.push(format!("and {} more", texts.len() - MOST_TOLD));
    }
    if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
}
