//! Where in a text secrets stand. All of them are found before one is replaced, so that no half of any is left.

use std::ops::Range;

use super::encoded::encodings_of;
use super::words::is_word;

/// A text that nobody may read, and what stands in its place.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) text: String,
    pub(super) label: String,
}

/// The value in all forms in which pages, addresses and messages write it.
pub(super) fn forms_of(name: &str, value: &str) -> Vec<Form> {
    let label = format!("[{name}]");
    encodings_of(value).into_iter().map(|text| Form { text, label: label.clone() }).collect()
}

/// Where secrets stand in a text.
pub(super) struct Places<'a> {
    text: &'a str,
    found: Vec<(Range<usize>, &'a str)>,
    labels: Vec<&'a str>,
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, found: Vec::new(), labels: Vec::new() }
    }

    /// Takes every place of these.
    pub(super) fn take_all(&mut self, forms: &'a [Form]) {
        self.take(forms, |_, _| true);
    }

    /// Takes the places at which these are words of their own and no part of an amount.
    pub(super) fn take_words(&mut self, forms: &'a [Form]) {
        self.take(forms, is_word);
    }

    fn take(&mut self, forms: &'a [Form], wanted: impl Fn(&str, &Range<usize>) -> bool) {
        for form in forms {
            if self.labels.last() != Some(&form.label.as_str()) {
                self.labels.push(&form.label);
            }
            let places = self.text.match_indices(form.text.as_str()).map(|(at, found)| at..at + found.len());
            let places = places.filter(|place| wanted(self.text, place));
            self.found.extend(places.map(|place| (place, form.label.as_str())));
        }
    }

    /// The places in their order. Those that overlap are one, called after the first and longest; a label that stands in the text
    /// already is left alone, so that what is clean stays as it is.
    pub(super) fn merged(mut self) -> Vec<(Range<usize>, &'a str)> {
        if self.found.is_empty() {
            return self.found;
        }
        let labels = self.labels_there();
        self.found.retain(|(place, _)| {
            let after = labels.partition_point(|label| label.start <= place.start);
            after.checked_sub(1).is_none_or(|at| labels[at].end < place.end)
        });
        self.found.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
        let mut merged: Vec<(Range<usize>, &str)> = Vec::new();
        for (place, label) in self.found {
            match merged.last_mut() {
                Some((last, _)) if place.start < last.end => last.end = last.end.max(place.end),
                _ => merged.push((place, label)),
            }
        }
        merged
    }

    /// Where labels stand already, in order.
    fn labels_there(&mut self) -> Vec<Range<usize>> {
        self.labels.sort_unstable();
        self.labels.dedup();
        let there = |label: &&'a str| self.text.match_indices(*label).map(|(at, label)| at..at + label.len());
        let mut labels: Vec<Range<usize>> = self.labels.iter().flat_map(there).collect();
        labels.sort_unstable_by_key(|label| label.start);
        labels
    }
}
