//! A token: who may write what.

use sea_orm::entity::prelude::*;

use crate::Words;

/// A token: who may write what. Its secret is nowhere, only a hash of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "token")]
pub struct Model {
    /// The public part of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Whose it is; no two that are not revoked have the same.
    pub name: String,
    /// SHA-256 of the secret part, in lower-case hexadecimal.
    pub secret_sha256: String,
    /// import, review, admin.
    pub scopes: Words,
    /// When it was made, in whole seconds.
    pub created_at: DateTimeUtc,
    /// From when on it is worth nothing; none for never.
    pub expires_at: Option<DateTimeUtc>,
    /// When it was revoked; none where it was not.
    pub revoked_at: Option<DateTimeUtc>,
    /// When it was used last, to the minute; none for never.
    pub last_used_at: Option<DateTimeUtc>,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
