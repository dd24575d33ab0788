//! A relation between figures of a report that should hold.

use sea_orm::entity::prelude::*;

use crate::Ordinals;

/// A relation between figures of a report that should hold.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report_check")]
pub struct Model {
    /// Its number in this database.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Its report.
    pub report_id: i64,
    /// Its place among the checks of the report, from 0.
    pub ordinal: i32,
    /// PARTS_SUM_TO_TOTAL, RATE_MATCHES_COUNTS, TOTAL_EXCEEDS_PART or PERCENT_IN_RANGE.
    pub rule: String,
    /// PASSED, ROUNDED or FAILED.
    pub status: String,
    /// The relation, for a person to read.
    pub statement: String,
    /// The value that it should be.
    pub expected: f64,
    /// The value that the report states.
    pub stated: f64,
    /// Places of the figures involved, in their report.
    pub figures: Ordinals,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
