//! Which documents are run: those that are sent, those that are remembered, those that the server was given.

use fazhi::http::{Settings, TrustedDocuments};
use serde_json::{Value, json};

use crate::{
    ask::{GRAPHQL, get, link, persisted, post, sha256},
    server::Server,
    socket::Socket,
};

const QUERY: &str = "query($code: String!) { county(code: $code) { name } }";

fn variables() -> Value {
    json!({ "code": "140821" })
}

fn found() -> Value {
    json!({ "data": { "county": { "name": "临猗县" } } })
}

#[tokio::test]
async fn a_document_is_remembered_by_its_hash_when_it_has_been_sent_once() {
    let server = Server::with_world().await;
    let hash = sha256(QUERY);
    let by_hash = json!({ "variables": variables(), "extensions": persisted(&hash) });
    let unknown = post(&server, by_hash.clone(), &[]).await;
    assert_eq!((unknown.status, unknown.code()), (200, "PERSISTED_QUERY_NOT_FOUND"));
    assert_eq!(unknown.json["errors"][0]["message"], "PersistedQueryNotFound", "clients know this message");
    let unknown = post(&server, by_hash.clone(), &[("accept", GRAPHQL)]).await;
    assert_eq!((unknown.status, unknown.header("cache-control")), (400, "no-store"));

    let both = json!({ "query": QUERY, "variables": variables(), "extensions": persisted(&hash) });
    assert_eq!(post(&server, both, &[]).await.json, found());
    assert_eq!(post(&server, by_hash, &[]).await.json, found());
    // Some clients send an empty query along.
    let empty = json!({ "query": "", "variables": variables(), "extensions": persisted(&hash) });
    assert_eq!(post(&server, empty, &[]).await.json, found());

    let (variables, extensions) = (variables().to_string(), persisted(&hash).to_string());
    let path = link(&[("variables", &variables), ("extensions", &extensions)]);
    assert_eq!(get(&server, &path, &[]).await.json, found());
    let id = format!("sha256:{hash}");
    assert_eq!(get(&server, &link(&[("documentId", &id), ("variables", &variables)]), &[]).await.json, found());
    let body = json!({ "documentId": id, "variables": serde_json::from_str::<Value>(&variables).unwrap() });
    assert_eq!(post(&server, body, &[]).await.json, found());
}

#[tokio::test]
async fn a_link_can_bring_a_document_to_be_remembered() {
    let server = Server::with_world().await;
    let query = "{ provinces { code } }";
    let extensions = persisted(&sha256(query)).to_string();
    assert!(get(&server, &link(&[("query", query), ("extensions", &extensions)]), &[]).await.json["data"].is_object());
    assert!(get(&server, &link(&[("extensions", &extensions)]), &[]).await.json["data"].is_object());
}

#[tokio::test]
async fn what_is_wrong_with_a_hash_is_told() {
    let server = Server::with_world().await;
    let other = sha256("{ other }");
    for (name, body, code) in [
        ("another hash", json!({ "query": "{ provinces { code } }", "extensions": persisted(&other) }), "BAD_USER_INPUT"),
        ("no hash", json!({ "extensions": persisted("abc") }), "PERSISTED_QUERY_NOT_FOUND"),
        ("an id of another kind", json!({ "documentId": "md5:abc" }), "PERSISTED_QUERY_NOT_FOUND"),
        ("version 2", json!({ "extensions": { "persistedQuery": { "version": 2, "sha256Hash": other } } }), "BAD_USER_INPUT"),
        ("no object", json!({ "query": "{ provinces { code } }", "extensions": { "persistedQuery": 1 } }), "BAD_USER_INPUT"),
        ("nothing", json!({ "extensions": { "persistedQuery": null } }), "BAD_USER_INPUT"),
        (
            "a document over the limits",
            json!({ "query": "{".repeat(200), "extensions": persisted(&sha256(&"{".repeat(200))) }),
            "QUERY_TOO_DEEP",
        ),
        ("which is not remembered", json!({ "extensions": persisted(&sha256(&"{".repeat(200))) }), "PERSISTED_QUERY_NOT_FOUND"),
    ] {
        let answer = post(&server, body, &[]).await;
        assert_eq!(answer.code(), code, "{name}: {}", answer.json);
    }
}

#[tokio::test]
async fn a_mutation_by_its_hash_is_still_none_for_a_link() {
    let server = Server::with_world().await;
    let mutation = "mutation { deleteReport(input: { reportId: \"x\" }) { deletedReportId } }";
    let sent = post(&server, json!({ "query": mutation, "extensions": persisted(&sha256(mutation)) }), &[]).await;
    assert_eq!(sent.code(), "UNAUTHENTICATED");
    let asked = get(&server, &link(&[("extensions", &persisted(&sha256(mutation)).to_string())]), &[]).await;
    assert_eq!((asked.status, asked.header("allow")), (405, "POST"));
}

const LISTENS: &str = "subscription { reportImported { year } }";

async fn trusting() -> Server {
    let file = json!({ "a1b2": QUERY, "c3d4": LISTENS }).to_string();
    let documents = TrustedDocuments::default().read(&file).expect("documents");
    Server::set(Settings { documents: Some(documents), ..Settings::default() }).await
}

#[tokio::test]
async fn a_server_that_was_given_documents_runs_them_however_they_are_named() {
    let server = trusting().await;
    let hash = sha256(QUERY);
    for (name, body) in [
        ("its id", json!({ "documentId": "a1b2" })),
        ("its hash", json!({ "documentId": format!("sha256:{hash}") })),
        ("Apollo's extension", json!({ "extensions": persisted(&hash) })),
        ("its id in Apollo's extension", json!({ "extensions": persisted("a1b2") })),
        ("its text", json!({ "query": QUERY })),
        ("its text and its hash", json!({ "query": QUERY, "extensions": persisted(&hash) })),
    ] {
        let mut body = body;
        body["variables"] = variables();
        assert_eq!(post(&server, body, &[]).await.json, found(), "{name}");
    }
    let path = link(&[("documentId", "a1b2"), ("variables", &variables().to_string())]);
    assert_eq!(get(&server, &path, &[]).await.json, found());
}

#[tokio::test]
async fn a_server_that_was_given_documents_runs_no_others() {
    let server = trusting().await;
    let other = "{ provinces { code } }";
    for (name, body) in [
        ("another text", json!({ "query": other })),
        ("one more blank", json!({ "query": format!("{QUERY} "), "variables": variables() })),
        ("another id", json!({ "documentId": "zzz" })),
        ("another hash", json!({ "extensions": persisted(&sha256(other)) })),
        ("another text under a trusted hash", json!({ "query": other, "extensions": persisted(&sha256(QUERY)) })),
        ("introspection", json!({ "query": "{ __schema { types { name } } }" })),
        ("no document at all", json!({ "query": "{" })),
    ] {
        for accept in ["application/json", GRAPHQL] {
            let answer = post(&server, body.clone(), &[("accept", accept)]).await;
            assert_eq!((answer.status, answer.code()), (403, "UNTRUSTED_DOCUMENT"), "{name}: {}", answer.json);
            assert!(answer.json.get("data").is_none(), "{name}");
        }
    }
    let by_link = get(&server, &link(&[("query", other)]), &[]).await;
    assert_eq!((by_link.status, by_link.code()), (403, "UNTRUSTED_DOCUMENT"));
    let events = get(&server, &link(&[("query", other)]), &[("accept", "text/event-stream")]).await;
    assert_eq!((events.status, events.code()), (403, "UNTRUSTED_DOCUMENT"));
}

#[tokio::test]
async fn neither_over_a_socket() {
    let server = trusting().await;
    let mut socket = Socket::begin(&server, json!({})).await;
    socket.subscribe("a", "subscription { reportImported { title } }", json!({})).await;
    let refused = socket.hear().await;
    assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("a")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "UNTRUSTED_DOCUMENT");
    let by_id = json!({ "documentId": "a1b2", "variables": variables() });
    socket.say(json!({ "type": "subscribe", "id": "b", "payload": by_id })).await;
    assert_eq!(socket.hear().await, json!({ "id": "b", "type": "next", "payload": found() }));
    assert_eq!(socket.hear().await, json!({ "id": "b", "type": "complete" }));
}
