//! The search index: written with the sections, made anew when a text becomes grams in another way.

use entity::{meta, section};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult,
    sea_query::{Expr, ExprTrait, Order, Query},
};

use super::grams;
use crate::store::{error::StoreError, reference::set_meta};

/// The key in `meta` of the way in which texts have become grams.
const KEY: &str = "search_grams";
/// The way in which they do now; another number makes the index anew.
const WAY: &str = "1";

/// Rows of one INSERT.
const BATCH: usize = 200;
/// Sections read at a time when the index is made anew.
const STEP: u64 = 2_000;

/// The table of the index.
pub(super) const TABLE: &str = "section_search";

/// The column that names the section.
pub(super) fn key(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Postgres { "section_id" } else { "rowid" }
}

/// Grams as the index of a database wants them: numbers in PostgreSQL's spelling of arrays, or words for FTS5.
pub(super) fn spelled(backend: DbBackend, grams: impl IntoIterator<Item = u32>) -> String {
    if backend == DbBackend::Postgres {
        let numbers: Vec<String> = grams.into_iter().map(|gram| (gram as i32).to_string()).collect();
        format!("{{{}}}", numbers.join(","))
    } else {
        let words: Vec<String> = grams.into_iter().map(|gram| format!("{gram:08x}")).collect();
        words.join(" ")
    }
}

/// The value that stands for grams in a statement.
pub(super) fn value(backend: DbBackend, grams: impl IntoIterator<Item = u32>) -> Expr {
    let spelled = Expr::val(spelled(backend, grams));
    if backend == DbBackend::Postgres { spelled.cast_as("integer[]") } else { spelled }
}

/// Puts sections into the index: number, heading and text of each. They leave it when they are deleted.
pub(in crate::store) async fn add(transaction: &DatabaseTransaction, sections: &[(i64, &str, &str)]) -> Result<(), StoreError> {
    let backend = transaction.get_database_backend();
    for rows in sections.chunks(BATCH) {
        let mut insert = Query::insert();
        insert.into_table(TABLE).columns([key(backend), "grams"]);
        for &(id, heading, text) in rows {
            let grams = value(backend, grams::of_texts(&[heading, text]));
            insert.values([Expr::val(id), grams]).map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?;
        }
        transaction.execute(&insert).await?;
    }
    Ok(())
}

/// Whether the index is made in the present way.
pub(in crate::store) async fn is_current(connection: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let select = Query::select().column(meta::Column::Value).from(meta::Entity).and_where(meta::Column::Key.eq(KEY)).take();
    let row = connection.query_one(&select).await?;
    let way: Option<String> = row.map(|row| row.try_get("", "value")).transpose()?;
    Ok(way.as_deref() == Some(WAY))
}

/// Makes the index anew from the stored sections, unless it is made in the present way.
pub(in crate::store) async fn refresh(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    if is_current(transaction).await? {
        return Ok(());
    }
    #[derive(FromQueryResult)]
    struct Stored {
        id: i64,
        heading: String,
        text: String,
    }
    transaction.execute(Query::delete().from_table(TABLE)).await?;
    let (mut last, mut done) = (i64::MIN, 0);
    loop {
        let select = Query::select()
            .columns([section::Column::Id, section::Column::Heading, section::Column::Text])
            .from(section::Entity)
            .and_where(section::Column::Id.gt(last))
            .order_by_expr(section::Column::Id.into_expr(), Order::Asc)
            .limit(STEP)
            .take();
        let rows = transaction.query_all(&select).await?;
        let rows: Vec<Stored> = rows.iter().map(|row| Stored::from_query_result(row, "")).collect::<Result<_, _>>()?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        let texts: Vec<_> = rows.iter().map(|row| (row.id, row.heading.as_str(), row.text.as_str())).collect();
        add(transaction, &texts).await?;
        done += rows.len();
        tracing::info!(sections = done, "making the search index");
    }
    set_meta(transaction, KEY, WAY).await
}
