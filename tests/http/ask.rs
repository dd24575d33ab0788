//! Requests with what they need, and answers with what can be looked at.

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

use crate::server::Server;

/// The media type that tells errors by its status.
pub const GRAPHQL: &str = "application/graphql-response+json";

/// Status, headers and body of an answer.
pub struct Answer {
    pub status: u16,
    pub json: Value,
    headers: reqwest::header::HeaderMap,
}

impl Answer {
    pub async fn of(response: Response) -> Answer {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.expect("a body");
        Answer { status, headers, json: serde_json::from_slice(&body).unwrap_or_default() }
    }

    /// A header; empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    /// The code of the first error; empty where there is none.
    pub fn code(&self) -> &str {
        self.json["errors"][0]["extensions"]["code"].as_str().unwrap_or_default()
    }
}

/// Sends a request without a body.
pub async fn ask(server: &Server, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Client::new().request(method, format!("{}{path}", server.url));
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    Answer::of(request.send().await.expect("an answer")).await
}

/// Asks with GET.
pub async fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(server, Method::GET, path, headers).await
}

/// Sends a GraphQL request as JSON.
pub async fn post(server: &Server, body: Value, headers: &[(&str, &str)]) -> Answer {
    let request = Client::new().post(format!("{}/graphql", server.url)).json(&body);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    Answer::of(request.send().await.expect("an answer")).await
}

/// The path of a query with other parameters.
pub fn link(parameters: &[(&str, &str)]) -> String {
    let url = reqwest::Url::parse_with_params("http://localhost/graphql", parameters).expect("a URL");
    format!("/graphql?{}", url.query().unwrap_or_default())
}

/// A request for a document by its hash.
pub fn persisted(hash: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

/// The SHA-256 of a text.
pub fn sha256(text: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
