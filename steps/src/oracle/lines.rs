//! The lines of a cart: unit price by quantity, and their sum.
//!
//! A line with two amounts shows the price of one piece and that of all; but two amounts may also be an old and a new
//! price, or a price per kilogram. So a line is wrong only where something else on the page says what its amounts are.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::facts::{Facts, LineFacts, Place};
use super::finding::Findings;

/// More ways to add lines up than this prove nothing.
const MOST_WAYS: usize = 4_000;

/// What the lines came to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines {
    /// A line shows the price of one piece and of all, and both agree.
    pub(crate) confirmed: bool,
    /// Every sum that the lines can come to, with its terms; empty when there are too many.
    pub(crate) ways: BTreeMap<Decimal, String>,
    /// What each line costs, when only one reading adds up to the sub-total.
    pub(crate) totals: Option<Vec<Decimal>>,
    /// All rows that are no sums were added up: none of them is a fee.
    pub(crate) all_goods: bool,
    /// Whether the sum of the lines is certain: every line has its pieces and one meaning.
    pub(crate) certain: bool,
}

impl Lines {
    /// What the lines come to, when they can be read in one way only.
    pub(crate) fn only_way(&self) -> Option<Decimal> {
        let mut sums = self.ways.keys();
        sums.next().copied().filter(|_| self.certain && sums.next().is_none())
    }
}

impl LineFacts {
    fn pieces(&self) -> Decimal {
        Decimal::from(self.quantity.unwrap_or(1))
    }

    /// Price of one piece and of all, as far as two amounts say it.
    fn pair(&self) -> Option<(Decimal, Decimal)> {
        match self.amounts.as_slice() {
            [each, all] if self.quantity.is_some() => Some((*each, *all)),
            _ => None,
        }
    }

    fn agrees(&self) -> bool {
        let pieces = self.pieces();
        let mut later = self.amounts.iter();
        self.quantity.is_some()
            && self.amounts.iter().any(|each| {
                later.next();
                later.clone().any(|all| each * pieces == *all || all * pieces == *each)
            })
    }

    /// What the line may cost, with its terms.
    fn costs(&self, facts: &Facts) -> Vec<(Decimal, String)> {
        let pieces = self.pieces();
        let by_pieces = |each: Decimal| match self.quantity {
            Some(1) | None => facts.say(each),
            Some(pieces) => format!("{pieces} x {}", facts.say(each)),
        };
        let mut costs: Vec<(Decimal, String)> = Vec::new();
        match self.pair() {
            Some((one, other)) if one * pieces == other || other * pieces == one => {
                let (each, all) = if one * pieces == other { (one, other) } else { (other, one) };
                costs.push((all, by_pieces(each)));
            }
            _ => {
                costs.extend(self.amounts.iter().rev().map(|&amount| (amount, facts.say(amount))));
                costs.extend(self.amounts.iter().map(|&each| (each * pieces, by_pieces(each))));
            }
        }
        if self.quantity.is_none() {
            costs.push((Decimal::ZERO, String::new()));
        }
        costs
    }
}

/// Checks the lines and the sub-total. `confirmed`: an earlier page of the journey has shown what two amounts mean.
pub(crate) fn check(facts: &Facts, confirmed: bool, findings: &mut Findings) -> Lines {
    let pairs = || facts.lines.iter().filter_map(|line| Some((line, line.pair()?)));
    let confirmed_by = |but: &LineFacts| {
        confirmed || pairs().any(|(line, (each, all))| !std::ptr::eq(line, but) && each * line.pieces() == all)
    };
    let mut lines = Lines {
        confirmed: pairs().any(|(line, (each, all))| each * line.pieces() == all),
        ways: ways(facts),
        certain: !facts.lines.is_empty(),
        ..Lines::default()
    };
    let sums = |last: bool, but: &LineFacts| -> Decimal {
        let cost = |line: &LineFacts| match line.pair() {
            Some((each, _)) if std::ptr::eq(line, but) && !last => each * line.pieces(),
            Some((_, all)) => all,
            None => line.amounts.last().copied().unwrap_or_default(),
        };
        facts.lines.iter().map(cost).sum()
    };
    let is_subtotal = |sum: Decimal| facts.subtotals.iter().any(|row| row.amounts.contains(&sum));
    for line in &facts.lines {
        match line.amounts.len() {
            0 | 1 => lines.certain &= line.quantity.is_some() && line.amounts.len() == 1,
            _ if line.agrees() => findings.holds(),
            _ if line.quantity.is_none() => {
                lines.certain = false;
                findings.cannot_tell("a line does not say how many pieces it is");
            }
            2 if !line.explained => {
                let (each, all) = (line.amounts[0], line.amounts[1]);
                let several = line.quantity.is_some_and(|pieces| pieces > 1);
                let evidence = several && (is_subtotal(sums(true, line)) || is_subtotal(sums(false, line)));
                if evidence || confirmed_by(line) {
                    let right = facts.say(each * line.pieces());
                    findings.contradicts(format!(
                        "the page shows {} for {} of \"{}\", but {} x {} = {right}",
                        facts.say(all),
                        line.pieces(),
                        line.name,
                        line.pieces(),
                        facts.say(each),
                    ));
                } else {
                    lines.certain = false;
                    findings.cannot_tell("two amounts of a line do not say what they are");
                }
            }
            _ => {
                lines.certain = false;
                findings.cannot_tell("a line has a discount or several prices");
            }
        }
    }
    subtotal(facts, &mut lines, findings);
    lines
}

/// Compares the sum of the lines with the sub-total, which may be before or after discount and tax.
fn subtotal(facts: &Facts, lines: &mut Lines, findings: &mut Findings) {
    let amounts: Vec<Decimal> = facts.subtotals.iter().flat_map(|row| row.amounts.iter().copied()).collect();
    let sum = |rows: &[super::facts::Row]| -> Decimal { rows.iter().filter_map(super::facts::Row::only).sum() };
    let (discount, tax) = (sum(&facts.discounts), sum(&facts.taxes));
    if amounts.is_empty() || facts.lines.is_empty() {
        return;
    }
    if lines.ways.is_empty() {
        return findings.cannot_tell("there are too many ways to add the lines up");
    }
    let reached = |goods: Decimal| {
        let zero = Decimal::ZERO;
        [zero, discount, tax, discount + tax, -tax].into_iter().any(|more| lines.ways.contains_key(&(goods + more)))
    };
    if amounts.iter().any(|goods| reached(*goods)) {
        let all: Option<Decimal> = facts.lines.iter().map(|line| line.amounts.last().copied()).sum();
        lines.all_goods = all.is_some_and(|all| amounts.contains(&all));
        lines.totals =
            lines.all_goods.then(|| facts.lines.iter().filter_map(|line| line.amounts.last().copied()).collect());
        return findings.holds();
    }
    if facts.subtotals.iter().any(|row| row.only().is_none()) {
        return findings.cannot_tell("the sub-total shows several amounts");
    }
    let shown = amounts[amounts.len() - 1];
    let (nearest, terms) = nearest(&lines.ways, shown);
    match () {
        () if !lines.certain => findings.cannot_tell("the lines do not say for certain what they cost"),
        () if facts.place == Place::Drawer && nearest < shown => {
            findings.cannot_tell("the drawer may leave lines out");
        }
        () => {
            let sum = facts.say(nearest);
            let instead = if terms == sum { format!("its lines come to {sum}") } else { format!("{terms} = {sum}") };
            findings.contradicts(format!("the page shows a sub-total of {}, but {instead}", facts.say(shown)));
        }
    }
}

fn nearest(ways: &BTreeMap<Decimal, String>, shown: Decimal) -> (Decimal, String) {
    let found = ways.iter().min_by_key(|(sum, _)| (**sum - shown).abs());
    found.map(|(sum, terms)| (*sum, terms.clone())).unwrap_or_default()
}

/// Every sum the lines can come to.
fn ways(facts: &Facts) -> BTreeMap<Decimal, String> {
    let mut ways = BTreeMap::from([(Decimal::ZERO, String::new())]);
    for line in &facts.lines {
        let mut next = BTreeMap::new();
        for (sum, terms) in &ways {
            for (cost, term) in line.costs(facts) {
                let together = match (terms.is_empty(), term.is_empty()) {
                    (true, _) => term,
                    (_, true) => terms.clone(),
                    _ => format!("{terms} + {term}"),
                };
                next.entry(sum + cost).or_insert(together);
            }
        }
        if next.len() > MOST_WAYS {
            return BTreeMap::new();
        }
        ways = next;
    }
    ways
}
