//! Somebody with a token.

// Every test that includes this file uses a part of it.
#![allow(dead_code)]

use fazhi::{ingest::Ingest, store::Scope};
use serde_json::{Value, json};

use crate::{server::Server, world};

/// A report in our own words, with one figure that the catalogue knows.
pub const REPORT: &str =
    "平遥县2020年度法治政府建设工作报告\n一、主要工作\n全年收到行政复议申请22件。\n二、存在问题\n力量不足。\n";

/// Somebody with a token, or without.
pub struct Client<'a> {
    pub server: &'a Server,
    pub token: Option<String>,
}

impl Server {
    /// Somebody without a token.
    pub fn anonymous(&self) -> Client<'_> {
        Client { server: self, token: None }
    }

    /// Somebody with a token of these scopes.
    pub async fn holder(&self, name: &str, scopes: &[Scope]) -> Client<'_> {
        let token = self.store.create_token(name, scopes, None).await.expect("a token");
        Client { server: self, token: Some(token) }
    }

    /// Somebody who may do everything.
    pub async fn master(&self) -> Client<'_> {
        self.holder("master", &Scope::ALL).await
    }
}

impl Server {
    /// Does one job that is left to the workers; says whether there was one.
    pub async fn work_once(&self) -> bool {
        let ingest = Ingest::new(self.store.clone(), world::extractor());
        ingest.end_lost_jobs().await.expect("an end");
        ingest.work_once("test").await.expect("a worker")
    }
}

impl Client<'_> {
    /// Status and answer.
    pub async fn ask(&self, query: &str, variables: Value) -> (u16, Value) {
        let mut request = reqwest::Client::new()
            .post(format!("{}/graphql", self.server.url))
            .json(&json!({ "query": query, "variables": variables }));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.expect("an answer");
        (response.status().as_u16(), response.json().await.expect("JSON"))
    }

    /// The data of an answer that has no errors.
    pub async fn data(&self, query: &str, variables: Value) -> Value {
        let (_, mut answer) = self.ask(query, variables).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    /// The code of the only error.
    pub async fn code(&self, query: &str, variables: Value) -> String {
        code(&self.ask(query, variables).await.1)
    }

    /// Imports a text and gives the payload.
    pub async fn import(&self, input: Value) -> Value {
        let query = "mutation($input: ImportReportInput!) { importReport(input: $input) {
            created replaced userErrors { code message field } warnings { code message span { start } }
            report { id title year edition county { code } source { name url sha256 } figures { totalCount } }
            job { id status total done failed warnings { code } report { title } createdAt finishedAt } } }";
        self.data(query, json!({ "input": input })).await["importReport"].take()
    }
}

/// The code of the only error of an answer; empty where there is none.
pub fn code(answer: &Value) -> String {
    let Some(errors) = answer["errors"].as_array() else { return String::new() };
    assert_eq!(errors.len(), 1, "{answer:#}");
    errors[0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
}
