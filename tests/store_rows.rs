//! Single rows by their keys, series, and what is known about the whole.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/report.rs"]
mod report;

use database::{Scratch, on_both_databases};
use extract::document::FigureStatus;
use fazhi::store::{Coverage, FigureFilter, FigureKey, PageArgs, ReportKey, SectionKey, SeriesQuery, Statistics, Store, series};
use report::report;

on_both_databases! {
    rows_are_found_by_their_natural_keys_in_one_statement,
    keys_without_a_row_are_left_out,
    texts_are_loaded_only_when_asked_for,
    series_takes_what_its_query_asks_for,
    points_come_from_the_stored_reports,
    statistics_and_coverage_count_what_is_there,
}

fn key(county: &str, year: i32) -> ReportKey {
    ReportKey { county: county.to_owned(), year }
}

async fn fill(store: &Store) {
    for (county, year, value) in [("140821", 2020, 10.0), ("140821", 2021, 12.0), ("640324", 2021, 5.0)] {
        let new = report(county, year)
            .section("1", "主要工作")
            .section("1.1", "调解")
            .figure(value, "mediation")
            .figure(value * 2.0, "litigation.cases")
            .with_figure(|figure| figure.topic = extract::document::Topic::Litigation);
        store.save_report(&new.new_report()).await.unwrap();
    }
}

async fn rows_are_found_by_their_natural_keys_in_one_statement(_: &Scratch, store: Store) {
    fill(&store).await;
    let before = store.statements();
    let keys = [key("140821", 2021), key("640324", 2021)];
    let reports = store.reports_by_key(&keys).await.unwrap();
    assert_eq!(reports.len(), 2);
    let paths = keys.clone().map(|report| SectionKey { report, path: "1.1".to_owned() });
    let sections = store.sections_by_key(&paths, false).await.unwrap();
    assert_eq!(sections[&paths[1]].report_id, reports[&keys[1]].id);
    let starts = keys.clone().map(|report| FigureKey { report, start: 10 });
    let figures = store.figures_by_key(&starts).await.unwrap();
    assert_eq!((figures[&starts[0]].value, figures[&starts[1]].value), (24.0, 10.0));
    let ids: Vec<i64> = reports.values().map(|report| report.id).collect();
    assert_eq!(store.reports_by_id(&ids).await.unwrap().len(), 2);
    assert_eq!(store.statements() - before, 4);
}

async fn keys_without_a_row_are_left_out(_: &Scratch, store: Store) {
    fill(&store).await;
    assert!(store.reports_by_key(&[]).await.unwrap().is_empty());
    assert!(store.reports_by_key(&[key("140821", 1999)]).await.unwrap().is_empty());
    let section = SectionKey { report: key("140821", 2021), path: "9".to_owned() };
    assert!(store.sections_by_key(&[section], true).await.unwrap().is_empty());
    let figure = FigureKey { report: key("140821", 2021), start: 11 };
    assert!(store.figures_by_key(&[figure]).await.unwrap().is_empty());
    assert!(store.texts_of_sources(&[-1]).await.unwrap().is_empty());
    assert!(store.coverage_of_indicators(&["nothing".to_owned()]).await.unwrap().is_empty());
}

async fn texts_are_loaded_only_when_asked_for(_: &Scratch, store: Store) {
    fill(&store).await;
    let section = SectionKey { report: key("140821", 2021), path: "1.1".to_owned() };
    let without = store.sections_by_key(std::slice::from_ref(&section), false).await.unwrap().remove(&section).unwrap();
    let with = store.sections_by_key(std::slice::from_ref(&section), true).await.unwrap().remove(&section).unwrap();
    assert_eq!((without.text, with.text.as_deref()), (None, Some("调解的正文。\n")));
    assert_eq!(store.section_texts(&[with.id]).await.unwrap()[&with.id], "调解的正文。\n");
}

async fn series_takes_what_its_query_asks_for(_: &Scratch, store: Store) {
    fill(&store).await;
    // What did not happen, and what has no indicator, is no candidate.
    let new = report("140822", 2021)
        .section("1", "计划")
        .figure(1.0, "mediation")
        .with_figure(|figure| figure.status = FigureStatus::Target)
        .figure(2.0, "");
    store.save_report(&new.new_report()).await.unwrap();
    let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    let any = SeriesQuery::default;
    for (query, expected) in [
        (any(), vec![20.0, 24.0, 10.0, 12.0, 10.0, 5.0]),
        (SeriesQuery { indicators: words(&["mediation"]), ..any() }, vec![10.0, 12.0, 5.0]),
        (SeriesQuery { indicators: words(&["mediation"]), counties: words(&["140821"]), ..any() }, vec![10.0, 12.0]),
        (SeriesQuery { counties: words(&[]), ..any() }, vec![]),
        (SeriesQuery { province: Some("640000".to_owned()), ..any() }, vec![10.0, 5.0]),
        (SeriesQuery { topic: Some("LITIGATION".to_owned()), ..any() }, vec![20.0, 24.0, 10.0]),
        (SeriesQuery { indicators: words(&["mediation"]), from: Some(2021), ..any() }, vec![12.0, 5.0]),
        (SeriesQuery { indicators: words(&["mediation"]), to: Some(2020), ..any() }, vec![10.0]),
    ] {
        let before = store.statements();
        let values: Vec<f64> = store.series(&query).await.unwrap().iter().map(|figure| figure.value).collect();
        assert_eq!(values, expected, "{query:?}");
        assert_eq!(store.statements() - before, 1);
    }
}

async fn points_come_from_the_stored_reports(_: &Scratch, store: Store) {
    fill(&store).await;
    let query = SeriesQuery {
        indicators: Some(vec!["mediation".to_owned()]),
        counties: Some(vec!["140821".to_owned()]),
        ..SeriesQuery::default()
    };
    let points = series::choose(store.series(&query).await.unwrap());
    let seen: Vec<_> = points.iter().map(|point| (point.year, point.figure.value, point.change)).collect();
    assert_eq!(seen, [(2020, 10.0, None), (2021, 12.0, Some(0.2))]);
}

async fn statistics_and_coverage_count_what_is_there(_: &Scratch, store: Store) {
    let empty = store.statistics().await.unwrap();
    let nothing = Statistics { indicators: 4, data_version: empty.data_version.clone(), ..Statistics::default() };
    assert_eq!(empty, nothing);
    fill(&store).await;
    let full = store.statistics().await.unwrap();
    assert_eq!(
        full,
        Statistics {
            counties: 2,
            reports: 3,
            sections: 6,
            figures: 6,
            indicators: 4,
            first_year: Some(2020),
            last_year: Some(2021),
            data_version: full.data_version.clone(),
        }
    );
    assert_ne!(full.data_version, empty.data_version);
    assert_eq!(store.data_version().await.unwrap(), full.data_version);
    let coverage = store.coverage_of_indicators(&["mediation".to_owned(), "mediation.rate".to_owned()]).await.unwrap();
    let expected = Coverage { counties: 2, reports: 3, figures: 3, first_year: Some(2020), last_year: Some(2021) };
    assert_eq!(coverage.get("mediation"), Some(&expected));
    assert_eq!(coverage.len(), 1);
    let page = store.figures(&FigureFilter::default(), &[], &PageArgs::default()).await.unwrap();
    assert_eq!(page.rows.len(), 6);
}
