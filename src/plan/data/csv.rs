//! Rows of a CSV file (RFC 4180), with the place of each cell. A file whose first row has semicolons and no commas, as
//! spreadsheets write it where the comma is the decimal sign, is cut at semicolons.

use super::super::gherkin::ast::{Cell, Row, Span};
use super::super::mistake::{Kind, Mistake, Source};

/// The rows of a file; lines without any sign are none.
pub(super) fn rows(data: &Source) -> Result<Vec<Row>, Vec<Mistake>> {
    let first = data.text.split('\n').find(|line| !line.trim().is_empty()).unwrap_or("");
    let comma = if first.contains(';') && !first.contains(',') { ';' } else { ',' };
    let mut reader = Reader { signs: data.text.chars().collect(), at: 0, line: 1, column: 1, comma, data };
    let mut rows = Vec::new();
    while reader.at < reader.signs.len() {
        let row = reader.row().map_err(|mistake| vec![*mistake])?;
        if row.cells.len() > 1 || row.span.length > 0 {
            rows.push(row);
        }
    }
    Ok(rows)
}

struct Reader<'a> {
    signs: Vec<char>,
    at: usize,
    line: usize,
    column: usize,
    comma: char,
    data: &'a Source,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.signs.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let sign = self.peek()?;
        self.at += 1;
        self.column += 1;
        if sign == '\n' {
            self.line += 1;
            self.column = 1;
        }
        Some(sign)
    }

    /// A row and its line end.
    fn row(&mut self) -> Result<Row, Box<Mistake>> {
        let line = self.line;
        let length = self.signs[self.at..].iter().take_while(|sign| **sign != '\n').count();
        let blank = self.signs[self.at..self.at + length].iter().all(|sign| sign.is_whitespace());
        let span = Span::new(line, 1, if blank { 0 } else { length });
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell()?);
            match self.next() {
                Some(sign) if sign == self.comma => {}
                _ => return Ok(Row { cells, span }),
            }
        }
    }

    /// A cell; stops before what ends it.
    fn cell(&mut self) -> Result<Cell, Box<Mistake>> {
        while self.peek().is_some_and(|sign| sign != '\n' && sign != self.comma && sign.is_whitespace()) {
            self.next();
        }
        let (line, column, start) = (self.line, self.column, self.at);
        if self.peek() == Some('"') {
            return self.quoted(Span::new(line, column, 1));
        }
        while self.peek().is_some_and(|sign| sign != '\n' && sign != self.comma) {
            self.next();
        }
        let text: String = self.signs[start..self.at].iter().collect();
        let text = text.trim_end();
        Ok(Cell { text: text.to_owned(), span: Span::new(line, column, text.chars().count()) })
    }

    fn quoted(&mut self, open: Span) -> Result<Cell, Box<Mistake>> {
        let start = self.at;
        self.next();
        let mut text = String::new();
        loop {
            match self.next() {
                Some('"') if self.peek() == Some('"') => {
                    self.next();
                    text.push('"');
                }
                Some('"') => break,
                Some(sign) => text.push(sign),
                None => {
                    let mend = "write `\"` at the end of the cell; a quote inside it is written `\"\"`";
                    let what = "this quote is never closed";
                    return Err(Box::new(Mistake::at(Kind::BadData, self.data, open, what, mend)));
                }
            }
        }
        let span = Span { length: self.at - start, ..open };
        while self.peek().is_some_and(|sign| sign != '\n' && sign != self.comma) {
            if !self.peek().is_some_and(char::is_whitespace) {
                let place = Span::new(self.line, self.column, 1);
                let mend = "a quote inside a quoted cell is written `\"\"`";
                let what = "words stand after the closing quote";
                return Err(Box::new(Mistake::at(Kind::BadData, self.data, place, what, mend)));
            }
            self.next();
        }
        Ok(Cell { text, span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Vec<String>>, String> {
        let rows = rows(&Source::new("a.csv", text)).map_err(|mistakes| mistakes[0].what.clone())?;
        Ok(rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect())
    }

    #[test]
    fn quotes_hold_commas_line_ends_and_quotes() {
        let rows = read("card,message\r\ngood,\"a, \"\"b\"\"\r\nc\"\r\n\r\n lost ,\n").unwrap();
        assert_eq!(rows, [["card", "message"], ["good", "a, \"b\"\nc"], ["lost", ""]]);
    }

    #[test]
    fn semicolons_cut_where_the_header_has_no_comma() {
        assert_eq!(read("a;b\n1,50 €;x\n").unwrap(), [["a", "b"], ["1,50 €", "x"]]);
    }

    #[test]
    fn cells_know_their_place() {
        let rows = rows(&Source::new("a.csv", "a,b\n\"x\ny\",  \"ü\"\nz,w")).unwrap();
        assert_eq!(rows[1].cells[1].span, Span::new(3, 6, 3));
        assert_eq!(rows[2].cells[1].span, Span::new(4, 3, 1));
        assert_eq!(rows[2].span, Span::new(4, 1, 3));
    }

    #[test]
    fn open_quotes_are_told() {
        assert_eq!(read("a\n\"b").unwrap_err(), "this quote is never closed");
        assert_eq!(read("a\n\"b\"c").unwrap_err(), "words stand after the closing quote");
        assert!(read("").unwrap().is_empty() && read("\n \n").unwrap().is_empty());
    }
}
