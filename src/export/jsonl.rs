//! One JSON object a line, with the names of the API; null where a cell is empty.

use chrono::SecondsFormat;
use serde::Serialize;
use serde_json::to_writer;
use std::mem;

use super::{
    error::ExportError,
    table::{Cell, Column, Writer},
};

/// Writes JSON lines.
pub(super) struct Jsonl {
    columns: Vec<Column>,
    /// The objects inside each row's object.
    objects: Vec<&'static str>,
    bytes: Vec<u8>,
}

impl Jsonl {
    pub fn new(columns: Vec<Column>) -> Self {
        let mut objects = Vec::new();
        for inside in columns.iter().filter_map(|column| column.inside.as_ref()) {
            if !objects.contains(&inside.object) {
                objects.push(inside.object);
            }
        }
        Jsonl { columns, objects, bytes: Vec::new() }
    }

    fn member(&mut self, name: &str, cell: &Cell<'_>) -> serde_json::Result<()> {
        if !self.bytes.ends_with(b"{") {
            self.bytes.push(b',');
        }
        to_writer(&mut self.bytes, name)?;
        self.bytes.push(b':');
        to_writer(&mut self.bytes, cell)
    }

    fn object(&mut self, cells: &[Cell<'_>]) -> serde_json::Result<()> {
        let columns = mem::take(&mut self.columns);
        self.bytes.push(b'{');
        for (column, cell) in columns.iter().zip(cells).filter(|(column, _)| column.inside.is_none()) {
            self.member(&column.name, cell)?;
        }
        for object in self.objects.clone() {
            self.bytes.push(b',');
            to_writer(&mut self.bytes, object)?;
            self.bytes.extend(b":{");
            for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Empty) {
                match &column.inside {
                    Some(inside) if inside.object == object => self.member(&inside.name, cell)?,
                    _ => {}
                }
            }
            self.bytes.push(b'}');
        }
        self.bytes.extend(b"}\n");
        self.columns = columns;
        Ok(())
    }
}

impl Writer for Jsonl {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.object(cells).map_err(|error| ExportError::Write(error.to_string()))
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        Ok(())
    }

    fn take(&mut self) -> Result<Vec<u8>, ExportError> {
        Ok(mem::take(&mut self.bytes))
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(text) => text.serialize(serializer),
            Cell::Integer(number) => number.serialize(serializer),
            Cell::Number(number) => number.serialize(serializer),
            Cell::Date(day) => serializer.collect_str(day),
            Cell::Moment(at) => at.to_rfc3339_opts(SecondsFormat::AutoSi, true).serialize(serializer),
            Cell::Flag(flag) => flag.serialize(serializer),
            Cell::Texts(texts) => texts.serialize(serializer),
            Cell::Integers(numbers) => numbers.serialize(serializer),
            Cell::Numbers(numbers) => numbers.serialize(serializer),
        }
    }
}
