//! Names and values, as in a query string, read into filters.

use chrono::NaiveDate;
use std::{collections::BTreeMap, fmt::Display, str::FromStr};

use super::error::ExportError;
use crate::store::Between;

/// The values given, by name. What is read is taken out; what is left over at the end was not known.
pub struct Parameters {
    given: BTreeMap<String, Vec<String>>,
    known: Vec<String>,
}

impl Parameters {
    /// Names and values in any order.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            given.entry(name).or_default().push(value);
        }
        Parameters { given, known: Vec::new() }
    }

    fn take(&mut self, name: &str) -> Vec<String> {
        self.known.push(name.to_owned());
        self.given.remove(name).unwrap_or_default()
    }

    /// All values of a name, each read by `read`; none where the name was not given.
    pub fn list<T>(&mut self, name: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<Vec<T>>, ExportError> {
        let values = self.take(name);
        let read = |value: &String| read(value).map_err(|reason| ExportError::parameter(name, reason));
        let values = values.iter().map(read).collect::<Result<Vec<T>, _>>()?;
        Ok((!values.is_empty()).then_some(values))
    }

    /// The only value of a name.
    pub fn one<T>(&mut self, name: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, ExportError> {
        let mut values = self.list(name, read)?.unwrap_or_default();
        let value = values.pop();
        if values.is_empty() {
            Ok(value)
        } else {
            Err(ExportError::parameter(name, "it is given more than once; give one value"))
        }
    }

    /// The words of a vocabulary.
    pub fn words<T: Copy + Display>(&mut self, name: &str, all: &[T]) -> Result<Option<Vec<String>>, ExportError> {
        self.list(name, |value| word(value, all))
    }

    /// The only word of a vocabulary.
    pub fn one_word<T: Copy + Display>(&mut self, name: &str, all: &[T]) -> Result<Option<String>, ExportError> {
        self.one(name, |value| word(value, all))
    }

    /// A range: `name.gte` and `name.lte`, or `name` alone for one value.
    pub fn range<T: Copy + PartialOrd + Display>(
        &mut self,
        name: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<Between<T>>, ExportError> {
        let (low, high) = (format!("{name}.gte"), format!("{name}.lte"));
        let (only, gte, lte) = (self.one(name, &read)?, self.one(&low, &read)?, self.one(&high, &read)?);
        match (only, gte, lte) {
            (None, None, None) => Ok(None),
            (Some(only), None, None) => Ok(Some(Between { gte: Some(only), lte: Some(only) })),
            (Some(_), _, _) => Err(ExportError::parameter(name, format!("{name} excludes {low} and {high}"))),
            (None, Some(gte), Some(lte)) if gte > lte => {
                Err(ExportError::parameter(low, format!("{gte} is behind {high} {lte}; nothing lies between")))
            }
            (None, gte, lte) => Ok(Some(Between { gte, lte })),
        }
    }

    /// Whether an option is on: `1`, `true`; off without it.
    pub fn flag(&mut self, name: &str) -> Result<Option<bool>, ExportError> {
        self.one(name, |value| match value {
            "1" | "true" => Ok(true),
            "0" | "false" => Ok(false),
            _ => Err(format!("{value:?} is neither true nor false")),
        })
    }

    /// Everything has been read.
    pub fn end(self) -> Result<(), ExportError> {
        match self.given.into_keys().next() {
            Some(unknown) => {
                let reason = format!("there is no such parameter here; there are {}", self.known.join(", "));
                Err(ExportError::parameter(unknown, reason))
            }
            None => Ok(()),
        }
    }
}

fn word<T: Copy + Display>(value: &str, all: &[T]) -> Result<String, String> {
    let known = all.iter().map(T::to_string);
    known.clone().find(|word| word == value).ok_or_else(|| {
        let known: Vec<String> = known.collect();
        format!("{value:?} is none of {}", known.join(", "))
    })
}

/// Any text.
pub fn text(value: &str) -> Result<String, String> {
    // PostgreSQL has no text with it.
    if value.contains('\0') { Err("it holds a NUL, which no text has".to_owned()) } else { Ok(value.to_owned()) }
}

/// A code of GB/T 2260.
pub fn division(value: &str) -> Result<String, String> {
    let is_code = value.len() == 6 && value.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| value.to_owned()).ok_or_else(|| format!("{value:?} is no code; write six digits, as in GB/T 2260"))
}

/// A whole number.
pub fn integer(value: &str) -> Result<i32, String> {
    i32::from_str(value).map_err(|_| format!("{value:?} is no whole number"))
}

/// A number.
pub fn number(value: &str) -> Result<f64, String> {
    let number = f64::from_str(value).ok().filter(|number| number.is_finite());
    number.ok_or_else(|| format!("{value:?} is no number"))
}

/// A day.
pub fn date(value: &str) -> Result<NaiveDate, String> {
    NaiveDate::from_str(value).map_err(|_| format!("{value:?} is no date; write it like 2021-12-31"))
}
