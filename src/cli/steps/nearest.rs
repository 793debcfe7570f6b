//! What may be meant by words that no sentence has: `wishlist` for "wish list", `cuopon` for "coupon".

use shopper_steps::{Catalogue, Entry};

/// Shorter words are too much alike.
const LONG_ENOUGH: usize = 4;
/// From so many letters on, two of them may be wrong.
const LONG: usize = 8;

/// The words that were probably meant, with which something is found; nothing where nobody can tell.
pub(super) fn meant(catalogue: &Catalogue, words: &[String]) -> Option<String> {
    let entries = catalogue.entries();
    let known = vocabulary(&entries);
    let each: Option<Vec<String>> = words.iter().map(|word| one(&word.to_lowercase(), &known)).collect();
    let meant = each?.join(" ");
    let all: Vec<String> = meant.split(' ').map(str::to_owned).collect();
    entries.iter().any(|entry| entry.speaks_of(&all, None)).then_some(meant)
}

/// The sentences nearest to the words, as they are said in English, where there are no words to look for instead.
pub(super) fn sentences(catalogue: &Catalogue, words: &[String]) -> Vec<String> {
    catalogue.nearest_said_in("en", &words.join(" ")).into_iter().map(|near| near.expression).collect()
}

/// The words of all sentences in all languages and of what is told of them, in their order.
fn vocabulary(entries: &[Entry<'_>]) -> Vec<String> {
    let texts = entries.iter().flat_map(|entry| {
        let said = entry.languages.iter().map(|one| one.sentence.as_str());
        said.chain([entry.definition.topic(), entry.definition.doc()])
    });
    let words = texts.flat_map(|text| text.split(|sign: char| !sign.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The word itself where it is known, two that were written as one, or the nearest.
fn one(word: &str, known: &[String]) -> Option<String> {
    if known.iter().any(|known| known.contains(word)) {
        return Some(word.to_owned());
    }
    let together = known.windows(2).find(|two| word.strip_prefix(two[0].as_str()) == Some(two[1].as_str()));
    if let Some(two) = together {
        return Some(two.join(" "));
    }
    let length = word.chars().count();
    let most = if length < LONG { 1 } else { 2 };
    let near = known.iter().map(|known| (strsim::damerau_levenshtein(word, known), known));
    let near = near.filter(|(distance, _)| length >= LONG_ENOUGH && *distance <= most);
    near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_no_sentence_has_are_told_as_they_may_be_meant() {
        let catalogue = Catalogue::shipped();
        let of = |text: &str| meant(&catalogue, &text.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(of("wishlist").as_deref(), Some("wish list"));
        assert_eq!(of("Wishlist remove").as_deref(), Some("wish list remove"));
        assert_eq!(of("cuopon").as_deref(), Some("coupon"));
        assert_eq!(of("waernkorb").as_deref(), Some("warenkorb"));
        assert_eq!(of("zeppelin"), None);
        assert_eq!(of("cart zeppelin"), None);
        let near = sentences(&catalogue, &["add".to_owned(), "to".to_owned(), "cart".to_owned()]);
        assert!(near.iter().any(|sentence| sentence.contains("to my cart")), "{near:?}");
    }
}
