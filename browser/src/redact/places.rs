//! Where in a text secrets stand. All of them are found before one is replaced, so that no half of any is left.

use std::ops::Range;

use base64::Engine as _;

/// A text that nobody may read, and what stands in its place.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) text: String,
    pub(super) label: String,
}

/// The value in all forms in which pages, addresses and messages write it.
pub(super) fn forms_of(name: &str, value: &str) -> Vec<Form> {
    let percent: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    let in_text = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let in_quotes = value.replace('&', "&amp;").replace('"', "&quot;");
    let mut texts = vec![
        value.to_owned(),
        percent.replace('+', "%20"),
        percent,
        base64::engine::general_purpose::STANDARD.encode(value),
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value),
        serde_json::to_string(value).map(|json| json[1..json.len() - 1].to_owned()).unwrap_or_default(),
        in_quotes.replace('<', "&lt;").replace('>', "&gt;"),
        in_quotes,
        in_text,
    ];
    texts.sort();
    texts.dedup();
    texts.retain(|text| !text.is_empty());
    texts.into_iter().map(|text| Form { text, label: format!("[{name}]") }).collect()
}

/// Where secrets stand in a text.
pub(super) struct Places<'a> {
    text: &'a str,
    found: Vec<(Range<usize>, &'a str)>,
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, found: Vec::new() }
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
            let places = self.text.match_indices(form.text.as_str()).map(|(at, found)| at..at + found.len());
            let places = places.filter(|place| wanted(self.text, place));
            self.found.extend(places.map(|place| (place, form.label.as_str())));
        }
    }

    /// The places in their order. Those that overlap are one, called after the first and longest; a label that stands in the text
    /// already is left alone, so that what is clean stays as it is.
    pub(super) fn merged(mut self) -> Vec<(Range<usize>, &'a str)> {
        let mut labels: Vec<&str> = self.found.iter().map(|(_, label)| *label).collect();
        labels.sort_unstable();
        labels.dedup();
        let there = |label: &&str| self.text.match_indices(label).map(|(at, label)| at..at + label.len()).collect();
        let labels: Vec<Range<usize>> = labels.iter().flat_map(|label| -> Vec<_> { there(label) }).collect();
        self.found
            .retain(|(place, _)| !labels.iter().any(|label| label.start <= place.start && place.end <= label.end));
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
}

/// Whether what stands there is a word of its own: `123` is none in `1234`, in `7c1239`, in `$123.00` and in `5,123`. Letters may
/// stand beside a number, as where a page's texts run into one: `CVC123`.
fn is_word(text: &str, place: &Range<usize>) -> bool {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let number = text[place.clone()].bytes().all(|sign| sign.is_ascii_digit());
    let alone = |signs: &mut dyn Iterator<Item = char>| match signs.next() {
        Some('.' | ',') => signs.next().is_none_or(|sign| !sign.is_ascii_digit()),
        Some(sign) if number && sign.is_alphabetic() => {
            !signs.take_while(|sign| sign.is_alphanumeric()).any(|sign| sign.is_ascii_digit())
        }
        sign => !sign.is_some_and(char::is_alphanumeric),
    };
    (ends_encoded(before) || alone(&mut before.chars().rev())) && alone(&mut after.chars())
}

/// Whether an URL-encoded sign, such as `%20`, stands at the end.
fn ends_encoded(text: &str) -> bool {
    let end = text.as_bytes().last_chunk::<3>();
    end.is_some_and(|[percent, rest @ ..]| *percent == b'%' && rest.iter().all(u8::is_ascii_hexdigit))
}
