//! From what a page shows to exact facts about money, or why they cannot be had.

use super::basket::{Basket, Sum};
use super::view::View;
use crate::oracle::{Currency, Facts, LineFacts, Money, Place, Row};
use crate::shop::Shop;

/// More totals than this are a list of orders.
const MOST_TOTALS: usize = 2;

/// Words of a line that say why it costs something else than its pieces.
const EXPLAINING: &[&str] = &[
    "%",
    "off",
    "discount",
    "save",
    "saved",
    "was",
    "rrp",
    "deal",
    "sale",
    "deposit",
    "per",
    "kg",
    "ml",
    "rabatt",
    "statt",
    "uvp",
    "aktion",
    "pfand",
    "ersparnis",
    "pro",
    "remise",
    "par",
    "au lieu",
    "descuento",
    "antes",
];

/// What can be said about the money on a page.
#[derive(Debug)]
pub(crate) enum Reading {
    /// The page is no cart, no checkout and no receipt.
    Nothing,
    /// There are sums, and they cannot be read.
    Unreadable(&'static str),
    Facts(Facts),
}

impl View {
    /// The sums of a cart, a checkout or a receipt.
    pub(crate) fn money(&self, shop: &Shop) -> Reading {
        let basket = self.basket(shop);
        let has = |sum| basket.sums.iter().any(|row| row.sum == sum);
        let receipt = self.is_confirmation(shop);
        let known = receipt || self.is_cart(shop) || self.is_checkout(shop);
        let totals = basket.sums.iter().filter(|row| row.sum == Sum::Total).count();
        if totals > MOST_TOTALS || !(has(Sum::Total) || has(Sum::Subtotal)) || !(known || has(Sum::Subtotal)) {
            return Reading::Nothing;
        }
        if self.busy {
            return Reading::Unreadable("the page was still busy");
        }
        let place = match (receipt, &self.dialog) {
            (true, _) => Place::Receipt,
            (false, Some(_)) => Place::Drawer,
            (false, None) => Place::Open,
        };
        match facts(&basket, place, shop) {
            Ok(facts) => Reading::Facts(facts),
            Err(why) => Reading::Unreadable(why),
        }
    }
}

fn facts(basket: &Basket, place: Place, shop: &Shop) -> Result<Facts, &'static str> {
    let mut seen = Seen { shop, currency: None, scale: 0 };
    let mut lines = Vec::new();
    for line in &basket.lines {
        // A row that is neither a product nor a sum may hold anything: a postcode beside a country, a card number.
        let amounts = match (seen.read(&line.monies), line.quantity) {
            (Ok(amounts), _) => amounts,
            (Err(_), None) => continue,
            (Err(why), Some(_)) => return Err(why),
        };
        let says = |text: &String| {
            let text = text.to_lowercase();
            EXPLAINING.iter().any(|word| holds_word(&text, word))
        };
        let explained = !line.struck.is_empty() || line.words.iter().filter(|text| **text != line.name).any(says);
        let (name, quantity, goods) = (line.name.clone(), line.quantity, line.goods);
        lines.push(LineFacts { name, quantity, amounts, goods, explained });
    }
    let mut rows = |sum: Sum| -> Result<Vec<Row>, &'static str> {
        let rows = basket.sums.iter().filter(|row| row.sum == sum && !(sum == Sum::Total && is_no_total(&row.label)));
        rows.map(|row| Ok(Row { label: row.label.clone(), amounts: seen.read(&row.monies)? })).collect()
    };
    let (subtotals, discounts, shipping) = (rows(Sum::Subtotal)?, rows(Sum::Discount)?, rows(Sum::Shipping)?);
    let (taxes, totals) = (rows(Sum::Tax)?, rows(Sum::Total)?);
    let currency = seen.currency.ok_or("no amount could be read")?;
    let ships_free = basket.ships_free();
    Ok(Facts { place, currency, scale: seen.scale, lines, subtotals, discounts, shipping, ships_free, taxes, totals })
}

/// `Total savings` and `Total items` are no totals.
fn is_no_total(label: &str) -> bool {
    let label = label.to_lowercase();
    ["saving", "saved", "discount", "item", "weight", "ersparnis", "points", "punkte"]
        .iter()
        .any(|word| label.contains(word))
}

/// Signs stand anywhere, words between other signs than letters.
fn holds_word(text: &str, word: &str) -> bool {
    if !word.starts_with(char::is_alphabetic) {
        return text.contains(word);
    }
    text.match_indices(word).any(|(at, found)| {
        let alone = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphabetic());
        alone(text[..at].chars().next_back()) && alone(text[at + found.len()..].chars().next())
    })
}

/// What all amounts of a page have in common.
struct Seen<'s> {
    shop: &'s Shop,
    currency: Option<Currency>,
    scale: u32,
}

impl Seen<'_> {
    fn read(&mut self, monies: &[String]) -> Result<Vec<rust_decimal::Decimal>, &'static str> {
        monies.iter().map(|text| self.amount(text)).collect()
    }

    fn amount(&mut self, text: &str) -> Result<rust_decimal::Decimal, &'static str> {
        let Money { amount, currency, .. } = self.shop.money(text).map_err(|_| "an amount cannot be read")?;
        let known = self.currency.get_or_insert_with(|| currency.clone());
        if !known.may_be(&currency) {
            return Err("the page shows more than one currency");
        }
        self.scale = self.scale.max(amount.scale());
        Ok(amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::Row as ViewRow;

    fn row(label: &str, quantity: Option<u32>, monies: &[&str]) -> ViewRow {
        ViewRow {
            name: label.to_owned(),
            label: label.to_owned(),
            words: vec![label.to_owned()],
            quantity,
            monies: monies.iter().map(|&text| text.to_owned()).collect(),
            ..ViewRow::default()
        }
    }

    fn reading(rows: Vec<ViewRow>) -> Reading {
        View { heads: vec!["Your cart".to_owned()], rows, ..View::default() }.money(&Shop::default())
    }

    #[test]
    fn a_cart_is_read_with_its_lines_and_sums() {
        let rows = vec![
            row("Red Scarf", Some(2), &["$29.99", "$59.98"]),
            row("Tax (8%)", None, &["$4.80"]),
            row("Total", None, &["$64.78"]),
        ];
        let Reading::Facts(facts) = reading(rows) else { panic!("the cart can be read") };
        assert_eq!((facts.lines.len(), facts.taxes.len(), facts.totals.len(), facts.scale), (1, 1, 1, 2));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let why = |rows| match reading(rows) {
            Reading::Unreadable(why) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(why(vec![row("Total", None, &["$1.2.3"])]), "an amount cannot be read");
        let mixed = vec![row("Red Scarf", Some(1), &["€5.00"]), row("Total", None, &["$5.00"])];
        assert_eq!(why(mixed), "the page shows more than one currency");
    }

    #[test]
    fn a_page_without_sums_and_a_list_of_orders_are_left_alone() {
        assert!(matches!(reading(vec![row("Red Scarf", None, &["$29.99"])]), Reading::Nothing));
        let orders = (0..3).map(|_| row("Total", None, &["$5.00"])).collect();
        assert!(matches!(reading(orders), Reading::Nothing));
    }

    #[test]
    fn savings_are_no_total_and_a_word_inside_another_explains_nothing() {
        assert!(is_no_total("Total savings"));
        assert!(!is_no_total("Total (incl. VAT)"));
        assert!(holds_word("20 % off", "off") && !holds_word("coffee", "off"));
    }
}
