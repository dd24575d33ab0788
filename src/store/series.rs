//! An indicator of a county over the years: which figure stands for which year.

use chrono::{Datelike, NaiveDate};
use entity::figure;
use sea_orm::{ColumnTrait, sea_query::Order};
use std::{borrow::Borrow, cmp::Ordering, collections::BTreeMap};

use super::{Store, error::StoreError, page::select};

/// Which series. None means "any".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct SeriesQuery {
    /// Codes of indicators.
    pub indicators: Option<Vec<String>>,
    /// Codes of counties.
    pub counties: Option<Vec<String>>,
    /// Code of a province.
    pub province: Option<String>,
    /// Indicators of this topic.
    pub topic: Option<String>,
    /// The first year.
    pub from: Option<i32>,
    /// The last year.
    pub to: Option<i32>,
}

impl Store {
    /// Every figure that can stand for a year of a series, or restate it: what happened, of a known indicator, in a whole
    /// year from `from` to `to`. By county, indicator, year of the report and place; [`choose`] makes points of them.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn series(&self, query: &SeriesQuery) -> Result<Vec<figure::Model>, StoreError> {
        use figure::Column;
        let mut select = select::<figure::Entity>(None);
        select.and_where(Column::Status.eq("ACTUAL")).and_where(Column::IndicatorCode.is_not_null());
        if let Some(codes) = &query.indicators {
            select.and_where(Column::IndicatorCode.is_in(codes));
        }
        if let Some(codes) = &query.counties {
            select.and_where(Column::CountyCode.is_in(codes));
        }
        if let Some(code) = &query.province {
            select.and_where(Column::ProvinceCode.eq(code));
        }
        if let Some(topic) = &query.topic {
            select.and_where(Column::Topic.eq(topic));
        }
        // A report knows nothing of the years behind its own, which makes the year a range of the index.
        if let Some(from) = query.from {
            select.and_where(Column::Year.gte(from));
            select.and_where_option(NaiveDate::from_ymd_opt(from, 1, 1).map(|day| Column::PeriodFrom.gte(day)));
        }
        if let Some(to) = query.to {
            select.and_where_option(NaiveDate::from_ymd_opt(to, 12, 31).map(|day| Column::PeriodTo.lte(day)));
        }
        for column in [Column::CountyCode, Column::IndicatorCode, Column::Year, Column::Ordinal] {
            select.order_by_expr(column.into_expr(), Order::Asc);
        }
        self.rows(&select).await
    }
}

/// The figure that stands for a year, and what later reports say instead.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen<F> {
    /// The year.
    pub year: i32,
    /// The figure.
    pub figure: F,
    /// What later reports say of the same year where they say something else, by the year of the report.
    pub restated: Vec<F>,
    /// Against the year before, as a ratio: 0.25 is a quarter more. None when the year before has no point, has zero, or
    /// has another unit.
    pub change: Option<f64>,
}

/// Chooses the points of one county and one indicator, by year.
///
/// A candidate is ACTUAL and about a whole year. The year's own report comes first, then later ones in their order. Of one
/// report, a figure of that year alone comes before a sum of all until its end, one for the whole county before one of a
/// body or area in it, a surer match before a weaker one, and the one stated first.
pub fn choose<F: Borrow<figure::Model>>(candidates: impl IntoIterator<Item = F>) -> Vec<Chosen<F>> {
    let mut years: BTreeMap<i32, BTreeMap<i32, F>> = BTreeMap::new();
    for candidate in candidates {
        let figure = candidate.borrow();
        let (Some(year), report) = (whole_year(figure), figure.year) else { continue };
        // A report on an earlier year cannot know what happened.
        if figure.status != "ACTUAL" || report < year {
            continue;
        }
        let stated = years.entry(year).or_default();
        if stated.get(&report).is_none_or(|other| better(figure, other.borrow()).is_lt()) {
            stated.insert(report, candidate);
        }
    }
    let mut points: Vec<Chosen<F>> = Vec::with_capacity(years.len());
    for (year, stated) in years {
        let mut stated = stated.into_values();
        let Some(figure) = stated.next() else { continue };
        let restated = stated.filter(|later| differs(figure.borrow(), later.borrow())).collect();
        let before = points.last().filter(|point| point.year == year - 1);
        let change = before.and_then(|before| ratio(before.figure.borrow(), figure.borrow()));
        points.push(Chosen { year, figure, restated, change });
    }
    points
}

fn whole_year(figure: &figure::Model) -> Option<i32> {
    let (from, to) = (figure.period_from, figure.period_to);
    let whole = from.year() == to.year() && from.ordinal() == 1 && (to.month(), to.day()) == (12, 31);
    whole.then(|| to.year())
}

fn better(a: &figure::Model, b: &figure::Model) -> Ordering {
    (a.cumulative.cmp(&b.cumulative))
        .then(a.scope.is_some().cmp(&b.scope.is_some()))
        .then(b.confidence.total_cmp(&a.confidence))
        .then(a.start.cmp(&b.start))
}

fn differs(a: &figure::Model, b: &figure::Model) -> bool {
    a.value != b.value || a.value_high != b.value_high || a.unit != b.unit
}

fn ratio(before: &figure::Model, now: &figure::Model) -> Option<f64> {
    (before.value != 0.0 && before.unit == now.unit).then(|| (now.value - before.value) / before.value.abs())
}
