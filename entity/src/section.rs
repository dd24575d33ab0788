//! A heading with the text that belongs to it alone.

use sea_orm::entity::prelude::*;

use crate::Words;

/// A heading with the text that belongs to it alone.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "section")]
pub struct Model {
    /// Its number in this database.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Its report.
    pub report_id: i64,
    /// Its place in the report, from 0.
    pub ordinal: i32,
    /// The section above it; none at the top.
    pub parent_id: Option<i64>,
    /// Its place in the tree: 1.2.3; the preamble is 0. Unique in the report.
    pub path: String,
    /// 0 preamble, 1 一、, 2 （一）, 3 1., then run-in items.
    pub level: i16,
    /// The label as printed; empty for the preamble.
    pub label: String,
    /// The heading after the label.
    pub heading: String,
    /// Its own text, without label, heading and children; none where it was not asked for.
    pub text: Option<String>,
    /// PREAMBLE, ACHIEVEMENTS, PROBLEMS, PLANS, DUTIES or CLOSING.
    pub kind: String,
    /// Its topics, most frequent first.
    pub topics: Words,
    /// Where its label starts, in Unicode scalar values of the report's text.
    pub start: i32,
    /// Where its own text ends, exclusive.
    pub end: i32,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
