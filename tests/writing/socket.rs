//! A client of the graphql-transport-ws protocol that says exactly what it is told.

// Every test that includes this file uses a part of it.
#![allow(dead_code)]

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest, handshake::client::Request, http::HeaderValue},
};

use crate::server::Server;

/// How long a test waits for what must come.
const WAIT: Duration = Duration::from_secs(20);

/// One connection.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Opens a connection that speaks the protocol.
    pub async fn open(server: &Server) -> Socket {
        Socket::try_open(server, Some("graphql-transport-ws"), None).await.expect("a connection")
    }

    /// Opens a connection, or says the status of the refusal.
    pub async fn try_open(server: &Server, protocol: Option<&str>, token: Option<&str>) -> Result<Socket, u16> {
        let mut request = format!("{}/graphql", server.url.replace("http://", "ws://")).into_client_request().unwrap();
        let headers = request.headers_mut();
        if let Some(protocol) = protocol {
            headers.insert("sec-websocket-protocol", HeaderValue::from_str(protocol).unwrap());
        }
        if let Some(token) = token {
            headers.insert("authorization", HeaderValue::from_str(&format!("Bearer {token}")).unwrap());
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Socket(stream)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a connection with a request that has all it needs.
    pub async fn over(request: Request) -> Socket {
        Socket(connect_async(request).await.expect("a connection").0)
    }

    /// Opens a connection and has it acknowledged.
    pub async fn begin(server: &Server, payload: Value) -> Socket {
        let mut socket = Socket::open(server).await;
        socket.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
        socket
    }

    pub async fn say(&mut self, message: Value) {
        self.send(Message::text(message.to_string())).await;
    }

    pub async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("sent");
    }

    pub async fn subscribe(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.say(json!({ "type": "subscribe", "id": id, "payload": payload })).await;
    }

    /// The next message.
    pub async fn hear(&mut self) -> Value {
        match self.next().await {
            Message::Text(text) => serde_json::from_str(&text).expect("JSON"),
            other => panic!("{other:?}"),
        }
    }

    /// The code that the connection is closed with.
    pub async fn closed(&mut self) -> u16 {
        match self.next().await {
            Message::Close(Some(frame)) => frame.code.into(),
            other => panic!("{other:?}"),
        }
    }

    /// The next message that is no ping.
    async fn next(&mut self) -> Message {
        loop {
            match timeout(WAIT, self.0.next()).await.expect("nothing came").expect("the connection is gone").expect("a message") {
                Message::Ping(_) | Message::Pong(_) => {}
                message => return message,
            }
        }
    }

    /// Whether the connection ends, in whatever way, before long.
    pub async fn ends(mut self) -> bool {
        let end = async { while let Some(Ok(_)) = self.0.next().await {} };
        timeout(WAIT, end).await.is_ok()
    }

    /// Whether a ping of the WebSocket itself comes.
    pub async fn is_pinged(&mut self) -> bool {
        let ping = async { matches!(self.0.next().await, Some(Ok(Message::Ping(_)))) };
        timeout(WAIT, ping).await.unwrap_or(false)
    }
}
