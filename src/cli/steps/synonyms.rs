//! What shops call things: the sentences say "cart", and who looks for `basket` or `Einkaufswagen` means them, too.

use shopper_steps::{Entry, Shop};

/// The sentences that speak of each of `words` by another of its names, and how the words were understood; nothing where
/// a word has no other name that helps.
pub(super) fn found<'a>(
    entries: Vec<Entry<'a>>,
    words: &[String],
    languages: &[&str],
    shop: &Shop,
) -> Option<(Vec<Entry<'a>>, String)> {
    let speaks = |entry: &Entry<'_>, name: &str| {
        let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        entry.says(&words, Some(languages))
    };
    let known = |name: &str| entries.iter().any(|entry| speaks(entry, name));
    // All the words may be one name, such as "promo code".
    let whole = named(&words.join(" "), shop, known);
    let each = if whole.is_empty() { words.iter().map(|word| meant(word, shop, known)).collect() } else { vec![whole] };
    if each.iter().any(Vec::is_empty) {
        return None;
    }
    let fits = |entry: &Entry<'_>| each.iter().all(|names| names.iter().any(|name| speaks(entry, name)));
    let understood = each.iter().map(|names| names.join(" or ")).collect::<Vec<_>>().join(" ");
    let found: Vec<Entry<'a>> = entries.into_iter().filter(fits).collect();
    (!found.is_empty()).then_some((found, understood))
}

/// The word itself where sentences say it, or else what it is called there.
fn meant(word: &str, shop: &Shop, known: impl Fn(&str) -> bool) -> Vec<String> {
    if known(word) { vec![word.to_owned()] } else { named(word, shop, known) }
}

fn named(name: &str, shop: &Shop, known: impl Fn(&str) -> bool) -> Vec<String> {
    shop.things_called(name).into_iter().filter(|thing| known(thing)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shopper_steps::Catalogue;

    #[test]
    fn what_shops_call_things_finds_what_the_sentences_call_them() {
        let catalogue = Catalogue::shipped();
        let mut shop = Shop::default();
        shop.words.insert("cart".to_owned(), vec!["Tüte".to_owned()]);
        let of = |text: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
            found(catalogue.entries(), &words, &["en"], &shop).map(|(found, understood)| {
                assert!(found.len() < catalogue.definitions().len());
                understood
            })
        };
        for name in ["basket", "trolley", "Einkaufswagen", "cesta", "Tüte", "shopping bag"] {
            assert_eq!(of(name).as_deref(), Some("cart"), "{name}");
        }
        assert_eq!(of("favourites").as_deref(), Some("wish list"));
        assert_eq!(of("promo code").as_deref(), Some("coupon"));
        assert_eq!(of("add basket").as_deref(), Some("add to cart"));
        assert_eq!(of("remove trolley").as_deref(), Some("remove cart"));
        assert_eq!(of("basket zeppelin"), None);
        assert_eq!(of("zeppelin"), None);
    }
}
