//! What a journey answers in a table of its own: `| city | Berlin |`, or by the label of the shop's field,
//! `| VAT number | DE811907980 |`.

use crate::catalogue::{Block, BlockKind, BlockMistake, BlockNeed, Table, TakesBlock};
use crate::data::{country_meant, region_meant};
use crate::pages::Purpose;
use crate::pages::view::{Choice, Field, fold};

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    /// The first cell, as the journey writes it.
    pub(crate) name: String,
    /// What every shop asks for, if the name is that of such a thing; else it is a label.
    pub(crate) purpose: Option<Purpose>,
    pub(crate) value: String,
}

/// The rows of a table of fields and values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answers(pub(crate) Vec<Given>);

/// A name that differs from a known one by so many letters at most is a slip of the pen.
const SLIP: usize = 2;
/// Shorter names are too much alike.
const LONG_ENOUGH: usize = 4;

impl Given {
    fn read(name: &str, value: &str) -> Result<Self, String> {
        if fold(name).is_empty() {
            return Err("write what is asked for, a word such as `city` or the label of the field".to_owned());
        }
        let purpose = Purpose::called(name);
        if let (None, Some(meant)) = (purpose, near(name)) {
            return Err(format!("did you mean \"{}\"?", meant.key()));
        }
        Ok(Self { name: name.to_owned(), purpose, value: value.to_owned() })
    }

    fn is_of_same(&self, other: &Given) -> bool {
        fold(&self.name) == fold(&other.name) || (self.purpose.is_some() && self.purpose == other.purpose)
    }

    /// Whether it is a label, and this field's. What every shop asks for is found by its meaning instead.
    pub(super) fn labels(&self, field: &Field) -> bool {
        [&field.name, &field.caption, &field.placeholder].into_iter().any(|text| self.is_label(text))
    }

    /// Whether it is a label, and the question to which this is one of the answers.
    pub(super) fn asks_for(&self, choice: &Choice) -> bool {
        self.is_label(&choice.heading)
    }

    fn is_label(&self, text: &str) -> bool {
        let (label, text) = (fold(self.name.trim()), fold(text));
        let Some(rest) = text.strip_prefix(label.as_str()).filter(|_| self.purpose.is_none()) else { return false };
        // What follows the label itself: a star, a colon, or a remark in brackets.
        rest.trim_start_matches([' ', '*', ':']).is_empty() || rest.trim_start().starts_with('(')
    }
}

impl Answers {
    /// The row that names a country or a region which is misspelt, what is wrong with it, and what was meant.
    fn slip(&self) -> Option<(usize, String, &'static str)> {
        let row_of = |purpose| self.0.iter().enumerate().find(|(_, row)| row.purpose == Some(purpose));
        let country = row_of(Purpose::Country);
        if let Some((at, row)) = country
            && let Some(meant) = country_meant(&row.value)
        {
            return Some((at, format!("there is no country \"{}\"", row.value), meant));
        }
        let ((_, country), (at, row)) = (country?, row_of(Purpose::Region)?);
        let meant = region_meant(&country.value, &row.value)?;
        Some((at, format!("there is no region \"{}\" in {}", row.value, country.value), meant))
    }
}

/// The known name that was probably meant.
fn near(name: &str) -> Option<Purpose> {
    let name = fold(name);
    let alike = |purpose: &&Purpose| {
        let key = purpose.key();
        key.len() > LONG_ENOUGH && strsim::damerau_levenshtein(key, &name) <= SLIP.min(key.len() / 4)
    };
    Purpose::ALL.iter().find(alike).copied()
}

impl TakesBlock for Answers {
    const NEED: BlockNeed = BlockNeed::Required(BlockKind::Table);

    fn take(block: &Block) -> Result<Self, BlockMistake> {
        let table = Table::take(block)?;
        let read = |(row, (name, value)): (usize, (&str, &str))| {
            Given::read(name, value).map_err(|mend| {
                BlockMistake::new(format!("\"{name}\" is no word that every shop knows"), mend).at(row, 0)
            })
        };
        let rows: Vec<Given> = (0..).zip(table.pairs()?).map(read).collect::<Result<_, _>>()?;
        let again = rows.iter().enumerate().find(|(at, row)| rows[..*at].iter().any(|other| other.is_of_same(row)));
        if let Some((at, row)) = again {
            let what = format!("\"{}\" is answered twice", row.name);
            return Err(BlockMistake::new(what, "leave one of the two rows out").at(at, 0));
        }
        let answers = Self(rows);
        match answers.slip() {
            Some((at, what, meant)) => Err(BlockMistake::new(what, format!("did you mean \"{meant}\"?")).at(at, 1)),
            None => Ok(answers),
        }
    }
}

impl TakesBlock for Option<Answers> {
    const NEED: BlockNeed = BlockNeed::Optional(BlockKind::Table);

    fn take(block: &Block) -> Result<Self, BlockMistake> {
        match block {
            Block::None => Ok(None),
            other => Answers::take(other).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(name: &str) -> Result<Given, BlockMistake> {
        let rows = vec![vec!["country".to_owned(), "Germany".to_owned()], vec![name.to_owned(), "x".to_owned()]];
        Answers::take(&Block::Table(rows)).map(|answers| answers.0[1].clone())
    }

    #[test]
    fn a_row_names_what_every_shop_asks_or_a_label() {
        assert_eq!(taken("postcode").unwrap().purpose, Some(Purpose::Postcode));
        assert_eq!(taken("Stadt").unwrap().purpose, Some(Purpose::City));
        for label in ["VAT number", "Year of birth", "Company registration number", "Delivery floor"] {
            assert_eq!(taken(label).unwrap().purpose, None, "{label}");
        }
        for nothing in ["", " ", "*"] {
            assert_eq!(taken(nothing).unwrap_err().cell, Some((1, 0)), "{nothing:?}");
        }
        let slip = taken("pstcode").unwrap_err();
        assert_eq!((slip.cell, slip.mend.as_str()), (Some((1, 0)), "did you mean \"postcode\"?"));
    }

    #[test]
    fn a_misspelt_country_or_region_is_told_at_its_cell() {
        let taken = |country: &str, region: &str| {
            let rows = [["Land", country], ["region", region], ["city", "Berln"]];
            let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
            Answers::take(&Block::Table(rows)).map(drop)
        };
        assert_eq!(taken("Deutschland", "Bayern"), Ok(()));
        assert_eq!(taken("Germany (DE)", "somewhere"), Ok(()), "the shop may call it so");
        let slip = taken("Germnay", "Bayern").unwrap_err();
        assert_eq!((slip.cell, slip.what.as_str()), (Some((0, 1)), "there is no country \"Germnay\""));
        assert_eq!(slip.mend, "did you mean \"Germany\"?");
        let slip = taken("Germany", "Bayren").unwrap_err();
        assert_eq!((slip.cell, slip.what.as_str()), (Some((1, 1)), "there is no region \"Bayren\" in Germany"));
    }

    #[test]
    fn a_label_is_known_with_what_shops_write_behind_it() {
        let vat = taken("VAT number").unwrap();
        let field = |name: &str| Field { name: name.to_owned(), ..Field::default() };
        for name in ["VAT number", "vat number *", "VAT number:", "VAT number (optional)"] {
            assert!(vat.labels(&field(name)), "{name}");
        }
        for name in ["VAT number of your bank", "My VAT number", "", "VAT"] {
            assert!(!vat.labels(&field(name)), "{name}");
        }
    }
}
