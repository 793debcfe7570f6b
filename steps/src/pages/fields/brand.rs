//! Whose card it is, for shops that ask: the first digits of its number say so (ISO/IEC 7812).

/// The brands by their usual names.
pub(crate) const BRANDS: [&str; 7] = ["Visa", "Mastercard", "American Express", "Amex", "Diners", "JCB", "Discover"];

/// The names that shops give the brand of a card with this number, the usual one first; none for an unknown brand.
pub(crate) fn brand_of(number: &str) -> &'static [&'static str] {
    let digits: String = number.chars().filter(char::is_ascii_digit).take(4).collect();
    let Ok(first) = digits.parse::<u32>() else { return &[] };
    match first {
        4000..=4999 => &["Visa"],
        5100..=5599 | 2221..=2720 => &["Mastercard", "Master Card", "Eurocard"],
        3400..=3499 | 3700..=3799 => &["American Express", "Amex"],
        3000..=3059 | 3600..=3699 | 3800..=3999 => &["Diners Club", "Diners"],
        3528..=3589 => &["JCB"],
        6011 | 6440..=6599 => &["Discover"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::brand_of;

    #[test]
    fn a_number_tells_its_brand() {
        assert_eq!(brand_of("4242 4242 4242 4242").first(), Some(&"Visa"));
        assert_eq!(brand_of("5555555555554444").first(), Some(&"Mastercard"));
        assert_eq!(brand_of("3782 822463 10005"), ["American Express", "Amex"]);
        assert!(brand_of("9999").is_empty() && brand_of("").is_empty());
    }
}
