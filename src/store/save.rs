//! Stores a report: its source, and what was derived from it, in one transaction.

use chrono::{DateTime, SubsecRound, Utc};
use entity::{county, report, source};
use extract::document::Document;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryTrait,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use sha2::{Digest, Sha256};

use super::{
    ReportKey, Store, blob, derive, edition::Edition, error::StoreError, events::Event, fictional::county_at_hand,
    statistics::bump_data_version,
};

/// A document as received, ready for the database.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// File name.
    pub name: String,
    /// Where it was found.
    pub url: Option<String>,
    /// text/plain, text/markdown, text/html, application/pdf or the long name of Word documents.
    pub media_type: String,
    /// UTF-8, GB18030, UTF-16LE …; none where the format has none.
    pub charset: Option<String>,
    /// Version of the extractor that has read it, catalogue included.
    pub extractor: String,
    content: Content,
}

/// The bytes and the text, hashed and compressed.
#[derive(Debug, Clone)]
struct Content {
    sha256: String,
    bytes: usize,
    characters: usize,
    content: Vec<u8>,
    text: Option<Vec<u8>>,
}

impl NewSource {
    /// Hashes and compresses a document, which takes a moment for a long one: not to be done where others wait.
    ///
    /// # Errors
    /// When it cannot be compressed for lack of memory.
    pub fn new(name: impl Into<String>, media_type: impl Into<String>, bytes: &[u8], text: &str) -> std::io::Result<Self> {
        let content = Content {
            sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
            bytes: bytes.len(),
            characters: text.chars().count(),
            content: blob::pack(bytes)?,
            text: if bytes == text.as_bytes() { None } else { Some(blob::pack(text.as_bytes())?) },
        };
        Ok(NewSource {
            name: name.into(),
            url: None,
            media_type: media_type.into(),
            charset: None,
            extractor: extract::VERSION.to_owned(),
            content,
        })
    }

    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.content.sha256
    }
}

/// A report to be stored.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// The document as received.
    pub source: NewSource,
    /// What was read in it.
    pub document: Document,
    /// What kind of document it is.
    pub edition: Edition,
}

/// What became of a report; with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// The county had none on this year.
    Created(i64),
    /// It has taken the place of another document, or was read again by a newer extractor.
    Replaced(i64),
    /// The same bytes were there, read by the same extractor.
    Unchanged(i64),
    /// A weightier edition is there and stays: a digest never takes the place of an original.
    Superseded(i64),
}

impl Saved {
    /// The number of the report that is now there.
    pub fn report_id(self) -> i64 {
        match self {
            Saved::Created(id) | Saved::Replaced(id) | Saved::Unchanged(id) | Saved::Superseded(id) => id,
        }
    }
}

/// The report that is there.
#[derive(FromQueryResult)]
struct Current {
    id: i64,
    edition: String,
    sha256: String,
    extractor: String,
}

impl Store {
    /// Stores a report. Either everything is stored or nothing is.
    ///
    /// # Errors
    /// A county that is not among the places, a document that contradicts itself, a database that refuses.
    pub async fn save_report(&self, new: &NewReport) -> Result<Saved, StoreError> {
        let metadata = &new.document.report;
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        // The lock on the county makes imports of the same report by several nodes wait for each other.
        let province = county_at_hand(&transaction, &metadata.county_code).await?;
        let province = province.ok_or_else(|| StoreError::UnknownCounty { code: metadata.county_code.clone() })?;
        let current = current(&transaction, &metadata.county_code, metadata.year).await?;
        if let Some(current) = &current {
            if current.sha256 == new.source.sha256() && current.extractor == new.source.extractor {
                return Ok(Saved::Unchanged(current.id));
            }
            if !current.edition.parse().is_ok_and(|current| new.edition.may_replace(current)) {
                return Ok(Saved::Superseded(current.id));
            }
        }
        let now = Utc::now().trunc_subsecs(0);
        let source = write_source(&transaction, new, now).await?;
        let report = derive::write_report(&transaction, &new.document, new.edition, source, now).await?;
        derive::replace(&transaction, report, province.clone(), (new.source.sha256(), &new.document)).await?;
        if current.is_none() {
            count_reports(&transaction, &metadata.county_code, 1).await?;
        }
        bump_data_version(&transaction).await?;
        let report_key = ReportKey { county: metadata.county_code.clone(), year: metadata.year };
        self.commit_and_tell(transaction, Event::ReportSaved { report: report_key, province }).await?;
        self.ask_again(&metadata.county_code);
        Ok(if current.is_none() { Saved::Created(report) } else { Saved::Replaced(report) })
    }
}

/// The province of a county, which stays locked until the transaction ends; none where there is no such county.
pub(super) async fn county_locked(transaction: &DatabaseTransaction, county: &str) -> Result<Option<String>, StoreError> {
    let select = Query::select()
        .column(county::Column::ProvinceCode)
        .from(county::Entity)
        .and_where(county::Column::Code.eq(county))
        .lock_exclusive()
        .take();
    let row = transaction.query_one(&select).await?;
    Ok(row.map(|row| row.try_get("", "province_code")).transpose()?)
}

/// The number of a county's report on a year.
pub(super) async fn report_of(transaction: &DatabaseTransaction, county: &str, year: i32) -> Result<Option<i64>, StoreError> {
    let select = Query::select()
        .column(report::Column::Id)
        .from(report::Entity)
        .and_where(report::Column::CountyCode.eq(county))
        .and_where(report::Column::Year.eq(year))
        .take();
    let row = transaction.query_one(&select).await?;
    Ok(row.map(|row| row.try_get("", "id")).transpose()?)
}

async fn current(transaction: &DatabaseTransaction, county: &str, year: i32) -> Result<Option<Current>, StoreError> {
    let select = Query::select()
        .columns([report::Column::Id, report::Column::Edition].map(|column| column.as_column_ref()))
        .columns([source::Column::Sha256, source::Column::Extractor].map(|column| column.as_column_ref()))
        .from(report::Entity)
        .inner_join(source::Entity, source::Column::Id.into_expr().eq(report::Column::SourceId.into_expr()))
        .and_where(report::Column::CountyCode.eq(county))
        .and_where(report::Column::Year.eq(year))
        .take();
    let row = transaction.query_one(&select).await?;
    Ok(row.map(|row| Current::from_query_result(&row, "")).transpose()?)
}

/// Writes the source, or finds it when the same bytes were there; gives its number.
async fn write_source(transaction: &DatabaseTransaction, new: &NewReport, now: DateTime<Utc>) -> Result<i64, StoreError> {
    use source::Column;
    let NewSource { name, url, media_type, charset, extractor, content } = new.source.clone();
    let too_long = |_| StoreError::BadDocument { reason: "it is longer than two gigabytes".to_owned() };
    let row = source::ActiveModel {
        id: NotSet,
        sha256: Set(content.sha256),
        name: Set(name),
        url: Set(url),
        media_type: Set(media_type),
        charset: Set(charset),
        bytes: Set(i32::try_from(content.bytes).map_err(too_long)?),
        characters: Set(i32::try_from(content.characters).map_err(too_long)?),
        content: Set(Some(content.content)),
        text: Set(content.text),
        extractor: Set(extractor),
        edition: Set(new.edition.to_string()),
        imported_at: Set(now),
    };
    let same_bytes = OnConflict::column(Column::Sha256).update_columns([Column::Extractor, Column::Edition]).to_owned();
    let mut insert = source::Entity::insert(row).on_conflict(same_bytes).into_query();
    insert.returning_col(Column::Id);
    derive::id_of(transaction, &insert).await
}

/// Counts so many reports more.
pub(super) async fn count_reports(transaction: &DatabaseTransaction, county: &str, more: i32) -> Result<(), StoreError> {
    let count = county::Column::ReportCount;
    let update = Query::update()
        .table(county::Entity)
        .value(count, Expr::col(count).add(more))
        .and_where(county::Column::Code.eq(county))
        .take();
    transaction.execute(&update).await?;
    Ok(())
}
