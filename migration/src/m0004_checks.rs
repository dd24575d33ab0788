//! The report's own arithmetic, checked.

use sea_orm_migration::prelude::*;

use crate::columns::{Columns, index, names, unique};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_checks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Columns::of(manager);
        let check = Table::create()
            .table("report_check")
            .col(column.id())
            .col(column.reference("report_id"))
            .col(column.integer("ordinal"))
            .col(column.text("rule"))
            .col(column.text("status"))
            .col(column.text("statement"))
            .col(column.number("expected"))
            .col(column.number("stated"))
            .col(column.text("figures"))
            .foreign_key(&mut names("report_id", "report", "id", ForeignKeyAction::Cascade))
            .take();
        manager.create_table(check).await?;
        manager.create_index(unique("report_check", &["report_id", "ordinal"])).await?;
        manager.create_index(index("report_check", &["status", "report_id"])).await?;
        // Sources that have been read have no checks yet: by another version of the reader they are to be read again.
        let marked = "UPDATE source SET extractor = extractor || ' without checks'";
        manager.get_connection().execute_unprepared(marked).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("report_check").take()).await
    }
}
