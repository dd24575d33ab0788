//! Reports that are deleted.

use serde_json::json;

use crate::{
    client::REPORT,
    server::{Server, on_both_databases},
    world,
};

on_both_databases! {
    a_report_goes_with_all_that_was_derived_from_it_and_comes_back_with_its_reviews,
    what_is_not_there_cannot_be_deleted,
}

const DELETE: &str = "mutation($id: ID!) { deleteReport(input: { reportId: $id }) { deletedReportId userErrors { code } } }";

async fn a_report_goes_with_all_that_was_derived_from_it_and_comes_back_with_its_reviews(server: &Server) {
    let master = server.master().await;
    let imported = master.import(json!({ "text": REPORT })).await;
    let id = imported["report"]["id"].clone();
    let figure = master.data("{ figures { nodes { id } } }", json!({})).await["figures"]["nodes"][0]["id"].take();
    let review =
        "mutation($id: ID!) { reviewFigure(input: { figureId: $id, decision: CORRECTED, value: 23 }) { figure { value } } }";
    master.data(review, json!({ "id": figure })).await;

    let deleted = master.data(DELETE, json!({ "id": id })).await;
    assert_eq!(deleted, json!({ "deleteReport": { "deletedReportId": id, "userErrors": [] } }));
    let left = "{ statistics { reports sections figures } counties(filter: { hasReports: true }) { totalCount } figures { totalCount } }";
    let none = json!({ "statistics": { "reports": 0, "sections": 0, "figures": 0 }, "counties": { "totalCount": 0 }, "figures": { "totalCount": 0 } });
    assert_eq!(server.data(left).await, none);
    assert_eq!(server.store.sources_by_id(&[1]).await.unwrap().len(), 1, "the document stays");

    let again = master.import(json!({ "text": REPORT })).await;
    assert_eq!((&again["created"], &again["report"]["id"]), (&json!(true), &id));
    let figures = master.data("{ figures { nodes { id value review { decision } } } }", json!({})).await;
    assert_eq!(figures["figures"]["nodes"], json!([{ "id": figure, "value": 23.0, "review": { "decision": "CORRECTED" } }]));
}

async fn what_is_not_there_cannot_be_deleted(server: &Server) {
    world::fill(&server.store).await;
    let master = server.master().await;
    let report = server.data("{ report(countyCode: \"140821\", year: 2021) { id } }").await["report"]["id"].take();
    let county = server.data("{ county(code: \"140821\") { id } }").await["county"]["id"].take();
    assert_eq!(master.code(DELETE, json!({ "id": report })).await, "");
    for (id, code) in [(report, "NOT_FOUND"), (county, "BAD_USER_INPUT"), (json!("nothing"), "BAD_USER_INPUT")] {
        assert_eq!(master.code(DELETE, json!({ "id": id })).await, code, "{id}");
    }
    assert_eq!(server.data("{ statistics { reports } }").await["statistics"]["reports"], 2);
}
