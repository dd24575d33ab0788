//! Which lists can be had, and in which formats.

use std::str::FromStr;

use super::error::ExportError;

/// A list that can be had as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// Every number that measures something, one a row.
    Figures,
    /// Indicators of counties over the years: one point a row, or one series a row.
    Series,
    /// Reports, one a row, without their texts.
    Reports,
    /// Sections with their own texts, one a row.
    Sections,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 4] = [Self::Figures, Self::Series, Self::Reports, Self::Sections];

    /// Its name in the names of files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Series => "series",
            Self::Reports => "reports",
            Self::Sections => "sections",
        }
    }
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values, RFC 4180.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet.
    Parquet,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Jsonl, Self::Parquet];

    /// The end of a file's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// The value of `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Jsonl => "application/jsonl; charset=utf-8",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// A list in a format: `figures.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct File {
    /// What is in it.
    pub list: List,
    /// Its form.
    pub format: Format,
}

impl FromStr for File {
    type Err = ExportError;
    fn from_str(name: &str) -> Result<Self, ExportError> {
        let found = name.split_once('.').and_then(|(list, format)| {
            let list = List::ALL.into_iter().find(|known| known.as_str() == list)?;
            let format = Format::ALL.into_iter().find(|known| known.as_str() == format)?;
            Some(File { list, format })
        });
        found.ok_or_else(|| ExportError::UnknownFile { name: name.to_owned() })
    }
}

/// All files there are, in words.
pub(super) fn all() -> String {
    let names = |list: List| Format::ALL.map(|format| format!("{}.{}", list.as_str(), format.as_str())).join(", ");
    List::ALL.map(names).join(", ")
}
