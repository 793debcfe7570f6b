//! The lines of a cart or an order as a table of the journey tells them, and in what those of a page differ from them.

use super::amiss;
use super::differences::{Asked, Differences, Place};
use crate::catalogue::{Block, BlockMistake, BlockNeed, Keyword, Row, Table, TakesBlock};
use crate::oracle::Money;
use crate::pages::basket::{Basket, Line};
use crate::parameters::{Parameter as _, Quantity};
use crate::shop::Shop;

/// One line of the table.
pub(super) struct Wanted {
    pub(super) product: String,
    /// The cell that names the product.
    place: Place,
    variant: Option<Asked<String>>,
    quantity: Option<Asked<u32>>,
    price: Option<Asked<Money>>,
    total: Option<Asked<Money>>,
}

impl Wanted {
    fn read(row: &Row<'_>) -> Result<Self, BlockMistake> {
        let money = |column| Ok(asked(row, column, row.read(column, "$18.00", Money::parse)?));
        let variant = row.get("variant").filter(|text| !text.is_empty()).map(str::to_owned);
        let quantity = row.read("quantity", "2", |text| Quantity::parse(text).map(|pieces| pieces.0))?;
        Ok(Self {
            product: row.want("product")?.to_owned(),
            place: row.place("product"),
            variant: asked(row, "variant", variant),
            quantity: asked(row, "quantity", quantity),
            price: money("price")?,
            total: money("total")?,
        })
    }

    /// How many pieces the table names.
    pub(super) fn pieces(&self) -> Option<u32> {
        self.quantity.as_ref().map(|pieces| pieces.value)
    }

    fn fits(&self, line: &Line) -> bool {
        let variant = self.variant.as_ref();
        line.is_of(&self.product) && variant.is_none_or(|variant| line.shows_variant(&variant.value))
    }

    /// Why no line is this one.
    fn missing(&self, basket: &Basket, found: &mut Differences) {
        let others: Vec<String> = basket.lines_of(&self.product).map(Line::with_words).collect();
        if let (Some(variant), [_, ..]) = (&self.variant, others.as_slice()) {
            let (product, asked) = (&self.product, &variant.value);
            let what = format!("\"{product}\" in \"{asked}\" is missing: the page shows {}", others.join(", "));
            return found.at(variant.place, what);
        }
        if found.is_empty() {
            found.shown(|| basket.summary());
        }
        found.at(self.place, format!("\"{}\" is missing", self.product));
    }

    /// In what the line that is meant differs.
    fn compare(&self, shop: &Shop, shown: &Line, found: &mut Differences) {
        let product = &self.product;
        let pieces = shown.quantity.unwrap_or(1);
        if let Some(asked) = self.quantity.as_ref().filter(|asked| asked.value != pieces) {
            found.at(asked.place, format!("the page shows {pieces} of \"{product}\", not {}", asked.value));
        }
        if let Some(asked) = self.price.as_ref().filter(|asked| !shown.costs_each(&asked.value, shop)) {
            let price = shown.unit_price().unwrap_or("no price");
            found.at(asked.place, format!("the page shows {price} for \"{product}\", not {}", asked.value));
        }
        if let Some(asked) = &self.total
            && let Some(why) = amiss(shop, shown.total(), &asked.value, "total of the line")
        {
            found.at(asked.place, format!("{why} for the line of \"{product}\", not {}", asked.value));
        }
    }
}

fn asked<T>(row: &Row<'_>, column: &str, value: Option<T>) -> Option<Asked<T>> {
    value.map(|value| Asked { value, place: row.place(column) })
}

/// A table of lines.
pub(super) struct WantedLines(pub(super) Vec<Wanted>);

impl TakesBlock for WantedLines {
    const NEED: BlockNeed = Table::NEED;

    fn take(block: &Block) -> Result<Self, BlockMistake> {
        let table = Table::take(block)?;
        table.only(&["product", "variant", "quantity", "price", "total"])?;
        table.rows().map(|row| Wanted::read(&row)).collect::<Result<_, _>>().map(Self)
    }
}

/// A table of lines that a cart has, or is to have.
pub(super) struct CartLines(pub(super) Vec<Wanted>);

impl TakesBlock for CartLines {
    const NEED: BlockNeed = Table::NEED;

    fn take(block: &Block) -> Result<Self, BlockMistake> {
        WantedLines::take(block).map(|lines| Self(lines.0))
    }

    fn fits(block: &Block, role: Keyword) -> Result<(), BlockMistake> {
        Self::take(block)?;
        match role {
            Keyword::Given => Table::take(block)?.only_fills("cart", &["variant", "price", "total"]),
            Keyword::When | Keyword::Then => Ok(()),
        }
    }
}

/// In what a cart differs from the table.
pub(super) fn differences(shop: &Shop, basket: &Basket, wanted: &[Wanted]) -> Differences {
    let mut found = Differences::default();
    let mut left: Vec<&Line> = basket.lines.iter().collect();
    for line in wanted {
        // Of several lines of a product, the one that is as the table says.
        let wrong = |shown: &Line| {
            let mut found = Differences::default();
            line.compare(shop, shown, &mut found);
            found.count()
        };
        let meant = left.iter().enumerate().filter(|(_, shown)| line.fits(shown)).min_by_key(|(_, shown)| wrong(shown));
        match meant.map(|(at, _)| at) {
            Some(at) => line.compare(shop, left.remove(at), &mut found),
            None => line.missing(basket, &mut found),
        }
    }
    for line in left {
        found.beside(format!("the page also shows \"{}\"", line.name));
    }
    found
}
