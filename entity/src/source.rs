//! A document as received.

use sea_orm::entity::prelude::*;

/// A document as received.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// Its number in this database.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the bytes, in lower-case hexadecimal; unique.
    pub sha256: String,
    /// File name.
    pub name: String,
    /// Where it was found.
    pub url: Option<String>,
    /// text/plain, text/markdown or text/html.
    pub media_type: String,
    /// UTF-8, GB18030, UTF-16LE …; none where the format has none.
    pub charset: Option<String>,
    /// Length in bytes.
    pub bytes: i32,
    /// Length of the text in Unicode scalar values.
    pub characters: i32,
    /// The bytes, zstd-compressed; none where they were not asked for.
    pub content: Option<Vec<u8>>,
    /// The text in UTF-8, zstd-compressed; none where the bytes are the text, or where it was not asked for.
    pub text: Option<Vec<u8>>,
    /// Version of the extractor that read it last.
    pub extractor: String,
    /// ORIGINAL, DIGEST or FICTIONAL.
    pub edition: String,
    /// When it was first received, in whole seconds.
    pub imported_at: DateTimeUtc,
}

/// Relations are written out in the statements that need them.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
