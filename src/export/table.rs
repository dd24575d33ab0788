//! Columns and cells: what every list is made of, and every format can write.

use chrono::{DateTime, NaiveDate, Utc};
use std::borrow::Cow;

use super::error::ExportError;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// A whole number of 32 bits.
    Integer,
    /// A number, as a double.
    Number,
    /// A day.
    Date,
    /// A moment, in UTC.
    Moment,
    /// True or false.
    Flag,
    /// A list of texts.
    Texts,
    /// A list of whole numbers.
    Integers,
    /// A list of numbers.
    Numbers,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every format, as the API has it.
    pub name: Cow<'static, str>,
    /// What its cells are.
    pub cells: Type,
    /// Whether cells may be empty.
    pub nullable: bool,
    /// The object that holds it in JSON, under this name; none at the top.
    pub(super) inside: Option<Inside>,
    /// What its cells say.
    pub description: &'static str,
}

impl Column {
    /// A column whose cells are never empty.
    pub(super) const fn new(name: &'static str, cells: Type, description: &'static str) -> Self {
        Column { name: Cow::Borrowed(name), cells, nullable: false, inside: None, description }
    }

    /// The column of global ids, the first of most lists.
    pub(super) const fn id() -> Self {
        Column::new(
            "id",
            Type::Text,
            "The id in the API, for `node(id:)`; stays the same when the same document is imported again.",
        )
    }
}

/// A place in an object of a JSON object; empty cells are left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inside {
    /// The name of the object.
    pub object: &'static str,
    /// The name in it.
    pub name: String,
}

/// The value of one row in one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Integer(i32),
    Number(f64),
    Date(NaiveDate),
    Moment(DateTime<Utc>),
    Flag(bool),
    Texts(Vec<Cow<'a, str>>),
    Integers(Vec<i32>),
    Numbers(Vec<f64>),
}

/// A format that writes row by row.
pub(super) trait Writer: Send {
    /// Writes a row, a cell for each column.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError>;

    /// Writes what stands behind the last row.
    fn finish(&mut self) -> Result<(), ExportError>;

    /// The bytes since the last call.
    fn take(&mut self) -> Result<Vec<u8>, ExportError>;
}

/// Rows on their way into a format.
pub(super) struct Sheet {
    writer: Box<dyn Writer>,
    rows: u64,
}

impl Sheet {
    pub fn new(writer: impl Writer + 'static) -> Self {
        Sheet { writer: Box::new(writer), rows: 0 }
    }

    /// Writes a row, a cell for each column.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.rows += 1;
        self.writer.row(cells)
    }

    /// How many rows there are so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes what stands behind the last row.
    pub fn finish(&mut self) -> Result<(), ExportError> {
        self.writer.finish()
    }

    /// The bytes since the last call.
    pub fn take(&mut self) -> Result<Vec<u8>, ExportError> {
        self.writer.take()
    }
}

macro_rules! cell_from {
    ($($type:ty => $cell:expr;)+) => {
        $(impl<'a> From<$type> for Cell<'a> {
            fn from(value: $type) -> Self {
                $cell(value)
            }
        })+
    };
}

cell_from! {
    &'a str => |text| Cell::Text(Cow::Borrowed(text));
    &'a String => |text: &'a String| Cell::Text(Cow::Borrowed(text));
    String => |text| Cell::Text(Cow::Owned(text));
    i32 => Cell::Integer;
    i16 => |number| Cell::Integer(i32::from(number));
    f64 => Cell::Number;
    NaiveDate => Cell::Date;
    DateTime<Utc> => Cell::Moment;
    bool => Cell::Flag;
    &'a entity::Words => |words: &'a entity::Words| Cell::Texts(words.0.iter().map(|word| Cow::Borrowed(word.as_str())).collect());
    Vec<String> => |texts: Vec<String>| Cell::Texts(texts.into_iter().map(Cow::Owned).collect());
    Vec<i32> => Cell::Integers;
    Vec<f64> => Cell::Numbers;
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

/// Columns that belong together, each with its type, what it says, and how its cell comes out of a row. `or_none` marks
/// a column whose cells may be empty.
macro_rules! columns {
    (of $row:ident: $of:ty; $($name:literal: $cells:ident $($null:ident)?, $description:literal => $value:expr;)+) => {
        pub(in $crate::export) const COLUMNS: &[$crate::export::table::Column] = &[$($crate::export::table::Column {
            name: std::borrow::Cow::Borrowed($name),
            cells: $crate::export::table::Type::$cells,
            nullable: $crate::export::table::columns!(@nullable $($null)?),
            inside: None,
            description: $description,
        }),+];

        pub(in $crate::export) fn cells<'a>($row: &$of, cells: &mut Vec<$crate::export::table::Cell<'a>>) {
            $(cells.push($crate::export::table::Cell::from($value));)+
        }
    };
    (@nullable) => { false };
    (@nullable or_none) => { true };
}
pub(super) use columns;
