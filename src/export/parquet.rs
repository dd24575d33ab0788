//! Apache Parquet: columns in groups of rows, compressed with zstd.
//!
//! A group is written when it has enough rows or bytes; only one is in memory. Texts are STRING, days DATE, moments
//! TIMESTAMP in UTC, numbers DOUBLE and INT32, lists LIST.

mod columns;

use parquet::{
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};
use std::{mem, sync::Arc};

use self::columns::Values;
use super::{
    error::ExportError,
    table::{Cell, Column, Type, Writer},
};

/// The most rows of a group.
const ROWS: usize = 20_000;
/// A group that has more bytes is written, in bytes of texts.
const BYTES: usize = 8_000_000;

/// Writes Parquet.
pub(super) struct Parquet {
    file: SerializedFileWriter<Vec<u8>>,
    /// The group in the making, column by column.
    columns: Vec<Values>,
    rows: usize,
}

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        ExportError::Write(error.to_string())
    }
}

impl Parquet {
    pub fn new(columns: &[Column]) -> Result<Self, ExportError> {
        let schema = parse_message_type(&schema(columns))?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?)).build();
        let file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
        Ok(Parquet { file, columns: columns.iter().map(Values::of).collect(), rows: 0 })
    }

    fn group(&mut self) -> Result<(), ExportError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for values in &mut self.columns {
            if let Some(mut column) = group.next_column()? {
                values.write(&mut column)?;
                column.close()?;
            }
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl Writer for Parquet {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for (values, cell) in self.columns.iter_mut().zip(cells) {
            values.push(cell)?;
        }
        self.rows += 1;
        if self.rows >= ROWS || self.columns.iter().map(Values::bytes).sum::<usize>() >= BYTES {
            self.group()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        self.group()?;
        self.file.finish()?;
        Ok(())
    }

    fn take(&mut self) -> Result<Vec<u8>, ExportError> {
        // The file counts its bytes itself: they may be taken away.
        self.file.flush().map_err(|error| ExportError::Write(error.to_string()))?;
        Ok(mem::take(self.file.inner_mut()))
    }
}

/// The columns in the language of Parquet's schemas.
fn schema(columns: &[Column]) -> String {
    let fields = columns.iter().map(|column| {
        let name = &column.name;
        let repeated = if column.nullable { "OPTIONAL" } else { "REQUIRED" };
        let list = |element: &str| format!("REQUIRED group {name} (LIST) {{ REPEATED group list {{ REQUIRED {element}; }} }}");
        match column.cells {
            Type::Text => format!("{repeated} BYTE_ARRAY {name} (STRING);"),
            Type::Integer => format!("{repeated} INT32 {name};"),
            Type::Number => format!("{repeated} DOUBLE {name};"),
            Type::Date => format!("{repeated} INT32 {name} (DATE);"),
            Type::Moment => format!("{repeated} INT64 {name} (TIMESTAMP(MILLIS,true));"),
            Type::Flag => format!("{repeated} BOOLEAN {name};"),
            Type::Texts => list("BYTE_ARRAY element (STRING)"),
            Type::Integers => list("INT32 element"),
            Type::Numbers => list("DOUBLE element"),
        }
    });
    format!("message fazhi {{ {} }}", fields.collect::<Vec<_>>().join(" "))
}
