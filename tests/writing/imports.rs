//! Reports that come in as text.

use fazhi::store::NewJob;
use serde_json::{Value, json};

use crate::{
    client::{Client, REPORT},
    server::{Server, on_both_databases},
    world,
};

on_both_databases! {
    a_report_is_imported_and_its_job_tells_how,
    the_same_bytes_again_change_nothing,
    a_changed_text_takes_the_place_of_the_old_one,
    what_the_sender_says_is_honoured,
    a_text_that_is_no_report_says_why_and_stores_nothing,
    an_edition_that_weighs_less_stays_outside,
    an_import_in_the_background_is_done_by_a_worker,
    a_job_whose_worker_has_died_is_taken_by_another,
    workers_take_different_jobs,
    mutations_of_one_document_see_what_the_one_before_did,
}

/// Reports, sources and the version of the data.
async fn stored(server: &Server) -> (Value, usize, String) {
    let statistics = server.data("{ statistics { reports dataVersion } }").await["statistics"].take();
    let ids: Vec<i64> = (1..100).collect();
    let sources = server.store.sources_by_id(&ids).await.unwrap().len();
    (statistics["reports"].clone(), sources, statistics["dataVersion"].to_string())
}

async fn a_report_is_imported_and_its_job_tells_how(server: &Server) {
    let payload = server.master().await.import(json!({ "text": REPORT, "name": "a.txt", "url": "https://example.org/a" })).await;
    assert_eq!((&payload["created"], &payload["replaced"], &payload["userErrors"]), (&json!(true), &json!(false), &json!([])));
    let report = &payload["report"];
    assert_eq!(
        (&report["year"], &report["county"]["code"], &report["edition"]),
        (&json!(2020), &json!("140728"), &json!("ORIGINAL"))
    );
    assert_eq!(report["source"]["name"], "a.txt");
    assert_eq!(report["source"]["url"], "https://example.org/a");
    assert_eq!(report["figures"]["totalCount"], 1);
    let job = &payload["job"];
    assert_eq!(
        (&job["status"], &job["total"], &job["done"], &job["failed"], &job["report"]["title"]),
        (&json!("DONE"), &json!(1), &json!(1), &json!(0), &report["title"])
    );
    assert!(job["finishedAt"].is_string());
    let id = job["id"].as_str().unwrap();
    let asked =
        server.query_with("query($id: ID!) { importJob(id: $id) { status } node(id: $id) { id } }", json!({ "id": id })).await;
    assert_eq!(asked, json!({ "data": { "importJob": { "status": "DONE" }, "node": { "id": id } } }));
}

async fn the_same_bytes_again_change_nothing(server: &Server) {
    let master = server.master().await;
    let first = master.import(json!({ "text": REPORT })).await;
    let before = stored(server).await;
    for _ in 0..2 {
        let again = master.import(json!({ "text": REPORT })).await;
        assert_eq!((&again["created"], &again["replaced"], &again["userErrors"]), (&json!(false), &json!(false), &json!([])));
        assert_eq!(again["report"], first["report"]);
        assert_eq!(again["job"]["status"], "DONE");
    }
    assert_eq!(stored(server).await, before);
}

async fn a_changed_text_takes_the_place_of_the_old_one(server: &Server) {
    let master = server.master().await;
    let first = master.import(json!({ "text": REPORT })).await;
    let second = master.import(json!({ "text": REPORT.replace("22件", "23件") })).await;
    assert_eq!((&second["created"], &second["replaced"]), (&json!(false), &json!(true)));
    assert_eq!(second["report"]["id"], first["report"]["id"]);
    assert_ne!(second["report"]["source"]["sha256"], first["report"]["source"]["sha256"]);
}

async fn what_the_sender_says_is_honoured(server: &Server) {
    let master = server.master().await;
    let marked = format!("【DIGEST】摘编。\n{REPORT}");
    for (input, edition, warned) in [
        (json!({ "text": format!("【FICTIONAL】虚构。\n{REPORT}"), "edition": null }), "FICTIONAL", false),
        (json!({ "text": format!("{REPORT}\n"), "edition": "FICTIONAL" }), "FICTIONAL", false),
        (json!({ "text": marked, "edition": "DIGEST" }), "DIGEST", false),
        (json!({ "text": format!("{marked}\n") }), "ORIGINAL", true),
        (json!({ "text": REPORT, "edition": "ORIGINAL" }), "ORIGINAL", false),
    ] {
        let payload = master.import(input.clone()).await;
        assert_eq!(payload["report"]["edition"], edition, "{input}: {payload:#}");
        let codes: Vec<&str> =
            payload["warnings"].as_array().unwrap().iter().map(|warning| warning["code"].as_str().unwrap()).collect();
        assert_eq!(codes.contains(&"EDITION_MARK"), warned, "{input}: {payload:#}");
    }
    let placed = master.import(json!({ "text": REPORT, "countyCode": "140821", "year": 2019 })).await;
    assert_eq!((&placed["report"]["county"]["code"], &placed["report"]["year"]), (&json!("140821"), &json!(2019)));
    assert_eq!(placed["created"], true);
}

async fn a_text_that_is_no_report_says_why_and_stores_nothing(server: &Server) {
    let master = server.master().await;
    let before = stored(server).await;
    let without = |words: &[&str]| words.iter().fold(REPORT.to_owned(), |text, word| text.replace(word, ""));
    for (input, code, field) in [
        (json!({ "text": "" }), "EMPTY_FILE", "text"),
        (json!({ "text": " \n\t" }), "EMPTY_FILE", "text"),
        (json!({ "text": "今天天气很好。" }), "NOT_A_REPORT", "text"),
        (json!({ "text": without(&["平遥县"]) }), "NO_COUNTY", "countyCode"),
        (json!({ "text": without(&["2020年度"]) }), "NO_YEAR", "year"),
        (json!({ "text": REPORT, "countyCode": "999999" }), "UNKNOWN_COUNTY", "countyCode"),
        (json!({ "text": REPORT, "countyCode": "" }), "UNKNOWN_COUNTY", "countyCode"),
        (json!({ "text": REPORT, "year": 12 }), "BAD_YEAR", "year"),
        (json!({ "text": REPORT, "url": "javascript:alert(1)" }), "BAD_URL", "url"),
        (json!({ "text": REPORT, "url": "某县政府网站" }), "BAD_URL", "url"),
        (json!({ "text": REPORT, "name": "a\u{0}b" }), "BAD_TEXT", "name"),
    ] {
        let payload = master.import(input.clone()).await;
        let errors = payload["userErrors"].as_array().unwrap();
        assert_eq!(errors.len(), 1, "{input}: {payload:#}");
        assert_eq!((&errors[0]["code"], &errors[0]["field"]), (&json!(code), &json!(["input", field])), "{input}: {payload:#}");
        assert!(!errors[0]["message"].as_str().unwrap().contains("--"), "options are no fields: {}", errors[0]["message"]);
        assert_eq!((&payload["report"], &payload["created"], &payload["replaced"]), (&json!(null), &json!(false), &json!(false)));
        if !payload["job"].is_null() {
            let job = &payload["job"];
            assert_eq!(
                (&job["status"], &job["failed"], &job["warnings"][0]["code"]),
                (&json!("FAILED"), &json!(1), &json!(code))
            );
        }
    }
    assert_eq!(stored(server).await, before);
}

async fn an_edition_that_weighs_less_stays_outside(server: &Server) {
    let master = server.master().await;
    let original = master.import(json!({ "text": REPORT })).await;
    let digest = master.import(json!({ "text": format!("{REPORT}\n"), "edition": "DIGEST" })).await;
    assert_eq!(digest["report"], original["report"]);
    assert_eq!((&digest["created"], &digest["replaced"]), (&json!(false), &json!(false)));
    assert_eq!(digest["userErrors"][0]["code"], "SUPERSEDED");
    assert_eq!((&digest["job"]["status"], &digest["job"]["warnings"][0]["code"]), (&json!("DONE"), &json!("SUPERSEDED")));
}

async fn job_of(client: &Client<'_>, id: &Value) -> Value {
    let query = "query($id: ID!) { importJob(id: $id) { status done failed warnings { code } report { year } } }";
    client.data(query, json!({ "id": id })).await["importJob"].take()
}

async fn an_import_in_the_background_is_done_by_a_worker(server: &Server) {
    let master = server.master().await;
    for (text, done) in [
        (REPORT, json!({ "status": "DONE", "done": 1, "failed": 0, "warnings": [], "report": { "year": 2020 } })),
        (
            "今天天气很好。",
            json!({ "status": "FAILED", "done": 1, "failed": 1, "warnings": [{ "code": "NOT_A_REPORT" }], "report": null }),
        ),
    ] {
        let payload = master.import(json!({ "text": text, "background": true })).await;
        assert_eq!((&payload["report"], &payload["created"], &payload["userErrors"]), (&json!(null), &json!(false), &json!([])));
        let id = &payload["job"]["id"];
        let waiting = json!({ "status": "QUEUED", "done": 0, "failed": 0, "warnings": [], "report": null });
        assert_eq!(job_of(&master, id).await, waiting);
        assert!(server.work_once().await);
        assert_eq!(job_of(&master, id).await, done);
        assert!(!server.work_once().await, "a job is done once");
    }
}

async fn a_job_whose_worker_has_died_is_taken_by_another(server: &Server) {
    let master = server.master().await;
    let payload = master.import(json!({ "text": REPORT, "background": true })).await;
    let (taken, _) = server.store.take_job("one that dies").await.unwrap().expect("a job");
    assert_eq!(job_of(&master, &payload["job"]["id"]).await["status"], "RUNNING");
    assert!(!server.work_once().await, "its worker may be alive");
    // And one that somebody waited for, in a process that is gone.
    let new = NewJob { total: 1, created_by: "gone".to_owned(), task: None };
    let waited_for = server.store.create_job(new).await.unwrap();
    let silent = "UPDATE job SET seen_at = '2020-01-01 00:00:00+00:00'";
    server.execute(silent).await;
    assert!(server.work_once().await);
    assert_eq!(job_of(&master, &payload["job"]["id"]).await["status"], "DONE");
    assert!(!server.work_once().await);
    let jobs = server.store.jobs_by_key(&[taken.key.clone(), waited_for.clone()]).await.unwrap();
    assert_eq!(jobs[&taken.key].worker.as_deref(), Some("test"));
    assert_eq!(jobs[&waited_for].status, "FAILED");
    assert!(jobs[&waited_for].warnings.contains("INTERRUPTED"));
}

async fn workers_take_different_jobs(server: &Server) {
    let master = server.master().await;
    for year in 2011..=2016 {
        let text = REPORT.replace("2020", &year.to_string());
        master.import(json!({ "text": text, "background": true })).await;
    }
    let works = (0..4).map(|_| async {
        let mut done = 0;
        while server.work_once().await {
            done += 1;
        }
        done
    });
    assert_eq!(futures::future::join_all(works).await.into_iter().sum::<u32>(), 6);
    assert_eq!(stored(server).await.0, 6);
}

async fn mutations_of_one_document_see_what_the_one_before_did(server: &Server) {
    world::fill(&server.store).await;
    let master = server.master().await;
    let query = "mutation($a: ImportReportInput!, $b: ImportReportInput!) {
        a: importReport(input: $a) { report { title source { characters } figures { totalCount } } }
        b: importReport(input: $b) { report { title source { characters } figures { totalCount } } } }";
    let longer = REPORT.replace("22件。", "22件，受理行政复议案件20件。");
    let data = master.data(query, json!({ "a": { "text": REPORT }, "b": { "text": longer } })).await;
    let characters = |text: &str| json!(text.chars().count());
    assert_eq!(data["a"]["report"]["source"]["characters"], characters(REPORT));
    assert_eq!(data["b"]["report"]["source"]["characters"], characters(&longer));
    assert_eq!(
        (&data["a"]["report"]["figures"]["totalCount"], &data["b"]["report"]["figures"]["totalCount"]),
        (&json!(1), &json!(2))
    );
}
