//! Cursors: the place of a row in an order, as an opaque word.
//!
//! A cursor holds the values of the row's keys, so that a page starts behind that place whether the row is still there or
//! not, and whatever has come in before it. It is a base64url coating over JSON: a version, a mark of the order it belongs
//! to, and the values. Floating-point numbers stand as text, which keeps every bit.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::{ColumnTrait, IdenStatic, ModelTrait, Value, sea_query::ColumnType};
use serde::{Deserialize, Serialize};

use super::{
    error::StoreError,
    order::{Direction, Keys, Listed},
};

const VERSION: u8 = 1;

/// The place of a row in an order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cursor(u8, u32, Vec<Place>);

/// The value of one key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
enum Place {
    Null,
    Integer(i64),
    Text(String),
}

impl Cursor {
    /// The cursor as clients see it.
    pub fn encode(&self) -> String {
        // Numbers and texts in a list: nothing that JSON cannot hold.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// The cursor that a client gave; `argument` is named when it is none.
    ///
    /// # Errors
    /// When it is no cursor at all. Whether it fits the order shows when the page is read.
    pub fn decode(argument: &'static str, text: &str) -> Result<Self, StoreError> {
        let broken = |reason| StoreError::BadCursor { argument, reason };
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| broken("it is damaged; give one as `cursor` had it"))?;
        let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| broken("it is damaged; give one as `cursor` had it"))?;
        if cursor.0 == VERSION { Ok(cursor) } else { Err(broken("it is from another version; start from the first page")) }
    }

    /// A place that whole numbers make up, in a list with a mark of its own.
    pub(super) fn of_integers<const N: usize>(mark: u32, place: [i64; N]) -> Self {
        Cursor(VERSION, mark, place.map(Place::Integer).to_vec())
    }

    /// The numbers again, or an error when it belongs to another list.
    pub(super) fn integers<const N: usize>(&self, argument: &'static str, mark: u32) -> Result<[i64; N], StoreError> {
        let numbers = self.2.iter().map(|place| if let Place::Integer(number) = place { Some(*number) } else { None });
        let numbers: Option<Vec<i64>> = numbers.collect();
        let place = numbers.filter(|_| self.1 == mark).and_then(|numbers| <[i64; N]>::try_from(numbers).ok());
        let reason = "it is from another list or another query; start from the first page";
        place.ok_or(StoreError::BadCursor { argument, reason })
    }

    /// The place of a row.
    pub(super) fn of<E: Listed>(keys: &Keys<E>, mark: u32, row: &E::Model) -> Self {
        Cursor(VERSION, mark, keys.0.iter().map(|key| place(row.get(key.column))).collect())
    }

    /// The values of the keys, or an error when it belongs to another order.
    pub(super) fn values<E: Listed>(&self, argument: &'static str, keys: &Keys<E>) -> Result<Vec<Value>, StoreError> {
        let broken = |reason| StoreError::BadCursor { argument, reason };
        if self.1 != mark(keys) || self.2.len() != keys.0.len() {
            return Err(broken("it is from another list or another order; start from the first page"));
        }
        let values = keys.0.iter().zip(&self.2).map(|(key, place)| value(key.column, key.nullable(), place));
        values.collect::<Option<_>>().ok_or_else(|| broken("it is damaged; give one as `cursor` had it"))
    }
}

/// A mark of an order: the same for the same table, columns and directions.
pub(super) fn mark<E: Listed>(keys: &Keys<E>) -> u32 {
    let table = E::default();
    let parts = keys.0.iter().flat_map(|key| {
        let direction = if key.direction == Direction::Asc { "+" } else { "-" };
        [direction, key.column.as_str()]
    });
    hash(std::iter::once(table.table_name()).chain(parts))
}

/// FNV-1a, because a mark must stay the same from version to version.
pub(super) fn hash<'a>(parts: impl Iterator<Item = &'a str>) -> u32 {
    parts.flat_map(str::bytes).fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn place(value: Value) -> Place {
    match value {
        Value::SmallInt(Some(number)) => Place::Integer(number.into()),
        Value::Int(Some(number)) => Place::Integer(number.into()),
        Value::BigInt(Some(number)) => Place::Integer(number),
        Value::Double(Some(number)) => Place::Text(number.to_string()),
        Value::String(Some(text)) => Place::Text(text),
        Value::ChronoDate(Some(date)) => Place::Text(date.to_string()),
        Value::ChronoDateTimeUtc(Some(at)) => Place::Text(at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        _ => Place::Null,
    }
}

fn value(column: impl ColumnTrait, nullable: bool, place: &Place) -> Option<Value> {
    use ColumnType as Type;
    let definition = column.def();
    let kind = definition.get_column_type();
    Some(match (kind, place) {
        (Type::Integer, Place::Integer(number)) => Value::Int(Some(i32::try_from(*number).ok()?)),
        (Type::BigInteger, Place::Integer(number)) => Value::BigInt(Some(*number)),
        (Type::Double, Place::Text(text)) => Value::Double(Some(text.parse().ok().filter(|number: &f64| number.is_finite())?)),
        (Type::String(_) | Type::Text, Place::Text(text)) => Value::String(Some(text.clone())),
        (Type::Date, Place::Text(text)) => Value::ChronoDate(Some(text.parse::<NaiveDate>().ok()?)),
        (Type::TimestampWithTimeZone, Place::Text(text)) => Value::ChronoDateTimeUtc(Some(text.parse::<DateTime<Utc>>().ok()?)),
        (Type::String(_) | Type::Text, Place::Null) if nullable => Value::String(None),
        (Type::Date, Place::Null) if nullable => Value::ChronoDate(None),
        _ => return None,
    })
}
