//! Lists to choose from, known by what they offer: sizes, currencies, orders of products.

use super::view::{Field, View, begins};
use crate::found::Means;
use crate::shop::Shop;
use crate::words::Word;

/// A list of the page that offers what is wanted.
pub(crate) struct Offer<'v> {
    pub(crate) field: &'v Field,
    /// The option, as the page writes it.
    pub(crate) option: &'v str,
    pub(crate) by: Means,
}

impl View {
    /// The list for a thing that offers a wanted option: the one of the site map first, then one that is called so, then
    /// one without a name; and where only the options tell what it is for (`whatever`), one of any name.
    pub(crate) fn offer<'v>(
        &'v self,
        word: Word,
        shop: &Shop,
        whatever: bool,
        wanted: impl Fn(&'v [String]) -> Option<&'v String>,
    ) -> Option<Offer<'v>> {
        let names = shop.words(word);
        let by = |field: &Field| match () {
            () if field.is_hinted(word.key()) => Some(Means::Hint),
            () if begins(&field.name, &names) => Some(Means::Name),
            () if whatever || field.name.is_empty() => Some(Means::Position),
            () => None,
        };
        let lists = self.fields.iter().filter(|field| field.kind == "select");
        let offers = lists.filter_map(|field| Some(Offer { field, option: wanted(&field.options)?, by: by(field)? }));
        // Of equals the first one on the page.
        offers.reduce(|best, other| if other.by.score() > best.by.score() { other } else { best })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(name: &str, hints: &[&str]) -> Field {
        let hints = hints.iter().map(|&hint| hint.to_owned()).collect();
        let options = vec!["EUR".to_owned(), "USD".to_owned()];
        Field { kind: "select".to_owned(), name: name.to_owned(), options, hints, ..Field::default() }
    }

    fn found(fields: Vec<Field>) -> Option<(String, Means)> {
        let view = View { fields, ..View::default() };
        let offer = view
            .offer(Word::Currency, &Shop::default(), false, |options| options.iter().find(|option| *option == "EUR"))?;
        Some((offer.field.name.clone(), offer.by))
    }

    #[test]
    fn the_site_map_comes_before_the_name_and_the_name_before_none() {
        let all = || vec![list("", &[]), list("Currency", &[]), list("Ship to", &["currency"])];
        assert_eq!(found(all()), Some(("Ship to".to_owned(), Means::Hint)));
        assert_eq!(found(all()[..2].to_vec()), Some(("Currency".to_owned(), Means::Name)));
        assert_eq!(found(all()[..1].to_vec()), Some((String::new(), Means::Position)));
        assert_eq!(found(vec![list("Ship to", &[])]), None);
    }
}
