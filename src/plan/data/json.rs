//! Rows of a JSON file: an array of objects, each a row; the first one names the columns.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::gherkin::ast::{Cell, Row, Span};
use super::super::mistake::{Kind, Mistake, Source};

const EXPECTED: &str = "write an array of objects: [{ \"card\": \"good\", \"total\": \"$18.00\" }]";

/// The names and values of an object, in the order in which they stand.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

/// The rows of a file, the names of the columns first.
pub(super) fn rows(data: &Source) -> Result<Vec<Row>, Vec<Mistake>> {
    let objects: Vec<&RawValue> = serde_json::from_str(&data.text).map_err(|error| {
        let place = Span::new(error.line().max(1), error.column().max(1), 1);
        vec![Mistake::at(Kind::BadData, data, place, "this is no JSON array", EXPECTED)]
    })?;
    let mut mistakes = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for object in objects {
        let place = span(data, object.get());
        let Ok(Fields(fields)) = serde_json::from_str::<Fields<'_>>(object.get()) else {
            mistakes.push(Mistake::at(Kind::BadData, data, place, "this is no object", EXPECTED));
            continue;
        };
        if rows.is_empty() {
            let cells = fields.iter().map(|(name, _)| Cell { text: name.clone(), span: place }).collect();
            rows.push(Row { cells, span: place });
        }
        match row(&fields, &rows[0], place, data) {
            Ok(row) => rows.push(row),
            Err(mistake) => mistakes.push(*mistake),
        }
    }
    if mistakes.is_empty() { Ok(rows) } else { Err(mistakes) }
}

/// The values of an object in the order of the first one's names.
fn row(fields: &[(String, &RawValue)], header: &Row, place: Span, data: &Source) -> Result<Row, Box<Mistake>> {
    let wrong = |span: Span, what: String, mend: String| Box::new(Mistake::at(Kind::BadData, data, span, what, mend));
    for (index, (name, value)) in fields.iter().enumerate() {
        if !header.cells.iter().any(|column| column.text == *name) {
            let mend = "give every object the names of the first one".to_owned();
            return Err(wrong(span(data, value.get()), format!("the first object has no `{name}`"), mend));
        }
        if fields[..index].iter().any(|(first, _)| first == name) {
            let mend = "keep one of them".to_owned();
            return Err(wrong(span(data, value.get()), format!("`{name}` stands here twice"), mend));
        }
    }
    let mut cells = Vec::new();
    for column in &header.cells {
        let Some((_, value)) = fields.iter().find(|(name, _)| *name == column.text) else {
            let mend = format!("add `\"{}\": \"...\"`; it may be empty", column.text);
            return Err(wrong(place, format!("this object has no `{}`", column.text), mend));
        };
        let span = span(data, value.get());
        let text = match value.get().as_bytes().first() {
            Some(b'"') => serde_json::from_str(value.get()).unwrap_or_default(),
            Some(b'{' | b'[' | b'n') => {
                let mend = "write a text: \"...\"".to_owned();
                return Err(wrong(span, format!("`{}` is no text and no number", column.text), mend));
            }
            // A number as it is written: 18.00 stays 18.00.
            _ => value.get().to_owned(),
        };
        cells.push(Cell { text, span });
    }
    Ok(Row { cells, span: place })
}

/// Where a piece of the file's text stands: its first line.
fn span(data: &Source, piece: &str) -> Span {
    let start = (piece.as_ptr() as usize).saturating_sub(data.text.as_ptr() as usize);
    let before = data.text.get(..start).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Span::new(line, column, piece.split('\n').next().unwrap_or("").chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Vec<String>>, (String, usize)> {
        let rows = rows(&Source::new("a.json", text)).map_err(|found| (found[0].what.clone(), found[0].line))?;
        Ok(rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect())
    }

    #[test]
    fn the_first_object_names_the_columns_in_its_order() {
        let text = "[\n  { \"b\": \"x \\\"y\\\"\", \"a\": 18.00 },\n  { \"a\": true, \"b\": \"\" }\n]\n";
        assert_eq!(read(text).unwrap(), [["b", "a"], ["x \"y\"", "18.00"], ["", "true"]]);
        let rows = rows(&Source::new("a.json", text)).unwrap();
        assert_eq!(rows[2].cells[1].span, Span::new(3, 10, 4));
        assert_eq!(read("[]").unwrap(), Vec::<Vec<String>>::new());
    }

    #[test]
    fn what_is_no_array_of_like_objects_is_told_with_its_line() {
        let told = |text: &str| read(text).unwrap_err();
        assert_eq!(told("{}").0, "this is no JSON array");
        assert_eq!(told("[\n1]"), ("this is no object".to_owned(), 2));
        assert_eq!(told("[{\"a\": 1},\n{\"b\": 1}]"), ("the first object has no `b`".to_owned(), 2));
        assert_eq!(told("[{\"a\": 1, \"b\": 1},\n{\"b\": 1}]"), ("this object has no `a`".to_owned(), 2));
        assert_eq!(told("[{\"a\": null}]").0, "`a` is no text and no number");
        assert_eq!(told("[{\"a\": 1, \"a\": 2}]").0, "`a` stands here twice");
    }
}
