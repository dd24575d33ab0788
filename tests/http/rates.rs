//! How much may be asked for in a minute.

use fazhi::{
    http::{ConnectionLimits, Proxies, ProxyHeader, RateLimits, Settings},
    store::Scope,
};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{client::IntoClientRequest, http::HeaderValue};

use crate::{
    ask::{Answer, GRAPHQL, get, link, post},
    server::Server,
    socket::Socket,
};

/// Costs 1 + 34.
const PROVINCES: &str = "{ provinces { code } }";

/// A server behind a proxy, for whose clients it counts.
async fn counting(address: u32, token: u32) -> Server {
    let proxies = Proxies { header: Some(ProxyHeader::XForwardedFor), count: 1 };
    Server::set(Settings { rates: RateLimits { address, token }, proxies, ..Settings::default() }).await
}

async fn from(server: &Server, address: &str, query: &str) -> Answer {
    post(server, json!({ "query": query }), &[("x-forwarded-for", address)]).await
}

#[tokio::test]
async fn an_address_has_so_many_points_a_minute() {
    let server = counting(100, 0).await;
    let first = from(&server, "203.0.113.7", PROVINCES).await;
    assert_eq!(first.header("ratelimit-policy"), "\"points\";q=100;w=60");
    assert_eq!(first.header("ratelimit"), "\"points\";r=65;t=21");
    assert_eq!(from(&server, "203.0.113.7", PROVINCES).await.status, 200);
    let refused = from(&server, "203.0.113.7", PROVINCES).await;
    assert_eq!((refused.status, refused.code()), (429, "RATE_LIMITED"), "{}", refused.json);
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=4).contains(&wait), "{wait}");
    assert_eq!(refused.json["errors"][0]["extensions"]["retryAfter"], wait);
    assert_eq!(refused.header("cache-control"), "no-store");
    // What the client itself says about where it comes from stands before what the proxy says.
    let feigned = from(&server, "198.51.100.1, 203.0.113.7", PROVINCES).await;
    assert_eq!(feigned.status, 429);
    assert_eq!(from(&server, "203.0.113.8", PROVINCES).await.status, 200, "another address");
}

#[tokio::test]
async fn one_network_of_ipv6_is_one_address() {
    let server = counting(40, 0).await;
    assert_eq!(from(&server, "2001:db8:0:1::1", PROVINCES).await.status, 200);
    assert_eq!(from(&server, "2001:db8:0:1:ffff::2", PROVINCES).await.status, 429);
    assert_eq!(from(&server, "2001:db8:0:2::1", PROVINCES).await.status, 200);
}

#[tokio::test]
async fn a_token_has_points_of_its_own() {
    let server = counting(40, 80).await;
    let token = server.store.create_token("reader", &[Scope::Review], None).await.unwrap();
    let bearer = format!("Bearer {token}");
    assert_eq!(from(&server, "203.0.113.7", PROVINCES).await.status, 200);
    assert_eq!(from(&server, "203.0.113.7", PROVINCES).await.status, 429);
    for (address, status) in [("203.0.113.7", 200), ("203.0.113.9", 200), ("203.0.113.10", 429)] {
        let headers = [("x-forwarded-for", address), ("authorization", bearer.as_str())];
        assert_eq!(post(&server, json!({ "query": PROVINCES }), &headers).await.status, status, "{address}");
    }
}

#[tokio::test]
async fn what_is_refused_costs_points_too() {
    let server = counting(250, 250).await;
    let guess = [("x-forwarded-for", "203.0.113.7"), ("authorization", "Bearer fazhi_guess")];
    let statuses = async |body: Value, headers: &[(&str, &str)]| {
        let mut statuses = vec![];
        for _ in 0..3 {
            statuses.push(post(&server, body.clone(), headers).await.status);
        }
        statuses
    };
    assert_eq!(statuses(json!({ "query": PROVINCES }), &guess).await, [401, 401, 429]);
    let wrong = [("x-forwarded-for", "203.0.113.8"), ("accept", GRAPHQL)];
    assert_eq!(statuses(json!({ "query": "{" }), &wrong).await, [400, 400, 429]);
}

#[tokio::test]
async fn an_answer_that_is_there_already_costs_little() {
    let server = counting(400, 0).await;
    let path = link(&[("query", "{ reports { nodes { title } totalCount } }")]);
    let from = ("x-forwarded-for", "203.0.113.7");
    let first = get(&server, &path, &[from]).await;
    assert_eq!((first.status, first.header("ratelimit")), (200, "\"points\";r=169;t=35"));
    let again = get(&server, &path, &[from, ("if-none-match", first.header("etag"))]).await;
    assert_eq!(again.status, 304);
    assert!(again.header("ratelimit").starts_with("\"points\";r=6") || again.header("ratelimit").starts_with("\"points\";r=7"));
}

#[tokio::test]
async fn operations_of_a_socket_count() {
    let server = counting(40, 0).await;
    let mut request = format!("{}/graphql", server.url.replace("http://", "ws://")).into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
    request.headers_mut().insert("x-forwarded-for", HeaderValue::from_static("203.0.113.7"));
    let mut socket = Socket::over(request).await;
    socket.say(json!({ "type": "connection_init" })).await;
    assert_eq!(socket.hear().await["type"], "connection_ack");
    socket.subscribe("a", PROVINCES, json!({})).await;
    assert_eq!(socket.hear().await["type"], "next");
    assert_eq!(socket.hear().await["type"], "complete");
    socket.subscribe("b", PROVINCES, json!({})).await;
    let refused = socket.hear().await;
    assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("b")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "RATE_LIMITED");
    assert!(refused["payload"][0]["extensions"]["retryAfter"].is_u64(), "{refused}");
}

#[tokio::test]
async fn downloads_count() {
    let server = counting(30_000, 0).await;
    let from = [("x-forwarded-for", "203.0.113.7")];
    assert_eq!(get(&server, "/export/figures.csv", &from).await.status, 200);
    let refused = get(&server, "/export/figures.csv", &from).await;
    assert_eq!((refused.status, refused.code()), (429, "RATE_LIMITED"));
}

#[tokio::test]
async fn nothing_is_counted_for_the_machine_itself_nor_are_proxies_believed_unasked() {
    let server = Server::set(Settings { rates: RateLimits { address: 1, token: 1 }, ..Settings::default() }).await;
    for _ in 0..3 {
        let answer = from(&server, "203.0.113.7", PROVINCES).await;
        assert_eq!((answer.status, answer.header("ratelimit")), (200, ""));
    }
}

#[tokio::test]
async fn one_address_does_not_take_every_place() {
    let proxies = Proxies { header: Some(ProxyHeader::XForwardedFor), count: 1 };
    let connections = ConnectionLimits { of_address: 1, ..ConnectionLimits::default() };
    let server = Server::set(Settings { proxies, connections, ..Settings::default() }).await;
    let listen = |address: &'static str| {
        let path = link(&[("query", "subscription { reportImported { year } }")]);
        let request = reqwest::Client::new().get(format!("{}{path}", server.url));
        request.header("accept", "text/event-stream").header("x-forwarded-for", address).send()
    };
    let first = listen("203.0.113.7").await.unwrap();
    let second = listen("203.0.113.7").await.unwrap();
    let other = listen("203.0.113.8").await.unwrap();
    assert_eq!((first.status().as_u16(), second.status().as_u16(), other.status().as_u16()), (200, 429, 200));
}
