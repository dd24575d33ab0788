//! The printed schema: what is committed, what the contract of this version has, and a description of everything.

use crate::server::Server;
use serde_json::Value;

#[test]
fn the_committed_schema_is_the_printed_one() {
    let committed = include_str!("../../schema.graphql");
    assert!(committed == fazhi::graphql::sdl(), "schema.graphql is stale; write it anew: fazhi schema > schema.graphql");
}

#[tokio::test]
async fn everything_has_a_description() {
    let server = Server::empty().await;
    let data = server
        .data(
            "{ __schema { types { name kind description enumValues { name description }
               fields { name description args { name description } } inputFields { name description } } } }",
        )
        .await;
    let mut bare = Vec::new();
    for kind in data["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        if name.starts_with("__") || matches!(name, "Int" | "Float" | "String" | "Boolean" | "ID") {
            continue;
        }
        note(&mut bare, name, kind);
        for list in ["enumValues", "fields", "inputFields"] {
            for member in kind[list].as_array().into_iter().flatten() {
                let path = format!("{name}.{}", member["name"].as_str().unwrap());
                note(&mut bare, &path, member);
                for argument in member["args"].as_array().into_iter().flatten() {
                    note(&mut bare, &format!("{path}({})", argument["name"].as_str().unwrap()), argument);
                }
            }
        }
    }
    assert_eq!(bare, Vec::<String>::new());
}

#[tokio::test]
async fn a_field_that_may_be_null_says_when() {
    let server = Server::empty().await;
    let data = server
        .data("{ __schema { types { name kind fields { name description type { kind ofType { kind ofType { kind } } } } } } }")
        .await;
    let mut silent = Vec::new();
    for kind in data["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        for field in kind["fields"].as_array().into_iter().flatten().filter(|_| !name.starts_with("__")) {
            let path = format!("{name}.{}", field["name"].as_str().unwrap());
            let says = field["description"].as_str().unwrap_or_default().to_lowercase().contains("null");
            let nullable = field["type"]["kind"] != "NON_NULL";
            // [Node]! has entries that may be null.
            let list = &field["type"]["ofType"];
            let entries = !nullable && list["kind"] == "LIST" && list["ofType"]["kind"] != "NON_NULL";
            if (nullable || entries) && !says {
                silent.push(path);
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

fn note(bare: &mut Vec<String>, path: &str, thing: &Value) {
    if thing["description"].as_str().unwrap_or_default().trim().is_empty() {
        bare.push(path.to_owned());
    }
}
