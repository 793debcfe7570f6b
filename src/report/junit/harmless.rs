//! Texts that may stand in a JUnit file, whoever wrote them: readers take signs and tags in them for their own.

use crate::report::plain;

/// One harmless line.
pub(super) fn text(text: &str) -> String {
    no_tags(&plain::line(text))
}

/// Readers take `[[ATTACHMENT|...]]` and `[[PROPERTY|...]]` from any text: a page must not forge them.
pub(super) fn no_tags(text: &str) -> String {
    text.replace("[[", "[ [")
}

/// Harmless lines for the inside of a CDATA section (XML 1.0, 2.7).
pub(super) fn cdata(text: &str) -> String {
    plain::text(text).replace("]]>", "]]]]><![CDATA[>")
}
