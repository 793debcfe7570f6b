//! Every difference from the official parser that is meant: its name, its reason, and the cases that show it.
//!
//! `stricter.rs` holds what we tell and the official parser lets pass; here stands what both read, each in its way.

mod stricter;

use serde_json::Value;

use super::compare::Seen;

/// A difference that is meant.
pub(super) struct Difference {
    pub(super) name: &'static str,
    pub(super) why: &'static str,
    /// The cases that show it; each of them must.
    pub(super) cases: &'static [&'static str],
    /// Whether something that was seen in a document is this difference.
    pub(super) is: fn(&Seen, &str) -> bool,
}

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Difference> {
    stricter::STRICTER.iter().chain(&READ_OTHERWISE)
}

/// Both parsers read it, or the official one alone refuses.
const READ_OTHERWISE: [Difference; 15] = [
    Difference {
        name: "row-names",
        why: "each row of an outline is a journey with a name of its own, so that reports can tell them apart",
        cases: &[
            "names are left out",
            "values that are empty",
            "rows that share a name",
            "rows of two examples share a name",
        ],
        is: |seen, _| {
            texts(seen, ".name", |ours, official| {
                in_journey(seen) && ours.starts_with(format!("{official} [row ").trim_start())
            })
        },
    },
    Difference {
        name: "a-tag-is-told-once",
        why: "a journey has a tag or has it not; that it was written twice says nothing",
        cases: &["the same tag again"],
        is: |seen, _| {
            let Seen::Value { ours, official, .. } = seen else { return false };
            in_journey(seen) && *ours == without_repetition(official)
        },
    },
    Difference {
        name: "a-star-means-what-the-step-before-means",
        why: "a report shows `*` under the role of the step before; `And` at the start of a journey is a Given",
        cases: &[
            "a star first",
            "and first",
            "every step keyword",
            "german",
            "names that are keywords",
            "a star after a keyword",
        ],
        is: |seen, _| in_journey(seen) && texts(seen, ".type", |_, official| official == "Unknown"),
    },
    Difference {
        name: "a-value-is-not-filled-in-again",
        why: "a value is what stands in the cell; the official parser puts the values of later columns into it",
        cases: &["a value that is a placeholder", "a value that makes a placeholder"],
        is: |seen, source| {
            in_journey(seen) && a_value_has_brackets(source) && texts(seen, "", |ours, _| ours.contains('<'))
        },
    },
    Difference {
        name: "a-column-without-a-name-fills-nothing",
        why: "`<>` is no placeholder: nobody names it",
        cases: &["a column without a name"],
        is: |seen, _| in_journey(seen) && texts(seen, "", |ours, _| ours.contains("<>")),
    },
    Difference {
        name: "blank-lines-before-free-text",
        why: "free text begins with its first words; behind a remark the official parser keeps the blank lines, too",
        cases: &["blank lines between a remark and words"],
        is: |seen, _| {
            texts(seen, ".description", |ours, official| {
                let lines: Vec<&str> = official.split('\n').skip_while(|line| line.trim().is_empty()).collect();
                ours == lines.join("\n")
            })
        },
    },
    Difference {
        name: "every-escaped-fence-of-a-line",
        why: "the official parser unescapes the first one of each line alone",
        cases: &["two escaped fences in a line"],
        is: |seen, _| {
            texts(seen, ".text", |ours, official| {
                ours == official.replace(r#"\"\"\""#, "\"\"\"").replace(r"\`\`\`", "```")
            })
        },
    },
    Difference {
        name: "columns-are-counted-in-characters",
        why: "the official parser counts a cell's column in UTF-16 units: a picture sign counts twice",
        cases: &["cells behind a sign of two units"],
        is: |seen, source| {
            let wide = source.chars().any(|sign| u32::from(sign) > 0xffff);
            wide && numbers(seen, ".column", |ours, official| ours < official)
        },
    },
    Difference {
        name: "the-mark-at-the-start-has-no-column",
        why: "the byte order mark is no part of the text that an author sees",
        cases: &["a mark first", "a mark before tags", "a mark, windows and no end", "an outline from windows"],
        is: |seen, source| {
            source.starts_with('\u{feff}') && numbers(seen, ".column", |ours, official| ours + 1 == official)
        },
    },
    Difference {
        name: "the-mark-at-the-start-is-no-remark",
        why: "the byte order mark is no part of the text that an author sees",
        cases: &["a mark before a comment"],
        is: |seen, source| {
            let marked = |ours: &str, official: &str| official.strip_prefix('\u{feff}') == Some(ours);
            source.starts_with('\u{feff}') && texts(seen, "comments[0].text", marked)
        },
    },
    Difference {
        name: "blanks-of-all-kinds-around-a-cell",
        why: "a cell's edges are blank for the eye, whatever signs make them so; the official parser leaves wide and thin ones",
        cases: &[
            "wide spaces around a cell",
            "thin spaces around a cell",
            "wide spaces around a value",
            "wide spaces around the name of a column",
        ],
        is: |seen, source| {
            an_odd_blank_is_at_a_cell(source)
                && (texts(seen, "", |ours, official| ours.split_whitespace().eq(official.split_whitespace()))
                    || texts(seen, "", |_, official| in_journey(seen) && official.contains('<'))
                    || numbers(seen, ".column", |ours, official| ours > official))
        },
    },
    Difference {
        name: "next-line-is-blank",
        why: "U+0085 is white space in Unicode; the official parser knows JavaScript's white space",
        cases: &["a next line sign behind words", "a line that is a next line sign"],
        is: |seen, source| source.contains('\u{85}') && !matches!(seen, Seen::Told(_)),
    },
    Difference {
        name: "a-mark-inside-a-file-is-a-sign",
        why: "U+FEFF is white space in JavaScript, not in Unicode; where it hides a step, we tell so",
        cases: &["a mark inside a file", "a line that is a mark"],
        is: |seen, source| {
            source.chars().skip(1).any(|sign| sign == '\u{feff}') && !matches!(seen, Seen::Missed { .. })
        },
    },
    Difference {
        name: "lines-that-end-twice",
        why: "a carriage return at the end of a line is part of its end",
        cases: &["lines that end twice"],
        is: |seen, source| {
            source.contains("\r\r\n") && texts(seen, "", |ours, official| ours == official.replace('\r', ""))
        },
    },
    Difference {
        name: "languages-in-capitals",
        why: "`DE` can mean nothing but `de`",
        cases: &["a language in capitals"],
        is: |seen, _| matches!(seen, Seen::Missed { message, .. } if message.contains("Language not supported: DE")),
    },
];

/// Whether it is a text at a path with this end, and the two are related so.
fn texts(seen: &Seen, end: &str, related: impl Fn(&str, &str) -> bool) -> bool {
    let Seen::Value { path, ours, official } = seen else { return false };
    path.ends_with(end) && ours.as_str().zip(official.as_str()).is_some_and(|(ours, official)| related(ours, official))
}

/// Whether it is a number at a path with this end, and the two are related so.
fn numbers(seen: &Seen, end: &str, related: impl Fn(u64, u64) -> bool) -> bool {
    let Seen::Value { path, ours, official } = seen else { return false };
    path.ends_with(end) && ours.as_u64().zip(official.as_u64()).is_some_and(|(ours, official)| related(ours, official))
}

/// Whether it is a value of a journey: a name, tags, or texts with a row's values.
fn in_journey(seen: &Seen) -> bool {
    matches!(seen, Seen::Value { path, .. } if path.starts_with("journeys"))
}

/// The rows of tables, as they are written.
fn rows(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|line| line.trim_start().starts_with('|'))
}

/// Whether a value can have made a new placeholder: a cell with a name in brackets, or brackets in brackets.
fn a_value_has_brackets(source: &str) -> bool {
    let in_brackets = |cell: &str| cell.trim().starts_with('<') && cell.trim().ends_with('>');
    source.contains("<<") || rows(source).any(|row| row.split('|').any(in_brackets))
}

/// Whether a cell begins or ends with white space that the official parser leaves there.
fn an_odd_blank_is_at_a_cell(source: &str) -> bool {
    let blank = |sign| matches!(sign, ' ' | '\t' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{a0}');
    rows(source).any(|row| row.split('|').any(|cell| cell.trim() != cell.trim_matches(blank)))
}

fn without_repetition(tags: &Value) -> Value {
    let mut once: Vec<Value> = Vec::new();
    for tag in tags.as_array().into_iter().flatten() {
        if !once.contains(tag) {
            once.push(tag.clone());
        }
    }
    Value::Array(once)
}
