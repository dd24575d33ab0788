//! Long lists, chunk by chunk, each row with what it names: for downloads.
//!
//! A chunk begins behind the last row of the one before, as a page does, and is read in one snapshot: a figure, its section,
//! its report and its source fit together whatever is imported meanwhile. A chunk holds whole reports, so that all rows of
//! a report are of one document. Between two chunks nothing is held open.

mod series;

use entity::{figure, report, review, section, source};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, Iterable, PrimaryKeyToColumn, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, Order, SelectStatement},
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    hash::Hash,
};

pub use series::{CountySeries, SeriesPlace};

use super::{
    Store,
    condition::Filter,
    cursor::{Cursor, mark},
    error::StoreError,
    filter::{FigureFilter, ReportFilter, SectionFilter},
    order::{Keys, Listed},
    page::{rows_behind, select},
    rows_of,
};

/// Values of one statement: the highest power of two below what databases take.
const VALUES: usize = 16_384;
/// Figures of a chunk, unless one report has more.
const FIGURES: usize = 2_000;
/// Sections of a chunk, with their texts, unless one report has more.
const SECTIONS: usize = 500;
/// Reports of a chunk.
const REPORTS: usize = 500;

/// Some rows of a long list, and what they name, by number.
#[derive(Debug)]
pub struct Chunk<R> {
    /// The rows, in order.
    pub rows: Vec<R>,
    /// The reports that rows stand in.
    pub reports: HashMap<i64, report::Model>,
    /// The sources of those reports, without bytes and text.
    pub sources: HashMap<i64, source::Model>,
    /// The sections that figures stand in, without text.
    pub sections: HashMap<i64, section::Model>,
    /// What people said last about figures, by source, start and words of the figure.
    pub reviews: HashMap<(String, i32, String), review::Model>,
}

impl<R> Chunk<R> {
    pub(super) fn of(rows: Vec<R>) -> Self {
        let (reports, sources, sections, reviews) = Default::default();
        Chunk { rows, reports, sources, sections, reviews }
    }

    /// The review of a figure.
    pub fn review(&self, figure: &figure::Model) -> Option<&review::Model> {
        let source = self.sources.get(&self.reports.get(&figure.report_id)?.source_id)?;
        self.reviews.get(&(source.sha256.clone(), figure.start, figure.raw.clone()))
    }

    /// Reads the reports and their sources.
    pub(super) async fn name_reports(&mut self, snapshot: &DatabaseTransaction, ids: BTreeSet<i64>) -> Result<(), StoreError> {
        self.reports = by_value::<report::Entity, _, _>(snapshot, report::Column::Id, &[], ids, |row| row.id).await?;
        self.name_sources(snapshot).await
    }

    async fn name_sources(&mut self, snapshot: &DatabaseTransaction) -> Result<(), StoreError> {
        let ids = self.reports.values().map(|report| report.source_id).collect();
        let long = [source::Column::Content, source::Column::Text];
        self.sources = by_value::<source::Entity, _, _>(snapshot, source::Column::Id, &long, ids, |row| row.id).await?;
        Ok(())
    }

    /// Reads the sections, and the reviews of the sources that are known by now.
    pub(super) async fn name_sections(&mut self, snapshot: &DatabaseTransaction, ids: BTreeSet<i64>) -> Result<(), StoreError> {
        let long = [section::Column::Text];
        self.sections = by_value::<section::Entity, _, _>(snapshot, section::Column::Id, &long, ids, |row| row.id).await?;
        let hashes = self.sources.values().map(|source| source.sha256.clone()).collect();
        let key = |row: &review::Model| (row.source_sha256.clone(), row.start, row.raw.clone());
        self.reviews = by_value::<review::Entity, _, _>(snapshot, review::Column::SourceSha256, &[], hashes, key).await?;
        Ok(())
    }
}

/// Rows by the values of a column; `long` columns are left empty. Of rows with the same key the last one stays: a figure may
/// have been reviewed more than once.
async fn by_value<E: EntityTrait, V, K>(
    snapshot: &DatabaseTransaction,
    column: E::Column,
    long: &[E::Column],
    values: BTreeSet<V>,
    key: impl Fn(&E::Model) -> K,
) -> Result<HashMap<K, E::Model>, StoreError>
where
    V: Into<sea_orm::Value> + Clone,
    K: Eq + Hash,
{
    let mut found = HashMap::with_capacity(values.len());
    let values: Vec<V> = values.into_iter().collect();
    for values in values.chunks(VALUES) {
        let mut rows = columns::<E>(long);
        rows.and_where(column.is_in(padded(values.to_vec())));
        for key in E::PrimaryKey::iter() {
            rows.order_by_expr(key.into_column().into_expr(), Order::Asc);
        }
        found.extend(rows_of::<E::Model>(snapshot, &rows).await?.into_iter().map(|row| (key(&row), row)));
    }
    Ok(found)
}

/// The same values, some of them twice, so that there are 1, 2, 4, 8 … of them. A statement for each number of values would
/// have to be prepared anew for nearly every chunk, and each would be kept, on each connection.
fn padded<V: Clone>(mut values: Vec<V>) -> Vec<V> {
    if let Some(last) = values.last().cloned() {
        values.resize(values.len().next_power_of_two(), last);
    }
    values
}

/// All columns of a table, some of them left empty.
fn columns<E: EntityTrait>(long: &[E::Column]) -> SelectStatement {
    let mut rows = select::<E>(None);
    rows.clear_selects();
    for column in E::Column::iter() {
        if long.iter().any(|other| sea_orm::IdenStatic::as_str(other) == sea_orm::IdenStatic::as_str(&column)) {
            rows.expr_as(Expr::cust("NULL"), column);
        } else {
            rows.column(column.as_column_ref());
        }
    }
    rows
}

/// Rows of reports that match; all rows where the filter is empty. The list is in the order of reports: those before the
/// place of the last row have none any more, and need not be looked through.
fn of_reports<E: Listed>(
    column: E::Column,
    reports: &ReportFilter,
    after: Option<&Cursor>,
) -> Result<Option<Condition>, StoreError> {
    if *reports == ReportFilter::default() {
        return Ok(None);
    }
    let mut ids = report::Entity::find().select_only().column(report::Column::Id).filter(reports.condition());
    if let Some(after) = after {
        let place = after.values("after", &Keys::<E>::own())?;
        ids = ids.filter(Condition::all().add_option(place.first().cloned().map(|first| report::Column::Id.gte(first))));
    }
    Ok(Some(Condition::all().add(column.in_subquery(ids.into_query()))))
}

/// The first rows behind a place, and the place of the last one; no place when these are all.
async fn read<E: Listed>(
    snapshot: &DatabaseTransaction,
    condition: Condition,
    after: Option<&Cursor>,
    most: usize,
    report: impl Fn(&E::Model) -> i64,
) -> Result<(Vec<E::Model>, Option<Cursor>), StoreError> {
    let keys = Keys::<E>::own();
    let statement = rows_behind(&keys, condition, after, most as u64)?;
    let mut rows = rows_of::<E::Model>(snapshot, &statement).await?;
    if rows.len() < most {
        return Ok((rows, None));
    }
    // Perhaps not all rows of the last report are there: it begins the next chunk, unless it fills this one alone.
    let last = rows.last().map(&report);
    if let Some(end) = rows.iter().rposition(|row| Some(report(row)) != last) {
        rows.truncate(end + 1);
    }
    let place = rows.last().map(|row| Cursor::of(&keys, mark(&keys), row));
    Ok((rows, place))
}

impl Store {
    /// Figures behind a place, of reports that match, in the order of reports and places; and where to go on, none at the
    /// end.
    ///
    /// # Errors
    /// A cursor of another list, a filter with too many values, a database that refuses.
    pub async fn figures_behind(
        &self,
        filter: &FigureFilter,
        reports: &ReportFilter,
        after: Option<&Cursor>,
    ) -> Result<(Chunk<figure::Model>, Option<Cursor>), StoreError> {
        let condition = filter.condition().add_option(of_reports::<figure::Entity>(figure::Column::ReportId, reports, after)?);
        let snapshot = self.snapshot().await?;
        let (rows, next) = read::<figure::Entity>(&snapshot, condition, after, FIGURES, |row| row.report_id).await?;
        let mut chunk = Chunk::of(rows);
        chunk.name_reports(&snapshot, chunk.rows.iter().map(|row| row.report_id).collect()).await?;
        chunk.name_sections(&snapshot, chunk.rows.iter().map(|row| row.section_id).collect()).await?;
        snapshot.commit().await?;
        Ok((chunk, next))
    }

    /// Sections behind a place with their texts, of reports that match, in the order of reports and places; and where to go
    /// on, none at the end.
    ///
    /// # Errors
    /// A cursor of another list, a filter with too many values, a database that refuses.
    pub async fn sections_behind(
        &self,
        filter: &SectionFilter,
        reports: &ReportFilter,
        after: Option<&Cursor>,
    ) -> Result<(Chunk<section::Model>, Option<Cursor>), StoreError> {
        let condition = filter.condition().add_option(of_reports::<section::Entity>(section::Column::ReportId, reports, after)?);
        let snapshot = self.snapshot().await?;
        let (rows, next) = read::<section::Entity>(&snapshot, condition, after, SECTIONS, |row| row.report_id).await?;
        let mut chunk = Chunk::of(rows);
        chunk.name_reports(&snapshot, chunk.rows.iter().map(|row| row.report_id).collect()).await?;
        snapshot.commit().await?;
        Ok((chunk, next))
    }

    /// Reports behind a place, by county and year; and where to go on, none at the end. The rows stand in `rows` alone.
    ///
    /// # Errors
    /// A cursor of another list, a filter with too many values, a database that refuses.
    pub async fn reports_behind(
        &self,
        filter: &ReportFilter,
        after: Option<&Cursor>,
    ) -> Result<(Chunk<report::Model>, Option<Cursor>), StoreError> {
        let snapshot = self.snapshot().await?;
        // Each row is a report of its own.
        let (rows, next) = read::<report::Entity>(&snapshot, filter.condition(), after, REPORTS, |row| row.id).await?;
        let mut chunk = Chunk::of(rows);
        let sources: HashSet<i64> = chunk.rows.iter().map(|row| row.source_id).collect();
        let long = [source::Column::Content, source::Column::Text];
        chunk.sources =
            by_value::<source::Entity, _, _>(&snapshot, source::Column::Id, &long, sources.into_iter().collect(), |row| row.id)
                .await?;
        snapshot.commit().await?;
        Ok((chunk, next))
    }
}
