//! In what a journey's table and the page differ: all of it, line by line, and the first cell that is not so.

use shopper_browser::{Class, Failure, Look};

use super::Outcome;

/// Differences that a message lists; a page that is quite another one is told by less.
const MOST_TOLD: usize = 12;

/// A cell of the table under the step, by row and column, from 0; the header is row 0.
pub(super) type Place = (usize, usize);

/// What a table asks for in one cell.
pub(super) struct Asked<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// In what a table and the page differ, in the order of the table.
#[derive(Debug, Default)]
pub(super) struct Differences {
    all: Vec<(Option<Place>, String)>,
    /// What the page shows as a whole, for those that make a reader ask.
    shown: Option<String>,
}

impl Differences {
    /// A cell of the table that the page does not show.
    pub(super) fn at(&mut self, place: Place, what: impl Into<String>) {
        self.all.push((Some(place), what.into()));
    }

    /// What the page shows beside the table.
    pub(super) fn beside(&mut self, what: impl Into<String>) {
        self.all.push((None, what.into()));
    }

    /// What the page shows as a whole, said behind the first difference unless somebody has said it.
    pub(super) fn shown(&mut self, what: impl FnOnce() -> String) {
        self.shown.get_or_insert_with(what);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The first one in full, and how many more there are.
    fn told(&self) -> String {
        let first = self.all.first().map_or("", |(_, what)| what);
        let shown = self.shown.as_ref().map(|shown| format!(": {shown}")).unwrap_or_default();
        match self.all.len() {
            0 | 1 => format!("{first}{shown}"),
            2 => format!("{first}{shown}; and 1 more difference"),
            all => format!("{first}{shown}; and {} more differences", all - 1),
        }
    }

    /// All of them, one a line, where one line does not tell it.
    fn listed(&self) -> Vec<String> {
        if self.all.len() < 2 {
            return Vec::new();
        }
        let mut lines: Vec<String> = self.all.iter().take(MOST_TOLD).map(|(_, what)| what.clone()).collect();
        if self.all.len() > MOST_TOLD {
            lines.push(format!("... and {} more differences", self.all.len() - MOST_TOLD));
        }
        lines
    }
}

/// A table that is compared with one look after another, and remembers what the last one found.
#[derive(Default)]
pub(super) struct Comparison(Differences);

impl Comparison {
    /// What a look that found these differences is worth.
    pub(super) fn judge(&mut self, found: Differences) -> Look<()> {
        self.0 = found;
        if self.0.is_empty() { Look::Accept(()) } else { Look::NotYet(self.0.told()) }
    }

    /// A look that found no such table at all.
    pub(super) fn nothing(&mut self, why: String) -> Look<()> {
        self.0 = Differences::default();
        Look::NotYet(why)
    }

    /// Lists, in the failure that came of it, all differences, and names the first cell that is not so.
    pub(super) fn list(self, outcome: Outcome) -> Outcome {
        outcome.map_err(|failure| match failure.class {
            // The last look may have told something else, such as a page that is still busy.
            Class::Expectation if !self.0.is_empty() && failure.what.starts_with(&self.0.told()) => self.add(failure),
            _ => failure,
        })
    }

    fn add(self, mut failure: Failure) -> Failure {
        let lines = self.0.listed();
        failure.cell = self.0.all.iter().find_map(|(place, _)| *place);
        failure.details.splice(0..0, lines);
        failure
    }
}

/// Which of `wanted` things stand for which of the `shown` ones, in order: those that are alike where as many as
/// possible are, and between them those in the same place.
pub(super) fn pair(
    wanted: usize,
    shown: usize,
    alike: impl Fn(usize, usize) -> bool,
) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairs = Vec::new();
    let mut from = (0, 0);
    for (one, other) in matches(wanted, shown, alike).into_iter().chain([(wanted, shown)]) {
        for at in 0..(one - from.0).max(other - from.1) {
            let within = |at: usize, end: usize| (at < end).then_some(at);
            pairs.push((within(from.0 + at, one), within(from.1 + at, other)));
        }
        if one < wanted {
            pairs.push((Some(one), Some(other)));
        }
        from = (one + 1, other + 1);
    }
    pairs
}

/// The longest common subsequence, as pairs of places.
fn matches(wanted: usize, shown: usize, alike: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    // More is not worth the memory: such tables are compared place by place.
    const LARGEST: usize = 250_000;
    if wanted * shown > LARGEST {
        return (0..wanted.min(shown)).filter(|at| alike(*at, *at)).map(|at| (at, at)).collect();
    }
    let mut longest = vec![vec![0u32; shown + 1]; wanted + 1];
    let same: Vec<Vec<bool>> = (0..wanted).map(|one| (0..shown).map(|other| alike(one, other)).collect()).collect();
    for one in (0..wanted).rev() {
        for other in (0..shown).rev() {
            longest[one][other] = if same[one][other] {
                longest[one + 1][other + 1] + 1
            } else {
                longest[one + 1][other].max(longest[one][other + 1])
            };
        }
    }
    let (mut one, mut other, mut found) = (0, 0, Vec::new());
    while one < wanted && other < shown {
        if same[one][other] {
            found.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if longest[one + 1][other] >= longest[one][other + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(wanted: &str, shown: &str) -> String {
        let (wanted, shown): (Vec<char>, Vec<char>) = (wanted.chars().collect(), shown.chars().collect());
        let sign = |text: &[char], at: Option<usize>| at.map_or('-', |at| text[at]);
        let pairs = pair(wanted.len(), shown.len(), |one, other| wanted[one] == shown[other]);
        let told = |(one, other)| format!("{}{}", sign(&wanted, one), sign(&shown, other));
        pairs.into_iter().map(told).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_line_that_is_missing_moves_no_other() {
        assert_eq!(paired("abc", "abc"), "aa bb cc");
        assert_eq!(paired("abc", "ac"), "aa b- cc");
        assert_eq!(paired("ac", "abc"), "aa -b cc");
        assert_eq!(paired("abc", "axc"), "aa bx cc");
        assert_eq!(paired("ab", "xyb"), "ax -y bb");
        assert_eq!(paired("", "ab"), "-a -b");
        assert_eq!(paired("ab", ""), "a- b-");
    }

    #[test]
    fn all_differences_are_told_and_the_first_cell_is_pointed_to() {
        let mut found = Differences::default();
        found.beside("the page also shows \"Soap\"");
        found.at((2, 1), "the page shows 1 of \"Mug\", not 2");
        let mut compared = Comparison::default();
        let Look::NotYet(told) = compared.judge(found) else { panic!("they differ") };
        assert_eq!(told, "the page also shows \"Soap\"; and 1 more difference");
        let failure = compared.list(Err(Failure::expectation(told).detail("page: /cart"))).unwrap_err();
        assert_eq!(failure.cell, Some((2, 1)));
        assert_eq!(
            failure.details,
            ["the page also shows \"Soap\"", "the page shows 1 of \"Mug\", not 2", "page: /cart"]
        );
    }

    #[test]
    fn a_long_list_is_cut_and_says_so() {
        let mut found = Differences::default();
        (1..=20).for_each(|row| found.at((row, 0), format!("row {row}")));
        let lines = found.listed();
        assert_eq!((lines.len(), lines[12].as_str()), (13, "... and 8 more differences"));
    }

    #[test]
    fn what_an_earlier_look_found_is_not_told_of_a_page_that_is_busy() {
        let mut found = Differences::default();
        found.at((1, 0), "\"Mug\" is missing");
        let mut compared = Comparison::default();
        assert!(matches!(compared.judge(found), Look::NotYet(_)));
        let failure = compared.list(Err(Failure::expectation("the page is still busy"))).unwrap_err();
        assert_eq!((failure.cell, failure.details.len()), (None, 0));
    }
}
