//! Pages: forwards, backwards, inside other objects.

use crate::{
    server::{Server, on_both_databases},
    world,
};
use serde_json::Value;

on_both_databases! {
    every_connection_is_the_same_in_pages_of_any_size_and_direction,
    a_page_has_20_entries_unless_asked_otherwise_and_may_have_none,
    the_counties_of_a_province_can_be_walked_through,
    filters_combine,
}

/// Everything under `nodes`, walked through page by page.
async fn walk(server: &Server, path: &[&str], field: &str, forwards: bool, query: impl Fn(&str) -> String) -> Vec<Value> {
    let mut all = Vec::new();
    let mut place = String::new();
    loop {
        let data = server.data(&query(&place)).await;
        let page = path.iter().fold(&data, |data, step| &data[*step]);
        let nodes: Vec<Value> = page["nodes"].as_array().unwrap().iter().map(|node| node[field].clone()).collect();
        let info = &page["pageInfo"];
        let (more, cursor, argument) = if forwards {
            all.extend(nodes);
            ("hasNextPage", "endCursor", "after")
        } else {
            all.splice(0..0, nodes);
            ("hasPreviousPage", "startCursor", "before")
        };
        if info[more] == false {
            return all;
        }
        place = format!(", {argument}: \"{}\"", info[cursor].as_str().unwrap());
    }
}

const INFO: &str = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

async fn every_connection_is_the_same_in_pages_of_any_size_and_direction(server: &Server) {
    world::many(&server.store, 9).await;
    let connections: [(&str, &str, &[&str], &str); 7] = [
        ("{ reports(SIZE, orderBy: [{ field: YEAR, direction: DESC }]) { nodes { id } INFO } }", "", &["reports"], "id"),
        (
            "{ reports(SIZE, orderBy: [{ field: SIGNED_ON }, { field: FIGURE_COUNT, direction: DESC }]) { nodes { id } INFO } }",
            "",
            &["reports"],
            "id",
        ),
        (
            "{ counties(SIZE, filter: { province: [\"110000\"] }, orderBy: [{ field: REPORT_COUNT }]) { nodes { code } INFO } }",
            "",
            &["counties"],
            "code",
        ),
        (
            "{ figures(SIZE, filter: { county: [\"110101\"] }, orderBy: [{ field: VALUE, direction: DESC }]) { nodes { id } INFO } }",
            "",
            &["figures"],
            "id",
        ),
        ("{ county(code: \"110101\") { figures(SIZE) { nodes { id } INFO } } }", "", &["county", "figures"], "id"),
        (
            "{ report(countyCode: \"110101\", year: 2020) { sections(SIZE) { nodes { path } INFO } } }",
            "",
            &["report", "sections"],
            "path",
        ),
        ("{ indicators(SIZE, filter: { topic: [MEDIATION] }) { nodes { code } INFO } }", "", &["indicators"], "code"),
    ];
    for (query, _, path, field) in connections {
        let ask = |size: &str, place: &str| query.replace("SIZE", &format!("{size}{place}")).replace("INFO", INFO);
        let whole = walk(server, path, field, true, |place| ask("first: 100", place)).await;
        assert!(whole.len() > 3, "{query}");
        for size in [1, 2, 3, 7] {
            if whole.len() > 30 && size < 3 {
                continue;
            }
            let forwards = walk(server, path, field, true, |place| ask(&format!("first: {size}"), place)).await;
            assert_eq!(forwards, whole, "first: {size} {query}");
            let backwards = walk(server, path, field, false, |place| ask(&format!("last: {size}"), place)).await;
            assert_eq!(backwards, whole, "last: {size} {query}");
        }
    }
}

async fn a_page_has_20_entries_unless_asked_otherwise_and_may_have_none(server: &Server) {
    let data = server
        .data("{ usual: counties { nodes { code } } none: counties(first: 0) { nodes { code } totalCount pageInfo { hasNextPage startCursor } }
                 province: provinces { counties { nodes { code } totalCount } } }")
        .await;
    assert_eq!(data["usual"]["nodes"].as_array().unwrap().len(), 20);
    assert_eq!(data["none"]["nodes"].as_array().unwrap().len(), 0);
    assert_eq!(data["none"]["pageInfo"]["startCursor"], Value::Null);
    assert_eq!(data["none"]["pageInfo"]["hasNextPage"], true);
    let first = &data["province"][2]["counties"];
    assert_eq!(first["nodes"].as_array().unwrap().len(), 20);
    assert!(first["totalCount"].as_u64().unwrap() > 100);
}

async fn the_counties_of_a_province_can_be_walked_through(server: &Server) {
    let mut found = Vec::new();
    let mut place = String::new();
    loop {
        let data = server
            .data(
                &format!("{{ provinces {{ code counties(first: 100{place}) {{ nodes {{ code }} {INFO} totalCount }} }} }}")
                    .replace("provinces", "county(code: \"130102\") { province")
                    .replace("} } }", "} } } }"),
            )
            .await;
        let page = &data["county"]["province"]["counties"];
        found.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["code"].as_str().unwrap().to_owned()));
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(found.len() as u64, page["totalCount"].as_u64().unwrap());
            break;
        }
        place = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
}

async fn filters_combine(server: &Server) {
    world::fill(&server.store).await;
    for (filter, raws) in [
        ("{ indicator: [\"mediation.mediators\"], year: { gte: 2022 } }", vec!["1500名"]),
        ("{ status: [TARGET] }", vec!["98%"]),
        ("{ qualifier: [MORE_THAN, ABOUT] }", vec!["2000余件", "30至40场"]),
        ("{ and: [{ unit: [\"件\"] }, { value: { lte: 2000 } }], not: { catalogued: false } }", vec!["2000余件"]),
        ("{ or: [{ topic: [LEGAL_EDUCATION] }, { county: [\"640324\"] }] }", vec!["30至40场", "3890件"]),
        ("{ or: [] }", vec![]),
        ("{ unit: [] }", vec![]),
        ("{ subjectContains: \"镇级\" }", vec!["300件"]),
        ("{ reviewed: true }", vec![]),
    ] {
        let data = server.data(&format!("{{ figures(filter: {filter}) {{ totalCount nodes {{ raw }} }} }}")).await;
        let found: Vec<_> =
            data["figures"]["nodes"].as_array().unwrap().iter().map(|node| node["raw"].as_str().unwrap()).collect();
        assert_eq!(found, raws, "{filter}");
        assert_eq!(data["figures"]["totalCount"], raws.len(), "{filter}");
    }
}
