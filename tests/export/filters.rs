//! The filters of the API as parameters, and what is none.

use crate::{
    files::lines,
    server::{Server, on_both_databases},
    world,
};
use serde_json::Value;

on_both_databases! {
    figures,
    series,
    reports,
    sections,
    bad_parameters,
}

/// What a list has in one field, with these parameters.
async fn found(server: &Server, list: &str, field: &str, parameters: &str) -> Vec<String> {
    let rows = lines(server, &format!("{list}.jsonl?{parameters}")).await;
    let rows = rows.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| row[field].as_str().map_or_else(|| row[field].to_string(), str::to_owned)).collect()
}

async fn check(server: &Server, list: &str, field: &str, cases: &[(&str, &str)]) {
    world::fill(&server.store).await;
    for (parameters, expected) in cases {
        assert_eq!(found(server, list, field, parameters).await.join(" "), *expected, "{list}?{parameters}");
    }
}

async fn figures(server: &Server) {
    let all = "1200名 2000余件 300件 30至40场 98% 1500名 2050件 3890件";
    check(
        server,
        "figures",
        "raw",
        &[
            ("", all),
            ("county=640324", "3890件"),
            ("county=140821&county=640324", all),
            ("county=110101", ""),
            ("province=140000", "1200名 2000余件 300件 30至40场 98% 1500名 2050件"),
            ("indicator=mediation.mediators", "1200名 1500名"),
            ("indicator=mediation.mediators&indicator=mediation.success_rate", "1200名 98% 1500名"),
            ("indicatorTree=mediation.disputes.resolved", "2000余件 2050件 3890件"),
            ("topic=LEGAL_EDUCATION", "30至40场"),
            ("year=2022", "1500名 2050件"),
            ("year.gte=2022", "1500名 2050件"),
            ("year.lte=2021&county=640324", "3890件"),
            ("year.gte=2021&year.lte=2022", all),
            ("value.gte=1200&value.lte=2000", "1200名 2000余件 1500名"),
            ("value=98", "98%"),
            ("unit=%25", "98%"),
            ("unit=%E5%90%8D&unit=%E5%9C%BA", "1200名 30至40场 1500名"),
            ("status=TARGET", "98%"),
            ("status=TARGET&status=ACTUAL", all),
            ("qualifier=ABOUT&qualifier=MORE_THAN", "2000余件 30至40场"),
            ("confidence.lte=0.5", "300件 30至40场"),
            ("catalogued=false", "300件 30至40场"),
            ("catalogued=1&status=TARGET", "98%"),
            ("reviewed=false&county=640324", "3890件"),
            ("reviewed=true", ""),
            ("subjectContains=%E8%AE%B2%E5%BA%A7", "30至40场"),
            ("edition=DIGEST", "3890件"),
            ("edition=ORIGINAL&year=2022", "1500名 2050件"),
            ("edition=FICTIONAL", ""),
        ],
    )
    .await;
}

async fn series(server: &Server) {
    check(
        server,
        "series",
        "value",
        &[
            ("", "2000.0 1200.0 1500.0 3890.0"),
            ("indicator=mediation.mediators", "1200.0 1500.0"),
            ("topic=MEDIATION", "2000.0 1200.0 1500.0 3890.0"),
            ("topic=LITIGATION", ""),
            ("county=640324", "3890.0"),
            ("county=640324&county=140821&indicator=mediation.disputes.resolved", "2000.0 3890.0"),
            ("province=640000", "3890.0"),
            ("from=2022", "1500.0"),
            ("to=2021", "2000.0 1200.0 3890.0"),
            ("from=2021&to=2021&indicator=mediation.mediators", "1200.0"),
        ],
    )
    .await;
    // The year before counts for the change, though it is not asked for.
    assert_eq!(found(server, "series", "change", "from=2022").await, ["0.25"]);
}

async fn reports(server: &Server) {
    let (one, two, three) =
        ("临猗县2021年度法治政府建设情况报告", "临猗县2022年度法治政府建设情况报告", "同心县2021年法治政府建设报告");
    check(
        server,
        "reports",
        "title",
        &[
            ("", &format!("{one} {two} {three}")),
            ("county=640324", three),
            ("province=140000", &format!("{one} {two}")),
            ("year=2021", &format!("{one} {three}")),
            ("year.gte=2022", two),
            ("edition=DIGEST", three),
            ("titleContains=%E6%83%85%E5%86%B5", &format!("{one} {two}")),
            ("signedOn.gte=2022-01-20", one),
            ("signedOn.lte=2022-01-19", ""),
            ("hasFailedChecks=true", three),
            ("hasFailedChecks=false", &format!("{one} {two}")),
        ],
    )
    .await;
}

async fn sections(server: &Server) {
    check(
        server,
        "sections",
        "path",
        &[
            ("county=140821&year=2021", "0 1 1.1 1.1.1 1.2 2 3"),
            ("kind=PROBLEMS", "2"),
            ("kind=PROBLEMS&kind=PLANS", "2 3"),
            ("level=0", "0"),
            ("level.gte=2", "1.1 1.1.1 1.2"),
            ("topic=LEGAL_EDUCATION", "1.2"),
            ("headingContains=%E6%99%AE%E6%B3%95", "1.2"),
            ("textContains=%E7%BA%A0%E7%BA%B7&year=2021", "1.1.1 1"),
            ("province=640000", "1"),
            ("edition=DIGEST", "1"),
            ("year.gte=2022", "1"),
        ],
    )
    .await;
}

async fn bad_parameters(server: &Server) {
    for (file, status, code, argument, words) in [
        ("figures.xls", 404, "NOT_FOUND", "", "sections.parquet"),
        ("counties.csv", 404, "NOT_FOUND", "", "figures.csv"),
        ("figures", 404, "NOT_FOUND", "", "figures.csv"),
        ("", 404, "NOT_FOUND", "", "figures.csv"),
        ("figures.csv?countyy=140821", 400, "BAD_USER_INPUT", "countyy", "county"),
        ("figures.csv?from=2019", 400, "BAD_USER_INPUT", "from", "year.gte"),
        ("figures.csv?county=linyi", 400, "BAD_USER_INPUT", "county", "six digits"),
        ("figures.csv?county=", 400, "BAD_USER_INPUT", "county", "six digits"),
        ("figures.csv?indicator=nothing", 400, "BAD_USER_INPUT", "indicator", "nothing"),
        ("figures.csv?indicatorTree=nothing", 400, "BAD_USER_INPUT", "indicatorTree", "nothing"),
        ("figures.csv?topic=mediation", 400, "BAD_USER_INPUT", "topic", "MEDIATION"),
        ("figures.csv?year=x", 400, "BAD_USER_INPUT", "year", "whole number"),
        ("figures.csv?year.gte=2022&year.lte=2021", 400, "BAD_USER_INPUT", "year.gte", "nothing lies between"),
        ("figures.csv?year=2021&year.gte=2020", 400, "BAD_USER_INPUT", "year", "excludes"),
        ("figures.csv?year.gte=2020&year.gte=2021", 400, "BAD_USER_INPUT", "year.gte", "more than once"),
        ("figures.csv?value.gte=NaN", 400, "BAD_USER_INPUT", "value.gte", "no number"),
        ("figures.csv?status=DONE", 400, "BAD_USER_INPUT", "status", "ACTUAL, TARGET, RULE"),
        ("figures.csv?catalogued=yes", 400, "BAD_USER_INPUT", "catalogued", "neither true nor false"),
        ("figures.csv?subjectContains=%00", 400, "BAD_USER_INPUT", "subjectContains", "NUL"),
        ("figures.csv?edition=PIRATED", 400, "BAD_USER_INPUT", "edition", "DIGEST"),
        ("figures.csv?pivot=year", 400, "BAD_USER_INPUT", "pivot", "no such parameter"),
        ("figures.jsonl?bom=1", 400, "BAD_USER_INPUT", "bom", "no such parameter"),
        ("reports.csv?signedOn.gte=2022", 400, "BAD_USER_INPUT", "signedOn.gte", "2021-12-31"),
        ("series.csv?from=2022&to=2020", 400, "BAD_USER_INPUT", "from", "no year"),
        ("series.csv?pivot=county", 400, "BAD_USER_INPUT", "pivot", "year"),
        ("series.csv?qualifiers=1", 400, "BAD_USER_INPUT", "qualifiers", "pivot=year"),
        ("series.csv?pivot=year&from=1&to=2000", 400, "BAD_USER_INPUT", "pivot", "200 years"),
        ("sections.csv?level.lte=-", 400, "BAD_USER_INPUT", "level.lte", "whole number"),
    ] {
        let response = reqwest::get(format!("{}/export/{file}", server.url)).await.unwrap();
        assert_eq!(response.status(), status, "{file}");
        assert!(response.headers()["content-type"].to_str().unwrap().starts_with("application/json"), "{file}");
        let answer: Value = response.json().await.unwrap();
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], code, "{file}: {answer}");
        assert_eq!(error["extensions"]["argument"].as_str().unwrap_or_default(), argument, "{file}: {answer}");
        assert!(error["message"].as_str().unwrap().contains(words), "{file}: {answer}");
    }
}
