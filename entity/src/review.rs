//! A person's word on a figure. Keyed by document and place, so that it outlives what is derived from the document.

use sea_orm::entity::prelude::*;

/// A person's word on a figure. Keyed by document and place, so that it outlives what is derived from the document.
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
    /// The value before a correction.
    pub previous_value: Option<f64>,
    /// The indicator before a correction.
    pub previous_indicator: Option<String>,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
