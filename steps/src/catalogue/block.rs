//! What stands under a step: a table or a doc string, and how a definition takes it.

use std::fmt;

use serde::{Deserialize, Serialize};
use shopper_browser::Failure;

use super::bind::{BindError, NameAt};
use crate::failure::mistake;
use crate::settle;
use crate::shop::Shop;

/// What stands under a step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Block {
    /// Nothing.
    #[default]
    None,
    /// A table: rows of cells, the first row being the header.
    Table(Vec<Vec<String>>),
    /// A doc string.
    DocString {
        /// What stands after the opening quotes, such as `json`.
        media_type: Option<String>,
        /// The text without its indentation.
        text: String,
    },
}

/// Which kind of block it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Nothing.
    #[default]
    None,
    /// A table.
    Table,
    /// A doc string.
    DocString,
}

impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BlockKind::None => "nothing",
            BlockKind::Table => "a table",
            BlockKind::DocString => "a doc string",
        })
    }
}

impl Block {
    /// Which kind of block it is.
    pub fn kind(&self) -> BlockKind {
        match self {
            Block::None => BlockKind::None,
            Block::Table(_) => BlockKind::Table,
            Block::DocString { .. } => BlockKind::DocString,
        }
    }
}

impl Block {
    /// In a table, puts the products that stand for roles in the column `product`.
    pub(crate) fn settle(&mut self, shop: &Shop) -> Result<(), BindError> {
        let Block::Table(rows) = self else { return Ok(()) };
        let Some((header, rows)) = rows.split_first_mut() else { return Ok(()) };
        let Some(column) = header.iter().position(|name| name.trim().eq_ignore_ascii_case("product")) else {
            return Ok(());
        };
        for (row, cells) in (1..).zip(rows) {
            let Some(cell) = cells.get_mut(column) else { continue };
            match settle::product_meant(cell, shop) {
                Ok(None) => {}
                Ok(Some(product)) => product.clone_into(cell),
                Err(unknown) => return Err(BindError::Unknown { at: NameAt::Cell(row, column), unknown }),
            }
        }
        Ok(())
    }
}

/// What a definition wants under its step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockNeed {
    /// Nothing may stand there.
    None,
    /// This must stand there.
    Required(BlockKind),
    /// This may stand there.
    Optional(BlockKind),
    /// Whatever stands there (functions written for cucumber).
    Any,
}

impl BlockNeed {
    /// The block that is expected instead of `given`, and why; nothing when `given` will do.
    pub(crate) fn refuses(self, given: BlockKind) -> Option<(BlockKind, String)> {
        let (expected, why) = match self {
            BlockNeed::Any => return None,
            BlockNeed::None => (BlockKind::None, format!("nothing belongs under this step, and there is {given}")),
            BlockNeed::Required(kind) if given == BlockKind::None => (kind, format!("{kind} belongs under this step")),
            BlockNeed::Optional(_) if given == BlockKind::None => return None,
            BlockNeed::Required(kind) | BlockNeed::Optional(kind) => {
                (kind, format!("{kind} belongs under this step, not {given}"))
            }
        };
        (expected != given).then_some((expected, why))
    }
}

/// A type that a definition's last argument can have, to take what stands under the step.
pub trait TakesBlock: Sized {
    /// What must or may stand there.
    const NEED: BlockNeed;

    /// Takes it.
    fn take(block: &Block) -> Result<Self, Failure>;
}

/// A table under a step, read by the names of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    cells: &'a [String],
}

impl Table {
    /// The rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.header
    }

    /// Whether there is such a column.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|name| same(name, column))
    }

    /// Refuses columns that are not `known`, so that a misspelt one is never silently unchecked.
    pub fn only(&self, known: &[&str]) -> Result<(), Failure> {
        match self.header.iter().find(|name| !known.iter().any(|column| same(name, column))) {
            None => Ok(()),
            Some(stranger) => Err(mistake(
                format!("the table has a column \"{stranger}\" that this step does not know"),
                format!("its columns are: {}", known.join(", ")),
            )),
        }
    }

    /// The table as pairs, for tables of two columns without a header (`| city | Berlin |`).
    pub fn pairs(&self) -> Result<Vec<(&str, &str)>, Failure> {
        std::iter::once(&self.header)
            .chain(&self.rows)
            .map(|row| match row.as_slice() {
                [name, value] => Ok((name.as_str(), value.as_str())),
                _ => {
                    Err(mistake("the table has other than two columns", "write one line for each: `| name | value |`"))
                }
            })
            .collect()
    }
}

impl<'a> Row<'a> {
    /// All its cells, in the order of the columns.
    pub fn cells(&self) -> &'a [String] {
        self.cells
    }

    /// The cell under `column`, when the table has that column.
    pub fn get(&self, column: &str) -> Option<&'a str> {
        let index = self.table.header.iter().position(|name| same(name, column))?;
        self.cells.get(index).map(String::as_str)
    }

    /// The cell under `column`, which must be there.
    pub fn want(&self, column: &str) -> Result<&'a str, Failure> {
        self.get(column).ok_or_else(|| {
            mistake(
                format!("the table has no column \"{column}\""),
                format!("its columns are {}; add \"{column}\"", self.table.header.join(", ")),
            )
        })
    }
}

/// What the columns of our tables are called by those who write in another language.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("product", &["produkt", "artikel", "produit", "article", "producto", "artículo"]),
    ("variant", &["variante", "ausführung"]),
    ("quantity", &["menge", "anzahl", "quantité", "cantidad"]),
    ("price", &["preis", "prix", "precio"]),
    ("total", &["summe", "gesamt"]),
];

/// Whether a column is headed by this name, in whatever language.
fn same(header: &str, column: &str) -> bool {
    let header = header.trim().to_lowercase();
    let others = COLUMNS.iter().find(|(name, _)| *name == column).map_or(&[][..], |(_, others)| *others);
    header == column.to_lowercase() || others.contains(&header.as_str())
}

impl TakesBlock for Table {
    const NEED: BlockNeed = BlockNeed::Required(BlockKind::Table);

    fn take(block: &Block) -> Result<Self, Failure> {
        match block {
            Block::Table(rows) if !rows.is_empty() => Ok(Table { header: rows[0].clone(), rows: rows[1..].to_vec() }),
            _ => Err(mistake("this step needs a table", "write a table under it")),
        }
    }
}

impl TakesBlock for Option<Table> {
    const NEED: BlockNeed = BlockNeed::Optional(BlockKind::Table);

    fn take(block: &Block) -> Result<Self, Failure> {
        match block {
            Block::None => Ok(None),
            other => Table::take(other).map(Some),
        }
    }
}

/// A doc string under a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocString(pub String);

impl TakesBlock for DocString {
    const NEED: BlockNeed = BlockNeed::Required(BlockKind::DocString);

    fn take(block: &Block) -> Result<Self, Failure> {
        match block {
            Block::DocString { text, .. } => Ok(DocString(text.clone())),
            _ => Err(mistake("this step needs a doc string", "write it under the step between two lines of \"\"\"")),
        }
    }
}
