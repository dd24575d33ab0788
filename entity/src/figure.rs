//! A number that measures something.

use sea_orm::entity::prelude::*;

/// A number that measures something.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "figure")]
pub struct Model {
    /// Its number in this database.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Its report.
    pub report_id: i64,
    /// The section it stands in.
    pub section_id: i64,
    /// Its place in the report, from 0.
    pub ordinal: i32,
    /// The county of its report.
    pub county_code: String,
    /// The province of that county.
    pub province_code: String,
    /// The year of its report.
    pub year: i32,
    /// The indicator it is an observation of; none outside the catalogue.
    pub indicator_code: Option<String>,
    /// The part of government work it belongs to.
    pub topic: String,
    /// What is counted.
    pub subject: String,
    /// The body or area it is limited to.
    pub scope: Option<String>,
    /// The number, scaled; a range gives its low end.
    pub value: f64,
    /// The high end of a range.
    pub value_high: Option<f64>,
    /// The measure word; empty where there is none.
    pub unit: String,
    /// EXACT, MORE_THAN, LESS_THAN or ABOUT.
    pub qualifier: String,
    /// ACTUAL, TARGET or RULE.
    pub status: String,
    /// First day of the time it is about.
    pub period_from: Date,
    /// Last day of that time, included.
    pub period_to: Date,
    /// Whether it sums up all that happened until the last day.
    pub cumulative: bool,
    /// The year that it can stand for in series, rankings and summaries; none where it is no fact about one whole year
    /// that the report can know.
    pub point_year: Option<i32>,
    /// The number with unit and qualifier, as printed.
    pub raw: String,
    /// The clause it stands in.
    pub quote: String,
    /// Where `raw` starts, in Unicode scalar values of the report's text; unique in the report.
    pub start: i32,
    /// Where `raw` ends, exclusive.
    pub end: i32,
    /// Confidence of the indicator match, 0 to 1.
    pub confidence: f64,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
