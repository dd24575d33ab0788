//! Lists of words in one column.

use sea_orm::{
    ColIdx, DbErr, JsonValue, QueryResult, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr},
};

/// A list of words in one text column, as a JSON array: both databases can search it, neither needs a type of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Vec<String>);

impl Words {
    fn parse(text: &str) -> Option<Self> {
        let JsonValue::Array(values) = text.parse().ok()? else { return None };
        let words = values.into_iter().map(|value| match value {
            JsonValue::String(word) => Some(word),
            _ => None,
        });
        words.collect::<Option<_>>().map(Words)
    }
}

impl<W: Into<String>> FromIterator<W> for Words {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        Words(words.into_iter().map(Into::into).collect())
    }
}

impl From<Words> for Value {
    fn from(words: Words) -> Self {
        let values: Vec<JsonValue> = words.0.into_iter().map(JsonValue::String).collect();
        Value::String(Some(JsonValue::Array(values).to_string()))
    }
}

impl TryGetable for Words {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        let broken = || TryGetError::DbErr(DbErr::Type(format!("{text:?} is no list of words")));
        Words::parse(&text).ok_or_else(broken)
    }
}

impl ValueType for Words {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        match value {
            Value::String(Some(text)) => Words::parse(&text).ok_or(ValueTypeErr),
            _ => Err(ValueTypeErr),
        }
    }

    fn type_name() -> String {
        "Words".to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl Nullable for Words {
    fn null() -> Value {
        Value::String(None)
    }
}
