//! What stands under a step: a table or a doc string, and how a definition takes it.

use std::fmt;

use serde::{Deserialize, Serialize};
use shopper_browser::Failure;

use super::bind::{BindError, NameAt};
use super::definition::Keyword;
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

    /// Takes it. It is asked for while planning, too: what cannot be taken is told before a browser starts.
    fn take(block: &Block) -> Result<Self, BlockMistake>;

    /// Whether it can be taken by a sentence that is said in this role, for types that take more after one than after
    /// another.
    fn fits(block: &Block, _role: Keyword) -> Result<(), BlockMistake> {
        Self::take(block).map(drop)
    }
}

/// Why what stands under a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockMistake {
    /// The cell of the table that is wrong, by row and column, from 0; the header is row 0.
    pub cell: Option<(usize, usize)>,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl BlockMistake {
    /// The block as a whole is wrong.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { cell: None, what: what.into(), mend: mend.into() }
    }

    /// One cell is wrong, by row and column, from 0; the header is row 0.
    #[must_use]
    pub fn at(self, row: usize, column: usize) -> Self {
        Self { cell: Some((row, column)), ..self }
    }
}

impl From<BlockMistake> for Failure {
    fn from(wrong: BlockMistake) -> Self {
        mistake(wrong.what, wrong.mend)
    }
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
    /// Which row of the table it is; the header is row 0.
    number: usize,
}

impl Table {
    /// The rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (1..).zip(&self.rows).map(|(number, cells)| Row { table: self, cells, number })
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.header
    }

    /// Whether there is such a column.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|name| same(name, column))
    }

    /// Refuses, after Given, the columns that can only judge what is there: `fills` is what the table fills then.
    pub(crate) fn only_fills(&self, fills: &str, judging: &[&str]) -> Result<(), BlockMistake> {
        let said = |at: &usize| self.rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty()));
        let judges = |at: &usize| judging.iter().any(|column| same(&self.header[*at], column));
        let Some(at) = (0..self.header.len()).filter(judges).find(said) else { return Ok(()) };
        let column = &self.header[at];
        let what = format!("after Given the table fills the {fills}, and cannot say the {column}");
        let mend = format!("leave the column \"{column}\" out here, and check it after Then");
        Err(BlockMistake::new(what, mend).at(0, at))
    }

    /// Refuses columns that are not `known`, so that a misspelt one is never silently unchecked.
    pub fn only(&self, known: &[&str]) -> Result<(), BlockMistake> {
        let strange = |name: &&String| !known.iter().any(|column| same(name, column));
        let Some(at) = self.header.iter().position(|name| strange(&name)) else { return Ok(()) };
        let all: Vec<String> = self.header.iter().filter(strange).map(|name| format!("\"{name}\"")).collect();
        let columns = if all.len() == 1 { "a column" } else { "columns" };
        let what = format!("the table has {columns} {} that this step does not know", all.join(", "));
        Err(BlockMistake::new(what, format!("its columns are: {}", known.join(", "))).at(0, at))
    }

    /// The table as pairs, for tables of two columns without a header (`| city | Berlin |`).
    pub fn pairs(&self) -> Result<Vec<(&str, &str)>, BlockMistake> {
        std::iter::once(&self.header)
            .chain(&self.rows)
            .map(|row| match row.as_slice() {
                [name, value] => Ok((name.as_str(), value.as_str())),
                _ => Err(BlockMistake::new(
                    "the table has other than two columns",
                    "write one line for each: `| name | value |`",
                )),
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

    /// Where the cell under `column` stands, by row and column, from 0; the header is row 0.
    pub fn place(&self, column: &str) -> (usize, usize) {
        (self.number, self.table.header.iter().position(|name| same(name, column)).unwrap_or(0))
    }

    /// The cell under `column`, which must be there.
    pub fn want(&self, column: &str) -> Result<&'a str, BlockMistake> {
        self.get(column).ok_or_else(|| {
            BlockMistake::new(
                format!("the table has no column \"{column}\""),
                format!("its columns are {}; add \"{column}\"", self.table.header.join(", ")),
            )
            .at(0, 0)
        })
    }

    /// What `read` makes of the cell under `column`, when the table has that column; `example` is a cell that it can read.
    pub fn read<T>(
        &self,
        column: &str,
        example: &str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, BlockMistake> {
        let Some(at) = self.table.header.iter().position(|name| same(name, column)) else { return Ok(None) };
        let Some(text) = self.cells.get(at) else { return Ok(None) };
        read(text).map(Some).map_err(|why| {
            let what = format!("\"{text}\" in the column \"{column}\": {why}");
            BlockMistake::new(what, format!("write it like {example}")).at(self.number, at)
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

    fn take(block: &Block) -> Result<Self, BlockMistake> {
        match block {
            Block::Table(rows) if !rows.is_empty() => Ok(Table { header: rows[0].clone(), rows: rows[1..].to_vec() }),
            _ => Err(BlockMistake::new("this step needs a table", "write a table under it")),
        }
    }
}

impl TakesBlock for Option<Table> {
    const NEED: BlockNeed = BlockNeed::Optional(BlockKind::Table);

    fn take(block: &Block) -> Result<Self, BlockMistake> {
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

    fn take(block: &Block) -> Result<Self, BlockMistake> {
        match block {
            Block::DocString { text, .. } => Ok(DocString(text.clone())),
            _ => Err(BlockMistake::new(
                "this step needs a doc string",
                "write it under the step between two lines of \"\"\"",
            )),
        }
    }
}
