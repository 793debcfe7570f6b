//! The ways in which shops reckon tax: each is a hypothesis, and at least one must explain all pages of a journey.

use rust_decimal::{Decimal, RoundingStrategy};

use super::facts::{Facts, Row};
use super::finding::Findings;
use super::lines::Lines;

/// One way to reckon tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, and all answers go together")]
pub(crate) struct Hypothesis {
    /// Prices hold the tax already.
    pub(crate) included: bool,
    per_line: bool,
    rounding: Rounding,
    on_shipping: bool,
    after_discount: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rounding {
    HalfUp,
    HalfEven,
    Truncate,
}

impl Rounding {
    fn round(self, amount: Decimal, facts: &Facts) -> Decimal {
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::Truncate => RoundingStrategy::ToZero,
        };
        amount.round_dp_with_strategy(facts.scale, strategy)
    }
}

impl Hypothesis {
    /// All of them.
    pub(crate) fn all() -> Vec<Hypothesis> {
        let both = [false, true];
        let mut all = Vec::with_capacity(48);
        for included in both {
            for per_line in both {
                for on_shipping in both {
                    for after_discount in both {
                        for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Truncate] {
                            all.push(Hypothesis { included, per_line, rounding, on_shipping, after_discount });
                        }
                    }
                }
            }
        }
        all
    }

    fn of(self, base: Decimal, rate: Decimal) -> Decimal {
        let hundred = Decimal::ONE_HUNDRED;
        if self.included { base * rate / (hundred + rate) } else { base * rate / hundred }
    }

    /// Whether `tax` is what this way gives.
    fn gives(self, tax: Decimal, rate: Decimal, base: &Base, facts: &Facts) -> bool {
        let discount = if self.after_discount { base.discount } else { Decimal::ZERO };
        let shipping = if self.on_shipping { base.shipping } else { Decimal::ZERO };
        if !self.per_line {
            return self.rounding.round(self.of(base.goods - discount + shipping, rate), facts) == tax;
        }
        match &base.lines {
            Some(lines) if discount.is_zero() => {
                let parts = lines.iter().copied().chain([shipping]);
                parts.map(|part| self.rounding.round(self.of(part, rate), facts)).sum::<Decimal>() == tax
            }
            // How a discount is spread over the lines is not shown: each may be off by less than a coin.
            _ => {
                let parts = base.lines.as_ref().map_or(facts.lines.len(), Vec::len) + 1;
                let slack = facts.coin() * Decimal::from(parts);
                (self.of(base.goods - discount + shipping, rate) - tax).abs() < slack
            }
        }
    }
}

/// What is taxed.
struct Base {
    goods: Decimal,
    lines: Option<Vec<Decimal>>,
    discount: Decimal,
    shipping: Decimal,
}

/// Checks a tax whose rate is shown. Gives the ways that explain it; nothing when it cannot be told.
pub(crate) fn check(facts: &Facts, lines: &Lines, findings: &mut Findings) -> Option<Vec<Hypothesis>> {
    let [row] = facts.taxes.as_slice() else {
        if facts.taxes.len() > 1 {
            findings.cannot_tell("there are several taxes");
        }
        return None;
    };
    let Some(tax) = row.only() else {
        findings.cannot_tell("the tax shows several amounts");
        return None;
    };
    let Some(rate) = row.rate() else {
        findings.cannot_tell("the tax does not say its rate");
        return None;
    };
    let sum = |rows: &[Row]| -> Decimal { rows.iter().filter_map(Row::only).sum() };
    let goods = match facts.subtotals.as_slice() {
        [only] => only.only(),
        _ => None,
    };
    let goods = goods.or_else(|| lines.only_way());
    let Some(goods) = goods else {
        findings.cannot_tell("the tax does not say on what it is");
        return None;
    };
    let (discount, shipping) = (sum(&facts.discounts).abs(), sum(&facts.shipping));
    let base = Base { goods, lines: lines.totals.clone(), discount, shipping };
    let ways: Vec<Hypothesis> =
        Hypothesis::all().into_iter().filter(|way| way.gives(tax, rate, &base, facts)).collect();
    if !ways.is_empty() {
        findings.holds();
        return Some(ways);
    }
    let fees: Decimal = facts.lines.iter().filter(|line| line.quantity.is_none()).flat_map(|line| &line.amounts).sum();
    let pieces: u32 = facts.lines.iter().map(|line| line.quantity.unwrap_or(1)).sum();
    let most =
        (goods + discount + shipping + fees) * rate / Decimal::ONE_HUNDRED + facts.coin() * Decimal::from(pieces + 2);
    if tax > most {
        findings.contradicts(format!(
            "the page shows a tax of {}, but {} % of {} is {}",
            facts.say(tax),
            rate.normalize(),
            facts.say(goods + shipping),
            facts.say((goods + shipping) * rate / Decimal::ONE_HUNDRED),
        ));
    } else {
        findings.cannot_tell("the tax is not of everything at the rate it names");
    }
    None
}
