//! A province-level division.

use sea_orm::entity::prelude::*;

/// A province-level division.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "province")]
pub struct Model {
    /// GB/T 2260 code, six digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// 山西省.
    pub name: String,
    /// Shanxi.
    pub name_en: String,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
