//! The forms in which pages, scripts, addresses and messages write a value.

use base64::Engine as _;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 3986 has encoded everywhere.
const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What JavaScript's `encodeURIComponent` encodes.
const COMPONENT: &AsciiSet = &STRICT.remove(b'!').remove(b'\'').remove(b'(').remove(b')').remove(b'*');
/// What JavaScript's `encodeURI` encodes.
const WHOLE: &AsciiSet = &COMPONENT
    .remove(b';')
    .remove(b'/')
    .remove(b'?')
    .remove(b':')
    .remove(b'@')
    .remove(b'&')
    .remove(b'=')
    .remove(b'+')
    .remove(b'$')
    .remove(b',')
    .remove(b'#');
/// What a browser itself encodes in the query of an address, and what in its path.
const QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'\'');
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'^').add(b'`').add(b'{').add(b'}');

/// The value in all of them, each once.
pub(super) fn encodings_of(value: &str) -> Vec<String> {
    let in_text = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let in_quotes = value.replace('&', "&amp;").replace('"', "&quot;");
    let mut texts = vec![
        value.to_owned(),
        base64::engine::general_purpose::STANDARD.encode(value),
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value),
        serde_json::to_string(value).map(|json| json[1..json.len() - 1].to_owned()).unwrap_or_default(),
        in_quotes.replace('<', "&lt;").replace('>', "&gt;"),
        in_quotes,
        in_text,
    ];
    let form: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    let sets = [STRICT, COMPONENT, WHOLE, QUERY, PATH];
    let percent = sets.into_iter().map(|set| utf8_percent_encode(value, set).to_string());
    for text in percent.chain([form.replace('+', "%20"), form]) {
        texts.push(in_lower_hex(&text));
        texts.push(text);
    }
    texts.sort();
    texts.dedup();
    texts.retain(|text| !text.is_empty());
    texts
}

/// `%2F` as `%2f`: both are written.
fn in_lower_hex(text: &str) -> String {
    let mut of_hex = 0;
    let lower = text.chars().map(|sign| match (sign, of_hex) {
        ('%', _) => {
            of_hex = 2;
            sign
        }
        (_, 0) => sign,
        _ => {
            of_hex -= 1;
            sign.to_ascii_lowercase()
        }
    });
    lower.collect()
}
