//! What is derived from a source: report, sections, figures and checks, as rows.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{figure, report, section};
use extract::document::{Document, Figure, Metadata, Section};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{OnConflict, Query},
};
use std::collections::HashMap;

use super::{checks, edition::Edition, error::StoreError, reviews, search::index, series::point_year};

/// Rows of one INSERT: the widest table has 26 columns, and 500 rows of it stay below the parameters of both databases.
const BATCH: usize = 500;

/// Where figures find what does not stand in them.
struct Whose {
    report: i64,
    county: String,
    province: String,
    year: i32,
}

/// Writes the row of the report, over the one that was there, and gives its number.
pub(super) async fn write_report(
    transaction: &DatabaseTransaction,
    document: &Document,
    edition: Edition,
    source: i64,
    imported_at: DateTime<Utc>,
) -> Result<i64, StoreError> {
    use report::Column;
    let Metadata {
        county_code,
        year,
        title,
        document_number,
        index_number,
        issuers,
        signatory,
        addressee,
        signed_on,
        published_on,
        ..
    } = document.report.clone();
    let row = report::ActiveModel {
        id: NotSet,
        county_code: Set(county_code),
        year: Set(year),
        source_id: Set(source),
        title: Set(title),
        edition: Set(edition.to_string()),
        document_number: Set(document_number),
        index_number: Set(index_number),
        issuers: Set(issuers.into_iter().collect()),
        signatory: Set(signatory),
        addressee: Set(addressee),
        signed_on: Set(signed_on.as_deref().and_then(|date| date.parse().ok())),
        published_on: Set(published_on.as_deref().and_then(|date| date.parse().ok())),
        section_count: Set(number(document.sections.len())?),
        figure_count: Set(number(document.figures.len())?),
        imported_at: Set(imported_at),
    };
    let identity = [Column::CountyCode, Column::Year];
    let changed =
        <Column as sea_orm::Iterable>::iter().filter(|column| !matches!(column, Column::Id | Column::CountyCode | Column::Year));
    let mut insert = sea_orm::QueryTrait::into_query(
        report::Entity::insert(row).on_conflict(OnConflict::columns(identity).update_columns(changed).to_owned()),
    );
    insert.returning_col(Column::Id);
    id_of(transaction, &insert).await
}

/// The number that an INSERT … RETURNING gives.
pub(super) async fn id_of(
    transaction: &DatabaseTransaction,
    insert: &sea_orm::sea_query::InsertStatement,
) -> Result<i64, StoreError> {
    let row = transaction.query_one(insert).await?;
    let row = row.ok_or_else(|| sea_orm::DbErr::RecordNotInserted)?;
    Ok(row.try_get("", "id")?)
}

/// Takes away all that was derived for a report, and leaves its own row.
pub(super) async fn clear(transaction: &DatabaseTransaction, report: i64) -> Result<(), StoreError> {
    checks::delete(transaction, report).await?;
    // Figures first: deleting a section would look for its figures one by one.
    figure::Entity::delete_many().filter(figure::Column::ReportId.eq(report)).exec(transaction).await?;
    section::Entity::delete_many().filter(section::Column::ReportId.eq(report)).exec(transaction).await?;
    Ok(())
}

/// Puts the sections, figures and checks of a document, under the reviews that there are of it, in the place of those that a
/// report had.
pub(super) async fn replace(
    transaction: &DatabaseTransaction,
    report: i64,
    province: String,
    (sha256, document): (&str, &Document),
) -> Result<(), StoreError> {
    clear(transaction, report).await?;
    checks::write(transaction, report, &document.checks).await?;
    let reviews = reviews::of_document(transaction, sha256).await?;
    let sections = write_sections(transaction, report, &document.sections).await?;
    let id = |section: &Section| sections.get(section.path.as_str()).copied();
    let stored = document.sections.iter().filter_map(|section| Some((id(section)?, section)));
    let texts: Vec<_> = stored.map(|(id, section)| (id, section.heading.as_str(), section.text.as_str())).collect();
    index::add(transaction, &texts).await?;
    let Metadata { county_code, year, .. } = &document.report;
    let whose = Whose { report, county: county_code.clone(), province, year: *year };
    let mut rows = Vec::with_capacity(document.figures.len());
    for (ordinal, figure) in document.figures.iter().enumerate() {
        let Some(&section) = sections.get(figure.section.as_str()) else {
            let reason = format!("figure {:?} stands in section {:?}, which there is not", figure.raw, figure.section);
            return Err(StoreError::BadDocument { reason });
        };
        let mut row = figure_row(&whose, section, number(ordinal)?, figure)?;
        reviews::put_over(&reviews, &mut row);
        rows.push(figure::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() });
    }
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(BATCH));
        figure::Entity::insert_many(rows).exec_without_returning(transaction).await?;
        rows = rest;
    }
    Ok(())
}

/// Writes sections level by level, because a section names the number of the one above; gives their numbers by path.
async fn write_sections<'a>(
    transaction: &DatabaseTransaction,
    report: i64,
    sections: &'a [Section],
) -> Result<HashMap<&'a str, i64>, StoreError> {
    let mut ids: HashMap<&str, i64> = HashMap::with_capacity(sections.len());
    let deepest = sections.iter().map(|section| depth(&section.path)).max().unwrap_or(0);
    for level in 0..=deepest {
        let mut rows = Vec::new();
        for (ordinal, section) in sections.iter().enumerate().filter(|(_, section)| depth(&section.path) == level) {
            rows.push(section_row(report, above(&ids, &section.path), number(ordinal)?, section)?);
        }
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(BATCH));
            let mut insert = sea_orm::QueryTrait::into_query(section::Entity::insert_many(rows));
            insert.returning(Query::returning().columns([section::Column::Id, section::Column::Ordinal]));
            for row in transaction.query_all(&insert).await? {
                let (id, ordinal): (i64, i32) = (row.try_get("", "id")?, row.try_get("", "ordinal")?);
                if let Some(section) = usize::try_from(ordinal).ok().and_then(|ordinal| sections.get(ordinal)) {
                    ids.insert(section.path.as_str(), id);
                }
            }
            rows = rest;
        }
    }
    Ok(ids)
}

fn depth(path: &str) -> usize {
    path.matches('.').count()
}

/// The nearest section above a path.
fn above(ids: &HashMap<&str, i64>, path: &str) -> Option<i64> {
    let mut path = path;
    while let Some((parent, _)) = path.rsplit_once('.') {
        if let Some(&id) = ids.get(parent) {
            return Some(id);
        }
        path = parent;
    }
    None
}

fn section_row(report: i64, parent: Option<i64>, ordinal: i32, section: &Section) -> Result<section::ActiveModel, StoreError> {
    Ok(section::ActiveModel {
        id: NotSet,
        report_id: Set(report),
        ordinal: Set(ordinal),
        parent_id: Set(parent),
        path: Set(section.path.clone()),
        level: Set(section.level.into()),
        label: Set(section.label.clone()),
        heading: Set(section.heading.clone()),
        text: Set(Some(section.text.clone())),
        kind: Set(section.kind.to_string()),
        topics: Set(section.topics.iter().map(|topic| topic.as_str()).collect()),
        start: Set(number(section.start)?),
        end: Set(number(section.end)?),
    })
}

fn figure_row(whose: &Whose, section: i64, ordinal: i32, figure: &Figure) -> Result<figure::Model, StoreError> {
    let figure = figure.clone();
    let (from, to) = (day(&figure.period.from)?, day(&figure.period.to)?);
    Ok(figure::Model {
        id: 0,
        report_id: whose.report,
        section_id: section,
        ordinal,
        county_code: whose.county.clone(),
        province_code: whose.province.clone(),
        year: whose.year,
        indicator_code: figure.indicator,
        topic: figure.topic.to_string(),
        subject: figure.subject,
        scope: figure.scope,
        value: figure.value,
        value_high: figure.value_high,
        unit: figure.unit,
        qualifier: figure.qualifier.to_string(),
        status: figure.status.to_string(),
        period_from: from,
        period_to: to,
        cumulative: figure.period.cumulative,
        point_year: point_year(whose.year, figure.status, from, to),
        raw: figure.raw,
        quote: figure.quote,
        start: number(figure.start)?,
        end: number(figure.end)?,
        confidence: figure.confidence,
    })
}

fn day(text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::BadDocument { reason: format!("{text:?} is no day") })
}

pub(super) fn number(count: usize) -> Result<i32, StoreError> {
    i32::try_from(count).map_err(|_| StoreError::BadDocument { reason: format!("{count} is more than can be counted") })
}
