//! The current report of a county on a year.

use sea_orm::entity::prelude::*;

use crate::Words;

/// The current report of a county on a year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    /// Its number in this database; stays the same when its document changes.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The county; unique together with the year.
    pub county_code: String,
    /// The year reported on.
    pub year: i32,
    /// The document it was derived from.
    pub source_id: i64,
    /// The title, on one line.
    pub title: String,
    /// ORIGINAL, DIGEST or FICTIONAL.
    pub edition: String,
    /// 临字〔2022〕6号.
    pub document_number: Option<String>,
    /// The index number (索引号) of the publishing site.
    pub index_number: Option<String>,
    /// The bodies that issue it, as printed.
    pub issuers: Words,
    /// 签发人.
    pub signatory: Option<String>,
    /// Whom it addresses.
    pub addressee: Option<String>,
    /// Date at the foot.
    pub signed_on: Option<Date>,
    /// Date of publication on the web.
    pub published_on: Option<Date>,
    /// How many sections it has.
    pub section_count: i32,
    /// How many figures it has.
    pub figure_count: i32,
    /// When the current document was imported, in whole seconds.
    pub imported_at: DateTimeUtc,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
