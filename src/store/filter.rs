//! Which rows: filters as plain data.
//!
//! The fields of a filter combine with AND. A list means "one of", so that an empty one matches nothing; none means
//! "any". Words (topic, kind, unit …) are those of the API. `contains` takes the text literally and ignores the case of
//! ASCII letters. `not` matches whatever the inner filter does not match, rows without a value included.

use chrono::NaiveDate;

/// Both ends included; none means no end.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Between<T> {
    /// At least this.
    pub gte: Option<T>,
    /// At most this.
    pub lte: Option<T>,
}

macro_rules! filter {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: Option<$type>,)*
            /// All of these hold.
            pub and: Option<Vec<$name>>,
            /// At least one of these holds; an empty list matches nothing.
            pub or: Option<Vec<$name>>,
            /// This does not hold.
            pub not: Option<Box<$name>>,
        }
    };
}

filter! {
    /// Which counties.
    CountyFilter {
        /// Codes.
        code: Vec<String>,
        /// Codes of provinces.
        province: Vec<String>,
        /// Codes of prefectures.
        prefecture: Vec<String>,
        /// Kinds.
        kind: Vec<String>,
        /// Part of the Chinese or English name.
        name_contains: String,
        /// Whether there is a report.
        has_reports: bool,
    }
}

filter! {
    /// Which reports.
    ReportFilter {
        /// Codes of counties.
        county: Vec<String>,
        /// Codes of provinces.
        province: Vec<String>,
        /// The year reported on.
        year: Between<i32>,
        /// Editions.
        edition: Vec<String>,
        /// Part of the title.
        title_contains: String,
        /// The date at the foot; a report without one does not match.
        signed_on: Between<NaiveDate>,
        /// Whether there is a check that failed.
        has_failed_checks: bool,
    }
}

filter! {
    /// Which sections.
    SectionFilter {
        /// Topics; one that the section has is enough.
        topic: Vec<String>,
        /// Kinds.
        kind: Vec<String>,
        /// Levels.
        level: Between<i32>,
        /// Part of the heading.
        heading_contains: String,
        /// Part of the section's own text.
        text_contains: String,
    }
}

filter! {
    /// Which indicators.
    IndicatorFilter {
        /// Topics.
        topic: Vec<String>,
        /// Measures.
        measure: Vec<String>,
        /// This indicator and all below it, by code.
        tree: String,
        /// Part of the Chinese or English name.
        name_contains: String,
        /// Whether there is a figure.
        has_figures: bool,
    }
}

filter! {
    /// Which figures.
    FigureFilter {
        /// Codes of indicators.
        indicator: Vec<String>,
        /// This indicator and all below it, by code.
        indicator_tree: String,
        /// Topics.
        topic: Vec<String>,
        /// Codes of counties.
        county: Vec<String>,
        /// Codes of provinces.
        province: Vec<String>,
        /// The year of the report.
        year: Between<i32>,
        /// The value; of a range, its low end.
        value: Between<f64>,
        /// Units.
        unit: Vec<String>,
        /// Statuses.
        status: Vec<String>,
        /// Qualifiers.
        qualifier: Vec<String>,
        /// Confidence of the indicator match.
        confidence: Between<f64>,
        /// Whether there is an indicator.
        catalogued: bool,
        /// Whether there is a review.
        reviewed: bool,
        /// Part of the subject.
        subject_contains: String,
    }
}
