//! The values of one column in the making, and the levels that tell where there are none.

use chrono::{DateTime, NaiveDate};
use parquet::{
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type},
    file::writer::SerializedColumnWriter,
};
use std::mem;

use crate::export::{
    error::ExportError,
    table::{Cell, Column, Type},
};

/// The cells of one column, as Parquet takes them.
pub(super) struct Values {
    name: String,
    values: Flat,
    shape: Shape,
    /// 1 where a value is, 0 where there is none.
    definitions: Vec<i16>,
    /// 0 where a row begins, 1 where a list goes on.
    repetitions: Vec<i16>,
}

/// How many values a row has.
enum Shape {
    One,
    OneOrNone,
    Many,
}

/// Values one behind the other.
enum Flat {
    /// All texts in one, and where each of them ends.
    Texts(Vec<u8>, Vec<usize>),
    Integers(Vec<i32>),
    Longs(Vec<i64>),
    Numbers(Vec<f64>),
    Flags(Vec<bool>),
}

impl Values {
    pub fn of(column: &Column) -> Self {
        let values = match column.cells {
            Type::Text | Type::Texts => Flat::Texts(Vec::new(), Vec::new()),
            Type::Integer | Type::Integers | Type::Date => Flat::Integers(Vec::new()),
            Type::Moment => Flat::Longs(Vec::new()),
            Type::Number | Type::Numbers => Flat::Numbers(Vec::new()),
            Type::Flag => Flat::Flags(Vec::new()),
        };
        let shape = match column.cells {
            Type::Texts | Type::Integers | Type::Numbers => Shape::Many,
            _ if column.nullable => Shape::OneOrNone,
            _ => Shape::One,
        };
        Values { name: column.name.to_string(), values, shape, definitions: Vec::new(), repetitions: Vec::new() }
    }

    /// About how many bytes its texts take.
    pub fn bytes(&self) -> usize {
        match &self.values {
            Flat::Texts(bytes, _) => bytes.len(),
            _ => 0,
        }
    }

    /// Adds the cell of a row.
    pub fn push(&mut self, cell: &Cell<'_>) -> Result<(), ExportError> {
        let values = match (&mut self.values, cell) {
            (_, Cell::Empty) => 0,
            (Flat::Texts(bytes, ends), Cell::Text(text)) => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
                1
            }
            (Flat::Texts(bytes, ends), Cell::Texts(texts)) => {
                for text in texts {
                    bytes.extend_from_slice(text.as_bytes());
                    ends.push(bytes.len());
                }
                texts.len()
            }
            (Flat::Integers(all), Cell::Integer(number)) => added(all, &[*number]),
            (Flat::Integers(all), Cell::Integers(numbers)) => added(all, numbers),
            (Flat::Integers(all), Cell::Date(day)) => added(all, &[days(*day)]),
            (Flat::Longs(all), Cell::Moment(at)) => added(all, &[at.timestamp_millis()]),
            (Flat::Numbers(all), Cell::Number(number)) => added(all, &[*number]),
            (Flat::Numbers(all), Cell::Numbers(numbers)) => added(all, numbers),
            (Flat::Flags(all), Cell::Flag(flag)) => added(all, &[*flag]),
            _ => return Err(self.unfit(cell)),
        };
        match (&self.shape, values) {
            (Shape::One, 1) => {}
            (Shape::OneOrNone, 0 | 1) => self.definitions.push(i16::from(values == 1)),
            (Shape::Many, 0) => {
                self.definitions.push(0);
                self.repetitions.push(0);
            }
            (Shape::Many, many) => {
                self.definitions.extend(std::iter::repeat_n(1, many));
                self.repetitions.push(0);
                self.repetitions.extend(std::iter::repeat_n(1, many - 1));
            }
            _ => return Err(self.unfit(cell)),
        }
        Ok(())
    }

    fn unfit(&self, cell: &Cell<'_>) -> ExportError {
        ExportError::Write(format!("column {} does not take {cell:?}", self.name))
    }

    /// Writes all values into their group, and begins anew.
    pub fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ExportError> {
        let (definitions, repetitions) = match self.shape {
            Shape::One => (None, None),
            Shape::OneOrNone => (Some(self.definitions.as_slice()), None),
            Shape::Many => (Some(self.definitions.as_slice()), Some(self.repetitions.as_slice())),
        };
        match &mut self.values {
            Flat::Texts(bytes, ends) => {
                // Every text is a slice of one.
                let all = ByteArray::from(mem::take(bytes));
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let texts: Vec<ByteArray> = starts.zip(ends.iter()).map(|(start, end)| all.slice(start, end - start)).collect();
                column.typed::<ByteArrayType>().write_batch(&texts, definitions, repetitions)?;
                ends.clear();
            }
            Flat::Integers(all) => {
                column.typed::<Int32Type>().write_batch(all, definitions, repetitions)?;
                all.clear();
            }
            Flat::Longs(all) => {
                column.typed::<Int64Type>().write_batch(all, definitions, repetitions)?;
                all.clear();
            }
            Flat::Numbers(all) => {
                column.typed::<DoubleType>().write_batch(all, definitions, repetitions)?;
                all.clear();
            }
            Flat::Flags(all) => {
                column.typed::<BoolType>().write_batch(all, definitions, repetitions)?;
                all.clear();
            }
        }
        self.definitions.clear();
        self.repetitions.clear();
        Ok(())
    }
}

fn added<T: Copy>(all: &mut Vec<T>, values: &[T]) -> usize {
    all.extend_from_slice(values);
    values.len()
}

/// Days since 1970-01-01.
fn days(day: NaiveDate) -> i32 {
    // Years of reports and periods lie far inside the 5.8 million years that fit.
    i32::try_from(day.signed_duration_since(DateTime::UNIX_EPOCH.date_naive()).num_days()).unwrap_or_default()
}
