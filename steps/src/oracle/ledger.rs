//! What a journey has shown of its money so far: every page must agree with the ones before it.

use std::collections::BTreeMap;

use super::arithmetic::{Sums, add_up};
use super::facts::{Facts, LineFacts, Place, Row};
use super::finding::{Findings, Tally};
use super::taxes::Hypothesis;

/// What a journey has shown of its money so far.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// By what the shop calls its tax: the ways to reckon it that explain all pages so far.
    ways: BTreeMap<String, Vec<Hypothesis>>,
    /// A line has shown what its two amounts are.
    confirmed: bool,
    /// The page that was judged last.
    latest: Option<Facts>,
    /// Why the last page could not be read.
    unreadable: Option<&'static str>,
    /// The last page before the receipt that showed a total.
    before_paying: Option<Before>,
    pub(crate) tally: Tally,
}

/// The last sums before the receipt.
#[derive(Debug)]
struct Before {
    facts: Facts,
    /// A step ended on them; otherwise they were seen on the way, and may still have been changing.
    settled: bool,
}

/// What a page came to, beside the pages before it.
#[derive(Debug)]
pub(crate) struct Judged {
    facts: Facts,
    sums: Sums,
}

impl Judged {
    /// What cannot be, in the words of a failure.
    pub(crate) fn wrong(&self) -> Option<&str> {
        self.sums.findings.wrong.as_deref()
    }
}

impl Ledger {
    /// Judges a page; changes nothing. `None` when nothing new is shown.
    pub(crate) fn judge(&self, facts: Facts) -> Option<Judged> {
        if !facts.has_sums() || self.latest.as_ref() == Some(&facts) {
            return None;
        }
        let mut sums = add_up(&facts, self.confirmed);
        self.compare_taxes(&facts, &mut sums);
        if facts.place == Place::Receipt
            && let Some(before) = &self.before_paying
        {
            compare(before, &facts, &mut sums.findings);
        }
        Some(Judged { facts, sums })
    }

    fn compare_taxes(&self, facts: &Facts, sums: &mut Sums) {
        let (Some(ways), Some(known)) = (&sums.ways, self.ways.get(&label(facts))) else { return };
        if ways.iter().any(|way| known.contains(way)) {
            return;
        }
        let included = |ways: &[Hypothesis]| ways.first().is_some_and(|way| way.included);
        let taxation = |ways: &[Hypothesis]| ways.iter().all(|way| way.included == included(ways));
        if taxation(ways) && taxation(known) && included(ways) != included(known) {
            let say = |included| if included { "part of the prices" } else { "added to them" };
            let (now, before) = (say(included(ways)), say(included(known)));
            sums.findings
                .contradicts(format!("the total takes the tax as {now}, but on the pages before it was {before}"));
        } else {
            let tax: Vec<String> = facts.taxes.iter().flat_map(|row| &row.amounts).map(|tax| facts.say(*tax)).collect();
            sums.findings.contradicts(format!(
                "the page shows a tax of {}, but no way of rounding comes to it and to the taxes of the pages before",
                tax.join(" and ")
            ));
        }
    }

    /// Takes a page that was judged into the journey's memory, right or wrong.
    pub(crate) fn keep(&mut self, judged: Judged) {
        let Judged { facts, sums } = judged;
        self.tally.count(&sums.findings);
        self.confirmed |= sums.confirmed;
        // A page may have been caught while it changed: its sums are proof once they were seen twice.
        let proof =
            facts.place == Place::Receipt || self.latest.as_ref().is_some_and(|latest| latest.same_sums(&facts));
        if let (Some(ways), true) = (sums.ways, proof) {
            let known = self.ways.entry(label(&facts)).or_insert_with(|| ways.clone());
            let left: Vec<Hypothesis> = known.iter().copied().filter(|way| ways.contains(way)).collect();
            *known = if left.is_empty() { ways } else { left };
        }
        match facts.place {
            Place::Receipt => self.before_paying = None,
            _ if facts.totals.is_empty() || !sums.total_holds => {}
            _ => self.before_paying = Some(Before { facts: facts.clone(), settled: true }),
        }
        self.unreadable = None;
        self.latest = Some(facts);
    }

    /// Counts a page whose sums cannot be read; the same page seen again does not count again.
    pub(crate) fn cannot_read(&mut self, why: &'static str) {
        if self.unreadable.replace(why) != Some(why) {
            self.tally.count(&Findings { unknown: vec![why], ..Findings::default() });
        }
    }

    /// Remembers sums that were seen on the way through a step.
    pub(crate) fn pass_by(&mut self, facts: Facts) {
        let sound = |facts: &Facts| {
            let sums = add_up(facts, self.confirmed);
            sums.total_holds && sums.findings.wrong.is_none()
        };
        if facts.place != Place::Open || facts.totals.is_empty() || !sound(&facts) {
            return;
        }
        match &mut self.before_paying {
            Some(before) if before.facts.same_sums(&facts) => before.facts = facts,
            before => *before = Some(Before { facts, settled: false }),
        }
    }
}

/// What the shop calls its tax, rate and all; another currency is another matter.
fn label(facts: &Facts) -> String {
    let labels: Vec<&str> = facts.taxes.iter().map(|row| row.label.as_str()).collect();
    format!("{} {}", facts.currency, labels.join(" "))
}

/// Compares a receipt with the last page before it.
fn compare(before: &Before, receipt: &Facts, findings: &mut Findings) {
    let checkout = &before.facts;
    if !checkout.currency.may_be(&receipt.currency) {
        return findings.contradicts(format!(
            "the receipt is in {}, but the checkout was in {}",
            receipt.currency, checkout.currency
        ));
    }
    compare_lines(&checkout.lines, &receipt.lines, findings);
    let only = |rows: &[Row]| match rows {
        [row] => row.only(),
        _ => None,
    };
    let (Some(asked), Some(paid)) = (only(&checkout.totals), only(&receipt.totals)) else {
        return findings.cannot_tell("the checkout or the receipt shows more than one total, or none");
    };
    let amounts = |rows: &[Row]| rows.iter().map(|row| row.amounts.clone()).collect::<Vec<_>>();
    let same_parts = amounts(&checkout.shipping) == amounts(&receipt.shipping)
        && amounts(&checkout.taxes) == amounts(&receipt.taxes)
        && amounts(&checkout.discounts) == amounts(&receipt.discounts);
    if asked == paid {
        findings.holds();
    } else if !checkout.is_complete() {
        findings.cannot_tell("the checkout showed no shipping before the order was placed");
    } else if before.settled || same_parts {
        findings.contradicts(format!(
            "the receipt shows a total of {}, but the checkout asked for {}",
            receipt.say(paid),
            checkout.say(asked)
        ));
    } else {
        findings.cannot_tell("the checkout may still have been changing when the order was placed");
    }
}

/// A product that both pages name has the same number of pieces on both.
fn compare_lines(checkout: &[LineFacts], receipt: &[LineFacts], findings: &mut Findings) {
    let pieces = |lines: &[LineFacts]| -> Option<BTreeMap<String, u32>> {
        let mut by_name = BTreeMap::new();
        for line in lines {
            *by_name.entry(line.name.to_lowercase()).or_default() += line.quantity?;
        }
        Some(by_name)
    };
    let (Some(asked), Some(sent)) = (pieces(checkout), pieces(receipt)) else {
        return findings.cannot_tell("the lines of the checkout or the receipt do not say how many pieces they are");
    };
    if asked.is_empty() || sent.is_empty() || !asked.keys().eq(sent.keys()) {
        return findings.cannot_tell("the checkout and the receipt do not list the same names");
    }
    match asked.iter().find(|(name, pieces)| sent.get(*name) != Some(pieces)) {
        None => findings.holds(),
        Some((name, pieces)) => findings.contradicts(format!(
            "the receipt shows {} of \"{name}\", but the checkout showed {pieces}",
            sent.get(name).copied().unwrap_or_default()
        )),
    }
}

#[cfg(test)]
mod tests;
