//! Listening: over WebSocket and as server-sent events, on one node and across nodes.

use extract::document::SectionKind;
use fazhi::{
    http::ConnectionLimits,
    store::{Edition, JobProgress, JobStatus, NewJob, ReportKey, Scope},
};
use futures::StreamExt;
use serde_json::{Value, json};
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

use crate::{
    client::REPORT,
    database::Scratch,
    server::{Server, on_both_databases},
    socket::Socket,
    world,
    written::Written,
};

on_both_databases! {
    a_report_is_heard_of_when_it_is_imported,
    only_what_was_asked_for_is_heard,
    an_import_is_followed_to_its_end,
    events_come_as_server_sent_events_too,
}

const IMPORTED: &str = "subscription($county: String, $province: String) {
    reportImported(countyCode: $county, province: $province) { year county { code } figures(first: 1) { totalCount nodes { raw } } } }";
const PROGRESS: &str = "subscription($id: ID!) { importProgress(jobId: $id) { status done report { year } } }";

fn next(id: &str, data: Value) -> Value {
    json!({ "id": id, "type": "next", "payload": { "data": data } })
}

async fn a_report_is_heard_of_when_it_is_imported(server: &Server) {
    let mut socket = Socket::begin(server, json!({})).await;
    socket.subscribe("a", IMPORTED, json!({})).await;
    listening(&mut socket).await;
    let master = server.master().await;
    master.import(json!({ "text": REPORT })).await;
    let heard = |raw: &str| {
        let figures = json!({ "totalCount": 1, "nodes": [{ "raw": raw }] });
        next("a", json!({ "reportImported": { "year": 2020, "county": { "code": "140728" }, "figures": figures } }))
    };
    assert_eq!(socket.hear().await, heard("22件"));
    // The same bytes are nothing new; others are, and are not mixed up with what was loaded before.
    master.import(json!({ "text": REPORT })).await;
    master.import(json!({ "text": REPORT.replace("22件", "23件") })).await;
    assert_eq!(socket.hear().await, heard("23件"));
    socket.say(json!({ "type": "complete", "id": "a" })).await;
    master.import(json!({ "text": REPORT.replace("22件", "24件") })).await;
    listening(&mut socket).await;
}

/// The server has dealt with everything said so far, and has nothing else to say.
async fn listening(socket: &mut Socket) {
    socket.subscribe("probe", "{ statistics { indicators } }", json!({})).await;
    let answer = socket.hear().await;
    assert_eq!((&answer["id"], &answer["type"]), (&json!("probe"), &json!("next")), "{answer}");
    assert_eq!(socket.hear().await, json!({ "id": "probe", "type": "complete" }));
}

async fn only_what_was_asked_for_is_heard(server: &Server) {
    let mut socket = Socket::begin(server, json!({})).await;
    socket.subscribe("county", IMPORTED, json!({ "county": "140821" })).await;
    socket.subscribe("province", IMPORTED, json!({ "province": "640000" })).await;
    socket.subscribe("both", IMPORTED, json!({ "county": "140821", "province": "640000" })).await;
    listening(&mut socket).await;
    world::fill(&server.store).await;
    let mut heard = Vec::new();
    for _ in 0..3 {
        let message = socket.hear().await;
        let report = &message["payload"]["data"]["reportImported"];
        heard.push((
            message["id"].as_str().unwrap().to_owned(),
            report["county"]["code"].as_str().unwrap().to_owned(),
            report["year"].as_i64(),
        ));
    }
    heard.sort();
    let expected = [("county", "140821", 2021), ("county", "140821", 2022), ("province", "640324", 2021)];
    assert_eq!(heard, expected.map(|(id, county, year)| (id.to_owned(), county.to_owned(), Some(year))));
    listening(&mut socket).await;
    for (variables, argument) in [(json!({ "county": "999999" }), "countyCode"), (json!({ "province": "980000" }), "province")] {
        socket.subscribe("bad", IMPORTED, variables).await;
        let message = socket.hear().await;
        let extensions = &message["payload"]["errors"][0]["extensions"];
        assert_eq!((&extensions["code"], &extensions["argument"]), (&json!("BAD_USER_INPUT"), &json!(argument)), "{message}");
        assert_eq!(socket.hear().await, json!({ "id": "bad", "type": "complete" }));
    }
}

async fn an_import_is_followed_to_its_end(server: &Server) {
    let mut socket = Socket::begin(server, json!({})).await;
    let master = server.master().await;
    let payload = master.import(json!({ "text": REPORT, "background": true })).await;
    socket.subscribe("a", PROGRESS, json!({ "id": payload["job"]["id"] })).await;
    let step = |status: &str, done: i32, report: Value| {
        next("a", json!({ "importProgress": { "status": status, "done": done, "report": report } }))
    };
    assert_eq!(socket.hear().await, step("QUEUED", 0, json!(null)));
    assert!(server.work_once().await);
    // A step that is over before it is looked at is not told.
    let mut heard = socket.hear().await;
    if heard == step("RUNNING", 0, json!(null)) {
        heard = socket.hear().await;
    }
    assert_eq!(heard, step("DONE", 1, json!({ "year": 2020 })));
    assert_eq!(socket.hear().await, json!({ "id": "a", "type": "complete" }));

    // One that has ended is told once; one that is not there is an error.
    socket.subscribe("b", PROGRESS, json!({ "id": payload["job"]["id"] })).await;
    assert_eq!(
        socket.hear().await,
        next("b", json!({ "importProgress": { "status": "DONE", "done": 1, "report": { "year": 2020 } } }))
    );
    assert_eq!(socket.hear().await, json!({ "id": "b", "type": "complete" }));
    let nothing = "SW1wb3J0Sm9iOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm";
    for (id, code) in [(nothing, "NOT_FOUND"), ("x", "BAD_USER_INPUT")] {
        socket.subscribe("c", PROGRESS, json!({ "id": id })).await;
        assert_eq!(socket.hear().await["payload"]["errors"][0]["extensions"]["code"], code);
        assert_eq!(socket.hear().await["type"], "complete");
    }
}

/// The events of a response, one after the other.
struct Events(futures::stream::BoxStream<'static, reqwest::Result<Vec<u8>>>, String);

impl Events {
    fn of(response: reqwest::Response) -> Events {
        assert_eq!(response.status(), 200);
        assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/event-stream"));
        Events(response.bytes_stream().map(|bytes| bytes.map(|bytes| bytes.to_vec())).boxed(), String::new())
    }

    /// Name and data of the next event; none at the end of the response.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.1.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.1 = rest;
                let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim).map(str::to_owned);
                if let Some(name) = field("event:") {
                    return Some((name, serde_json::from_str(&field("data:").unwrap()).unwrap_or(Value::Null)));
                }
                continue;
            }
            let bytes = tokio::time::timeout(Duration::from_secs(20), self.0.next()).await.expect("nothing came")?;
            self.1.push_str(&String::from_utf8(bytes.ok()?).unwrap());
        }
    }
}

async fn events_come_as_server_sent_events_too(server: &Server) {
    let url = format!("{}/graphql", server.url);
    let client = reqwest::Client::new();
    let link = format!("{url}?query={}", IMPORTED.split_whitespace().collect::<Vec<_>>().join("+").replace('$', "%24"));
    let accepts = [
        ("POST", client.post(&url).json(&json!({ "query": IMPORTED })).header("accept", "text/event-stream")),
        ("GET", client.get(&link).header("accept", "text/event-stream")),
        (
            "a client that takes all",
            client
                .post(&url)
                .json(&json!({ "query": IMPORTED }))
                .header("accept", "application/json, text/event-stream")
                .header("accept-encoding", "gzip"),
        ),
    ];
    let master = server.master().await;
    let report = ReportKey { county: "140728".to_owned(), year: 2020 };
    for (name, request) in accepts {
        let mut events = Events::of(request.send().await.unwrap());
        // The stream is open before the server listens: the report comes and goes until it is heard of.
        let event = loop {
            server.store.delete_report(&report).await.unwrap();
            master.import(json!({ "text": REPORT })).await;
            if let Ok(event) = tokio::time::timeout(Duration::from_millis(500), events.next()).await {
                break event;
            }
        };
        let (event, data) = event.expect("an event");
        assert_eq!((event.as_str(), &data["data"]["reportImported"]["year"]), ("next", &json!(2020)), "{name}: {data}");
    }
    // A query is one event and the end; what is wrong is told in the same way.
    for (query, key) in [("{ statistics { reports } }", "data"), ("{ nothing }", "errors")] {
        let request = client.post(&url).json(&json!({ "query": query })).header("accept", "text/event-stream");
        let mut events = Events::of(request.send().await.unwrap());
        let (event, data) = events.next().await.unwrap();
        assert!(event == "next" && data.get(key).is_some(), "{query}: {data}");
        assert_eq!(events.next().await, Some(("complete".to_owned(), Value::Null)));
        assert_eq!(events.next().await, None);
    }
}

#[tokio::test]
async fn a_subscription_needs_a_way_to_go() {
    let server = Server::empty().await;
    let url = format!("{}/graphql", server.url);
    let client = reqwest::Client::new();
    let get = client.get(format!("{url}?query=subscription%7BreportImported%7Byear%7D%7D")).send().await.unwrap();
    assert_eq!(get.status(), 405);
    let link = client.get(format!("{url}?query=mutation%7Bx%7D")).header("accept", "text/event-stream").send().await.unwrap();
    assert_eq!(link.status(), 405, "a link never changes anything");
    assert_eq!(server.anonymous().code(IMPORTED, json!({})).await, "BAD_USER_INPUT");
}

#[tokio::test]
async fn one_subscription_is_one_field_and_keeps_to_the_limits() {
    let server = Server::empty().await;
    let mut socket = Socket::begin(&server, json!({})).await;
    let deep = format!("subscription {{ reportImported {{ {}id{} }} }}", "previous: county { ".repeat(20), " }".repeat(20));
    for (query, code) in [
        ("subscription { a: reportImported { year } b: reportImported { year } }", "GRAPHQL_VALIDATION_FAILED"),
        (
            "subscription { ...F } fragment F on Subscription { reportImported { year } x: reportImported { year } }",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription($id: ID!) { importProgress(jobId: $id) { id } }", "BAD_USER_INPUT"),
        (deep.as_str(), "QUERY_TOO_DEEP"),
    ] {
        socket.subscribe("a", query, json!({})).await;
        let message = socket.hear().await;
        assert_eq!(
            (&message["type"], &message["payload"][0]["extensions"]["code"]),
            (&json!("error"), &json!(code)),
            "{query}: {message}"
        );
    }
    // An operation that ended in an error is over: its name is free.
    socket.subscribe("a", "{ statistics { reports } }", json!({})).await;
    assert_eq!(socket.hear().await, next("a", json!({ "statistics": { "reports": 0 } })));
}

#[tokio::test]
async fn a_client_that_does_not_keep_to_the_protocol_is_told_why() {
    let server = Server::empty().await;
    let init = json!({ "type": "connection_init" }).to_string();
    let subscribe = json!({ "type": "subscribe", "id": "a", "payload": { "query": IMPORTED } }).to_string();
    for (name, messages, code) in [
        ("no JSON", vec!["x"], 4400),
        ("no message", vec!["{\"type\":\"start\"}"], 4400),
        ("subscribes too early", vec![&subscribe], 4401),
        ("begins twice", vec![&init, &init], 4429),
        ("subscribes twice under one name", vec![&init, &subscribe, &subscribe], 4409),
        (
            "a token that is worth nothing",
            vec!["{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer x\"}}"],
            4403,
        ),
    ] {
        let mut socket = Socket::open(&server).await;
        for message in &messages {
            socket.send(Message::text((*message).to_owned())).await;
        }
        if messages.len() > 1 {
            assert_eq!(socket.hear().await["type"], "connection_ack", "{name}");
        }
        assert_eq!(socket.closed().await, code, "{name}");
    }
    let mut binary = Socket::open(&server).await;
    binary.send(Message::binary(init.clone().into_bytes())).await;
    assert_eq!(binary.closed().await, 4400);
    let mut other = Socket::try_open(&server, None, None).await.unwrap();
    assert_eq!(other.closed().await, 4406);
    let mut ping = Socket::open(&server).await;
    ping.say(json!({ "type": "ping" })).await;
    assert_eq!(ping.hear().await, json!({ "type": "pong" }));
}

#[tokio::test]
async fn a_token_counts_from_the_header_or_the_first_message_until_it_is_revoked() {
    let server = Server::empty().await;
    let query = "mutation($text: String!) { importReport(input: { text: $text }) { created } }";
    let token = server.store.create_token("socket", &[Scope::Import], None).await.unwrap();
    let mut anonymous = Socket::begin(&server, json!({})).await;
    anonymous.subscribe("a", query, json!({ "text": REPORT })).await;
    assert_eq!(anonymous.hear().await["payload"]["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");

    let mut by_message = Socket::begin(&server, json!({ "Authorization": format!("Bearer {token}") })).await;
    by_message.subscribe("a", query, json!({ "text": REPORT })).await;
    assert_eq!(by_message.hear().await, next("a", json!({ "importReport": { "created": true } })));

    let mut by_header = Socket::try_open(&server, Some("graphql-transport-ws"), Some(&token)).await.unwrap();
    by_header.say(json!({ "type": "connection_init" })).await;
    assert_eq!(by_header.hear().await["type"], "connection_ack");
    by_header.subscribe("a", query, json!({ "text": REPORT })).await;
    assert_eq!(by_header.hear().await, next("a", json!({ "importReport": { "created": false } })));
    assert_eq!(by_header.hear().await["type"], "complete");

    server.store.revoke_token("socket").await.unwrap();
    by_header.subscribe("b", "{ statistics { reports } }", json!({})).await;
    assert_eq!(by_header.closed().await, 4403);
}

fn limits() -> ConnectionLimits {
    ConnectionLimits { send_wait: Duration::from_millis(300), ..ConnectionLimits::default() }
}

#[tokio::test]
async fn there_is_an_end_to_connections_and_operations() {
    let server = Server::with_limits(Scratch::sqlite(), ConnectionLimits { connections: 2, operations: 2, ..limits() }).await;
    let mut first = Socket::begin(&server, json!({})).await;
    let url = format!("{}/graphql", server.url);
    let stream = reqwest::Client::new().post(&url).json(&json!({ "query": IMPORTED })).header("accept", "text/event-stream");
    let stream = stream.send().await.unwrap();
    assert_eq!(Socket::try_open(&server, Some("graphql-transport-ws"), None).await.err(), Some(429));
    let refused = reqwest::Client::new().get(format!("{url}?query=%7Bx%7D")).header("accept", "text/event-stream");
    assert_eq!(refused.send().await.unwrap().status(), 429);
    drop(stream);
    first.subscribe("a", IMPORTED, json!({})).await;
    first.subscribe("b", IMPORTED, json!({})).await;
    first.subscribe("c", IMPORTED, json!({})).await;
    let message = first.hear().await;
    assert_eq!(
        (&message["id"], &message["type"], &message["payload"][0]["extensions"]["code"]),
        (&json!("c"), &json!("error"), &json!("RATE_LIMITED"))
    );
    first.say(json!({ "type": "complete", "id": "a" })).await;
    first.subscribe("c", "{ statistics { reports } }", json!({})).await;
    assert_eq!(first.hear().await["type"], "next");
}

#[tokio::test]
async fn an_event_stream_that_nobody_reads_any_more_counts_no_longer() {
    let one = ConnectionLimits { connections: 1, ping: Duration::from_millis(100), ..ConnectionLimits::default() };
    let server = Server::with_limits(Scratch::sqlite(), one).await;
    let ask = || {
        let request = reqwest::Client::new().post(format!("{}/graphql", server.url)).header("accept", "text/event-stream");
        request.json(&json!({ "query": IMPORTED })).send()
    };
    let first = ask().await.unwrap();
    assert_eq!((first.status().as_u16(), ask().await.unwrap().status().as_u16()), (200, 429));
    drop(first);
    for tries in 0.. {
        if ask().await.unwrap().status() == 200 {
            break;
        }
        assert!(tries < 300, "a connection that is gone still counts");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn whoever_is_silent_is_asked_and_cut_off() {
    let quick = Duration::from_millis(200);
    let server = Server::with_limits(Scratch::sqlite(), ConnectionLimits { ping: quick, init_wait: quick, ..limits() }).await;
    let mut silent = Socket::open(&server).await;
    assert_eq!(silent.closed().await, 4408);
    let mut alive = Socket::begin(&server, json!({})).await;
    assert!(alive.is_pinged().await);
    // This client answers pings as long as it listens.
    for _ in 0..5 {
        assert!(alive.is_pinged().await);
    }
    alive.subscribe("a", "{ statistics { reports } }", json!({})).await;
    assert_eq!(alive.hear().await["type"], "next");
    let mute = Socket::begin(&server, json!({})).await;
    tokio::time::sleep(6 * quick).await;
    assert!(mute.ends().await, "nobody answers, and the connection stays open");
}

#[tokio::test]
async fn whoever_reads_too_slowly_is_cut_off() {
    let one = ConnectionLimits {
        connections: 1,
        operations: 100,
        send_wait: Duration::from_millis(300),
        ..ConnectionLimits::default()
    };
    let server = Server::with_limits(Scratch::sqlite(), one).await;
    let long = "依法行政，".repeat(100_000);
    let written =
        Written::new(world::LINYI, 2021, "临猗县2021年度报告").section("1", "一、", "主要工作", SectionKind::Achievements);
    world::save(&server.store, "a.txt", written.says(&long).done(), Edition::Original).await;
    let mut slow = Socket::begin(&server, json!({})).await;
    // More than a megabyte each, which nobody reads: they fill every buffer on the way.
    for id in 0..80 {
        let query = "{ report(countyCode: \"140821\", year: 2021) { text } }";
        slow.subscribe(&id.to_string(), query, json!({})).await;
    }
    // The only place is free again.
    for tries in 0.. {
        if Socket::try_open(&server, Some("graphql-transport-ws"), None).await.is_ok() {
            break;
        }
        assert!(tries < 300, "a client that does not read is kept");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_server_that_stops_ends_what_is_open() {
    let server = Server::empty().await;
    let mut socket = Socket::begin(&server, json!({})).await;
    socket.subscribe("a", IMPORTED, json!({})).await;
    listening(&mut socket).await;
    let request = reqwest::Client::new().post(format!("{}/graphql", server.url)).json(&json!({ "query": IMPORTED }));
    let mut events = Events::of(request.header("accept", "text/event-stream").send().await.unwrap());
    let stopped = tokio::task::spawn_blocking(move || server.stop_gracefully());
    assert_eq!(socket.closed().await, 1001);
    assert_eq!(events.next().await, None, "no complete: a client connects again");
    tokio::time::timeout(Duration::from_secs(5), stopped).await.expect("the server hangs").unwrap();
}

#[tokio::test]
async fn nodes_hear_of_each_other_on_postgres() {
    let Some(scratch) = Scratch::postgres().await else { return };
    let other = scratch.connect().await;
    let server = Server::over(scratch).await;
    let mut socket = Socket::begin(&server, json!({})).await;
    socket.subscribe("a", IMPORTED, json!({})).await;
    listening(&mut socket).await;
    // Another node, as another store over the same database.
    world::fill(&other).await;
    for _ in 0..3 {
        assert_eq!(socket.hear().await["type"], "next");
    }
    let key = other.create_job(NewJob { total: 2, created_by: "elsewhere".to_owned(), task: None }).await.unwrap();
    let id = base64(&format!("ImportJob:{key}"));
    socket.subscribe("b", PROGRESS, json!({ "id": id })).await;
    let step =
        |status: &str, done: i32| next("b", json!({ "importProgress": { "status": status, "done": done, "report": null } }));
    assert_eq!(socket.hear().await, step("RUNNING", 0));
    for (status, word, done) in [(JobStatus::Running, "RUNNING", 1), (JobStatus::Done, "DONE", 2)] {
        let progress = JobProgress { status, total: 2, done, warnings: "[]".to_owned(), ..JobProgress::default() };
        other.update_job(&key, &progress).await.unwrap();
        assert_eq!(socket.hear().await, step(word, i32::try_from(done).unwrap()));
    }
    assert_eq!(socket.hear().await, json!({ "id": "b", "type": "complete" }));
    drop(socket);
    other.close().await.unwrap();
    server.end().await;
}

fn base64(text: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(text)
}
