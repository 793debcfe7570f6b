//! What a page is made of: rows, fields, choices, buttons, frames, pictures, as the script that looks tells them.

use serde::Deserialize;

use crate::pages::Purpose;

/// A row with money in it: a line of a cart, a product in a list, a total.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the page, as the script reads it")]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) words: Vec<String>,
    pub(crate) goods: bool,
    /// It has neither a link nor a picture nor anything to type or press.
    pub(crate) plain: bool,
    /// Its name is a heading.
    pub(crate) headed: bool,
    pub(crate) quantity: Option<u32>,
    /// Something in it can be typed or chosen.
    pub(crate) typed: bool,
    /// Something in it can be ticked, or is drawn as what removes things.
    pub(crate) worn: bool,
    /// Which form of the page its number of pieces is typed for; -1 for none.
    pub(crate) form: i32,
    /// The first number that stands alone; the number of pieces where the row is a line of a cart.
    pub(crate) count: Option<u32>,
    /// The buttons on both sides of that number: one piece less, one more.
    pub(crate) less: Option<String>,
    pub(crate) more: Option<String>,
    /// The heading of the part of the table that it stands in.
    pub(crate) section: String,
    /// The heading of the part of the page that it stands in.
    pub(crate) under: String,
    /// Which list of rows it stands in: the same number for all rows of it.
    pub(crate) list: u32,
    pub(crate) monies: Vec<String>,
    pub(crate) struck: Vec<String>,
    pub(crate) buttons: Vec<RowButton>,
}

/// A button in a row.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct RowButton {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) path: String,
    pub(crate) disabled: bool,
}

/// A field that takes a text or one of many options.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the page, as the script reads it")]
pub(crate) struct Field {
    pub(crate) kind: String,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) input: String,
    pub(crate) disabled: bool,
    pub(crate) required: bool,
    pub(crate) heading: String,
    /// What stands beside a field that has no name.
    pub(crate) caption: String,
    /// The page says that what it holds is wrong.
    pub(crate) invalid: bool,
    /// What the browser says of what it holds when it takes no such value; empty when it does, or nobody has touched it.
    pub(crate) wrong: String,
    /// Where it says something: the name of the row that the field stands in; empty when it stands in none.
    pub(crate) line: String,
    /// Which form of the page it belongs to; -1 for none.
    pub(crate) form: i32,
    pub(crate) token: String,
    pub(crate) attribute: String,
    pub(crate) placeholder: String,
    /// How many characters it takes; -1 when it does not say.
    pub(crate) longest: i32,
    pub(crate) value: String,
    pub(crate) chosen: String,
    pub(crate) options: Vec<String>,
    /// It stands in the head or the foot of every page.
    pub(crate) aside: bool,
    pub(crate) path: String,
    /// What the hints of the site map say that it is.
    pub(crate) hints: Vec<String>,
    /// What the shop's own words say that it asks for.
    #[serde(skip)]
    pub(crate) called: Option<Purpose>,
}

/// A radio button or a box to tick.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the page, as the script reads it")]
pub(crate) struct Choice {
    pub(crate) radio: bool,
    pub(crate) group: String,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) heading: String,
    pub(crate) disabled: bool,
    pub(crate) required: bool,
    pub(crate) checked: bool,
    /// It stands in the head or the foot of every page.
    pub(crate) aside: bool,
    pub(crate) path: String,
    /// What the hints of the site map say that it is.
    pub(crate) hints: Vec<String>,
}

/// A button or a link.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the page, as the script reads it")]
pub(crate) struct Button {
    pub(crate) name: String,
    pub(crate) disabled: bool,
    /// It stands in the head or the foot of every page.
    pub(crate) aside: bool,
    pub(crate) path: String,
    pub(crate) link: bool,
    /// Which form of the page it belongs to; -1 for none.
    pub(crate) form: i32,
    /// What stands around a button that chooses one of several: `Express £12.00`.
    pub(crate) near: String,
    pub(crate) expanded: Option<String>,
    pub(crate) pressed: Option<String>,
    /// Its name is its title, or this is the title that it has beside its name.
    pub(crate) titled: bool,
    pub(crate) title: String,
    /// The words in its class and icon, where its name may not tell enough.
    pub(crate) icon: Vec<String>,
    /// Where others have the same name: what pressing it would do, as far as the page's source tells, and the heading it
    /// stands under.
    pub(crate) goal: String,
    pub(crate) heading: String,
    /// The name of the card or line that it stands in, with a price or without.
    pub(crate) card: String,
    /// It is fastened to the window.
    pub(crate) fastened: bool,
    /// A short selector that it alone answers to, where that may be asked for.
    pub(crate) selector: String,
    /// What the hints of the site map say that it is.
    pub(crate) hints: Vec<String>,
}

/// A page inside the page.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Frame {
    pub(crate) title: String,
    /// It is of another site, and cannot be read along with the page.
    pub(crate) foreign: bool,
    pub(crate) height: i64,
}

/// A picture.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct Picture {
    pub(crate) source: String,
    pub(crate) alt: String,
    pub(crate) done: bool,
    pub(crate) loaded: bool,
}
