//! Clients that take their time.

use fazhi::http::Settings;
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::server::Server;

const HEAD: &str = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n";

async fn impatient() -> Server {
    Server::set(Settings { stall: Duration::from_millis(500), ..Settings::default() }).await
}

/// Sends a text, then nothing more; what is answered until the connection is closed.
async fn stalled(server: &Server, text: &str) -> String {
    let mut stream = TcpStream::connect(server.url.trim_start_matches("http://")).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let closed = tokio::time::timeout(Duration::from_secs(30), stream.read_to_string(&mut answer)).await;
    closed.expect("closed in time").unwrap();
    answer
}

#[tokio::test]
async fn a_body_that_stops_coming_is_given_up() {
    let server = impatient().await;
    for body in ["", "{\"query\": \""] {
        let answer = stalled(&server, &format!("{HEAD}{body}")).await;
        assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"TIMEOUT\""), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_trickles_is_given_up() {
    let server = impatient().await;
    let mut stream = TcpStream::connect(server.url.trim_start_matches("http://")).await.unwrap();
    stream.write_all(HEAD.replace("100", "100000").as_bytes()).await.unwrap();
    let started = Instant::now();
    let (mut read, mut write) = stream.into_split();
    let trickle = tokio::spawn(async move {
        while write.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(100)).await
        }
    });
    let mut answer = vec![0; 12];
    read.read_exact(&mut answer).await.unwrap();
    trickle.abort();
    assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 408");
    assert!(started.elapsed() >= Duration::from_secs(6), "a body may take its time as long as it comes");
}

#[tokio::test]
async fn headers_that_stop_coming_are_given_up() {
    let server = impatient().await;
    let answer = stalled(&server, "GET /healthz HTTP/1.1\r\nhost: x\r\nx-").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
}
