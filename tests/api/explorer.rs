//! The explorer's files: what is served where, how long it may be kept, and what is nowhere.

use crate::server::Server;
use reqwest::{Client, Method, Response, StatusCode};

/// What a browser says when a person follows a link.
const PERSON: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

struct Site {
    server: Server,
    client: Client,
}

impl Site {
    /// None where the explorer was not built before the tests were, which CI does not let pass.
    async fn built() -> Option<Site> {
        let site = Site { server: Server::empty().await, client: Client::new() };
        if site.get("/", PERSON).await.text().await.unwrap().contains("make web") {
            assert!(std::env::var_os("CI").is_none(), "web/dist is empty: run `make web` first");
            println!("SKIPPED: web/dist is empty; `make web` fills it");
            return None;
        }
        Some(site)
    }

    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Response {
        let request = self.client.request(method, format!("{}{path}", self.server.url));
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().await.unwrap()
    }

    async fn get(&self, path: &str, accept: &str) -> Response {
        self.ask(Method::GET, path, &[("accept", accept)]).await
    }

    /// The path of a script that the first page loads.
    async fn script(&self) -> String {
        let page = self.get("/", PERSON).await.text().await.unwrap();
        let (_, behind) = page.split_once("src=\"/assets/").expect("a script");
        format!("/assets/{}", behind.split('"').next().unwrap())
    }
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_page_is_a_page_whoever_asks_and_what_is_none_is_told_to_people_and_programs() {
    let Some(site) = Site::built().await else { return };
    let any = "*/*";
    for (path, accept, status, media_type) in [
        ("/", any, 200, "text/html"),
        ("/graphiql", any, 200, "text/html"),
        ("/graphiql?query=%7Bstatistics%7Breports%7D%7D", PERSON, 200, "text/html"),
        ("/counties/640324", any, 200, "text/html"),
        ("/counties/640324/", PERSON, 200, "text/html"),
        ("/indicators/mediation.disputes.resolved?year=2021", any, 200, "text/html"),
        ("/reports/640324/2021", PERSON, 200, "text/html"),
        ("/icon.svg", any, 200, "image/svg+xml"),
        ("/nowhere", PERSON, 404, "text/html"),
        ("/nowhere", any, 404, "application/json"),
        ("/index.html", any, 404, "application/json"),
        ("/index.html.br", any, 404, "application/json"),
        ("/assets/index-0000.js", PERSON, 404, "application/json"),
        ("/assets/", PERSON, 404, "application/json"),
        ("/assets/../index.html", any, 404, "application/json"),
        ("/assets/%2e%2e/index.html", any, 404, "application/json"),
        ("/graphql/more", PERSON, 404, "application/json"),
        ("/export/figures.xlsx", PERSON, 404, "application/json"),
        ("/healthz", PERSON, 200, "application/json"),
    ] {
        let response = site.get(path, accept).await;
        assert_eq!(response.status(), status, "{path} {accept}");
        assert!(header(&response, "content-type").starts_with(media_type), "{path} {accept}: {response:?}");
    }
    let posted = site.ask(Method::POST, "/counties/640324", &[("accept", PERSON)]).await;
    assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn what_has_its_content_in_its_name_is_kept_and_everything_else_is_asked_for_again() {
    let Some(site) = Site::built().await else { return };
    let script = site.get(&site.script().await, "*/*").await;
    assert_eq!(header(&script, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header(&script, "content-type"), "text/javascript; charset=utf-8");
    for path in ["/", "/graphiql", "/counties/640324", "/icon.svg"] {
        let first = site.get(path, "*/*").await;
        assert_eq!(header(&first, "cache-control"), "no-cache", "{path}");
        let tag = header(&first, "etag");
        for (known, status) in [(tag, 304), ("*", 304), ("\"another\"", 200)] {
            let again = site.ask(Method::GET, path, &[("if-none-match", known)]).await;
            assert_eq!(again.status(), status, "{path} {known}");
            assert_eq!(header(&again, "etag"), tag, "{path} {known}");
        }
    }
}

#[tokio::test]
async fn a_head_request_has_the_headers_alone() {
    let Some(site) = Site::built().await else { return };
    for path in ["/", "/graphiql", "/search", "/icon.svg", &site.script().await] {
        let whole = site.get(path, "*/*").await;
        let head = site.ask(Method::HEAD, path, &[]).await;
        assert_eq!(head.status(), 200, "{path}");
        for name in ["content-type", "etag", "cache-control", "content-security-policy"] {
            assert_eq!(header(&head, name), header(&whole, name), "{path} {name}");
        }
        assert!(head.bytes().await.unwrap().is_empty(), "{path}");
    }
}

#[tokio::test]
async fn a_file_comes_as_compressed_as_the_client_takes_it() {
    let Some(site) = Site::built().await else { return };
    let script = site.script().await;
    let plain = site.get(&script, "*/*").await.bytes().await.unwrap();
    for (accepted, encoding) in [("gzip, deflate, br, zstd", "br"), ("br", "br"), ("gzip", "gzip"), ("br;q=0, identity", "")] {
        let response = site.ask(Method::GET, &script, &[("accept-encoding", accepted)]).await;
        assert_eq!(header(&response, "content-encoding"), encoding, "{accepted}");
        assert!(header(&response, "vary").to_ascii_lowercase().contains("accept-encoding"), "{accepted}");
        let bytes = response.bytes().await.unwrap();
        assert_eq!(bytes.len() < plain.len() / 2, !encoding.is_empty(), "{accepted}: {} of {}", bytes.len(), plain.len());
    }
}

#[tokio::test]
async fn pages_may_load_nothing_from_elsewhere_and_be_shown_in_no_frame() {
    let Some(site) = Site::built().await else { return };
    for path in ["/", "/graphiql", "/counties/640324", "/nowhere"] {
        let page = site.get(path, PERSON).await;
        let policy = header(&page, "content-security-policy").to_owned();
        for part in
            ["default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
        {
            assert!(policy.contains(part), "{path}: {part} in {policy}");
        }
        assert_eq!(header(&page, "x-content-type-options"), "nosniff", "{path}");
        let text = page.text().await.unwrap();
        assert!(!text.contains("http://") && !text.contains("https://"), "{path}: {text}");
        assert_eq!(
            text.matches("<script").count(),
            text.matches("<script type=\"module\" crossorigin src=\"/").count() + text.matches("<script src=\"/").count(),
            "{path}: a script in the page itself, which its policy forbids: {text}"
        );
    }
}
