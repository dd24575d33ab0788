//! Reads stored sources again: which there are, and what another reading of one changes.
//!
//! What a report is after another reading is not computed beside the database, but written and read back: reviews and
//! whatever else lies over the reading are in the comparison, and a rehearsal is the same work in a transaction that is
//! rolled back.

use entity::{report, source};
use extract::{
    Extractor,
    compare::{Diff, compare},
    document::Document,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, FromQueryResult,
    sea_query::{ExprTrait, Order, Query},
};

use super::{
    ReportKey, Store, derive,
    error::StoreError,
    reference,
    save::county_locked,
    statistics::bump_data_version,
    stored::{as_stored, stored},
};

/// The current document of a report.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CurrentSource {
    /// The number of the report.
    pub report_id: i64,
    /// The number of the source.
    pub source_id: i64,
    /// GB/T 2260 code of the county.
    pub county_code: String,
    /// The year reported on.
    pub year: i32,
    /// File name.
    pub name: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Version of the extractor that read it last.
    pub extractor: String,
}

impl CurrentSource {
    /// Which report it is the document of.
    pub fn key(&self) -> ReportKey {
        ReportKey { county: self.county_code.clone(), year: self.year }
    }
}

/// What another reading did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reread {
    /// The report is now, or would be, this different.
    Read(Box<Diff>),
    /// The report has another document by now, which was left alone.
    Superseded,
}

impl Store {
    /// The current documents of the reports of a county, of a year, of all, by county and year.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn current_sources(&self, county: Option<&str>, year: Option<i32>) -> Result<Vec<CurrentSource>, StoreError> {
        use report::Column;
        let select = Query::select()
            .expr_as(Column::Id.into_expr(), "report_id")
            .expr_as(source::Column::Id.into_expr(), "source_id")
            .columns([Column::CountyCode, Column::Year].map(|column| column.as_column_ref()))
            .columns(
                [source::Column::Name, source::Column::Sha256, source::Column::Extractor].map(|column| column.as_column_ref()),
            )
            .from(report::Entity)
            .inner_join(source::Entity, source::Column::Id.into_expr().eq(Column::SourceId.into_expr()))
            .and_where_option(county.map(|county| Column::CountyCode.eq(county)))
            .and_where_option(year.map(|year| Column::Year.eq(year)))
            .order_by_expr(Column::CountyCode.into_expr(), Order::Asc)
            .order_by_expr(Column::Year.into_expr(), Order::Asc)
            .take();
        self.rows(&select).await
    }

    /// Puts another reading of a report's current document in the place of the one that is stored, in one transaction, and
    /// says what it changed. `rehearse` says it and changes nothing. What says the same is not written anew; the document
    /// is marked as read by this extractor either way.
    ///
    /// # Errors
    /// A document that contradicts itself, rows that cannot be read back, a database that refuses.
    pub async fn reread(
        &self,
        source: &CurrentSource,
        document: &Document,
        extractor: &Extractor,
        rehearse: bool,
    ) -> Result<Reread, StoreError> {
        let marked = source.extractor == extractor.version();
        let same = stored(&self.connection, source).await?.is_some_and(|(_, before)| before == as_stored(document));
        if same && (rehearse || marked) {
            return Ok(Reread::Read(Box::default()));
        }
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        // The lock on the county makes imports of the same report wait.
        let province = county_locked(&transaction, &source.county_code).await?;
        let province = province.ok_or_else(|| StoreError::UnknownCounty { code: source.county_code.clone() })?;
        let Some((report, before)) = stored(&transaction, source).await? else { return Ok(Reread::Superseded) };
        let mut diff = Box::<Diff>::default();
        if before != as_stored(document) {
            reference::add_missing(&transaction, extractor.catalogue(), document).await?;
            let edition = report
                .edition
                .parse()
                .map_err(|error| StoreError::Damaged { sha256: source.sha256.clone(), reason: format!("{error}") })?;
            derive::write_report(&transaction, document, edition, source.source_id, report.imported_at).await?;
            derive::replace(&transaction, report.id, province, (&source.sha256, document)).await?;
            let after = stored(&transaction, source).await?.map(|(_, after)| after).unwrap_or_else(|| as_stored(document));
            *diff = compare(&before, &after);
        }
        if rehearse || (marked && diff.is_empty()) {
            transaction.rollback().await?;
            return Ok(Reread::Read(diff));
        }
        mark(&transaction, source.source_id, extractor.version()).await?;
        bump_data_version(&transaction).await?;
        transaction.commit().await?;
        Ok(Reread::Read(diff))
    }
}

/// Says by which extractor a document was read last.
async fn mark(transaction: &DatabaseTransaction, source: i64, extractor: &str) -> Result<(), StoreError> {
    let update = Query::update()
        .table(source::Entity)
        .value(source::Column::Extractor, extractor)
        .and_where(source::Column::Id.eq(source))
        .take();
    transaction.execute(&update).await?;
    Ok(())
}
