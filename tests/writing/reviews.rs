//! What people say about figures, and what the API shows then.

use extract::document::SectionKind;
use fazhi::store::{Edition, Scope};
use serde_json::{Value, json};

use crate::{
    client::Client,
    server::{Server, on_both_databases},
    world,
    written::{Stated, Written},
};

on_both_databases! {
    a_correction_is_shown_wherever_the_figure_is,
    a_figure_that_is_rejected_leaves_series_and_comes_back_when_it_is_confirmed,
    the_last_word_is_in_force_and_all_are_kept,
    reviews_survive_a_new_reading_of_the_same_document,
    reviews_of_another_document_stay_with_it,
    a_review_holds_for_every_report_of_its_document,
    an_indicator_can_be_given_and_taken_away,
    what_is_no_review_is_told_and_changes_nothing,
    reviewed_figures_can_be_found,
}

const REVIEW: &str = "mutation($input: ReviewFigureInput!) { reviewFigure(input: $input) {
    userErrors { code field }
    figure { id value valueHigh unit topic confidence indicator { code }
        review { decision reviewer note previousValue previousUnit previousIndicator { code } }
        reviews { decision } } } }";

/// The two-reviewer: somebody who may review.
async fn reviewer(server: &Server) -> Client<'_> {
    world::fill(&server.store).await;
    server.holder("李某", &[Scope::Review]).await
}

/// The id of the only figure whose words contain these.
async fn figure(server: &Server, words: &str) -> Value {
    let query = "query($words: String!) { figures(filter: { subjectContains: $words }) { nodes { id year raw } } }";
    let answer = server.query_with(query, json!({ "words": words })).await;
    let nodes = answer["data"]["figures"]["nodes"].as_array().unwrap_or_else(|| panic!("{answer:#}"));
    nodes.iter().find(|node| node["year"] == 2021).unwrap_or_else(|| panic!("{answer:#}"))["id"].clone()
}

async fn review(client: &Client<'_>, figure: &Value, mut input: Value) -> Value {
    input["figureId"] = figure.clone();
    let mut payload = client.data(REVIEW, json!({ "input": input })).await["reviewFigure"].take();
    assert_eq!(payload["userErrors"], json!([]), "{input}");
    payload["figure"].take()
}

/// Year, value and unit of each point of a series of 临猗县.
async fn series(server: &Server, indicator: &str) -> Value {
    let query = format!("{{ series(indicator: \"{indicator}\", counties: [\"140821\"]) {{ points {{ year value unit }} }} }}");
    server.data(&query).await["series"].take()
}

async fn a_correction_is_shown_wherever_the_figure_is(server: &Server) {
    let client = reviewer(server).await;
    let id = figure(server, "人民调解员").await;
    let version = server.store.data_version().await.unwrap();
    let shown = review(&client, &id, json!({ "decision": "CORRECTED", "value": 1250, "unit": "人", "note": "多数了" })).await;
    assert_eq!((&shown["value"], &shown["unit"], &shown["confidence"]), (&json!(1250.0), &json!("人"), &json!(1.0)));
    assert_eq!(
        shown["review"],
        json!({ "decision": "CORRECTED", "reviewer": "李某", "note": "多数了", "previousValue": 1200.0, "previousUnit": "名", "previousIndicator": null })
    );
    assert_ne!(server.store.data_version().await.unwrap(), version);
    let points =
        json!([{ "points": [{ "year": 2021, "value": 1250.0, "unit": "人" }, { "year": 2022, "value": 1500.0, "unit": "名" }] }]);
    assert_eq!(series(server, "mediation.mediators").await, points);
    let found = server.data("{ figures(filter: { value: { gte: 1250, lte: 1250 } }) { nodes { value raw } } }").await;
    assert_eq!(found["figures"]["nodes"], json!([{ "value": 1250.0, "raw": "1200名" }]));
}

async fn a_figure_that_is_rejected_leaves_series_and_comes_back_when_it_is_confirmed(server: &Server) {
    let client = reviewer(server).await;
    let id = figure(server, "人民调解员").await;
    let rejected = review(&client, &id, json!({ "decision": "REJECTED" })).await;
    assert_eq!(
        (&rejected["indicator"], &rejected["confidence"], &rejected["value"]),
        (&json!(null), &json!(0.0), &json!(1200.0))
    );
    let without = json!([{ "points": [{ "year": 2022, "value": 1500.0, "unit": "名" }] }]);
    assert_eq!(series(server, "mediation.mediators").await, without);
    let coverage = server.data("{ indicator(code: \"mediation.mediators\") { coverage { figures } } }").await;
    assert_eq!(coverage["indicator"]["coverage"]["figures"], 1);
    assert_eq!(
        server.data("{ report(countyCode: \"140821\", year: 2021) { figures { totalCount } } }").await["report"]["figures"]["totalCount"],
        5
    );

    let confirmed = review(&client, &id, json!({ "decision": "CONFIRMED" })).await;
    assert_eq!((&confirmed["indicator"]["code"], &confirmed["confidence"]), (&json!("mediation.mediators"), &json!(1.0)));
    assert_eq!(series(server, "mediation.mediators").await[0]["points"].as_array().unwrap().len(), 2);
}

async fn the_last_word_is_in_force_and_all_are_kept(server: &Server) {
    let client = reviewer(server).await;
    let other = server.holder("王某", &[Scope::Review]).await;
    let id = figure(server, "人民调解员").await;
    review(&client, &id, json!({ "decision": "CORRECTED", "value": 1300 })).await;
    // Whoever confirms confirms what is shown, not what was read.
    let confirmed = review(&other, &id, json!({ "decision": "CONFIRMED" })).await;
    assert_eq!((&confirmed["value"], &confirmed["review"]["reviewer"]), (&json!(1300.0), &json!("王某")));
    assert_eq!(confirmed["review"]["previousValue"], json!(null));
    let corrected = review(&client, &id, json!({ "decision": "CORRECTED", "value": 1100, "valueHigh": 1200 })).await;
    assert_eq!((&corrected["value"], &corrected["valueHigh"]), (&json!(1100.0), &json!(1200.0)));
    assert_eq!(corrected["review"]["previousValue"], 1300.0);
    let kept = json!([{ "decision": "CORRECTED" }, { "decision": "CONFIRMED" }, { "decision": "CORRECTED" }]);
    assert_eq!(corrected["reviews"], kept);
}

/// The report of 临猗县 on 2021 as a newer extractor reads it: the value is another one, the indicator is not found.
async fn read_anew(server: &Server, text_of: Option<&str>) {
    let (text, mut document) = Written::new(world::LINYI, 2021, "临猗县2021年度法治政府建设情况报告")
        .section("1", "一、", "主要工作", SectionKind::Achievements)
        .states("全县共有人民调解员{}。", Stated::new("1200名", 1200.0, "名", "人民调解员").of("mediation.mediators"))
        .done();
    document.figures[0].value = 12.0;
    document.figures[0].indicator = None;
    document.figures[0].confidence = 0.0;
    let text = text_of.map_or(text, str::to_owned);
    let mut source = fazhi::store::NewSource::new("a.txt", "text/plain", text.as_bytes(), &text).unwrap();
    source.extractor = "a newer one".to_owned();
    let new = fazhi::store::NewReport { source, document, edition: Edition::Original };
    server.store.save_report(&new).await.unwrap();
}

/// A report with one figure.
async fn one_figure(server: &Server) {
    let written = Written::new(world::LINYI, 2021, "临猗县2021年度法治政府建设情况报告")
        .section("1", "一、", "主要工作", SectionKind::Achievements)
        .states("全县共有人民调解员{}。", Stated::new("1200名", 1200.0, "名", "人民调解员").of("mediation.mediators"));
    world::save(&server.store, "a.txt", written.done(), Edition::Original).await;
}

const SHOWN: &str = "{ figures { nodes { value unit indicator { code } review { decision } } } }";

async fn reviews_survive_a_new_reading_of_the_same_document(server: &Server) {
    let client = server.holder("李某", &[Scope::Review]).await;
    for (input, value, indicator) in [
        (json!({ "decision": "CONFIRMED" }), 1200.0, json!({ "code": "mediation.mediators" })),
        (json!({ "decision": "CORRECTED", "value": 1210 }), 1210.0, json!({ "code": "mediation.mediators" })),
        (
            json!({ "decision": "CORRECTED", "indicator": "mediation.disputes.resolved" }),
            1210.0,
            json!({ "code": "mediation.disputes.resolved" }),
        ),
        (json!({ "decision": "CORRECTED", "withoutIndicator": true }), 1210.0, json!(null)),
        (json!({ "decision": "REJECTED" }), 1210.0, json!(null)),
    ] {
        one_figure(server).await;
        let id = figure(server, "人民调解员").await;
        review(&client, &id, input.clone()).await;
        let shown = json!({ "value": value, "unit": "名", "indicator": indicator, "review": { "decision": input["decision"] } });
        assert_eq!(server.data(SHOWN).await["figures"]["nodes"], json!([shown]), "{input}");
        read_anew(server, None).await;
        assert_eq!(server.data(SHOWN).await["figures"]["nodes"], json!([shown]), "{input}, read anew");
    }
}

async fn reviews_of_another_document_stay_with_it(server: &Server) {
    one_figure(server).await;
    let client = server.holder("李某", &[Scope::Review]).await;
    review(&client, &figure(server, "人民调解员").await, json!({ "decision": "CORRECTED", "value": 1210 })).await;
    read_anew(server, Some("other bytes")).await;
    let shown = json!({ "value": 12.0, "unit": "名", "indicator": null, "review": null });
    assert_eq!(server.data(SHOWN).await["figures"]["nodes"], json!([shown]));
    one_figure(server).await;
    assert_eq!(server.data(SHOWN).await["figures"]["nodes"][0]["value"], 1210.0);
}

async fn a_review_holds_for_every_report_of_its_document(server: &Server) {
    one_figure(server).await;
    let (text, mut document) = Written::new(world::LINYI, 2021, "临猗县2021年度法治政府建设情况报告")
        .section("1", "一、", "主要工作", SectionKind::Achievements)
        .states("全县共有人民调解员{}。", Stated::new("1200名", 1200.0, "名", "人民调解员").of("mediation.mediators"))
        .done();
    document.report.year = 2020;
    world::save(&server.store, "a.txt", (text, document), Edition::Original).await;
    let client = server.holder("李某", &[Scope::Review]).await;
    review(&client, &figure(server, "人民调解员").await, json!({ "decision": "CORRECTED", "value": 1210 })).await;
    let shown = json!({
        "value": 1210.0, "unit": "名", "indicator": { "code": "mediation.mediators" }, "review": { "decision": "CORRECTED" }
    });
    assert_eq!(server.data(SHOWN).await["figures"]["nodes"], json!([shown, shown]));
}

async fn an_indicator_can_be_given_and_taken_away(server: &Server) {
    let client = reviewer(server).await;
    let id = figure(server, "法治讲座").await;
    let given = review(&client, &id, json!({ "decision": "CORRECTED", "indicator": "mediation.mediators" })).await;
    assert_eq!((&given["indicator"]["code"], &given["topic"]), (&json!("mediation.mediators"), &json!("MEDIATION")));
    assert_eq!(given["valueHigh"], 40.0, "what is not corrected stays");
    let taken = review(&client, &id, json!({ "decision": "CORRECTED", "withoutIndicator": true })).await;
    assert_eq!((&taken["indicator"], &taken["confidence"]), (&json!(null), &json!(0.0)));
    assert_eq!(taken["review"]["previousIndicator"], json!({ "code": "mediation.mediators" }));
    let single = review(&client, &id, json!({ "decision": "CORRECTED", "value": 35 })).await;
    assert_eq!((&single["value"], &single["valueHigh"]), (&json!(35.0), &json!(null)));
}

async fn what_is_no_review_is_told_and_changes_nothing(server: &Server) {
    let client = reviewer(server).await;
    let id = figure(server, "人民调解员").await;
    let version = server.store.data_version().await.unwrap();
    for (input, code, field) in [
        (json!({ "decision": "CORRECTED" }), "NOTHING_TO_CORRECT", "decision"),
        (json!({ "decision": "CORRECTED", "note": "?" }), "NOTHING_TO_CORRECT", "decision"),
        (json!({ "decision": "CONFIRMED", "value": 1 }), "NOT_A_CORRECTION", "value"),
        (json!({ "decision": "REJECTED", "unit": "人" }), "NOT_A_CORRECTION", "unit"),
        (json!({ "decision": "CORRECTED", "valueHigh": 9 }), "BAD_RANGE", "valueHigh"),
        (json!({ "decision": "CORRECTED", "value": 9, "valueHigh": 9 }), "BAD_RANGE", "valueHigh"),
        (json!({ "decision": "CORRECTED", "indicator": "no.such" }), "BAD_INDICATOR", "indicator"),
        (
            json!({ "decision": "CORRECTED", "indicator": "mediation.mediators", "withoutIndicator": true }),
            "BAD_INDICATOR",
            "withoutIndicator",
        ),
        (json!({ "decision": "CORRECTED", "unit": "件".repeat(21) }), "BAD_TEXT", "unit"),
        (json!({ "decision": "CORRECTED", "unit": "件\0" }), "BAD_TEXT", "unit"),
        (json!({ "decision": "CORRECTED", "unit": "\u{202e}件" }), "BAD_TEXT", "unit"),
        (json!({ "decision": "CONFIRMED", "note": "好\0" }), "BAD_TEXT", "note"),
        (json!({ "decision": "CORRECTED", "value": 1.7e308 }), "BAD_NUMBER", "value"),
        (json!({ "decision": "CORRECTED", "value": -2e15 }), "BAD_NUMBER", "value"),
        (json!({ "decision": "CONFIRMED", "note": "好".repeat(2_001) }), "BAD_TEXT", "note"),
    ] {
        let mut sent = input.clone();
        sent["figureId"] = id.clone();
        let payload = client.data(REVIEW, json!({ "input": sent })).await["reviewFigure"].take();
        assert_eq!(payload["userErrors"], json!([{ "code": code, "field": ["input", field] }]), "{input}");
        assert_eq!((&payload["figure"]["value"], &payload["figure"]["review"]), (&json!(1200.0), &json!(null)), "{input}");
    }
    let report = server.data("{ report(countyCode: \"140821\", year: 2021) { id } }").await["report"]["id"].take();
    let elsewhere = server.data("{ figures(first: 1) { nodes { id } } }").await["figures"]["nodes"][0]["id"].take();
    server.store.delete_report(&fazhi::store::ReportKey { county: "140821".to_owned(), year: 2021 }).await.unwrap();
    for (id, code) in [(id, "NOT_FOUND"), (elsewhere, "NOT_FOUND"), (report, "BAD_USER_INPUT"), (json!("x"), "BAD_USER_INPUT")] {
        for decision in [json!({ "figureId": id, "decision": "CONFIRMED" }), json!({ "figureId": id, "decision": "CORRECTED" })] {
            assert_eq!(client.code(REVIEW, json!({ "input": decision })).await, code, "{decision}");
        }
    }
    let after = server.store.data_version().await.unwrap();
    assert_eq!(after.parse::<u64>().unwrap(), version.parse::<u64>().unwrap() + 1, "the deletion alone changed anything");
}

async fn reviewed_figures_can_be_found(server: &Server) {
    let client = reviewer(server).await;
    let id = figure(server, "人民调解员").await;
    let count = |server| async move {
        let data = Server::data(server, "{ all: figures { totalCount } yes: figures(filter: { reviewed: true }) { totalCount nodes { id } } no: figures(filter: { reviewed: false }) { totalCount } }").await;
        (
            data["all"]["totalCount"].clone(),
            data["yes"]["totalCount"].clone(),
            data["no"]["totalCount"].clone(),
            data["yes"]["nodes"].clone(),
        )
    };
    assert_eq!(count(server).await, (json!(8), json!(0), json!(8), json!([])));
    review(&client, &id, json!({ "decision": "CONFIRMED" })).await;
    review(&client, &id, json!({ "decision": "REJECTED" })).await;
    assert_eq!(count(server).await, (json!(8), json!(1), json!(7), json!([{ "id": id }])));
    let download =
        reqwest::get(format!("{}/export/figures.jsonl?reviewed=true", server.url)).await.unwrap().text().await.unwrap();
    let rows: Vec<Value> = download.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let last: Vec<&Value> = rows.iter().map(|row| &row["reviewDecision"]).collect();
    assert_eq!(last, ["REJECTED"], "the last word stands beside the figure");
}
