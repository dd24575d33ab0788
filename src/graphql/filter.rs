//! Filters and orders as clients write them.
//!
//! The fields of a filter combine with AND, a list means "one of", null or absent means "any". Every filter also takes
//! `and`, `or` and `not`.

mod convert;
mod order;

use async_graphql::InputObject;

use super::scalar::Date;
use super::words::{CountyKind, Edition, FigureStatus, Measure, Qualifier, SectionKind, Topic};

pub use convert::Filter;
pub use order::{CountyOrder, FigureOrder, NoOrder, Order, ReportOrder};

/// A range of whole numbers, both ends included.
#[derive(InputObject, Debug, Clone, Copy)]
pub struct IntRange {
    /// At least this; null for no lower end.
    pub gte: Option<i32>,
    /// At most this; null for no upper end.
    pub lte: Option<i32>,
}

/// A range of numbers, both ends included.
#[derive(InputObject, Debug, Clone, Copy)]
pub struct FloatRange {
    /// At least this; null for no lower end.
    pub gte: Option<f64>,
    /// At most this; null for no upper end.
    pub lte: Option<f64>,
}

/// A range of days, both ends included.
#[derive(InputObject, Debug, Clone, Copy)]
pub struct DateRange {
    /// This day or later; null for no lower end.
    pub gte: Option<Date>,
    /// This day or earlier; null for no upper end.
    pub lte: Option<Date>,
}

/// Which counties. All fields given must hold.
#[derive(InputObject, Debug, Clone)]
pub struct CountyFilter {
    /// One of these codes (GB/T 2260, six digits).
    pub code: Option<Vec<String>>,
    /// In one of these provinces, by code: 140000.
    pub province: Option<Vec<String>>,
    /// In one of these prefectures, by code: 140800.
    pub prefecture: Option<Vec<String>>,
    /// Of one of these kinds.
    pub kind: Option<Vec<CountyKind>>,
    /// The Chinese or the English name contains this; capitals make no difference in English.
    pub name_contains: Option<String>,
    /// true: has at least one report; false: has none.
    pub has_reports: Option<bool>,
    /// All of these hold.
    pub and: Option<Vec<CountyFilter>>,
    /// At least one of these holds; an empty list matches nothing.
    pub or: Option<Vec<CountyFilter>>,
    /// This does not hold.
    pub not: Option<Box<CountyFilter>>,
}

/// Which reports. All fields given must hold.
#[derive(InputObject, Debug, Clone)]
pub struct ReportFilter {
    /// Of one of these counties, by code.
    pub county: Option<Vec<String>>,
    /// Of a county in one of these provinces, by code.
    pub province: Option<Vec<String>>,
    /// The year reported on.
    pub year: Option<IntRange>,
    /// Of one of these editions.
    pub edition: Option<Vec<Edition>>,
    /// The title contains this.
    pub title_contains: Option<String>,
    /// The date at the foot of the report; a report without one never matches.
    pub signed_on: Option<DateRange>,
    /// true: at least one check of the report's arithmetic has failed; false: none has.
    pub has_failed_checks: Option<bool>,
    /// All of these hold.
    pub and: Option<Vec<ReportFilter>>,
    /// At least one of these holds; an empty list matches nothing.
    pub or: Option<Vec<ReportFilter>>,
    /// This does not hold.
    pub not: Option<Box<ReportFilter>>,
}

/// Which sections of a report. All fields given must hold.
#[derive(InputObject, Debug, Clone)]
pub struct SectionFilter {
    /// Has one of these topics.
    pub topic: Option<Vec<Topic>>,
    /// Of one of these kinds.
    pub kind: Option<Vec<SectionKind>>,
    /// The level: 0 preamble, 1 一、, 2 （一）, 3 1., run-in items one deeper than what holds them.
    pub level: Option<IntRange>,
    /// The heading contains this.
    pub heading_contains: Option<String>,
    /// The section's own text contains this.
    pub text_contains: Option<String>,
    /// All of these hold.
    pub and: Option<Vec<SectionFilter>>,
    /// At least one of these holds; an empty list matches nothing.
    pub or: Option<Vec<SectionFilter>>,
    /// This does not hold.
    pub not: Option<Box<SectionFilter>>,
}

/// Which indicators. All fields given must hold.
#[derive(InputObject, Debug, Clone)]
pub struct IndicatorFilter {
    /// Of one of these topics.
    pub topic: Option<Vec<Topic>>,
    /// Of one of these kinds of quantity.
    pub measure: Option<Vec<Measure>>,
    /// This indicator and everything below it: by code, such as mediation.disputes.resolved.
    pub tree: Option<String>,
    /// The Chinese or the English name contains this; capitals make no difference in English.
    pub name_contains: Option<String>,
    /// true: at least one figure is known; false: none is.
    pub has_figures: Option<bool>,
    /// All of these hold.
    pub and: Option<Vec<IndicatorFilter>>,
    /// At least one of these holds; an empty list matches nothing.
    pub or: Option<Vec<IndicatorFilter>>,
    /// This does not hold.
    pub not: Option<Box<IndicatorFilter>>,
}

/// Which figures. All fields given must hold.
#[derive(InputObject, Debug, Clone)]
pub struct FigureFilter {
    /// Of one of these indicators, by code.
    pub indicator: Option<Vec<String>>,
    /// Of this indicator or of one below it, by code, such as mediation.disputes.resolved.
    pub indicator_tree: Option<String>,
    /// Of one of these topics.
    pub topic: Option<Vec<Topic>>,
    /// In a report of one of these counties, by code.
    pub county: Option<Vec<String>>,
    /// In a report of a county in one of these provinces, by code.
    pub province: Option<Vec<String>>,
    /// The year of the report.
    pub year: Option<IntRange>,
    /// The value, scaled (3.6万 is 36000); of a range, its low end.
    pub value: Option<FloatRange>,
    /// In one of these units: 件, 人次, %.
    pub unit: Option<Vec<String>>,
    /// Of one of these statuses.
    pub status: Option<Vec<FigureStatus>>,
    /// With one of these qualifiers.
    pub qualifier: Option<Vec<Qualifier>>,
    /// Confidence of the indicator match, 0 to 1.
    pub confidence: Option<FloatRange>,
    /// true: has an indicator of the catalogue; false: has none.
    pub catalogued: Option<bool>,
    /// true: a person has reviewed it; false: nobody has.
    pub reviewed: Option<bool>,
    /// What is counted contains this.
    pub subject_contains: Option<String>,
    /// All of these hold.
    pub and: Option<Vec<FigureFilter>>,
    /// At least one of these holds; an empty list matches nothing.
    pub or: Option<Vec<FigureFilter>>,
    /// This does not hold.
    pub not: Option<Box<FigureFilter>>,
}
