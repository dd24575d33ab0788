//! The index of the full-text search: for each section the pairs of characters in its heading and its text.
//!
//! SQLite has an FTS5 table without content, whose rows go with their section by a trigger; PostgreSQL a table with a GIN
//! index. The program fills both: how a text becomes pairs is written once.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0006_search"
    }
}

const SQLITE: &[&str] = &[
    "CREATE VIRTUAL TABLE section_search USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii')",
    "CREATE TRIGGER section_search_follows AFTER DELETE ON section
     BEGIN DELETE FROM section_search WHERE rowid = old.id; END",
];

const POSTGRES: &[&str] = &[
    "CREATE TABLE section_search (
       section_id bigint PRIMARY KEY REFERENCES section (id) ON DELETE CASCADE,
       grams integer[] NOT NULL)",
    "CREATE INDEX section_search_by_grams ON section_search USING gin (grams)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = if manager.get_database_backend() == DbBackend::Postgres { POSTGRES } else { SQLITE };
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            manager.get_connection().execute_unprepared("DROP TRIGGER section_search_follows").await?;
        }
        manager.drop_table(Table::drop().table("section_search").take()).await
    }
}
