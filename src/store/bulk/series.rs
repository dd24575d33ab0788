//! Series in bulk: county by county, with all indicators of a county in one chunk.

use entity::{county, figure};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, FromQueryResult,
    sea_query::{Order, Query},
};
use std::collections::{BTreeMap, BTreeSet};

use super::{Chunk, padded};
use crate::store::{
    Store,
    error::StoreError,
    rows_of,
    series::{Chosen, SeriesQuery, candidates, choose},
};

/// Counties of the first chunk; the following ones have as many as make up [`FIGURES`].
const COUNTIES: u64 = 8;
/// The most counties of a chunk.
const MOST_COUNTIES: u64 = 256;
/// About as many figures are weighed for a chunk.
const FIGURES: u64 = 2_000;

/// One indicator of one county, a point for each year that has one.
#[derive(Debug, Clone, PartialEq)]
pub struct CountySeries {
    /// The code of the county.
    pub county: String,
    /// The code of the indicator.
    pub indicator: String,
    /// By year.
    pub points: Vec<Chosen<figure::Model>>,
}

/// Where series go on: behind a county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesPlace {
    county: String,
    counties: u64,
}

impl SeriesPlace {
    /// Behind the last county of a chunk for which so many figures were weighed.
    fn behind(county: &str, counties: u64, figures: usize) -> Self {
        let counties = (counties * FIGURES / (figures as u64).max(1)).clamp(1, MOST_COUNTIES);
        SeriesPlace { county: county.to_owned(), counties }
    }
}

/// The codes of counties with reports, behind a place.
async fn counties(
    snapshot: &DatabaseTransaction,
    query: &SeriesQuery,
    after: Option<&SeriesPlace>,
    most: u64,
) -> Result<Vec<String>, StoreError> {
    use county::Column;
    #[derive(FromQueryResult)]
    struct Code {
        code: String,
    }
    let mut select = Query::select().column(Column::Code).from(county::Entity).and_where(Column::ReportCount.gt(0)).take();
    if let Some(after) = after {
        select.and_where(Column::Code.gt(&after.county));
    }
    if let Some(codes) = &query.counties {
        select.and_where(Column::Code.is_in(codes));
    }
    if let Some(code) = &query.province {
        select.and_where(Column::ProvinceCode.eq(code));
    }
    select.order_by(Column::Code, Order::Asc).limit(most);
    Ok(rows_of::<Code>(snapshot, &select).await?.into_iter().map(|row| row.code).collect())
}

impl Store {
    /// The series of counties behind a place, by county and indicator; and where to go on, none at the end. Points outside
    /// the years asked for are left out.
    ///
    /// # Errors
    /// A query with too many values, a database that refuses.
    pub async fn series_behind(
        &self,
        query: &SeriesQuery,
        after: Option<&SeriesPlace>,
    ) -> Result<(Chunk<CountySeries>, Option<SeriesPlace>), StoreError> {
        let most = after.map_or(COUNTIES, |after| after.counties);
        let snapshot = self.snapshot().await?;
        let counties = counties(&snapshot, query, after, most).await?;
        let Some(last) = counties.last().cloned() else { return Ok((Chunk::of(Vec::new()), None)) };
        let all = counties.len() < most as usize;
        // The year before comes too, for the change of the first point.
        let wider = SeriesQuery {
            counties: Some(padded(counties)),
            from: query.from.map(|year| year.saturating_sub(1)),
            ..query.clone()
        };
        let figures = rows_of::<figure::Model>(&snapshot, &candidates(&wider)).await?;
        let next = (!all).then(|| SeriesPlace::behind(&last, most, figures.len()));
        let mut chunk = Chunk::of(lines(figures, (query.from, query.to)));
        let points = || chunk.rows.iter().flat_map(|line| &line.points);
        let (reports, sections): (BTreeSet<i64>, BTreeSet<i64>) =
            points().map(|point| (point.figure.report_id, point.figure.section_id)).unzip();
        chunk.name_reports(&snapshot, reports).await?;
        chunk.name_sections(&snapshot, sections).await?;
        snapshot.commit().await?;
        Ok((chunk, next))
    }

    /// The years that have a point in any of the series.
    ///
    /// # Errors
    /// A query with too many values, a database that refuses.
    pub async fn years_of_series(&self, query: &SeriesQuery) -> Result<BTreeSet<i32>, StoreError> {
        use figure::Column;
        #[derive(FromQueryResult)]
        struct Stated {
            point_year: i32,
        }
        let mut select = candidates(query);
        select.clear_selects().clear_order_by();
        select.column(Column::PointYear).distinct();
        let snapshot = self.snapshot().await?;
        let years = rows_of::<Stated>(&snapshot, &select).await?.into_iter().map(|stated| stated.point_year);
        snapshot.commit().await?;
        let asked = |year: &i32| query.from.is_none_or(|from| *year >= from) && query.to.is_none_or(|to| *year <= to);
        Ok(years.filter(asked).collect())
    }
}

fn lines(figures: Vec<figure::Model>, (from, to): (Option<i32>, Option<i32>)) -> Vec<CountySeries> {
    let mut groups: BTreeMap<(String, String), Vec<figure::Model>> = BTreeMap::new();
    for figure in figures {
        if let Some(indicator) = figure.indicator_code.clone() {
            groups.entry((figure.county_code.clone(), indicator)).or_default().push(figure);
        }
    }
    let lines = groups.into_iter().map(|((county, indicator), figures)| {
        let mut points = choose(figures);
        points.retain(|point| from.is_none_or(|from| point.year >= from) && to.is_none_or(|to| point.year <= to));
        CountySeries { county, indicator, points }
    });
    lines.filter(|line| !line.points.is_empty()).collect()
}
