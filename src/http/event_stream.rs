//! Answers as server-sent events: the distinct connections mode of the GraphQL over SSE protocol.
//!
//! Each answer is an event `next`, the end an event `complete`; a comment now and then keeps the connection open.

use actix_web::{Error, HttpResponse, http::header, web::Bytes};
use async_graphql::Response;
use futures::{StreamExt, stream, stream::BoxStream};
use tokio::{sync::mpsc, time};

use super::connections::{ConnectionLimits, Slot};
use crate::graphql::answer::Answer;

/// Events that wait for a client to read them, on this side of the socket.
const WAITING: usize = 16;

/// The answers as they come.
pub fn answer(answers: BoxStream<'static, Response>, slot: Slot, limits: ConnectionLimits) -> HttpResponse {
    let (send, mut receive) = mpsc::channel(WAITING);
    actix_web::rt::spawn(pump(answers, send, slot, limits));
    let events = stream::poll_fn(move |context| receive.poll_recv(context).map(|event| event.map(Ok::<Bytes, Error>)));
    HttpResponse::Ok()
        .content_type("text/event-stream; charset=utf-8")
        // Compression and proxies would hold events back until there are many.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(events)
}

/// Sends answers until there are no more, the client has gone or reads too slowly, or the server stops.
async fn pump(mut answers: BoxStream<'static, Response>, send: mpsc::Sender<Bytes>, mut slot: Slot, limits: ConnectionLimits) {
    let mut quiet = time::interval_at(time::Instant::now() + limits.ping, limits.ping);
    loop {
        let (event, is_last) = tokio::select! {
            () = slot.closing() => return,
            () = send.closed() => return,
            answer = answers.next() => match answer {
                Some(answer) => (next(&answer), false),
                None => (Bytes::from_static(b"event: complete\ndata:\n\n"), true),
            },
            _ = quiet.tick() => (Bytes::from_static(b":\n\n"), false),
        };
        quiet.reset();
        let sent = time::timeout(limits.send_wait, send.send(event)).await;
        if is_last || !matches!(sent, Ok(Ok(()))) {
            return;
        }
    }
}

fn next(answer: &Response) -> Bytes {
    // JSON has no line breaks outside strings, and none inside them.
    let json = serde_json::to_string(&Answer(answer)).unwrap_or_default();
    Bytes::from(format!("event: next\ndata: {json}\n\n"))
}
