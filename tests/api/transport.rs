//! GraphQL over HTTP: methods, media types, statuses.

use crate::server::Server;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;

const QUERY: &str = "{\"query\":\"{ statistics { reports } }\"}";
const GRAPHQL: &str = "application/graphql-response+json";

struct Case {
    name: &'static str,
    method: Method,
    path: String,
    content_type: Option<&'static str>,
    accept: Option<&'static str>,
    body: String,
    status: u16,
    answer: &'static str,
    code: &'static str,
}

fn post(name: &'static str, body: &str) -> Case {
    Case {
        name,
        method: Method::POST,
        path: "/graphql".to_owned(),
        content_type: Some("application/json"),
        accept: None,
        body: body.to_owned(),
        status: 200,
        answer: "application/json",
        code: "",
    }
}

fn get(name: &'static str, query: &str) -> Case {
    Case { method: Method::GET, path: format!("/graphql?{query}"), content_type: None, ..post(name, "") }
}

impl Case {
    fn fails(self, status: u16, code: &'static str) -> Case {
        Case { status, code, ..self }
    }

    fn accepting(self, accept: &'static str, answer: &'static str) -> Case {
        Case { accept: Some(accept), answer, ..self }
    }

    fn request(&self, client: &Client, url: &str) -> RequestBuilder {
        let mut request = client.request(self.method.clone(), format!("{url}{}", self.path)).body(self.body.clone());
        if let Some(content_type) = self.content_type {
            request = request.header("content-type", content_type);
        }
        match self.accept {
            Some(accept) => request.header("accept", accept),
            None => request,
        }
    }
}

#[tokio::test]
async fn requests_and_their_answers() {
    let server = Server::with_world().await;
    let unknown = "{\"query\":\"{ nothing }\"}";
    let partly = "{\"query\":\"{ provinces { name } county { name } }\"}";
    let big = format!("{{\"query\":\"{{ statistics {{ reports }} }} {}\"}}", "#".repeat(1_100_000));
    let long = format!("{{\"query\":\"{{ statistics {{ reports }} }} {}\"}}", "#".repeat(200_000));
    for case in [
        post("a query", QUERY),
        post("with charset", QUERY).accepting("application/json; charset=utf-8", "application/json"),
        post("anything", QUERY).accepting("*/*", "application/json"),
        post("the new type", QUERY).accepting(GRAPHQL, GRAPHQL),
        post("both types", QUERY).accepting("application/graphql-response+json, application/json;q=0.9", GRAPHQL),
        post("html only", QUERY).accepting("text/html", "application/json").fails(406, "BAD_USER_INPUT"),
        post("variables", "{\"query\":\"query($c: String!) { county(code: $c) { name } }\",\"variables\":{\"c\":\"140821\"}}"),
        post(
            "variables null",
            "{\"query\":\"{ provinces { name } }\",\"variables\":null,\"operationName\":null,\"extensions\":null}",
        ),
        post(
            "operation",
            "{\"query\":\"query A { provinces { name } } query B { x: provinces { name } }\",\"operationName\":\"B\"}",
        ),
        post("unknown operation", "{\"query\":\"query A { provinces { name } }\",\"operationName\":\"C\"}")
            .fails(200, "GRAPHQL_VALIDATION_FAILED"),
        post("wrong field, old type", unknown).fails(200, "GRAPHQL_VALIDATION_FAILED"),
        post("wrong field, new type", unknown).accepting(GRAPHQL, GRAPHQL).fails(400, "GRAPHQL_VALIDATION_FAILED"),
        post("no GraphQL, new type", "{\"query\":\"{\"}").accepting(GRAPHQL, GRAPHQL).fails(400, "GRAPHQL_PARSE_FAILED"),
        post("error in execution, new type", partly).accepting(GRAPHQL, GRAPHQL).fails(200, "BAD_USER_INPUT"),
        post("missing variable", "{\"query\":\"query($c: String!) { county(code: $c) { name } }\"}")
            .accepting(GRAPHQL, GRAPHQL)
            .fails(400, "BAD_USER_INPUT"),
        post("no JSON", "{\"query\"").fails(400, "BAD_USER_INPUT"),
        post("no query", "{\"variables\":{}}").fails(400, "BAD_USER_INPUT"),
        post("query is a number", "{\"query\":1}").fails(400, "BAD_USER_INPUT"),
        post("variables is a list", "{\"query\":\"{ x }\",\"variables\":[1]}").fails(400, "BAD_USER_INPUT"),
        post("nothing", "").fails(400, "BAD_USER_INPUT"),
        post("a batch", &format!("[{QUERY}]")).fails(400, "BAD_USER_INPUT"),
        post("a megabyte", &big).fails(413, "PAYLOAD_TOO_LARGE"),
        post("a long document", &long).fails(200, "PAYLOAD_TOO_LARGE"),
        Case { content_type: Some("text/plain"), ..post("plain text", QUERY) }.fails(415, "BAD_USER_INPUT"),
        Case { content_type: None, ..post("no content type", QUERY) }.fails(415, "BAD_USER_INPUT"),
        get("a link", "query=%7Bprovinces%7Bname%7D%7D"),
        get(
            "a link with variables",
            "query=query(%24c:String)%7Bcounty(code:%24c)%7Bname%7D%7D&variables=%7B%22c%22:%22140821%22%7D",
        ),
        get("a link in the new type", "query=%7Bprovinces%7Bname%7D%7D").accepting(GRAPHQL, GRAPHQL),
        get("a link without query", "").fails(400, "BAD_USER_INPUT"),
        get("a link with broken variables", "query=%7Bprovinces%7Bname%7D%7D&variables=x").fails(400, "BAD_USER_INPUT"),
        get("a mutation by link", "query=mutation%7Bx%7D").fails(405, "BAD_USER_INPUT"),
        Case { method: Method::PUT, ..post("put", QUERY) }.fails(405, "BAD_USER_INPUT"),
        Case { path: "/nowhere".to_owned(), method: Method::GET, ..post("nowhere", "") }.fails(404, "NOT_FOUND"),
    ] {
        let client = Client::new();
        let response = case.request(&client, &server.url).send().await.unwrap();
        assert_eq!(response.status().as_u16(), case.status, "{}", case.name);
        let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
        assert!(content_type.starts_with(case.answer), "{}: {content_type}", case.name);
        let answer: Value = response.json().await.unwrap();
        let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default();
        assert_eq!(code, case.code, "{}: {answer}", case.name);
        if case.status != 200 {
            assert!(answer.get("data").is_none(), "{}: {answer}", case.name);
        }
    }
}

#[tokio::test]
async fn schema_and_health() {
    let server = Server::with_world().await;
    for (path, content_type, words) in
        [("/schema.graphql", "text/plain", "type Query"), ("/healthz", "application/json", "\"status\":\"ok\"")]
    {
        let response = reqwest::get(format!("{}{path}", server.url)).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert!(response.headers()["content-type"].to_str().unwrap().starts_with(content_type), "{path}");
        assert!(response.text().await.unwrap().contains(words), "{path}");
    }
}

#[tokio::test]
async fn health_says_when_the_database_is_gone() {
    let server = Server::empty().await;
    server.store.clone().close().await.unwrap();
    let response = reqwest::get(format!("{}/healthz", server.url)).await.unwrap();
    assert_eq!(response.status(), 503);
    let answer: Value = response.json().await.unwrap();
    assert_eq!((answer["status"].as_str(), answer["database"].as_str()), (Some("unavailable"), Some("unreachable")));
}

#[tokio::test]
async fn any_page_may_ask_without_credentials() {
    let server = Server::empty().await;
    let asked = Client::new()
        .request(Method::OPTIONS, format!("{}/graphql", server.url))
        .header("origin", "https://example.org")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type")
        .send()
        .await
        .unwrap();
    assert_eq!(asked.status(), 200);
    assert_eq!(asked.headers()["access-control-allow-origin"], "*");
    assert!(asked.headers().get("access-control-allow-credentials").is_none());
}

#[tokio::test]
async fn long_answers_are_compressed_when_the_client_can_read_them() {
    let server = Server::empty().await;
    let request = Client::new().get(format!("{}/schema.graphql", server.url)).header("accept-encoding", "gzip");
    assert_eq!(request.send().await.unwrap().headers()["content-encoding"], "gzip");
}
