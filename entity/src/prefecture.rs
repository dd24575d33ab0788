//! A prefecture-level division.

use sea_orm::entity::prelude::*;

/// A prefecture-level division.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prefecture")]
pub struct Model {
    /// GB/T 2260 code, six digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Its province.
    pub province_code: String,
    /// 运城市.
    pub name: String,
    /// Yuncheng.
    pub name_en: String,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
