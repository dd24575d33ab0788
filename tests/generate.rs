//! Generated reports as the API has them: imported like any other, told apart from all others.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/server.rs"]
mod server;
#[path = "support/world.rs"]
mod world;
#[path = "support/written.rs"]
mod written;

use extract::{Hints, fictional};
use fazhi::{
    ingest::Ingest,
    store::{Edition, ReportKey},
};
use generate::{CountyReports, Generator};
use serde_json::{Value, json};
use server::Server;

fn counties(seed: u64, count: usize) -> Vec<CountyReports> {
    let generator = Generator::new(seed).unwrap();
    (0..count).map(|county| generator.county(county, 2015..=2024).unwrap()).collect()
}

async fn import(server: &Server, counties: &[CountyReports]) {
    let ingest = Ingest::new(server.store.clone(), world::extractor());
    for report in counties.iter().flat_map(|county| &county.reports) {
        let name = format!("{}.txt", report.name);
        let outcome = ingest.import_bytes(report.text.clone().into_bytes(), &name, None, &Hints::default()).await.unwrap();
        assert_eq!((outcome.edition, outcome.warnings), (Edition::Fictional, vec![]), "{name}");
    }
}

#[tokio::test]
async fn the_series_of_the_api_are_those_that_the_reports_were_written_from() {
    let counties = counties(1, 6);
    let server = Server::empty().await;
    import(&server, &counties).await;
    let mut restated = 0;
    for county in &counties {
        let wanted: Vec<Value> = county
            .series
            .iter()
            .map(|point| {
                let said = point.restated.iter().map(|(year, value)| json!([year, value])).collect::<Vec<_>>();
                json!([point.indicator, point.year, point.value, point.unit, point.qualifier, point.report, said])
            })
            .collect();
        restated += county.series.iter().filter(|point| !point.restated.is_empty()).count();
        let query = format!(
            "{{ county(code: \"{}\") {{ series {{ indicator {{ code }} points {{ year value unit qualifier
                 figure {{ report {{ year }} }} restated {{ value report {{ year }} }} }} }} }} }}",
            county.county.code
        );
        let answer = server.data(&query).await;
        let mut found: Vec<Value> = Vec::new();
        for series in answer["county"]["series"].as_array().unwrap() {
            for point in series["points"].as_array().unwrap() {
                let said = point["restated"].as_array().unwrap().iter();
                let said: Vec<_> = said.map(|figure| json!([figure["report"]["year"], figure["value"]])).collect();
                found.push(json!([
                    series["indicator"]["code"],
                    point["year"],
                    point["value"],
                    point["unit"],
                    point["qualifier"],
                    point["figure"]["report"]["year"],
                    said
                ]));
            }
        }
        found.sort_by_key(|point| (point[0].as_str().unwrap().to_owned(), point[1].as_i64()));
        let missing: Vec<_> = wanted.iter().filter(|point| !found.contains(point)).collect();
        let more: Vec<_> = found.iter().filter(|point| !wanted.contains(point)).collect();
        assert!(missing.is_empty() && more.is_empty(), "{}: not found {missing:?}, found {more:?}", county.county.name);
    }
    assert!(restated > 0, "no year is restated");
    server.end().await;
}

#[tokio::test]
async fn fictional_places_are_seen_where_there_are_reports_of_them_and_only_there() {
    let server = Server::empty().await;
    let county = &fictional::counties()[0];
    let overview = format!(
        "{{ provinces {{ code counties {{ nodes {{ name }} }} }} county(code: \"{}\") {{ name }}
            counties(filter: {{ province: [\"990000\"] }}) {{ totalCount }} }}",
        county.code
    );
    let empty = server.data(&overview).await;
    assert_eq!(empty["provinces"].as_array().unwrap().len(), 31);
    assert_eq!((&empty["county"], &empty["counties"]["totalCount"]), (&Value::Null, &json!(0)));

    import(&server, &counties(1, 1)).await;
    let told = server.data(&overview).await;
    let province = told["provinces"].as_array().unwrap().last().unwrap();
    assert_eq!(province, &json!({ "code": "990000", "counties": { "nodes": [{ "name": county.name }] } }));
    assert_eq!((&told["county"]["name"], &told["counties"]["totalCount"]), (&json!(county.name), &json!(1)));

    for year in 2015..=2024 {
        let key = ReportKey { county: county.code.clone(), year };
        assert!(server.store.delete_report(&key).await.unwrap());
    }
    assert_eq!(
        server.data("{ statistics { counties reports } }").await,
        json!({ "statistics": { "counties": 0, "reports": 0 } })
    );
    assert_eq!(server.data(&overview).await["counties"]["totalCount"], 0);
    server.end().await;
}

#[tokio::test]
async fn a_county_that_does_not_exist_takes_no_report_that_somebody_issued() {
    let extractor = world::extractor();
    let county = &fictional::counties()[0];
    let issued = format!("{}2021年法治政府建设工作报告\n一、工作\n全年收到行政复议申请22件。\n", county.name);
    let hinted = Hints { county_code: Some(county.code.clone()), year: None };
    assert_eq!(extractor.extract(&issued, &Hints::default()).unwrap_err().code(), "NO_COUNTY");
    assert_eq!(extractor.extract(&issued, &hinted).unwrap_err().code(), "UNKNOWN_COUNTY");
    let marked = format!("{}\n{issued}", generate::FIRST_LINE);
    assert_eq!(extractor.extract(&marked, &Hints::default()).unwrap().report.county_code, county.code);
}
