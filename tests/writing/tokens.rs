//! Who may do what: every mutation with every kind of token.

use chrono::{Duration, Utc};
use fazhi::store::{Scope, Store};
use serde_json::{Value, json};
use std::collections::BTreeSet;

use crate::{
    client::{Client, REPORT, code},
    server::{Server, on_both_databases},
    world,
};

on_both_databases! {
    every_mutation_wants_a_token_with_its_scope,
    a_token_that_is_worth_nothing_is_refused_whatever_is_asked,
    the_last_use_of_a_token_is_known,
}

const IMPORT: &str = "mutation($input: ImportReportInput!) { importReport(input: $input) { created } }";
const FILE: &str = "mutation($file: Upload!) { importReportFile(file: $file) { created } }";
const REVIEW: &str = "mutation($input: ReviewFigureInput!) { reviewFigure(input: $input) { figure { id } } }";
const DELETE: &str = "mutation($input: DeleteReportInput!) { deleteReport(input: $input) { deletedReportId } }";

/// Every mutation: its name, a document, variables, its scope, and the code of the answer to somebody who may.
fn mutations(figure: &Value, report: &Value) -> Vec<(&'static str, &'static str, Value, Scope, &'static str)> {
    vec![
        ("importReport", IMPORT, json!({ "input": { "text": REPORT } }), Scope::Import, ""),
        // A file cannot come in JSON: whoever may is told so.
        ("importReportFile", FILE, json!({ "file": "#upload:0" }), Scope::Import, "BAD_USER_INPUT"),
        ("reviewFigure", REVIEW, json!({ "input": { "figureId": figure, "decision": "CONFIRMED" } }), Scope::Review, ""),
        ("deleteReport", DELETE, json!({ "input": { "reportId": report } }), Scope::Admin, ""),
    ]
}

async fn every_mutation_wants_a_token_with_its_scope(server: &Server) {
    world::fill(&server.store).await;
    let data = server.data("{ reports(first: 1) { nodes { id figures(first: 1) { nodes { id } } } } }").await;
    let report = &data["reports"]["nodes"][0];
    let mutations = mutations(&report["figures"]["nodes"][0]["id"], &report["id"]);

    let there = server.data("{ __type(name: \"Mutation\") { fields { name } } }").await;
    let there: BTreeSet<&str> =
        there["__type"]["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(there, mutations.iter().map(|it| it.0).collect(), "a mutation is missing in this test");

    for (name, document, variables, scope, _) in &mutations {
        let nobody = server.anonymous();
        assert_eq!(nobody.code(document, variables.clone()).await, "UNAUTHENTICATED", "{name} without a token");
        let others: Vec<Scope> = Scope::ALL.into_iter().filter(|other| other != scope).collect();
        let other = server.holder(&format!("not {scope} for {name}"), &others).await;
        let (status, answer) = other.ask(document, variables.clone()).await;
        assert_eq!((status, code(&answer).as_str()), (200, "FORBIDDEN"), "{name} with {others:?}");
        assert_eq!(answer["errors"][0]["extensions"]["scope"], scope.as_str(), "{name}: {answer}");
        assert!(answer["errors"][0]["message"].as_str().unwrap().contains(scope.as_str()), "{name}: {answer}");
    }
    for (name, document, variables, scope, allowed) in &mutations {
        let holder = server.holder(&format!("{scope} for {name}"), &[*scope]).await;
        assert_eq!(&holder.code(document, variables.clone()).await, allowed, "{name} with {scope}");
    }
}

async fn bad_tokens(store: &Store) -> Vec<(&'static str, String)> {
    let expired = store.create_token("expired", &Scope::ALL, Some(Utc::now() - Duration::seconds(5))).await.unwrap();
    let revoked = store.create_token("revoked", &Scope::ALL, None).await.unwrap();
    store.revoke_token("revoked").await.unwrap();
    let good = store.create_token("good", &Scope::ALL, None).await.unwrap();
    let changed = format!("{}x", &good[..good.len() - 1]);
    vec![
        ("expired", expired),
        ("revoked", revoked),
        ("with another secret", if changed == good { format!("{}y", &good[..good.len() - 1]) } else { changed }),
        ("cut off", good[..20].to_owned()),
        ("invented", "fazhi_0123456789ab_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned()),
        ("of another kind", "ghp_0123456789".to_owned()),
    ]
}

async fn a_token_that_is_worth_nothing_is_refused_whatever_is_asked(server: &Server) {
    for (kind, token) in bad_tokens(&server.store).await {
        let client = Client { server, token: Some(token) };
        for document in ["{ statistics { reports } }", IMPORT] {
            let (status, answer) = client.ask(document, json!({ "input": { "text": REPORT } })).await;
            assert_eq!((status, code(&answer).as_str()), (401, "UNAUTHENTICATED"), "{kind}: {answer}");
            assert!(answer.get("data").is_none(), "{kind}: {answer}");
        }
    }
    let url = format!("{}/graphql?query=%7Bstatistics%7Breports%7D%7D", server.url);
    let refused = reqwest::Client::new().get(&url).bearer_auth("nothing").send().await.unwrap();
    assert_eq!(refused.status(), 401);
    assert!(refused.headers()["www-authenticate"].to_str().unwrap().starts_with("Bearer "));
    let other_scheme = reqwest::Client::new().get(&url).basic_auth("a", Some("b")).send().await.unwrap();
    assert_eq!(other_scheme.status(), 200, "a password for a proxy is no token");
}

async fn the_last_use_of_a_token_is_known(server: &Server) {
    let client = server.holder("used", &[Scope::Import]).await;
    server.store.create_token("unused", &[Scope::Import], None).await.unwrap();
    client.data("{ statistics { reports } }", json!({})).await;
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        let used = server.store.tokens().await.unwrap().into_iter().filter(|token| token.last_used_at.is_some());
        if used.map(|token| token.name).collect::<Vec<_>>() == ["used"] {
            return;
        }
    }
    panic!("the use of a token was not written down");
}

#[tokio::test]
async fn one_name_is_one_token_that_is_in_force() {
    let server = Server::empty().await;
    let store = &server.store;
    let first = store.create_token(" ci ", &[Scope::Import], None).await.unwrap();
    assert_eq!(store.create_token("ci", &[Scope::Admin], None).await.unwrap_err().code(), "TOKEN_EXISTS");
    for name in ["", "  ", "a\nb", "x".repeat(101).as_str()] {
        assert_eq!(store.create_token(name, &[Scope::Admin], None).await.unwrap_err().code(), "BAD_TOKEN_NAME", "{name:?}");
    }
    store.revoke_token("ci").await.unwrap();
    assert_eq!(store.revoke_token("ci").await.unwrap_err().code(), "NO_TOKEN");
    let second = store.create_token("ci", &[Scope::Import], None).await.unwrap();
    assert!(store.token(&first).await.unwrap().is_err() && store.token(&second).await.unwrap().is_ok());
    let id = second.split('_').nth(1).unwrap();
    assert_eq!(store.revoke_token(id).await.unwrap().name, "ci");
    let kept: Vec<String> = store.tokens().await.unwrap().into_iter().map(|token| token.secret_sha256).collect();
    assert!(kept.iter().all(|hash| hash.len() == 64 && !first.contains(hash) && !second.contains(hash)));
}
