//! How many SQL statements a document takes: at most one for each level, however many rows there are.

use crate::{
    server::{Server, on_both_databases},
    world,
};

on_both_databases! {
    a_level_takes_one_statement_however_many_rows_there_are,
    the_way_back_up_takes_one_statement_for_each_level,
    totals_are_counted_for_all_parents_at_once_and_only_when_selected,
    series_of_many_counties_take_one_statement,
    places_and_indicators_take_none,
    checks_of_many_reports_take_one_statement_and_their_figures_another,
    questions_about_many_counties_take_one_statement_each,
}

/// Every query here takes no more statements than the server counts on.
async fn statements(server: &Server, query: &str) -> u64 {
    let taken = server.statements(query).await;
    let body = serde_json::json!({ "query": query, "extensions": { "cost": true } });
    let answer = reqwest::Client::new().post(format!("{}/graphql", server.url)).json(&body).send().await.unwrap();
    let answer: serde_json::Value = answer.json().await.unwrap();
    let counted = answer["extensions"]["cost"]["statements"]["value"].as_u64().unwrap();
    assert!(taken <= counted, "{taken} statements, {counted} counted: {query}");
    taken
}

const NESTED: &str = "{
  counties(first: 100, filter: { hasReports: true }) { nodes { name
    reports(first: 10) { nodes { title
      sections(first: 10) { nodes { heading text
        figures(first: 5) { nodes { raw
          indicator { name parent { name } } county { province { name } } } } } } } } }
  }
}";

async fn a_level_takes_one_statement_however_many_rows_there_are(server: &Server) {
    world::many(&server.store, 2).await;
    let few = statements(server, NESTED).await;
    world::many(&server.store, 40).await;
    let many = statements(server, NESTED).await;
    // counties, reports, sections, figures; indicators and places are in memory
    assert_eq!((few, many), (4, 4));
}

async fn the_way_back_up_takes_one_statement_for_each_level(server: &Server) {
    world::many(&server.store, 30).await;
    let query = "{ figures(first: 100) { nodes {
        report { title source { name } text }
        section { text parent { heading } ancestors { heading } children { heading } }
        review { note }
    } } }";
    // figures; reports, sections, reviews; sources, texts; parents and ancestors, children
    let taken = statements(server, query).await;
    assert!(taken <= 9, "{taken}");
}

async fn totals_are_counted_for_all_parents_at_once_and_only_when_selected(server: &Server) {
    world::many(&server.store, 10).await;
    let counted = statements(server, "{ counties(filter: { hasReports: true }) { totalCount nodes { reports { totalCount nodes { year figures { totalCount nodes { raw } } } } } } }").await;
    assert_eq!(counted, 6);
    let only_totals =
        statements(server, "{ counties(filter: { hasReports: true }) { totalCount } figures { totalCount } }").await;
    assert_eq!(only_totals, 2);
    let nested_totals =
        statements(server, "{ counties(filter: { hasReports: true }) { nodes { figures { totalCount } } } }").await;
    assert_eq!(nested_totals, 2);
}

async fn series_of_many_counties_take_one_statement(server: &Server) {
    world::many(&server.store, 20).await;
    let query = "{ counties(first: 100, filter: { hasReports: true }) { nodes { series(topic: MEDIATION) { indicator { code coverage { figures } } points { year value change figure { quote section { heading } } } } } } }";
    // counties, series, coverage, sections
    assert_eq!(statements(server, query).await, 4);
}

async fn places_and_indicators_take_none(server: &Server) {
    let query = "{ provinces { name counties(first: 100) { totalCount nodes { name prefecture { name } } } } county(code: \"140821\") { name } indicator(code: \"mediation.mediators\") { name children { name } } }";
    assert_eq!(statements(server, query).await, 0);
}

async fn questions_about_many_counties_take_one_statement_each(server: &Server) {
    world::many(&server.store, 20).await;
    let query = "{ ranking(indicator: \"mediation.disputes.resolved\", year: 2021) { rank county { name } figure { raw } }
        summary(indicator: \"mediation.disputes.resolved\", groupBy: PREFECTURE) { key median }
        search(query: \"化解\") { nodes { snippet score matches { start } section { text heading } } } }";
    assert_eq!(statements(server, query).await, 3);
    let with_reports =
        "{ search(query: \"化解\") { totalCount nodes { report { title } section { figures { nodes { raw } } } } } }";
    // the page, the total, reports, figures
    assert_eq!(statements(server, with_reports).await, 4);
}

async fn checks_of_many_reports_take_one_statement_and_their_figures_another(server: &Server) {
    world::fill(&server.store).await;
    let query =
        "{ reports { nodes { all: checks { statement figures { raw } } failed: checks(status: FAILED) { figures { raw } } } } }";
    assert_eq!(statements(server, query).await, 3);
}
