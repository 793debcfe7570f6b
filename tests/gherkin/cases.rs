//! The cases that people wrote: `cases/*.txt`, many small documents in each file.

/// A document with a name.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) text: String,
}

const FILES: [&str; 9] = [
    include_str!("cases/structure.txt"),
    include_str!("cases/lines.txt"),
    include_str!("cases/tags.txt"),
    include_str!("cases/words.txt"),
    include_str!("cases/tables.txt"),
    include_str!("cases/texts.txt"),
    include_str!("cases/outlines.txt"),
    include_str!("cases/languages.txt"),
    include_str!("cases/mistakes.txt"),
];

/// All of them. How they are written stands at the head of `cases/structure.txt`.
pub(super) fn all() -> Vec<Case> {
    FILES.iter().flat_map(|file| file.strip_suffix('\n').unwrap_or(file).split("\n=== ").skip(1)).map(case).collect()
}

fn case(written: &str) -> Case {
    let (head, body) = written.split_once('\n').unwrap_or((written, ""));
    let (name, options) = head.split_once(": ").unwrap_or((head, ""));
    let mut text = format!("{body}\n");
    for option in options.split(' ').filter(|option| !option.is_empty()) {
        match option {
            "unended" => body.clone_into(&mut text),
            "crlf" => text = text.replace('\n', "\r\n"),
            "bom" => text.insert(0, '\u{feff}'),
            _ => panic!("the case {name:?} has an option that nobody knows: {option}"),
        }
    }
    Case { name: name.to_owned(), text: unescape(&text) }
}

/// Puts the signs themselves where their numbers stand in braces.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        if let Some((signs, tail)) = after.split_once('}').and_then(|(inner, tail)| Some((signs(inner)?, tail))) {
            out.push_str(&signs);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out + rest
}

/// `0020` or `0020*3`.
fn signs(inner: &str) -> Option<String> {
    let (number, count) = inner.split_once('*').unwrap_or((inner, "1"));
    let hexadecimal = number.len() == 4 && number.chars().all(|sign| sign.is_ascii_hexdigit());
    let sign = char::from_u32(u32::from_str_radix(number, 16).ok().filter(|_| hexadecimal)?)?;
    Some(sign.to_string().repeat(count.parse().ok()?))
}
