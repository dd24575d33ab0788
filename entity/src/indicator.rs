//! An indicator of the catalogue.

use sea_orm::entity::prelude::*;

/// An indicator of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    /// mediation.disputes.resolved.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Its place in the catalogue, from 0.
    pub ordinal: i32,
    /// The wider indicator that it is a part of.
    pub parent_code: Option<String>,
    /// Its own code and those above it, from the top, each between slashes: `/mediation.disputes/mediation.disputes.resolved/`.
    pub tree: String,
    /// The part of government work it belongs to.
    pub topic: String,
    /// COUNT, RATE, AMOUNT or DURATION.
    pub measure: String,
    /// The unit shown.
    pub unit: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// What is counted and what is not.
    pub description: String,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
