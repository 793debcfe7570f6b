//! JUnit XML that Jenkins, GitLab, Azure, CircleCI and Buildkite all read: one suite per feature, a case per journey.
//!
//! The `junit-report` crate draws the frame; what it lacks (properties, lines, totals, attempts) is added in a second
//! pass over its XML. Every text is made harmless first, for the crate writes them as they are.

mod cases;
mod enrich;
mod harmless;
mod output;

use junit_report::Report;

use super::places::Places;
use crate::record::Record;

/// The record as a JUnit file.
pub fn xml(record: &Record, places: &Places) -> String {
    let places = places.of_run(&record.run);
    let (suites, extras): (Vec<_>, Vec<_>) = cases::suites(record, &places).into_iter().unzip();
    let totals = cases::totals(record, &suites);
    let mut report = Report::new();
    report.add_testsuites(suites);
    let mut frame = Vec::new();
    report.write_xml(&mut frame).expect("writing to memory does not fail");
    let frame = String::from_utf8(frame).expect("the crate writes the UTF-8 it was given");
    enrich::enrich(&frame, &totals, &extras)
}

#[cfg(test)]
mod tests;
