//! A county-level division.

use sea_orm::entity::prelude::*;

/// A county-level division.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "county")]
pub struct Model {
    /// GB/T 2260 code, six digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Its province.
    pub province_code: String,
    /// Its prefecture; none where it is under the province itself.
    pub prefecture_code: Option<String>,
    /// 临猗县.
    pub name: String,
    /// 临猗.
    pub short_name: String,
    /// Linyi County.
    pub name_en: String,
    /// COUNTY, DISTRICT, COUNTY_LEVEL_CITY …
    pub kind: String,
    /// How many reports of it there are; kept by the writer, so that counties can be ordered by it.
    pub report_count: i32,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
