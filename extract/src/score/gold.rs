//! An annotated report, as its JSON file has it.

use serde::{Deserialize, Serialize};

/// An annotated report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gold {
    /// File name of the text it annotates; empty where it does not say.
    #[serde(default)]
    pub file: String,
    /// Its county.
    pub county: GoldCounty,
    /// What it says about itself.
    pub report: GoldReport,
    /// Its headings.
    pub sections: Vec<GoldSection>,
    /// Its figures.
    pub figures: Vec<GoldFigure>,
}

/// The county of an annotated report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoldCounty {
    /// GB/T 2260 code.
    pub code: String,
    /// Its name; not judged.
    #[serde(default)]
    pub name: Option<String>,
}

/// The annotated metadata of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoldReport {
    /// The year reported on.
    pub year: i32,
    /// Its title.
    pub title: String,
    /// 临字〔2022〕6号.
    pub doc_number: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// The issuing bodies.
    pub issuers: Vec<String>,
    /// 签发人.
    pub signatory: Option<String>,
    /// Whom it addresses.
    pub addressee: Option<String>,
    /// Date at the foot, ISO 8601.
    pub signed_on: Option<String>,
    /// Date of publication, ISO 8601.
    pub published_on: Option<String>,
}

/// The annotated level of a heading: a number, or `item` for 一是.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum GoldLevel {
    /// 1 一、, 2 （一）, 3 1.
    Number(u8),
    /// A run-in item.
    Item(String),
}

/// An annotated heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoldSection {
    /// Its place in the tree; not judged.
    #[serde(default)]
    pub path: String,
    /// As printed; empty for the preamble.
    pub label: String,
    /// The heading.
    pub heading: String,
    /// Where the label starts, in Unicode scalar values.
    pub start: usize,
    /// In lower case: achievements, problems …
    pub kind: String,
    /// Its level.
    pub level: GoldLevel,
}

/// An annotated figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoldFigure {
    /// Start of the figure.
    pub start: usize,
    /// Its end.
    pub end: usize,
    /// As printed.
    pub raw: String,
    /// The scaled value.
    pub value: f64,
    /// The high end of a range; not judged.
    #[serde(default)]
    pub value_high: Option<f64>,
    /// The measure word.
    pub unit: String,
    /// In lower case: exact, more_than …
    pub qualifier: String,
    /// In lower case: actual, target, rule.
    pub status: String,
    /// In lower case: mediation, litigation …
    pub topic: String,
    /// `2021`, `2021-08`, `2016/2021-05` or `cumulative`; none where the annotator could not say.
    #[serde(default)]
    pub period: Option<String>,
    /// What is counted; not judged.
    #[serde(default)]
    pub subject: Option<String>,
    /// The body or area it is limited to; not judged.
    #[serde(default)]
    pub scope: Option<String>,
    /// The clause it stands in; empty where the annotator did not copy it.
    #[serde(default)]
    pub quote: String,
    /// Code, if it has one.
    pub indicator: Option<String>,
    /// Finding it or not is equally right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Other codes that are right as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// With a code or without: both are right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub either: bool,
}

impl GoldFigure {
    /// The last year of its period; none where it has none, or sums up all that happened until then.
    pub(super) fn last_year(&self) -> Option<&str> {
        let period = self.period.as_deref().filter(|period| *period != "cumulative")?;
        period.rsplit('/').next()?.get(..4)
    }

    /// Whether a code is right for it.
    pub(super) fn allows(&self, code: &str) -> bool {
        self.indicator.as_deref() == Some(code) || self.also.iter().any(|also| also == code)
    }
}

/// Whether the annotators of the first reports could have given a code: the catalogue has others since, which their
/// annotations say nothing about.
pub fn annotated(code: &str) -> bool {
    include_str!("../../../data/annotated_codes.txt").lines().any(|line| line == code)
}
