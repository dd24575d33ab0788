//! Whole answers, as snapshots.

use crate::{
    server::{Server, on_both_databases},
    world,
};
use serde_json::json;

on_both_databases! {
    a_county_with_its_places_and_reports,
    a_report_with_everything_it_says_about_itself,
    the_arithmetic_of_a_report_with_its_figures,
    figures_with_their_words_and_places,
    the_spans_of_figures_point_at_their_words,
    series_take_the_years_own_report_and_tell_what_was_restated,
    indicators_with_their_family_and_coverage,
    statistics_of_the_world,
    an_id_leads_back_to_its_object,
    fields_come_in_the_order_of_the_document,
    null_takes_the_place_of_what_failed_and_of_what_cannot_be_without_it,
}

/// The same snapshot for every database.
macro_rules! snapshot {
    ($name:literal, $answer:expr $(, $redactions:tt)?) => {{
        let answer = $answer;
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_json_snapshot!($name, answer $(, $redactions)?);
        })
    }};
}

async fn a_county_with_its_places_and_reports(server: &Server) {
    world::fill(&server.store).await;
    let query = "{ county(name: \"临猗\") { id code name shortName nameEn kind
        province { code name nameEn } prefecture { code name nameEn province { code } }
        reports { totalCount nodes { id year title } } report(year: 2022) { year previous { year previous { year } } next { year } }
        figures(filter: { catalogued: false }) { totalCount nodes { raw subject } } }
      beijing: county(code: \"110101\") { name prefecture { name } }
    }";
    snapshot!("county", server.query(query).await);
}

async fn a_report_with_everything_it_says_about_itself(server: &Server) {
    world::fill(&server.store).await;
    let query = "{ report(countyCode: \"140821\", year: 2021) {
        id year title edition documentNumber indexNumber issuers signatory addressee signedOn publishedOn text
        county { name } source { name url mediaType charset sha256 bytes characters importedAt extractor }
        outline { path label heading kind level topics span { start end } text
          children { path label heading text children { path heading text parent { path parent { path parent { path } } } ancestors { path heading } } } }
        sections(first: 2) { totalCount pageInfo { hasNextPage hasPreviousPage } edges { node { path } } }
        section(path: \"1.1.1\") { id heading figures { totalCount nodes { raw } } report { year } }
        nowhere: section(path: \"7\") { heading }
        noPath: section(path: \"\\u0000\") { heading }
    } }";
    snapshot!("report", server.query(query).await, {
        ".data.report.source.importedAt" => "[moment]",
        ".data.report.source.extractor" => "[version]",
    });
}

async fn the_arithmetic_of_a_report_with_its_figures(server: &Server) {
    world::fill(&server.store).await;
    let query = "{ reports { nodes { county { name } year
        checks { rule status statement expected stated difference figures { raw } }
        failed: checks(status: FAILED) { statement } } }
      wrong: reports(filter: { hasFailedChecks: true }) { nodes { title } }
      right: reports(filter: { hasFailedChecks: false }) { totalCount } }";
    snapshot!("checks", server.query(query).await);
}

async fn figures_with_their_words_and_places(server: &Server) {
    world::fill(&server.store).await;
    let query = "{ figures(filter: { county: [\"140821\"], year: { gte: 2021, lte: 2021 } }) { totalCount nodes {
        id year topic subject scope value valueHigh unit qualifier status raw quote confidence
        span { start end } period { from to cumulative label } review { decision }
        indicator { code name } section { path heading } report { title } county { name } } } }";
    snapshot!("figures", server.query(query).await);
}

async fn the_spans_of_figures_point_at_their_words(server: &Server) {
    world::fill(&server.store).await;
    let data = server.data("{ reports { nodes { text figures { nodes { raw span { start end } } } } } }").await;
    for report in data["reports"]["nodes"].as_array().unwrap() {
        let text: Vec<char> = report["text"].as_str().unwrap().chars().collect();
        for figure in report["figures"]["nodes"].as_array().unwrap() {
            let at = |end: &str| figure["span"][end].as_u64().unwrap() as usize;
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(words, figure["raw"].as_str().unwrap());
        }
    }
}

async fn series_take_the_years_own_report_and_tell_what_was_restated(server: &Server) {
    world::fill(&server.store).await;
    let query = "{
      county(code: \"140821\") { series(topic: MEDIATION) { indicator { code } points { year value unit qualifier change valueHigh
          figure { quote report { year } } restated { value year } } }
        late: series(indicators: [\"mediation.mediators\"], from: 2022) { points { year change } } }
      everybody: series(indicator: \"mediation.disputes.resolved\") { county { name } indicator { unit } points { year value } }
      nobody: series(indicator: \"mediation.disputes.resolved\", province: \"110000\") { county { name } }
      one: series(indicator: \"mediation.disputes.resolved\", counties: [\"640324\"], from: 2021, to: 2021) { county { name } }
    }";
    snapshot!("series", server.query(query).await);
}

async fn indicators_with_their_family_and_coverage(server: &Server) {
    world::fill(&server.store).await;
    let query = "{ indicator(code: \"mediation.disputes.resolved\") { id code unit measure topic parent { code }
        coverage { counties reports figures firstYear lastYear } figures(first: 1) { totalCount nodes { raw } } }
      known: indicators(filter: { hasFigures: true }) { totalCount nodes { code coverage { figures } } }
      unknown: indicator(code: \"mediation.visits\") { coverage { counties reports figures firstYear lastYear } } }";
    snapshot!("indicators", server.query(query).await);
}

async fn statistics_of_the_world(server: &Server) {
    world::fill(&server.store).await;
    let query = "{ statistics { counties reports sections figures indicators firstYear lastYear dataVersion } }";
    snapshot!("statistics", server.query(query).await, {
        ".data.statistics.indicators" => "[as in the catalogue]",
        ".data.statistics.dataVersion" => "[version]",
    });
}

async fn an_id_leads_back_to_its_object(server: &Server) {
    world::fill(&server.store).await;
    let data = server
        .data("{ county(code: \"140821\") { id report(year: 2021) { id section(path: \"1.1\") { id figures { nodes { id raw indicator { id } } } } } } }")
        .await;
    let report = &data["county"]["report"];
    let figure = &report["section"]["figures"]["nodes"][0];
    let ids = [&data["county"]["id"], &report["id"], &report["section"]["id"], &figure["id"], &figure["indicator"]["id"]];
    let answer = server
        .query_with(
            "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on County { name } ... on Report { title }
               ... on Section { heading text } ... on Figure { raw } ... on Indicator { code } } }",
            json!({ "ids": ids }),
        )
        .await;
    let nodes = answer["data"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.iter().map(|node| &node["id"]).collect::<Vec<_>>(), ids);
    let types: Vec<_> = nodes.iter().map(|node| node["__typename"].as_str().unwrap()).collect();
    assert_eq!(types, ["County", "Report", "Section", "Figure", "Indicator"]);
    assert_eq!((&nodes[2]["heading"], &nodes[3]["raw"]), (&json!("化解矛盾"), &json!("1200名")));
    // The ids say the same again when the report is stored again.
    let one = server.query_with("query($id: ID!) { report(id: $id) { year } }", json!({ "id": ids[1] })).await;
    assert_eq!(one["data"]["report"]["year"], 2021);
}

async fn fields_come_in_the_order_of_the_document(server: &Server) {
    world::fill(&server.store).await;
    let query = "{ z: county(code: \"140821\") { reports { nodes { figures { totalCount } year ...T } } name a: code } statistics { reports } b: provinces { code } } fragment T on Report { text id }";
    let answer = reqwest::Client::new().post(format!("{}/graphql", server.url)).json(&json!({ "query": query }));
    let text = answer.send().await.unwrap().text().await.unwrap();
    let mut last = 0;
    for key in [
        "\"z\"",
        "\"reports\"",
        "\"nodes\"",
        "\"figures\"",
        "\"totalCount\"",
        "\"year\"",
        "\"text\"",
        "\"id\"",
        "\"name\"",
        "\"a\"",
        "\"statistics\"",
        "\"b\"",
    ] {
        let place = text[last..].find(key).unwrap_or_else(|| panic!("{key} behind {last} in {text}"));
        last += place;
    }
}

async fn null_takes_the_place_of_what_failed_and_of_what_cannot_be_without_it(server: &Server) {
    world::fill(&server.store).await;
    let answer = server
        .query(
            "{ there: county(code: \"140821\") { name reports(first: 101) { nodes { title } } }
                 nowhere: county { name } provinces { code } }",
        )
        .await;
    let data = &answer["data"];
    assert_eq!((&data["there"], &data["nowhere"]), (&json!(null), &json!(null)), "{answer}");
    assert!(data["provinces"].is_array());
    // Nothing on the way outwards can be null, so nothing is left.
    let answer = server.query("{ provinces { counties(first: 101) { totalCount } } }").await;
    assert_eq!(answer["data"], json!(null));
    let answer = server.query("{ nodes(ids: []) { id } counties(first: 101) { totalCount } }").await;
    assert_eq!(answer["data"], json!(null));
}
