//! An import, from the moment it is asked for.

use sea_orm::entity::prelude::*;

/// An import, from the moment it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Its number in this database: the order in which jobs are taken.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What clients call it; cannot be guessed. Unique.
    pub key: String,
    /// QUEUED, RUNNING, DONE or FAILED.
    pub status: String,
    /// How many documents it has.
    pub total: i32,
    /// How many of them have been dealt with, failures included.
    pub done: i32,
    /// How many of them failed.
    pub failed: i32,
    /// What a reader should know, as JSON.
    pub warnings: String,
    /// The county of the report, once it is known.
    pub county_code: Option<String>,
    /// The year of the report, once it is known.
    pub year: Option<i32>,
    /// Who asked for it: the name of a token, or the program's own.
    pub created_by: String,
    /// What is to be done, as JSON; none where whoever asked does it alone.
    pub task: Option<String>,
    /// The document, zstd-compressed; none once it is done, or where it was not asked for.
    pub document: Option<Vec<u8>>,
    /// Who is at it.
    pub worker: Option<String>,
    /// When it was asked for, in whole seconds.
    pub created_at: DateTimeUtc,
    /// When its worker was last known to be alive, in whole seconds.
    pub seen_at: Option<DateTimeUtc>,
    /// When it was done or failed, in whole seconds.
    pub finished_at: Option<DateTimeUtc>,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
