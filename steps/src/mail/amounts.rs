//! What a mail says was paid.

use std::ops::Range;

use crate::oracle::Money;
use crate::shop::Shop;
use crate::words::Word;

/// So many words may stand between `Total` and its amount: `Total (incl. 19 % VAT) $60.00`.
const BETWEEN: usize = 4;

/// The amounts of a text that are said to be the total, or paid; the one amount of a text that has no other. Where that
/// cannot be told, all amounts that there are.
pub(crate) fn paid(text: &str, shop: &Shop) -> Result<Vec<String>, Vec<String>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let amounts = amounts(&words);
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let labels = labels(&bare, shop);
    let after = |label: &Range<usize>| {
        let next = labels.iter().map(|other| other.start).filter(|start| *start >= label.end).min();
        let within = label.end..=(label.end + BETWEEN).min(next.unwrap_or(usize::MAX));
        amounts.iter().find(move |(at, _)| within.contains(&at.start))
    };
    // `You have $60.00 paid`, as some languages have it.
    let before = |label: &Range<usize>| amounts.iter().find(|(at, _)| at.end == label.start);
    let mut told: Vec<String> =
        labels.iter().filter_map(|label| after(label).or_else(|| before(label))).map(text_of).collect();
    told.dedup();
    if told.is_empty() {
        let mut all: Vec<String> = amounts.iter().map(text_of).collect();
        all.dedup();
        return if all.len() < 2 { Ok(all) } else { Err(all) };
    }
    Ok(told)
}

fn text_of((_, text): &(Range<usize>, String)) -> String {
    text.clone()
}

/// Where the words for a total stand that speak of nothing else, such as a sub-total or the tax.
fn labels(words: &[String], shop: &Shop) -> Vec<Range<usize>> {
    let places = |word: Word| {
        let phrases: Vec<Vec<String>> =
            shop.words(word).iter().map(|phrase| phrase.split_whitespace().map(bare).collect()).collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        for start in 0..words.len() {
            let longest = phrases.iter().filter(|phrase| !phrase.is_empty() && words[start..].starts_with(phrase));
            found.extend(longest.map(Vec::len).max().map(|length| start..start + length));
        }
        found
    };
    let others: Vec<Range<usize>> =
        [Word::Subtotal, Word::Tax, Word::Shipping, Word::Discount].into_iter().flat_map(places).collect();
    let mut found: Vec<Range<usize>> = [Word::Total, Word::Paid].into_iter().flat_map(places).collect();
    // Within another word's phrase, `Cart total`, or before it, `Total tax`; but `Total incl. tax` is the total.
    let included = |at: usize| words.get(at).is_some_and(|word| word.starts_with("inc") || word.starts_with("ink"));
    found.retain(|own| {
        !others.iter().any(|other| {
            other.start <= own.start && own.end <= other.end || other.start == own.end && !included(own.end)
        })
    });
    found.sort_by_key(|at| at.start);
    found
}

/// A word without case, and without the signs around it.
fn bare(word: &str) -> String {
    word.to_lowercase().trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
}

/// What looks like amounts, and where: a number beside a sign or a code of a currency.
fn amounts(words: &[&str]) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let word = word.trim_end_matches(['.', ',', ';', ':', ')', '!']).trim_start_matches('(');
        if !word.contains(|sign: char| sign.is_ascii_digit()) {
            continue;
        }
        let before = index.checked_sub(1).map(|at| (at..index + 1, format!("{} {word}", words[at])));
        let after = words
            .get(index + 1)
            .map(|next| (index..index + 2, format!("{word} {}", next.trim_end_matches(['.', ',', ';', ':', ')']))));
        let ways = [Some((index..index + 1, word.to_owned())), before, after].into_iter().flatten();
        found.extend(ways.into_iter().find(|(_, way)| Money::read(way).is_ok()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_in_running_text() {
        let text = "Order 100001 of 2026: you paid $64.98. Tax (incl.) 12,10 €; shipping CHF 5.00 or 7 pieces";
        let words: Vec<&str> = text.split_whitespace().collect();
        let found: Vec<String> = amounts(&words).iter().map(text_of).collect();
        assert_eq!(found, ["$64.98", "12,10 €", "CHF 5.00"]);
    }

    #[test]
    fn what_was_paid_is_the_total_and_no_other_amount() {
        let shop = Shop::default();
        for (text, told) in [
            ("2 x Scarf $32.49 Subtotal: $64.98 Shipping: $5.19 Total: $70.17", &["$70.17"][..]),
            ("2 x Scarf $32.49. You paid $70.17.", &["$70.17"]),
            ("Cart total $64.98 Total tax $5.19 Order total (incl. VAT) $70.17", &["$70.17"]),
            ("Sub-total $64.98 Order Total: USD 70.17 Thank you", &["USD 70.17"]),
            ("Schal 32,49 € Gesamtsumme 70,17 € inkl. MwSt. 5,19 €", &["70,17 €"]),
            ("Für den Schal (32,49 €) haben Sie 70,17 € bezahlt.", &["70,17 €"]),
            ("Scarf $32.49 Total incl. VAT $70.17", &["$70.17"]),
            ("Thank you for $70.17!", &["$70.17"]),
            ("Thank you!", &[]),
        ] {
            assert_eq!(paid(text, &shop), Ok(told.iter().map(|one| (*one).to_owned()).collect()), "{text}");
        }
        let unclear = vec!["$32.49".to_owned(), "$70.17".to_owned()];
        assert_eq!(paid("Scarf $32.49, in all $70.17", &shop), Err(unclear));
    }
}
