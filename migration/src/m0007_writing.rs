//! What writing needs: tokens, import jobs, and reviews that keep what was decided, with their history.

use sea_orm_migration::prelude::*;

use crate::columns::{Columns, drop_index, index, unique};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0007_writing"
    }
}

/// The columns that reviews get.
const DECIDED: [(&str, bool); 5] =
    [("value", false), ("value_high", false), ("unit", true), ("indicator_code", true), ("previous_unit", true)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Columns::of(manager);
        manager.create_table(token(column)).await?;
        manager.create_table(job(column)).await?;
        let mut one_of_a_name = unique("token", &["name"]);
        one_of_a_name.and_where(Expr::col("revoked_at").is_null());
        manager.create_index(one_of_a_name).await?;
        manager.create_index(unique("job", &["key"])).await?;
        manager.create_index(index("job", &["status", "id"])).await?;
        for (name, is_text) in DECIDED {
            let mut added = if is_text { column.text_null(name) } else { column.number_null(name) };
            manager.alter_table(Table::alter().table("review").add_column(&mut added).take()).await?;
        }
        manager.drop_index(drop_index("review", &["source_sha256", "start", "raw"])).await?;
        manager.create_index(index("review", &["source_sha256", "start", "raw", "id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(drop_index("review", &["source_sha256", "start", "raw", "id"])).await?;
        // One word on a figure is what the older layout can hold: the last one.
        manager
            .get_connection()
            .execute_unprepared(
                "DELETE FROM review WHERE id NOT IN (SELECT MAX(id) FROM review GROUP BY source_sha256, start, raw)",
            )
            .await?;
        manager.create_index(unique("review", &["source_sha256", "start", "raw"])).await?;
        for (name, _) in DECIDED {
            manager.alter_table(Table::alter().table("review").drop_column(name).take()).await?;
        }
        for table in ["job", "token"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn token(column: Columns) -> TableCreateStatement {
    Table::create()
        .table("token")
        .col(column.code("id"))
        .col(column.text("name"))
        .col(column.text("secret_sha256"))
        .col(column.text("scopes"))
        .col(column.moment("created_at"))
        .col(column.moment_null("expires_at"))
        .col(column.moment_null("revoked_at"))
        .col(column.moment_null("last_used_at"))
        .take()
}

fn job(column: Columns) -> TableCreateStatement {
    Table::create()
        .table("job")
        .col(column.id())
        .col(column.text("key"))
        .col(column.text("status"))
        .col(column.integer("total"))
        .col(column.integer("done"))
        .col(column.integer("failed"))
        .col(column.text("warnings"))
        .col(column.text_null("county_code"))
        .col(ColumnDef::new("year").integer())
        .col(column.text("created_by"))
        .col(column.text_null("task"))
        .col(ColumnDef::new("document").blob())
        .col(column.text_null("worker"))
        .col(column.moment("created_at"))
        .col(column.moment_null("seen_at"))
        .col(column.moment_null("finished_at"))
        .take()
}
