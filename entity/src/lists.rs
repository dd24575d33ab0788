//! Lists in one column.

use sea_orm::{
    ColIdx, DbErr, JsonValue, QueryResult, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr},
};

macro_rules! list {
    ($(#[$doc:meta])* $name:ident of $inner:ty, $read:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name(pub Vec<$inner>);

        impl $name {
            fn parse(text: &str) -> Option<Self> {
                let JsonValue::Array(values) = text.parse().ok()? else { return None };
                let read: fn(&JsonValue) -> Option<$inner> = $read;
                values.iter().map(read).collect::<Option<_>>().map($name)
            }
        }

        impl<I: Into<$inner>> FromIterator<I> for $name {
            fn from_iter<T: IntoIterator<Item = I>>(values: T) -> Self {
                $name(values.into_iter().map(Into::into).collect())
            }
        }

        impl From<$name> for Value {
            fn from(list: $name) -> Self {
                let values: Vec<JsonValue> = list.0.into_iter().map(JsonValue::from).collect();
                Value::String(Some(JsonValue::Array(values).to_string()))
            }
        }

        impl TryGetable for $name {
            fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
                let text = String::try_get_by(row, index)?;
                let broken = || TryGetError::DbErr(DbErr::Type(format!("{text:?} is no list of {}", stringify!($name))));
                $name::parse(&text).ok_or_else(broken)
            }
        }

        impl ValueType for $name {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                match value {
                    Value::String(Some(text)) => $name::parse(&text).ok_or(ValueTypeErr),
                    _ => Err(ValueTypeErr),
                }
            }

            fn type_name() -> String {
                stringify!($name).to_owned()
            }

            fn array_type() -> ArrayType {
                ArrayType::String
            }

            fn column_type() -> ColumnType {
                ColumnType::Text
            }
        }

        impl Nullable for $name {
            fn null() -> Value {
                Value::String(None)
            }
        }
    };
}

list! {
    /// A list of words in one text column, as a JSON array: both databases can search it, neither needs a type of its own.
    Words of String, |value| value.as_str().map(str::to_owned)
}

list! {
    /// Places of figures in their report, in one text column, as a JSON array.
    Ordinals of i32, |value| value.as_i64().and_then(|number| number.try_into().ok())
}
