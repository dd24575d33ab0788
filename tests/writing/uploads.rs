//! Reports that come in as files: the GraphQL multipart request.

use fazhi::store::Scope;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::{
    client::{REPORT, code},
    server::Server,
};

const DOCUMENT: &str = "mutation($file: Upload!, $input: ImportFileInput) { importReportFile(file: $file, input: $input) {
    created userErrors { code field } report { title edition source { name charset mediaType } figures { totalCount } } } }";

/// A request with files: its parts, in order.
struct Sent {
    name: &'static str,
    operations: Option<String>,
    map: Option<String>,
    files: Vec<(&'static str, Vec<u8>)>,
}

impl Sent {
    fn new(name: &'static str) -> Self {
        let operations = json!({ "query": DOCUMENT, "variables": { "file": null } }).to_string();
        let map = json!({ "0": ["variables.file"] }).to_string();
        Sent { name, operations: Some(operations), map: Some(map), files: vec![("0", REPORT.as_bytes().to_vec())] }
    }

    fn operations(self, operations: Value) -> Self {
        Sent { operations: Some(operations.to_string()), ..self }
    }

    fn map(self, map: &str) -> Self {
        Sent { map: Some(map.to_owned()), ..self }
    }

    fn files(self, files: Vec<(&'static str, Vec<u8>)>) -> Self {
        Sent { files, ..self }
    }

    fn form(&self, file_name: &'static str) -> Form {
        let mut form = Form::new();
        if let Some(operations) = &self.operations {
            form = form.text("operations", operations.clone());
        }
        if let Some(map) = &self.map {
            form = form.text("map", map.clone());
        }
        for (name, bytes) in &self.files {
            form = form.part(*name, Part::bytes(bytes.clone()).file_name(file_name));
        }
        form
    }

    async fn send(&self, server: &Server, token: &str, file_name: &'static str) -> (u16, Value) {
        let request = reqwest::Client::new().post(format!("{}/graphql", server.url)).multipart(self.form(file_name));
        let response = request.bearer_auth(token).send().await.unwrap_or_else(|error| panic!("{}: {error:?}", self.name));
        (response.status().as_u16(), response.json().await.expect("JSON"))
    }
}

async fn with_token() -> (Server, String) {
    let server = Server::empty().await;
    let token = server.store.create_token("uploads", &[Scope::Import], None).await.unwrap();
    (server, token)
}

#[tokio::test]
async fn a_file_is_read_whatever_its_charset_and_format() {
    let (server, token) = with_token().await;
    let (gbk, _, _) = encoding_rs::GB18030.encode(REPORT);
    let page = format!("<html><body>{}</body></html>", REPORT.lines().map(|line| format!("<p>{line}</p>")).collect::<String>());
    for (name, file_name, bytes, charset, media_type) in [
        ("UTF-8", "a.txt", REPORT.as_bytes().to_vec(), "UTF-8", "text/plain"),
        ("GBK", "平遥.txt", gbk.into_owned(), "gb18030", "text/plain"),
        ("a page", "a.html", page.into_bytes(), "UTF-8", "text/html"),
    ] {
        let (status, answer) = Sent::new(name).files(vec![("0", bytes)]).send(&server, &token, file_name).await;
        let payload = &answer["data"]["importReportFile"];
        assert_eq!((status, &payload["userErrors"]), (200, &json!([])), "{name}: {answer:#}");
        let source = json!({ "name": file_name, "charset": charset, "mediaType": media_type });
        assert_eq!(payload["report"]["source"], source, "{name}");
        assert_eq!(payload["report"]["figures"]["totalCount"], 1, "{name}");
    }
}

#[tokio::test]
async fn what_is_known_about_a_file_is_honoured() {
    let (server, token) = with_token().await;
    let input = json!({ "countyCode": "140821", "year": 2019, "edition": "DIGEST", "url": "https://example.org/a" });
    let variables = json!({ "file": null, "input": input });
    let sent = Sent::new("hints").operations(json!({ "query": DOCUMENT, "variables": variables }));
    let (_, answer) = sent.send(&server, &token, "a.txt").await;
    assert_eq!(answer["data"]["importReportFile"]["report"]["edition"], "DIGEST", "{answer:#}");
    let there = server.data("{ report(countyCode: \"140821\", year: 2019) { source { url } } }").await;
    assert_eq!(there["report"]["source"]["url"], "https://example.org/a");
    let variables = json!({ "file": null, "input": { "background": true } });
    let (_, answer) =
        Sent::new("later").operations(json!({ "query": DOCUMENT, "variables": variables })).send(&server, &token, "a.txt").await;
    assert_eq!(answer["data"]["importReportFile"]["report"], Value::Null, "{answer:#}");
    assert!(server.work_once().await);
    assert_eq!(
        server.data("{ report(countyCode: \"140728\", year: 2020) { source { name } } }").await["report"]["source"]["name"],
        "a.txt"
    );
}

#[tokio::test]
async fn a_file_that_is_no_report_says_why_and_stores_nothing() {
    let (server, token) = with_token().await;
    for (name, bytes, code) in [
        ("nothing", vec![], "EMPTY_FILE"),
        ("an image", b"\x89PNG\r\n\x1A\n\0\0".to_vec(), "BINARY_FILE"),
        ("broken text", vec![0xE4, 0xB8, 0xAD, 0xFF, 0xFF, 0xFF, 0x20, 0x81], "BROKEN_TEXT"),
        ("some text", "今天天气很好。".as_bytes().to_vec(), "NOT_A_REPORT"),
    ] {
        let (status, answer) = Sent::new(name).files(vec![("0", bytes)]).send(&server, &token, "a.txt").await;
        let errors = json!([{ "code": code, "field": ["file"] }]);
        assert_eq!((status, &answer["data"]["importReportFile"]["userErrors"]), (200, &errors), "{name}: {answer:#}");
    }
    assert_eq!(server.data("{ statistics { reports } }").await["statistics"]["reports"], 0);
    assert!(server.store.sources_by_id(&[1, 2, 3, 4]).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_request_that_does_not_keep_to_the_form_is_refused() {
    let (server, token) = with_token().await;
    let one = || vec![("0", REPORT.as_bytes().to_vec())];
    let with = |variables: Value| json!({ "query": DOCUMENT, "variables": variables });
    for (sent, status, expected) in [
        (Sent { operations: None, ..Sent::new("no operations") }, 400, "BAD_USER_INPUT"),
        (Sent { map: None, ..Sent::new("no map") }, 400, "BAD_USER_INPUT"),
        (Sent { operations: Some("{".to_owned()), ..Sent::new("operations is no JSON") }, 400, "BAD_USER_INPUT"),
        (Sent::new("a batch").operations(json!([with(json!({ "file": null }))])), 400, "BAD_USER_INPUT"),
        (Sent::new("map is no JSON").map("x"), 400, "BAD_USER_INPUT"),
        (Sent::new("map is a list").map("[\"variables.file\"]"), 400, "BAD_USER_INPUT"),
        (Sent::new("map without lists").map("{\"0\":\"variables.file\"}"), 400, "BAD_USER_INPUT"),
        (Sent::new("map leads nowhere").map("{\"0\":[\"variables.other\"]}"), 400, "BAD_USER_INPUT"),
        (Sent::new("map leads out of the variables").map("{\"0\":[\"query\"]}"), 400, "BAD_USER_INPUT"),
        (Sent::new("map leads to nothing").map("{\"0\":[\"\"]}"), 400, "BAD_USER_INPUT"),
        (Sent::new("map leads too deep").map("{\"0\":[\"variables.file.0\"]}"), 400, "BAD_USER_INPUT"),
        (Sent::new("map names two places at once").map("{\"0\":[\"variables.file\",\"variables.file\"]}"), 400, "BAD_USER_INPUT"),
        (Sent::new("map names a part that is missing").map("{\"1\":[\"variables.file\"]}"), 400, "BAD_USER_INPUT"),
        (Sent::new("no file").files(vec![]), 400, "BAD_USER_INPUT"),
        (Sent::new("a file too many").files([one(), vec![("1", vec![1])]].concat()), 400, "BAD_USER_INPUT"),
        (Sent::new("two files of one name").files([one(), one()].concat()), 400, "BAD_USER_INPUT"),
        (Sent::new("no variables").operations(json!({ "query": DOCUMENT })), 400, "BAD_USER_INPUT"),
        (Sent::new("a variable that is not null").operations(with(json!({ "file": "x" }))), 400, "BAD_USER_INPUT"),
        (Sent::new("a variable that is missing").map("{}").files(vec![]).operations(with(json!({}))), 200, "BAD_USER_INPUT"),
        (
            Sent::new("a variable that is no file").map("{}").files(vec![]).operations(with(json!({ "file": "x" }))),
            200,
            "BAD_USER_INPUT",
        ),
        (
            Sent::new("a file that is not there").map("{}").files(vec![]).operations(with(json!({ "file": "#upload:7" }))),
            200,
            "BAD_USER_INPUT",
        ),
        (Sent::new("a number").map("{}").files(vec![]).operations(with(json!({ "file": 7 }))), 200, "GRAPHQL_VALIDATION_FAILED"),
        (
            Sent::new("eleven files")
                .files(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"].map(|name| (name, vec![1])).into()),
            413,
            "PAYLOAD_TOO_LARGE",
        ),
    ] {
        let (answered, answer) = sent.send(&server, &token, "a.txt").await;
        assert_eq!((answered, code(&answer).as_str()), (status, expected), "{}: {answer:#}", sent.name);
    }
    assert_eq!(server.data("{ statistics { reports } }").await["statistics"]["reports"], 0);
}

#[tokio::test]
async fn more_than_a_document_may_have_is_refused() {
    let (server, token) = with_token().await;
    let large = vec![b'a'; fazhi::ingest::LONGEST + 1_100_000];
    let (status, answer) = Sent::new("too large").files(vec![("0", large)]).send(&server, &token, "a.txt").await;
    assert_eq!((status, code(&answer).as_str()), (413, "PAYLOAD_TOO_LARGE"), "{answer}");
    let long = vec![b'a'; fazhi::ingest::LONGEST + 1];
    let (status, answer) = Sent::new("too long").files(vec![("0", long)]).send(&server, &token, "a.txt").await;
    assert_eq!((status, &answer["data"]["importReportFile"]["userErrors"][0]["code"]), (200, &json!("TOO_LARGE")), "{answer}");
}

#[tokio::test]
async fn no_page_can_make_its_readers_send_a_file() {
    let (server, token) = with_token().await;
    let url = format!("{}/graphql", server.url);
    let post = || reqwest::Client::new().post(&url);
    let form = || Sent::new("").form("a.txt");
    for (name, request, status, expected) in [
        ("a form", post().multipart(form()), 400, "BAD_USER_INPUT"),
        ("with a header", post().multipart(form()).header("GraphQL-Require-Preflight", "1"), 401, "UNAUTHENTICATED"),
        ("with the other header", post().multipart(form()).header("Apollo-Require-Preflight", "x"), 401, "UNAUTHENTICATED"),
        ("with a bad token", post().multipart(form()).bearer_auth("x"), 401, "UNAUTHENTICATED"),
        ("with a token", post().multipart(form()).bearer_auth(&token), 200, ""),
        ("plain text", post().body("{\"query\":\"{x}\"}").header("content-type", "text/plain"), 415, "BAD_USER_INPUT"),
        (
            "a bare form",
            post().body("query=x").header("content-type", "application/x-www-form-urlencoded"),
            415,
            "BAD_USER_INPUT",
        ),
    ] {
        let response = request.send().await.unwrap();
        let answered = response.status().as_u16();
        let answer: Value = response.json().await.unwrap();
        assert_eq!((answered, code(&answer).as_str()), (status, expected), "{name}: {answer}");
    }
}

#[tokio::test]
async fn a_page_may_send_a_token_after_asking() {
    let server = Server::empty().await;
    for header in ["authorization", "graphql-require-preflight", "apollo-require-preflight"] {
        let asked = reqwest::Client::new()
            .request(reqwest::Method::OPTIONS, format!("{}/graphql", server.url))
            .header("origin", "https://example.org")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", header)
            .send()
            .await
            .unwrap();
        assert_eq!(asked.status(), 200, "{header}");
    }
}
