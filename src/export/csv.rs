//! Comma-separated values, as in RFC 4180: a header, lines that end in CR LF, quotes where they are needed.
//!
//! - An empty cell is nothing between two commas, as is an empty text.
//! - Numbers have a point and no exponent, whole ones too: a program that guesses the type of a column from its first
//!   thousand cells would else take it for one of whole numbers, and round the rest. Days and moments are those of ISO 8601; true and false are words.
//! - The texts of a list stand in one cell, with `;` between them.
//! - A text that begins like a formula gets an apostrophe in front. Spreadsheets run what begins with `=`, `+`, `-`, `@`, a
//!   tab or a line break, those for East Asia also the full-width forms (OWASP, "CSV Injection"), and reports are written by
//!   others. Numbers are no texts: -3.0 stays a number.

use chrono::SecondsFormat;
use csv::{Terminator, WriterBuilder};
use std::{
    borrow::Cow,
    fmt::{Display, Write},
    mem,
};

use super::{
    error::ExportError,
    table::{Cell, Column, Writer},
};

/// By this Excel knows that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes CSV.
pub(super) struct Csv {
    rows: csv::Writer<Vec<u8>>,
    /// A cell on its way.
    text: String,
}

impl Csv {
    /// The header is written at once.
    pub fn new(columns: &[Column], bom: bool) -> Result<Self, ExportError> {
        let mut rows = empty(if bom { BYTE_ORDER_MARK.to_vec() } else { Vec::new() });
        rows.write_record(columns.iter().map(|column| column.name.as_bytes())).map_err(refused)?;
        Ok(Csv { rows, text: String::new() })
    }
}

fn empty(bytes: Vec<u8>) -> csv::Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(bytes)
}

fn refused(error: impl Display) -> ExportError {
    ExportError::Write(error.to_string())
}

impl Writer for Csv {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for cell in cells {
            self.text.clear();
            written(cell, &mut self.text).map_err(refused)?;
            let text = match cell {
                Cell::Text(_) | Cell::Texts(_) => no_formula(&self.text),
                _ => Cow::Borrowed(self.text.as_str()),
            };
            self.rows.write_field(text.as_bytes()).map_err(refused)?;
        }
        self.rows.write_record(None::<&[u8]>).map_err(refused)
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        Ok(())
    }

    fn take(&mut self) -> Result<Vec<u8>, ExportError> {
        mem::replace(&mut self.rows, empty(Vec::new())).into_inner().map_err(refused)
    }
}

fn written(cell: &Cell<'_>, out: &mut String) -> std::fmt::Result {
    match cell {
        Cell::Empty => Ok(()),
        Cell::Text(text) => out.write_str(text),
        Cell::Integer(number) => write!(out, "{number}"),
        Cell::Number(number) => out.write_str(&pointed(*number)),
        Cell::Date(day) => write!(out, "{day}"),
        Cell::Moment(at) => out.write_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        Cell::Flag(flag) => write!(out, "{flag}"),
        Cell::Texts(texts) => listed(texts.iter(), out),
        Cell::Integers(numbers) => listed(numbers.iter(), out),
        Cell::Numbers(numbers) => listed(numbers.iter().map(|number| pointed(*number)), out),
    }
}

fn pointed(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') { text } else { text + ".0" }
}

fn listed(values: impl Iterator<Item = impl Display>, out: &mut String) -> std::fmt::Result {
    for (index, value) in values.enumerate() {
        let between = if index == 0 { "" } else { ";" };
        write!(out, "{between}{value}")?;
    }
    Ok(())
}

fn no_formula(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::Csv;
    use crate::export::table::{Cell, Column, Type, Writer};

    fn line(cells: &[Cell<'_>]) -> String {
        let columns: Vec<Column> = cells.iter().map(|_| Column::new("c", Type::Text, "")).collect();
        let mut csv = Csv::new(&columns, false).expect("a header");
        csv.row(cells).expect("a row");
        let text = String::from_utf8(csv.take().expect("bytes")).expect("UTF-8");
        text.split_once("\r\n").expect("a header").1.to_owned()
    }

    #[test]
    fn cells() {
        for (cell, written) in [
            (Cell::Empty, ""),
            (Cell::from("临猗县"), "临猗县"),
            (Cell::from("a,b"), "\"a,b\""),
            (Cell::from("say \"yes\""), "\"say \"\"yes\"\"\""),
            (Cell::from("two\nlines"), "\"two\nlines\""),
            (Cell::Number(3890.0), "3890.0"),
            (Cell::Number(-0.25), "-0.25"),
            (Cell::Number(1e21), "1000000000000000000000.0"),
            (Cell::Flag(true), "true"),
            (Cell::Texts(vec!["甲".into(), "乙".into()]), "甲;乙"),
            (Cell::Numbers(vec![1.5, 2.0]), "1.5;2.0"),
            (Cell::Integers(vec![2020, 2021]), "2020;2021"),
            (Cell::Integers(vec![]), ""),
        ] {
            assert_eq!(line(&[cell.clone(), Cell::from("z")]), format!("{written},z\r\n"), "{cell:?}");
        }
    }

    #[test]
    fn a_text_never_becomes_a_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1,\r\n"),
            ("+86", "'+86,\r\n"),
            ("-3%", "'-3%,\r\n"),
            ("@SUM(A1)", "'@SUM(A1),\r\n"),
            ("\t=1", "'\t=1,\r\n"),
            ("\r=1", "\"'\r=1\",\r\n"),
            ("\n=1", "\"'\n=1\",\r\n"),
            ("＝1", "'＝1,\r\n"),
            ("＋1", "'＋1,\r\n"),
            ("－1", "'－1,\r\n"),
            ("＠a", "'＠a,\r\n"),
            ("1=1", "1=1,\r\n"),
            ("——", "——,\r\n"),
        ] {
            assert_eq!(line(&[Cell::from(text), Cell::Empty]), written, "{text:?}");
        }
        assert_eq!(line(&[Cell::Texts(vec!["=a".into(), "b".into()]), Cell::Number(-3.0)]), "'=a;b,-3.0\r\n");
    }
}
