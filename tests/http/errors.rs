//! What errors say: a code, a place in the document, and nothing of the inside.

use serde_json::{Value, json};

use crate::{
    ask::{GRAPHQL, post},
    server::Server,
};

#[tokio::test]
async fn errors_of_a_document_say_where() {
    let server = Server::with_world().await;
    for (query, line, column) in [
        ("{\n  nothing\n}", 2, 3),
        ("{\n  provinces {", 2, 14),
        ("{ provinces { code } county(place: 1) { name } }", 1, 29),
        ("query($a: Int!) { provinces { code } }", 1, 7),
        ("query A { provinces { code } } fragment F on Query { provinces { code } }", 1, 32),
        ("{ provinces }", 1, 3),
        ("{ provinces { code { x } } }", 1, 15),
        ("{ counties(first: \"x\") { totalCount } }", 1, 12),
        ("{ ...F }", 1, 3),
    ] {
        let answer = post(&server, json!({ "query": query }), &[("accept", GRAPHQL)]).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.json);
        assert!(answer.json.get("data").is_none(), "{query}");
        let place = &answer.json["errors"][0]["locations"][0];
        assert_eq!(place, &json!({ "line": line, "column": column }), "{query}: {}", answer.json);
    }
}

#[tokio::test]
async fn an_error_of_a_field_says_where_and_leaves_the_others() {
    let server = Server::with_world().await;
    let answer = post(&server, json!({ "query": "{ provinces { code } county { name } }" }), &[("accept", GRAPHQL)]).await;
    assert_eq!(answer.status, 200);
    let error = &answer.json["errors"][0];
    assert_eq!((&error["path"], &error["locations"]), (&json!(["county"]), &json!([{ "line": 1, "column": 22 }])));
    assert!(answer.json["data"]["provinces"].is_array() && answer.json["data"]["county"].is_null());
}

#[tokio::test]
async fn what_breaks_inside_is_told_under_a_number_whatever_is_asked() {
    let server = Server::with_world().await;
    server.store.clone().close().await.unwrap();
    let query = "{ reports { nodes { title } } }";
    let mut answers = vec![
        post(&server, json!({ "query": query }), &[]).await,
        post(
            &server,
            json!({ "query": query }),
            &[("authorization", "Bearer fazhi_0123456789ab_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")],
        )
        .await,
    ];
    for path in [crate::ask::link(&[("query", query)]).as_str(), "/export/figures.csv"] {
        answers.push(crate::ask::get(&server, path, &[]).await);
    }
    for answer in answers {
        assert_eq!(answer.code(), "INTERNAL_SERVER_ERROR", "{}", answer.json);
        let error: &Value = &answer.json["errors"][0];
        assert!(error["extensions"]["errorId"].is_string(), "{error}");
        let text = error.to_string().to_lowercase();
        assert!(["sql", "pool", "database", ".rs"].iter().all(|word| !text.contains(word)), "{text}");
    }
}
