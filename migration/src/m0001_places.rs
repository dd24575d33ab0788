//! Places, the catalogue, and facts about the database.

use sea_orm_migration::prelude::*;

use crate::columns::{Columns, index, names};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_places"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Columns::of(manager);
        let tables = [
            Table::create().table("meta").col(column.code("key")).col(column.text("value")).take(),
            Table::create()
                .table("province")
                .col(column.code("code"))
                .col(column.text("name"))
                .col(column.text("name_en"))
                .take(),
            Table::create()
                .table("prefecture")
                .col(column.code("code"))
                .col(column.text("province_code"))
                .col(column.text("name"))
                .col(column.text("name_en"))
                .foreign_key(&mut names("province_code", "province", "code", ForeignKeyAction::Restrict))
                .take(),
            Table::create()
                .table("county")
                .col(column.code("code"))
                .col(column.text("province_code"))
                .col(column.text_null("prefecture_code"))
                .col(column.text("name"))
                .col(column.text("short_name"))
                .col(column.text("name_en"))
                .col(column.text("kind"))
                .col(column.integer("report_count").default(0))
                .foreign_key(&mut names("province_code", "province", "code", ForeignKeyAction::Restrict))
                .foreign_key(&mut names("prefecture_code", "prefecture", "code", ForeignKeyAction::Restrict))
                .take(),
            Table::create()
                .table("indicator")
                .col(column.code("code"))
                .col(column.integer("ordinal"))
                .col(column.text_null("parent_code"))
                .col(column.text("tree"))
                .col(column.text("topic"))
                .col(column.text("measure"))
                .col(column.text("unit"))
                .col(column.text("name"))
                .col(column.text("name_en"))
                .col(column.text("description"))
                .take(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in [
            index("county", &["province_code", "code"]),
            index("county", &["prefecture_code", "code"]),
            index("county", &["name", "code"]),
            index("county", &["report_count", "code"]),
            index("indicator", &["ordinal"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["indicator", "county", "prefecture", "province", "meta"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
