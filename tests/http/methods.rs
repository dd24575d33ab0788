//! Which methods there are, on every path.

use reqwest::Method;

use crate::{
    ask::{ask, get, link},
    server::Server,
};

fn paths() -> Vec<String> {
    let query = link(&[("query", "{ provinces { code } }")]);
    [&query, "/export/figures.csv", "/graphiql", "/schema.graphql", "/healthz", "/"].map(str::to_owned).to_vec()
}

#[tokio::test]
async fn what_can_be_got_can_be_asked_about() {
    let server = Server::with_world().await;
    for path in paths() {
        let got = get(&server, &path, &[]).await;
        let head = ask(&server, Method::HEAD, &path, &[]).await;
        assert_eq!((got.status, head.status), (200, 200), "{path}");
        assert!(head.json.is_null(), "{path} has a body");
        for name in ["content-type", "etag", "cache-control", "vary"] {
            assert_eq!(head.header(name), got.header(name), "{path} {name}");
        }
    }
    assert_eq!(ask(&server, Method::HEAD, &link(&[("query", "mutation { x }")]), &[]).await.status, 405);
    assert_eq!(ask(&server, Method::HEAD, "/nowhere", &[]).await.status, 404);
}

#[tokio::test]
async fn every_other_method_is_told_which_there_are() {
    let server = Server::with_world().await;
    for path in paths() {
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
            let refused = ask(&server, method.clone(), &path, &[]).await;
            let allowed = if path.starts_with("/graphql") { "GET, HEAD, POST" } else { "GET, HEAD" };
            assert_eq!((refused.status, refused.header("allow")), (405, allowed), "{method} {path}");
            assert_eq!(refused.code(), "BAD_USER_INPUT", "{method} {path}");
        }
        if !path.starts_with("/graphql") {
            assert_eq!(ask(&server, Method::POST, &path, &[]).await.status, 405, "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_to_programs() {
    let server = Server::empty().await;
    for method in [Method::GET, Method::POST, Method::DELETE] {
        let answer = ask(&server, method.clone(), "/nowhere", &[]).await;
        assert_eq!((answer.status, answer.code()), (404, "NOT_FOUND"), "{method}");
    }
}
