//! What a journey expects next: an act that the shop refuses has failed, unless the journey goes on to say that it is
//! refused. So the step that failed is the one that is told, and not one that comes later by chance.

use super::{Binding, Catalogue, Definition, Keyword};
use crate::pages::{Names, fold, holds, same};
use crate::parameters::{Parameter as _, Text};

/// What a shop may refuse, and a sentence may expect it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// A coupon.
    Coupon,
    /// A payment.
    Payment,
    /// A page: it is not there, or not for this customer.
    Page,
}

/// What the sentences after a step expect: those of the next block of expectations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ahead {
    refusals: Vec<Refusal>,
    /// What they quote.
    texts: Vec<String>,
    /// The very next step says what the page shows.
    at_once: bool,
}

impl Ahead {
    /// Whether the journey goes on to say that this is refused.
    pub(crate) fn expects(&self, refusal: Refusal) -> bool {
        self.refusals.contains(&refusal)
    }

    /// Whether the very next step says what the page shows: then it is the one to judge a page that came with an error. What a
    /// page does not show is no proof of it.
    pub(crate) fn looks_at_once(&self) -> bool {
        self.at_once
    }

    /// Whether the journey goes on to quote what the shop said when it refused: all of it, or a part that tells of a refusal
    /// by itself, as one of these words does. `Then I see "SAVE10"` expects no `SAVE10 is not valid`.
    pub(crate) fn quotes(&self, said: &str, of_refusals: &Names) -> bool {
        self.texts
            .iter()
            .any(|text| same(text, said) || (holds(text, of_refusals) && fold(said).contains(fold(text).as_str())))
    }
}

impl Definition {
    /// The refusals that it expects of the shop: an act before it that is refused so has not failed.
    pub fn judges(&self) -> &'static [Refusal] {
        self.judges
    }
}

impl Catalogue {
    /// The role of a step in its journey; an act that is said after Then by an And is an act all the same.
    pub fn role(&self, binding: &Binding) -> Keyword {
        match self.definitions[binding.definition].keyword {
            Keyword::When => Keyword::When,
            Keyword::Given | Keyword::Then => binding.keyword,
        }
    }

    /// What the first of these steps has before it: the next block of expectations, unless the same act is done again first.
    pub fn ahead<'b>(&self, steps: impl IntoIterator<Item = &'b Binding>) -> Ahead {
        let mut steps = steps.into_iter();
        let Some(act) = steps.next() else { return Ahead::default() };
        let expects = |step: &&Binding| self.role(step) == Keyword::Then;
        let mut steps = steps.peekable();
        let at_once =
            steps.peek().is_some_and(|step| self.definitions[step.definition].judges.contains(&Refusal::Page));
        let until_again = steps.take_while(|step| step.definition != act.definition);
        let block = until_again.skip_while(|step| !expects(step)).take_while(expects);
        let mut ahead = Ahead { at_once, ..Ahead::default() };
        for step in block {
            ahead.refusals.extend(self.definitions[step.definition].judges);
            let texts = step.arguments.iter().filter(|one| matches!(one.type_name.as_str(), "text" | "string"));
            ahead.texts.extend(texts.filter_map(|one| Text::parse(&one.text).ok()).map(|text| text.0));
        }
        ahead
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::BlockKind;

    fn ahead(steps: &[(Keyword, &str)]) -> Ahead {
        let catalogue = Catalogue::shipped();
        let bind = |(keyword, text): &(Keyword, &str)| {
            catalogue.bind(*keyword, text, BlockKind::None).expect("the test says what can be said")
        };
        let steps: Vec<Binding> = steps.iter().map(bind).collect();
        catalogue.ahead(&steps)
    }

    #[test]
    fn the_next_block_of_expectations_says_what_is_refused() {
        use Keyword::{Then, When};
        let apply = (When, "I apply the coupon \"A\"");
        let refused = (Then, "the coupon is refused");
        let total = (Then, "the total is $5.00");
        for (steps, expected) in [
            (&[apply, refused][..], true),
            (&[apply, total, refused], true),
            (&[apply, (When, "I look at my cart"), total, refused], true),
            (&[apply], false),
            (&[apply, total], false),
            (&[apply, total, (When, "I look at my cart"), refused], false),
            (&[apply, apply, refused], false),
        ] {
            assert_eq!(ahead(steps).expects(Refusal::Coupon), expected, "{steps:?}");
        }
    }

    #[test]
    fn what_is_quoted_of_a_refusal_expects_it_where_it_tells_of_one() {
        let words = Names::new(vec!["expired".to_owned(), "not valid".to_owned()]);
        let quotes = |step: &str, said: &str| {
            ahead(&[(Keyword::When, "I apply the coupon \"A\""), (Keyword::Then, step)]).quotes(said, &words)
        };
        assert!(quotes("the page says \"has expired\"", "This coupon has expired."));
        assert!(quotes("I see \"Nope!\"", "Nope!"), "all of it is enough");
        assert!(!quotes("I see \"Coupon\"", "This coupon has expired."));
        assert!(!quotes("I see \"SAVE10\"", "The coupon SAVE10 is not valid."));
        assert!(!quotes("I see \"not valid\"", "This coupon has expired."));
    }
}
