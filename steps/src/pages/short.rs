//! What shops say in short: `2 items in cart` beside every page, `Size: M` behind a product's name.

use super::view::{Row, fold, is_one};
use crate::shop::Shop;
use crate::words::Word;

/// What shops call that in which the variants of a product differ.
const VARIANTS: [&str; 16] = [
    "size", "colour", "color", "style", "material", "option", "variant", "model", "größe", "farbe", "variante",
    "taille", "couleur", "modèle", "talla", "modelo",
];
/// What may stand between the pieces and the cart that they are in.
const IN: [&str; 12] = ["in", "your", "my", "the", "im", "ihrem", "dans", "votre", "le", "en", "tu", "el"];

/// Whether what follows a product's name is its variant: ` Size: Small, Colour: Red`.
pub(super) fn says_variant(rest: &str) -> bool {
    let label = rest.strip_prefix(' ').and_then(|rest| rest.split_once(':')).map(|(label, _)| label.trim());
    label.is_some_and(|label| VARIANTS.contains(&label))
}

impl Row {
    /// Whether it is the cart in short, beside any page: `2 items in cart`, `3 Artikel`. Goods may be called so, too: `50 pieces
    /// of cloth`; a line with a number of its own or something to type in is always goods.
    pub(super) fn counts_cart(&self, shop: &Shop) -> bool {
        let name = fold(&self.name);
        let counted = name.trim_start_matches(|sign: char| sign.is_ascii_digit());
        if counted.len() == name.len() || self.typed || self.quantity.is_some() {
            return false;
        }
        let mut words = counted.split_whitespace();
        let is_piece = |said: &str| is_one(said, &shop.words(Word::Piece));
        if !words.next().is_some_and(is_piece) {
            return false;
        }
        let mut rest = words.skip_while(|word| IN.contains(word)).peekable();
        if rest.peek().is_none() {
            return true;
        }
        let place = rest.collect::<Vec<_>>().join(" ");
        is_one(&place, &shop.words(Word::Cart))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cart_in_short_is_told_from_goods() {
        for (name, in_short) in [
            ("0 items in cart:", true),
            ("12 items", true),
            ("2 Artikel im Warenkorb", true),
            ("3 items in your basket", true),
            ("2 pieces of cloth", false),
            ("50 pcs Tea Bags", false),
            ("10 Pieces Gift Bags", false),
            ("1000 pieces puzzle, 48 x 34 cm", false),
            ("100 Things to Cook", false),
        ] {
            let row = Row { name: name.to_owned(), goods: true, ..Row::default() };
            assert_eq!(row.counts_cart(&Shop::default()), in_short, "{name}");
            assert!(!Row { quantity: Some(1), ..row }.counts_cart(&Shop::default()), "{name}");
        }
    }
}
