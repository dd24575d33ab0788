//! Rankings and summaries: the figure that stands for a county in a year, and what is made of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/numbers.rs"]
mod numbers;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/report.rs"]
mod report;

use database::{Scratch, on_both_databases};
use fazhi::store::{Direction, Group, RankingQuery, SeriesQuery, Store, SummaryQuery, series::choose};
use report::{ReportBuilder, report};
use std::collections::BTreeMap;

on_both_databases! {
    counties_are_ranked_and_equals_share_a_place,
    figures_are_summed_up_by_year_and_place,
    the_database_chooses_as_series_do,
}

const INDICATOR: &str = "mediation.resolved";

/// A report of a county that states values of the indicator.
fn states(county: &str, year: i32, values: &[f64]) -> ReportBuilder {
    values.iter().fold(report(county, year).section("1", "工作"), |report, &value| report.figure(value, INDICATOR))
}

async fn save(store: &Store, report: ReportBuilder) {
    store.save_report(&report.new_report()).await.unwrap();
}

fn ranking(year: i32) -> RankingQuery {
    RankingQuery { indicator: INDICATOR.to_owned(), year, province: None, unit: None, direction: Direction::Desc, first: 10 }
}

async fn ranked(store: &Store, query: RankingQuery) -> Vec<(u64, String, f64)> {
    let places = store.ranking(&query).await.unwrap();
    places.into_iter().map(|place| (place.rank, place.figure.county_code, place.figure.value)).collect()
}

async fn counties_are_ranked_and_equals_share_a_place(_: &Scratch, store: Store) {
    for (county, value) in [("140821", 5.0), ("140822", 9.0), ("140881", 5.0), ("640302", 2.0), ("640324", 5.0)] {
        save(&store, states(county, 2021, &[value, 100.0])).await;
        save(&store, states(county, 2020, &[100.0 - value])).await;
    }
    let place = |rank, county: &str, value| (rank, county.to_owned(), value);
    assert_eq!(
        ranked(&store, ranking(2021)).await,
        [
            place(1, "140822", 9.0),
            place(2, "140821", 5.0),
            place(2, "140881", 5.0),
            place(2, "640324", 5.0),
            place(5, "640302", 2.0)
        ]
    );
    let ascending = RankingQuery { direction: Direction::Asc, first: 2, ..ranking(2021) };
    assert_eq!(ranked(&store, ascending).await, [place(1, "640302", 2.0), place(2, "140821", 5.0)]);
    let province = RankingQuery { province: Some("640000".to_owned()), ..ranking(2021) };
    assert_eq!(ranked(&store, province).await, [place(1, "640324", 5.0), place(2, "640302", 2.0)]);
    for nothing in [
        ranking(2019),
        RankingQuery { indicator: "litigation.cases".to_owned(), ..ranking(2021) },
        RankingQuery { unit: Some("天".to_owned()), ..ranking(2021) },
        RankingQuery { first: 0, ..ranking(2021) },
    ] {
        assert_eq!(ranked(&store, nothing).await, []);
    }
}

async fn figures_are_summed_up_by_year_and_place(_: &Scratch, store: Store) {
    for (county, year, value) in [
        ("140821", 2020, 1.0),
        ("140821", 2021, 2.0),
        ("140822", 2021, 4.0),
        ("140881", 2021, 9.0),
        ("640324", 2021, 6.0),
        ("640324", 2022, 8.0),
    ] {
        save(&store, states(county, year, &[value])).await;
    }
    let summary = |group, from, to| SummaryQuery { indicator: INDICATOR.to_owned(), from, to, unit: None, group };
    for (query, expected) in [
        (
            summary(Group::Year, None, None),
            vec![
                ("2020", 1, 1.0, 1.0, 1.0, 1.0, 1.0),
                ("2021", 4, 21.0, 2.0, 9.0, 5.25, 5.0),
                ("2022", 1, 8.0, 8.0, 8.0, 8.0, 8.0),
            ],
        ),
        (summary(Group::Year, Some(2021), Some(2021)), vec![("2021", 4, 21.0, 2.0, 9.0, 5.25, 5.0)]),
        (
            summary(Group::Province, Some(2021), None),
            vec![("140000", 3, 15.0, 2.0, 9.0, 5.0, 4.0), ("640000", 2, 14.0, 6.0, 8.0, 7.0, 7.0)],
        ),
        (
            summary(Group::Prefecture, None, Some(2021)),
            vec![("140800", 4, 16.0, 1.0, 9.0, 4.0, 3.0), ("640300", 1, 6.0, 6.0, 6.0, 6.0, 6.0)],
        ),
        (
            summary(Group::County, None, None),
            vec![
                ("140821", 2, 3.0, 1.0, 2.0, 1.5, 1.5),
                ("140822", 1, 4.0, 4.0, 4.0, 4.0, 4.0),
                ("140881", 1, 9.0, 9.0, 9.0, 9.0, 9.0),
                ("640324", 2, 14.0, 6.0, 8.0, 7.0, 7.0),
            ],
        ),
        (summary(Group::None, None, None), vec![("all", 6, 30.0, 1.0, 9.0, 5.0, 5.0)]),
        (summary(Group::None, Some(2030), None), vec![]),
    ] {
        let rows = store.summary(&query).await.unwrap();
        let rows: Vec<_> =
            rows.iter().map(|it| (it.key.as_str(), it.count, it.sum, it.min, it.max, it.mean, it.median)).collect();
        assert_eq!(rows, expected, "{query:?}");
    }
}

async fn the_database_chooses_as_series_do(_: &Scratch, store: Store) {
    let mut random = numbers::Numbers::new();
    let mut below = |limit: usize| random.below(limit);
    for county in ["140821", "140822", "640324"] {
        for year in 2019..=2022 {
            let mut new = report(county, year).section("1", "工作");
            for _ in 0..6 + below(12) {
                let indicator = if below(3) == 0 { "litigation.cases" } else { INDICATOR };
                let (about, value) = (year - below(3) as i32 + 1, below(4) as f64);
                let (narrow, cumulative, half, sure) = (below(2) == 0, below(4) == 0, below(5) == 0, below(3));
                new = new.figure(value, indicator).with_figure(|figure| {
                    figure.period.from = format!("{about}-01-01");
                    figure.period.to = if half { format!("{about}-06-30") } else { format!("{about}-12-31") };
                    figure.period.cumulative = cumulative;
                    figure.scope = narrow.then(|| "镇级".to_owned());
                    figure.confidence = 0.7 + 0.1 * sure as f64;
                });
            }
            save(&store, new).await;
        }
    }
    let query = SeriesQuery { indicators: Some(vec![INDICATOR.to_owned()]), ..SeriesQuery::default() };
    let mut candidates: BTreeMap<String, Vec<entity::figure::Model>> = BTreeMap::new();
    for figure in store.series(&query).await.unwrap() {
        candidates.entry(figure.county_code.clone()).or_default().push(figure);
    }
    let mut points = 0;
    let mut by_year: BTreeMap<i32, Vec<i64>> = BTreeMap::new();
    for figures in candidates.into_values() {
        for point in choose(figures) {
            by_year.entry(point.year).or_default().push(point.figure.id);
            points += 1;
        }
    }
    assert!(points >= 8, "{points}");
    for year in 2015..2025 {
        let mut ids: Vec<i64> = store.ranking(&ranking(year)).await.unwrap().into_iter().map(|place| place.figure.id).collect();
        ids.sort_unstable();
        let mut expected = by_year.remove(&year).unwrap_or_default();
        expected.sort_unstable();
        assert_eq!(ids, expected, "{year}");
    }
    let all = SummaryQuery { indicator: INDICATOR.to_owned(), from: None, to: None, unit: None, group: Group::None };
    assert_eq!(store.summary(&all).await.unwrap()[0].count, points);
}
