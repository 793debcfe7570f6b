//! The cart, a summary or a receipt as a model: lines and sums, read from whatever rows a page is made of.

mod beside;

use beside::Beside;

use super::short::says_variant;
use super::view::{Row, View, begins, fold, is_one, same};
use crate::oracle::Money;
use crate::shop::Shop;
use crate::words::Word;

/// The sums below a cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sum {
    Subtotal,
    Discount,
    Shipping,
    Tax,
    Total,
}

impl Sum {
    pub(crate) const ALL: [Sum; 5] = [Sum::Subtotal, Sum::Discount, Sum::Shipping, Sum::Tax, Sum::Total];

    pub(super) fn word(self) -> Word {
        match self {
            Sum::Subtotal => Word::Subtotal,
            Sum::Discount => Word::Discount,
            Sum::Shipping => Word::Shipping,
            Sum::Tax => Word::Tax,
            Sum::Total => Word::Total,
        }
    }

    /// What failures call it.
    pub(crate) fn name(self) -> &'static str {
        self.word().key()
    }
}

/// What a cart, a summary or a receipt says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Basket {
    pub(crate) lines: Vec<Line>,
    /// What has a name and an amount, and is neither certainly a line nor a known sum.
    others: Vec<Line>,
    pub(crate) sums: Vec<SumRow>,
    free_shipping: bool,
    /// The page says that the cart is empty.
    pub(crate) empty: bool,
    /// The page is still busy with it.
    pub(crate) busy: bool,
}

/// A sum as the page writes it.
#[derive(Debug, Clone)]
pub(crate) struct SumRow {
    pub(crate) sum: Sum,
    pub(crate) label: String,
    /// The label is the sum's name and nothing else: "Total savings" is no total.
    exact: bool,
    /// Which list of rows it stands in.
    list: u32,
    /// The amounts in the row, from left to right.
    pub(crate) monies: Vec<String>,
}

/// One product in a cart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) name: String,
    /// Everything else that stands in the line.
    pub(crate) words: Vec<String>,
    pub(crate) quantity: Option<u32>,
    /// The amounts in the line, from left to right.
    pub(crate) monies: Vec<String>,
    /// The amounts that are struck out.
    pub(crate) struck: Vec<String>,
    /// It has a picture, a link or a field.
    pub(crate) goods: bool,
}

impl View {
    /// The cart, summary or receipt that is shown.
    pub(crate) fn basket(&self, shop: &Shop) -> Basket {
        let mut basket = Basket { empty: self.is_empty_cart(shop), busy: self.busy, ..Basket::default() };
        let (cart, beside) = (shop.words(Word::Cart), Beside::on(self, shop));
        for row in &self.rows {
            let quantity = row.quantity.or(row.count.filter(|count| *count > 0 && row.goods));
            match sum_of(row, shop) {
                Some(sum) => {
                    let exact = is_one(&row.label, &shop.words(sum.word()));
                    let (label, monies) = (row.label.clone(), row.monies.clone());
                    basket.sums.push(SumRow { sum, label, exact, list: row.list, monies });
                }
                // What can be ordered is not in the cart yet, however many are typed beside it.
                None if row.name.is_empty() || begins(&row.name, &cart) || self.sends(row, shop).is_some() => {}
                None if beside.holds(row, quantity) => {}
                // What has neither a picture nor a number nor anything to press is a sum that nobody knows by name when it
                // stands below the first one, and something else with an amount in it when only a heading names it.
                None => {
                    let other = row.plain && quantity.is_none() && (row.headed || !basket.sums.is_empty());
                    let list = if other { &mut basket.others } else { &mut basket.lines };
                    list.push(Line {
                        name: row.name.clone(),
                        words: row.words.clone(),
                        quantity,
                        monies: row.monies.clone(),
                        struck: row.struck.clone(),
                        goods: row.goods,
                    });
                }
            }
        }
        let (shipping, free) = (shop.words(Word::Shipping), shop.words(Word::Free));
        basket.free_shipping = self
            .notes
            .windows(2)
            .any(|pair| begins(&pair[0], &shipping) && free.iter().any(|word| same(&pair[1], word)));
        basket
    }
}

/// Which sum a row is, if it is one.
pub(super) fn sum_of(row: &Row, shop: &Shop) -> Option<Sum> {
    if row.monies.is_empty() || (row.goods && row.quantity.is_some()) {
        return None;
    }
    let named = |text: &str| Sum::ALL.into_iter().find(|sum| begins(text, &shop.words(sum.word())));
    let taken_off = || {
        let negative =
            row.monies.last().and_then(|text| shop.money(text).ok()).is_some_and(|money| money.is_negative());
        (negative && !row.goods).then_some(Sum::Discount)
    };
    named(&row.label)
        .or_else(|| if row.section.is_empty() || row.goods { None } else { named(&row.section) })
        .or_else(taken_off)
}

impl Basket {
    /// The sum, as the page writes it. Of several the one of exactly that name, which stands with other sums; of such the last.
    pub(crate) fn sum(&self, sum: Sum) -> Option<&str> {
        let with_others = |row: &SumRow| self.sums.iter().any(|other| other.sum != sum && other.list == row.list);
        let rows = self.sums.iter().filter(|row| row.sum == sum);
        rows.max_by_key(|row| (row.exact, with_others(row)))?.monies.last().map(String::as_str)
    }

    /// Whether the page says that shipping costs nothing.
    pub(crate) fn ships_free(&self) -> bool {
        self.free_shipping
    }

    /// Whether there is a cart at all on the page.
    pub(crate) fn is_there(&self) -> bool {
        self.empty || !self.lines.is_empty() || !self.sums.is_empty()
    }

    /// The lines of a product.
    pub(crate) fn lines_of<'a>(&'a self, product: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.is_of(product))
    }

    /// How many pieces of a product there are in it; a line without a number is one piece.
    pub(crate) fn pieces_of(&self, product: &str) -> u32 {
        self.lines_of(product).map(|line| line.quantity.unwrap_or(1)).sum()
    }

    /// Whether nothing on the page is this product with an amount, line or not.
    pub(crate) fn lacks(&self, product: &str) -> bool {
        !self.lines.iter().chain(&self.others).any(|line| line.is_of(product))
    }

    /// What is in it, in a few words.
    pub(crate) fn summary(&self) -> String {
        if self.lines.is_empty() {
            return if self.empty {
                "the page says that the cart is empty".to_owned()
            } else {
                "the page shows no cart".to_owned()
            };
        }
        let lines: Vec<String> = self
            .lines
            .iter()
            .map(|line| {
                format!("{} of \"{}\"", line.quantity.map_or("one".to_owned(), |pieces| pieces.to_string()), line.name)
            })
            .collect();
        format!("the page shows {}", lines.join(", "))
    }
}

impl Line {
    /// Whether this is a line of the product: by its name, or by a name with the variant behind it.
    pub(crate) fn is_of(&self, product: &str) -> bool {
        let product = fold(product);
        same(&self.name, &product)
            || fold(&self.name).strip_prefix(&product).is_some_and(|rest| {
                rest.starts_with([',', '(', '–', '-', '/'])
                    || rest.starts_with(" (")
                    || rest.starts_with(" –")
                    || rest.starts_with(" -")
                    || says_variant(rest)
            })
    }

    /// Whether the line shows this variant: each of its words, such as `M` and `navy`.
    pub(crate) fn shows_variant(&self, variant: &str) -> bool {
        let said: Vec<String> = std::iter::once(&self.name).chain(&self.words).flat_map(|text| pieces(text)).collect();
        pieces(variant).iter().all(|wanted| said.contains(wanted))
    }

    /// The line with what stands beside its name: `"Linen Shirt" (S / white)`.
    pub(crate) fn with_words(&self) -> String {
        let says_more = |text: &&String| !same(text, &self.name) && text.contains(char::is_alphabetic);
        let words: Vec<&str> = self.words.iter().filter(says_more).map(String::as_str).collect();
        format!("\"{}\" ({})", self.name, words.join(", "))
    }

    /// What one piece costs, as the page writes it.
    pub(crate) fn unit_price(&self) -> Option<&str> {
        self.monies.first().map(String::as_str)
    }

    /// What the whole line costs, as the page writes it.
    pub(crate) fn total(&self) -> Option<&str> {
        self.monies.last().map(String::as_str)
    }

    /// Whether one piece costs `price`: a line that shows one amount alone may show that of all its pieces.
    pub(crate) fn costs_each(&self, price: &Money, shop: &Shop) -> bool {
        let reads = |text: &str, wanted: &Money| shop.money(text).is_ok_and(|shown| shown.equals(wanted));
        match self.monies.as_slice() {
            [only] => reads(only, price) || reads(only, &price.times(self.quantity.unwrap_or(1))),
            [each, ..] => reads(each, price),
            [] => false,
        }
    }
}

/// `M / navy`, `Size: M` and `Linen Shirt (M, navy)` in single words.
fn pieces(text: &str) -> Vec<String> {
    fold(text).split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, quantity: Option<u32>, monies: &[&str], goods: bool) -> Row {
        Row {
            name: name.to_owned(),
            label: name.to_owned(),
            words: vec![name.to_owned()],
            goods,
            quantity,
            monies: monies.iter().map(|&text| text.to_owned()).collect(),
            ..Row::default()
        }
    }

    #[test]
    fn lines_and_sums_are_told_apart_by_their_labels() {
        let view = View {
            rows: vec![
                row("Total Comfort Pillow", Some(2), &["$10.00", "$20.00"], true),
                row("Subtotal", None, &["$20.00"], false),
                row("Tax (8%)", None, &["$1.60"], false),
                row("Total", None, &["$21.60"], false),
            ],
            ..View::default()
        };
        let basket = view.basket(&Shop::default());
        assert_eq!(basket.lines.len(), 1);
        assert_eq!(basket.pieces_of("total comfort pillow"), 2);
        assert_eq!(basket.sum(Sum::Subtotal), Some("$20.00"));
        assert_eq!(basket.sum(Sum::Tax), Some("$1.60"));
        assert_eq!(basket.sum(Sum::Total), Some("$21.60"));
        assert_eq!(basket.sum(Sum::Discount), None);
    }

    #[test]
    fn a_line_is_known_by_its_name_with_or_without_the_variant() {
        let line = |name: &str| Line { name: name.to_owned(), ..Line::default() };
        assert!(line("Linen Shirt").is_of("linen shirt"));
        assert!(line("Linen Shirt (M, navy)").is_of("Linen Shirt"));
        assert!(line("Linen Shirt Size: M, Colour: navy").is_of("Linen Shirt"));
        assert!(!line("Linen Shirt Dress").is_of("Linen Shirt"));
        assert!(!line("Linen Shirt Revisited: a book").is_of("Linen Shirt"));
        assert!(line("Linen Shirt (M, navy)").shows_variant("M / navy"));
        assert!(!line("Linen Shirt (M, navy)").shows_variant("L / navy"));
    }

    #[test]
    fn a_price_is_that_of_one_piece_or_of_the_line_when_it_stands_alone() {
        let price = Money::read("$29.99").expect("the test writes money");
        let line = |monies: &[&str]| Line {
            quantity: Some(2),
            monies: monies.iter().map(|&text| text.to_owned()).collect(),
            ..Line::default()
        };
        assert!(line(&["$29.99", "$59.98"]).costs_each(&price, &Shop::default()));
        assert!(line(&["$59.98"]).costs_each(&price, &Shop::default()));
        assert!(!line(&["$59.98", "$29.99"]).costs_each(&price, &Shop::default()));
        assert!(!line(&["$30.99"]).costs_each(&price, &Shop::default()));
    }
}
