//! What is stored of a report, as the document it was written from.

use entity::{figure, report, report_check, section};
use extract::document::{Check, Document, Figure, Metadata, Period, Section};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::{collections::HashMap, fmt::Display, str::FromStr};

use super::{error::StoreError, reread::CurrentSource};

/// The row of a report and its document, as the database gives it back; none where the report has another source now.
///
/// The database keeps neither warnings nor the county's name and how it was found: the document has none of them.
pub(super) async fn stored(
    connection: &impl ConnectionTrait,
    source: &CurrentSource,
) -> Result<Option<(report::Model, Document)>, StoreError> {
    let found = report::Entity::find_by_id(source.report_id).filter(report::Column::SourceId.eq(source.source_id));
    let Some(report) = found.one(connection).await? else { return Ok(None) };
    let rows = Rows {
        sections: section::Entity::find()
            .filter(section::Column::ReportId.eq(report.id))
            .order_by_asc(section::Column::Ordinal)
            .all(connection)
            .await?,
        figures: figure::Entity::find()
            .filter(figure::Column::ReportId.eq(report.id))
            .order_by_asc(figure::Column::Ordinal)
            .all(connection)
            .await?,
        checks: report_check::Entity::find()
            .filter(report_check::Column::ReportId.eq(report.id))
            .order_by_asc(report_check::Column::Ordinal)
            .all(connection)
            .await?,
    };
    let damaged = |reason| StoreError::Damaged { sha256: source.sha256.clone(), reason };
    let document = rows.document(&report).map_err(damaged)?;
    Ok(Some((report, document)))
}

/// A document as the database would give it back if nothing lay over it.
pub(super) fn as_stored(document: &Document) -> Document {
    let Document { report, sections, figures, checks, .. } = document.clone();
    let day = |text: Option<String>| text.filter(|text| text.parse::<chrono::NaiveDate>().is_ok());
    let report = Metadata {
        county_name: String::new(),
        county_evidence: String::new(),
        signed_on: day(report.signed_on),
        published_on: day(report.published_on),
        ..report
    };
    Document { report, sections, figures, checks, warnings: Vec::new() }
}

struct Rows {
    sections: Vec<section::Model>,
    figures: Vec<figure::Model>,
    checks: Vec<report_check::Model>,
}

impl Rows {
    /// The document of the rows, or what is wrong with them.
    fn document(self, report: &report::Model) -> Result<Document, String> {
        let paths: HashMap<i64, String> = self.sections.iter().map(|section| (section.id, section.path.clone())).collect();
        Ok(Document {
            report: metadata(report.clone()),
            sections: self.sections.into_iter().map(section_of).collect::<Result<_, _>>()?,
            figures: self.figures.into_iter().map(|row| figure_of(&paths, row)).collect::<Result<_, _>>()?,
            checks: self.checks.into_iter().map(check_of).collect::<Result<_, _>>()?,
            warnings: Vec::new(),
        })
    }
}

fn metadata(row: report::Model) -> Metadata {
    Metadata {
        county_code: row.county_code,
        county_name: String::new(),
        county_evidence: String::new(),
        year: row.year,
        title: row.title,
        document_number: row.document_number,
        index_number: row.index_number,
        issuers: row.issuers.0,
        signatory: row.signatory,
        addressee: row.addressee,
        signed_on: row.signed_on.map(|day| day.to_string()),
        published_on: row.published_on.map(|day| day.to_string()),
    }
}

fn section_of(row: section::Model) -> Result<Section, String> {
    Ok(Section {
        path: row.path,
        label: row.label,
        heading: row.heading,
        level: number(row.level)?,
        kind: word(&row.kind)?,
        start: number(row.start)?,
        end: number(row.end)?,
        text: row.text.unwrap_or_default(),
        topics: row.topics.0.iter().map(|topic| word(topic)).collect::<Result<_, _>>()?,
    })
}

fn figure_of(paths: &HashMap<i64, String>, row: figure::Model) -> Result<Figure, String> {
    let section = paths.get(&row.section_id).cloned();
    Ok(Figure {
        start: number(row.start)?,
        end: number(row.end)?,
        raw: row.raw,
        value: row.value,
        value_high: row.value_high,
        unit: row.unit,
        qualifier: word(&row.qualifier)?,
        status: word(&row.status)?,
        topic: word(&row.topic)?,
        period: Period { from: row.period_from.to_string(), to: row.period_to.to_string(), cumulative: row.cumulative },
        subject: row.subject,
        scope: row.scope,
        indicator: row.indicator_code,
        section: section.ok_or_else(|| format!("figure {} stands in a section of another report", row.id))?,
        quote: row.quote,
        confidence: row.confidence,
    })
}

fn check_of(row: report_check::Model) -> Result<Check, String> {
    Ok(Check {
        rule: word(&row.rule)?,
        status: word(&row.status)?,
        statement: row.statement,
        stated: row.stated,
        expected: row.expected,
        figures: row.figures.0.into_iter().map(number).collect::<Result<_, _>>()?,
    })
}

fn word<T: FromStr<Err: Display>>(word: &str) -> Result<T, String> {
    word.parse().map_err(|error: T::Err| error.to_string())
}

fn number<N: TryInto<M> + Display + Copy, M>(number: N) -> Result<M, String> {
    number.try_into().map_err(|_| format!("{number} is no count"))
}
