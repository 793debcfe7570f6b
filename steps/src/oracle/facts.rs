//! What a page says about money, as exact numbers: what the arithmetic is checked on. Which row is what was decided
//! where the words are.

use rust_decimal::Decimal;

use super::money::{Currency, Money};

/// Where sums are shown: a receipt is final, everything before it may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A cart, a drawer, or a page of the checkout.
    Open,
    /// A part of the cart over another page; it may leave lines out.
    Drawer,
    /// The shop thanks for the order.
    Receipt,
}

/// The lines and sums of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) place: Place,
    /// The currency of all amounts.
    pub(crate) currency: Currency,
    /// Digits behind the point, as the page writes them.
    pub(crate) scale: u32,
    pub(crate) lines: Vec<LineFacts>,
    pub(crate) subtotals: Vec<Row>,
    pub(crate) discounts: Vec<Row>,
    pub(crate) shipping: Vec<Row>,
    /// The page says that shipping costs nothing.
    pub(crate) ships_free: bool,
    pub(crate) taxes: Vec<Row>,
    pub(crate) totals: Vec<Row>,
}

/// A row that is a sum; most show one amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) amounts: Vec<Decimal>,
}

/// A row that is no sum: a product, or something that nobody knows, such as a fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineFacts {
    pub(crate) name: String,
    pub(crate) quantity: Option<u32>,
    /// From left to right, without those that are struck out.
    pub(crate) amounts: Vec<Decimal>,
    /// It has a picture, a link or a field: no fee looks like that.
    pub(crate) goods: bool,
    /// It says why it costs something else: a discount, an old price, a price per kilogram.
    pub(crate) explained: bool,
}

impl Facts {
    /// An amount as this page's currency is written.
    pub(crate) fn say(&self, amount: Decimal) -> String {
        Money::new(amount.round_dp(self.scale.max(2)), self.currency.clone()).to_string()
    }

    /// The smallest coin.
    pub(crate) fn coin(&self) -> Decimal {
        Decimal::new(1, self.scale)
    }

    /// Whether there is anything that could be added up.
    pub(crate) fn has_sums(&self) -> bool {
        !(self.totals.is_empty() && self.subtotals.is_empty())
            && !(self.lines.is_empty() && (self.subtotals.is_empty() || self.totals.is_empty()))
    }

    /// Whether the sums below the lines are the same.
    pub(crate) fn same_sums(&self, other: &Facts) -> bool {
        let amounts = |rows: &[Row]| rows.iter().map(|row| row.amounts.clone()).collect::<Vec<_>>();
        amounts(&self.subtotals) == amounts(&other.subtotals)
            && amounts(&self.discounts) == amounts(&other.discounts)
            && amounts(&self.shipping) == amounts(&other.shipping)
            && amounts(&self.taxes) == amounts(&other.taxes)
            && amounts(&self.totals) == amounts(&other.totals)
    }

    /// Whether all parts of the total are shown, shipping above all.
    pub(crate) fn is_complete(&self) -> bool {
        self.ships_free || !self.shipping.is_empty()
    }
}

impl Row {
    /// The amount, when there is only one.
    pub(crate) fn only(&self) -> Option<Decimal> {
        match self.amounts.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The percentage in its label: `Tax (8 %)`.
    pub(crate) fn rate(&self) -> Option<Decimal> {
        let mut rates = self.label.match_indices('%').filter_map(|(at, _)| {
            let before = self.label[..at].trim_end();
            let start = before
                .rfind(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ',')))
                .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
            before[start..].replace(',', ".").parse().ok()
        });
        let first = rates.next()?;
        rates.next().is_none().then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_from_a_label_that_names_one() {
        let rate =
            |label: &str| Row { label: label.to_owned(), amounts: Vec::new() }.rate().map(|rate| rate.to_string());
        assert_eq!(rate("Tax (8 %)").as_deref(), Some("8"));
        assert_eq!(rate("inkl. 8,1 % MwSt.").as_deref(), Some("8.1"));
        assert_eq!(rate("MwSt. 19%").as_deref(), Some("19"));
        assert_eq!(rate("7% and 19%"), None);
        assert_eq!(rate("Tax"), None);
    }
}
