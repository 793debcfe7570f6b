//! A row of the journey's table that no page asked for: what it may have meant.

use shopper_browser::Failure;

use super::{Errand, Given, Progress};
use crate::failure::mistake;
use crate::pages::Purpose;
use crate::pages::view::{View, fold};

/// So many labels are told, the nearest first.
const MOST: usize = 4;
/// A label that is as like as this was probably meant.
const ALIKE: f64 = 0.75;

impl Errand {
    /// Why the order is not placed: no field so far has the label of one of the journey's rows.
    pub(crate) fn unasked(&self, view: &View, progress: &mut Progress) -> Option<Failure> {
        let unasked = |given: &&Given| given.purpose.is_none() && !progress.labelled.contains(&given.name);
        let name = self.answers.iter().find(unasked)?.name.clone();
        progress.note_labels(view);
        let labels = nearest(&name, &progress.labels);
        let asked = match labels.as_slice() {
            [] => String::new(),
            [(likeness, label), ..] if *likeness >= ALIKE => format!("did you mean {label}? Else "),
            labels => {
                let labels: Vec<&str> = labels.iter().take(MOST).map(|(_, label)| *label).collect();
                let all = progress.labels.len();
                format!("of {all} fields on the way the nearest were {}: ", labels.join(", "))
            }
        };
        let mend = format!(
            "{asked}write the label as the shop does, or a word for what every shop asks: {}; or leave the row out",
            Purpose::OF_AN_ADDRESS
        );
        let what = format!("no field called \"{name}\" was asked for on the way, and nothing was ordered");
        Some(mistake(what, mend).about(name))
    }
}

/// The labels by how like they are to what was written, the most alike first.
fn nearest<'l>(name: &str, labels: &'l [String]) -> Vec<(f64, &'l str)> {
    let name = fold(name);
    // What follows a label in brackets, and a star, is no part of what it is called.
    let bare = |label: &str| fold(label.trim_matches('"').split('(').next().unwrap_or_default());
    let mut alike: Vec<(f64, &str)> = labels
        .iter()
        .map(|label| (strsim::normalized_damerau_levenshtein(&name, &bare(label)), label.as_str()))
        .collect();
    alike.sort_by(|one, other| other.0.total_cmp(&one.0));
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_meant_where_a_word_is_missing_and_not_where_one_alone_is_the_same() {
        let labels = ["\"CCV number\"", "\"Note for the courier (optional)\"", "\"Town or city *\""].map(str::to_owned);
        for (name, label, is_meant) in [
            ("Note for courier", 1, true),
            ("note for the curier", 1, true),
            ("Town/city", 2, false),
            ("VAT number", 0, false),
        ] {
            let (likeness, nearest) = nearest(name, &labels)[0];
            assert_eq!((nearest, likeness >= ALIKE), (labels[label].as_str(), is_meant), "{name}: {likeness}");
        }
    }
}
