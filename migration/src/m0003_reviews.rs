//! What people say about figures. No foreign key leads to a figure: a review outlives what is derived.

use sea_orm_migration::prelude::*;

use crate::columns::{Columns, unique};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0003_reviews"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Columns::of(manager);
        let review = Table::create()
            .table("review")
            .col(column.id())
            .col(column.text("source_sha256"))
            .col(column.integer("start"))
            .col(column.text("raw"))
            .col(column.text("decision"))
            .col(column.text("reviewer"))
            .col(column.text_null("note"))
            .col(column.moment("at"))
            .col(column.number_null("previous_value"))
            .col(column.text_null("previous_indicator"))
            .take();
        manager.create_table(review).await?;
        manager.create_index(unique("review", &["source_sha256", "start", "raw"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("review").take()).await
    }
}
