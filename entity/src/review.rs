//! A person's word on a figure. Keyed by document and place, so that it outlives what is derived from the document; of
//! several on the same figure the last one is in force.

use sea_orm::entity::prelude::*;

/// A person's word on a figure. Keyed by document and place, so that it outlives what is derived from the document; of
/// several on the same figure the last one is in force.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    /// Its number in this database.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The document.
    pub source_sha256: String,
    /// Where the figure starts in the text.
    pub start: i32,
    /// The figure as printed.
    pub raw: String,
    /// CONFIRMED, CORRECTED or REJECTED.
    pub decision: String,
    /// Who.
    pub reviewer: String,
    /// Why.
    pub note: Option<String>,
    /// When, in whole seconds.
    pub at: DateTimeUtc,
    /// The value before a correction; none where it was not changed.
    pub previous_value: Option<f64>,
    /// The indicator before a correction; none where it was not changed or there was none.
    pub previous_indicator: Option<String>,
    /// The value it leaves in force; none leaves the figure as read, but for a rejection.
    pub value: Option<f64>,
    /// The upper end it leaves in force; none for a single number.
    pub value_high: Option<f64>,
    /// The unit it leaves in force.
    pub unit: Option<String>,
    /// The indicator it leaves in force; empty for none of the catalogue, none where that was not decided.
    pub indicator_code: Option<String>,
    /// The unit before a correction; none where it was not changed.
    pub previous_unit: Option<String>,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
