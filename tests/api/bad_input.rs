//! What cannot be honoured is an error with a code, and the argument at fault is named.

use crate::{
    server::{Server, on_both_databases},
    world,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

on_both_databases! {
    arguments_that_cannot_be_honoured,
    an_ambiguous_name_lists_the_counties_that_have_it,
    what_is_not_there_is_null,
    filters_that_nest_or_list_too_much_are_refused,
    what_breaks_inside_stays_inside,
}

async fn arguments_that_cannot_be_honoured(server: &Server) {
    world::fill(&server.store).await;
    let elsewhere = server.data("{ figures(first: 1) { pageInfo { endCursor } } }").await;
    let elsewhere = elsewhere["figures"]["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    let county = URL_SAFE_NO_PAD.encode("County:140821");
    let village = URL_SAFE_NO_PAD.encode("Village:1");
    for (query, code, argument) in [
        ("{ county { name } }".to_owned(), "BAD_USER_INPUT", "code"),
        ("{ county(code: \"140821\", name: \"临猗\") { name } }".to_owned(), "BAD_USER_INPUT", "name"),
        ("{ county(name: \"鼓楼区\") { name } }".to_owned(), "BAD_USER_INPUT", "name"),
        ("{ report { title } }".to_owned(), "BAD_USER_INPUT", "id"),
        ("{ report(countyCode: \"140821\") { title } }".to_owned(), "BAD_USER_INPUT", "year"),
        ("{ report(year: 2021) { title } }".to_owned(), "BAD_USER_INPUT", "countyCode"),
        (format!("{{ report(id: \"{county}\") {{ title }} }}"), "BAD_USER_INPUT", "id"),
        (format!("{{ report(id: \"{county}\", year: 2021) {{ title }} }}"), "BAD_USER_INPUT", "year"),
        (format!("{{ report(id: \"{county}\", countyCode: \"140821\") {{ title }} }}"), "BAD_USER_INPUT", "countyCode"),
        ("{ report(id: \"nonsense\") { title } }".to_owned(), "BAD_USER_INPUT", "id"),
        ("{ node(id: \"no id\") { id } }".to_owned(), "BAD_USER_INPUT", "id"),
        (format!("{{ node(id: \"{village}\") {{ id }} }}"), "BAD_USER_INPUT", "id"),
        (format!("{{ nodes(ids: [\"{county}\", \"x\"]) {{ id }} }}"), "BAD_USER_INPUT", "ids"),
        (format!("{{ nodes(ids: [{}]) {{ id }} }}", format!("\"{county}\" ").repeat(101)), "BAD_USER_INPUT", "ids"),
        ("{ counties(first: 101) { nodes { name } } }".to_owned(), "BAD_USER_INPUT", "first"),
        ("{ counties(first: -1) { nodes { name } } }".to_owned(), "BAD_USER_INPUT", "first"),
        ("{ counties(last: 101) { nodes { name } } }".to_owned(), "BAD_USER_INPUT", "last"),
        ("{ counties(first: 1, last: 1) { nodes { name } } }".to_owned(), "BAD_USER_INPUT", "last"),
        ("{ counties(first: 101) { totalCount } }".to_owned(), "BAD_USER_INPUT", "first"),
        ("{ county(code: \"140821\") { reports(first: 101) { nodes { title } } } }".to_owned(), "BAD_USER_INPUT", "first"),
        ("{ provinces { counties(first: 101) { totalCount } } }".to_owned(), "BAD_USER_INPUT", "first"),
        ("{ reports(after: \"nonsense\") { nodes { title } } }".to_owned(), "BAD_USER_INPUT", "after"),
        ("{ reports(before: \"nonsense\") { nodes { title } } }".to_owned(), "BAD_USER_INPUT", "before"),
        (format!("{{ reports(after: \"{elsewhere}\") {{ nodes {{ title }} }} }}"), "BAD_USER_INPUT", "after"),
        (
            format!("{{ county(code: \"140821\") {{ reports(after: \"{elsewhere}\") {{ nodes {{ title }} }} }} }}"),
            "BAD_USER_INPUT",
            "after",
        ),
        (
            format!("{{ figures(after: \"{elsewhere}\", orderBy: [{{ field: VALUE }}]) {{ nodes {{ raw }} }} }}"),
            "BAD_USER_INPUT",
            "after",
        ),
        ("{ series(indicator: \"no.such\") { points { year } } }".to_owned(), "BAD_USER_INPUT", "indicator"),
        (
            "{ series(indicator: \"mediation.mediators\", from: 2022, to: 2020) { points { year } } }".to_owned(),
            "BAD_USER_INPUT",
            "from",
        ),
        (
            "{ county(code: \"140821\") { series(indicators: [\"no.such\"]) { points { year } } } }".to_owned(),
            "BAD_USER_INPUT",
            "indicators",
        ),
        (
            "{ series(indicator: \"mediation.mediators\", province: \"990000\") { points { year } } }".to_owned(),
            "BAD_USER_INPUT",
            "province",
        ),
        (
            "{ series(indicator: \"mediation.mediators\", counties: [\"140821\", \"999999\"]) { points { year } } }".to_owned(),
            "BAD_USER_INPUT",
            "counties",
        ),
        ("{ ranking(indicator: \"no.such\", year: 2021) { rank } }".to_owned(), "BAD_USER_INPUT", "indicator"),
        (
            "{ ranking(indicator: \"mediation.mediators\", year: 2021, province: \"1\") { rank } }".to_owned(),
            "BAD_USER_INPUT",
            "province",
        ),
        (
            "{ ranking(indicator: \"mediation.mediators\", year: 2021, first: 101) { rank } }".to_owned(),
            "BAD_USER_INPUT",
            "first",
        ),
        ("{ ranking(indicator: \"mediation.mediators\", year: 2021, first: -1) { rank } }".to_owned(), "BAD_USER_INPUT", "first"),
        ("{ summary(indicator: \"no.such\") { key } }".to_owned(), "BAD_USER_INPUT", "indicator"),
        ("{ summary(indicator: \"mediation.mediators\", from: 2, to: 1) { key } }".to_owned(), "BAD_USER_INPUT", "from"),
        ("{ search(query: \"\") { totalCount } }".to_owned(), "BAD_USER_INPUT", "query"),
        ("{ search(query: \"。，\") { nodes { snippet } } }".to_owned(), "BAD_USER_INPUT", "query"),
        (format!("{{ search(query: \"{}\") {{ totalCount }} }}", "长".repeat(201)), "BAD_USER_INPUT", "query"),
        ("{ search(query: \"调解\", first: 101) { totalCount } }".to_owned(), "BAD_USER_INPUT", "first"),
        ("{ search(query: \"调解\", after: \"nonsense\") { totalCount } }".to_owned(), "BAD_USER_INPUT", "after"),
        (format!("{{ search(query: \"调解\", after: \"{elsewhere}\") {{ nodes {{ snippet }} }} }}"), "BAD_USER_INPUT", "after"),
        ("{ reports(filter: { signedOn: { gte: \"yesterday\" } }) { totalCount } }".to_owned(), "BAD_USER_INPUT", ""),
        ("{ nothing }".to_owned(), "GRAPHQL_VALIDATION_FAILED", ""),
        ("{ county(code: 140821) { name } }".to_owned(), "GRAPHQL_VALIDATION_FAILED", ""),
        ("{ counties(filter: { colour: RED }) { totalCount } }".to_owned(), "GRAPHQL_VALIDATION_FAILED", ""),
        ("mutation { x }".to_owned(), "GRAPHQL_VALIDATION_FAILED", ""),
        ("query A { provinces { name } } query B { provinces { name } }".to_owned(), "GRAPHQL_VALIDATION_FAILED", ""),
        ("{ county(".to_owned(), "GRAPHQL_PARSE_FAILED", ""),
        (String::new(), "GRAPHQL_PARSE_FAILED", ""),
        (
            format!(
                "{{ county(code: \"140821\") {{ {}name{} }} }}",
                "province { counties { nodes { ".repeat(16),
                " } } }".repeat(16)
            ),
            "QUERY_TOO_DEEP",
            "",
        ),
        (
            "{ counties(first: 100) { nodes { reports(first: 100) { nodes { figures(first: 100) { nodes { raw } } } } } } }"
                .to_owned(),
            "QUERY_TOO_COMPLEX",
            "",
        ),
    ] {
        assert_eq!(server.error(&query).await, (code.to_owned(), argument.to_owned()), "{query}");
    }
}

async fn an_ambiguous_name_lists_the_counties_that_have_it(server: &Server) {
    let answer = server.query("{ county(name: \"鼓楼区\") { name } }").await;
    let message = answer["errors"][0]["message"].as_str().unwrap();
    for code in ["320106", "320302", "350102", "410204"] {
        assert!(message.contains(code), "{message}");
    }
}

async fn what_is_not_there_is_null(server: &Server) {
    world::fill(&server.store).await;
    let ids = ["County:999999", "Report:140821/1999", "Section:140821/2021/9.9", "Figure:140821/2021/1", "Indicator:no.such"];
    let ids: Vec<String> = ids.iter().map(|id| format!("\"{}\"", URL_SAFE_NO_PAD.encode(id))).collect();
    let data = server
        .data(&format!(
            "{{ county(code: \"999999\") {{ name }} named: county(name: \"无此县\") {{ name }}
               report(countyCode: \"140821\", year: 1999) {{ title }} indicator(code: \"no.such\") {{ name }}
               node(id: {}) {{ id }} nodes(ids: [{}]) {{ id }}
               there: county(code: \"140821\") {{ report(year: 1999) {{ title }} }} }}",
            ids[0],
            ids.join(" ")
        ))
        .await;
    assert_eq!(
        data,
        json!({ "county": null, "named": null, "report": null, "indicator": null, "node": null,
                "nodes": [null, null, null, null, null], "there": { "report": null } })
    );
}

async fn filters_that_nest_or_list_too_much_are_refused(server: &Server) {
    let nested = (0..12).fold(json!({}), |inner, _| json!({ "not": inner }));
    let wide = json!({ "or": vec![json!({}); 200] });
    let long = json!({ "county": vec!["140821"; 40_000] });
    for filter in [nested, wide, long] {
        let answer = server
            .query_with(
                "query($filter: ReportFilter) { reports(filter: $filter) { nodes { title } } }",
                json!({ "filter": filter }),
            )
            .await;
        let extensions: &Value = &answer["errors"][0]["extensions"];
        assert_eq!((&extensions["code"], &extensions["argument"]), (&json!("BAD_USER_INPUT"), &json!("filter")), "{answer}");
    }
}

async fn what_breaks_inside_stays_inside(server: &Server) {
    world::fill(&server.store).await;
    server.store.clone().close().await.unwrap();
    let answer = server.query("{ reports { nodes { title } } }").await;
    let error = &answer["errors"][0];
    assert_eq!(error["extensions"]["code"], "INTERNAL_SERVER_ERROR");
    assert!(error["extensions"]["errorId"].is_string());
    let message = error["message"].as_str().unwrap().to_lowercase();
    assert!(!message.contains("sql") && !message.contains("pool"), "{message}");
}
