//! The year that a figure can stand for in a series, so that series, rankings and summaries are one range of an index.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::columns::index;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_points"
    }
}

/// The period in figures and columns: SQLite keeps days as text.
fn year_of_whole_years(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => {
            "UPDATE figure SET point_year = EXTRACT(YEAR FROM period_to)
             WHERE status = 'ACTUAL' AND to_char(period_from, 'MM-DD') = '01-01' AND to_char(period_to, 'MM-DD') = '12-31'
               AND EXTRACT(YEAR FROM period_from) = EXTRACT(YEAR FROM period_to) AND year >= EXTRACT(YEAR FROM period_to)"
        }
        _ => {
            "UPDATE figure SET point_year = CAST(substr(period_to, 1, 4) AS INTEGER)
             WHERE status = 'ACTUAL' AND substr(period_from, 5) = '-01-01' AND substr(period_to, 5) = '-12-31'
               AND substr(period_from, 1, 4) = substr(period_to, 1, 4) AND year >= CAST(substr(period_to, 1, 4) AS INTEGER)"
        }
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut year = ColumnDef::new("point_year");
        year.integer();
        manager.alter_table(Table::alter().table("figure").add_column(year).take()).await?;
        manager.get_connection().execute_unprepared(year_of_whole_years(manager.get_database_backend())).await?;
        manager
            .drop_index(Index::drop().table("figure").name("figure_by_indicator_code_county_code_period_to").to_owned())
            .await?;
        manager.create_index(index("figure", &["indicator_code", "point_year", "county_code"])).await?;
        manager.create_index(index("figure", &["indicator_code", "county_code", "point_year"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["figure_by_indicator_code_county_code_point_year", "figure_by_indicator_code_point_year_county_code"] {
            manager.drop_index(Index::drop().table("figure").name(name).to_owned()).await?;
        }
        manager.create_index(index("figure", &["indicator_code", "county_code", "period_to"])).await?;
        manager.alter_table(Table::alter().table("figure").drop_column("point_year").take()).await
    }
}
