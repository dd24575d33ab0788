//! Which pages may ask.

use fazhi::http::{Origins, Settings};
use reqwest::Method;
use serde_json::json;
use tokio_tungstenite::tungstenite::{self, client::IntoClientRequest, http::HeaderValue};

use crate::{
    ask::{Answer, ask, get, link, post},
    server::Server,
};

const QUERY: &str = "{ provinces { code } }";

async fn preflight(server: &Server, origin: &str, headers: &str) -> Answer {
    let asked = [("origin", origin), ("access-control-request-method", "POST"), ("access-control-request-headers", headers)];
    ask(server, Method::OPTIONS, "/graphql", &asked).await
}

async fn choosy() -> Server {
    let origins = Origins::These(vec!["https://a.example".parse().unwrap(), "http://localhost:5173".parse().unwrap()]);
    Server::set(Settings { origins, ..Settings::default() }).await
}

#[tokio::test]
async fn any_page_may_ask_with_any_header_where_nothing_is_set() {
    let server = Server::with_world().await;
    let allowed = preflight(&server, "https://example.org", "authorization, content-type, x-my-client").await;
    assert_eq!((allowed.status, allowed.header("access-control-allow-origin")), (200, "*"));
    for name in ["authorization", "content-type", "x-my-client"] {
        assert!(allowed.header("access-control-allow-headers").contains(name), "{name}");
    }
    for method in ["GET", "HEAD", "POST"] {
        assert!(allowed.header("access-control-allow-methods").contains(method), "{method}");
    }
    assert!(!allowed.header("access-control-max-age").is_empty());
    let answer = post(&server, json!({ "query": QUERY }), &[("origin", "https://example.org")]).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let exposed = answer.header("access-control-expose-headers");
    for name in ["etag", "content-disposition", "retry-after", "ratelimit", "ratelimit-policy"] {
        assert!(exposed.split(", ").any(|it| it == name), "{name}: {exposed}");
    }
}

#[tokio::test]
async fn refusals_can_be_read_by_pages_too() {
    let server = Server::with_world().await;
    for (path, status) in [("/graphql", 400), ("/nowhere", 404), ("/export/nothing.csv", 404)] {
        let answer = get(&server, path, &[("origin", "https://example.org")]).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (status, "*"), "{path}");
    }
}

#[tokio::test]
async fn where_origins_are_set_others_may_not_ask() {
    let server = choosy().await;
    for origin in ["https://a.example", "http://localhost:5173"] {
        assert_eq!(preflight(&server, origin, "authorization").await.header("access-control-allow-origin"), origin);
        let answer = get(&server, &link(&[("query", QUERY)]), &[("origin", origin)]).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, origin));
        assert!(answer.header("vary").contains("Origin"), "{}", answer.header("vary"));
    }
    for origin in ["https://b.example", "http://a.example", "https://a.example:444", "null"] {
        let refused = preflight(&server, origin, "authorization").await;
        assert_eq!((refused.status, refused.header("access-control-allow-origin")), (400, ""), "{origin}");
        // Whether the page may read the answer is the browser's business; programs may send what they like.
        let answer = get(&server, &link(&[("query", QUERY)]), &[("origin", origin)]).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, ""), "{origin}");
    }
}

#[tokio::test]
async fn a_socket_is_refused_to_pages_that_may_not_ask() {
    let server = choosy().await;
    let own = server.url.clone();
    for (origin, status) in [
        (None, 101),
        (Some("https://a.example"), 101),
        (Some(own.as_str()), 101),
        (Some("https://b.example"), 403),
        (Some("null"), 403),
    ] {
        let mut request = format!("{}/graphql", server.url.replace("http://", "ws://")).into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", HeaderValue::from_str(origin).unwrap());
        }
        let found = match tokio_tungstenite::connect_async(request).await {
            Ok(_) => 101,
            Err(tungstenite::Error::Http(response)) => response.status().as_u16(),
            Err(error) => panic!("{error}"),
        };
        assert_eq!(found, status, "{origin:?}");
    }
}
