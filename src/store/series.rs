//! An indicator of a county over the years: which figure stands for which year.

use chrono::{Datelike, NaiveDate};
use entity::{figure, indicator};
use extract::document::FigureStatus;
use sea_orm::{
    ColumnTrait,
    sea_query::{Order, Query, SelectStatement},
};
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
        self.rows(&candidates(query)).await
    }
}

/// The statement of [`Store::series`].
pub(super) fn candidates(query: &SeriesQuery) -> SelectStatement {
    use figure::Column;
    let mut select = select::<figure::Entity>(None);
    select.and_where(Column::PointYear.is_not_null()).and_where(Column::IndicatorCode.is_not_null());
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
        let codes = Query::select()
            .column(indicator::Column::Code)
            .from(indicator::Entity)
            .and_where(indicator::Column::Topic.eq(topic))
            .take();
        select.and_where(Column::IndicatorCode.in_subquery(codes));
    }
    if let Some(from) = query.from {
        select.and_where(Column::PointYear.gte(from));
    }
    if let Some(to) = query.to {
        select.and_where(Column::PointYear.lte(to));
    }
    for column in [Column::CountyCode, Column::IndicatorCode, Column::Year, Column::Ordinal] {
        select.order_by_expr(column.into_expr(), Order::Asc);
    }
    select
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

/// The year that a figure of the report on `report_year` can stand for: it tells what happened, in a whole year, which the
/// report can know.
pub(super) fn point_year(report_year: i32, status: FigureStatus, from: NaiveDate, to: NaiveDate) -> Option<i32> {
    let whole = from.year() == to.year() && from.ordinal() == 1 && (to.month(), to.day()) == (12, 31);
    // A report on an earlier year cannot know what happened.
    (status == FigureStatus::Actual && whole && report_year >= to.year()).then(|| to.year())
}

/// Chooses the points of one county and one indicator, by year. `chosen` does the same in the database, where the figures
/// themselves are not wanted.
///
/// A candidate has a [`figure::Model::point_year`]. The year's own report comes first, then later ones in their order. Of one
/// report, a figure of that year alone comes before a sum of all until its end, one for the whole county before one of a
/// body or area in it, a surer match before a weaker one, and the one stated first.
pub fn choose<F: Borrow<figure::Model>>(candidates: impl IntoIterator<Item = F>) -> Vec<Chosen<F>> {
    let mut years: BTreeMap<i32, BTreeMap<i32, F>> = BTreeMap::new();
    for candidate in candidates {
        let figure = candidate.borrow();
        let (Some(year), report) = (figure.point_year, figure.year) else { continue };
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

#[cfg(test)]
mod tests {
    use super::{choose, point_year};
    use chrono::NaiveDate;
    use entity::figure;
    use extract::document::FigureStatus;

    /// A figure of the report on `report` about the whole of `year`.
    fn stated(report: i32, year: i32, value: f64) -> figure::Model {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        figure::Model {
            id: 0,
            report_id: report.into(),
            section_id: 0,
            ordinal: 0,
            county_code: "140821".to_owned(),
            province_code: "140000".to_owned(),
            year: report,
            indicator_code: Some("mediation".to_owned()),
            topic: "MEDIATION".to_owned(),
            subject: String::new(),
            scope: None,
            value,
            value_high: None,
            unit: "件".to_owned(),
            qualifier: "EXACT".to_owned(),
            status: "ACTUAL".to_owned(),
            period_from: day(1, 1),
            period_to: day(12, 31),
            cumulative: false,
            point_year: Some(year),
            raw: String::new(),
            quote: String::new(),
            start: 0,
            end: 0,
            confidence: 0.9,
        }
    }

    fn but(mut figure: figure::Model, change: impl FnOnce(&mut figure::Model)) -> figure::Model {
        change(&mut figure);
        figure
    }

    /// A point in short: year, value, values restated, change.
    type Short = (i32, f64, Vec<f64>, Option<f64>);

    fn check(rule: &str, candidates: Vec<figure::Model>, expected: &[Short]) {
        for candidates in [candidates.clone(), candidates.into_iter().rev().collect()] {
            let points = choose(candidates).into_iter().map(|point| {
                let restated = point.restated.iter().map(|later| later.value).collect();
                (point.year, point.figure.value, restated, point.change)
            });
            assert_eq!(points.collect::<Vec<Short>>(), expected, "{rule}");
        }
    }

    #[test]
    fn which_figure_stands_for_which_year() {
        let narrow = |figure: &mut figure::Model| figure.scope = Some("镇级".to_owned());
        let sure = |figure: &mut figure::Model| figure.confidence = 1.0;
        check("nothing gives nothing", vec![], &[]);
        check("one figure is one point", vec![stated(2021, 2021, 5.0)], &[(2021, 5.0, vec![], None)]);
        check(
            "the own report comes first",
            vec![stated(2021, 2021, 5.0), stated(2022, 2021, 6.0)],
            &[(2021, 5.0, vec![6.0], None)],
        );
        check("a later report fills a gap", vec![stated(2022, 2021, 6.0)], &[(2021, 6.0, vec![], None)]);
        check(
            "the next report fills it",
            vec![stated(2023, 2021, 7.0), stated(2022, 2021, 6.0)],
            &[(2021, 6.0, vec![7.0], None)],
        );
        check(
            "the same value is no restatement",
            vec![stated(2021, 2021, 5.0), stated(2022, 2021, 5.0)],
            &[(2021, 5.0, vec![], None)],
        );
        check("what stands for no year is left out", vec![but(stated(2021, 2021, 5.0), |figure| figure.point_year = None)], &[]);
        check(
            "the whole county comes before a part, however sure",
            vec![stated(2021, 2021, 5.0), but(but(stated(2021, 2021, 3.0), narrow), sure)],
            &[(2021, 5.0, vec![], None)],
        );
        check("a part stands where there is no whole", vec![but(stated(2021, 2021, 3.0), narrow)], &[(2021, 3.0, vec![], None)]);
        check(
            "the surer one comes first",
            vec![stated(2021, 2021, 5.0), but(stated(2021, 2021, 6.0), sure)],
            &[(2021, 6.0, vec![], None)],
        );
        check(
            "of equals, the one stated first",
            vec![but(stated(2021, 2021, 5.0), |figure| figure.start = 9), stated(2021, 2021, 6.0)],
            &[(2021, 6.0, vec![], None)],
        );
        check(
            "a figure of the year comes before a sum until its end",
            vec![but(but(stated(2021, 2021, 50.0), |figure| figure.cumulative = true), sure), stated(2021, 2021, 5.0)],
            &[(2021, 5.0, vec![], None)],
        );
        check(
            "only the best figure of a later report restates",
            vec![stated(2021, 2021, 5.0), stated(2022, 2021, 5.0), but(stated(2022, 2021, 2.0), narrow)],
            &[(2021, 5.0, vec![], None)],
        );
    }

    #[test]
    fn which_year_a_figure_can_stand_for() {
        use FigureStatus::{Actual, Rule, Target};
        for (report, status, from, to, year) in [
            (2021, Actual, "2021-01-01", "2021-12-31", Some(2021)),
            (2023, Actual, "2021-01-01", "2021-12-31", Some(2021)),
            (2020, Actual, "2021-01-01", "2021-12-31", None),
            (2021, Actual, "2021-01-01", "2021-06-30", None),
            (2021, Actual, "2021-07-01", "2021-12-31", None),
            (2021, Actual, "2016-01-01", "2020-12-31", None),
            (2021, Target, "2021-01-01", "2021-12-31", None),
            (2021, Rule, "2021-01-01", "2021-12-31", None),
        ] {
            let day = |text: &str| text.parse().unwrap_or_default();
            assert_eq!(point_year(report, status, day(from), day(to)), year, "{report} {status} {from} {to}");
        }
    }

    #[test]
    fn how_a_year_compares_with_the_one_before() {
        check(
            "as a ratio",
            vec![stated(2020, 2020, 80.0), stated(2021, 2021, 100.0), stated(2022, 2022, 50.0)],
            &[(2020, 80.0, vec![], None), (2021, 100.0, vec![], Some(0.25)), (2022, 50.0, vec![], Some(-0.5))],
        );
        check(
            "not across a gap",
            vec![stated(2019, 2019, 80.0), stated(2021, 2021, 100.0)],
            &[(2019, 80.0, vec![], None), (2021, 100.0, vec![], None)],
        );
        check(
            "not from zero",
            vec![stated(2020, 2020, 0.0), stated(2021, 2021, 100.0)],
            &[(2020, 0.0, vec![], None), (2021, 100.0, vec![], None)],
        );
        check(
            "not in another unit",
            vec![stated(2020, 2020, 80.0), but(stated(2021, 2021, 100.0), |figure| figure.unit = "人".to_owned())],
            &[(2020, 80.0, vec![], None), (2021, 100.0, vec![], None)],
        );
        check(
            "with the figure of a later report too",
            vec![stated(2021, 2020, 80.0), stated(2021, 2021, 100.0)],
            &[(2020, 80.0, vec![], None), (2021, 100.0, vec![], Some(0.25))],
        );
    }
}
