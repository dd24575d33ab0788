//! Lists of several chunks, and what happens between two of them.

use crate::{
    report::{ReportBuilder, report},
    server::{Server, on_both_databases},
    world,
};
use fazhi::export::{Download, Export};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

on_both_databases! {
    every_row_comes_once,
    a_report_that_is_replaced_meanwhile_is_of_one_document,
    the_number_of_statements_grows_with_the_chunks_alone,
    series_of_many_counties_are_all_there,
}

const YEARS: std::ops::Range<i32> = 2016..2021;

/// A report of 900 figures: two of them fit into a chunk, a third one does not.
fn long(year: i32, text: &str, figures: usize) -> ReportBuilder {
    let mut written = report("640324", year).text(text).section("1", "工作");
    for n in 0..figures {
        written = written.figure(n as f64, "mediation.mediators");
    }
    written
}

async fn fill(server: &Server) {
    for year in YEARS {
        server.store.save_report(&long(year, &format!("first {year}"), 900).new_report()).await.unwrap();
    }
}

async fn open(server: &Server, file: &str) -> Download {
    let export = Export::new(server.store.clone(), world::extractor());
    let request = export.request(file.parse().unwrap(), Vec::new()).unwrap();
    export.open(request).await.unwrap()
}

async fn rest(download: &mut Download) -> Vec<Value> {
    let mut bytes = Vec::new();
    while let Some(more) = download.next().await.unwrap() {
        bytes.extend(more);
    }
    read(&bytes)
}

fn read(bytes: &[u8]) -> Vec<Value> {
    std::str::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

async fn every_row_comes_once(server: &Server) {
    fill(server).await;
    for (file, field) in [("figures.jsonl", "id"), ("sections.jsonl", "id"), ("reports.jsonl", "id")] {
        let mut download = open(server, file).await;
        let rows = rest(&mut download).await;
        let expected = if file.starts_with("figures") { 4_500 } else { YEARS.len() };
        assert_eq!(rows.len(), expected, "{file}");
        assert_eq!(download.rows(), expected as u64, "{file}");
        let ids: BTreeSet<&str> = rows.iter().map(|row| row[field].as_str().unwrap()).collect();
        assert_eq!(ids.len(), expected, "{file}");
    }
}

async fn a_report_that_is_replaced_meanwhile_is_of_one_document(server: &Server) {
    fill(server).await;
    let mut download = open(server, "figures.jsonl").await;
    // Two whole reports.
    let mut rows = read(&download.next().await.unwrap().unwrap());
    assert_eq!(rows.len(), 1_800);
    for year in [2016, 2018] {
        server.store.save_report(&long(year, &format!("second {year}"), 10).new_report()).await.unwrap();
    }
    rows.extend(rest(&mut download).await);
    let mut documents: BTreeMap<i64, BTreeMap<&str, usize>> = BTreeMap::new();
    for row in &rows {
        let document = row["sourceSha256"].as_str().unwrap();
        *documents.entry(row["year"].as_i64().unwrap()).or_default().entry(document).or_default() += 1;
    }
    let counted: Vec<(i64, Vec<usize>)> =
        documents.into_iter().map(|(year, documents)| (year, documents.into_values().collect())).collect();
    let expected = [(2016, vec![900]), (2017, vec![900]), (2018, vec![10]), (2019, vec![900]), (2020, vec![900])];
    assert_eq!(counted, expected);
}

async fn the_number_of_statements_grows_with_the_chunks_alone(server: &Server) {
    fill(server).await;
    let before = server.store.statements();
    rest(&mut open(server, "figures.jsonl").await).await;
    // Three chunks; figures, reports, sources, sections, reviews.
    assert_eq!(server.store.statements() - before, 15);
    let before = server.store.statements();
    rest(&mut open(server, "series.jsonl").await).await;
    // One county; counties, figures, reports, sources, sections, reviews.
    assert_eq!(server.store.statements() - before, 6);
}

async fn series_of_many_counties_are_all_there(server: &Server) {
    let extractor = world::extractor();
    let codes: Vec<&str> = extractor.places().counties().iter().map(|county| county.code.as_str()).step_by(90).collect();
    for code in &codes {
        let written = report(code, 2021).text(code).section("1", "工作").figure(7.0, "mediation.mediators");
        server.store.save_report(&written.new_report()).await.unwrap();
    }
    let rows = rest(&mut open(server, "series.jsonl").await).await;
    let mut found: Vec<&str> = rows.iter().map(|row| row["countyCode"].as_str().unwrap()).collect();
    assert!(found.is_sorted());
    found.dedup();
    assert_eq!(found.len(), codes.len());
}
