//! Sources, and what is derived from them.

use sea_orm_migration::prelude::*;

use crate::columns::{Columns, index, names, unique};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0002_reports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Columns::of(manager);
        for table in [source(column), report(column), section(column), figure(column)] {
            manager.create_table(table).await?;
        }
        for index in [
            unique("source", &["sha256"]),
            unique("report", &["county_code", "year"]),
            index("report", &["year", "id"]),
            index("report", &["source_id"]),
            unique("section", &["report_id", "ordinal"]),
            unique("section", &["report_id", "path"]),
            index("section", &["parent_id", "ordinal"]),
            unique("figure", &["report_id", "ordinal"]),
            unique("figure", &["report_id", "start"]),
            index("figure", &["section_id", "ordinal"]),
            index("figure", &["county_code", "report_id", "ordinal"]),
            index("figure", &["indicator_code", "report_id", "ordinal"]),
            index("figure", &["indicator_code", "year", "county_code"]),
            index("figure", &["indicator_code", "county_code", "period_to"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["figure", "section", "report", "source"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn source(column: Columns) -> TableCreateStatement {
    Table::create()
        .table("source")
        .col(column.id())
        .col(column.text("sha256"))
        .col(column.text("name"))
        .col(column.text_null("url"))
        .col(column.text("media_type"))
        .col(column.text_null("charset"))
        .col(column.integer("bytes"))
        .col(column.integer("characters"))
        .col(ColumnDef::new("content").blob().not_null())
        .col(ColumnDef::new("text").blob())
        .col(column.text("extractor"))
        .col(column.text("edition"))
        .col(column.moment("imported_at"))
        .take()
}

fn report(column: Columns) -> TableCreateStatement {
    Table::create()
        .table("report")
        .col(column.id())
        .col(column.text("county_code"))
        .col(column.integer("year"))
        .col(column.reference("source_id"))
        .col(column.text("title"))
        .col(column.text("edition"))
        .col(column.text_null("document_number"))
        .col(column.text_null("index_number"))
        .col(column.text("issuers"))
        .col(column.text_null("signatory"))
        .col(column.text_null("addressee"))
        .col(column.date_null("signed_on"))
        .col(column.date_null("published_on"))
        .col(column.integer("section_count"))
        .col(column.integer("figure_count"))
        .col(column.moment("imported_at"))
        .foreign_key(&mut names("county_code", "county", "code", ForeignKeyAction::Restrict))
        .foreign_key(&mut names("source_id", "source", "id", ForeignKeyAction::Restrict))
        .take()
}

fn section(column: Columns) -> TableCreateStatement {
    Table::create()
        .table("section")
        .col(column.id())
        .col(column.reference("report_id"))
        .col(column.integer("ordinal"))
        .col(ColumnDef::new("parent_id").big_integer())
        .col(column.text("path"))
        .col(ColumnDef::new("level").small_integer().not_null())
        .col(column.text("label"))
        .col(column.text("heading"))
        .col(column.text("text"))
        .col(column.text("kind"))
        .col(column.text("topics"))
        .col(column.integer("start"))
        .col(column.integer("end"))
        .foreign_key(&mut names("report_id", "report", "id", ForeignKeyAction::Cascade))
        .foreign_key(&mut names("parent_id", "section", "id", ForeignKeyAction::Cascade))
        .take()
}

fn figure(column: Columns) -> TableCreateStatement {
    Table::create()
        .table("figure")
        .col(column.id())
        .col(column.reference("report_id"))
        .col(column.reference("section_id"))
        .col(column.integer("ordinal"))
        .col(column.text("county_code"))
        .col(column.text("province_code"))
        .col(column.integer("year"))
        .col(column.text_null("indicator_code"))
        .col(column.text("topic"))
        .col(column.text("subject"))
        .col(column.text_null("scope"))
        .col(column.number("value"))
        .col(column.number_null("value_high"))
        .col(column.text("unit"))
        .col(column.text("qualifier"))
        .col(column.text("status"))
        .col(column.date("period_from"))
        .col(column.date("period_to"))
        .col(ColumnDef::new("cumulative").boolean().not_null())
        .col(column.text("raw"))
        .col(column.text("quote"))
        .col(column.integer("start"))
        .col(column.integer("end"))
        .col(column.number("confidence"))
        .foreign_key(&mut names("report_id", "report", "id", ForeignKeyAction::Cascade))
        .foreign_key(&mut names("section_id", "section", "id", ForeignKeyAction::Cascade))
        .foreign_key(&mut names("indicator_code", "indicator", "code", ForeignKeyAction::SetNull))
        .take()
}
