//! Adds up what a page shows, in every way that shops do it. What holds in one of them holds; what holds in none is wrong;
//! where a part is missing nobody can tell.

use rust_decimal::{Decimal, RoundingStrategy};

use super::facts::{Facts, Place, Row};
use super::finding::Findings;
use super::lines::{self, Lines};
use super::taxes::{self, Hypothesis};

/// More unknown rows than this may mean anything.
const MOST_FEES: usize = 5;

/// What a page came to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    pub(crate) findings: Findings,
    /// A line has shown what its two amounts are.
    pub(crate) confirmed: bool,
    /// The ways to reckon tax that explain the page; `None` when it says nothing about them.
    pub(crate) ways: Option<Vec<Hypothesis>>,
    /// The total is what its parts come to.
    pub(crate) total_holds: bool,
}

/// One way to come to a total.
#[derive(Debug, Clone)]
struct Way {
    sum: Decimal,
    terms: String,
    /// With a tax: whether it is already in the other parts.
    included: Option<bool>,
}

/// Adds up a page. `confirmed`: an earlier page of the journey has shown what two amounts in a line are.
pub(crate) fn add_up(facts: &Facts, confirmed: bool) -> Sums {
    let mut sums = Sums::default();
    let findings = &mut sums.findings;
    let lines = lines::check(facts, confirmed, findings);
    sums.confirmed = lines.confirmed;
    discount(facts, &lines, findings);
    let by_tax = if facts.taxes.is_empty() { None } else { taxes::check(facts, &lines, findings) };
    if facts.totals.is_empty() {
        return sums;
    }
    let by_total = total(facts, &lines, findings);
    sums.total_holds = by_total.is_some();
    let allowed = by_total.filter(|_| !facts.taxes.is_empty()).map(|included| {
        let fits = |way: &Hypothesis| included.contains(&way.included);
        let both: Vec<_> = by_tax.iter().flatten().copied().filter(fits).collect();
        // A rate that cannot be made out leaves only what the total says.
        if both.is_empty() { Hypothesis::all().into_iter().filter(fits).collect() } else { both }
    });
    sums.ways = allowed;
    sums
}

/// A discount takes off no more than there is, and no more than the percentage it names.
fn discount(facts: &Facts, lines: &Lines, findings: &mut Findings) {
    let amounts = || facts.subtotals.iter().flat_map(|row| row.amounts.iter().copied());
    let off: Decimal = facts.discounts.iter().filter_map(Row::only).map(|amount| amount.abs()).sum();
    if off.is_zero() {
        return;
    }
    let Some(goods) = amounts().chain(lines.only_way()).max() else {
        return findings.cannot_tell("the discount does not say off what it is");
    };
    let shipping: Decimal = facts.shipping.iter().filter_map(Row::only).sum();
    let nothing_left = facts.totals.iter().any(|row| row.amounts.iter().any(Decimal::is_zero));
    // The sub-total may have the discount taken off already.
    let whole = goods + off + shipping;
    if off > goods + shipping && !nothing_left && !lines.ways.contains_key(&(goods + off)) {
        return findings.contradicts(format!(
            "the page shows a discount of {}, which is more than the {} it is taken off",
            facts.say(off),
            facts.say(goods + shipping)
        ));
    }
    if let [row] = facts.discounts.as_slice()
        && let Some(rate) = row.rate()
    {
        let pieces: u32 = facts.lines.iter().map(|line| line.quantity.unwrap_or(1)).sum();
        let most = whole * rate / Decimal::ONE_HUNDRED + facts.coin() * Decimal::from(pieces + 2);
        if off > most {
            return findings.contradicts(format!(
                "the page shows a discount of {}, but {} % of {} is {}",
                facts.say(off),
                rate.normalize(),
                facts.say(goods),
                facts.say(goods * rate / Decimal::ONE_HUNDRED)
            ));
        }
    }
    findings.holds();
}

/// Compares the total with its parts. Gives whether the tax is in the other parts, in the ways that hold; `None` when
/// none does.
fn total(facts: &Facts, lines: &Lines, findings: &mut Findings) -> Option<Vec<bool>> {
    let several = |rows: &[Row]| rows.iter().any(|row| row.only().is_none());
    if several(&facts.discounts) || several(&facts.shipping) || several(&facts.taxes) {
        findings.cannot_tell("a part of the total shows several amounts");
        return None;
    }
    let Some(ways) = ways(facts, lines) else {
        findings.cannot_tell("the page does not show of what the total is");
        return None;
    };
    let shown: Vec<Decimal> = facts.totals.iter().flat_map(|row| row.amounts.iter().copied()).collect();
    let fits = |way: &&Way| shown.iter().any(|total| way.sum == *total || in_cash(way.sum, facts) == Some(*total));
    let fitting: Vec<bool> =
        ways.iter().filter(fits).flat_map(|way| way.included.map_or(vec![true, false], |one| vec![one])).collect();
    if !fitting.is_empty() {
        findings.holds();
        return Some(fitting);
    }
    let total = *shown.last()?;
    // The way that the words of the page speak for is told; of those, the nearest.
    let says_included = facts.taxes.iter().any(|row| is_included(&row.label));
    let unlike = |way: &Way| way.included.is_some_and(|included| included != says_included);
    let nearest = ways.iter().min_by_key(|way| (unlike(way), (way.sum - total).abs(), way.terms.len()))?;
    let below = ways.iter().filter(|way| way.sum < total).map(|way| total - way.sum).min();
    let missing = !facts.is_complete() || facts.taxes.is_empty();
    // Neither tax nor shipping is a few cents.
    let goods = ways.iter().map(|way| way.sum).max().unwrap_or_default();
    let little = (facts.coin() * Decimal::TEN).max(goods * Decimal::new(5, 3));
    let certain = !facts.subtotals.is_empty() || lines.certain;
    if !certain {
        findings.cannot_tell("the lines do not say for certain what they cost");
    } else if shown.len() > facts.totals.len() {
        findings.cannot_tell("the total shows several amounts");
    } else if missing && below.is_some_and(|more| more > little) {
        findings.cannot_tell("a part of the total, such as tax or shipping, is not shown");
    } else {
        let parts = facts.say(nearest.sum);
        let instead = if nearest.terms == parts {
            format!("its parts come to {parts}")
        } else {
            format!("{} = {parts}", nearest.terms)
        };
        findings.contradicts(format!("the page shows a total of {}, but {instead}", facts.say(total)));
    }
    None
}

/// Whether the tax is said to be in the prices.
fn is_included(label: &str) -> bool {
    let label = label.to_lowercase();
    ["incl", "inkl", "enthält", "enthalten", "dont", "incluid"].iter().any(|word| label.contains(word))
}

/// What is paid in coins of five or more.
fn in_cash(sum: Decimal, facts: &Facts) -> Option<Decimal> {
    let coin = match facts.currency.to_string().as_str() {
        "CHF" | "Fr." => Decimal::new(5, 2),
        "kr" | "SEK" | "NOK" | "DKK" | "kr." => Decimal::ONE,
        _ => return None,
    };
    Some((sum / coin).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) * coin)
}

/// Every way to come to a total; `None` when the page does not show the goods, or shows too much beside them.
fn ways(facts: &Facts, lines: &Lines) -> Option<Vec<Way>> {
    let mut ways = goods(facts, lines);
    let off: Vec<Decimal> = amounts(&facts.discounts).iter().map(Decimal::abs).collect();
    let taken_off = |label: &str| ["sav", "erspar"].iter().any(|word| label.to_lowercase().contains(word));
    let told_only = facts.discounts.iter().any(|row| taken_off(&row.label))
        || amounts(&facts.subtotals)
            .iter()
            .any(|goods| lines.ways.contains_key(&(*goods + off.iter().sum::<Decimal>())));
    ways = combine(&ways, &choices(&off, told_only), facts, true);
    let early = |row: &Row| {
        let label = row.label.to_lowercase();
        ["estimat", "before", "excl", "without", "vor", "zzgl", "ohne"].iter().any(|word| label.contains(word))
    };
    let may_lack = facts.totals.iter().any(early) || facts.totals.len() > 1;
    let without_shipping = may_lack && facts.place != Place::Receipt;
    ways = combine(&ways, &choices(&amounts(&facts.shipping), without_shipping), facts, false);
    ways = combine(&ways, &fees(facts, lines)?, facts, false);
    let taxes = amounts(&facts.taxes);
    if !taxes.is_empty() {
        let added = choices(&taxes, false);
        let with = |included: bool| move |way: Way| Way { included: Some(included), ..way };
        let mut both: Vec<Way> = combine(&ways, &added, facts, false).into_iter().map(with(false)).collect();
        both.extend(ways.into_iter().map(with(true)));
        // Of several taxes some may be in the prices and some not.
        ways = both;
    }
    (!ways.is_empty()).then_some(ways)
}

/// What the goods cost: the sub-total, or the lines where there is none.
fn goods(facts: &Facts, lines: &Lines) -> Vec<Way> {
    let way = |sum: Decimal, terms: String| Way { sum, terms, included: None };
    if facts.subtotals.is_empty() {
        return lines
            .ways
            .iter()
            .filter(|(sum, _)| !sum.is_zero())
            .map(|(sum, terms)| way(*sum, terms.clone()))
            .collect();
    }
    let terms = |sum: Decimal| {
        let written = lines.ways.get(&sum).filter(|terms| terms.matches(" + ").count() < 4 && !terms.is_empty());
        written.cloned().unwrap_or_else(|| facts.say(sum))
    };
    amounts(&facts.subtotals).into_iter().map(|sum| way(sum, terms(sum))).collect()
}

fn amounts(rows: &[Row]) -> Vec<Decimal> {
    rows.iter().flat_map(|row| row.amounts.iter().copied()).collect()
}

/// Several rows may be parts, or the same thing said again.
fn choices(amounts: &[Decimal], or_nothing: bool) -> Vec<Vec<Decimal>> {
    let mut choices = vec![amounts.to_vec()];
    if amounts.len() > 1 {
        choices.extend(amounts.iter().map(|one| vec![*one]));
    }
    if or_nothing {
        choices.push(Vec::new());
    }
    choices
}

/// Rows that nobody knows may be fees, credits, or nothing of the kind.
fn fees(facts: &Facts, lines: &Lines) -> Option<Vec<Vec<Decimal>>> {
    let unknown = facts.lines.iter().filter(|line| line.quantity.is_none() && !line.goods);
    let fees: Vec<Decimal> =
        if lines.all_goods { Vec::new() } else { unknown.flat_map(|line| line.amounts.clone()).collect() };
    if fees.len() > MOST_FEES {
        return None;
    }
    let mut choices = vec![Vec::new()];
    for fee in fees {
        let with = |sign: Decimal| {
            move |choice: &Vec<Decimal>| {
                let mut choice = choice.clone();
                choice.push(fee * sign);
                choice
            }
        };
        let more: Vec<_> =
            choices.iter().map(with(Decimal::ONE)).chain(choices.iter().map(with(Decimal::NEGATIVE_ONE))).collect();
        choices.extend(more);
    }
    Some(choices)
}

fn combine(ways: &[Way], choices: &[Vec<Decimal>], facts: &Facts, off: bool) -> Vec<Way> {
    let sign = |amount: Decimal| if off { -amount } else { amount };
    let add = |way: &Way, choice: &Vec<Decimal>| {
        let mut way = way.clone();
        for amount in choice.iter().map(|amount| sign(*amount)).filter(|amount| !amount.is_zero()) {
            way.sum += amount;
            let word = if amount.is_sign_negative() { '-' } else { '+' };
            way.terms = format!("{} {word} {}", way.terms, facts.say(amount.abs()));
        }
        way
    };
    ways.iter().flat_map(|way| choices.iter().map(|choice| add(way, choice))).collect()
}

#[cfg(test)]
pub(super) mod tests;
